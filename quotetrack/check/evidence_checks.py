"""Evidence checked again: whether a bundle is as it was written, and whether the store still holds the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quotetrack.check.evidence import FORMAT, MANIFEST, PAGE, RECORD, SUMS, TEXT, gather_evidence, hash_of, sums_of
from quotetrack.errors import QuotetrackError
from quotetrack.spans import AROUND
from quotetrack.store import Store


def find_faults(files: Mapping[str, bytes]) -> list[str]:
    """What is wrong with a bundle, given by the path of each file and its bytes; nothing for a whole one.

    Changed, missing and added files; words that do not stand where they are said to; hashes of the text that
    are not its own. Any bytes can be given.
    """
    manifest = _read(files.get(MANIFEST))
    recorded = _recorded(manifest)
    if recorded is None or manifest.get("format") != FORMAT:
        return [f"{MANIFEST}: " + (f"no manifest of {FORMAT}" if MANIFEST in files else "missing")]
    return [*_file_faults(files, recorded), *_quotation_faults(files, manifest)]


def read_records(files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """The evidence records of a bundle that can be read, in the manifest's order."""
    listed = _read(files.get(MANIFEST)).get("quotations")
    folders = [entry.get("folder") for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    return [record for folder in folders if (record := _read(files.get(f"{folder}/{RECORD}")))]


def _read(data: bytes | None) -> dict[str, Any]:
    """The JSON object that these bytes are; an empty one where they are none."""
    try:
        value = json.loads((data or b"").decode("utf-8"))
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _recorded(manifest: Mapping[str, Any]) -> dict[str, str] | None:
    """The hashes that a manifest gives, by path; None where it gives none."""
    try:
        return {str(path): str(entry["sha256"]) for path, entry in manifest["files"].items()}
    except (KeyError, TypeError, AttributeError):
        return None


def _file_faults(files: Mapping[str, bytes], recorded: Mapping[str, str]) -> Iterator[str]:
    for path, expected in recorded.items():
        if path not in files:
            yield f"{path}: missing"
        elif (found := hash_of(files[path])) != expected:
            yield f"{path}: changed: its sha256 is {found}, and was {expected}"
    for path in files:
        if path not in recorded and path not in (MANIFEST, SUMS):
            yield f"{path}: added: the manifest does not name it"
    if SUMS not in files:
        yield f"{SUMS}: missing"
    elif files[SUMS] != sums_of({**recorded, MANIFEST: hash_of(files[MANIFEST])}):
        yield f"{SUMS}: does not agree with {MANIFEST}: one of the two was changed"


def _quotation_faults(files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Iterator[str]:
    listed = manifest.get("quotations")
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    folders = {path.rpartition("/")[0] for path in files} - {""}
    for folder in sorted(folders - {str(entry.get("folder")) for entry in entries}):
        yield f"{folder}/: a folder of no quotation that {MANIFEST} lists"
    if not entries:
        yield f"{MANIFEST}: lists no quotation"
    for entry in entries:
        folder = str(entry.get("folder"))
        if lacking := [name for name in (TEXT, RECORD, PAGE) if f"{folder}/{name}" not in files]:
            yield f"{folder}/: lacks {', '.join(lacking)}"
            continue
        try:
            text, record = (files[f"{folder}/{name}"] for name in (TEXT, RECORD))
            yield from _record_faults(f"{folder}/{RECORD}", text, record, entry)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError):
            yield f"{folder}/{RECORD}: does not have the form of evidence"


def _record_faults(where: str, data: bytes, record_data: bytes, entry: Mapping[str, Any]) -> Iterator[str]:
    """What an evidence record says of its article's text that is not so."""
    record, text = _read(record_data), data.decode("utf-8")
    held = record["evidence"]
    if held["article"]["sha256"] != hash_of(data):
        yield f"{where}: the text's sha256 was {held['article']['sha256']}, that of {TEXT} is {hash_of(data)}"
    if entry["article_sha256"] != held["article"]["sha256"] or entry["id"] != held["quotation"]["id"]:
        yield f"{where}: is not of the quotation and text that {MANIFEST} names"
    quotation = held["quotation"]
    said = {part: [tuple(span) for span in quotation[part]] for part in ("content", "cue", "source")}
    selected: dict[str, list[tuple[int, ...]]] = {part: [] for part in said}
    for item in record["items"]:
        for target in item["target"]:
            position, quote = target["selector"]
            start, end = position["start"], position["end"]
            selected[item["body"]["value"]].append((start, end))
            for fault in _selector_faults(text, start, end, quote):
                yield f"{where}: {item['body']['value']} at {start}-{end}: {fault}"
    for part, spans in said.items():
        if spans != selected[part]:
            yield f"{where}: the spans of the {part} and its selectors differ"
    for claim in held["claims"]:
        start, end = claim["span"] or (0, 0)
        if not _stands(text, start, end, claim["exact"] or ""):
            yield f"{where}: a claim does not stand at {start}-{end}"


def _selector_faults(text: str, start: int, end: int, quote: Mapping[str, str]) -> Iterator[str]:
    if not _stands(text, start, end, quote["exact"]):
        yield f"{TEXT} has other words there"
        return
    if text[max(0, start - AROUND) : start] != quote["prefix"]:
        yield f"{TEXT} has other words before it"
    if text[end : end + AROUND] != quote["suffix"]:
        yield f"{TEXT} has other words after it"


def _stands(text: str, start: int, end: int, words: str) -> bool:
    return 0 <= start <= end <= len(text) and text[start:end] == words


def find_changes(store: Store, records: Iterable[Mapping[str, Any]]) -> list[str]:
    """What the store holds otherwise now than these evidence records of it say."""
    return [f"{_id_of(record)}: {change}" for record in records for change in _changes(store, record)]


def _id_of(record: Mapping[str, Any]) -> str:
    return str(record.get("id")).removeprefix("urn:quotetrack:")


def _changes(store: Store, record: Mapping[str, Any]) -> Iterator[str]:
    try:
        held = record["evidence"]
        article, key = held["article"], str(held["quotation"]["id"])
        found = next(store.rows(_SAME, [key, article["url"], article["sha256"]]), None)
        if found is None:
            yield _whereabouts(store, key, article)
            return
        now = gather_evidence(store, [found["id"]])[0].record["evidence"]
        yield from _differences(held, now)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError):
        yield "the bundle's record does not have the form of evidence"
    except QuotetrackError as error:
        yield str(error)


_SAME = """SELECT q.id FROM quotations q JOIN articles a ON a.id = q.article_id
    WHERE q.key = ? AND a.url IS ? AND a.sha256 = ? ORDER BY q.id"""


def _whereabouts(store: Store, key: str, article: Mapping[str, Any]) -> str:
    """What became of a quotation that the store does not hold in that article with that text."""
    other = next(store.rows("SELECT name FROM articles WHERE sha256 = ?", [article["sha256"]]), None)
    if any(store.rows("SELECT 1 FROM quotations WHERE key = ?", [key])) and other:
        return f"the store holds it, but in {other['name']}, another article with the same text"
    statement = "SELECT sha256, added_at FROM articles WHERE url = ? ORDER BY id DESC"
    for row in store.rows(statement, [article["url"]]) if article["url"] else ():
        if row["sha256"] != article["sha256"]:
            return f"the store holds another text of {article['url']}: sha256 {row['sha256']}, from {row['added_at']}"
    return "the store holds the article, but not the quotation" if other else "the store does not hold the article"


_MAY_GROW = {"quotetrack", "also_in", "names"}
"""Says nothing of this quotation: the program that wrote the bundle, other articles, other spellings."""


def _differences(before: Any, now: Any, place: str = "") -> Iterator[str]:
    """Each value that differs, with the path to it."""
    if isinstance(before, dict) and isinstance(now, dict):
        for name in dict.fromkeys((*before, *now)):
            if name == "judgements":
                yield from _judgement_changes(before.get(name), now.get(name))
            elif name not in _MAY_GROW:
                yield from _differences(before.get(name), now.get(name), f"{place}.{name}" if place else name)
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        for number, (old, new) in enumerate(zip(before, now, strict=True)):
            yield from _differences(old, new, f"{place}[{number}]")
    elif before != now:
        yield f"{place} was {_short(before)}, and is {_short(now)}"


def _judgement_changes(before: Any, now: Any) -> Iterator[str]:
    old, new = ({row["id"]: row for row in rows or ()} for rows in (before, now))
    for row in old.values():
        if row["id"] not in new:
            yield f"judgement {row['id']} ({_judged(row)}) does not stand any more"
        elif row != new[row["id"]]:
            yield f"judgement {row['id']} was {_judged(row)}, and is {_judged(new[row['id']])}"
    yield from (f"judgement {id} is new: {_judged(new[id])}" for id in new if id not in old)


def _judged(row: Mapping[str, Any]) -> str:
    score = "" if row["score"] is None else f", {row['score']:.2f}"
    return f"{row['left_name']} and {row['right_name']} {row['verdict']}{score}, by {row['decided_by']}"


def _short(value: Any) -> str:
    told = json.dumps(value, ensure_ascii=False)
    return told if len(told) <= 120 else f"{told[:119]}…"
