"""All printings of one utterance: which came first, what others changed, and which are copies."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rapidfuzz import fuzz

from quotetrack import settings
from quotetrack.check.candidates import find_candidates
from quotetrack.comparison.alignment import Difference, align
from quotetrack.comparison.guards import Guard
from quotetrack.comparison.word_row import WordRow
from quotetrack.lookup.hits import Hit, load_hits
from quotetrack.lookup.quotation import paragraphs_around, show
from quotetrack.store import Store
from quotetrack.text import fold


@dataclass(frozen=True)
class Printing:
    """One printing of an utterance.

    `differences` are those from the first printing, as far as the two overlap. `copy_of` is the number of the earliest
    printing with nearly the same article text around it: this one is then a wire copy, not a report of its own.
    """

    hit: Hit
    differences: tuple[Difference, ...]
    copy_of: int | None

    @property
    def guards(self) -> tuple[Guard, ...]:
        """What the differences touch that is never a small matter, each once."""
        return tuple(dict.fromkeys(d.guard for d in self.differences if d.guard))

    def as_dict(self) -> dict[str, Any]:
        """The quotation and where it stands, `differences`, `guards` and `copy_of`."""
        return {
            **self.hit.as_dict(),
            "differences": [asdict(difference) for difference in self.differences],
            "guards": list(self.guards),
            "copy_of": self.copy_of,
        }


def variants(store: Store, quotation: str | int) -> list[Printing]:
    """All printings of what a quotation (by id) says, the first published first and undated ones last.

    A printing is a quotation of the same speaker, or of an unknown one, where the longer of the two has most words of
    the shorter one in order. Raises NotFoundError for an id that no quotation has.
    """
    shown = show(store, quotation)
    asked = WordRow(shown.quotation.text)
    hits = load_hits(store, sorted({*find_candidates(store, shown.quotation.text), shown.id}))
    same = [hit for hit in hits if hit.id == shown.id or _is_printing(asked, shown.speaker_id, hit)]
    same.sort(key=lambda hit: (hit.article.published is None, hit.article.published or "", hit.id))
    return list(_printings(store, same))


def _is_printing(asked: WordRow, speaker: int | None, hit: Hit) -> bool:
    if speaker is not None and hit.speaker_id not in (speaker, None):
        return False
    held = WordRow(hit.quotation.text)
    shorter, longer = sorted((asked, held), key=lambda wording: len(wording.words))
    if len(shorter.words) < settings.FEWEST_VARIANT_WORDS:
        return shorter.forms == longer.forms
    found = align(shorter, longer)
    return found.same >= settings.SAME_UTTERANCE * len(shorter.words)


def _printings(store: Store, hits: Sequence[Hit]) -> Iterator[Printing]:
    around = _contexts(store, hits)
    first = WordRow(hits[0].quotation.text)
    for number, hit in enumerate(hits):
        copied = next((earlier.id for earlier in hits[:number] if _is_copy(around[earlier.id], around[hit.id])), None)
        yield Printing(hit, _differences(first, WordRow(hit.quotation.text)) if number else (), copied)


def _differences(first: WordRow, later: WordRow) -> tuple[Difference, ...]:
    """The differences of a later printing: `held` is the wording of the first one, `asked` that of the later one."""
    if len(later.words) <= len(first.words):
        return align(later, first).changes
    turned = align(first, later).changes
    ops = {"insert": "delete", "delete": "insert", "replace": "replace"}
    return tuple(Difference(ops[d.op], d.held, d.asked, d.guard) for d in turned)  # type: ignore[arg-type]


def _contexts(store: Store, hits: Sequence[Hit]) -> dict[int, str]:
    """The paragraphs around each quotation, folded."""
    statement = """SELECT q.id, a.text FROM json_each(?) JOIN quotations q ON q.id = value
        JOIN articles a ON a.id = q.article_id"""
    texts = {row["id"]: row["text"] for row in store.rows(statement, [json.dumps([hit.id for hit in hits])])}
    places = {hit.id: paragraphs_around(texts[hit.id], hit.quotation.content) for hit in hits}
    return {id: fold(texts[id][start:end]) for id, (start, end) in places.items()}


def _is_copy(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= settings.WIRE_COPY
