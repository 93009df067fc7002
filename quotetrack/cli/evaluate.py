"""`quotetrack evaluate`: how good a pack, or another tool, is on annotated articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotetrack.cli import output

if TYPE_CHECKING:
    from quotetrack.evaluate.evaluation import Gold
    from quotetrack.evaluate.measure import Extracted

_Place = click.Path(path_type=Path)


@click.command(short_help="Score a pack, or another tool, on annotated articles.")
@click.option(
    "--gold", metavar="PATH", type=_Place, required=True,
    help="Annotated articles: a file in JSON lines, or the folder of the corpora.",
)  # fmt: skip
@click.option("--part", metavar="PART", default="dev", show_default=True, help="Which part of the corpora to score on.")
@click.option(
    "--pack", metavar="DIR", type=_Place,
    help="Score this pack; without it, the bundled one.",
)  # fmt: skip
@click.option(
    "--predictions", metavar="FILE", type=_Place,
    help="Score what another tool found, in JSON lines; docs/model.md has the form.",
)  # fmt: skip
@click.option(
    "--speakers", metavar="FILE", type=_Place,
    help="Passages with their speakers, in JSON lines: names, roles and confidence are scored too.",
)  # fmt: skip
@click.option(
    "--write-predictions", "written", metavar="FILE", type=_Place,
    help="Write what was found in that form, for other scorers.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of Markdown.")
def evaluate(
    gold: Path,
    part: str,
    pack: Path | None,
    predictions: Path | None,
    speakers: Path | None,
    written: Path | None,
    as_json: bool,
) -> None:
    """Score a pack, or what another tool found, on annotated articles.

    Prints tables: contents, sources and cues, with confidence held against what is right; with
    --speakers also the names; with a folder of corpora also named entities and parts of speech,
    where Universal NER is among them. One thread, half a minute for the 84 articles of PolNeAR dev.

    The corpora are neither part of quotetrack nor fetched by it: docs/model.md says where they are
    and what the figures mean.

    \b
    Example:
      quotetrack evaluate --gold corpora --speakers speakers.jsonl
    """
    from quotetrack.evaluate import evaluation
    from quotetrack.evaluate import predictions as files

    if pack and predictions:
        raise click.UsageError("--pack and --predictions are two things to score: give one of them.")
    known = evaluation.read_gold(gold, part)
    extracted = files.read(predictions, known.articles, _tell) if predictions else _extracted(known, pack)
    if written:
        files.write(written, extracted.quotations)
    result = evaluation.evaluate(known, extracted, date.today().isoformat(), speakers)
    if known.corpora and not predictions and (names := evaluation.names(pack, known.corpora, part)):
        result["names"] = names
    if as_json:
        output.print_object(result)
    else:
        click.echo(evaluation.as_markdown(result))


def _extracted(gold: Gold, pack: Path | None) -> Extracted:
    from quotetrack.evaluate.measure import extract
    from quotetrack.parse import load_parser

    return extract(gold.articles, lambda: load_parser(models=pack, threads=1))


def _tell(line: str) -> None:
    click.echo(f"{click.style('Warning', fg='yellow')}: {line}", err=True)
