"""Run under Triton's interpreter: the kernels of `verify` against the truth, by cases."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from unittest import mock

import torch
import triton
import triton.language as tl
from torch import Tensor

import ops
from ops import logit_rules, reference
from ops.kernels import candidates, sampling_noise
from ops.kernels import logit_rules as rule_kernels
from ops.kernels.sampling_noise import ROUGH
from ops.kernels.verify import verify
from ops.sampling_noise import noise_of
from tests.ops.asks import GREEDY, Ask, batch_of
from tests.ops.interpreted import report

SMALL, ODD, LARGE = 5, 257, 5003  # vocabularies: less than a block, more than one, many
RULES: dict[str, dict[str, Any]] = {
    "bias": {"logit_bias": ((0, 2.5), (4, -100.0), (3, 0.1))},
    "bad_words": {"bad_words_ids": ((2,), (1, 3), (3, 1, 4), (0, 0), (4, 4, 4, 1))},
    "allowed": {"allowed_ids": (0, 3, 4)},
    "stops": {"stop_ids": (1, 3), "min_tokens": 5},
    "presence": {"presence_penalty": 0.7},
    "frequency": {"frequency_penalty": -0.3},
    "repetition": {"repetition_penalty": 1.3},
}
FILTERS: dict[str, dict[str, Any]] = {
    "plain": {},
    "cold": {"temperature": 0.05},
    "hot": {"temperature": 30.0},
    "top_k": {"top_k": 3},
    "top_p": {"top_p": 0.7},
    "min_p": {"min_p": 0.1},
    "top_k_top_p": {"top_k": 4, "top_p": 0.6},
    "min_p_top_p": {"min_p": 0.02, "top_p": 0.6},
    "all_filters": {"top_k": 30, "top_p": 0.9, "min_p": 0.001, "temperature": 1.7},
}
EDGES = (0, 1, 2**31 - 1, -(2**31), -1, 2**25 - 1, 2**25, 2**25 + 1)  # words
ALL_RULES = {key: value for more in RULES.values() for key, value in more.items()}


@dataclass(frozen=True)
class Scene:
    """What `verify` is called with."""

    logits: Tensor
    trees: ops.Trees
    sampling: ops.SamplingBatch
    mask: Tensor | None

    @classmethod
    def of(
        cls,
        size: int,
        asks: Sequence[Ask],
        *,
        most_drafts: int = 3,
        dtype: torch.dtype = torch.float32,
        has_grammar: bool = False,
    ) -> Scene:
        """Texts and trees of few tokens, so that they meet their words and their drafts hold."""
        chance = random.Random(size + len(asks))
        few = range(min(size, 5))
        texts = [chance.choices(few, k=chance.randint(3, 9)) for _ in asks]
        parents = [draw_parents(chance, row, most_drafts) for row in range(len(asks))]
        tokens = [
            [text[-1], *chance.choices(few, k=len(above) - 1)]
            for text, above in zip(texts, parents, strict=True)
        ]
        positions = [len(text) - 1 for text in texts]
        trees = ops.Trees.of(tokens, parents=parents, positions=positions)
        logits = torch.randn(len(trees.token), size) * 2
        logits[:, : len(few)] += 6
        words = torch.randint(-(2**31), 2**31, (len(logits), -(-size // 32)))
        words[chance.randrange(len(logits))] = -1
        mask = (words | 1).to(torch.int32) if has_grammar else None
        seeded = [dataclasses.replace(ask, seed=row * 7) for row, ask in enumerate(asks)]
        sampling = batch_of(seeded, size, texts=texts, num_prompt=2)
        return cls(logits.to(dtype), trees, sampling, mask)


def draw_parents(chance: random.Random, row: int, most_drafts: int) -> list[int]:
    """A root alone, a chain or a tree, in turn."""
    count = 0 if row % 3 == 0 else chance.randint(min(1, most_drafts), most_drafts)
    is_chain = row % 3 == 1
    return [-1, *(n if is_chain else chance.randint(0, n) for n in range(count))]


def mixed(**parameters: Any) -> list[Ask]:
    """Rows that ask for something, beside a greedy one and one that asks for nothing."""
    return [Ask(**parameters), GREEDY, dataclasses.replace(GREEDY, **parameters), Ask()]


def check_rules(scene: Scene) -> None:
    arguments = scene.logits, scene.trees, scene.sampling, scene.mask
    before = scene.logits.clone()
    found = rule_kernels.apply_rules(*arguments)
    truth = logit_rules.apply_rules(*arguments)
    assert torch.equal(scene.logits, before), "the raw logits are still needed"
    assert found.dtype == truth.dtype
    assert torch.equal(found, truth)


def check(scene: Scene) -> ops.Verdict:
    more = {"grammar_mask": scene.mask}
    found = verify(scene.logits, scene.trees, scene.sampling, **more)
    truth = reference.verify(scene.logits, scene.trees, scene.sampling, **more)
    for name in ("ids", "num_ids", "nodes", "failed"):
        ours, theirs = getattr(found, name), getattr(truth, name)
        assert ours.dtype == theirs.dtype
        assert torch.equal(ours, theirs), (name, ours, theirs)
    assert (found.logprobs is None) == (truth.logprobs is None)
    if found.logprobs is not None and truth.logprobs is not None:
        check_logprobs(found.logprobs, truth.logprobs, found, scene.logits)
    return found


def check_logprobs(
    found: ops.Logprobs, truth: ops.Logprobs, verdict: ops.Verdict, logits: Tensor
) -> None:
    """As far as the walks go. Sums have an order of their own, and the truth's ties have none."""
    assert found.rows == truth.rows
    for place, row in enumerate(found.rows):
        steps = int(verdict.num_ids[row])
        ours, theirs = (x.top_ids[place, :steps] for x in (found, truth))
        table = logits[verdict.nodes[row, :steps]]
        assert torch.equal(table.gather(1, ours), table.gather(1, theirs))
        assert all(len(set(ids)) == len(ids) for ids in ours.tolist())
        assert torch.equal(found.rank[place, :steps], truth.rank[place, :steps])
        for name in ("logprob", "top_logprobs"):
            ours, theirs = (getattr(x, name)[place, :steps] for x in (found, truth))
            torch.testing.assert_close(ours, theirs, atol=2e-6, rtol=2e-6)


def rule(**parameters: Any) -> None:
    for size in (SMALL, ODD):
        check_rules(Scene.of(size, mixed(**parameters)))


def grammar() -> None:
    for size in (SMALL, ODD, LARGE):
        check_rules(Scene.of(size, mixed(), most_drafts=2, has_grammar=True))


def long_lists() -> None:
    """More entries than a program reads at a time."""
    bias = tuple((id, 0.01 * id) for id in range(0, 200))
    words = tuple((id % 5, id) for id in range(200))
    check_rules(Scene.of(ODD, mixed(logit_bias=bias, bad_words_ids=words)[:2]))


def no_rules() -> None:
    scene = Scene.of(ODD, mixed())
    assert rule_kernels.apply_rules(scene.logits, scene.trees, scene.sampling, None) is scene.logits


def filters(**parameters: Any) -> None:
    check(Scene.of(SMALL, [Ask(**parameters)] * 2, most_drafts=2))
    check(Scene.of(ODD, mixed(**parameters), most_drafts=0))


def filters_of_many_tokens() -> None:
    """More of them than a program reads at a time, and than are listed."""
    asks = [Ask(top_k=700, top_p=0.9), Ask(temperature=2.0, top_p=0.95), Ask(top_k=35)]
    check(Scene.of(LARGE, asks, most_drafts=0))
    with mock.patch.object(candidates, "MOST_LISTED", 40):
        check(Scene.of(LARGE, asks[1:], most_drafts=0))


def all_on(dtype: torch.dtype) -> None:
    """Many rows of few tokens, some rows of more, and a row of many."""
    everything = {**ALL_RULES, **FILTERS["all_filters"], "logprobs": 4}
    shapes = [(ODD, 2)] if dtype is not torch.float32 else [(SMALL, 17), (ODD, 5), (LARGE, 1)]
    for size, rows in shapes:
        some = (mixed(**everything) * 5)[:rows]
        check(Scene.of(size, some, most_drafts=2, dtype=dtype, has_grammar=True))


def greedy() -> None:
    """Equal logits: the lowest id."""
    scene = Scene.of(ODD, [GREEDY] * 3)
    scene.logits.round_()
    scene.logits[:, 200:] = scene.logits.max()
    check(scene)


def equal_logits() -> None:
    """The order of ids decides what the filters keep."""
    asks = [Ask(top_k=7), Ask(top_p=0.5), Ask(min_p=1.0, top_p=0.9)]
    asks += [Ask(top_k=30, top_p=0.1)] * 4
    scene = Scene.of(ODD, asks, most_drafts=0)
    scene.logits[:] = 1.0
    scene.logits[:, 3] = -1.0
    check(scene)


def sick_logits() -> None:
    """A sick root fails its row, a sick draft ends the walk, padding harms nobody."""
    asks = [Ask(), GREEDY, Ask(top_k=3, top_p=0.5, min_p=0.1)]
    for sick in (float("nan"), float("inf")):
        scene = Scene.of(ODD, asks * 2)
        scene.logits[:, 250:] = float("-inf")
        scene.logits[scene.trees.root[:3], 130] = sick
        scene.logits[scene.trees.parent >= 0, 130] = sick
        assert check(scene).failed.tolist() == [True] * 3 + [False] * 3
    scene.logits[scene.trees.root] = float("-inf")
    assert check(scene).failed.all()


def alone_and_in_company() -> None:
    """The same tokens, and the same logprobs to the last bit."""
    asks = mixed(top_p=0.9, logprobs=3)
    scene = Scene.of(ODD, asks, most_drafts=0)
    whole = verify(scene.logits, scene.trees, scene.sampling)
    assert whole.logprobs is not None
    for place, row in enumerate(whole.logprobs.rows):
        trees = ops.Trees.of(
            [[int(scene.trees.token[row])]], positions=[int(scene.trees.position[row])]
        )
        ask = dataclasses.replace(asks[row], seed=row * 7)
        single = verify(scene.logits[row, None], trees, batch_of([ask], ODD))
        assert single.logprobs is not None
        assert torch.equal(single.ids[0], whole.ids[row])
        assert torch.equal(single.logprobs.logprob[0], whole.logprobs.logprob[place])
        assert torch.equal(single.logprobs.top_logprobs[0], whole.logprobs.top_logprobs[place])


def noises() -> None:
    """In float64 the truth's, and the rough ones as close as they are said to be."""
    words = torch.cat([torch.randint(-(2**31), 2**31, (1000,)), torch.tensor(EDGES)])
    exact, rough = torch.empty(2, len(words), dtype=torch.float64)
    noise_kernel[(1,)](words.int(), exact, rough, len(words), 1024)
    torch.testing.assert_close(exact, noise_of(words.int()), atol=1e-14, rtol=1e-14)
    assert float((rough - exact).abs().max()) < ROUGH.value / 2


@triton.jit
def noise_kernel(
    words: tl.tensor, exact: tl.tensor, rough: tl.tensor, size: tl.tensor, width: tl.constexpr
) -> None:
    place = tl.arange(0, width)
    mask = place < size
    x = tl.load(words + place, mask=mask, other=0).to(tl.uint32, bitcast=True)
    tl.store(exact + place, sampling_noise.noise_of(x), mask=mask)
    tl.store(rough + place, sampling_noise.rough_noise_of(x).to(tl.float64), mask=mask)


def in_each_dtype(case: Callable[[torch.dtype], None]) -> dict[str, Callable[[], None]]:
    dtypes = (torch.float32, torch.bfloat16, torch.float16)
    return {f"{case.__name__}_{str(dtype)[6:]}": partial(case, dtype) for dtype in dtypes}


CASES: dict[str, Callable[[], None]] = {
    **{name: partial(rule, **more) for name, more in RULES.items()},
    "grammar": grammar,
    "long_lists": long_lists,
    "no_rules": no_rules,
    "noises": noises,
    **{name: partial(filters, **more) for name, more in FILTERS.items()},
    "filters_of_many_tokens": filters_of_many_tokens,
    **in_each_dtype(all_on),
    "greedy": greedy,
    "equal_logits": equal_logits,
    "sick_logits": sick_logits,
    "alone_and_in_company": alone_and_in_company,
}


if __name__ == "__main__":
    report(CASES)
