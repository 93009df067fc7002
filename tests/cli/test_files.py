"""Files that commands write: whole or not at all, in the place of what is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quotetrack.cli.files import read_rows, replacing, write_rows
from quotetrack.errors import InputError, QuotetrackError


@pytest.mark.parametrize("name", ["rows.csv", "rows.jsonl"])
def test_rows_are_written_and_read(tmp_path: Path, name: str) -> None:
    rows = [{"name": "Ana “Ru” Ruiz", "note": "one, two"}, {"name": "Owen", "note": "three\nlines"}]
    assert write_rows(str(tmp_path / name), rows, ("name", "note")) == 2
    assert [row for _, row in read_rows(str(tmp_path / name), ("name",))] == rows
    assert os.listdir(tmp_path) == [name]


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    def failing() -> Iterator[dict[str, Any]]:
        yield {"name": "Ana"}
        raise ZeroDivisionError

    path = tmp_path / "rows.csv"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError):
        write_rows(str(path), failing(), ("name",))
    assert path.read_text() == "old" and os.listdir(tmp_path) == ["rows.csv"]


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    with replacing(str(tmp_path / "link.txt")) as file:
        file.write(b"new")
    assert (tmp_path / "real.txt").read_text() == "new" and (tmp_path / "link.txt").is_symlink()


def test_what_is_no_file_is_written_to(tmp_path: Path) -> None:
    with replacing("/dev/null") as file:
        file.write(b"new")
    with pytest.raises(QuotetrackError, match="cannot be written: .*Name another file"), replacing(str(tmp_path)):
        pass


def test_other_names_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"neither \.csv nor \.jsonl"):
        write_rows(str(tmp_path / "rows.xlsx"), [], ("name",))
