"""What may be meant by a source: its kind, who is barred, and what tells candidates apart."""

from __future__ import annotations

import pytest

from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.reading import Reading
from quotetrack.records import Span
from quotetrack.speakers.attribute import gather_people
from quotetrack.speakers.organisations import Organisations
from quotetrack.speakers.ranking import MOST, Ranking, Source, read_kind
from quotetrack.speakers.sources import read_source
from quotetrack.speakers.statements import read_statements
from tests.quotations.builders import reading

QUOTED = "[c:“We lost,”]"


def asked(markup: str) -> tuple[Reading, Draft, Source, Ranking]:
    """The one quotation of a text with its source, and the ranking of the text's names."""
    read = reading(markup)
    roles = {label: [r.span for r in read.roles(label).items] for label in ("content", "cue", "source")}
    draft = Draft(tuple(roles["content"][:1]), tuple(roles["cue"][:1]), tuple(roles["source"][:1]))
    people = gather_people(read, [draft])
    head = read_source(read, draft.source[0], people) if draft.source else None
    ranking = Ranking(read, people, read_statements(read, people), Organisations(read))
    return read, draft, read_kind(read, draft, head), ranking


def candidates(markup: str) -> list[str]:
    """The names of all that may be meant, in any order."""
    _, draft, source, ranking = asked(markup)
    return sorted(c.name for c in ranking.describe(draft, source, ()).candidates)


@pytest.mark.parametrize(
    ("source", "kind", "manner"),
    [
        ("he", "he", "pronoun"),
        ("She", "she", "pronoun"),
        ("they", "they", "other pronoun"),
        ("it", "it", "other pronoun"),
        ("who", "who", "other pronoun"),
        ("the senator", "definite", "description"),
        ("this company", "this", "description"),
        ("her sister", "possessed by pronoun", "description"),
        ("[P:Pike]’s sister", "possessed by name", "description"),
        ("an official", "indefinite", "description"),
        ("officials", "bare", "bare"),
        ("the [O:Harbour Trust]", "named body", "name"),
        ("[r:Mayor] [P:Ana Ruiz], 54,", "named person", "name"),
    ],
)
def test_what_a_source_is(source: str, kind: str, manner: str) -> None:
    _, _, found, _ = asked(f"{QUOTED} [s:{source}] [q:said].")
    assert (found.kind, found.manner) == (kind, manner)


def test_no_source_is_a_kind_too() -> None:
    assert asked(f"{QUOTED} [q:said] then.")[2].kind == "no source"
    assert asked(QUOTED)[2].manner == "nothing"


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("Mr [P:Owen Pike] met Mrs [P:Ana Ruiz]. {} [s:she] [q:said].", ["Ana Ruiz"]),
        ("Mr [P:Owen Pike] left [O:Finch]. {} [s:he] [q:said].", ["Owen Pike"]),
        ("Mr [P:Owen Pike] left [O:Finch]. {} [s:it] [q:said].", ["Finch"]),
        ("{} [s:a spokesman for [P:Ana Ruiz]] [q:said].", []),
        ("[P:Owen Pike] left. {} [s:a friend of [P:Ana Ruiz]] [q:said].", ["Owen Pike"]),
        ("{} [s:the coach, [P:Ana Ruiz],] [q:said].", ["Ana Ruiz"]),
        ("The [P:Pike] campaign began. {} [s:the campaign] [q:said].", ["Pike", "Pike campaign"]),
        ("{} [s:the Norlandic foreign ministry] [q:said].", ["Norlandic foreign ministry"]),
        ("{} [s:the ministry] [q:said].", []),
    ],
)
def test_who_may_be_meant(markup: str, names: list[str]) -> None:
    assert candidates(markup.format(QUOTED)) == names


def test_of_many_names_some_are_weighed_the_nearest_among_them() -> None:
    crowd = " ".join(f"[P:Ana Str{chr(97 + n)}nd{chr(97 + m)}] left." for n in range(5) for m in range(20))
    names = candidates(f"{crowd} {QUOTED} [s:they] [q:said].")
    assert len(names) == MOST and "Ana Strendt" in names


def test_every_candidate_has_as_many_numbers_as_nobody() -> None:
    _, draft, source, ranking = asked(f"[P:Ana Ruiz] met [O:Finch]. {QUOTED} [s:the mayor of Finch] [q:said].")
    asking = ranking.describe(draft, source, ())
    assert len(asking.rows) == len(asking.candidates) + 1
    assert len({len(row) for row in asking.rows}) == 1


def test_nobody_is_meant_where_nobody_is_named() -> None:
    _, draft, source, ranking = asked(f"{QUOTED} [s:she] [q:said].")
    assert ranking.weigh(draft, source, ()) == ([], 1.0)


def test_a_mention_is_found_by_its_place() -> None:
    *_, ranking = asked(f"[P:Ana Ruiz] met [P:Owen Pike], and [P:Ruiz] left. {QUOTED} [s:she] [q:said].")
    ruiz = next(c for c in ranking.candidates if c.name == "Ana Ruiz")
    assert [m.span.start for m in ruiz.between(Span(1, 60))] == ruiz.starts[1:]
