"""Which verdicts are there, which compared source decides, and did the speaker that the query names say the words?

Commands, pages, reports and JSON all take their verdicts from the table `VERDICTS`. Comparing a query with one
statement gives a `Finding`: a verdict, where the words stand, and what differs.

`decide` gives the verdict on the best source, and the other sources of the same utterance. A store and a given text
both give an `Answer`, which is all that commands and pages need to show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar

from quotetrack import settings
from quotetrack.comparison.alignment import Difference
from quotetrack.comparison.word_row import WordRow
from quotetrack.language import load
from quotetrack.records import Attribution, Span

Verdict = Literal[
    "verbatim", "typographic", "truncated", "spliced", "reported", "altered", "paraphrase", "withdrawn",
    "unsure_speaker", "wrong_speaker", "not_held",
]  # fmt: skip
Gravity = Literal["good", "note", "bad", "none"]


@dataclass(frozen=True)
class VerdictRow:
    """A verdict: its name in words, a sign (so that colours are not needed), and its meaning in a few words.

    `fails` says whether words under it must not be printed as they are; None leaves that to the finding.
    """

    name: str
    sign: str
    meaning: str
    fails: bool | None = False
    gravity: Gravity = "note"


VERDICTS: dict[Verdict, VerdictRow] = {
    "verbatim": VerdictRow("verbatim", "✓", "printed in exactly these words", gravity="good"),
    "typographic": VerdictRow("typographic", "✓", "the same words, written a little differently", gravity="good"),
    "truncated": VerdictRow("truncated", "…", "right as far as it goes; the sentence goes on", None),
    "spliced": VerdictRow("spliced", "+", "pieces that were not said in a row", None),
    "reported": VerdictRow("reported", "¶", "the article’s words for what was said, not a quotation", True, "bad"),
    "altered": VerdictRow("altered", "Δ", "words differ from those printed", True, "bad"),
    "paraphrase": VerdictRow("paraphrase", "≈", "close in wording, but not a quotation"),
    "withdrawn": VerdictRow("withdrawn", "⌫", "a newer version of the article says otherwise", True, "bad"),
    "unsure_speaker": VerdictRow(
        "unsure speaker", "⚠", "the store reads these words as somebody else’s, but is not sure: look", True, "bad"
    ),
    "wrong_speaker": VerdictRow("wrong speaker", "✗", "somebody else’s words", True, "bad"),
    "not_held": VerdictRow(
        "not held", "?", "not in this store, which proves nothing: it may have been said elsewhere", gravity="none"
    ),
}
"""The verdicts in the order in which legends list them."""

AGAINST_SENSE = VerdictRow("truncated", "!", "the words are right, but what was cut changes their sense", True, "bad")
UNMARKED = VerdictRow("spliced", "!", "joined without a mark of what was left out, or against the sense", True, "bad")

SAME_WORDS = frozenset[Verdict](("verbatim", "typographic", "truncated", "spliced", "reported"))
"""The verdicts under which the source has all the asked words."""

EVER_SAID = SAME_WORDS | {"withdrawn"}
"""The same, and the verdict on words that a newer version of the article took back."""


def row(verdict: Verdict, fails: bool) -> VerdictRow:
    """The row of a verdict; "truncated" and "spliced" have another row where they fail."""
    if fails and verdict == "truncated":
        return AGAINST_SENSE
    if fails and verdict == "spliced":
        return UNMARKED
    return VERDICTS[verdict]


Tier = Literal["exact", "spacing", "case", "typography", "markup", "spelling"]
"""How words that are the same differ in writing: not at all, in white space, in capitals, in marks, dashes and signs,
in Markdown or HTML, or in spelling. A tier may include the differences of those before it."""


@dataclass(frozen=True)
class Finding:
    """How one statement compares with a query: the verdict, and whether it fails.

    `score` is the share of words that are the same (0 to 1), `spans` tell where they stand in the statement's text, and
    `printed` are those stretches as written. `is_close` where the words are only similar, in any order.
    """

    verdict: Verdict
    fails: bool
    score: float
    spans: tuple[Span, ...]
    printed: tuple[str, ...]
    differences: tuple[Difference, ...] = ()
    tier: Tier | None = None
    notes: tuple[str, ...] = ()
    next_clause: str | None = None
    warning: str | None = None
    is_close: bool = False

    @property
    def verdict_on_all_words(self) -> Verdict:
        """The verdict on words that are all said: verbatim, or typographic where they are written differently."""
        return "verbatim" if self.tier in ("exact", "spacing") and not self.notes else "typographic"

    @property
    def rank(self) -> tuple[int, float, bool]:
        """The sort key of findings, the best first: by verdict (`_BEST_FIRST`), then by score; close words last."""
        if self.is_close:
            return len(_BEST_FIRST), -self.score, self.fails
        return _BEST_FIRST.index((self.verdict, self.fails)), -self.score, self.fails


_BEST_FIRST: tuple[tuple[Verdict, bool], ...] = (
    ("verbatim", False), ("typographic", False), ("truncated", False), ("spliced", False), ("withdrawn", True),
    ("truncated", True), ("reported", True), ("spliced", True), ("altered", True),
)  # fmt: skip


class Source(Protocol):
    """A statement that was compared with a query: how it compares, all its words, and who said them."""

    @property
    def finding(self) -> Finding:
        """How it compares."""

    @property
    def whole(self) -> str:
        """All words of the quotation or statement."""

    @property
    def attribution(self) -> Attribution | None:
        """Who said it, where that is known."""


@dataclass(frozen=True)
class Answer:
    """The answer to a query: the verdict, and the source that it is about, if there is one.

    `by` is the speaker that the query names. Where it `fails`, the words must not be printed as they are; `warning`
    says what to beware of. What an answer tells of its source is empty without one.
    """

    query: str
    by: str | None
    verdict: Verdict
    fails: bool
    source: Source | None = None
    warning: str | None = None
    stands_in: str | None = None
    """The sentence that the words of the source stand in, where it is known."""

    @property
    def score(self) -> float:
        """The share of words that are the same (0 to 1)."""
        return self.source.finding.score if self.source else 0.0

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What differs from the source."""
        return self.source.finding.differences if self.source else ()

    @property
    def next_clause(self) -> str | None:
        """How the sentence goes on in the source."""
        return self.source.finding.next_clause if self.source else None

    @property
    def tier(self) -> Tier | None:
        """How much words that are the same differ in writing, from exact to spelling."""
        return self.source.finding.tier if self.source else None

    @property
    def notes(self) -> tuple[str, ...]:
        """What a newsroom wrote otherwise on purpose: brackets, ellipses, masked letters."""
        return self.source.finding.notes if self.source else ()

    def common_fields(self) -> dict[str, Any]:
        """The fields that every answer begins with after the words, as JSON values."""
        return {
            "by": self.by,
            "verdict": self.verdict,
            "fails": self.fails,
            "score": self.score,
            "tier": self.tier,
            "notes": list(self.notes),
        }


AnySource = TypeVar("AnySource", bound=Source)


@dataclass(frozen=True)
class Decision(Generic[AnySource]):
    """The verdict on some sources: whether it fails, the source that it is about, the warnings, and the other sources
    that print the same utterance."""

    verdict: Verdict
    fails: bool
    source: AnySource
    warnings: tuple[str, ...]
    others: tuple[AnySource, ...]


@dataclass(frozen=True)
class NamedSpeaker(Generic[AnySource]):
    """Who is said to have said it: the name, whether a source is that speaker's, and whether anybody is so called."""

    name: str
    is_own: Callable[[AnySource], bool]
    is_known: bool = True
    place: str = "store"


def decide(
    sources: Sequence[AnySource], named: NamedSpeaker[AnySource] | None, order: Callable[[AnySource], tuple[Any, ...]]
) -> Decision[AnySource] | None:
    """The verdict on the best of some sources; None where there are none, or where only other speakers' sources have
    too few of the words to say anything.

    `order` is the sort key of sources that are equally good.
    """
    if not sources:
        return None

    def best_of(those: Sequence[AnySource]) -> AnySource:
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
    return Decision(verdict, fails, best, tuple(warnings), others)


def tell_too_few(named: str) -> str:
    """The message that nothing `named` said is like the words, and that what others said has too few of them."""
    return (
        f"Nothing that {named} said here is like these words. What others said has some of them, too few to say that "
        "the words are theirs."
    )


def _is_same_utterance(source: Source, best: Source) -> bool:
    """Whether a source prints the same utterance as the best one: it has all the words, or most of them.

    Where a number, a name, a negation or the like differs, both must be the same person's.
    """
    found = source.finding
    if found.verdict == "reported":
        return False
    if found.verdict in EVER_SAID:
        return True
    one, other = (held.attribution and held.attribution.name for held in (source, best))
    if any(d.guard for d in found.differences) and (one is None or one != other):
        return False
    same = sum(len(WordRow(d.held).words) for d in found.differences if d.op == "equal")
    return found.score >= settings.SAME_UTTERANCE and same >= settings.FEWEST_VARIANT_WORDS


def _better_of_another(own: Sequence[AnySource], sources: Sequence[AnySource]) -> list[AnySource]:
    """Other speakers' sources that have the words, or nearly, where the named speaker's own are only similar."""
    if not own or any(s.finding.verdict in EVER_SAID for s in own):
        return []
    nearest = max(s.finding.score for s in own) + settings.NEARER
    return [
        s for s in sources if s not in own and s.finding.verdict != "spliced" and _is_enough(s)
        and (s.finding.verdict in SAME_WORDS or (s.finding.verdict == "altered" and s.finding.score > nearest))
    ]  # fmt: skip


def _is_enough(source: Source) -> bool:
    """Whether a source has enough of the words to tell who said them: the whole statement, whole sentences, or enough
    words with at least two telling ones among them."""
    forms = [form for text in source.finding.printed for form in WordRow(text).forms]
    if len(forms) == len(WordRow(source.whole).forms):
        return True
    telling = set(forms) - load("en").plain_words
    whole_sentences = source.finding.verdict in ("verbatim", "typographic")
    return len(forms) >= settings.ANOTHERS_WORDS and (whole_sentences or len(telling) >= 2)


def _of_another(best: AnySource, named: NamedSpeaker[AnySource]) -> tuple[Verdict, bool, str] | None:
    """The verdict, whether it fails, and the warning, for words of another speaker than the named one.

    None where the source is too little like the words to say so.
    """
    found = best.finding
    is_near = found.verdict == "altered" and not found.is_close and found.score >= settings.NEAR
    if not (is_near or found.verdict in EVER_SAID) or not _is_enough(best):
        return None
    given = best.attribution
    said_by = given and (given.name or given.mention)
    if given is None or said_by is None or given.speaker.kind in ("unknown", "unnamed"):
        who = f"only “{said_by}”" if said_by else "nobody"
        warning = f"The article names {who} as the speaker, so it does not say that it was {named.name}."
        return found.verdict, found.fails, warning
    unheard = f" Nobody called {named.name} speaks in this {named.place}: check the spelling." * (not named.is_known)
    if given.mention_kind != "named" or given.confidence < settings.SURE_SPEAKER:
        return "unsure_speaker", True, f"{_reading(given, named.place)}: look.{unheard}"
    return "wrong_speaker", True, f"These words are held as said by {said_by}, not by {named.name}.{unheard}"


def _reading(given: Attribution, place: str) -> str:
    """A sentence that tells who is read as the speaker, how sure that is, and by which words of the article."""
    sure = f"{given.name}, {given.confidence:.0%} sure"
    if given.mention_kind == "named" or not given.mention:
        return f"The {place} reads the speaker as {sure}"
    return f"The article says only “{given.mention}”, which is read as {sure}"
