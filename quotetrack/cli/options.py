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


def _login_name() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # a user id without an account, as in some containers
        return "somebody"


def _not_the_rules(ctx: click.Context, option: click.Parameter, name: str) -> str:
    name = " ".join(name.split())
    if not name or name == "rule":
        raise click.BadParameter("give a person's name: that of the rules cannot be taken." if name else "no name.")
    return name


by = click.option(
    "--by",
    metavar="NAME",
    default=_login_name,
    callback=_not_the_rules,
    help="Who decides this; without it, your login name.",
)
note = click.option("--note", metavar="TEXT", help="Why, for those who read the judgement later.")


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
