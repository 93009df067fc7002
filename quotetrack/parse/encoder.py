"""The encoder at run time: texts to roles, entities and parts of speech, with ONNX Runtime only.

Every window runs alone, on as many threads as there are windows at once. Activations are scaled by
the values that run together, so a batch would make the labels of a text depend on its neighbours;
and it is faster: on two cores 25,000 words a second, against 20,000 in batches of 16 windows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from math import exp
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotetrack.marks import Quoted, find_quoted
from quotetrack.parse import processors
from quotetrack.parse.features import PieceTokenizer, Window, Words, read_words, windows
from quotetrack.parse.labels import ENTITIES, HEADS, ROLES, UPOS, Transitions, log_shares, posteriors, spans_of, viterbi
from quotetrack.records import Labelled, Span
from quotetrack.text import paragraphs

Scores = NDArray[np.float32]

GROUP = 256
"""Windows that are decoded together: the steps in Python are shared by so many rows."""


KNOWN = 50_000
"""Forms of words whose pieces are remembered, about 300 bytes each."""


@dataclass(frozen=True)
class Prepared:
    """A text with its paragraphs and quoted stretches, as `read_words` wants them."""

    text: str
    paragraphs: Sequence[Span]
    quoted: Sequence[Quoted]


def prepare(text: str) -> Prepared:
    """The text with its paragraphs and quoted stretches."""
    parts = paragraphs(text)
    return Prepared(text, parts, find_quoted(text, parts))


@dataclass
class Reading:
    """What the encoder read in one text; `upos` has one tag for each of `words`."""

    words: Words
    upos: list[str]
    roles: list[Labelled] = field(default_factory=list)
    entities: list[Labelled] = field(default_factory=list)


def open_session(model: Path) -> Any:
    """An ONNX Runtime session on the CPU (an `onnxruntime.InferenceSession`), each run on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


TRANSITIONS = "transitions"
"""Under this name an encoder's file holds, as JSON, what it learned of how tags follow each other, by head."""


def read_transitions(session: Any) -> dict[str, Transitions]:
    """How tags follow each other in each head that knows it; an encoder trained without has none."""
    held = json.loads(session.get_modelmeta().custom_metadata_map.get(TRANSITIONS, "{}"))
    return {
        head: Transitions.learned(*(np.array(own[part], dtype=np.float32) for part in ("between", "start", "end")))
        for head, own in held.items()
    }


def run_window(session: Any, window: Window) -> list[Scores]:
    """The scores of each head for the words of a window: float32 (words, width)."""
    inputs = {"ids": np.array([window.ids], dtype=np.int64), "types": np.array([window.types], dtype=np.int64)}
    return [output[0, list(window.heads)] for output in session.run(list(HEADS), inputs)]


class _KnownPieces:
    """The pieces of words, looked up once for each form: a third of the time of reading went into asking again."""

    def __init__(self, tokenizer: PieceTokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}

    def pieces(self, forms: Sequence[str]) -> list[list[int]]:
        """The piece ids of each word, as PieceTokenizer gives them."""
        known = self._known
        if len(known) > KNOWN:
            known = self._known = {}  # not emptied: another thread may be reading it
        new = [form for form in dict.fromkeys(forms) if form not in known]
        known.update(zip(new, self._tokenizer.pieces(new), strict=True))
        return [known[form] for form in forms]


class WordEncoder:
    """A loaded encoder. `read` may be called for any number of texts at once."""

    def __init__(self, model: Path, vocabulary: Path, threads: int | None = None) -> None:
        self._pieces = _KnownPieces(PieceTokenizer(vocabulary))
        self._session = open_session(model)
        self._transitions = read_transitions(self._session)
        self._threads = threads or processors()

    def read(self, texts: Sequence[Prepared]) -> list[Reading]:
        """The labels of each text, spans in code points of that text."""
        readings = []
        pending: list[tuple[Reading, Window]] = []
        for text in texts:
            words = read_words(text.text, text.paragraphs, text.quoted)
            reading = Reading(words, ["X"] * len(words.spans))
            readings.append(reading)
            if words.spans:
                pending += [(reading, w) for w in windows(words, self._pieces.pieces(words.forms))]
        pending.sort(key=lambda p: len(p[1].heads))
        with ThreadPoolExecutor(self._threads) as pool:
            each = pool.map if self._threads > 1 else map
            for at in range(0, len(pending), GROUP):
                group = pending[at : at + GROUP]
                outputs = list(each(partial(run_window, self._session), [w for _, w in group]))
                _decode_group(group, outputs, self._transitions)
        for reading in readings:
            reading.roles.sort(key=lambda found: found.span)
            reading.entities.sort(key=lambda found: found.span)
        return readings


def _decode_group(
    group: Sequence[tuple[Reading, Window]],
    outputs: Sequence[Sequence[Scores]],
    transitions: Mapping[str, Transitions],
) -> None:
    """Add the labels of some windows to the readings that they belong to."""
    lengths = [len(window.heads) for _, window in group]
    roles, entities, upos = (_stacked([scores[head] for scores in outputs], lengths) for head in range(len(HEADS)))
    for scores, labels, layer in ((roles, ROLES, "roles"), (entities, ENTITIES, "entities")):
        paths, sure = _decode(scores, lengths, transitions.get(layer))
        for row, (reading, window) in enumerate(group):
            found = _labelled(reading.words, window.words, paths[row, : lengths[row]], sure[row], labels)
            getattr(reading, layer).extend(found)
    tags = upos.argmax(-1)
    for row, (reading, window) in enumerate(group):
        for word, tag in zip(window.words, tags[row].tolist(), strict=False):
            reading.upos[word] = UPOS[tag]


def _stacked(scores: Sequence[Scores], lengths: Sequence[int]) -> Scores:
    """Scores of several windows in one array, padded with 0: float32 (rows, words, width)."""
    stacked = np.zeros((len(scores), max(lengths), scores[0].shape[1]), dtype=np.float32)
    for row, own in enumerate(scores):
        stacked[row, : lengths[row]] = own
    return stacked


def _decode(
    scores: Scores, lengths: Sequence[int], transitions: Transitions | None
) -> tuple[NDArray[np.int64], Scores]:
    """The best tag of each word, and the logarithm of its posterior: (rows, words) each.

    Without transitions each word's posterior is its own: that is how such an encoder was trained.
    """
    paths = viterbi(scores, lengths, transitions)
    logs = posteriors(scores, lengths, transitions) if transitions else log_shares(scores)
    return paths, np.take_along_axis(logs, paths[:, :, None], axis=-1)[:, :, 0]


def _labelled(
    words: Words, covered: Sequence[int], path: NDArray[np.int64], sure: Scores, labels: Sequence[str]
) -> Iterator[Labelled]:
    """Spans of a decoded window, cut at paragraph borders. Their score is the geometric mean of
    the posteriors of their words' tags."""
    sums = [0.0, *np.cumsum(sure, dtype=np.float64).tolist()]
    for first, last, label in spans_of(path.tolist(), labels):
        starts = [first]
        starts += [i for i in range(first + 1, last) if words.paragraph[covered[i]] != words.paragraph[covered[i - 1]]]
        for start, end in zip(starts, [*starts[1:], last], strict=True):
            span = Span(words.spans[covered[start]].start, words.spans[covered[end - 1]].end)
            yield Labelled(span, label, round(exp((sums[end] - sums[start]) / (end - start)), 4))
