"""What an article says of people where it does not name them."""

from __future__ import annotations

import pytest

from quotetrack.records import Span
from quotetrack.speakers.capacities import Capacities
from quotetrack.speakers.claims import claim_at
from quotetrack.speakers.elsewhere import conflict, described, fits
from quotetrack.speakers.people import People
from tests.quotations.builders import reading

HERE = Span(0, 1)

MEANT = [
    # the one person of the sentence before
    ("[P:Ana Ruiz] left. The Republican nominee sang.", [("Ana Ruiz", "Republican nominee")]),
    ("[P:Ana Ruiz] left. It rained. The Republican nominee sang.", [("Ana Ruiz", "Republican nominee")]),
    ("[P:Ana Ruiz] left. A. B. C. D. E. The Republican nominee sang.", []),
    ("[P:Ana Ruiz] left.\n\nIt rained.\n\nThe Republican nominee sang.", []),
    ("[P:Ana Ruiz] left. The former secretary of trade sang.", [("Ana Ruiz", "former secretary of trade")]),
    ("[P:Ana Ruiz] left. The [L:Ohio] senator sang.", [("Ana Ruiz", "Ohio senator")]),
    # two people, and nothing tells which
    ("[P:Ana Ruiz] met [P:Owen Pike]. The Republican nominee sang.", []),
    ("[P:Owen Pike] met Ruiz. [P:Ana Ruiz] left. The Republican nominee sang.", [("Ana Ruiz", "Republican nominee")]),
    # a pronoun tells
    (
        "Mrs [P:Ana Ruiz] met Mr [P:Owen Pike]. The Republican nominee took his hat.",
        [("Owen Pike", "Republican nominee")],
    ),
    ("Mrs [P:Ana Ruiz] met Mr [P:Owen Pike]. The Republican nominee took his or her hat.", []),
    # what is known of them tells
    (
        "Sen. [P:Ana Ruiz] (D-Ohio) met [P:Owen Pike]. The Republican nominee sang.",
        [("Owen Pike", "Republican nominee")],
    ),
    ("[P:Ana Ruiz], a nurse, met [P:Owen Pike]. The Republican nominee sang.", [("Owen Pike", "Republican nominee")]),
    # nobody new: a name stands beside it
    ("[P:Ana Ruiz] left. The Republican nominee, [P:Owen Pike], sang.", []),
    ("[P:Owen Pike] left. [P:Ana Ruiz], the Republican nominee, sang.", []),
    ("[P:Ana Ruiz] left. The Republican nominee [P:Owen Pike] sang.", []),
    ("[P:Ana Ruiz] met the Republican nominee.", []),
    ("[P:Ana Ruiz]'s plan left the Republican nominee behind/ADV.", [("Ana Ruiz", "Republican nominee")]),
    ("Asked whether [P:Ana Ruiz] feared [P:Owen Pike] at sea, the Ohio senator sang.", [("Ana Ruiz", "Ohio senator")]),
    ("After [P:Ana Ruiz] met [P:Owen Pike] at sea, the Ohio senator sang.", []),
    # a kind of person, nobody known
    ("[P:Ana Ruiz] left. The next Republican nominee sang.", []),
    ("[P:Ana Ruiz] left. The average [L:Ohio] worker sang.", []),
    ("[P:Ana Ruiz] left. The Republican nominees sang.", []),
    ("[P:Ana Ruiz] left. The nominee sang.", []),
    ("[P:Ana Ruiz] left. “The Republican nominee sang,” he said.", []),
    # "She is the head of …"
    ("Mrs [P:Ana Ruiz] left. She is the head of [O:Finch].", [("Ana Ruiz", "head")]),
    ("Mrs [P:Ana Ruiz] left. It rained. She is the head of [O:Finch].", [("Ana Ruiz", "head")]),
    ("Mrs [P:Ana Ruiz] left. He is the head of [O:Finch].", []),
    ("Mrs [P:Ana Ruiz] met Mrs [P:Eva Pike]. She is the head of [O:Finch].", []),
    ("Mrs [P:Ana Ruiz] left. She is the critic of [O:Finch].", []),
    ("Mrs [P:Ana Ruiz] left. She is the winner.", []),
]


@pytest.mark.parametrize(("markup", "expected"), MEANT)
def test_whom_a_description_is_of(markup: str, expected: list[tuple[str, str]]) -> None:
    read = reading(markup)
    people = People(read)
    capacities = Capacities(read, people, [])
    found = list(described(read, people, capacities.stated_of, capacities.bearing))
    assert [(person.name, capacity.role) for person, _, capacity in found] == expected


def test_a_description_is_a_claim_with_its_words() -> None:
    read = reading("[P:Ana Ruiz] left. The former Republican governor sang.")
    people = People(read)
    (claim,) = Capacities(read, people, []).of(people.all[0], None).claims
    assert (claim.role, claim.organization, claim.standing) == ("former Republican governor", "Republican", "former")
    assert claim.span and read.slice(claim.span) == "former Republican governor"


def test_parties_conflict() -> None:
    known = [claim_at("Sen.", "Republican", HERE)]
    assert conflict(known, [claim_at("nominee", "Democratic", HERE)])
    assert not conflict(known, [claim_at("nominee", "Republican", HERE)])
    assert not conflict(known, [claim_at("head", "Finch", HERE)])
    assert not conflict([], [claim_at("nominee", "Democratic", HERE)])


@pytest.mark.parametrize(
    ("known", "described_as", "holds"),
    [
        ("senator", "Republican nominee", True),
        ("businessman", "Republican nominee", True),
        ("senator", "billionaire tycoon", False),
        ("professor", "Republican nominee", False),
        ("critic", "Republican nominee", True),
        ("Ohio senator", "Texas governor", False),
        ("coach", "coach", True),
    ],
)
def test_which_roles_one_person_may_have(known: str, described_as: str, holds: bool) -> None:
    assert fits([claim_at(known, None, HERE)], [claim_at(described_as, None, HERE)]) is holds
