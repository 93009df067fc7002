"""Parser packs: folders with weights, and a manifest that describes these and has their hashes."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotetrack.errors import PackError

FORMAT = 1
"""The highest format of packs that this version reads."""
MANIFEST = "manifest.json"
BUNDLED = Path(__file__).parent.parent / "packs" / "en"
TOKENIZER, ENCODER, VOCABULARY, RESOURCES = "tokenizer.pt", "encoder.onnx", "vocab.txt", "resources.json"
SPEAKERS = "speakers.json"
"""The network that tells who is meant by a source, which the language of the bundled pack reads."""
FILES = (TOKENIZER, ENCODER, VOCABULARY, RESOURCES)
"""The files that a pack must have. `resources.json` is Stanza's index of models, which is empty here."""
_REINSTALL = "Install quotetrack again to get its packs back: pip install --force-reinstall quotetrack"


@dataclass(frozen=True)
class Pack:
    """A pack whose files are all there and of the right size. `manifest` is the manifest as read."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def stamp(self) -> str:
        """Name, version and the start of a hash over all files. Two packs with the same stamp parse alike."""
        sums = json.dumps({name: file["sha256"] for name, file in sorted(self.manifest["files"].items())})
        return f"{self.manifest['name']} {self.manifest['version']} {hashlib.sha256(sums.encode()).hexdigest()[:8]}"

    def path(self, name: str) -> Path:
        """The path of one of `FILES`."""
        return self.folder / name

    def verify(self) -> None:
        """Compare every file with its checksum; raises PackError for the first that differs."""
        for name, file in self.manifest["files"].items():
            if digest(self.path(name)) != file["sha256"]:
                raise PackError(f"{self.path(name)} is damaged: its checksum is not the manifest's. {_REINSTALL}")


def find_pack(folder: Path | None = None) -> Pack:
    """The pack in `folder`, by default the one that comes with quotetrack.

    Raises PackError where the folder, its manifest or a file is missing, unreadable, of another
    size, or of a format that this version does not know. Checksums are left to `Pack.verify`.
    """
    place = folder or BUNDLED
    if not place.is_dir():
        raise PackError(f"There is no parser pack at {place}: no such folder. {_REINSTALL}")
    manifest = _read_manifest(place / MANIFEST)
    for file, expected in manifest["files"].items():
        path = place / file
        if not path.is_file():
            raise PackError(f"{path} is missing. {_REINSTALL}")
        if path.stat().st_size != expected["size"]:
            raise PackError(
                f"{path} is damaged: {path.stat().st_size} bytes instead of {expected['size']}. {_REINSTALL}"
            )
    return Pack(place, manifest)


def _read_manifest(path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackError(f"{path} is missing. {_REINSTALL}") from None
    except (OSError, ValueError) as error:
        raise PackError(f"{path} cannot be read: {error}. {_REINSTALL}") from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("format"), int):
        raise PackError(f"{path} is no manifest of a parser pack. {_REINSTALL}")
    if manifest["format"] > FORMAT:
        raise PackError(
            f"{path} has format {manifest['format']}, and this quotetrack reads formats up to {FORMAT}. "
            "Bring quotetrack up to date: pip install --upgrade quotetrack"
        )
    if not _is_complete(manifest):
        raise PackError(f"{path} is damaged: name, version or files are missing. {_REINSTALL}")
    return manifest


def _is_complete(manifest: dict[str, Any]) -> bool:
    files = manifest.get("files")
    named = all(isinstance(manifest.get(key), str) for key in ("name", "version"))
    if not named or not isinstance(files, dict) or not set(FILES) <= files.keys():
        return False
    return all(isinstance(f, dict) and isinstance(f.get("size"), int) and f.get("sha256") for f in files.values())


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def processors() -> int:
    """The processors that this process may use, which in a container are often fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
