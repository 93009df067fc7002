"""Train the tokenizer and sentence splitter with Stanza's own trainer, on UD EWT and GUM.

Multi-word tokens (don't, it's) stay one token, so that no further model is needed to split them,
and every paragraph with quotation marks or apostrophes is seen with curly ones too: the treebanks
hold nearly straight ones only, newspapers nearly curly ones only.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotetrack.marks import find_quoted
from quotetrack.records import Span
from quotetrack.train.treebanks import SENTENCE_END, TOKEN_END, Paragraph, read_paragraphs

logger = logging.getLogger(__name__)

_CURLY = (("“", "”"), ("‘", "’"))


@dataclass(frozen=True)
class TokenizerSettings:
    """One training run: `length` is the longest stretch seen at once, in characters; `hidden` the width of a layer,
    in one direction (64 takes three times as long to read: docs/model.md)."""

    steps: int = 6000
    hidden: int = 32
    batch: int = 32
    length: int = 300
    seed: int = 1


def curly(paragraph: Paragraph, style: int) -> Paragraph:
    """The paragraph with curly marks: style 0 double outside and single inside, 1 the reverse."""
    signs = list(paragraph.text.replace("'", "’"))
    for quoted in find_quoted(paragraph.text, [Span(0, len(signs))]):
        for mark, sign in zip((quoted.opening, quoted.closing), _CURLY[(quoted.depth + style) % 2], strict=True):
            if mark is not None and mark.end - mark.start == 1:
                signs[mark.start] = sign
    return Paragraph("".join(signs), paragraph.labels)


def with_copies(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Every paragraph, and its curly copies where it has marks."""
    for paragraph in paragraphs:
        yield paragraph
        if '"' in paragraph.text or "'" in paragraph.text:
            yield curly(paragraph, 0)
        if '"' in paragraph.text:
            yield curly(paragraph, 1)


def train(treebanks: Sequence[Path], dev: Sequence[Path], out: Path, settings: TokenizerSettings) -> None:
    """Train on the treebanks and write the model to `out`, the weights that do best on the dev files.

    About ten minutes, on one thread: the steps are too small to share.
    """
    import torch
    from stanza.models import tokenizer

    torch.set_num_threads(1)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for part, paths in (("", treebanks), ("dev_", dev)):
            paragraphs = list(with_copies(p for path in paths for p in read_paragraphs(path)))
            for kind, lines in (("txt", [p.text for p in paragraphs]), ("label", [p.labels for p in paragraphs])):
                files[f"{part}{kind}"] = Path(folder, f"{part}{kind}")
                files[f"{part}{kind}"].write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        files["mwt_json"] = Path(folder, "mwt.json")
        files["mwt_json"].write_text("[]", encoding="utf-8")
        arguments = [
            *("--lang", "en", "--shorthand", "en_quotetrack", "--no_use_mwt", "--cpu", "--seed", str(settings.seed)),
            *("--steps", str(settings.steps), "--batch_size", str(settings.batch)),
            *("--max_seqlen", str(settings.length), "--hidden_dim", str(settings.hidden)),
            *("--eval_steps", "500", "--report_steps", "100"),
            *("--save_dir", folder, "--save_name", "model.pt"),
        ]
        tokenizer.main(arguments + [word for name, path in files.items() for word in (f"--{name}_file", str(path))])
        _strip(Path(folder, "model.pt"), out)


def _strip(trained: Path, out: Path) -> None:
    """Store weights, vocabulary and settings only: no paths of the machine that trained them."""
    import torch

    checkpoint = torch.load(trained, weights_only=True)
    config = checkpoint["config"]
    checkpoint["config"] = {k: None if k.endswith(("_file", "_dir", "_name")) else v for k, v in config.items()}
    torch.save(checkpoint, out)


def score_tokenizer(model: Path, treebank: Path) -> dict[str, float]:
    """F1 of tokens and of sentences of a stored tokenizer on a treebank file, in per cent."""
    from stanza.models.tokenization.data import TokenizationDataset
    from stanza.models.tokenization.trainer import Trainer
    from stanza.models.tokenization.utils import output_predictions

    trainer = Trainer(model_file=str(model), device="cpu")
    paragraphs = list(read_paragraphs(treebank))
    text = "\n\n".join(p.text for p in paragraphs)
    data = TokenizationDataset(trainer.args, input_text=text, vocab=trainer.vocab, evaluation=True)
    _, _, predicted, _ = output_predictions(None, trainer, data, trainer.vocab, None, orig_text=text)
    counts = {"tokens": [0, 0, 0], "sentences": [0, 0, 0]}
    for found, paragraph in zip(predicted, paragraphs, strict=True):
        for name, ends in (("tokens", TOKEN_END + SENTENCE_END), ("sentences", SENTENCE_END)):
            guess, gold = _stretches("".join(map(str, found)), ends), _stretches(paragraph.labels, ends)
            for at, value in enumerate((len(guess & gold), len(guess), len(gold))):
                counts[name][at] += value
    return {name: round(200 * both / (guess + gold), 1) for name, (both, guess, gold) in counts.items()}


def _stretches(labels: str, ends: str) -> set[tuple[int, int]]:
    stops = [at for at, label in enumerate(labels) if label in ends]
    return set(zip([-1, *stops], stops, strict=False))
