"""Writes quotations as a Parquet file, a group of rows at a time, with pyarrow, which the extra `parquet` brings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from quotetrack.errors import QuotetrackError
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
