"""Two speakers beside one another, as far as the terminal is wide enough, or below one another."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import click

from quotetrack import wording

if TYPE_CHECKING:
    from quotetrack.lookup.results import Hit, Profile

NARROWEST, WIDEST = 70, 160
"""Columns of a terminal from which two speakers stand side by side, and that they take at most."""

_BETWEEN = len(" │ ")
_CAPACITIES, _NAMES, _OUTLETS = 6, 8, 4  # lines shown of each, so that both fit a screen

Line = tuple[str, Mapping[str, Any]]
"""A line of plain text, and how to style it."""


def print_both(left: Profile, right: Profile, *, full: bool = False) -> None:
    """Print what is known of two speakers; `full` shows long quotations whole."""
    width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    if width < NARROWEST:
        for profile in (left, right):
            for title, block in _blocks(profile, width, full):
                for text, style in _with_title(title, block):
                    click.echo(click.style(text, **style))
            click.echo()
        return
    column = (width - _BETWEEN) // 2
    for (title, one), (_, other) in zip(_blocks(left, column, full), _blocks(right, column, full), strict=True):
        if one or other:
            nothing: Line = ("", {})
            lines = zip_longest(_with_title(title, one), _with_title(title, other), fillvalue=nothing)
            for (text, style), (beside, its_style) in lines:
                gap = " " * (column - sum(map(_columns, text)))
                right_side = f" {click.style(beside, **its_style)}" if beside else ""
                click.echo(f"{click.style(text, **style)}{gap} │{right_side}")


def _with_title(title: str, block: Sequence[Line]) -> Iterator[Line]:
    if title and block:
        yield title, {"dim": True}
    yield from block


def _blocks(profile: Profile, width: int, full: bool) -> Iterator[tuple[str, list[Line]]]:
    """What is shown of a speaker, block by block, each with its title; the same ones for everybody."""
    speaker = profile.speaker
    fill = partial(_filled, width=width)
    yield "", fill(f"{speaker.name} #{speaker.id}", bold=True)
    counts = f"{wording.nouns(speaker.quotations, 'quotation')} in {wording.nouns(speaker.articles, 'article')}"
    yield "", [*fill(counts), *fill(wording.period(speaker.first, speaker.last) or "no date")]
    ids = [f"{scheme} {id}" for scheme, id in speaker.identifiers.items()]
    yield "people file", [line for id in ids for line in fill(id, "  ")]
    names = [alias.name for alias in profile.aliases if alias.name != speaker.name]
    yield "also called", [line for name in _cut(names, _NAMES) for line in fill(name, "  ")]
    spoken = [wording.dated(capacity) for capacity in speaker.capacities]
    yield "spoke as", [line for told in _cut(spoken, _CAPACITIES) for line in fill(told, "  ")]
    outlets = [outlet.value for outlet in profile.outlets if outlet.value]
    yield "quoted by", fill(", ".join(_cut(outlets, _OUTLETS)), "  ")
    yield "said", [line for hit in profile.quotations for line in _said(hit, width, full)]


def _cut(shown: Sequence[str], most: int) -> list[str]:
    return [*shown[:most], *([f"and {len(shown) - most} more"] if len(shown) > most else [])]


_SHORT = 240  # code points of a quotation: enough to tell what somebody talks about


def _said(hit: Hit, width: int, full: bool) -> Iterator[Line]:
    words = wording.on_one_line(hit.quotation.text)
    words = words if full else textwrap.shorten(words, _SHORT, placeholder=" …")
    yield from _filled(wording.in_marks(hit.quotation, words), "  ", width=width)
    article = hit.article
    facts = wording.dotted(wording.day(article.published), article.outlet, article.title or article.name)
    yield from _filled(wording.shortened(facts, width - 2), "  ", width=width, dim=True)


def _filled(text: str, indent: str = "", *, width: int, **style: Any) -> list[Line]:
    """Text on lines of a width; what goes on is indented further."""
    lines = textwrap.wrap(
        wording.on_one_line(text), width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
    return [(line, style) for line in lines]


def _columns(sign: str) -> int:
    """Columns that a sign takes on a terminal."""
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
