"""Arguments and options that several commands share, so that they look the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from quotetrack.intake import FORMATS

FC = TypeVar("FC", bound=Callable[..., Any] | click.Command)

database = click.argument("database", metavar="DB", type=click.Path())
articles = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
input_format = click.option(
    "--input-format",
    type=click.Choice(FORMATS),
    help="How to read the articles, instead of going by name and content.",
)
package = click.option(
    "--package",
    metavar="NAME",
    help="Parse with Stanza's own English models of this name, fetched before with `models download`.",
)
models = click.option(
    "--models",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where such models, or a parser pack, lie.",
)


def limit(default: int) -> Callable[[FC], FC]:
    """How many results to print."""
    return click.option(
        "--limit",
        metavar="N",
        type=click.IntRange(min=1),
        default=default,
        show_default=True,
        help="Print at most so many.",
    )


def output_format(*formats: str) -> Callable[[FC], FC]:
    """In what form to print; the first is the one for people."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="Form of the output.",
    )
