"""The help of each command, as docs/cli.md holds it. `make docs` renews the blocks: python -m tests.cli.help_blocks"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from quotetrack.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
_BLOCK = re.compile(r"(<!-- help: ([a-z -]+) -->\n)(.*?)(<!-- end of help -->)", re.DOTALL)
_COLUMNS = 88


def commands(command: click.Command = main, name: str = "quotetrack") -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, groups included."""
    yield name, command
    if isinstance(command, click.Group):
        for part in command.commands.values():
            yield from commands(part, f"{name} {part.name}")


def help_of(name: str, command: click.Command) -> str:
    """What `NAME --help` prints on a terminal of 88 columns."""
    settings = {**main.context_settings, "max_content_width": _COLUMNS, "terminal_width": _COLUMNS}
    with click.Context(command, info_name=name, **settings) as context:
        return command.get_help(context)


def documented(page: str) -> list[str]:
    """The commands that a page has a block for."""
    return [name for _, name, _, _ in _BLOCK.findall(page)]


def renewed(page: str) -> str:
    """The page with all blocks as they should be."""
    known = dict(commands())

    def block(found: re.Match[str]) -> str:
        shown = help_of(found.group(2), known[found.group(2)])
        return f"{found.group(1)}\n```\n$ {found.group(2)} --help\n{shown}\n```\n\n{found.group(4)}"

    return _BLOCK.sub(block, page)


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
