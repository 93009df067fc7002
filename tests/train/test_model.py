"""The loss of whole sequences: that of the tags against all others there are."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from quotetrack.parse.labels import forbidden
from quotetrack.train.model import Chain, Encoder, starting_from

WIDTH = 3


def drawn(rows: int, steps: int) -> tuple[Chain, Tensor]:
    """A chain and scores with random numbers."""
    torch.manual_seed(3)
    chain, scores = Chain(WIDTH), torch.randn(rows, steps, WIDTH)
    for own in (chain.between, chain.start, chain.end):
        torch.nn.init.normal_(own)
    return chain, scores


def only(path: tuple[int, ...]) -> Tensor:
    """What allows one sequence."""
    return F.one_hot(torch.tensor([path]), WIDTH).bool()


def whole(length: int) -> Tensor:
    return torch.ones(1, length, dtype=torch.bool)


def worth(path: tuple[int, ...], scores: Tensor, chain: Chain) -> Tensor:
    """The score of one whole sequence."""
    between, start = (torch.from_numpy(barred) for barred in forbidden(WIDTH))
    total = (chain.start + start)[path[0]] + scores[range(len(path)), path].sum() + chain.end[path[-1]]
    return total + sum((chain.between + between)[before, tag] for before, tag in pairwise(path))


def test_the_loss_is_the_share_of_all_sequences() -> None:
    chain, scores = drawn(2, 3)
    allowed = torch.cat([only((0, 1, 2)), only((1, 2, 0))])
    losses = chain.loss(scores, allowed, torch.tensor([[True, True, True], [True, True, False]]))
    for row, (length, path) in enumerate(((3, (0, 1, 2)), (2, (1, 2)))):
        own = scores[row : row + 1, :length]
        alone = torch.stack(
            [-chain.loss(own, only(other), whole(length))[0] for other in product(range(WIDTH), repeat=length)]
        )
        assert torch.logsumexp(alone, 0).item() == pytest.approx(0, abs=1e-4), "all sequences together are certain"
        assert losses[row].item() == pytest.approx(chain.loss(own, only(path), whole(length)).item(), abs=1e-4)


@pytest.mark.parametrize(
    "tags", [((0,), (1,), (2,)), ((0, 1), (0, 2), (1,)), ((0, 1), (1, 2), (0, 2)), ((0, 1, 2),) * 3]
)
def test_several_tags_of_a_word_may_be_allowed(tags: tuple[tuple[int, ...], ...]) -> None:
    chain, scores = drawn(1, 3)
    allowed = torch.zeros(1, 3, WIDTH, dtype=torch.bool)
    for step, some in enumerate(tags):
        allowed[0, step, list(some)] = True
    within, every = (
        torch.stack([worth(path, scores[0], chain) for path in paths]).logsumexp(0).item()
        for paths in (product(*tags), product(range(WIDTH), repeat=3))
    )
    assert chain.loss(scores, allowed, whole(3)).item() == pytest.approx(every - within, abs=1e-4)


def test_what_bio_forbids_is_all_but_impossible() -> None:
    chain, scores = Chain(WIDTH), torch.zeros(1, 2, WIDTH)
    inside_of_nothing, inside = (chain.loss(scores, only(path), whole(2)).item() for path in ((0, 2), (1, 2)))
    assert inside_of_nothing > 50 > 5 > inside


def test_training_starts_from_the_weights_of_an_earlier_one(tmp_path: Path) -> None:
    torch.manual_seed(1)
    earlier = Encoder(0.0)
    torch.save(earlier.state_dict(), tmp_path / "encoder.pt")
    started = starting_from(tmp_path).state_dict()
    assert all(torch.equal(weights, started[name]) for name, weights in earlier.state_dict().items())
