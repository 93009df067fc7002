"""Roles and affiliations over a whole article, and the fullest names of its organisations."""

from __future__ import annotations

import pytest

from quotetrack.records import Span
from quotetrack.speakers.noun_phrases import read_noun_phrase
from quotetrack.speakers.people import People
from quotetrack.speakers.statements import Statement, read_descriptions, read_statements
from tests.quotations.builders import reading, span


def test_what_is_stated_at_the_source_comes_first() -> None:
    read = reading(
        "[P:Ana Ruiz], [r:director] of the [b:[O:Harbour Trust]], left. [r:Dr.] [P:Ruiz] came. "
        "[P:Ruiz], [r:chair] of [b:[O:Finch]], sang."
    )
    found = People(read)
    statements = read_statements(read, found)
    (ruiz,) = found.all
    anywhere = statements.of(ruiz, None)
    assert (anywhere.role, anywhere.affiliations) == ("director", ("Harbour Trust", "Finch"))
    there = statements.of(ruiz, span(read, "Ruiz, chair"))
    assert (there.role, there.affiliations) == ("chair", ("Finch", "Harbour Trust"))
    title = statements.of(ruiz, span(read, "Ruiz came"))
    assert title.role == "director"
    claims = [(c.role, c.organization, read.slice(c.span)) for c in anywhere.claims if c.span]
    assert claims == [
        ("director", "Harbour Trust", "director of the Harbour Trust"),
        ("Dr.", None, "Dr."),
        ("chair", "Finch", "chair of Finch"),
    ]


@pytest.mark.parametrize(
    ("markup", "role", "taken"),
    [
        ("[r:Sen.] [P:Ana Ruiz] left.", "senator", True),
        ("[r:Sen.] [P:Ana Ruiz] left.", "nurse", False),
        ("[P:Ana Ruiz] left.", "nurse", True),
        ("[P:Ana Ruiz], a [r:critic], left.", "nurse", True),
        ("[r:Sen.] [P:Ana Ruiz] ([b:R]-Ohio) left.", "Democratic senator", False),
        ("The [r:Ohio senator], [P:Ana Ruiz], left.", "Halsund senator", False),
    ],
)
def test_a_description_is_taken_for_somebodys_only_if_it_fits(markup: str, role: str, taken: bool) -> None:
    read = reading(f"{markup} The {role} sang.")
    found = People(read)
    statements = read_statements(read, found)
    at = span(read, f"The {role} sang")
    described = Statement(found.all[0], at, read_noun_phrase(read, Span(at.start, at.end - 5)))
    also = statements.also_described(described)
    assert (role in {c.role for c in also.of(found.all[0], None).claims}) is taken


def test_a_description_at_the_source_is_a_claim_there_and_only_there() -> None:
    read = reading("[P:Ana Ruiz] left. She sang. Pike’s former aide came.")
    statements = read_statements(read, found := People(read))
    ruiz = found.all[0]
    there = statements.of(ruiz, span(read, "Pike’s former aide"))
    assert (there.role, [c.standing for c in there.claims]) == ("former aide", ["former"])
    assert statements.of(ruiz, span(read, "She")).role is None
    assert statements.of(ruiz, span(read, "Ana Ruiz")).role is None


def test_who_bears_an_office_the_one_mentioned_last_first() -> None:
    read = reading(
        "[r:Sen.] [P:Ana Ruiz] left. [r:Senator/NOUN] [P:Owen Pike] came. Then the senator sang. "
        "[r:Sen.] [P:Eva Strand] too."
    )
    statements = read_statements(read, People(read))
    at = span(read, "the senator").start
    assert [person.name for person in statements.bearing("senator", at)] == ["Owen Pike", "Ana Ruiz"]
    assert statements.bearing("mayor", at) == []


def test_one_organisation_is_not_stated_twice() -> None:
    read = reading(
        "[P:Ana Ruiz] of [b:[O:Harbour Trust]] left. [P:Ana Ruiz] of the [b:[O:Halsund Harbour Trust]] came."
    )
    found = People(read)
    assert read_statements(read, found).of(found.all[0], None).affiliations == ("Halsund Harbour Trust",)


def test_a_claim_names_the_long_form_of_an_abbreviation() -> None:
    read = reading("The [O:Halsund Harbour Trust] (HHT) met. [P:Ana Ruiz], a [r:nurse] at the [b:[O:HHT]], left.")
    found = People(read)
    assert read_statements(read, found).of(found.all[0], None).affiliations == ("Halsund Harbour Trust",)


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
        "[r:Sen.] [P:Ana Ruiz] ([b:D]-Ohio) met [P:Owen Pike]. The Republican nominee sang.",
        [("Owen Pike", "Republican nominee")],
    ),
    (
        "[P:Ana Ruiz], a [r:nurse], met [P:Owen Pike]. The Republican nominee sang.",
        [("Owen Pike", "Republican nominee")],
    ),
    # nobody new: a name stands beside it
    ("[P:Ana Ruiz] left. The [r:[b:Republican] nominee], [P:Owen Pike], sang.", []),
    ("[P:Owen Pike] left. [P:Ana Ruiz], the [r:[b:Republican] nominee], sang.", []),
    ("[P:Ana Ruiz] left. The [r:[b:Republican] nominee] [P:Owen Pike] sang.", []),
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
    statements = read_statements(read, people)
    found = read_descriptions(read, people, statements)
    assert [(person.name, capacity.role) for person, _, capacity in found] == expected


def test_a_description_is_a_claim_with_its_words() -> None:
    read = reading("[P:Ana Ruiz] left. The former Republican governor sang.")
    people = People(read)
    (claim,) = read_statements(read, people).of(people.all[0], None).claims
    assert (claim.role, claim.organization, claim.standing) == ("former Republican governor", "Republican", "former")
    assert claim.span and read.slice(claim.span) == "former Republican governor"


def test_statements_are_a_value() -> None:
    read = reading("[P:Ana Ruiz] left. The nurse sang.")
    found = People(read)
    before = read_statements(read, found)
    nurse = Statement(found.all[0], span(read, "The nurse"), read_noun_phrase(read, span(read, "The nurse")))
    after = before.also([nurse])
    assert [claim.role for claim in after.claims_on(found.all[0])] == ["nurse"]
    assert before.claims_on(found.all[0]) == [] and before.bearing("nurse", len(read.text)) == []
    assert after.bearing("nurse", len(read.text)) == found.all
