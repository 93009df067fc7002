"""What may be meant by a source: its kind, who is barred, and what tells candidates apart."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from quotetrack.language.network import Network
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.reading import Reading
from quotetrack.records import Reason, Span
from quotetrack.speakers.attribute import gather_people
from quotetrack.speakers.candidates import MOST
from quotetrack.speakers.organisations import Organisations
from quotetrack.speakers.ranking import Asking, Ranking
from quotetrack.speakers.source_kinds import Source, read_kind
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
        ("{} [s:the Port of Norland in the south] [q:said].", ["Port of Norland"]),
        ("{} [s:the ministry] [q:said].", []),
        ("[P:Ana Ruiz] met [P:Owen Pike] of [O:Finch]. {} [s:the senators] [q:said].", ["Finch"]),
        ("[P:Ana Ruiz] met [P:Owen Pike] of [O:Finch]. {} [s:they] [q:said].", ["Finch"]),
    ],
)
def test_who_may_be_meant(markup: str, names: list[str]) -> None:
    assert candidates(markup.format(QUOTED)) == names


def test_of_many_names_some_are_weighed_the_nearest_among_them() -> None:
    crowd = " ".join(f"[P:Ana Str{chr(97 + n)}nd{chr(97 + m)}] left." for n in range(5) for m in range(20))
    names = candidates(f"{crowd} {QUOTED} [s:she] [q:said].")
    assert len(names) == MOST and "Ana Strendt" in names


def test_every_candidate_has_as_many_numbers_as_nobody() -> None:
    _, draft, source, ranking = asked(f"[P:Ana Ruiz] met [O:Finch]. {QUOTED} [s:the mayor of Finch] [q:said].")
    asking = ranking.describe(draft, source, ())
    assert len(asking.rows) == len(asking.candidates) + 1
    assert len({len(row) for row in asking.rows}) == 1


def test_nobody_is_meant_where_nobody_is_named() -> None:
    _, draft, source, ranking = asked(f"{QUOTED} [s:she] [q:said].")
    weighed = ranking.weigh(draft, source, ())
    assert (weighed.named, weighed.nobody) == ([], 1.0)


def linear(asking: Asking, weights: Mapping[Reason, float]) -> Network:
    """A network that adds up what each group of numbers says, with a weight for each group."""
    column = np.array([[weights.get(group, 0.0) if group else 0.0] for group in asking.groups], np.float32)
    zeros = np.zeros(len(column), np.float32)
    return Network(zeros, zeros + 1, ((column, np.zeros(1, np.float32)),))


def test_a_body_under_two_names_is_one_candidate_with_both_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    read, draft, source, ranking = asked(
        f"[O:Parliament of Norland] met. [O:Norland Parliament] met [O:Finch]. {QUOTED} [s:they] [q:said]."
    )
    monkeypatch.setitem(vars(read.language), "ranking", linear(ranking.describe(draft, source, ()), {}))
    weighed = ranking.weigh(draft, source, ())
    shares = {c.name: share for c, share in weighed.named}
    assert len(shares) == 2 and {"Parliament of Norland", "Norland Parliament"} & set(shares)
    assert max(shares.values()) == pytest.approx(0.5) and weighed.nobody == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("reason", "markup"),
    [
        (Reason.CALLED_SO, "[r:Senator] [P:Ana Ruiz] met [P:Eva Strand]. {} [s:the senator] [q:said]."),
        (Reason.NEAR, "[P:Eva Strand] left. It rained. [P:Ana Ruiz] came. {} [s:she] [q:said]."),
        (Reason.NAMED_THERE, "[P:Eva Strand] left. {} [s:the coach, [P:Ana Ruiz],] [q:said]."),
    ],
)
def test_what_decided_is_told(reason: Reason, markup: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read, draft, source, ranking = asked(markup.format(QUOTED))
    network = linear(ranking.describe(draft, source, ()), {reason: 3.0})
    monkeypatch.setitem(vars(read.language), "ranking", network)
    weighed = ranking.weigh(draft, source, ())
    assert weighed.named[0][0].name == "Ana Ruiz"
    assert ranking.reasons(weighed) == [reason]


def test_nothing_decided_where_there_was_no_choice() -> None:
    _, draft, source, ranking = asked(f"{QUOTED} [s:she] [q:said].")
    assert ranking.reasons(ranking.weigh(draft, source, ())) == []


@pytest.mark.parametrize(
    ("before", "same_gender", "somebody"),
    [("A man left.", 0.0, 1.0), ("A woman left.", 1.0, 1.0), ("A house burnt.", 0.0, 0.0), ("It rained.", 0.0, 0.0)],
)
def test_somebody_unnamed_who_is_spoken_of_just_before_counts(before: str, same_gender: float, somebody: float) -> None:
    _, draft, source, ranking = asked(f"[P:Ana Ruiz] met them. {before} {QUOTED} [s:she] [q:said].")
    without = asked(f"[P:Ana Ruiz] met them. It rained. {QUOTED} [s:she] [q:said].")
    changed = np.array(ranking.describe(draft, source, ()).rows[-1]) - without[3].describe(*without[1:3], ()).rows[-1]
    assert sorted(changed[changed != 0]) == [1.0] * int(same_gender + somebody)


def test_a_mention_is_found_by_its_place() -> None:
    *_, ranking = asked(f"[P:Ana Ruiz] met [P:Owen Pike], and [P:Ruiz] left. {QUOTED} [s:she] [q:said].")
    ruiz = next(c for c in ranking.candidates.all if c.name == "Ana Ruiz")
    assert [m.span.start for m in ruiz.between(Span(1, 60))] == ruiz.starts[1:]
