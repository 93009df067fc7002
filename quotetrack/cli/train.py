"""`quotetrack train`: a parser pack from the corpora."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

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
    "--base", metavar="DIR", type=_Folder, help="all-MiniLM-L6-v2 to start from; without it, its Python package's."
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
        settings = training.Settings(version, seed, epochs, steps, threads)
        run = training.prepare(corpora, parts, settings, base, teachers)
        training.train(run, [part for part in training.TRAINED if only in (None, part)])
        if out is not None and only in (None, "pack"):
            training.write(run, out)
            click.echo(out)


@contextmanager
def _progress() -> Iterator[None]:
    """What is logged goes to standard error, once, while this lasts: libraries give the root logger a handler."""
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
