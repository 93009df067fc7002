"""The table of formats that quotations are exported in: a new one is a function that writes it, and a row.

The program reads this table whenever it starts, so each function imports what it needs only when it is called.

Parquet needs pyarrow, which the extra `parquet` brings.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from quotetrack.errors import QuotetrackError
from quotetrack.export.tables import csv_lines
from quotetrack.settings import VERSION

if TYPE_CHECKING:
    from quotetrack.export.quotations import Exported


_ROWS_IN_GROUP = 10_000  # writing a million quotations then takes 160 MB of memory


def write_parquet(found: Iterable[Exported], file: BinaryIO) -> int:
    """Writes quotations to a file and returns how many there were.

    Raises QuotetrackError where pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        raise QuotetrackError(
            "Parquet needs pyarrow, which is not installed. Install it with: pip install 'quotetrack[parquet]'"
        ) from None
    schema, count, left = _schema(pyarrow), 0, iter(found)
    with ParquetWriter(file, schema, compression="zstd") as writer:
        while group := [_row(one.as_dict()) for one in islice(left, _ROWS_IN_GROUP)]:
            writer.write_table(pyarrow.Table.from_pylist(group, schema))
            count += len(group)
    return count


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Makes a row fit the columns: the trace, whose keys differ, becomes JSON, and ids by scheme become pairs."""
    trace = json.dumps(row["trace"], ensure_ascii=False)
    whole: dict[str, Any] = _clean({**row, "trace": trace, "identifiers": list(row["identifiers"].items())})
    return whole


def _clean(value: Any) -> Any:
    """Replaces lone surrogates, which a database made by hand can hold and UTF-8 cannot, by question marks."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, Mapping):
        return {key: _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list | tuple) else value


def _schema(pa: Any) -> Any:
    """Returns the columns, in the order of the JSON contract; a span is a list of two numbers."""
    text, number = pa.string(), pa.int64()
    words, span = pa.list_(text), pa.list_(number)
    spans = pa.list_(span)
    claim = {"organization": text, "role": text, "standing": text, "span": span}
    who = {"name": text, "kind": text, "role": text, "affiliations": words, "claims": pa.list_(pa.struct(claim))}
    mentioned = {"name": text, "kind": text, "mention": text, **dict(list(who.items())[2:])}
    withdrawn = {"article_id": number, **dict.fromkeys(("version_of_day", "state", "now", "speaker_now"), text)}
    withdrawn |= dict.fromkeys(("other_words", "other_speaker"), pa.bool_())
    columns = {
        **dict.fromkeys(("article", "id", "kind", "act", "text"), text),
        **dict.fromkeys(("content", "cue", "source"), spans),
        **{"speaker": pa.struct(mentioned), "joint": pa.list_(pa.struct(who)), "via": text, "parent": text},
        **{"depth": number, "closed": pa.bool_(), "confidence": pa.float64(), "trace": text, "article_id": number},
        **dict.fromkeys(("url", "title", "author", "outlet", "published"), text),
        **{"quotation_id": number, "speaker_id": number, "speaker_ids": span},
        **{"highlights": spans, "score": pa.float64(), "withdrawn": pa.struct(withdrawn)},
        "identifiers": pa.map_(text, text),
    }
    offsets = "[start, end), code points of the article's text"
    return pa.schema(columns, metadata={"quotetrack": VERSION, "offsets": offsets})


# Newsrooms paste these objects into pages: nothing in them may end the <script> element around them, or a line.
_ESCAPED_IN_PAGES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<\u2028\u2029"}


@dataclass(frozen=True)
class Format:
    """A format and its name on the command line.

    `write` writes quotations to a file as they come (text as UTF-8) and returns how many there were. `needs_texts`
    asks for quotations with their `source`. `is_binary` tells that the format cannot be shown on a terminal.
    """

    name: str
    write: Callable[[Iterable[Exported], BinaryIO], int]
    needs_texts: bool = False
    is_binary: bool = False


def write_csv(found: Iterable[Exported], file: BinaryIO) -> int:
    """Writes a row of column names, also where there is no quotation, and a row for each quotation."""
    from quotetrack.export.quotations import columns

    heads = [*columns(), "identifiers"]
    return _write_lines(csv_lines((one.as_dict() for one in found), heads), file) - 1


def write_jsonl(found: Iterable[Exported], file: BinaryIO) -> int:
    """Writes a line for each quotation: its JSON object, as `search` prints it, with the speaker's ids."""
    return _write_lines((json.dumps(one.as_dict(), ensure_ascii=False) + "\n" for one in found), file)


def write_schema_org(found: Iterable[Exported], file: BinaryIO) -> int:
    """Writes a schema.org Quotation for each quotation."""
    from quotetrack.export.schema_org import as_quotation

    return _write_linked(as_quotation, found, file)


def write_annotations(found: Iterable[Exported], file: BinaryIO) -> int:
    """Writes a W3C Web Annotation for each quotation."""
    from quotetrack.export.web_annotation import as_annotation

    return _write_linked(as_annotation, found, file)


def write_claim_reviews(found: Iterable[Exported], file: BinaryIO) -> int:
    """Writes a draft of a schema.org ClaimReview for each quotation."""
    from quotetrack.export.schema_org import as_claim_review

    return _write_linked(as_claim_review, found, file)


def _write_linked(as_object: Callable[[Exported], dict[str, Any]], found: Iterable[Exported], file: BinaryIO) -> int:
    """Writes one JSON-LD object a line, each safe to paste into a page."""
    lines = (json.dumps(as_object(one), ensure_ascii=False).translate(_ESCAPED_IN_PAGES) + "\n" for one in found)
    return _write_lines(lines, file)


def _write_lines(lines: Iterable[str], file: BinaryIO) -> int:
    count = 0
    for line in lines:
        # Lone surrogates, which only a database made by hand holds, become question marks.
        file.write(line.encode("utf-8", "replace"))
        count += 1
    file.flush()
    return count


FORMATS = {
    made.name: made
    for made in (
        Format("csv", write_csv),
        Format("jsonl", write_jsonl),
        Format("parquet", write_parquet, is_binary=True),
        Format("jsonld", write_schema_org, needs_texts=True),
        Format("webannotation", write_annotations, needs_texts=True),
        Format("claimreview", write_claim_reviews, needs_texts=True),
    )
}
"""The formats by name, in the order in which they are listed."""
