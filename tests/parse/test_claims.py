"""What is claimed beside a mention: distances, the network that scores words, and spans of its probabilities."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.parse.claims import BINS, NEAR, ClaimHead, claim_bins, claimed_spans, distance_bin
from quotetrack.parse.features import Window, prepare, read_words
from quotetrack.parse.labels import CLAIM_WIDTH, CLAIMED

UNITS = 5


def test_each_near_distance_has_a_bin_of_its_own() -> None:
    assert distance_bin(0) == 0
    assert len({distance_bin(words) for words in range(-NEAR, NEAR + 1)}) == 2 * NEAR + 1


def test_far_distances_share_bins_by_the_dozen_and_the_farthest_one() -> None:
    far = [distance_bin(words) for words in range(NEAR + 1, NEAR + 12)]
    assert len(set(far)) == 1 and far[0] not in {distance_bin(words) for words in range(NEAR + 1)}
    assert distance_bin(NEAR + 12) == far[0] + 1
    assert distance_bin(500) == distance_bin(900) > distance_bin(NEAR + 80)


@given(st.integers(1, 300), st.integers(0, 300))
def test_what_lies_before_mirrors_what_lies_after(one: int, other: int) -> None:
    assert (distance_bin(one) == distance_bin(other)) == (distance_bin(-one) == distance_bin(-other))
    assert distance_bin(-one) not in (distance_bin(one), distance_bin(other))
    assert 0 <= distance_bin(-one) < BINS - 2, "the last two are for other paragraphs"


def bins_of(text: str, first: int, last: int) -> list[int]:
    """The bins of all words of a text beside the mention at these words."""
    words = read_words(prepare(text))
    count = len(words.spans)
    return list(claim_bins(words, Window((), (), tuple(range(count)), ()), first, last))


def test_words_are_counted_from_both_ends_of_a_mention() -> None:
    found = bins_of("Mayor since May, Ana Ruiz left Norbury early.", 4, 6)
    assert found == [distance_bin(words) for words in (-4, -3, -2, -1, 0, 0, 1, 2, 3, 4)]


def test_other_paragraphs_have_a_bin_for_each_side() -> None:
    found = bins_of("It rained.\nAna Ruiz left.\nOwen Pike stayed.\nFinch, too.", 3, 5)
    before, after = BINS - 2, BINS - 1
    assert found == [before] * 3 + [0, 0, 1, 2] + [after] * 8


def test_a_mention_is_counted_by_its_place_in_a_window() -> None:
    words = read_words(prepare("It rained. Mayor Ana Ruiz left."))
    window = Window((), (), tuple(range(3, 8)), ())
    assert claim_bins(words, window, 1, 3) == (distance_bin(-1), 0, 0, 1, 2)


def drawn(seed: int) -> ClaimHead:
    """A head with random numbers."""
    chance = np.random.default_rng(seed)
    sizes = ((BINS, CLAIM_WIDTH), (CLAIM_WIDTH, UNITS), UNITS, (UNITS, 3 * len(CLAIMED)), 3 * len(CLAIMED))
    return ClaimHead(*(chance.normal(size=size).astype(np.float32) for size in sizes))


def test_a_head_survives_json() -> None:
    head = drawn(1)
    again = ClaimHead.from_json(head.to_json())
    for name, array in vars(head).items():
        assert getattr(again, name).shape == array.shape and (getattr(again, name) == array).all()


def test_a_transposed_array_is_stored_as_it_reads() -> None:
    head = drawn(1)
    turned = ClaimHead(
        head.distances, np.ascontiguousarray(head.inner.T).T, head.inner_bias, head.outer, head.outer_bias
    )
    assert ClaimHead.from_json(turned.to_json()).inner.tolist() == head.inner.tolist()


def test_probabilities_are_those_that_were_trained() -> None:
    torch = pytest.importorskip("torch")
    from quotetrack.train.model import ClaimScorer

    torch.manual_seed(4)
    scorer = ClaimScorer()
    for parameter in scorer.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    arrays = {name: value.detach().numpy() for name, value in scorer.named_parameters()}
    head = ClaimHead(
        arrays["distances.weight"], arrays["inner.weight"].T, arrays["inner.bias"],
        arrays["outer.weight"].T, arrays["outer.bias"],
    )  # fmt: skip
    vectors, bins, mention = torch.randn(9, 2 * CLAIM_WIDTH), torch.randint(0, BINS, (1, 9)), (3, 5)
    as_word, as_mention = vectors.split(CLAIM_WIDTH, 1)
    with torch.no_grad():
        scores = scorer(as_word[None], as_mention[slice(*mention)].mean(0)[None], bins)
    found = head.probabilities(vectors.numpy(), mention, bins[0].tolist())
    assert found.shape == (9, len(CLAIMED), 3)
    assert np.allclose(found, torch.softmax(scores, -1)[0].numpy(), atol=1e-4)


def shares(role: list[tuple[float, float]], body: list[tuple[float, float]]) -> np.ndarray:
    """Probabilities out of those of B and I for each word."""
    return np.array([[(1 - b - i, b, i) for b, i in pair] for pair in zip(role, body, strict=True)], dtype=np.float32)


NONE = (0.0, 0.0)


def test_spans_are_of_words_that_are_probable_enough() -> None:
    found = list(claimed_spans(shares([(0.2, 0.05), (0.5, 0.1), (0.1, 0.7), NONE], [NONE, NONE, NONE, (0.2, 0.4)])))
    assert [span[:3] for span in found] == [(1, 3, "role"), (3, 4, "body")], "B and I count together"
    assert [span[3] for span in found] == pytest.approx([0.7, 0.6])


def test_a_begin_parts_two_spans() -> None:
    found = list(claimed_spans(shares([(0.8, 0.1), (0.1, 0.8), (0.5, 0.4), (0.4, 0.5)], [NONE] * 4)))
    assert [span[:3] for span in found] == [(0, 2, "role"), (2, 4, "role")]


def test_a_span_may_begin_with_words_that_go_on() -> None:
    assert [span[:2] for span in claimed_spans(shares([NONE, (0.0, 0.9), (0.0, 0.9)], [NONE] * 3))] == [(1, 3)]
    assert list(claimed_spans(shares([NONE], [NONE]))) == []
