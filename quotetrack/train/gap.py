"""GAP: texts of an encyclopedia with a pronoun and two names, of which people told whether it means them.

Source: Webster et al. 2018, "Mind the GAP: A Balanced Corpus of Gendered Ambiguous Pronouns" (Apache-2.0).
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path

from quotetrack.language import Language
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.reading import Reading
from quotetrack.records import Document, Span
from quotetrack.spans import overlap
from quotetrack.speakers.attribute import gather_people
from quotetrack.speakers.candidates import Candidate
from quotetrack.speakers.organisations import Organisations
from quotetrack.speakers.ranking import Ranking
from quotetrack.speakers.source_kinds import Source, read_kind
from quotetrack.speakers.sources import SourceHead
from quotetrack.speakers.statements import read_statements

PRONOUNS = "coref/gap-development.tsv.gz", "coref/gap-validation.tsv.gz"
"""The parts that are trained on; the test part is for measuring alone."""


def read_texts(path: Path) -> Iterator[Mapping[str, str]]:
    """The rows of a GAP file, by its own column names."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def pronoun_of(row: Mapping[str, str]) -> Span:
    """Where the pronoun of a row stands."""
    at = int(row["Pronoun-offset"])
    return Span(at, at + len(row["Pronoun"]))


def is_named(candidate: Candidate, row: Mapping[str, str], name: str) -> bool:
    """Whether a candidate is the name A or B of a row."""
    at = int(row[f"{name}-offset"])
    return any(overlap(m.span, Span(at, at + len(row[name]))) for m in candidate.mentions)


def ask(document: Document, pronoun: Span, language: Language) -> tuple[Ranking, Draft, Source]:
    """What is asked of a pronoun: as if it were the source of the rest of its sentence."""
    reading = Reading(document, language)
    sentence = reading.sentence_at(pronoun.start)
    end = max(pronoun.end + 1, sentence.span.end if sentence else len(reading.text))
    draft = Draft((Span(pronoun.end, end),), source=(pronoun,), kind="indirect")
    people = gather_people(reading, [])
    ranking = Ranking(reading, people, read_statements(reading, people), Organisations(reading))
    return ranking, draft, read_kind(reading, draft, SourceHead("pronominal", pronoun))
