"""A head for the lead in the box, from its training to its drafts."""

from __future__ import annotations

from itertools import repeat
from pathlib import Path

import torch
from msgspec.structs import replace

from models import demo
from models.checkpoint_vocabulary import CheckpointVocabulary
from models.demo import eagle
from models.demo.feed import Batch
from tests.models.tiny_checkpoints import Tiny
from tests.models.tiny_device import Device, row, whole

BOX = {"dtype": "float32", "kv_cache_memory": 2**24}
NUM_TOKENS = 24


def test_what_it_was_taught_it_drafts_and_the_lead_agrees(tmp_path: Path) -> None:
    """One text, over and over: the lead's own."""
    lead = Tiny(demo.LEAD, None)
    vocabulary = CheckpointVocabulary(demo.LEAD)
    prompt = vocabulary.encode("<|user|>What is the capital of France?<|end|><|assistant|>")
    first = replace(whole(1, prompt), blocks=tuple(range(30)))
    said = Device(lead, **BOX).generate(first, NUM_TOKENS)
    ids = torch.tensor([[*prompt, *said]])
    lesson = Batch(ids, (torch.arange(ids.shape[1] - 1) >= len(prompt) - 1)[None])
    torch.manual_seed(1)
    network = eagle.lead_in_the_box()
    head = eagle.Head(network)
    eagle.train(network, head, repeat(lesson, 90), minutes=10)
    eagle.write_head(head, tmp_path)

    device = Device(lead, **BOX, draft_model=str(tmp_path), method="eagle3", adaptive=False)
    text, held, drafted = list(device.run(first)[0].ids), 0, 0
    while len(text) < NUM_TOKENS - 4:
        told = device.run(row(1, draft=3))[0]
        held, drafted = held + len(told.ids) - 1, drafted + told.num_drafted
        text += told.ids
    assert text == said[: len(text)]
    assert held > drafted / 3
