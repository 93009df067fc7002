"""The encoder at run time, with a session that labels words by their look."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from quotetrack.parse import encoder
from quotetrack.parse.claims import BINS, ClaimHead
from quotetrack.parse.encoder import CLAIM_HEAD, TRANSITIONS, TextLabels, WordEncoder, read_transitions
from quotetrack.parse.features import prepare
from quotetrack.parse.labels import ACTS, CLAIM_WIDTH, CLAIMED, HEADS, MEANING_WIDTH, UPOS
from quotetrack.parse.pack import ENCODER, VOCABULARY, find_pack
from quotetrack.records import Labelled


class Session:
    """Gives each piece the tag of its word in `tags`, where the word is one piece: `said` a B-cue."""

    def __init__(self, tags: dict[int, tuple[int, ...]]) -> None:
        self.tags = tags
        self.shapes: list[tuple[int, int]] = []
        self.held: dict[str, str] = {}

    def get_modelmeta(self) -> SimpleNamespace:
        return SimpleNamespace(custom_metadata_map=self.held)

    def run(self, names: list[str], inputs: dict[str, Any]) -> list[Any]:
        ids = inputs["ids"]
        self.shapes.append(ids.shape)
        outputs = [np.zeros((*ids.shape, width), dtype=np.float32) for width in HEADS.values()]
        for row, column in np.ndindex(ids.shape):
            for output, tag in zip(outputs, self.tags.get(int(ids[row, column]), (0,) * len(HEADS)), strict=True):
                output[row, column, tag] = 4.0
        return outputs


NOUN, VERB = UPOS.index("NOUN"), UPOS.index("VERB")
SPEECH, BELIEF, TITLE = ACTS.index("speech"), ACTS.index("belief"), 7
TAGS = {
    "said": (3, 0, VERB, SPEECH, 0, MEANING_WIDTH), "ana": (1, 1, NOUN, SPEECH, 0, 3 * MEANING_WIDTH),
    "ruiz": (2, 2, NOUN, SPEECH, 0, 0),
    "stay": (5, 0, VERB, SPEECH, 0, 0), "here": (6, 0, NOUN, BELIEF, 0, 0), "mayor": (0, 0, NOUN, SPEECH, TITLE, 0),
}  # fmt: skip


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    vocabulary = find_pack().path(VOCABULARY).read_text("utf-8").split("\n")
    fake = Session({vocabulary.index(word): tags for word, tags in TAGS.items() if word in vocabulary})
    monkeypatch.setattr(encoder, "open_session", lambda model: fake)
    return fake


def read(*texts: str) -> list[TextLabels]:
    pack = find_pack()
    return WordEncoder(pack.path(ENCODER), pack.path(VOCABULARY), 1).read([prepare(text) for text in texts])


def named(text: str, found: list[Labelled]) -> list[tuple[str, str]]:
    return [(f.label, text[f.span.start : f.span.end]) for f in found]


def test_labels_come_back_as_spans_of_their_own_text(session: Session) -> None:
    texts = ["Ana said so.", "", "Nothing.", "Later, Ana said: stay here!"]
    first, empty, nothing, last = read(*texts)
    assert named(texts[0], first.roles) == [("source", "Ana"), ("cue", "said")]
    assert named(texts[0], first.entities) == [("PERSON", "Ana")]
    assert first.upos[:2] == ["NOUN", "VERB"]
    assert (empty.roles, empty.upos, nothing.roles) == ([], [], [])
    assert named(texts[3], last.roles) == [("source", "Ana"), ("cue", "said"), ("content", "stay here")]


def test_a_span_ends_with_its_paragraph(session: Session) -> None:
    text = "Then stay\nhere said Ana."
    [found] = read(text)
    assert named(text, found.roles) == [("content", "stay"), ("content", "here"), ("cue", "said"), ("source", "Ana")]


def test_a_score_is_the_mean_posterior_of_the_tags(session: Session) -> None:
    [found] = read("stay here")
    tagged = np.exp(4)  # what a word's own tag is worth, where another is worth 1
    follows = {"O": 4, "B-source": 5, "B-cue": 5, "B-content": 4 + tagged}  # an I follows B or I of its own label only
    whole = follows["O"] + follows["B-source"] + follows["B-cue"] + tagged * follows["B-content"]
    first, second = tagged * follows["B-content"] / whole, tagged * tagged / whole
    assert found.roles[0].score == pytest.approx(np.sqrt(first * second), abs=1e-4)


def test_many_windows_are_put_together_again(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "GROUP", 3)
    texts = ["Ana said so.\n" * 200, "Short.", "They stay here. " * 300]
    long, short, wide = read(*texts)
    assert named(texts[0], long.roles) == [("source", "Ana"), ("cue", "said")] * 200
    assert named(texts[2], wide.roles) == [("content", "stay here")] * 300
    assert short.roles == []
    assert len(session.shapes) > 6 and all(rows == 1 for rows, _ in session.shapes)


def test_acts_are_the_mean_scores_of_cues_and_contents(session: Session) -> None:
    text = "Ana said: stay here!"
    [found] = read(text)
    scores = {text[slice(*act.span)]: dict(zip(ACTS, act.scores, strict=True)) for act in found.acts}
    assert scores == {
        "said": {"speech": 4.0, "writing": 0.0, "belief": 0.0, "neither": 0.0},
        "stay here": {"speech": 2.0, "writing": 0.0, "belief": 2.0, "neither": 0.0},
    }


def titles() -> ClaimHead:
    """A head that takes for a role what a word's vector says, but not in another paragraph."""
    distances, inner = np.zeros((BINS, CLAIM_WIDTH), np.float32), np.zeros((CLAIM_WIDTH, 1), np.float32)
    distances[-2:, TITLE], inner[TITLE] = -9, 1
    outer, bias = np.zeros((1, 3 * len(CLAIMED)), np.float32), np.zeros(3 * len(CLAIMED), np.float32)
    outer[0, 1], bias[[0, 3]] = 2, 4
    return ClaimHead(distances, inner, np.zeros(1, np.float32), outer, bias)


def test_claims_are_found_beside_those_who_are_named(session: Session) -> None:
    session.held[CLAIM_HEAD] = titles().to_json()
    text = "The mayor, Ana Ruiz, said so.\nA mayor stays.\nAna left, mayor or not."
    [found] = read(text)
    stated = [(text[slice(*c.mention)], c.mention.start, c.label, c.span.start) for c in found.claims]
    first, last = text.index("mayor"), text.rindex("mayor")
    assert stated == [("Ana Ruiz", 11, "role", first), ("Ana", text.rindex("Ana"), "role", last)]
    assert found.claims[0].score == pytest.approx(np.exp(4) / (np.exp(4) + 1 + np.exp(0)), abs=0.02)


def test_an_encoder_without_a_head_for_claims_finds_none(session: Session) -> None:
    assert read("The mayor, Ana Ruiz, said so.")[0].claims == []


def test_what_a_file_holds_is_decoded_with() -> None:
    held = {"roles": {"between": [[0.0] * 3] * 3, "start": [0.0, 1.0, 2.0], "end": [0.0] * 3}}
    session = SimpleNamespace(
        get_modelmeta=lambda: SimpleNamespace(custom_metadata_map={TRANSITIONS: json.dumps(held)})
    )
    found = read_transitions(session)["roles"]
    assert found.start[1] == 1.0 and found.start[2] < -1e3, "no sequence begins inside of a span"


def test_an_encoder_that_learned_none_has_none() -> None:
    session = SimpleNamespace(get_modelmeta=lambda: SimpleNamespace(custom_metadata_map={}))
    assert read_transitions(session) == {}


def test_what_tells_who_is_meant_is_kept_for_each_source_cue_content_and_name(session: Session) -> None:
    (found,) = read("ana ruiz said stay here")
    vectors = {v.label: v.numbers for v in found.vectors}
    assert {label: len(numbers) for label, numbers in vectors.items()} == {
        "source": MEANING_WIDTH, "cue": MEANING_WIDTH, "content": MEANING_WIDTH, "name": 3 * MEANING_WIDTH,
    }  # fmt: skip
    assert vectors["cue"][0] == 4.0 and not any(vectors["cue"][1:])
    assert vectors["name"][0] == 2.0 and not any(vectors["name"][1:])
