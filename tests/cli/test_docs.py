"""docs/cli.md holds the help of every command, in step."""

from __future__ import annotations

import re
import shlex

import click
import pytest

from tests.cli.help_blocks import PAGE, commands, documented, help_of, renewed

ALL = dict(commands())
LEAVES = {name: command for name, command in ALL.items() if not isinstance(command, click.Group)}


def test_the_blocks_are_in_step() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert renewed(page) == page, "run `make docs`"


def test_no_command_is_undocumented() -> None:
    assert sorted(documented(PAGE.read_text(encoding="utf-8"))) == sorted(ALL)


@pytest.mark.parametrize("name", LEAVES)
def test_each_command_has_one_example_that_parses(name: str) -> None:
    shown = help_of(name, LEAVES[name])
    (example,) = re.findall(r"^ +(quotetrack .*)$", shown.split("Example:")[1], re.MULTILINE)
    assert example.startswith(name)
    words = shlex.split(example)[len(name.split()) :]
    assert LEAVES[name].make_context(name, words, resilient_parsing=False).params


@pytest.mark.parametrize("name", LEAVES)
def test_each_option_is_explained(name: str) -> None:
    options = [p for p in LEAVES[name].params if isinstance(p, click.Option)]
    assert [option.name for option in options if not option.help] == []
