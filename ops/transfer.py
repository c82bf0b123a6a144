"""Many small tensors to the GPU in one copy, which the host does not wait for.

A copy out of ordinary memory waits until the GPU has done all that was launched before it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, cast

import torch
from torch import Tensor

Parcel = TypeVar("Parcel")


def to_device(tensor: Tensor, device: torch.device) -> Tensor:
    """A tensor of the host on the device."""
    if device.type == "cuda":
        tensor = tensor.pin_memory()
    return tensor.to(device, non_blocking=True)


def transfer(parcel: Parcel, device: torch.device) -> Parcel:
    """The same dataclass with all tensors of the host on the device; the others stay."""
    tensors = [tensor for tensor in _tensors(parcel) if tensor.device.type == "cpu"]
    tensors.sort(key=Tensor.element_size, reverse=True)  # so that each begins where it may
    packed = torch.cat([tensor.contiguous().view(-1).view(torch.uint8) for tensor in tensors])
    parts = to_device(packed, device).split([tensor.nbytes for tensor in tensors])
    moved = {
        id(tensor): part.view(tensor.dtype).view(tensor.shape)
        for tensor, part in zip(tensors, parts, strict=True)
    }
    return _replaced(parcel, moved)


def _tensors(parcel: Any) -> Iterator[Tensor]:
    for value in _values(parcel):
        if isinstance(value, Tensor):
            yield value
        elif dataclasses.is_dataclass(value):
            yield from _tensors(value)


def _values(parcel: Any) -> Iterable[Any]:
    return [getattr(parcel, field.name) for field in dataclasses.fields(parcel)]


def _replaced(parcel: Parcel, moved: dict[int, Tensor]) -> Parcel:
    changes: dict[str, Any] = {}
    for field in dataclasses.fields(cast(Any, parcel)):
        value = getattr(parcel, field.name)
        if isinstance(value, Tensor):
            changes[field.name] = moved.get(id(value), value)
        elif dataclasses.is_dataclass(value):
            changes[field.name] = _replaced(value, moved)
    return cast(Parcel, dataclasses.replace(cast(Any, parcel), **changes))
