"""One verdict out of all that was found: which source it is about, and whether the one who is named said it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from quotetrack import settings
from quotetrack.comparison.alignment import Difference
from quotetrack.comparison.findings import Finding, Tier
from quotetrack.comparison.verdicts import SAME_WORDS, Verdict
from quotetrack.comparison.wording import Wording
from quotetrack.lexicon import words as lexicon_words
from quotetrack.records import Attribution


class Held(Protocol):
    """A source of words: how it compares with the question, the text it is part of, and who said that."""

    @property
    def finding(self) -> Finding:
        """How it compares."""

    @property
    def whole(self) -> str:
        """The text of the quotation that it is part of."""

    @property
    def attribution(self) -> Attribution | None:
        """Who said it, where that was asked for."""


class AboutSource:
    """What an answer tells of the source that it is about; all of it empty where there is none."""

    @property
    def source(self) -> Held | None:
        """The source that the verdict is about."""
        raise NotImplementedError

    @property
    def difference(self) -> tuple[Difference, ...]:
        """What differs from the source."""
        return self.source.finding.differences if self.source else ()

    @property
    def next_clause(self) -> str | None:
        """How the sentence goes on in the source."""
        return self.source.finding.next_clause if self.source else None

    @property
    def tier(self) -> Tier | None:
        """How words that are the same differ in writing: exact, spacing, case, typography, markup or spelling."""
        return self.source.finding.tier if self.source else None

    @property
    def notes(self) -> tuple[str, ...]:
        """What a newsroom wrote otherwise on purpose: brackets, ellipses, masked letters."""
        return self.source.finding.notes if self.source else ()


Source = TypeVar("Source", bound=Held)


@dataclass(frozen=True)
class Answer(Generic[Source]):
    """The verdict, whether it fails, the source that it is about, what to beware of, and the other sources that print
    the same utterance."""

    verdict: Verdict
    fails: bool
    source: Source
    warnings: tuple[str, ...]
    others: tuple[Source, ...]


@dataclass(frozen=True)
class Named(Generic[Source]):
    """Who is said to have said it: the name, whether a source is that speaker's, and whether anybody is so called."""

    name: str
    is_own: Callable[[Source], bool]
    is_known: bool = True
    place: str = "store"


def answer(
    sources: Sequence[Source], named: Named[Source] | None, order: Callable[[Source], tuple[Any, ...]]
) -> Answer[Source] | None:
    """The verdict on the best of some sources; None where those that there are say nothing about the words.

    `order` sorts sources that are equally good.
    """
    if not sources:
        return None

    def best_of(those: Sequence[Source]) -> Source:
        return min(those, key=lambda source: (*source.finding.rank, *order(source)))

    own = [source for source in sources if named is None or named.is_own(source)]
    better = _better_of_another(own, sources)
    best = best_of(better or own or sources)
    verdict, fails = best.finding.verdict, best.finding.fails
    warnings = [best.finding.warning] if best.finding.warning else []
    if named is not None and (better or not own):
        judged = _of_another(best, named)
        if judged is None:
            return None
        verdict, fails = judged[0], judged[1] or fails
        warnings.insert(0, judged[2])
    beside = own if own and not better else sources
    others = tuple(s for s in beside if s is not best and _is_same_utterance(s, best))
    return Answer(verdict, fails, best, tuple(warnings), others)


def too_few(named: str) -> str:
    """What is told of words that are held only as other speakers', and are too few or too unlike to be one's own."""
    return (
        f"Nothing that {named} said here is like these words. What others said has some of them, too few to say that "
        "the words are theirs."
    )


def _is_same_utterance(source: Held, best: Held) -> bool:
    """Whether a source prints the same utterance as the best one: all the words, or most of more than a few, none of
    those that differ being a number, a name or a negation, unless the same person said both."""
    found = source.finding
    if found.verdict == "reported":
        return False
    if found.verdict in (*SAME_WORDS, "withdrawn"):
        return True
    one, other = (held.attribution and held.attribution.name for held in (source, best))
    if any(d.guard for d in found.differences) and (one is None or one != other):
        return False
    same = sum(len(Wording(d.held).words) for d in found.differences if d.op == "equal")
    return found.score >= settings.SAME_UTTERANCE and same >= settings.FEWEST_VARIANT_WORDS


def _better_of_another(own: Sequence[Source], sources: Sequence[Source]) -> list[Source]:
    """The sources that have the words, or nearly, as somebody else's, where the named one's own are only like them."""
    if not own or any(s.finding.verdict in SAME_WORDS or s.finding.verdict == "withdrawn" for s in own):
        return []
    nearest = max(s.finding.score for s in own) + settings.NEARER
    return [
        s for s in sources if s not in own and s.finding.verdict != "spliced" and _is_enough(s)
        and (s.finding.verdict in SAME_WORDS or (s.finding.verdict == "altered" and s.finding.score > nearest))
    ]  # fmt: skip


def _is_enough(source: Held) -> bool:
    """Whether so much of an utterance is held that it tells who said it: all of it, whole sentences of some words, or
    enough words with some rare ones among them."""
    forms = [form for text in source.finding.printed for form in Wording(text).forms]
    if len(forms) == len(Wording(source.whole).forms):
        return True
    telling = set(forms) - lexicon_words("plain_words")
    whole_sentences = source.finding.verdict in ("verbatim", "typographic")
    return len(forms) >= settings.ANOTHERS_WORDS and (whole_sentences or len(telling) >= 2)


def _of_another(best: Source, named: Named[Source]) -> tuple[Verdict, bool, str] | None:
    """The verdict, whether it fails, and the warning, of words that are held, but not as the named speaker's; None
    where they are too little like them to say so."""
    found = best.finding
    is_near = found.verdict == "altered" and not found.is_close and found.score >= settings.NEAR
    if not (is_near or found.verdict in (*SAME_WORDS, "withdrawn")) or not _is_enough(best):
        return None
    given = best.attribution
    said_by = given and (given.name or given.mention)
    if given is None or said_by is None or given.kind in ("unknown", "unnamed"):
        who = f"only “{said_by}”" if said_by else "nobody"
        told = f"The article names {who} as the speaker, so it does not say that it was {named.name}."
        return found.verdict, found.fails, told
    unheard = f" Nobody called {named.name} speaks in this {named.place}: check the spelling."
    unheard = "" if named.is_known else unheard
    if given.mention_kind != "named" or given.confidence < settings.SURE_SPEAKER:
        return "unsure_speaker", True, f"{_reading(given, named.place)}: look.{unheard}"
    return "wrong_speaker", True, f"These words are held as said by {said_by}, not by {named.name}.{unheard}"


def _reading(given: Attribution, place: str) -> str:
    """Whose words these are read as, by what words of the article, and how sure that is."""
    sure = f"{given.name}, {given.confidence:.0%} sure"
    if given.mention_kind == "named" or not given.mention:
        return f"The {place} reads the speaker as {sure}"
    return f"The article says only “{given.mention}”, which is read as {sure}"
