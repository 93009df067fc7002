"""The store that checks are asked about: the samples, and news made of invented quotations (quotations.jsonl)."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from zlib import crc32

from quotetrack.intake import read_articles
from quotetrack.lookup.hits import Hit
from quotetrack.parse.recorded import RecordedParser
from quotetrack.pipeline import ingest
from quotetrack.records import Article, Quotation
from quotetrack.store import open_store
from tests.conftest import RECORDED
from tests.store.builders import article, quotation_id, said, span_of

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"
ADDRESS = "https://check.example/"
SAMPLE = "samples: "
"""What the source of a case begins with where it is a quotation of samples/: its text, as stored, follows."""


@dataclass(frozen=True)
class Written:
    """A quotation as quotations.jsonl has it.

    `words` are without regard to how the article closes them: see `printed`. `follows` is the end of
    the words where they can be cut before a clause. `printing_of` is the id of the quotation of another
    article that gives the same utterance.
    """

    id: str
    article: str
    words: str
    speaker: str
    role: str
    organization: str | None
    outlet: str
    published: str
    follows: str | None
    printing_of: str | None

    @property
    def utterance(self) -> str:
        """The id that all printings of what was said share."""
        return self.printing_of or self.id


@cache
def written() -> tuple[Written, ...]:
    """All quotations of the generated articles."""
    lines = (HERE / "quotations.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Written(**json.loads(line)) for line in lines)


def sentences(words: str) -> list[str]:
    """The sentences of a quotation; the quotations are written so that this simple rule holds."""
    return re.split(r"(?<=[.?!])\s+(?=[A-Z])", words)


def printed(quotation: Written) -> str:
    """The text that the store holds: like the pipeline's, with the comma that stands for a full stop."""
    return " ".join(_pieces(quotation))


def _pieces(quotation: Written) -> list[str]:
    """The stretches in marks: one, or two where the attribution stands between sentences."""
    words, form = quotation.words, _form(quotation)
    if form == "broken":
        first, rest = words.split(". ", 1)
        return [f"{first},", rest]
    return [f"{words[:-1]},"] if form == "before" and words.endswith(".") else [words]


def _form(quotation: Written) -> str:
    choice = crc32(quotation.id.encode()) % 4
    if len(sentences(quotation.words)) > 1 and choice in (0, 1) and "?" not in sentences(quotation.words)[0]:
        return "broken"
    return ("before", "before", "colon", "beside")[choice]


def fill(path: Path) -> None:
    """A store at `path` with the generated articles and the samples; no model is loaded."""
    with open_store(path, create=True) as store:
        run = store.start_run(command="check", pack="en 0.0.1")
        for given, quotations in articles():
            store.save_article(given, quotations, run)
        store.finish_run(run, {})
        names = sorted(str(name) for name in SAMPLES.iterdir())
        # The last one: at the end of it the names of all articles are compared.
        ingest(
            read_articles(names, on_error=lambda _: None), lambda **_: RecordedParser(RECORDED), store, on_error=_fail
        )


def _fail(error: Exception) -> None:
    raise error


def articles() -> Iterator[tuple[Article, list[Quotation]]]:
    """The generated articles, each with its quotations as extraction would give them."""
    for name, group in groupby(written(), lambda each: each.article):
        given = list(group)
        paragraphs, seen = [], set[str]()
        for each in given:
            paragraphs.append(_paragraph(each, each.speaker not in seen))
            seen.add(each.speaker)
        text = "\n\n".join(paragraphs) + "\n"
        outlet, published = given[0].outlet, given[0].published
        yield (
            article(text, url=f"{ADDRESS}{name}", title=f"News {name}", outlet=outlet, published=published),
            [_quotation(text, each) for each in given],
        )


def _paragraph(quotation: Written, first: bool) -> str:
    pieces, who = _pieces(quotation), _who(quotation, first)
    opening, closing = ("“", "”") if "’" in quotation.words or "'" not in quotation.words else ('"', '"')
    quoted = [f"{opening}{piece}{closing}" for piece in pieces]
    verb = "asked" if pieces[0].endswith("?") else "said"
    match _form(quotation):
        case "broken":
            return f"{quoted[0]} {verb} {who.rstrip(',')}. {quoted[1]}"
        case "colon":
            return f"{who} {verb}: {quoted[0]}"
        case "before":
            return f"{quoted[0]} {verb} {who.rstrip(',')}."
    return f"There was a pause before {who} {verb} anything. {quoted[0]}"


def _who(quotation: Written, first: bool) -> str:
    if not first:
        return quotation.speaker.rsplit(" ", 1)[-1]
    place = f" of {quotation.organization}" if quotation.organization else ""
    return f"{quotation.speaker}, {quotation.role}{place},"


def _quotation(text: str, given: Written) -> Quotation:
    pieces = _pieces(given)
    places = (given.organization,) if given.organization else ()
    made = said(text, pieces[0], given.speaker, mention=_mention(text, given), role=given.role, affiliations=places)
    content = tuple(span_of(text, piece) for piece in pieces)
    return replace(made, id=quotation_id(text, content), text=printed(given), content=content)


def _mention(text: str, given: Written) -> str:
    """The words for the speaker nearest to the quotation: the full name in the first paragraph of theirs."""
    paragraph = next(part for part in text.split("\n\n") if _pieces(given)[0] in part)
    return given.speaker if given.speaker in paragraph else given.speaker.rsplit(" ", 1)[-1]


@cache
def _by_place() -> dict[tuple[str, str], Written]:
    return {(ADDRESS + each.article, printed(each)): each for each in written()}


def source_of(hit: Hit) -> str:
    """The quotation that a check found: an utterance of quotations.jsonl, or SAMPLE and the text."""
    found = _by_place().get((hit.article.url or "", hit.quotation.text))
    return found.utterance if found else SAMPLE + hit.quotation.text


def utterances(ids: Sequence[str]) -> set[str]:
    """What is said in the quotations of these ids; a sample stands for itself."""
    known = {each.id: each.utterance for each in written()}
    return {known.get(each, each) for each in ids}


if __name__ == "__main__":
    fill(Path(sys.argv[1]))
