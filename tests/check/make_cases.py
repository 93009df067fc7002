"""Writes cases.jsonl, by hand and seldom: python -m tests.check.make_cases

Mechanical changes are made of quotations.jsonl with swaps.txt, the same ones each time; by_hand.txt adds the
rest. An altered wording that happens to be held elsewhere is no case, nor is one that two people said.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from random import Random
from typing import Any

from tests.check import alterations
from tests.check.alterations import Made, swaps
from tests.check.corpus import HERE, SAMPLE, Written, written

SEED = 4
MANY = {"wrong_speaker": 70, "truncated_before_but": 64, "number_changed": 60, "negation_dropped": 60, "spliced": 64}
ENOUGH = 50
"""Generated cases of a kind, where MANY does not say another number and there are so many to be had."""

Case = dict[str, Any]
OTHERS = ("Gregor Tolliver", "Ansgar Pell", "Winifred Okoro", "Dexter Moyo", "Louisa Krag", "Ivo Castellane")
SHARED = {"Varga", "Lund", "Strand", "Hale", "Marsh", "Okafor", "Bannerman", "Lindqvist"}
"""Family names that two people of the store have: alone, they do not tell who is meant."""


def folded(text: str) -> str:
    """The words alone, without case, marks, diacritics and spellings: what typographic looks through."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    plain = re.sub(r"[’']", "", plain)
    for old, new in _spellings():
        plain = re.sub(old, new, plain)
    return f" {' '.join(re.findall(r'[a-z0-9%]+', plain))} "


@cache
def _spellings() -> list[tuple[str, str]]:
    pairs = [(old.removeprefix("? ").casefold(), new.casefold()) for old, new in swaps("spelling")]
    return [(rf"(?<!\w){re.escape(old)}(?!\w)", new) for old, new in pairs if old.isascii()]


@cache
def _held() -> list[tuple[str, str]]:
    return [(folded(each.words), each.utterance) for each in written()]


def holders(asked: str) -> set[str]:
    """The utterances that have these words in a row."""
    sought = folded(asked)
    return {utterance for words, utterance in _held() if sought in words}


MAKERS: tuple[Callable[[Written, Random], Iterator[Made]], ...] = (
    alterations.untouched,
    alterations.marks,
    alterations.case,
    alterations.spelling,
    alterations.whole_sentence,
    alterations.word_changed,
    alterations.word_dropped,
    alterations.word_added,
    alterations.number_changed,
    alterations.negation_dropped,
    alterations.negation_added,
    alterations.modal_changed,
    alterations.name_changed,
    alterations.truncated_before_but,
    alterations.truncated_plain,
    alterations.spliced,
    alterations.wrong_speaker,
)


def made(maker: Callable[[Written, Random], Iterator[Made]], taken: set[str]) -> Iterator[Case]:
    """So many cases of one kind as are wanted, no utterance used twice."""
    kind = maker.__name__
    rng = Random(f"{SEED} {kind}")
    wanted, used = MANY.get(kind, ENOUGH), set[str]()
    for given in rng.sample(written(), len(written())):
        if given.utterance in used:
            continue
        for asked, expected, source in maker(given, rng):
            if asked in taken or not _is_sound(kind, asked, given):
                continue
            if kind.startswith("negation") and given.utterance in holders(asked):
                expected = ["truncated", "altered"]
            taken.add(asked)
            used.add(given.utterance)
            yield {"asked": asked, "by": _asked_by(kind, given, rng), "expected": expected, "source": source}
            wanted -= 1
            break
        if not wanted:
            return


def _is_sound(kind: str, asked: str, given: Written) -> bool:
    """Whether the words are held exactly where they should be: nowhere if they were changed, or in one utterance."""
    found = holders(asked)
    if kind in ("spelling", "spliced") or kind.endswith(("changed", "added")) or kind == "word_dropped":
        return not found or (kind == "spelling" and found == {given.utterance})
    return found == {given.utterance} or (kind == "negation_dropped" and not found)


def _asked_by(kind: str, given: Written, rng: Random) -> str | None:
    """Who is asked about: mostly nobody, or the speaker, by full name or family name; or somebody else."""
    if kind == "wrong_speaker":
        here = [each.speaker for each in written() if each.article == given.article and each.speaker != given.speaker]
        family = given.speaker.split()[-1]
        stored = [each.speaker for each in written() if each.speaker.split()[-1] != family]
        strangers = [name for name in OTHERS if name.split()[-1] != family]
        return rng.choice([rng.choice(here or stored), rng.choice(stored), rng.choice(strangers), f"Torquil {family}"])
    chance, family = rng.random(), given.speaker.split()[-1]
    if chance < 0.08 and family not in SHARED:
        return family
    return given.speaker if chance < 0.3 else None


def by_hand() -> Iterator[tuple[str, Case]]:
    """The cases of by_hand.txt with their kinds."""
    for line in (HERE / "by_hand.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, expected, by, source, asked = line.split(" | ")
            found = None if source == "-" else _source(source)
            yield (
                kind,
                {"asked": asked, "by": None if by == "-" else by, "expected": expected.split(", "), "source": found},
            )


def _source(beginning: str) -> str:
    """The one quotation that begins so: its id (which may stand there itself), or SAMPLE and its text."""
    if re.fullmatch(r"q\d{3}", beginning):
        return beginning
    if beginning.startswith(SAMPLE):
        words = beginning.removeprefix(SAMPLE)
        lines = [line for path in _golden() for line in path.read_text(encoding="utf-8").splitlines()]
        texts = {text for line in lines if (text := json.loads(line)["text"]).startswith(words)}
        (found,) = texts
        return SAMPLE + str(found)
    plain = beginning.replace("’", "'")
    (found,) = {each.utterance for each in written() if each.words.replace("’", "'").startswith(plain)}
    return found


def _golden() -> list[Any]:
    return sorted((HERE.parent / "golden").glob("*.jsonl"))


def half(asked: str) -> str:
    """Which half a case is of: "open" to whoever tunes, or "kept"."""
    return "open" if int(sha256(asked.encode()).hexdigest(), 16) % 2 else "kept"


def cases() -> list[Case]:
    """All cases, by kind, with ids."""
    hand = list(by_hand())
    taken = {each["asked"] for _, each in hand}
    found: dict[str, list[Case]] = defaultdict(list)
    for maker in MAKERS:
        found[maker.__name__] = list(made(maker, taken))
    for kind, each in hand:
        found[kind].append(each)
    return [_numbered(kind, at, each) for kind, given in found.items() for at, each in enumerate(given, 1)]


def _numbered(kind: str, at: int, each: Case) -> Case:
    expected = each["expected"][0] if len(each["expected"]) == 1 else each["expected"]
    kept = {"asked": each["asked"], "by": each["by"], "expected": expected, "kind": kind, "source": each["source"]}
    return {"id": f"{kind}-{at:03}", **kept, "half": half(each["asked"])}


if __name__ == "__main__":
    lines = [json.dumps(each, ensure_ascii=False) + "\n" for each in cases()]
    (HERE / "cases.jsonl").write_text("".join(lines), encoding="utf-8", newline="\n")
