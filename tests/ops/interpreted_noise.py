"""Run by `test_noise_kernel` under Triton's interpreter: the kernel's words are the truth's."""

from __future__ import annotations

import torch
import triton
import triton.language as tl
from torch import Tensor

from ops import sampling_noise
from ops.kernels.sampling_noise import noise_key, noise_words

SEEDS = (0, 1, 5, 2**63 - 1, -(2**63), -1)
POSITIONS = (0, 1, 77, 131_071, 2**40)


@triton.jit
def words_kernel(
    seeds: tl.tensor, positions: tl.tensor, out: tl.tensor, size: tl.tensor, width: tl.constexpr
) -> None:
    row = tl.program_id(0)
    key = noise_key(tl.load(seeds + row), tl.load(positions + row))
    ids = tl.arange(0, width)
    words = noise_words(key, ids).to(tl.int32, bitcast=True)
    tl.store(out + row * size + ids, words, mask=ids < size)


def launch(seeds: Tensor, positions: Tensor, size: int) -> Tensor:
    out = torch.empty(len(seeds), size, dtype=torch.int32)
    width = triton.next_power_of_2(size)
    words_kernel[(len(seeds),)](seeds, positions, out, size, width, enable_fp_fusion=True)
    return out


def main() -> None:
    seeds = torch.tensor(SEEDS).repeat_interleave(len(POSITIONS))
    positions = torch.tensor(POSITIONS).repeat(len(SEEDS))
    truth = sampling_noise._words(seeds, positions, 3000, None)
    assert torch.equal(launch(seeds, positions, 3000), truth)


if __name__ == "__main__":
    main()
