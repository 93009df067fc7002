"""Packs: whole, missing, damaged, of another format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quotetrack.errors import PackError
from quotetrack.parse.pack import FILES, FORMAT, MANIFEST, digest, find_pack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack of tiny files."""
    place = tmp_path / "pack"
    place.mkdir()
    for name in FILES:
        (place / name).write_text(f"what is in {name}", encoding="utf-8")
    files = {name: {"size": (place / name).stat().st_size, "sha256": digest(place / name)} for name in FILES}
    write(place, {"format": FORMAT, "name": "en", "version": "9.1", "files": files})
    return place


def write(folder: Path, manifest: Any) -> None:
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def change(folder: Path, **values: Any) -> None:
    write(folder, json.loads((folder / MANIFEST).read_text(encoding="utf-8")) | values)


def test_the_bundled_pack_is_whole() -> None:
    find_pack().verify()


def test_the_stamp_names_the_pack_and_its_weights(folder: Path) -> None:
    before = find_pack(folder).stamp
    assert before.startswith("en 9.1 ")
    files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    change(folder, files=files | {"vocab.txt": files["vocab.txt"] | {"sha256": "0" * 64}})
    assert find_pack(folder).stamp != before


FAULTS: list[tuple[str, Callable[[Path], Any], str, str]] = [
    ("no folder", lambda f: f.rename(f.parent / "gone"), "no such folder", "Install quotetrack again"),
    ("no manifest", lambda f: (f / MANIFEST).unlink(), "manifest.json is missing", "Install quotetrack again"),
    ("cut manifest", lambda f: (f / MANIFEST).write_text('{"for'), "cannot be read", "Install quotetrack again"),
    ("binary manifest", lambda f: (f / MANIFEST).write_bytes(b"\xff\xfe\x00"), "cannot be read", "Install"),
    ("other JSON", lambda f: write(f, ["a"]), "no manifest", "Install quotetrack again"),
    ("empty manifest", lambda f: write(f, {"format": 1}), "name, version or files are missing", "Install"),
    ("a file less", lambda f: change(f, files={}), "files are missing", "Install quotetrack again"),
    ("newer format", lambda f: change(f, format=FORMAT + 1), f"format {FORMAT + 1}", "pip install --upgrade"),
    ("no weights", lambda f: (f / "encoder.onnx").unlink(), "encoder.onnx is missing", "Install quotetrack again"),
    ("cut weights", lambda f: (f / "encoder.onnx").write_text("wh"), "2 bytes instead of", "Install quotetrack again"),
]


@pytest.mark.parametrize(("fault", "what", "next_step"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_fault_is_named_with_its_place_and_the_next_step(
    folder: Path, fault: Callable[[Path], Any], what: str, next_step: str
) -> None:
    fault(folder)
    with pytest.raises(PackError) as caught:
        find_pack(folder)
    message = str(caught.value)
    assert what in message and next_step in message and str(folder) in message


def test_changed_weights_of_the_same_size_are_damage(folder: Path) -> None:
    pack = find_pack(folder)
    pack.path("tokenizer.pt").write_text("WHAT is in tokenizer.pt", encoding="utf-8")
    with pytest.raises(PackError, match=r"tokenizer\.pt is damaged"):
        find_pack(folder).verify()
