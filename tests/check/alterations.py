"""The mechanical changes that cases are made with: each takes a quotation and yields what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from tests.check.corpus import HERE, Written, printed, sentences, written

EXACT, FOLDED, EITHER = ["verbatim"], ["typographic"], ["verbatim", "typographic"]
ALTERED, TRUNCATED, SPLICED, WRONG = ["altered"], ["truncated"], ["spliced"], ["wrong_speaker"]

Made = tuple[str, list[str], Any]
"""What is asked, the verdicts that can be defended, the source (an id, or ids)."""

BUT = re.compile(r"(but|unless|however|although|except|if|only)\b")
NEGATIVE = re.compile(
    r"\b(not|never|no|none|nobody|nothing|neither|nor|cannot|without|hardly|unless|but|except|although|however|only|if)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
LACKING = re.compile(r"\b(not|never|no|nobody|nothing|neither|nor|none|cannot)\b|n[’']t\b", re.IGNORECASE)
AUXILIARY = r"is|are|was|were|will|would|could|should|must|may|might|can"
ADDED = ("really", "also", "now", "still", "certainly", "probably", "simply", "often", "perhaps")


@cache
def swaps(kind: str) -> list[tuple[str, str]]:
    """The pairs of that kind in swaps.txt; a leading ? stays with the first word."""
    lines = (HERE / "swaps.txt").read_text(encoding="utf-8").splitlines()
    found = [line.removeprefix(f"{kind}: ") for line in lines if line.startswith(f"{kind}: ")]
    return [(old, new) for old, new in (re.split(" => | = ", line) for line in found)]


def swapped(text: str, old: str, new: str) -> str | None:
    """The text with the first such word replaced, capital kept; None where it does not stand there."""
    found = re.search(rf"(?<![\w’'.-]){re.escape(old)}(?![\w-]|[’'.]\w)", text, re.IGNORECASE)
    if found is None or (found[0] != old and found[0] != old.capitalize()):
        return None
    new = new.replace("'", "’") if "’" in text else new
    return text[: found.start()] + (new[0].upper() + new[1:] if found[0][0].isupper() else new) + text[found.end() :]


def size(text: str) -> int:
    """The number of words."""
    return len(text.split())


def bare(text: str) -> str:
    """The text without the mark it is closed with, if that is a full stop or comma."""
    return text.rstrip(".,")


def ended(text: str, rng: Random) -> str:
    """The text as somebody would paste it: with a full stop or without."""
    return bare(text) + rng.choice(["", "."])


def exactness(asked: str) -> list[str]:
    """Verbatim where a quotation has these code points in a row, or else either: the closing mark differs."""
    return EXACT if any(asked in printed(each) for each in written()) else EITHER


def untouched(given: Written, rng: Random) -> Iterator[Made]:
    """The words themselves; sometimes with other white space, which can be called spacing or nothing."""
    asked = given.words if rng.random() < 0.5 else bare(printed(given))
    if rng.random() < 0.15:
        yield re.sub(" ", rng.choice(["  ", "\n", " "]), asked, count=2), EITHER, given.id
    else:
        yield asked, exactness(asked), given.id


def marks(given: Written, rng: Random) -> Iterator[Made]:
    """Other apostrophes, dashes for commas, commas left out, scare quotes, another closing mark."""
    words = given.words
    long = [word for word in words.split() if word.isalpha() and len(word) > 4]
    made = [
        words.replace("’", "'") if "’" in words else words.replace("'", "’"),
        words.replace(",", ""),
        words.replace(", ", rng.choice([" – ", " — ", "; "]), 1),
        words.replace("-", " "),
        words.replace(word := rng.choice(long), f'"{word}"', 1) if long else words,
    ]
    changed = [each for each in made if each != words] if rng.random() < 0.8 else [bare(words) + "!"]
    if rng.random() < 0.12:
        yield f"“{bare(words)}”", EITHER, given.id
    elif changed and not any((asked := rng.choice(changed)) in printed(each) for each in written()):
        yield asked, FOLDED, given.id


def case(given: Written, rng: Random) -> Iterator[Made]:
    """All capitals, none, capitals for every word, or a small first letter."""
    words = given.words
    asked = rng.choice([words.upper(), words.lower(), words.title().replace("’S", "’s"), words[0].lower() + words[1:]])
    if asked[1:] != words[1:] or not words.startswith("I "):
        yield asked, FOLDED, given.id


def spelling(given: Written, rng: Random) -> Iterator[Made]:
    """Another accepted spelling of a word; some of them are words of their own too."""
    for old, new in rng.sample(swaps("spelling"), len(swaps("spelling"))):
        unsure, old = old.startswith("? "), old.removeprefix("? ")
        for one, other in ((old, new), (new, old)):
            made = given.words.replace(" %", "%") if other == "%" else given.words
            asked = re.sub(rf"(\d) {one}\b", rf"\1{other}", made) if other == "%" else swapped(made, one, other)
            if asked and asked != made:
                yield asked, [*FOLDED, "altered"] if unsure else FOLDED, given.id


def whole_sentence(given: Written, rng: Random) -> Iterator[Made]:
    """A sentence of several, where the one after it takes nothing back."""
    parts = sentences(given.words)
    if len(parts) < 2:
        return
    for at in rng.sample(range(len(parts)), len(parts)):
        after = parts[at + 1] if at + 1 < len(parts) else ""
        if size(parts[at]) > 3 and not LACKING.search(after):
            asked = ended(parts[at], rng) if not parts[at].endswith("?") else parts[at]
            yield asked, exactness(asked), given.id


def word_changed(given: Written, rng: Random) -> Iterator[Made]:
    """One word of five or more replaced; sometimes of one sentence out of several."""
    yield from _swapped(given, rng, "word", 5)


def number_changed(given: Written, rng: Random) -> Iterator[Made]:
    """One number of a quotation changed, in digits or in words."""
    for found in re.finditer(r"\d[\d,.]*\d|\d", given.words):
        if size(given.words) > 3:
            yield given.words[: found.start()] + _other(found[0], rng) + given.words[found.end() :], ALTERED, given.id
    yield from _swapped(given, rng, "number", 4)


def _other(number: str, rng: Random) -> str:
    """Another number of the same form: another digit (a year keeps its century), or a place too many."""
    year = len(number) == 4 and number[:2] in ("19", "20")
    if not year and rng.random() < 0.2:
        whole = number.replace(",", "")
        return f"{int(whole) * 10:,}" if "," in number else number.replace(".", "") if "." in number else number + "0"
    at = len(number) - 1 if year else rng.choice([at for at, each in enumerate(number) if each.isdigit()])
    digit = int(number[at])
    changed = digit % 9 + 1 if at == 0 else (digit + rng.randint(1, 9)) % 10
    return f"{number[:at]}{changed}{number[at + 1 :]}"


def name_changed(given: Written, rng: Random) -> Iterator[Made]:
    """A name in the words replaced by another."""
    yield from _swapped(given, rng, "name", 4)


def modal_changed(given: Written, rng: Random) -> Iterator[Made]:
    """What will be said to be what may be, and the like."""
    yield from _swapped(given, rng, "modal", 4)


def _swapped(given: Written, rng: Random, kind: str, least: int) -> Iterator[Made]:
    for old, new in rng.sample(swaps(kind), len(swaps(kind))):
        holding = [part for part in _stretches(given) if swapped(part, old, new)]
        words = rng.choice(holding) if holding and rng.random() < 0.3 else given.words
        asked = swapped(words, old, new)
        if asked and size(words) >= least:
            yield asked, ALTERED, given.id


def _stretches(given: Written) -> list[str]:
    """The sentences of a quotation, and of long ones what stands before or after a comma."""
    parts = sentences(given.words)
    clauses = [clause for part in parts if size(part) > 14 for clause in part.split(", ")]
    return [*parts, *(clause for clause in clauses if size(clause) > 6)]


def word_dropped(given: Written, rng: Random) -> Iterator[Made]:
    """One word inside left out: no number, no name, no negation, no modal."""
    words = given.words.split()
    guarded = {old for kind in ("number", "modal") for old, _ in swaps(kind)} | {"one", "half", "twice"}
    inside = [at for at, word in enumerate(words) if 1 < at < len(words) - 2 and re.fullmatch("[a-z]+,?", word)]
    inside = [at for at in inside if words[at] not in guarded and not NEGATIVE.search(words[at])]
    if len(words) >= 7 and inside:
        at = rng.choice(inside)
        yield " ".join(words[:at] + words[at + 1 :]), ALTERED, given.id


def word_added(given: Written, rng: Random) -> Iterator[Made]:
    """An adverb put in after a verb."""
    found = re.search(rf"\b({AUXILIARY}|have|has|had|do|does|did|we|they|I|he|she)\b(?! not|[’']| ever)", given.words)
    if found and found.end() < len(given.words) - 12 and size(given.words) >= 5:
        asked = f"{given.words[: found.end()]} {rng.choice(ADDED)}{given.words[found.end() :]}"
        yield asked, ALTERED, given.id


def negation_dropped(given: Written, rng: Random) -> Iterator[Made]:
    """One negation taken away; where the words began with it, what is left is also a stretch of them."""
    ways: tuple[tuple[str, str], ...] = (
        (r"\b(do|does|did) not ", r""),
        (r"\b(do|does|did) not ", r"\1 "),
        (r" (not|never)\b(?=[ ,.])", ""),
        (r"\bcannot\b", "can"),
        (r"\bno (?=[a-z])", ""),
        (r"\bnothing\b", "something"),
        (r"\bnobody\b", "somebody"),
        (r"\bNobody\b", "Everybody"),
        (r"\bNever\b", "Always"),
        (r"\bnever\b", "always"),
        (r"\bNo (\w)", r"\1"),
        (r"\bNo (one )", r"Every\1"),
    )
    for old, new in rng.sample(ways, len(ways)):
        found = re.search(old, given.words)
        if found and size(given.words) > 3:
            asked = given.words[: found.start()] + found.expand(new) + given.words[found.end() :]
            yield asked[0].upper() + asked[1:], ALTERED, given.id


def negation_added(given: Written, rng: Random) -> Iterator[Made]:
    """A verb negated that was not, or all made none; now and then a "not" where it makes no sense."""
    if rng.random() < 0.2:
        words = given.words.split()
        at = rng.randrange(1, len(words))
        yield " ".join([*words[:at], rng.choice(["not", "never"]), *words[at:]]), ALTERED, given.id
    n_t = "n’t" if "’" in given.words else rng.choice(["n’t", "n't"])
    ways = (
        (rf"\b({AUXILIARY})\b(?! not|[’']| no\b| never)", r"\1 not"),
        (r"\b(is|are|was|were|would|could|should)\b(?! not|[’']| no\b| never)", rf"\1{n_t}"),
        (r"\b(We|I|They) (want|need|hope|expect|recommend|stand|lend|trust|go|like)\b", rf"\1 do{n_t} \2"),
        (r"\b(has|have|had) (?=\w+(?:ed|en|ought|old|ought|ent) )", r"\1 never "),
        (r"\balways\b", "never"),
        (r"\beverybody\b", "nobody"),
        (r"\bsomething\b", "nothing"),
    )
    for old, new in rng.sample(ways, len(ways)):
        found = re.search(old, given.words)
        if found and size(given.words) > 3:
            yield given.words[: found.start()] + found.expand(new) + given.words[found.end() :], ALTERED, given.id


def truncated_before_but(given: Written, rng: Random) -> Iterator[Made]:
    """All that stands before the clause that takes something back."""
    if given.follows and BUT.match(given.follows):
        yield _cut(given, len(given.words) - len(given.follows), rng), TRUNCATED, given.id


def truncated_plain(given: Written, rng: Random) -> Iterator[Made]:
    """All that stands before a clause that adds something, and that neither turns nor negates."""
    joint = r",? (?=(?:and (?:I|we|it|they|he|she|the|in|some|nine)|because|which|while|so that|as if|when)\b)"
    for found in re.finditer(joint, given.words):
        before, after = sentences(given.words[: found.start()])[-1], sentences(given.words[found.end() :])
        rest = " ".join(after[:2])
        turns = NEGATIVE.search(rest) or (rest.startswith("because") and LACKING.search(before))
        if size(before) >= 4 and size(after[0]) >= 3 and not turns:
            yield _cut(given, found.start(), rng), TRUNCATED, given.id


def _cut(given: Written, end: int, rng: Random) -> str:
    asked = ended(given.words[:end].rstrip(" ,"), rng)
    return f"{bare(asked)}…" if rng.random() < 0.1 else asked


def spliced(given: Written, rng: Random) -> Iterator[Made]:
    """Two pieces of what one speaker said in one article, joined over an ellipsis or over nothing."""
    parts, clauses = sentences(given.words), given.words.split(", ")
    ellipsis = rng.choice([" … ", "... ", " [...] ", "…"])
    if len(parts) > 2:
        yield f"{bare(parts[0])}{ellipsis}{parts[2]}", SPLICED, given.id
        if size(parts[1]) > 3:
            yield f"{parts[0]} {parts[2]}", [*SPLICED, "altered"], given.id
    elif len(clauses) > 3 and size(clauses[0]) > 3 and size(clauses[-1]) > 3:
        yield f"{clauses[0]}{ellipsis}{clauses[-1]}", SPLICED, given.id
    beside = [
        each
        for each in written()
        if (each.article, each.speaker) == (given.article, given.speaker) and each.id != given.id
    ]
    for other in rng.sample(beside, len(beside)):
        one, two = given.words.split(), other.words.split()
        ids = [given.id, other.id]
        if min(len(one), len(two)) < 10:
            continue
        halves = " ".join(one[: len(one) // 2]).rstrip(".,?"), " ".join(two[len(two) // 2 :])
        whole = f"{given.words} {other.words}"
        joined = f"{bare(given.words)}{ellipsis}{other.words}"
        yield rng.choice([whole, joined, f"{halves[0]} {halves[1]}", f"{halves[0]}{ellipsis}{halves[1]}"]), SPLICED, ids


def wrong_speaker(given: Written, rng: Random) -> Iterator[Made]:
    """The words as they are, or nearly, or part of them; who is asked about is chosen in `_asked_by`."""
    makers = (untouched, untouched, untouched, marks, case, whole_sentence, truncated_before_but)
    for asked, _, source in rng.choice(makers)(given, rng):
        if size(asked) > 3:
            yield asked, WRONG, source
