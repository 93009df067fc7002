"""`quotetrack train` makes parser packs, `evaluate` scores them, and `models` fetches other parsers."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotetrack.cli import output
from quotetrack.cli.errors import warn

if TYPE_CHECKING:
    from quotetrack.evaluate.gold import Gold
    from quotetrack.evaluate.predictions import Extracted


_Folder = click.Path(file_okay=False, path_type=Path)
_Count = click.IntRange(min=1)


@click.command(short_help="Make a parser pack from the corpora.")
@click.argument("corpora", type=_Folder)
@click.option("--out", metavar="PACK", type=_Folder, help="Write the pack to this folder, over what is there.")
@click.option(
    "--parts", metavar="DIR", type=_Folder, default=Path("build/parts"), show_default=True,
    help="Where the trained parts, their states and the log lie.",
)  # fmt: skip
@click.option("--version", metavar="X", help="Version of the pack; without it, the day. Each pack should have its own.")
@click.option("--epochs", metavar="N", type=_Count, help="Epochs of the encoder; without it, the recipe's.")
@click.option("--steps", metavar="N", type=_Count, help="Steps of the tokenizer; without it, the recipe's.")
@click.option("--seed", metavar="N", type=int, default=1, show_default=True, help="Where all chance comes from.")
@click.option("--threads", metavar="N", type=_Count, help="Processors to use; without it, all.")
@click.option(
    "--base",
    metavar="DIR",
    type=_Folder,
    help="Weights to start from: all-MiniLM-L6-v2, by default its Python package's, or encoder.pt of a training.",
)
@click.option(
    "--teacher", "teachers", metavar="PACK", type=_Folder, multiple=True,
    help="Learn also what the encoder of this pack finds; may be given again.",
)  # fmt: skip
@click.option("--only", type=click.Choice(["tokenizer", "encoder", "pack"]), help="Do this part alone.")
def train(
    corpora: Path,
    out: Path | None,
    parts: Path,
    version: str | None,
    epochs: int | None,
    steps: int | None,
    seed: int,
    threads: int | None,
    base: Path | None,
    teachers: tuple[Path, ...],
    only: str | None,
) -> None:
    """Make a parser pack from the corpora in the folder CORPORA.

    Trains the tokenizer and the encoder, exports them, scores them on the dev parts, and writes the
    pack with a manifest that says what it was made of: a matter of hours. After a kill, run the
    same command again: what is done is kept, the encoder goes on from its last checkpoint. What
    was begun with other settings or corpora is refused, not mixed.

    Packs made before, with other seeds or of more layers, can teach: what they find in the corpora
    is learned beside what people found there.

    PolNeAR, Universal NER and the treebanks are read as their projects publish them, or as
    docs/model.md lays them out. None of them is fetched. Needs quotetrack[train].

    \b
    Example:
      quotetrack train corpora --out mypack --version 1.0
    """
    if out is None and only in (None, "pack"):
        raise click.UsageError("--out is needed: the folder to write the pack to.")
    from quotetrack.train import run as training

    with _progress():
        settings = training.PackSettings(version, seed, epochs, steps, threads)
        run = training.prepare(corpora, parts, settings, base, teachers)
        training.train(run, [part for part in training.TRAINED if only in (None, part)])
        if out is not None and only in (None, "pack"):
            training.write(run, out)
            click.echo(out)


@contextmanager
def _progress() -> Iterator[None]:
    """Prints on standard error what is logged inside, and only once, whatever handlers libraries add."""
    logger, handler = logging.getLogger("quotetrack"), logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    before = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        level, logger.propagate = before
        logger.setLevel(level)


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
    from quotetrack.evaluate import predictions as files
    from quotetrack.evaluate import report
    from quotetrack.evaluate.gold import find_gold

    if pack and predictions:
        raise click.UsageError("--pack and --predictions are two things to score: give one of them.")
    known = find_gold(gold, part)
    extracted = files.read(predictions, known.articles, warn) if predictions else _extracted(known, pack)
    if written:
        files.write(written, extracted.quotations)
    result = report.evaluate(known, extracted, date.today().isoformat(), speakers)
    if known.corpora and not predictions and (names := report.encoder_scores(pack, known.corpora, part)):
        result["names"] = names
    if as_json:
        output.print_object(result)
    else:
        click.echo(report.as_markdown(result))


def _extracted(gold: Gold, pack: Path | None) -> Extracted:
    from quotetrack.evaluate.predictions import extract
    from quotetrack.parse import load_parser

    return extract(gold.articles, lambda: load_parser(models=pack, threads=1))


@click.group(short_help="Fetch parsers other than the bundled one.")
def models() -> None:
    """Fetch parsers other than the bundled one.

    The bundled English pack needs no download; nothing else of quotetrack ever uses the network.
    """


@models.command(short_help="Fetch one of Stanza's English models.")
@click.argument("package", default="default")
@click.option("--models", metavar="DIR", type=click.Path(path_type=Path), help="Where to put them.")
def download(package: str, models: Path | None) -> None:
    """Fetch one of Stanza's English models, for use with `--package`.

    \b
    Example:
      quotetrack models download default
    """
    from quotetrack.parse import download_models

    click.echo(f"{package} is in {download_models(package, models=models)}")
