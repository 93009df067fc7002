"""How much of the challenge set comes out entirely right: `python -m tests.challenge.score`.

Of the held half numbers alone are kept; of the open one --open-errors tells every fault. README.md has the rules.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotetrack import Article, as_json, extract_articles, load_parser
from tests.challenge.cases import HALVES, Case, Listed, load_cases

if TYPE_CHECKING:
    from quotetrack.parse import Parser

Found = Mapping[str, Any]
"""A quotation as the contract has it."""
SPOKEN = ("speech", "writing")
ALIKE = 0.8
"""From how much overlap of words (Jaccard) two contents are the same."""
WITHIN = 0.5
"""Which share of a found content's words must be an optional one's for it to be that one."""
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\xad]")


@dataclass
class Score:
    """Counts over cases. Roles, affiliations and via are those of quotations with the right speaker."""

    cases: int = 0
    right: int = 0
    listed: int = 0
    found: int = 0
    speakers: int = 0
    extras: int = 0
    roles: Counter[str] = field(default_factory=Counter)
    affiliations: Counter[str] = field(default_factory=Counter)
    via: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """Cases entirely right, per cent."""
        return 100 * self.right / max(1, self.cases)

    def add(self, other: Score) -> None:
        """Count the other's cases too."""
        for name in ("cases", "right", "listed", "found", "speakers", "extras"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("roles", "affiliations", "via"):
            getattr(self, name).update(getattr(other, name))


@dataclass
class Report:
    """A half's score; topics and faults of the open half only."""

    score: Score = field(default_factory=Score)
    topics: dict[str, Score] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def content_words(pieces: Iterable[str]) -> Counter[str]:
    """The words of a content, without case, marks and zero-width characters."""
    text = UNSEEN.sub("", " ".join(pieces)).replace("’", "'").casefold()
    return Counter(WORD.findall(text))


def jaccard(a: Counter[str], b: Counter[str]) -> float:
    """How much of the words of both is common, each counted as often as it stands there."""
    return (a & b).total() / max(1, (a | b).total())


def name_words(name: str) -> set[str]:
    """The words of a name, without case, accents, apostrophes and hyphens."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return set(re.findall(r"[^\W_]+", re.sub(r"['’`]", "", bare))) - {"the"}


def same_name(expected: str, given: str, surname: Sequence[str] = ()) -> bool:
    """Whether the shorter form's words are all in the longer, and what is given has the surname."""
    whole, got = name_words(expected), name_words(given)
    if not got or not (whole <= got or got <= whole):
        return False
    return whole <= got or any(name_words(s) & got for s in surname or [expected.split()[-1]])


def same_words(stated: str, given: str | None) -> bool:
    """Whether a role or organisation agrees with one of those stated ("/" between them): one is part of the other."""
    got = name_words(given or "")
    return any(bool(got) and (got <= name_words(s) or name_words(s) <= got) for s in stated.split("/"))


def right_speaker(listed: Listed, found: Found) -> bool:
    """Whether the words are given to whom they belong, and to all of them."""
    speaker = found["speaker"]
    given = [speaker["name"], *(other["name"] for other in found["joint"])]
    if listed.joint:
        names = [listed.speaker or "", *listed.joint]
        return len(given) == len(names) and all(any(g and same_name(n, g) for g in given) for n in names)
    answers = [listed.speaker or listed.speaker_kind, *(listed.speaker_or or [])]
    return len(given) == 1 and any(_is(answer, listed, speaker) for answer in answers)


def _is(answer: str, listed: Listed, speaker: Mapping[str, Any]) -> bool:
    if answer in ("unnamed", "unknown"):
        return bool(speaker["kind"] == answer)
    if speaker["kind"] not in ("person", "organization") or not speaker["name"]:
        return False
    # A body has no surname: any part of its name that the article uses will do.
    surname = name_words(answer) if listed.speaker_kind != "person" else listed.surname or ()
    return same_name(answer, speaker["name"], list(surname))


def pieces_of(case: Case, found: Found) -> list[str]:
    """The words of a found content as they stand in the text."""
    return [case.text[start:end] for start, end in found["content"]]


def pair_up(case: Case, found: Sequence[Found]) -> dict[int, int]:
    """Which found quotation answers which required one: the most alike first, then the earlier."""
    words = [content_words(pieces_of(case, f)) for f in found]
    candidates = []
    for (i, listed), (j, given) in product(enumerate(case.required), enumerate(found)):
        alike = max(jaccard(content_words(content), words[j]) for content in listed.contents)
        if given["act"] in SPOKEN and alike >= ALIKE:
            candidates.append((-alike, not right_speaker(listed, given), abs(i - j), i, j))
    pairs: dict[int, int] = {}
    for *_, i, j in sorted(candidates):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def is_extra(case: Case, found: Found) -> bool:
    """Whether an unlisted quotation says that somebody spoke: optional ones that may be speech are none."""
    if found["act"] not in SPOKEN:
        return False
    words = content_words(pieces_of(case, found))
    return not any(
        (words & other).total() >= WITHIN * max(1, words.total())
        for listed in case.optional
        if listed.act in (None, *SPOKEN)
        for other in map(content_words, listed.contents)
    )


def judge(case: Case, found: Sequence[Found]) -> tuple[Score, list[str]]:
    """The score of one case, and its faults in words."""
    pairs = pair_up(case, found)
    score, faults = Score(cases=1, listed=len(case.required), found=len(pairs)), []
    for i, listed in enumerate(case.required):
        if i not in pairs:
            faults.append(f"not found: {' | '.join(listed.content)}")
        elif not right_speaker(listed, given := found[pairs[i]]):
            faults.append(f"speaker: {_who(given)} for {listed.speaker or listed.speaker_kind}: {listed.content[0]}")
        else:
            score.speakers += 1
            _count_details(score, listed, given)
    extras = [f for j, f in enumerate(found) if j not in pairs.values() and is_extra(case, f)]
    faults += [f"extra ({_who(f)}): {' | '.join(pieces_of(case, f))}" for f in extras]
    score.extras, score.right = len(extras), int(not faults)
    return score, faults


def _who(found: Found) -> str:
    names = [found["speaker"]["name"] or found["speaker"]["kind"], *(other["name"] for other in found["joint"])]
    return " and ".join(names)


def _count_details(score: Score, listed: Listed, found: Found) -> None:
    """Counts what is stated, given and right of role, affiliations and via."""
    speaker = found["speaker"]
    for counts, stated, given in (
        (score.roles, [listed.role] if listed.role else [], [speaker["role"]] if speaker["role"] else []),
        (score.affiliations, listed.affiliations or [], speaker["affiliations"]),
        (score.via, [listed.via] if listed.via else [], [found["via"]] if found["via"] else []),
    ):
        counts["stated"] += len(stated)
        counts["given"] += len(given)
        counts["right"] += sum(any(same_words(s, g) for g in given) for s in stated)


def score_half(half: str, cases: Sequence[Case], found: Mapping[str, Sequence[Found]]) -> Report:
    """The report on a half, from what was found in each case by its id. The held half's is numbers alone."""
    report = Report()
    for case in cases:
        score, faults = judge(case, found[case.id])
        report.score.add(score)
        if half == "open":
            report.topics.setdefault(case.topic, Score()).add(score)
            report.faults += [f"{case.id}: {fault}" for fault in faults]
    return report


def extract_cases(cases: Sequence[Case], parser: Parser) -> dict[str, list[Found]]:
    """What is found in each case. An article that cannot be parsed is one in which nothing is found."""
    answers = extract_articles([Article(id=case.id, text=case.text) for case in cases], parser)
    return {
        article.id: [] if isinstance(found, Exception) else [as_json(quotation, article.id) for quotation in found]
        for article, found in answers
    }


def score_all(parser: Parser) -> dict[str, Report]:
    """The reports on both halves."""
    halves = {half: load_cases(half) for half in HALVES}
    return {half: score_half(half, cases, extract_cases(cases, parser)) for half, cases in halves.items()}


def as_markdown(reports: Mapping[str, Report]) -> Iterator[str]:
    """The tables: a line for each half, then the open half's topics."""
    yield "| half | cases | entirely right | contents found | right speakers | extras | roles | affiliations | via |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for half, report in reports.items():
        score = report.score
        details = " | ".join(map(_details, (score.roles, score.affiliations, score.via)))
        yield (
            f"| {half} | {score.cases} | {score.right} ({score.share:.1f} %) | {_of(score.found, score.listed)} "
            f"| {_of(score.speakers, score.listed)} | {score.extras} | {details} |"
        )
    yield ""
    yield "| open, by topic | cases | entirely right | contents | speakers | extras |"
    yield "|---|---|---|---|---|---|"
    for topic, score in reports["open"].topics.items():
        contents, speakers = f"{score.found} of {score.listed}", f"{score.speakers} of {score.listed}"
        yield f"| {topic} | {score.cases} | {score.right} | {contents} | {speakers} | {score.extras} |"


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / max(1, whole):.1f} %)"


def _details(counts: Counter[str]) -> str:
    return f"{_of(counts['right'], counts['stated'])}, {counts['given']} given"


def main() -> None:
    """Prints the tables."""
    options = argparse.ArgumentParser(prog="python -m tests.challenge.score", description=__doc__)
    options.add_argument("--pack", type=Path, help="the folder of a pack (default: the bundled one)")
    options.add_argument("--open-errors", action="store_true", help="print the faults of the open cases")
    chosen = options.parse_args()
    reports = score_all(load_parser(models=chosen.pack))
    print("\n".join(as_markdown(reports)))
    if chosen.open_errors:
        print("", *reports["open"].faults, sep="\n")


if __name__ == "__main__":
    main()
