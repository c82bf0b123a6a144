"""Before any training, a network says what followed a token where it stood before."""

from __future__ import annotations

import pytest
import torch

from models.demo.head_start import head_start
from models.demo.network import Llama, Shape
from models.demo.train import LEAD
from models.demo.understudy import UNDERSTUDY

TEXTS, LENGTH = 40, 60


@pytest.mark.parametrize("shape", [LEAD, UNDERSTUDY], ids=["lead", "understudy"])
def test_what_followed_a_token_follows_it_again(shape: Shape) -> None:
    torch.manual_seed(0)
    network = Llama(shape)
    head_start(network)
    right = 0
    for _ in range(TEXTS):
        ids = torch.randperm(shape.vocabulary)[:LENGTH]
        place = int(torch.randint(LENGTH - 1, ()))
        with torch.no_grad():
            state = network.hidden(torch.cat((ids, ids[place, None]))[None])[0, -1]
        right += int(network.logits(state).argmax() == ids[place + 1])
    assert right > TEXTS / 2  # by chance one in some thousands
