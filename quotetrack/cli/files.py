"""Reads rows from CSV or JSON lines files, and writes files whole or not at all."""

from __future__ import annotations

import csv
import json
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from quotetrack.errors import InputError, QuotetrackError

Placed = tuple[str, dict[str, Any]]
"""A row after its place: `people.csv:12` is line 12."""


def read_rows(path: str, needed: Sequence[str]) -> Iterator[Placed]:
    """Yields the rows of a .csv or .jsonl file (UTF-8, with or without a byte order mark), each with its place.

    Raises InputError for a file that cannot be read, a CSV file without a column of `needed`, or a
    line that is no row.
    """
    read = _by_name(path, partial(_read_csv, needed), _read_jsonl)
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            yield from read(path, file)
    except FileNotFoundError:
        raise InputError(path, "no such file") from None
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        hint = "save it as UTF-8; in a spreadsheet choose “CSV UTF-8”"
        raise InputError(path, f"not UTF-8: byte 0x{error.object[error.start]:02x}", hint) from None


def _by_name(path: str, for_csv: Callable[..., Any], for_jsonl: Callable[..., Any]) -> Callable[..., Any]:
    suffix = Path(path).suffix.casefold()
    if suffix == ".csv":
        return for_csv
    if suffix in (".jsonl", ".ndjson"):
        return for_jsonl
    raise InputError(path, "neither .csv nor .jsonl by its name", "rename it to what it is")


def _read_csv(needed: Sequence[str], path: str, file: TextIO) -> Iterator[Placed]:
    rows = csv.DictReader(file, strict=True)
    try:
        _check_heads(path, [name.strip() for name in rows.fieldnames or []], needed)
        for row in rows:
            where = f"{path}:{rows.line_num}"
            if None in row:
                raise InputError(where, "more cells than columns", "put cells that hold a comma into double quotes")
            yield where, {name.strip(): value for name, value in row.items()}
    except csv.Error as error:
        raise InputError(f"{path}:{rows.line_num}", f"no valid CSV: {error}") from None


def _check_heads(path: str, heads: Sequence[str], needed: Sequence[str]) -> None:
    if twice := next((name for name in heads if heads.count(name) > 1), None):
        raise InputError(f"{path}:1", f"two columns are called {twice!r}", "rename or delete one")
    if lacking := [name for name in needed if name not in heads]:
        there = ", ".join(heads[:_COLUMNS_NAMED]) or "nothing"
        raise InputError(f"{path}:1", f"no column {lacking[0]!r}", f"the first line names the columns; it has {there}")


_COLUMNS_NAMED = 20  # columns that an error message names


def _read_jsonl(path: str, file: TextIO) -> Iterator[Placed]:
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}:{number}", f"no valid JSON: {error}") from None
        if not isinstance(row, dict):
            raise InputError(f"{path}:{number}", "not a JSON object", "every line is one, in curly brackets")
        yield f"{path}:{number}", row


@contextmanager
def replacing(path: str) -> Iterator[BinaryIO]:
    """Yields a file to write to, which replaces the one at `path` at the end; a failure leaves the old one.

    Raises QuotetrackError where the file cannot be written.
    """
    place = os.path.realpath(path)
    beside = Path(f"{place}.part")
    try:
        if os.path.exists(place) and not stat.S_ISREG(os.stat(place).st_mode):
            with open(place, "wb") as file:  # a pipe or a device cannot be replaced
                yield file
            return
        try:
            with open(beside, "wb") as file:
                yield file
            os.replace(beside, place)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise QuotetrackError(f"{path}: cannot be written: {error.strerror or error}. Name another file.") from None


def write_rows(path: str, rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> int:
    """Writes rows as .csv or .jsonl, by the file's name, and replaces what is there; returns how many there were.

    Raises QuotetrackError where the file cannot be written.
    """
    write = _by_name(path, _write_csv, _write_jsonl)
    with replacing(path) as file, TextIOWrapper(file, encoding="utf-8", newline="") as lines:
        count: int = write(lines, rows, columns)
    return count


def _write_csv(file: TextIO, rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> int:
    writer = csv.DictWriter(file, columns, lineterminator="\n")
    writer.writeheader()
    return sum(bool(writer.writerow(row)) for row in rows)


def _write_jsonl(file: TextIO, rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> int:
    lines = (json.dumps({name: row[name] for name in columns if name in row}, ensure_ascii=False) for row in rows)
    return sum(bool(file.write(f"{line}\n")) for line in lines)
