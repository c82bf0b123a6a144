"""The noise that makes sampling a function: no generator, no state, no order.

The noise of a token is a function of (seed, absolute position of the token, token id) and of
nothing else. Adding it to logits / temperature and taking the best is an exact sample of their
softmax (Gumbel's trick), and everyone who knows the seed, a drafter say, can repeat it.

    low, high   two 32-bit words: halves of mix64(mix64(seed) + position * GOLDEN)
    x           mix32(mix32(id + 1) * (high | 1) + low), 32 bits
    u           (x + 1/2) / 2**32, never 0 or 1
    noise       -log(-log(1 - u)): the winners have u near 0, where the words resolve finest

Words are integers that wrap, the same bits on every backend and in any language. From u on, the
truth is float64: 1 - u is exact there, and two backends that differ in the last bit of a logarithm
disagree about a token once in some 10**13. A kernel may look for the winner in float32, as long as
it settles what is closer than its error in float64. Noise lies between -3.2 and 22.9.
"""

from __future__ import annotations

from functools import lru_cache

import torch
from torch import Tensor

GOLDEN = 0x9E3779B97F4A7C15
EXCESS = 0.52  # rough noise is nowhere above the noise by more than this
DEFICIT = 0.01  # nor below it by more than this


def gumbel_noise(
    seeds: Tensor, positions: Tensor, vocabulary_size: int, *, ids: Tensor | None = None
) -> Tensor:
    """Noise in float64 of the tokens that would stand at positions [M] under seeds [M].

    Of all tokens [M, V], or of some [M, n] when `ids` [M, n] says which. All are int64; a seed
    stands for the unsigned number with its bits.
    """
    return noise_of(_words(seeds, positions, vocabulary_size, ids))


def rough_noise(seeds: Tensor, positions: Tensor, vocabulary_size: int) -> Tensor:
    """Noise [M, V] in float32, good enough to tell who cannot win: see `EXCESS` and `DEFICIT`."""
    return rough_noise_of(_words(seeds, positions, vocabulary_size, None))


def noise_of(words: Tensor) -> Tensor:
    """The noise in float64 for words x, int32 with the bits of the unsigned word."""
    unsigned = words.double().add_((words < 0).mul(2.0**32))
    u = unsigned.add_(0.5).mul_(2.0**-32)
    return u.neg_().add_(1.0).log_().neg_().log_().neg_()


def rough_noise_of(words: Tensor) -> Tensor:
    """The same in float32, which cannot tell noises below -2.63 apart: those become -2.63."""
    minus_u = words.float().add_(0.5).mul_(-(2.0**-32))
    minus_u.sub_(minus_u.ceil())  # 1 where the word is negative, which stands for u over a half
    return minus_u.clamp_(min=-1 + 2.0**-20).log1p_().neg_().log_().neg_()


def noisy_best(
    logits: Tensor, *, seeds: Tensor, positions: Tensor, temperature: Tensor, num_best: int
) -> Tensor:
    """The ids [M, num_best] that a drafter proposes for positions [M], best first.

    logits [M, V]; temperature [M], 0 for greedy rows. With the noise of the lead: the closer the
    two distributions, the likelier that the lead's own token is among them.
    """
    greedy = temperature == 0
    scores = logits.double() / temperature.double().masked_fill(greedy, 1.0)[:, None]
    if not bool(greedy.all()):
        noise = gumbel_noise(seeds, positions, logits.shape[1])
        scores += noise.masked_fill_(greedy[:, None], 0.0)
    return scores.topk(num_best, dim=-1).indices


def _words(seeds: Tensor, positions: Tensor, vocabulary_size: int, ids: Tensor | None) -> Tensor:
    """x for each row and token, int32 with the bits of the unsigned word."""
    mixed = _mix64(_mix64(seeds) + positions * _signed(GOLDEN, 64))
    low, high = mixed.int()[:, None], (mixed >> 32).int()[:, None] | 1
    tokens = id_words(vocabulary_size, seeds.device)
    return _mix32_((tokens if ids is None else tokens[ids]) * high + low)


@lru_cache(maxsize=4)
def id_words(vocabulary_size: int, device: torch.device) -> Tensor:
    """The part of the noise's words that depends on the token only, int32 [V]."""
    return _mix32_(torch.arange(1, vocabulary_size + 1, dtype=torch.int32, device=device))


def _mix32_(x: Tensor) -> Tensor:
    """Every bit of the result depends on every bit of x; in place, int32."""
    spare = torch.empty_like(x)
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B), (16, None)):
        torch.bitwise_right_shift(x, shift, out=spare)
        x.bitwise_xor_(spare.bitwise_and_((1 << (32 - shift)) - 1))  # shifted in: zeros, not signs
        if factor is not None:
            x.mul_(_signed(factor, 32))
    return x


def _mix64(x: Tensor) -> Tensor:
    """The same for int64: the finaliser of splitmix64."""
    x = (x ^ _shift64(x, 30)) * _signed(0xBF58476D1CE4E5B9, 64)
    x = (x ^ _shift64(x, 27)) * _signed(0x94D049BB133111EB, 64)
    return x ^ _shift64(x, 31)


def _shift64(x: Tensor, by: int) -> Tensor:
    return (x >> by) & ((1 << (64 - by)) - 1)


def _signed(word: int, bits: int) -> int:
    return word - (1 << bits) if word >> (bits - 1) else word
