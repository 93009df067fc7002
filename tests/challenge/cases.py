"""The cases of the challenge set, read and checked for form: README.md says what the fields mean."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
HALVES = ("held", "open")
ACTS = {"speech", "writing", "belief", "not_speech"}
KINDS = {"person", "organization", "unnamed", "unknown"}
BETWEEN_PARTS = " … "
"""What stands between the parts of a cue or source that is not in one piece."""


@dataclass(frozen=True)
class Listed:
    """A quotation as the annotator lists it; the fields of a case's `quotations`."""

    content: list[str]
    cue: str | None
    source: str | None
    speaker: str | None
    speaker_kind: str
    act: str | None = None
    role: str | None = None
    affiliations: list[str] | None = None
    via: str | None = None
    joint: list[str] | None = None
    optional: bool = False
    content_or: list[list[str]] | None = None
    speaker_or: list[str] | None = None
    surname: list[str] | None = None

    @property
    def contents(self) -> list[list[str]]:
        """The content, and what may be given for it as well."""
        return [self.content, *(self.content_or or [])]


@dataclass(frozen=True)
class Case:
    """A short text, and all that anybody says in it."""

    id: str
    topic: str
    text: str
    quotations: list[Listed]

    @property
    def required(self) -> list[Listed]:
        """What has to be found."""
        return [q for q in self.quotations if not q.optional]

    @property
    def optional(self) -> list[Listed]:
        """What may be found."""
        return [q for q in self.quotations if q.optional]


def read_case(line: dict[str, Any]) -> Case:
    """A case from its JSON object; a field that nobody knows is a TypeError."""
    return Case(**{**line, "quotations": [Listed(**quotation) for quotation in line["quotations"]]})


def load_cases(half: str) -> list[Case]:
    """All cases of a half."""
    lines = (HERE / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [read_case(json.loads(line)) for line in lines]


def problems(case: Case) -> Iterator[str]:
    """What is wrong with the form of a case, without its words: the held half goes through here too."""
    for number, listed in enumerate(case.quotations, 1):
        words = {"cue": listed.cue, "source": listed.source}
        pieces = {"content": [p for content in listed.contents for p in content]}
        pieces |= {field: value.split(BETWEEN_PARTS) for field, value in words.items() if value}
        for field, parts in pieces.items():
            if not parts or not all(part and part in case.text for part in parts):
                yield f"{case.id}, quotation {number}: {field} is not in the text"
        yield from (f"{case.id}, quotation {number}: {fault}" for fault in _value_faults(listed))


def _value_faults(listed: Listed) -> Iterator[str]:
    if listed.speaker_kind not in KINDS:
        yield "no such speaker_kind"
    if (listed.speaker is not None) != (listed.speaker_kind in ("person", "organization")):
        yield "a speaker has a name, an unnamed or unknown one has none"
    if listed.act is not None and listed.act not in ACTS:
        yield "no such act"
    if listed.act in ("belief", "not_speech") and not listed.optional:
        yield "what is not speech is optional"
    for field in fields(listed):
        if field.default is not False and getattr(listed, field.name) in ("", []):
            yield f"{field.name} is empty"
