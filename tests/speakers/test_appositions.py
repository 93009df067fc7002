"""What is stated after a name: letters, an apposition, a clause, a verb."""

from __future__ import annotations

import pytest

from quotetrack.speakers.roles import read_capacity
from tests.quotations.builders import reading, span

AFTER = [
    ("Cllr [P:Ana Ruiz] (FG) left.", "Cllr", ["Fine Gael"]),
    ("Cllr [P:Ana Ruiz] (QQ) left.", "Cllr", []),
    ("Cllr [P:Ana Ruiz] (Ind) left.", "Cllr", []),
    ("[P:Ana Ruiz], an MEP from the Greens, left.", "MEP", ["Greens"]),
    ("[P:Ana Ruiz], an MEP from the [O:Harbour Front], left.", "MEP", ["Harbour Front"]),
    ("[P:Ana Ruiz], an MEP from the north, left.", "MEP", []),
    ("[P:Ana Ruiz], who once headed the Central Command, left.", None, ["Central Command"]),
    ("[P:Ana Ruiz], who once headed the harbour, left.", None, []),
    ("[P:Ana Ruiz], who has led [O:Finch] for a year, left.", None, ["Finch"]),
    ("[P:Ana Ruiz], who went on to become the head of [O:Finch], left.", "head", ["Finch"]),
    ("[P:Ana Ruiz], a leading expert at the [O:Harbour Trust], left.", "leading expert", ["Harbour Trust"]),
    ("[P:Ana Ruiz], who is the head of [O:Finch], left.", "head", ["Finch"]),
    ("[P:Ana Ruiz], who leads [O:Finch], left.", None, ["Finch"]),
    ("[P:Ana Ruiz], who left [O:Finch], sang.", None, []),
    ("[P:Ana Ruiz], 54, an engineer, left.", "engineer", []),
    ("[P:Ana Ruiz] (54), an engineer, left.", "engineer", []),
    ("[P:Ana Ruiz] of [O:Finch] left.", None, ["Finch"]),
    ("[P:Ana Ruiz] of [L:Halsund] left.", None, []),
    ("[P:Ana Ruiz] (R-Ohio) left.", None, ["Republican"]),
    ("[P:Ana Ruiz], D-Mass., left.", None, ["Democratic"]),
    ("[P:Ana Ruiz], which was late, left.", None, []),
    ("[P:Ana Ruiz], [P:Owen Pike] and a dog left.", None, []),
    ("[P:Ana Ruiz] MSP left.", "MSP", []),
    ("[P:Ana Ruiz], the mayor, was late.", "mayor", []),
    ("According to [P:Ana Ruiz], the repairs were late.", None, []),
    ("[P:Ana Ruiz] left.", None, []),
    ("[P:Ana Ruiz], of [O:Finch Church], left.", None, ["Finch Church"]),
    ("Sen. [P:Ana Ruiz] of [L:Ohio], the majority leader, left.", "Sen.", []),
    ("[P:Ana Ruiz], a leading aide who runs/VERB [O:Finch], left.", "leading aide", ["Finch"]),
    ("[P:Ana Ruiz], who teaches/VERB law at Penmarrow, left.", None, ["Penmarrow"]),
    ("[P:Ana Ruiz], who sang/VERB at the [O:Finch Congress], left.", None, []),
    ("[P:Ana Ruiz], now the head of [O:Finch], left.", "head", ["Finch"]),
    ("[P:Ana Ruiz], a claim that he denied, left.", None, []),
    ("[P:Ana Ruiz], [O:Finch] and [O:Marrow] left.", None, []),
    ("[P:Ana Ruiz] (APC, Lagos) left.", None, []),
    ("[P:Ana Ruiz] is now/ADV the chairman of [O:Finch].", "chairman", ["Finch"]),
    ("[P:Ana Ruiz] is a disgrace to [O:Finch].", None, []),
    ("“[P:Ana Ruiz] is the chairman of [O:Finch],” he said.", None, []),
    ("“So,” wrote/VERB [P:Ana Ruiz] for the [O:Finch Herald].", None, ["Finch Herald"]),
    ("“So,” said [P:Ana Ruiz] for the [O:Finch Herald].", None, []),
]


@pytest.mark.parametrize(("markup", "role", "affiliations"), AFTER)
def test_what_stands_after_a_name(markup: str, role: str | None, affiliations: list[str]) -> None:
    read = reading(markup)
    found = read_capacity(read, span(read, "Ana Ruiz"))
    assert (found.role, list(found.affiliations)) == (role, affiliations)


def test_a_credit_line_names_an_employer() -> None:
    read = reading("[P:Ana Ruiz], Harbour Fund")
    found = read_capacity(read, span(read, "Ana Ruiz"), span(read, "Ana Ruiz, Harbour Fund"))
    assert (found.role, found.affiliations) == (None, ("Harbour Fund",))


def test_the_source_span_bounds_an_apposition() -> None:
    read = reading("[P:Ana Ruiz], director of research, the Marine Trust, [q:said] so.")
    found = read_capacity(read, span(read, "Ana Ruiz"), span(read, "Ana Ruiz, director of research, the Marine Trust"))
    assert (found.role, found.affiliations) == ("director of research", ("Marine Trust",))
    short = read_capacity(read, span(read, "Ana Ruiz"), span(read, "Ana Ruiz, director"))
    assert (short.role, short.affiliations) == ("director", ())
