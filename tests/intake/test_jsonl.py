"""JSON lines: one bad line is named and the rest goes on."""

from __future__ import annotations

import gzip
import json
import re
import tracemalloc
from pathlib import Path

import pytest

from quotetrack.errors import InputWarning
from quotetrack.intake import read_articles
from tests.intake.reading import read, read_bytes

FULL = {
    "text": "“No,” said Al.\n",
    "id": "a-1",
    "url": "https://x.example/1",
    "title": "No",
    "author": ["Ann", "Bo"],
    "outlet": "The X",
    "published": "14 March 2024",
    "extra": {"kept": False},
}


def lines(*rows: object) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def test_all_keys(tmp_path: Path) -> None:
    (article,), errors = read_bytes(lines(FULL), tmp_path, "a.jsonl")
    assert not errors
    assert (article.id, article.text, article.url) == ("a-1", FULL["text"], FULL["url"])
    assert (article.title, article.author, article.outlet) == ("No", "Ann, Bo", "The X")
    assert article.published == "2024-03-14" and article.path == str(tmp_path / "a.jsonl")


def test_id_or_url_or_line(tmp_path: Path) -> None:
    rows = ({"text": "A.", "id": 7}, {"text": "B.", "url": "u"}, {"text": "C."}, {"text": "D.", "url": "u"})
    articles, errors = read_bytes(lines(*rows), tmp_path, "a.jsonl")
    path = tmp_path / "a.jsonl"
    assert [a.id for a in articles] == ["7", "u", f"{path}:3", f"{path}:4"] and not errors


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b'{"text": "no end', "no valid JSON: .* at column 10 "),
        (b"not json", "no valid JSON"),
        (b"[1, 2]", "JSON, but no object"),
        (b'{"body": "words"}', 'no "text" in it \\(its keys: body'),
        (b"{}", 'no "text" in it'),
        (b'{"text": null}', 'no "text"'),
        (b'{"text": 5}', 'no "text"'),
        (b'{"text": " \\n"}', "no text in it"),
        (b'{"text": "a\\u0000b"}', "NUL"),
        (b'{"text": "a\\ud83d"}', "surrogate"),
        (b'{"text": "caf\xe9"}', "not UTF-8 at byte 13 of the line"),
        (b'{"text": ' + b"[" * 200_000, "nested too deeply"),
        (b'{"text": "' + b"x" * 500_000 + b'"}', "more than the 0.4 MB that one line may have"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_read(tmp_path: Path, line: bytes, what: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines({"text": "One."}) + line + b"\n\n" + lines({"text": "Two."}))
    articles, (error,) = read(path, max_bytes=400_000)
    assert [a.text for a in articles] == ["One.", "Two."]
    assert error.where == f"{path}:2"
    assert re.search(what, str(error)), str(error)


def test_unreadable_date_leaves_the_article(tmp_path: Path) -> None:
    (article,), (warning,) = read_bytes(lines({"text": "A.", "published": "03/04/2024"}), tmp_path, "a.jsonl")
    assert article.published is None and isinstance(warning, InputWarning) and warning.where.endswith(":1")


@pytest.mark.parametrize(
    "data", [b"[\n{}\n]\n", b'{\n"text": "a"\n}\n', '{"text": "a"}\n'.encode("utf-16"), b"", b"\n\n"]
)
def test_other_shapes_give_one_error(tmp_path: Path, data: bytes) -> None:
    articles, errors = read_bytes(data, tmp_path, "a.jsonl")
    assert not articles and len(errors) == 1


def test_byte_order_mark_windows_line_ends_and_no_last_line_end(tmp_path: Path) -> None:
    articles, errors = read_bytes(b'\xef\xbb\xbf{"text": "A."}\r\n{"text": "B."}', tmp_path, "a.jsonl")
    assert [a.text for a in articles] == ["A.", "B."] and not errors


def test_gzipped(tmp_path: Path) -> None:
    articles, errors = read_bytes(gzip.compress(lines(FULL)), tmp_path, "a.jsonl.gz")
    assert len(articles) == 1 and not errors


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    with path.open("wb") as file:
        for _ in range(2000):
            file.write(lines({"text": "word " * 1000}))
    tracemalloc.start()
    count = sum(1 for _ in read_articles([str(path)], on_error=lambda error: None))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 2000
    assert peak < 1_000_000 < path.stat().st_size
