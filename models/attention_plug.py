"""Our attention behind the interface that transformers' own modelling code calls.

transformers keeps its attention functions in a table and asks it by the name in a model's
configuration. Two names are ours:

    SURVEYING   used once for each model, on one short text: masks are built, so that what they
                mean can be read off them
    RUNNING     from then on: no masks are built at all, the plug knows what each layer sees

Both lead to the `Plug` that `plug_in` has hung on the modules of the model, so several models live
in one process without knowing of each other. Letters: see `ops`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol

import torch
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface

from models.errors import UnsupportedArchitecture

SURVEYING = "understudy_surveying"
RUNNING = "understudy_running"

ATTRIBUTE = "understudy_plug"

# Tensors that modelling code hands to every attention function and that change nothing here.
HARMLESS_TENSORS = {"position_ids", "cache_position", "token_type_ids"}


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """What one layer asks for. The texts of the step lie behind one another, without padding."""

    q: Tensor  # [T, H, D]
    k: Tensor  # [T, K, D]
    v: Tensor  # [T, K, E]
    scale: float
    softcap: float | None
    sinks: Tensor | None  # [H]
    mask: Tensor | None  # what `draw_reach` gave, while surveying


class Plug(Protocol):
    """What stands behind the attention of one model."""

    def __call__(self, call: Call) -> Tensor:
        """The results [T, H, E] of the layer whose turn it is."""
        ...


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a query sees, in tokens. None: to the end of its text."""

    back: int | None
    ahead: int | None


_longest: ContextVar[int] = ContextVar("longest")  # tokens of a text, for the survey under way


@contextmanager
def surveying(model: Any, *, longest: int) -> Iterator[None]:
    """Within this, what the model's layers see is found out; afterwards it is known."""
    token = _longest.set(longest)
    model.set_attn_implementation(SURVEYING)
    try:
        yield
    finally:
        _longest.reset(token)
        model.set_attn_implementation(RUNNING)


def plug_in(model: nn.Module, plug: Plug) -> None:
    """Hang the plug on every module: whichever of them is an attention will find it."""
    for module in model.modules():
        setattr(module, ATTRIBUTE, plug)


def attend(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    **options: Any,
) -> tuple[Tensor, None]:
    """The function of both names. query [1, H, T, D], key [1, K, T, D], value [1, K, T, E]."""
    refuse_unknown(options)
    scale = options.get("scaling")
    plug: Plug = getattr(module, ATTRIBUTE)
    call = Call(
        q=ragged(query),
        k=ragged(key),
        v=ragged(value),
        scale=float(query.shape[-1] ** -0.5 if scale is None else scale),
        softcap=options.get("softcap"),
        sinks=options.get("s_aux"),
        mask=attention_mask,
    )
    return plug(call)[None], None


def ragged(heads: Tensor) -> Tensor:
    """[1, heads, T, size] to [T, heads, size], which is how the linear layers left it."""
    return heads[0].transpose(0, 1).contiguous()


def refuse_unknown(options: Mapping[str, Any]) -> None:
    """Say no to a tensor that changes the scores in a way that is not known here."""
    for name, value in options.items():
        if isinstance(value, Tensor) and name not in HARMLESS_TENSORS and name != "s_aux":
            raise UnsupportedArchitecture(
                f"The model's attention takes {name!r} into account, which the paged attention "
                "does not."
            )


def draw_reach(*, mask_function: Callable[..., Any], device: Any, **_: Any) -> Tensor:
    """In the place of a mask: what the mask would show, as a tensor [1, 1, 1, 2] of `Reach`.

    The rule of a mask can be asked about any two positions. It is asked about the longest text that
    the server offers, of which the surveyed one shows too little.
    """
    reach = read_reach(mask_function, _longest.get(), device)
    numbers = [-1 if far is None else far for far in (reach.back, reach.ahead)]
    return torch.tensor(numbers, device=device).view(1, 1, 1, 2)


def read_reach(rule: Callable[..., Any], length: int, device: Any = "cpu") -> Reach:
    """What the first and the last query see, if all others see the same to both sides."""
    key = torch.arange(length, device=device)[None, :]

    def ask(queries: Iterable[int]) -> tuple[Tensor, Tensor]:
        """The queries [queries, 1], and what they see [queries, length]."""
        query = torch.tensor(list(queries), device=device)[:, None]
        seen = rule(torch.zeros_like(query), torch.zeros_like(query), query, key)
        return query, seen.expand(len(query), length)

    _, ends = ask((0, length - 1))
    ahead, back = (int(number) - 1 for number in ends.sum(1))
    samples = {0, 1, length // 3, length // 2, length - 2, length - 1}
    query, seen = ask(sorted(samples & set(range(length))))
    if not torch.equal(seen, (key >= query - back) & (key <= query + ahead)):
        raise UnsupportedArchitecture(
            "The model's attention is neither full nor a sliding window, and nothing else is "
            "computed over a paged cache."
        )
    return Reach(back if back < length - 1 else None, ahead if ahead < length - 1 else None)


def known_reach(mask: Tensor | None) -> Reach | None:
    """What `draw_reach` found. None: the model has built no mask."""
    if mask is None:
        return None
    if mask.shape != (1, 1, 1, 2) or mask.dtype != torch.int64:
        raise UnsupportedArchitecture(
            "The model changes the masks of its attention in a way that the paged attention does "
            "not know."
        )
    back, ahead = (None if number < 0 else number for number in mask.flatten().tolist())
    return Reach(back, ahead)


AttentionInterface.register(SURVEYING, attend)
AttentionInterface.register(RUNNING, attend)
AttentionMaskInterface.register(SURVEYING, draw_reach)
