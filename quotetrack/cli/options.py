"""Arguments and options that several commands share, and functions that open the store or articles that they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from quotetrack.intake import formats, read_articles
from quotetrack.records import Act, Kind, SpeakerKind

if TYPE_CHECKING:
    from quotetrack.cli.errors import Problems
    from quotetrack.records import Article, Quotation
    from quotetrack.store import Store

FC = TypeVar("FC", bound=Callable[..., Any] | click.Command)

database = click.argument("database", metavar="DB", type=click.Path())
articles = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
input_format = click.option(
    "--input-format",
    type=click.Choice(formats()),
    help="How to read the articles, instead of going by name and content.",
)
_PARSER_OPTIONS = (
    click.option(
        "--package",
        metavar="NAME",
        help="Parse with Stanza's own English models of this name, fetched before with `models download`.",
    ),
    click.option(
        "--models",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="Where such models, or a parser pack, lie.",
    ),
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
    """Adds --limit: how many results to print."""
    return click.option(
        "--limit",
        metavar="N",
        type=click.IntRange(min=1),
        default=default,
        show_default=True,
        help="Print at most so many.",
    )


def output_format(*formats: str) -> Callable[[FC], FC]:
    """Adds --format; the first of the formats is the default."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="Form of the output.",
    )


_FILTER_OPTIONS = (
    click.option(
        "--speaker", metavar="NAME", help="Only what this person or organisation said; part of a name will do."
    ),
    click.option(
        "--affiliation",
        metavar="NAME",
        help="Only what was said in a capacity at this organisation, under whichever of its names; not what former "
        "members said.",
    ),
    click.option("--kind", type=click.Choice(get_args(Kind)), help="Only quotations of this kind."),
    click.option(
        "--act", type=click.Choice((*get_args(Act), "any")), help="Only this act; without it, all but not_speech."
    ),
    click.option("--speaker-kind", type=click.Choice(get_args(SpeakerKind)), help="Only speakers of this kind."),
    click.option("--outlet", metavar="NAME", help="Only from this outlet."),
    click.option("--since", metavar="DATE", help="Only from this day, month or year on: 2024-03-14, 2024-03, 2024."),
    click.option("--until", metavar="DATE", help="Only up to and including this day, month or year."),
)


def _all_of(options: Sequence[Callable[[FC], FC]], command: FC) -> FC:
    for option in reversed(options):
        command = option(command)
    return command


def filters(command: FC) -> FC:
    """Adds the options that choose quotations: the arguments of lookup.filters.find_filter."""
    return _all_of(_FILTER_OPTIONS, command)


def parser(command: FC) -> FC:
    """Adds the options that choose a parser: the arguments `package` and `models` of parse.load_parser."""
    return _all_of(_PARSER_OPTIONS, command)


offset = click.option("--offset", metavar="N", type=click.IntRange(min=0), default=0, help="Pass over the first N.")
advanced = click.option(
    "--advanced", is_flag=True, help="QUERY is an SQLite full-text expression: AND, OR, NOT, NEAR, word*."
)


def reading(database: str) -> Store:
    """Opens the store that DB names for reading."""
    from quotetrack.store import open_store

    return open_store(database, readonly=True)


def changing(database: str) -> Store:
    """Opens the store that DB names for writing."""
    from quotetrack.store import open_store

    return open_store(database)


def read_first(paths: Sequence[str], input_format: str | None, problems: Problems) -> Iterator[Article] | None:
    """Returns the articles that PATH names, of which the first is read already; None where there is none."""
    articles = read_articles(paths, input_format=input_format, on_error=problems.add)
    first = next(articles, None)
    return None if first is None else chain([first], articles)


def extracted(
    articles: Iterable[Article], package: str | None, models: Path | None, problems: Problems
) -> Iterator[tuple[Article, list[Quotation]]]:
    """Yields articles with their quotations, by the chosen parser; one that fails is only added to `problems`."""
    from quotetrack.parse import load_parser
    from quotetrack.pipeline import extract_articles

    for article, found in extract_articles(articles, load_parser(package, models=models)):
        if isinstance(found, Exception):
            problems.add(found)
        else:
            yield article, found
