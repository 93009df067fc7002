"""Role and affiliations beside a name: before it, and each claim with how it stands."""

from __future__ import annotations

import pytest

from quotetrack.speakers.roles import read_capacity
from tests.quotations.builders import reading, span

BEFORE = [
    ("Committee chair Sir [P:Ana Ruiz] left.", "Committee chair", []),
    ("He met the mayor Mr [P:Ana Ruiz] left.", None, []),
    ("The harbour master, a tall woman called/VERB [P:Ana Ruiz], left.", "harbour master", []),
    ("A nurse named/VERB [P:Ana Ruiz] left.", "nurse", []),
    ("The mayor, [P:Owen Pike], and the police chief, [P:Ana Ruiz], left.", "police chief", []),
    ("[P:Owen Pike] and his counterpart, [P:Ana Ruiz], left.", "counterpart", []),
    ("The study’s lead author, [P:Ana Ruiz] of [O:Finch], left.", "lead author", ["Finch"]),
    ("The army’s chief of staff, Lt. Gen. [P:Ana Ruiz], left.", "chief of staff", []),
    ("[P:Owen Pike] left. Pike/PROPN lawyer [P:Ana Ruiz] left.", "Pike lawyer", []),
    ("[O:NYPD] commissioner [P:Ana Ruiz] left.", "commissioner", ["NYPD"]),
    ("Mayor/NOUN [P:Ana Ruiz] left.", "Mayor", []),
    ("Sen. [P:Ana Ruiz] left.", "Sen.", []),
    ("Mrs. [P:Ana Ruiz] left.", None, []),
    ("Then on Monday [P:Ana Ruiz] left.", None, []),
    ("On Monday the trust’s director, [P:Ana Ruiz], left.", "director", []),
    ("Kall, co-editor of Debating The [P:Ana Ruiz], left.", None, []),
    ("Deputy Economy/PROPN Minister/PROPN [P:Ana Ruiz] left.", "Deputy Economy Minister", []),
    ("He met/VERB [P:Ana Ruiz] there.", None, []),
    ("The trust’s director, [P:Ana Ruiz], left.", "director", []),
    ("The [O:Harbour Trust]’s director, [P:Ana Ruiz], left.", "director", ["Harbour Trust"]),
    ("The [O:Port] of [L:Halsund]'s director, [P:Ana Ruiz], left.", "director", ["Port of Halsund"]),
    ("The [O:Harbour Trust] met. The trust’s director, [P:Ana Ruiz], left.", "director", ["Harbour Trust"]),
    ("[O:Finch] will close. Its chief executive, [P:Ana Ruiz], left.", "chief executive", ["Finch"]),
    ("Nobody sang. Its chief executive, [P:Ana Ruiz], left.", "chief executive", []),
    ("The [P:Pike] campaign lied. The campaign’s manager, [P:Ana Ruiz], left.", "manager", ["Pike campaign"]),
    (
        "The [P:Pike] campaign lied. He met [P:Pike] spokeswoman [P:Ana Ruiz] left.",
        "Pike spokeswoman",
        ["Pike campaign"],
    ),
    ("He met [P:Pike] spokeswoman [P:Ana Ruiz] left.", "Pike spokeswoman", []),
    ("The [P:Pike] campaign lied. He met [P:Pike] sister [P:Ana Ruiz] left.", "Pike sister", []),
    ("He met Orrin Freight chief executive [P:Ana Ruiz] left.", "chief executive", ["Orrin Freight"]),
    ("He met Speaker of the [O:House] [P:Ana Ruiz] there.", "Speaker of the House", []),
    ("He met the wife of Senator [P:Ana Ruiz] there.", "Senator", []),
    ("He met Archbishop of [L:Halsund] [P:Ana Ruiz] there.", "Archbishop of Halsund", []),
    ("He met [O:Finch] co-founder and former head [P:Ana Ruiz] there.", "co-founder", ["Finch"]),
    ("He met Senators [P:Owen Pike] and [P:Ana Ruiz] left.", "Senator", []),
    ("He met Senator [P:Owen Pike] and [P:Ana Ruiz] left.", None, []),
    ("It was [O:CNN]’s [P:Ana Ruiz].", None, ["CNN"]),
    ("It was Labour’s [P:Ana Ruiz].", None, ["Labour"]),
    ("It was Monday’s [P:Ana Ruiz].", None, []),
    ("The Republicans left, but not Senator [P:Ana Ruiz].", "Senator", []),
    ("Republican [P:Ana Ruiz] left.", None, ["Republican"]),
    ("[O:Finch] met. He met council president [P:Ana Ruiz] there.", "council president", []),
    ("The [O:Bank of Halsund] met. He met bank manager [P:Ana Ruiz] there.", "bank manager", []),
    ("The [O:Harbour Trust], whose old/ADJ dog [P:Ana Ruiz] kept.", None, []),
    (
        "A letter filed/VERB by the candidate of the [O:Harbour Party], [P:Ana Ruiz], came.",
        "candidate",
        ["Harbour Party"],
    ),
    ("The candidate for the [O:Harbour Office], [P:Ana Ruiz], came.", "candidate", []),
    ("Then, counsel/NOUN to the trust, [P:Ana Ruiz] (SAN), left.", "counsel", []),
    ("HALSUND — The director of [O:Finch], [P:Ana Ruiz], left.", "director", ["Finch"]),
    ("Her brother-in-law, [P:Ana Ruiz], left.", "brother-in-law", []),
    ("BJP leader [P:Ana Ruiz] left.", "BJP leader", ["Bharatiya Janata Party"]),
    ("XQP leader [P:Ana Ruiz] left.", "XQP leader", []),
    ("The Scottish Conservatives' spokesman, [P:Ana Ruiz], left.", "spokesman", ["Scottish Conservatives"]),
    ("Alhaji [P:Ana Ruiz] left.", None, []),
    ("Maj. Gen. (ret.) [P:Ana Ruiz] left.", "Maj. Gen.", []),
    ("In a [O:Finch] interview [P:Ana Ruiz] left.", None, []),
    ("The derogatory comments [P:Ana Ruiz] made.", None, []),
]
CLAIMS = [
    ("Sen. [P:Ana Ruiz] (R-Ohio) left.", [("current", "Sen.", "Republican", "Sen. Ana Ruiz (R-Ohio")]),
    ("[P:Ana Ruiz], D-Mass., left.", [("current", None, "Democratic", "D-Mass")]),
    ("Former mayor [P:Ana Ruiz] left.", [("former", "Former mayor", None, "Former mayor")]),
    ("He met acting head [P:Ana Ruiz] left.", [("acting", "acting head", None, "acting head")]),
    ("[P:Ana Ruiz], then the head of [O:Finch], left.", [("then", "head", "Finch", "head of Finch")]),
    ("[P:Ana Ruiz], who is the head of [O:Finch], left.", [("current", "head", "Finch", "head of Finch")]),
    ("[P:Ana Ruiz], who was the head of [O:Finch], left.", [("then", "head", "Finch", "head of Finch")]),
    ("[P:Ana Ruiz], who served/VERB as head of [O:Finch], left.", [("former", "head", "Finch", "head of Finch")]),
    ("[P:Ana Ruiz], who led/VERB [O:Finch], left.", [("former", None, "Finch", "led Finch")]),
    ("[P:Ana Ruiz], who was head of [O:Finch] until/ADV 2012, left.", [("former", "head", "Finch", "head of Finch")]),
    ("[P:Ana Ruiz], who is now/ADV at [O:Finch], left.", [("current", None, "Finch", "Finch")]),
    ("[P:Ana Ruiz], a mother of three who left.", [("current", "mother of three", None, "mother of three")]),
    ("[P:Ana Ruiz], who leads/VERB [O:Finch], left.", [("current", None, "Finch", "leads Finch")]),
    ("[P:Ana Ruiz] was the head of [O:Finch].", [("then", "head", "Finch", "head of Finch")]),
    (
        "Dr. [P:Ana Ruiz], a nurse and the head of [O:Finch], left.",
        [
            ("current", "Dr.", None, "Dr."),
            ("current", "nurse", None, "nurse"),
            ("current", "head", "Finch", "head of Finch"),
        ],
    ),
    (
        "The [O:Harbour Trust] met. The trust’s acting head, [P:Ana Ruiz], left.",
        [("acting", "acting head", "Harbour Trust", "trust’s acting head")],
    ),
    ("[O:Finch] met. Its head, [P:Ana Ruiz], left.", [("current", "head", "Finch", "Its head")]),
]


@pytest.mark.parametrize(("markup", "role", "affiliations"), BEFORE)
def test_what_stands_before_a_name(markup: str, role: str | None, affiliations: list[str]) -> None:
    read = reading(markup)
    found = read_capacity(read, span(read, "Ana Ruiz"))
    assert (found.role, list(found.affiliations)) == (role, affiliations)


@pytest.mark.parametrize(("markup", "claims"), CLAIMS)
def test_each_claim_with_how_it_stands_and_its_words(
    markup: str, claims: list[tuple[str, str | None, str | None, str]]
) -> None:
    read = reading(markup)
    found = read_capacity(read, span(read, "Ana Ruiz")).claims
    assert [(c.standing, c.role, c.organization, read.slice(c.span)) for c in found if c.span] == claims
