"""Do words that were cut out of what somebody said still say the same?

`find_cut` looks at what was left off before and after the words in their sentence, at the question before and the
sentence after it, and at the article's own words. `warn_of_omission` looks at what an omission left out between two
pieces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotetrack import settings
from quotetrack.comparison.guards import find_negations
from quotetrack.comparison.statements import HeldStatement, find_ends
from quotetrack.comparison.word_row import WordRow
from quotetrack.language import load
from quotetrack.records import Span
from quotetrack.text import fold

_CLAUSE_END = re.compile(r"[,;:—]|\s[–-]{1,2}\s|\b(?:and|but|so|because|while|when|which|who)\b", re.IGNORECASE)
_STRONG_CLAUSE_END = re.compile(r"[;:—]|\s[–-]{1,2}\s|,\s+(?:and|but|so|yet|while)\b", re.IGNORECASE)
_PARTED = re.compile(r"(?:;|\s[–-]{1,2}|—|^\W*[Nn]o,)[\s\"“‘'(]*$")
"""The end of a clause that says nothing about the clause after it."""

_SUBJECT_LEFT_OUT = re.compile(
    r"(?:^\s*(?:i|we|he|she|they|you|it|there)|"
    r"(?:[,;:—.!?]|\b(?:and|but|while|whereas|because|that|which|who))\s*"
    r"(?:i|we|he|she|they|you|it|there|nobody|everyone|"
    r"(?:the|my|our|his|her|their|your|some|many|those|these) \w+(?: \w+)?))(?:\s+\w+|\s*$)"
)
_OWN_SUBJECT = re.compile(
    r"(?:(?:and|but|so|that|because),? )?(?:i|we|he|she|they|you|it|there|this|that|these|those|the|a|an|my|our|his|"
    r"her|their|your|some|many|all|every|no|in|on|at|for|with|to|from|of|by|when|where|if)\b"
)

_DENIAL_REACH = 8
"""Words (1 upwards) of the article before quotation marks in which a denial denies the quoted words."""

_LONGEST_ANSWER = 3
"""The most words (1 upwards) after a question that count as its answer, which says nothing without it."""

_LONGEST_TURN = 6
"""The most words (1 upwards) of a sentence with "But" or "However" that takes back the one before; a longer one begins
another thought."""

_LONGEST_BARE_NOUN = 2
"""The most words (1 upwards) of a noun with its article that count as a noun without a preposition before them."""

_PREPOSITIONS = frozenset(("by", "for", "with", "about", "in", "on", "at", "from", "into", "over", "under", "to"))


@dataclass(frozen=True)
class Cut:
    """What was left off around some words: `before` and `rest` of their sentence, empty where nothing was.

    `opening` warns that leaving off `before` changes the sense, `closing` that leaving off `rest` does, and `beyond`
    that a sentence before or after, or the article's own words, change it. Each is None where the sense stays.
    """

    before: str = ""
    rest: str = ""
    opening: str | None = None
    closing: str | None = None
    beyond: str | None = None

    @property
    def is_cut(self) -> bool:
        """Whether anything of the sentence was left off."""
        return bool(self.before or self.rest)

    @property
    def warning(self) -> str | None:
        """All warnings in one text; None where the sense stays."""
        return " ".join(reason for reason in (self.opening, self.closing, self.beyond) if reason) or None


def find_cut(statement: HeldStatement, said: Span, start: int, end: int) -> Cut:
    """What was left off around the stretch from `start` to `end` of a statement's text, within what was `said`."""
    ends = _sentence_ends(statement, said)
    first = max((at for at in ends if at <= start), default=said.start)
    last = min((at for at in ends if at > end - 1), default=said.end)
    text = statement.text
    before, rest = _worded(text[first:start]), _worded(text[end:last])
    is_question = "?" in text[max(first, last - 4) : last]
    kept = text[start:end]
    is_parted = _PARTED.search(text[first:start]) or _is_noun(before, kept)
    opening = None if is_parted else _opening(before, is_question)
    is_apart = text[end:last].lstrip("\"”’' ").startswith(";")
    cut = Cut(before, rest, opening, None if is_apart else _closing(before, kept, rest, is_question))
    if cut.opening or cut.closing:
        return cut
    return replace(cut, beyond=_beyond(statement, said, cut, kept, Span(first, last), is_question))


def _is_noun(before: str, kept: str) -> bool:
    """Whether words are only a noun, which claims nothing that could be reversed: "a bunch of lawyers" after "by"."""
    last, forms = WordRow(before).forms[-1:], WordRow(kept).forms
    listed = load("en").word_kinds
    verbs = listed["asking"] | listed["subject"]
    if not last or not forms or verbs & set(forms[1:]):
        return False
    named = forms[0] in listed["determiner"]
    return last[0] in ("a", "an") or (named and (last[0] in _PREPOSITIONS or len(forms) <= _LONGEST_BARE_NOUN))


def _opening(before: str, is_question: bool) -> str | None:
    if before and (is_question or _turns_before(before)):
        return f"The sentence begins otherwise, and that changes its sense: “{before} …”"
    return None


def _closing(before: str, kept: str, rest: str, is_question: bool) -> str | None:
    if rest and ((is_question and not before) or _turns_after(kept, rest)):
        return f"The sentence goes on, and that changes its sense: “… {rest}”"
    return None


def _beyond(statement: HeldStatement, said: Span, cut: Cut, kept: str, sentence: Span, is_question: bool) -> str | None:
    """The warning that a sentence around the words or the article itself changes their sense; None without one."""
    text = statement.text
    if not cut.before and not is_question and (question := _question_before(text[said.start : sentence.start], kept)):
        return f"These words answer a question, without which they say something else: “{question}”"
    if not cut.rest and (following := _takes_back(text[sentence.end : said.end])):
        return f"The next sentence takes something back: “{following}”"
    if sentence.start <= said.start and _denies(lead := _lead_in(statement, said)):
        return f"The article says something else with these words: “{lead.strip()} …”"
    return None


def _sentence_ends(statement: HeldStatement, said: Span) -> list[int]:
    """The offsets where the sentences of what was said end.

    A comma at the end of a piece stands for a full stop where a new sentence follows: “We wait,” she said. “The ships
    come.”
    """
    text = statement.text
    found = [sign.end() for sign in find_ends(text, said.start, said.end)]
    found += [line.end() for line in re.finditer(r"\n\s*", text[: said.end]) if line.start() >= said.start]
    found += [at for number, at in enumerate(statement.piece_ends) if _begins_anew(statement, number, at)]
    return sorted({*found, said.end})


def _begins_anew(statement: HeldStatement, number: int, at: int) -> bool:
    """Whether a new sentence begins after a piece.

    The article's words between the two pieces have a stop then; where these are not known, a capital tells.
    """
    if statement.context.between is not None:
        between = statement.context.between[number]
        return "\n" in between or any(find_ends(between))
    following = re.match(r"\s[“\"'‘]?([^\W\d_]+)", statement.text[at : at + 40])
    return following is not None and following[1][0].isupper() and following[1] not in ("I", "I’m", "I'm")


def _turns(where: str) -> re.Pattern[str]:
    """The pattern of what turns the sense of words, by where it stands: "before" or "after" them, for instance."""
    return load("en").patterns[where]


def _worded(text: str) -> str:
    """The text without the marks at its ends; empty where it has no word."""
    stripped = text.strip().strip(" ,;:—–-\"”’'…“‘\n").strip()
    return stripped if WordRow(stripped).words else ""


def _clause(text: str, end: re.Pattern[str], *, last: bool = False) -> str:
    """The first clause of a text, or its last one."""
    edges = [sign.span() for sign in end.finditer(text) if sign.start() > 0]
    if not edges:
        return text
    return text[edges[-1][1] :] if last else text[: edges[0][0]]


def _turns_after(kept: str, rest: str) -> bool:
    """Whether what follows a cut takes back, narrows or negates what stands before it."""
    rest = _unaffirmed(rest)
    forms = WordRow(rest).forms
    if not forms:
        return False
    negated = find_negations(forms)
    turning = (tuple(turn.split()) for turn in load("en").turning_words)
    if any(forms[: len(turn)] == turn and (turn != ("not",) or 0 in negated) for turn in turning) and forms != ("yet",):
        return True
    if any(forms[at - 1] in ("and", "or", "but") and forms[at] in ("not", "never") for at in negated if at):
        return True
    if _turns("after").search(fold(rest)):
        return True
    if "because" in forms[:3] and find_negations(WordRow(kept).forms):
        return True
    if _is_own_clause(forms):
        return bool(negated) and negated[-1] == len(forms) - 1  # "and I didn't" is about the words before it
    reach = max(settings.TURN_REACH, len(WordRow(_clause(rest, _CLAUSE_END)).forms))
    return any(at < reach for at in negated)


def _is_own_clause(forms: Sequence[str]) -> bool:
    """Whether the rest of a sentence has a subject of its own: "and we go", "because nobody asked", "which is why"."""
    subjects = load("en").word_kinds["subject"] | {"nobody", "no"}
    joined = forms[0] in ("and", "because") and not subjects.isdisjoint(forms[1:2])
    return joined or tuple(forms[:3]) == ("which", "is", "why")


def _unaffirmed(text: str) -> str:
    """The text, folded, without phrases that affirm although they have a negation: "there is no doubt that"."""
    return _turns("affirmed").sub(" ", fold(text)).strip()


def _turns_before(before: str) -> bool:
    """Whether what stands before a cut denies what stands after it, supposes it, or gives it as somebody else's."""
    clause = _unaffirmed(_clause(before, _STRONG_CLAUSE_END, last=True))
    if find_negations(WordRow(clause).forms):
        return True
    return _turns("before").search(fold(clause)) is not None


def _question_before(text: str, kept: str) -> str | None:
    """The question right before some words that are too few to be more than its answer; None where there is none."""
    forms = WordRow(kept).forms
    if not 0 < len(forms) <= _LONGEST_ANSWER or not text.rstrip().rstrip("\"”’'").endswith("?"):
        return None
    ends = [sign.end() for sign in find_ends(text)]
    return text[ends[-2] if len(ends) > 1 else 0 :].strip()


def _takes_back(after: str) -> str | None:
    """The sentence that follows, where it takes back what was said; None for others."""
    text = after.lstrip()
    end = next(find_ends(text), None)
    sentence = text[: end.start() if end else None].split("\n")[0].strip()
    forms = WordRow(sentence).forms
    if not forms:
        return None
    turned = forms[0] in ("but", "however", "yet", "though") and len(forms) <= _LONGEST_TURN
    short_turn = turned and bool(find_negations(forms) or forms[-1] in ("if", "when", "only"))
    return sentence if short_turn or _turns("next").match(fold(sentence)) else None


def _lead_in(statement: HeldStatement, said: Span) -> str:
    """The article's own words of the sentence, before quotation marks.

    Of these only the last three words count before a direct quotation: the clause there is about the saying.
    """
    if statement.kind == "direct" and not statement.is_part:
        return " ".join(statement.context.lead_in.split()[-3:])
    return f"{statement.context.lead_in} {statement.text[: said.start]}".rstrip("“\"'‘«„ ")


def _denies(lead_in: str) -> bool:
    """Whether the article denies, right before some words, that they were said or are true."""
    near = fold(_clause(lead_in, _CLAUSE_END, last=True)).replace("n't", " n't").split()[-_DENIAL_REACH:]
    return bool(_turns("denied").search(" ".join(near)))


def warn_of_omission(left_out: str, following: str) -> tuple[str | None, bool]:
    """A warning of what was left out between two pieces (None without one), and whether it fails the words.

    A negation or condition within the same sentence fails them; a whole sentence with one, or another subject, is only
    warned of.
    """
    shown = f"“{' '.join(left_out.split()).strip(' ,;')}”"
    ends = list(find_ends(left_out))
    if not ends:
        if _limits(left_out):
            return f"What was left out changes the sense: {shown}", True
    else:
        first, last = left_out[: ends[0].start()], left_out[ends[-1].end() :]
        is_turned_before = not _PARTED.search(last) and _turns_before(_worded(last))
        if is_turned_before or _turns_after("", _worded(first)):
            return f"What was left out of these sentences changes their sense: {shown}", True
        if _limits(left_out):
            return f"A sentence that denies or limits something was left out: {shown}", False
    if _SUBJECT_LEFT_OUT.search(fold(left_out)) and not _OWN_SUBJECT.match(fold(following)):
        return f"What was left out speaks of somebody or something else: is it still the same subject? {shown}", False
    return None, False


def _limits(left_out: str) -> bool:
    """Whether what was left out denies or limits something."""
    return bool(find_negations(WordRow(left_out).forms) or _turns("omitted").search(_unaffirmed(left_out)))
