"""Who is named of those who may be meant, with probabilities that are given here instead of learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from quotetrack.quotations.drafts import Draft
from quotetrack.records import Attribution, Reason
from quotetrack.settings import LEAD, WORTH_TELLING
from quotetrack.speakers.ranking import Asking, Ranking, SaidBy, Weighed
from quotetrack.speakers.source_kinds import Source
from tests.speakers.builders import attributions

LOST = "[c:“We lost,”]"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """How probable each candidate is, by name; what is left is the probability of nobody."""
    shares: dict[str, float] = {}

    def weigh(self: Ranking, draft: Draft, source: Source, turns: Sequence[SaidBy]) -> Weighed:
        named = [(c, shares[c.name]) for c in self.candidates.all if c.name in shares]
        asking = Asking([], [], [], ((), (), ()), [])
        return Weighed(sorted(named, key=lambda pair: -pair[1]), 1 - sum(shares.values()), asking)

    monkeypatch.setattr(Ranking, "weigh", weigh)
    monkeypatch.setattr(Ranking, "reasons", lambda self, weighed: [Reason.NEAR])
    return shares


def last(markup: str, given: dict[str, float], shares: Mapping[str, float]) -> Attribution:
    """The last attribution of a text with the given probabilities."""
    given.update(shares)
    return attributions(markup)[-1]


@pytest.mark.parametrize(
    ("ruiz", "strand", "named"),
    [
        (LEAD + 0.01, 1 - LEAD - 0.01, True),
        (LEAD - 0.01, 1 - LEAD, False),
        (LEAD + 0.01, 0.0, False),  # nobody is nearly as likely
        (0.9, 0.0, True),
    ],
)
def test_nobody_is_named_who_does_not_lead_clearly(
    ruiz: float, strand: float, named: bool, given: dict[str, float]
) -> None:
    markup = f"[P:Ana Ruiz] met/VERB [P:Eva Strand]. {LOST} [s:she] [q:said]."
    found = last(markup, given, {"Ana Ruiz": ruiz, "Eva Strand": strand})
    assert found.name == ("Ana Ruiz" if named else None)
    others = [name for name, share in (("Ana Ruiz", ruiz), ("Eva Strand", strand)) if share >= WORTH_TELLING]
    assert sorted(found.trace["alternatives"]) == [name for name in others if name != found.name]
    assert ("reasons" in found.trace) == named


@pytest.mark.parametrize(
    ("source", "rule", "mention"),
    [
        ("[s:she] [q:said]", "pronoun", "pronominal"),
        ("[s:who] [q:said]", "relative", "pronominal"),
        ("[s:the senator] [q:said]", "description", "nominal"),
        ("[s:the coach, [P:Ana Ruiz],] [q:said]", "named", "named"),
    ],
)
def test_the_rule_says_by_what_a_person_is_meant(source: str, rule: str, mention: str, given: dict[str, float]) -> None:
    found = last(f"[P:Ana Ruiz] left. {LOST} {source}.", given, {"Ana Ruiz": 0.9})
    assert (found.name, found.trace["rule"], found.mention_kind) == ("Ana Ruiz", rule, mention)


@pytest.mark.parametrize(
    ("source", "rule"),
    [("[s:it] [q:said]", "collective pronoun"), ("[s:the company] [q:said]", "group noun")],
)
def test_a_body_is_meant_like_a_person(source: str, rule: str, given: dict[str, float]) -> None:
    found = last(f"[O:Finch] fell. {LOST} {source}.", given, {"Finch": 0.9})
    assert (found.name, found.speaker.kind, found.trace["rule"]) == ("Finch", "organization", rule)


def test_without_a_source_the_speaker_before_goes_on_or_who_was_named(given: dict[str, float]) -> None:
    given["Ana Ruiz"] = 0.9
    first, second = attributions(f"{LOST} [s:[P:Ana Ruiz]] [q:said].\n\n[c:“We learned.”]")
    assert [each.trace["rule"] for each in (first, second)] == ["named", "continued"]
    (alone,) = attributions(f"[P:Ana Ruiz] left.\n\n{LOST}")
    assert (alone.name, alone.trace["rule"]) == ("Ana Ruiz", "named before")


@pytest.mark.parametrize(
    ("share", "kind", "rule"), [(0.1, "unnamed", "unnamed pronoun"), (0.6, "unknown", "unresolved pronoun")]
)
def test_a_pronoun_goes_on_from_somebody_unnamed_where_nobody_named_is_likely(
    share: float, kind: str, rule: str, given: dict[str, float]
) -> None:
    markup = f"[P:Ana Ruiz] left. {LOST} [s:two officials] [q:said]. [c:“We learned,”] [s:they] [q:added]."
    found = last(markup, given, {"Ana Ruiz": share})
    assert (found.name, found.speaker.kind, found.trace["rule"]) == (None, kind, rule)


def test_an_answer_is_as_sure_as_it_is_probable(given: dict[str, float]) -> None:
    named, unnamed = (
        last(f"[P:Ana Ruiz] left. {LOST} [s:{source}] [q:said].", given, {"Ana Ruiz": share})
        for source, share in (("she", 0.9), ("a woman", 0.2))
    )
    assert named.confidence == pytest.approx(0.9, abs=0.01)
    assert unnamed.confidence == pytest.approx(0.8, abs=0.01) and unnamed.speaker.kind == "unnamed"
