"""Which of two names a pronoun means, measured on GAP (Webster et al. 2018), with the network that names speakers.

    python bench/gap.py GAP.tsv.gz

parses each of the texts with the bundled pack, asks of the pronoun as if it were the source of what follows it, and
prints precision, recall and F1 over both names of all texts, in per cent, and F1 of masculine and feminine pronouns:
once naming nobody who does not lead clearly, as quotetrack does, and once always naming the likeliest.

The network learned from sources of quotations alone: these are texts of an encyclopedia in which hardly anybody speaks.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path

from quotetrack.language import load
from quotetrack.parse.parsers import load_pack
from quotetrack.records import Document, Span
from quotetrack.settings import LEAD
from quotetrack.speakers.candidates import Candidate
from quotetrack.train.gap import ask, is_named, pronoun_of, read_texts

BATCH = 64
"""Texts that are parsed together."""


def meant(document: Document, pronoun: Span) -> tuple[Candidate | None, Candidate | None]:
    """Whom a pronoun means, of all that a text names: the one who leads clearly, and the likeliest; None for nobody."""
    ranking, draft, source = ask(document, pronoun, load("en"))
    weighed = ranking.weigh(draft, source, ())
    best = weighed.named[0][0] if weighed.named else None
    return best if weighed.is_clear(LEAD) else None, best


def score(rows: Sequence[Mapping[str, str]], documents: Sequence[Document]) -> Counter[str]:
    """Counts of right, given and true answers, in all and by the pronoun's gender."""
    counts: Counter[str] = Counter()
    for row, document in zip(rows, documents, strict=True):
        answers = zip(("", "likeliest "), meant(document, pronoun_of(row)), strict=True)
        gender = "f" if row["Pronoun"].casefold() in ("she", "her", "hers") else "m"
        for (way, best), name in product(answers, ("A", "B")):
            true = row[f"{name}-coref"].casefold() == "true"
            given = best is not None and is_named(best, row, name)
            for group in (f"{way}all", f"{way}{gender}"):
                counts[f"{group} right"] += true and given
                counts[f"{group} true"] += true
                counts[f"{group} given"] += given
    return counts


def f1(counts: Counter[str], group: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of a group, in per cent."""
    right, true, given = (counts[f"{group} {what}"] for what in ("right", "true", "given"))
    return 100 * right / max(1, given), 100 * right / max(1, true), 200 * right / max(1, given + true)


def main() -> None:
    """Print the figures of the file that the command line names."""
    rows, parser, counts = list(read_texts(Path(sys.argv[1]))), load_pack(), Counter[str]()
    for at in range(0, len(rows), BATCH):
        some = rows[at : at + BATCH]
        counts += score(some, parser.parse([row["Text"] for row in some]))
    for way, told in (("", "who leads"), ("likeliest ", "the likeliest")):
        precision, recall, overall = f1(counts, f"{way}all")
        he, she = (f1(counts, f"{way}{group}")[2] for group in "mf")
        print(
            f"{len(rows)} texts, {told}: precision {precision:.1f}, recall {recall:.1f}, F1 {overall:.1f};"
            f" he F1 {he:.1f}, she F1 {she:.1f}"
        )


if __name__ == "__main__":
    main()
