"""Tables of words: one grammar for every file of a language, read as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


class Table:
    """The rows of one file. The first cell of a row is its entry, the others are what is said of it."""

    def __init__(self, text: str) -> None:
        """Read the text of a table; raises ValueError where it has no line of columns."""
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        if not lines:
            raise ValueError("a table begins with a line that names its columns")
        self.columns = tuple(cell.strip() for cell in lines[0].split("|"))
        last = len(self.columns) - 1
        # The last cell is the rest of the line, so that a pattern may hold the sign that parts cells.
        self.rows = [line.split("|", last) for line in lines[1:]]
        self._marked: dict[str, dict[str, frozenset[str]]] = {}

    def entries(self) -> Iterator[str]:
        """The first cell of each row, in the order of the file."""
        return (row[0].strip() for row in self.rows)

    def cells(self, column: str) -> Iterator[tuple[str, str]]:
        """Each entry with its cell of a column, where that is filled; raises ValueError for a column not there."""
        at = self.columns.index(column)
        for row in self.rows:
            if at < len(row) and (cell := row[at].strip()):
                yield row[0].strip(), cell

    def values(self, column: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each entry with the values of its cell, which commas part; a value may be several words."""
        for entry, cell in self.cells(column):
            yield entry, _values(cell)

    def marked(self, column: str) -> dict[str, frozenset[str]]:
        """For each value of a column the entries that bear it; none where the table has no such column."""
        if column not in self._marked:
            entries: dict[str, list[str]] = {}
            for entry, cell in self.cells(column) if column in self.columns else ():
                entries.setdefault(cell, []).append(entry)
            found: dict[str, set[str]] = {}
            for cell, bearers in entries.items():  # most rows share a few cells: each is split once
                for value in _values(cell):
                    found.setdefault(value, set()).update(bearers)
            self._marked[column] = {value: frozenset(bearers) for value, bearers in found.items()}
        return self._marked[column]


def _values(cell: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in cell.split(","))


@cache
def read_table(language: str, name: str) -> Table:
    """The table of a name in the folder of a language, read once; raises FileNotFoundError where there is none."""
    file = files("quotetrack.language").joinpath(language, f"{name}.txt")
    return Table(file.read_text(encoding="utf-8"))
