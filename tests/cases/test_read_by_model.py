"""Sentences that rules once read, and the model reads now: how many of them it reads as the rules did.

Each line of beside.jsonl is a sentence with the role and the bodies of one person in it, each line of names.jsonl one
with a name and its label. The floors are what the bundled pack reaches, less two lines; only a better pack raises them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quotetrack.language import load
from quotetrack.names.normal import name_words
from quotetrack.parse import Parser
from quotetrack.quotations.reading import Reading
from quotetrack.records import Document
from quotetrack.speakers.people import People
from quotetrack.speakers.statements import read_statements

BESIDE, NAMES = (
    [json.loads(line) for line in Path(__file__).with_name(name).read_text("utf-8").splitlines()]
    for name in ("beside.jsonl", "names.jsonl")
)
ROLES_RIGHT, BODIES_RIGHT, NAMES_RIGHT = 85, 70, 19


def test_names_are_found_as_the_rules_found_them(parser: Parser) -> None:
    documents = parser.parse([case["text"] for case in NAMES])
    right = sum(
        any((case["text"][slice(*e.span)], e.label) == (case["name"], case["label"]) for e in document.entities)
        for case, document in zip(NAMES, documents, strict=True)
    )
    assert right >= NAMES_RIGHT, f"{right} of {len(NAMES)}"


def test_roles_and_bodies_are_read_as_the_rules_read_them(parser: Parser) -> None:
    documents = parser.parse([case["text"] for case in BESIDE])
    found = [_stated(document, case) for case, document in zip(BESIDE, documents, strict=True)]
    roles = sum(
        name_words(case["role"] or "") == name_words(role) for case, (role, _) in zip(BESIDE, found, strict=True)
    )
    bodies = sum(set(case["bodies"]) == set(own) for case, (_, own) in zip(BESIDE, found, strict=True))
    assert roles >= ROLES_RIGHT, f"roles: {roles} of {len(BESIDE)}"
    assert bodies >= BODIES_RIGHT, f"bodies: {bodies} of {len(BESIDE)}"


def _stated(document: Document, case: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Role and bodies of the person whom a case asks about; nothing where nobody of that name is found."""
    reading = Reading(document, load("en"))
    people = People(reading)
    person = next((p for p in people.all if set(name_words(p.name)) <= set(name_words(case["person"]))), None)
    known = read_statements(reading, people).of(person, None) if person else None
    return (known.role or "", known.affiliations) if known else ("", ())
