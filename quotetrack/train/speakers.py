"""Train the network that tells who is meant by a pronoun, a description or no source at all.

It learns from articles that people read: parsed by the pack that it will stand beside, quotations found as always, each
with all that the article names. Two rounds: in the first one who spoke before is what people say, in the second what
the network of the first says where they do not.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from quotetrack.errors import QuotetrackError
from quotetrack.language import Language, load
from quotetrack.language.network import Calibration, Network
from quotetrack.names.normal import name_words, normalise_name
from quotetrack.parse.labels import MEANING_WIDTH
from quotetrack.parse.pack import ENCODER
from quotetrack.parse.parsers import load_pack
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.find import extract_drafts
from quotetrack.quotations.reading import Reading
from quotetrack.records import Document, Rule, Span, SpeakerKind
from quotetrack.spans import overlap
from quotetrack.speakers.attribute import Found, History, Resolver, Turn, gather_people
from quotetrack.speakers.candidates import Candidate
from quotetrack.speakers.ranking import Asking
from quotetrack.speakers.source_kinds import Source
from quotetrack.speakers.sources import SourceHead, Voice
from quotetrack.speakers.statements import read_statements
from quotetrack.text import repair
from quotetrack.train.corpora import POLNEAR
from quotetrack.train.export import export, write_pack
from quotetrack.train.gap import PRONOUNS, ask, is_named, pronoun_of, read_texts
from quotetrack.train.model import HIDDEN
from quotetrack.train.people import PEOPLE, People, choice_articles, questions, read_people
from quotetrack.train.polnear import read_rows
from quotetrack.train.worldwide import ARTICLES

logger = logging.getLogger(__name__)
VECTOR_WIDTH = 12
"""Numbers of each vector that one network reads."""
_BLOCKS_READ = 7
"""Vectors that a network reads of a source and a candidate: three products, the source's, three of mentions."""
_COVERED = 0.3
"""Share of the characters of an annotated content that a quotation must have to be what is asked about."""
_SMALL = {"the", "a", "an", "of", "in", "for", "and", "at", "to", "s"}


@dataclass(frozen=True)
class SpeakerSettings:
    """One training run: a network of two layers, learned with AdamW and dropout."""

    units: int = 48
    inner: int = 24
    epochs: int = 7
    batch: int = 64
    rate: float = 4e-3
    decay: float = 0.3
    dropout: float = 0.15
    vector_rate: float = 1.3e-3
    vector_dropout: float = 0.3
    """Of the encoder's vectors, before they are made narrow."""
    without: float = 0.15
    """Share of sources that are seen without vectors, as documents of another parser have none."""
    gone: float = 0.12
    """Share of sources that are seen without whom they mean, so that nobody of the others is right."""
    networks: int = MEANING_WIDTH // VECTOR_WIDTH
    seed: int = 1


@dataclass(frozen=True)
class Asked:
    """A source and what it may mean: numbers of each candidate and of nobody, float32 (candidates + 1, features); the
    model's vectors of source, cue and content, float16 (3, HIDDEN), and of each candidate's mentions, float16
    (candidates, 3, HIDDEN), zeros where there are none; `right` tells who is meant, bool (candidates + 1); `bodies`
    which candidates are no persons."""

    doc: str
    kind: str
    manner: str
    bodies: Sequence[bool]
    rows: NDArray[np.float32]
    source: NDArray[np.float16]
    mentions: NDArray[np.float16]
    right: NDArray[np.bool_]


@dataclass(frozen=True)
class ReadArticle:
    """An annotated article: its text, and contents with the speakers (none: nobody named) that people gave them."""

    doc: str
    text: str
    answers: Sequence[tuple[Sequence[Span], Sequence[Mapping[str, Any]]]]


def read_articles(data: Path, *, choice: bool = False) -> Iterator[ReadArticle]:
    """The articles of the people files, those for choosing settings apart."""
    chosen = choice_articles(data)
    polnear = [name for name in PEOPLE if "polnear" in name]
    files = {**dict.fromkeys(polnear, POLNEAR.format("train")), **ARTICLES}
    for name, articles in files.items():
        read = {people.doc: people for people in read_people(data / name)}
        for row in read_rows(data / articles):
            if row["doc"] in read and (row["doc"] in chosen) == choice:
                yield ReadArticle(row["doc"], row["text"], list(_answers(row, read[row["doc"]])))


def _answers(row: Mapping[str, Any], people: People) -> Iterator[tuple[list[Span], list[Mapping[str, Any]]]]:
    for spans, who in questions(row["text"], row["attributions"], people):
        speakers, _, act = who.partition("/")
        if speakers != "-" and act in "swb" and spans["content"]:
            named = [people.speakers[one] for one in speakers.split("+") if one in people.speakers]
            yield spans["content"], [one for one in named if one["kind"] != "unnamed"]


def is_right(candidate: Candidate, speaker: Mapping[str, Any]) -> bool:
    """Whether a candidate is a speaker whom people named: a person by words of the name, more than one where there are
    more; a body by half of the words of any of its names, or by their initials."""
    if speaker["kind"] == "person":
        if candidate.person is None:
            return False
        ours, theirs = (set(normalise_name(name, "person").split()) for name in (candidate.name, speaker["name"]))
        short, long = sorted((ours, theirs), key=len)
        return short <= long and (len(theirs) == 1 or len(ours) > 1)
    own = [w for w in name_words(candidate.name) if w not in _SMALL]
    return any(_is_body(own, name_words(name)) for name in (speaker["name"], *speaker.get("aliases", ())))


def _is_body(own: Sequence[str], known: Sequence[str]) -> bool:
    known = [w for w in known if w not in _SMALL]
    shared = set(own) & set(known)
    initials = "".join(w[0] for w in known)
    return (
        bool(own)
        and bool(known)
        and (2 * len(shared) >= len(set(known)) or set(own) <= set(known) or own == [initials])
    )


class _Watched(Resolver):
    """A resolver that is told who is meant, and notes what it had to choose from."""

    def ask(self, doc: str, told: Mapping[int, Sequence[Mapping[str, Any]]], guess: bool) -> None:
        self._doc, self._told, self._guess = doc, told, guess
        self.asked: list[Asked] = []

    def _of_voices(self, draft: Draft, head: SourceHead, voices: Sequence[Voice], history: History) -> Found:
        """Also note who is meant by a source that names its head among other words: it is told without asking, and
        teaches where speakers stand."""
        if head.person and head.span.end < draft.source[0].end:
            self._meant(draft, head, history)
        return super()._of_voices(draft, head, voices, history)

    def _meant(self, draft: Draft, head: SourceHead | None, history: History) -> Found:
        source = self._source_of(draft, head, history)
        asking = self._ranking.describe(draft, source, history.turns)
        found = asking.candidates
        speakers = self._told.get(id(draft))
        if speakers is None:
            return super()._meant(draft, head, history) if self._guess else Found(Rule.NO_SOURCE)
        right = [any(is_right(c, speaker) for speaker in speakers) for c in found]
        own = np.array([*right, not any(right)])
        if found:
            self.asked.append(_noted(self._doc, source, asking, own))
        if self._guess:
            return super()._meant(draft, head, history)
        best = next((c for c, so in zip(found, right, strict=True) if so), None)
        if best is None:
            return Found(Rule.UNNAMED, kind="unnamed", source=source)
        kind: SpeakerKind = "person" if best.person else "organization"
        return Found(Rule.PRONOUN, best.name, kind, best.person, source=source)


def asked_in(article: ReadArticle, document: Document, language: Language, *, guess: bool = False) -> list[Asked]:
    """The sources of an article that name nobody, and who is meant. Who spoke before is what people say; with `guess`
    what the network of the language says."""
    reading = Reading(document, language)
    drafts = extract_drafts(reading)
    people = gather_people(reading, drafts)
    statements = read_statements(reading, people)
    resolver, history = (_Watched(reading, people, statements, drafts), History(statements))
    resolver.ask(article.doc, _told(article, drafts), guess)
    for draft in drafts:
        history = resolver.after(history, Turn(draft, resolver.find(draft, history)))
    return resolver.asked


def _told(article: ReadArticle, drafts: Sequence[Draft]) -> dict[int, Sequence[Mapping[str, Any]]]:
    """The speakers of each draft that people speak of, by its id: those of the content that it covers most of."""
    best: dict[int, tuple[float, Sequence[Mapping[str, Any]]]] = {}
    for content, speakers in article.answers:
        size = sum(end - start for start, end in content)
        shares = [sum(overlap(piece, span) for piece in d.pieces for span in content) / size for d in drafts]
        share = max(shares, default=0.0)
        draft = drafts[shares.index(share)] if shares else None
        if draft is not None and share >= _COVERED and share > best.get(id(draft), (0.0, ()))[0]:
            best[id(draft)] = share, speakers
    return {key: speakers for key, (_, speakers) in best.items()}


Parse = Callable[[str], Document]


def train_beside(
    data: Path, weights: Path, tokenizer: Path, vocabulary: Path, settings: SpeakerSettings
) -> TrainedSpeakers:
    """Train on the people files of a folder of corpora, parsed with trained parts of a pack: fifteen minutes."""
    with tempfile.TemporaryDirectory() as folder:
        encoder = Path(folder, ENCODER)
        export(weights, encoder, np.eye(HIDDEN, dtype=np.float32))
        write_pack(
            Path(folder), tokenizer=tokenizer, encoder=encoder, vocabulary=vocabulary, version="0", made="", scores={}
        )
        parser = load_pack(Path(folder))
        pronouns = (row for name in PRONOUNS for row in read_texts(data / name))
        return train_speakers(read_articles(data), lambda text: parser.parse([text])[0], settings, pronouns)


def _whole(vectors: Sequence[Sequence[Sequence[float]]]) -> NDArray[np.float16]:
    """Vectors as an array, zeros for those that are absent: float16 (candidates, 3, HIDDEN)."""
    absent = np.zeros(HIDDEN, dtype=np.float16)
    return np.array([[absent if not len(v) else v for v in each] for each in vectors], dtype=np.float16)


def _noted(doc: str, source: Source, asking: Asking, right: NDArray[np.bool_]) -> Asked:
    """What was asked of a source of a document, as arrays, with who is right."""
    rows = np.array(asking.rows, dtype=np.float32)
    vectors = _whole([asking.source])[0], _whole(asking.mentions)
    return Asked(doc, source.kind, source.manner, asking.bodies, rows, *vectors, right)


@dataclass(frozen=True)
class TrainedSpeakers:
    """What training gives: the network, and what makes its vectors of the encoder's, float32 (width of the head,
    HIDDEN)."""

    network: Network
    meanings: NDArray[np.float32]


def train_speakers(
    articles: Iterable[ReadArticle],
    parse: Parse,
    settings: SpeakerSettings,
    pronouns: Iterable[Mapping[str, str]] = (),
) -> TrainedSpeakers:
    """Train on annotated articles and on rows of GAP; documents have the encoder's own vectors, each name's three
    times."""
    read = [(article, parse(repair(article.text)[0])) for article in articles]
    language = load("en")
    first = [asked for article, document in read for asked in asked_in(article, document, language)]
    logger.info("speakers: %d sources that do not just name somebody", len(first))
    guessing = Language("en")
    guessing.ranking = fit_calibrated(first, settings, vectors=False).network
    second = [asked for article, document in read for asked in asked_in(article, document, guessing, guess=True)]
    more = [asked for row in pronouns if (asked := asked_of_pronoun(row, parse(row["Text"]), language))]
    logger.info("speakers: %d pronouns of GAP", len(more))
    return fit_calibrated([*first, *second], settings, more=more)


def asked_of_pronoun(row: Mapping[str, str], document: Document, language: Language) -> Asked | None:
    """Whom the pronoun of a row of GAP means: one of the two names, or anybody else where it means neither; None where
    the name is no candidate."""
    ranking, draft, source = ask(document, pronoun_of(row), language)
    asking = ranking.describe(draft, source, ())
    named = {name: [is_named(c, row, name) for c in asking.candidates] for name in ("A", "B")}
    true = next((name for name in named if row[f"{name}-coref"].casefold() == "true"), None)
    right = named[true] if true else [not (a or b) for a, b in zip(*named.values(), strict=True)]
    if not asking.candidates or (true and not any(right)):
        return None
    return _noted(row["ID"], source, asking, np.array([*right, not true]))


def fit_calibrated(
    asked: Sequence[Asked], settings: SpeakerSettings, *, more: Sequence[Asked] = (), vectors: bool = True
) -> TrainedSpeakers:
    """Networks as of `fit_together`, as sure as those of one half of the articles are right on the other half. What is
    `more` is learned from too, and nothing is calibrated by it."""
    names = sorted({one.doc for one in asked})
    if len(names) < 2:
        raise QuotetrackError(
            "Sources of which it must be told who is meant are needed in at least two annotated articles."
            f" They were found in {len(names)}: more articles are needed."
        )
    half = set(np.random.default_rng(settings.seed).permutation(names)[: len(names) // 2].tolist())
    unseen: list[tuple[Asked, NDArray[np.float32]]] = []
    for inside in (True, False):
        own = [one for one in asked if (one.doc in half) == inside]
        trained = fit_together([*own, *more], settings, vectors=vectors)
        unseen += [(one, scores(trained, one)) for one in asked if (one.doc in half) != inside]
    trained = fit_together([*asked, *more], settings, vectors=vectors)
    return replace(trained, network=replace(trained.network, calibration=calibrate(unseen)))


def fit_together(asked: Sequence[Asked], settings: SpeakerSettings, *, vectors: bool = True) -> TrainedSpeakers:
    """Several networks, each with its own vectors and its own chance beginning, as one: they err less together."""
    seeds = range(settings.seed, settings.seed + settings.networks)
    return _joined([fit(asked, replace(settings, seed=seed), vectors=vectors) for seed in seeds])


def _joined(parts: Sequence[TrainedSpeakers]) -> TrainedSpeakers:
    """Networks side by side as one: a unit reads only the units and the vectors of its own."""
    one = parts[0].network
    features, width, whole = len(one.mean), one.width, one.width * len(parts)
    sizes = [len(bias) for _, bias in one.layers]
    layers = [
        (np.zeros((before * len(parts), size * len(parts)), dtype=np.float32), np.zeros(size * len(parts), np.float32))
        for before, size in zip([0, *sizes], sizes, strict=False)
    ]
    layers[0] = (np.zeros((features + _BLOCKS_READ * whole, sizes[0] * len(parts)), dtype=np.float32), layers[0][1])
    for number, part in enumerate(parts):
        beside = [features + block * whole + number * width + np.arange(width) for block in range(_BLOCKS_READ)]
        read = np.concatenate([np.arange(features), *beside]).astype(int)
        for (weights, bias), (own, own_bias) in zip(layers, part.network.layers, strict=True):
            units = number * len(own_bias) + np.arange(len(own_bias))
            weights[np.ix_(read, units)], bias[units] = own, own_bias
            read = units
    blocks = [np.split(part.meanings, 6) for part in parts]
    meanings = np.concatenate([block for each in zip(*blocks, strict=True) for block in each])
    return TrainedSpeakers(replace(one, layers=tuple(layers), width=whole), meanings)


def scores(trained: TrainedSpeakers, one: Asked) -> NDArray[np.float32]:
    """What a trained network gives each candidate of a source and nobody: float32 (candidates + 1)."""
    if not trained.network.width:
        return trained.network.scores(trained.network.inputs(one.rows))
    blocks = np.split(trained.meanings, 6)
    source = [block @ vector.astype(np.float32) for block, vector in zip(blocks[:3], one.source, strict=True)]
    mentions = np.stack([one.mentions[:, n].astype(np.float32) @ blocks[3 + n].T for n in range(3)], 1)
    return trained.network.scores(trained.network.inputs(one.rows, source, mentions))


def calibrate(unseen: Sequence[tuple[Asked, NDArray[np.float32]]]) -> dict[str, Calibration]:
    """The calibration of each category of sources by scores of articles that a network did not see, with their
    answers: the one of the greatest likelihood."""
    return {
        manner: _calibrate([(one, given) for one, given in unseen if one.manner == manner])
        for manner in sorted({one.manner for one, _ in unseen})
    }


def _calibrate(unseen: Sequence[tuple[Asked, NDArray[np.float32]]]) -> Calibration:
    most = max(len(given) for _, given in unseen)
    held = np.full((len(unseen), most), -1e4, dtype=np.float32)
    bodies, right = (np.zeros((len(unseen), most), dtype=bool) for _ in range(2))
    nobody = np.zeros((len(unseen), most), dtype=np.float32)
    for number, (one, given) in enumerate(unseen):
        size = len(given)
        held[number, :size], right[number, :size], nobody[number, size - 1] = (given, one.right, 1)
        bodies[number, : size - 1] = one.bodies
    sets = (torch.from_numpy(held), torch.from_numpy(bodies).float(), torch.from_numpy(nobody))
    answers = torch.from_numpy(right)
    numbers = torch.zeros(3, requires_grad=True)
    optimiser = torch.optim.LBFGS([numbers], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        even = sets[0] / numbers[0].exp() + sets[1] * numbers[1] + sets[2] * numbers[2]
        worth = -torch.log_softmax(even, 1).masked_fill(~answers, -1e4).logsumexp(1).mean()
        worth = worth + 1e-3 * numbers.square().sum()
        worth.backward()  # type: ignore[no-untyped-call]
        return worth

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    temperature, body, none = numbers.detach().tolist()
    return Calibration(float(np.exp(temperature)), body, none)


class _Model(nn.Module):
    """The network while it is trained, with what makes its vectors of the encoder's."""

    def __init__(self, features: int, settings: SpeakerSettings, width: int) -> None:
        super().__init__()
        self.width = width
        self.of_source = nn.Linear(3 * HIDDEN, max(width, 1), bias=False)
        self.of_mentions = nn.ModuleList(nn.Linear(HIDDEN, max(width, 1), bias=False) for _ in range(3))
        drop = nn.Dropout(settings.dropout)
        self.layers = nn.Sequential(
            nn.Linear(features + _BLOCKS_READ * width, settings.units), nn.ReLU(), drop,
            nn.Linear(settings.units, settings.inner), nn.ReLU(), drop, nn.Linear(settings.inner, 1),
        )  # fmt: skip
        self.hidden = nn.Dropout(settings.vector_dropout)

    def forward(self, rows: torch.Tensor, source: torch.Tensor, mentions: torch.Tensor) -> torch.Tensor:
        """rows (sources, candidates, features), source (sources, 3, HIDDEN), mentions (sources, candidates, 3, HIDDEN);
        the scores (sources, candidates)."""
        if self.width:
            asked = self.of_source(self.hidden(source.flatten(1)))[:, None]
            hidden = self.hidden(mentions)
            own = torch.stack([one(hidden[:, :, n]) for n, one in enumerate(self.of_mentions)], 2)
            products = (own * asked[:, :, None]).flatten(2)
            rows = torch.cat([rows, products, asked.expand(-1, rows.shape[1], -1), own.flatten(2)], 2)
        scores: torch.Tensor = self.layers(rows).squeeze(-1)
        return scores


def fit(asked: Sequence[Asked], settings: SpeakerSettings, *, vectors: bool = True) -> TrainedSpeakers:
    """A network that finds the right ones among the candidates."""
    torch.manual_seed(settings.seed)
    every = np.concatenate([one.rows for one in asked])
    mean, scale = every.mean(0), every.std(0).clip(min=0.1)
    model = _Model(every.shape[1], settings, VECTOR_WIDTH if vectors else 0)
    projections = [*model.of_source.parameters(), *model.of_mentions.parameters()]
    groups = [
        {"params": list(model.layers.parameters()), "lr": settings.rate},
        {"params": projections, "lr": settings.vector_rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=settings.decay)
    steps = settings.epochs * -(-len(asked) // settings.batch)
    rates = [settings.rate, settings.vector_rate]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rates, total_steps=steps)
    for _ in range(settings.epochs):
        order = torch.randperm(len(asked)).tolist()
        for at in range(0, len(order), settings.batch):
            some = [asked[i] for i in order[at : at + settings.batch]]
            rows, source, mentions, given, right, nobody = _batch(some, mean, scale)
            gone = (torch.rand(len(rows), 1) < settings.gone) & ~(right & nobody).any(1, keepdim=True)
            given, right = given & ~(gone & right), torch.where(gone, nobody, right)
            kept = (torch.rand(len(rows), 1, 1) >= settings.without).float()
            scores = model(rows, source * kept, mentions * kept[..., None]).masked_fill(~given, -1e4)
            loss = -torch.log_softmax(scores, 1).masked_fill(~right, -1e4).logsumexp(1).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
    linear = [layer for layer in model.layers if isinstance(layer, nn.Linear)]
    layers = tuple((one.weight.detach().numpy().T.copy(), one.bias.detach().numpy().copy()) for one in linear)
    blocks = [
        *np.split(model.of_source.weight.detach().numpy(), 3, axis=1),
        *(one.weight.detach().numpy() for one in model.of_mentions if isinstance(one, nn.Linear)),
    ]
    return TrainedSpeakers(Network(mean, scale, layers, model.width), np.concatenate(blocks))


def _batch(asked: Sequence[Asked], mean: NDArray[Any], scale: NDArray[Any]) -> tuple[torch.Tensor, ...]:
    """Numbers (sources, candidates, features), vectors of sources and of mentions, which candidates there are, which
    are right, and which is nobody."""
    most = max(len(one.right) for one in asked)
    rows = np.zeros((len(asked), most, len(mean)), dtype=np.float32)
    mentions = np.zeros((len(asked), most, 3, HIDDEN), dtype=np.float32)
    given, right, nobody = (np.zeros((len(asked), most), dtype=bool) for _ in range(3))
    for number, one in enumerate(asked):
        size = len(one.right)
        rows[number, :size] = (one.rows - mean) / scale
        mentions[number, : size - 1] = one.mentions
        given[number, :size], right[number, :size], nobody[number, size - 1] = True, one.right, True
    source = np.stack([one.source for one in asked]).astype(np.float32)
    return tuple(map(torch.from_numpy, (rows, source, mentions, given, right, nobody)))
