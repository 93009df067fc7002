"""Role and affiliations beside a name: before it, after it, in apposition, in parentheses."""

from __future__ import annotations

import pytest

from quotetrack.resolve.roles import read_capacity
from tests.extract.builders import reading, span

BEFORE = [
    ("[O:NYPD] commissioner [P:Ana Ruiz] left.", "commissioner", ["NYPD"]),
    ("Mayor/NOUN [P:Ana Ruiz] left.", "Mayor", []),
    ("Sen. [P:Ana Ruiz] left.", "Sen.", []),
    ("Mrs. [P:Ana Ruiz] left.", None, []),
    ("Then on Monday [P:Ana Ruiz] left.", None, []),
    ("He met/VERB [P:Ana Ruiz] there.", None, []),
    ("The trust’s director, [P:Ana Ruiz], left.", "director", []),
    ("The [O:Harbour Trust]’s director, [P:Ana Ruiz], left.", "director", ["Harbour Trust"]),
]
AFTER = [
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
]


@pytest.mark.parametrize(("markup", "role", "affiliations"), BEFORE + AFTER)
def test_what_stands_beside_a_name(markup: str, role: str | None, affiliations: list[str]) -> None:
    read = reading(markup)
    found = read_capacity(read, span(read, "Ana Ruiz"))
    assert (found.role, list(found.affiliations)) == (role, affiliations)


def test_the_source_span_bounds_an_apposition() -> None:
    read = reading("[P:Ana Ruiz], director of research, the Marine Trust, [q:said] so.")
    found = read_capacity(read, span(read, "Ana Ruiz"), span(read, "Ana Ruiz, director of research, the Marine Trust"))
    assert (found.role, found.affiliations) == ("director of research", ("Marine Trust",))
    short = read_capacity(read, span(read, "Ana Ruiz"), span(read, "Ana Ruiz, director"))
    assert (short.role, short.affiliations) == ("director", ())
