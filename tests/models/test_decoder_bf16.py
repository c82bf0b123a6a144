"""In bfloat16 results are rounded, and ours are to be no rougher than those of transformers."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
import torch
from torch import Tensor

from tests.models.paged_rows import in_chunks
from tests.models.test_decoder_families import LONG, draw_ids, load
from tests.models.tiny_checkpoints import RECIPES, Tiny, write

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")


def roughness(logits: Tensor, truth: Tensor) -> float:
    """The relative error at the better positions: an expert chosen otherwise is no rounding."""
    return float(((logits - truth).norm(dim=1) / truth.norm(dim=1)).quantile(0.25))


@pytest.mark.parametrize("name", RECIPES)
def test_bfloat16_is_no_rougher_than_that_of_transformers(name: str, tmp_path: Path) -> None:
    tiny = write(RECIPES[name], tmp_path, dtype=torch.bfloat16)
    ids = draw_ids(LONG)
    truth = Tiny(tmp_path, copy.deepcopy(tiny.reference).float()).logits(ids)
    theirs = roughness(tiny.logits(ids), truth)
    ours = roughness(in_chunks(load(tiny, dtype=torch.bfloat16), ids, 7), truth)
    assert 0 < ours < 1.25 * theirs
    assert theirs < 0.05
