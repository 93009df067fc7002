"""A ratchet: figures held against committed floors, which go up by themselves and down only where somebody says so."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

FLOORS = Path(__file__).parent / "floors.json"


@dataclass(frozen=True)
class Figure:
    """What was measured, in per cent. `name` is "group: what"; of `less` less is better, so its bound is a ceiling.

    `slack` is how far below (above) what is measured today the bound is set: less than that is no change.
    """

    name: str
    value: float
    slack: float
    less: bool = False

    @property
    def group(self) -> str:
        """What it is measured on."""
        return self.name.partition(": ")[0]


@dataclass(frozen=True)
class Bound:
    """A floor, or a ceiling: where it is, and what was measured when and with which pack when it was set."""

    at: float
    was: float
    set: str
    pack: str
    is_ceiling: bool = False


Floors = dict[str, Bound]
Word = Literal["kept", "broken", "new", "gone", "not measured"]


@dataclass(frozen=True)
class Verdict:
    """A figure, its bound, and what that means; `by` is how far on the wrong side it is, in points."""

    name: str
    word: Word
    bound: Bound | None = None
    figure: Figure | None = None
    by: float = 0.0

    @property
    def fails(self) -> bool:
        """Whether the gate fails for it."""
        return self.word in ("broken", "gone")


class FloorsError(Exception):
    """The file of floors is not as it should be."""


class RefusedError(Exception):
    """Floors would have to be lowered, and nobody said that they may be."""


def read(path: Path = FLOORS) -> Floors:
    """The bounds of a file, by figure. Raises FloorsError."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["figures"]
        return {name: _bound(row) for name, row in rows.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FloorsError(f"{path}: no file of floors: {type(error).__name__}: {error}") from None


def _bound(row: Mapping[str, Any]) -> Bound:
    (kind,) = row.keys() & {"floor", "ceiling"}
    return Bound(float(row[kind]), float(row["was"]), str(row["set"]), str(row["pack"]), kind == "ceiling")


def write(floors: Floors, path: Path = FLOORS) -> None:
    """Write the bounds, a figure a line."""
    rows = {
        name: {"ceiling" if b.is_ceiling else "floor": b.at, "was": b.was, "set": b.set, "pack": b.pack}
        for name, b in sorted(floors.items())
    }
    lines = ",\n".join(f"    {json.dumps(name)}: {json.dumps(row)}" for name, row in rows.items())
    path.write_text(f'{{\n  "figures": {{\n{lines}\n  }}\n}}\n', encoding="utf-8")


def judge(figures: Sequence[Figure], floors: Floors, measured: Collection[str]) -> list[Verdict]:
    """Every figure against its bound. `measured` are the groups that were measured: a bound of theirs whose figure is
    not there any more fails, one of another group is told. Raises FloorsError where a floor should be a ceiling."""
    verdicts = [_verdict(figure, floors.get(figure.name)) for figure in figures]
    there = {figure.name for figure in figures}
    for name, bound in floors.items():
        if name not in there:
            word: Word = "gone" if name.partition(": ")[0] in measured else "not measured"
            verdicts.append(Verdict(name, word, bound))
    return verdicts


def _verdict(figure: Figure, bound: Bound | None) -> Verdict:
    if bound is None:
        return Verdict(figure.name, "new", figure=figure)
    if bound.is_ceiling != figure.less:
        kinds = ("ceiling", "floor") if bound.is_ceiling else ("floor", "ceiling")
        raise FloorsError(f"{figure.name}: its bound is a {kinds[0]}, and should be a {kinds[1]}")
    kept = figure.value <= bound.at if figure.less else figure.value >= bound.at
    return Verdict(
        figure.name, "kept" if kept else "broken", bound, figure, 0 if kept else abs(figure.value - bound.at)
    )


def moved(
    floors: Floors, verdicts: Sequence[Verdict], *, today: str, pack: str, lower: bool = False
) -> tuple[Floors, list[str]]:
    """The bounds after this measuring, and what was done, in words: better figures and new ones move theirs; with
    `lower` broken ones are lowered and gone ones dropped. Raises RefusedError where that is needed and not allowed."""
    failing = [verdict.name for verdict in verdicts if verdict.fails]
    if failing and not lower:
        raise RefusedError(f"No floor is raised while others would have to be lowered: {', '.join(failing)}.")
    result, told = dict(floors), []
    for verdict in verdicts:
        if verdict.figure is None:
            if verdict.word == "gone":
                del result[verdict.name]
                told.append(f"dropped: {verdict.name}")
            continue
        figure, old = verdict.figure, verdict.bound
        at = round(figure.value + (figure.slack if figure.less else -figure.slack), 1)
        new = Bound(at, figure.value, today, pack, figure.less)
        if old is None:
            told.append(f"new: {verdict.name}: {at}")
        elif verdict.word == "broken":
            told.append(f"LOWERED: {verdict.name}: {old.at} to {at}")
        elif at < old.at if figure.less else at > old.at:
            told.append(f"raised: {verdict.name}: {old.at} to {at}")
        else:
            continue
        result[verdict.name] = new
    return result, told


def as_table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """A Markdown table, what fails first."""
    yield "| figure, in per cent | floor | now | verdict |"
    yield "|---|---|---|---|"
    for verdict in sorted(verdicts, key=lambda v: not v.fails):
        bound, figure = verdict.bound, verdict.figure
        at = "" if bound is None else f"{'at most ' if bound.is_ceiling else ''}{bound.at:.1f}"
        now = "" if figure is None else f"{figure.value:.1f}"
        yield f"| {verdict.name} | {at} | {now} | {_words(verdict)} |"


def _words(verdict: Verdict) -> str:
    if verdict.word == "broken" and verdict.bound is not None:
        return f"**{verdict.by:.1f} {'over' if verdict.bound.is_ceiling else 'under'}**"
    return {"new": "new, no floor yet", "gone": "**gone**"}.get(verdict.word, verdict.word)


def rounded(figures: Sequence[Figure]) -> list[Figure]:
    """The figures to one decimal, as they are shown and kept."""
    return [replace(figure, value=round(figure.value, 1)) for figure in figures]
