"""Make bundles of evidence, and find out whether a bundle is still as it was written.

A bundle has a folder for each quotation (the article's text, the evidence as JSON, a page), a manifest with the hash of
every file, and the same hashes in the form of `sha256sum`. Files are bytes by path here: nothing touches a disk.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quotetrack.check.evidence import TEXT, Evidence, hash_of
from quotetrack.settings import VERSION
from quotetrack.spans import AROUND

FORMAT = "quotetrack evidence 1"
"""The format that every manifest names; another layout of the files gets another number."""

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
RECORD, PAGE = "evidence.json", "quotation.html"
PLACE = re.compile(r"manifest\.json|SHA256SUMS|[0-9a-z][0-9a-z-]*/(?:article\.txt|evidence\.json|quotation\.html)")
"""The paths that a bundle may have; nothing else is ever removed when a bundle is written anew."""


def make_bundle(pages: Iterable[tuple[Evidence, str]], *, created_at: str, command: str) -> dict[str, bytes]:
    """The files of a bundle, by path, made of evidence with its HTML pages.

    The same evidence always gives the same files, except for `created_at` and the hashes that depend on it.
    """
    files: dict[str, bytes] = {}
    listed: list[dict[str, Any]] = []
    for evidence, page in pages:
        files[f"{evidence.folder}/{TEXT}"] = evidence.text.encode("utf-8")
        files[f"{evidence.folder}/{RECORD}"] = _as_bytes(evidence.record)
        files[f"{evidence.folder}/{PAGE}"] = page.encode("utf-8", "replace")
        listed.append(_listed(evidence))
    manifest = {
        "format": FORMAT,
        "created_at": created_at,
        "command": command,
        "quotetrack": VERSION,
        "quotations": listed,
        "files": {path: {"sha256": hash_of(files[path]), "bytes": len(files[path])} for path in sorted(files)},
    }
    files[MANIFEST] = _as_bytes(manifest)
    files[SUMS] = sums_of({path: hash_of(data) for path, data in files.items()})
    return files


def _listed(evidence: Evidence) -> dict[str, Any]:
    held = evidence.record["evidence"]
    canonical = [speaker["canonical"]["name"] for speaker in held["speakers"] if speaker["canonical"]]
    return {
        "id": held["quotation"]["id"],
        "folder": evidence.folder,
        "text": held["quotation"]["text"],
        "speakers": canonical,
        "url": held["article"]["url"],
        "article_sha256": held["article"]["sha256"],
        "ingested_at": held["article"]["ingested_at"],
    }


def _as_bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def sums_of(hashes: Mapping[str, str]) -> bytes:
    """The hashes of files, by path, in the form that `sha256sum --check` reads."""
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes)).encode()


def find_faults(files: Mapping[str, bytes]) -> list[str]:
    """What is wrong with a bundle, one message for each fault; empty for a whole one. `files` are bytes by path.

    Faults are changed, missing and added files, words that do not stand where the record says, and hashes that are not
    those of the text. Any bytes can be given.
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
    """The JSON object in these bytes; an empty one where they hold none."""
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
    """The faults of an evidence record: what it says about its article's text that is not true."""
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
