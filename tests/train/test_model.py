"""The loss of whole sequences: that of the tags against all others there are."""

from __future__ import annotations

from itertools import product

import pytest
import torch

from quotetrack.train.model import Chain


def test_the_loss_is_the_share_of_all_sequences() -> None:
    torch.manual_seed(3)
    chain, scores = Chain(3), torch.randn(2, 3, 3)
    for own in (chain.between, chain.start, chain.end):
        torch.nn.init.normal_(own)
    tags, mask = torch.tensor([[0, 1, 2], [1, 2, 0]]), torch.tensor([[True, True, True], [True, True, False]])
    losses = chain.loss(scores, tags, mask)
    for row, length in enumerate((3, 2)):
        alone = torch.stack(
            [
                -chain.loss(scores[row : row + 1, :length], torch.tensor([path]), mask[row : row + 1, :length])[0]
                for path in product(range(3), repeat=length)
            ]
        )
        assert torch.logsumexp(alone, 0).item() == pytest.approx(0, abs=1e-4), "all sequences together are certain"
        assert losses[row].item() == pytest.approx(
            chain.loss(
                scores[row : row + 1, :length], tags[row : row + 1, :length], mask[row : row + 1, :length]
            ).item(),
            abs=1e-4,
        )


def test_what_bio_forbids_is_all_but_impossible() -> None:
    chain, scores = Chain(3), torch.zeros(1, 2, 3)
    mask = torch.ones(1, 2, dtype=torch.bool)
    inside_of_nothing, inside = (chain.loss(scores, torch.tensor([path]), mask).item() for path in ([0, 2], [1, 2]))
    assert inside_of_nothing > 1e3 > 5 > inside
