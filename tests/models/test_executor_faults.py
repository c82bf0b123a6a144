"""What goes wrong for one row is that row's own affair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import torch
from msgspec.structs import replace as altered
from torch import Tensor

from models.batch import STRANGE_CHOICE, STRANGE_TOKEN, Row, Sampling, Setup, Speculation
from tests.models.tiny_checkpoints import Tiny
from tests.models.tiny_device import (
    GREEDY,
    Device,
    Prompter,
    V,
    draw_prompt,
    expected,
    row,
    whole,
    write_tiny,
)

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

PROMPT = draw_prompt()
POISON = 1  # an id that no drawn prompt has


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    return write_tiny(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def device(tiny: Tiny) -> Device:
    device = Device(tiny)
    poison(device)
    return device


def poison(device: Device) -> None:
    """The embedding of `POISON` is no number from now on."""
    decoder: Any = device.device.lead.decoder
    with torch.inference_mode():
        decoder._weights.embedding[POISON] = float("nan")


def poisoned(id: int, prompt: tuple[int, ...] = (*PROMPT, POISON)) -> Row:
    return whole(id, prompt)


def test_a_row_without_numbers_fails_alone(tiny: Tiny, device: Device) -> None:
    told = device.run(whole(1), poisoned(2), whole(3))
    assert [result.error for result in told] == [None, "nan", None]
    assert (told[1].ids, told[1].position, told[1].computed) == ((), 21, 0)
    told = device.run(row(1), row(2), row(3))
    assert [result.error for result in told] == [None, "nan", None]
    assert told[0].ids == told[2].ids == tuple(expected(tiny, 2)[1:])


def test_it_is_the_right_row_that_fails_beside_one_with_drafts(tiny: Tiny, device: Device) -> None:
    device.device.understudy = Prompter([*PROMPT, *expected(tiny, 5)])
    device.run(whole(1))
    told = device.run(row(1, draft=3), poisoned(2), whole(3))
    assert [result.error for result in told] == [None, "nan", None]


def test_a_row_fails_as_soon_as_it_computes_nonsense(device: Device) -> None:
    """Not only when it samples: until then others could find its blocks."""
    setup = Setup(GREEDY, (*PROMPT[:3], POISON, *PROMPT), 24)
    told = device.run(row(setup=setup, start=0, count=9, samples=False, blocks=range(20)))
    assert told[0].error == "nan"


def test_a_failed_slot_takes_a_new_request(tiny: Tiny, device: Device) -> None:
    device.run(poisoned(1))
    assert device.generate(whole(1), 10) == expected(tiny, 10)


def test_blocks_full_of_nonsense_may_be_written_anew(tiny: Tiny, device: Device) -> None:
    device.run(poisoned(1, (POISON,) * 40))
    again = row(2, setup=whole().setup, start=0, count=20, blocks=range(20, 40))
    assert device.generate(again, 10) == expected(tiny, 10)


def test_a_row_whose_tokens_are_all_banned_fails_alone(device: Device) -> None:
    banned = Sampling(allowed_ids=(5,), bad_words_ids=((5,),))
    told = device.run(whole(1), whole(2, sampling=banned))
    assert [result.error for result in told] == [None, "no token may follow"]


@pytest.mark.parametrize("stray", [V, -1])
def test_a_token_outside_the_vocabulary_fails_its_row_alone(device: Device, stray: int) -> None:
    told = device.run(whole(1), whole(2, (*PROMPT, stray)))
    assert [result.error for result in told] == [None, STRANGE_TOKEN]


def test_a_prediction_of_tokens_that_do_not_exist_is_read_without_them(tiny: Tiny) -> None:
    """A tokenizer may know more than its model, and the lead has no embedding of that."""
    device = Device(tiny, adaptive=False)
    text = device.generate(whole(1), 12)
    first = whole(2)
    assert first.setup is not None
    foretold = Speculation("prediction", prediction=(text[0], V, *text[1:], V + 1))
    first = altered(first, setup=replace(first.setup, speculation=foretold))
    assert device.generate(first, 1) == text[:1]
    told = device.run(row(2, draft=4))[0]
    assert (list(told.ids), told.num_drafted) == (text[1:6], 4)


def test_parameters_about_tokens_that_do_not_exist_change_nothing(device: Device) -> None:
    known = Sampling(
        seed=3, logit_bias=((9, 1.0),), stop_ids=(4,), min_tokens=9, allowed_ids=tuple(range(200))
    )
    strays = Sampling(
        seed=3,
        logit_bias=((9, 1.0), (V, 5.0), (-1, 5.0)),
        bad_words_ids=((), (V,), (7, V + 1)),
        stop_ids=(4, V),
        min_tokens=9,
        allowed_ids=(*range(200), V),
        logprobs=V + 5,
    )
    text = device.generate(whole(1, sampling=known), 10)
    assert device.generate(whole(2, sampling=strays), 10) == text
    told = device.run(row(2))[0]
    assert len(told.logprobs[0].top) == V


def test_a_request_that_allows_only_strange_tokens_fails(device: Device) -> None:
    told = device.run(whole(1), whole(2, sampling=Sampling(allowed_ids=(V,))))
    assert [result.error for result in told] == [None, STRANGE_CHOICE]


# Memory.


class Cramped:
    """A decoder's `forward` that finds no memory for some steps."""

    def __init__(self, device: Device, has_room: Callable[[Tensor], bool], **how: Any) -> None:
        self.forward = device.device.lead.decoder.forward
        self.has_room = has_room
        self.error = how.get("error", torch.OutOfMemoryError("CUDA out of memory."))
        self.sizes: list[int] = []
        device.device.lead.decoder.forward = self  # type: ignore[method-assign]

    def __call__(self, token_ids: Tensor, positions: Tensor, **others: Any) -> Tensor:
        self.sizes.append(len(token_ids))
        if not self.has_room(token_ids):
            raise self.error
        return self.forward(token_ids, positions, **others)


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 MiB."),
        RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes."),
        RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate 8 bytes."),
        MemoryError(),
    ],
    ids=["cuda", "linux", "windows", "python"],
)
def test_a_step_that_does_not_fit_is_computed_in_parts(
    tiny: Tiny, device: Device, error: Exception
) -> None:
    cramped = Cramped(device, lambda ids: len(ids) <= 6, error=error)
    prompts = {id: draw_prompt(4 + 5 * id, seed=id) for id in (1, 2, 3)}
    told = device.run(*[whole(id, prompt) for id, prompt in prompts.items()])
    texts = [list(result.ids) for result in told]
    for _ in range(4):
        for text, result in zip(texts, device.run(*[row(id) for id in prompts]), strict=True):
            assert result.error is None
            text.extend(result.ids)
    assert texts == [expected(tiny, 5, prompt) for prompt in prompts.values()]
    assert cramped.sizes[0] == 42
    assert sum(size for size in cramped.sizes[:20] if size <= 6) >= 42


def test_drafts_are_the_first_thing_to_go(tiny: Tiny, device: Device) -> None:
    text = expected(tiny, 9)
    device.device.understudy = Prompter([*PROMPT, *text])
    device.run(whole())
    cramped = Cramped(device, lambda ids: len(ids) < 3)
    told = device.run(row(draft=4))[0]
    assert (told.ids, told.num_drafted, told.error) == ((text[1],), 0, None)
    assert cramped.sizes == [5, 1]


def test_only_the_row_that_never_fits_fails(tiny: Tiny, device: Device) -> None:
    huge = 299
    Cramped(device, lambda ids: huge not in ids.tolist())
    prompt = tuple(id for id in PROMPT if id != huge)
    told = device.run(whole(1, prompt), whole(2, (*prompt, huge, *prompt)), whole(3, prompt))
    assert [result.error for result in told] == [None, "memory", None]
    assert told[0].ids == told[2].ids == tuple(expected(tiny, 1, prompt))
    assert device.run(row(2))[0].error == "memory"


def test_other_errors_are_nobodys_fault(device: Device) -> None:
    Cramped(device, lambda ids: False, error=RuntimeError("a kernel is broken"))
    with pytest.raises(RuntimeError, match="a kernel is broken"):
        device.run(whole())
