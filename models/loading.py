"""From what the user wishes to a decoder that is ready to run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch

import ops
from models.batch import Progress
from models.config import ModelConfig, read_config
from models.decoder import Decoder
from models.dummy import draw_weights
from models.errors import ModelError
from models.foreign_config import ForeignConfig
from models.hub import find_model
from models.open_model import LanguageModel, open_decoder, read_servable_config
from ops.quantise import Bits

DTYPES = {
    "float32": torch.float32,
    "bfloat16": torch.bfloat16,
    "float16": torch.float16,
}
BITS: dict[str, Bits] = {"int8": 8, "int4": 4}


class Wish(Protocol):
    """What the user said. `models.executor` explains the fields."""

    model: str
    revision: str | None
    dtype: str
    quantization: str | None
    deterministic: bool
    device: str
    load_format: str
    max_model_len: int | None
    trust_remote_code: bool


@dataclass(frozen=True, slots=True, eq=False)
class Lead:
    """The model, and how it computes."""

    decoder: LanguageModel
    directory: Path
    device: torch.device
    dtype: torch.dtype


def load_lead(wish: Wish, progress: Callable[[Progress], None]) -> Lead:
    """Find, read and pack. Raises a `ModelError` for what the user can mend."""

    def tell(stage: str) -> Callable[[float], None]:
        return lambda fraction: progress(Progress(stage, fraction))

    device = choose_device(wish.device)
    directory = find_model(
        wish.model,
        revision=wish.revision,
        progress=tell("download"),
        with_code=wish.trust_remote_code,
    )
    config = read_servable_config(directory, trust_remote_code=wish.trust_remote_code)
    bits = choose_bits(wish, config, device)
    dtype = type_for(wish, config, device, bits)
    length = choose_context_length(wish, config.context_length)
    progress(Progress("load", 0.0))
    match wish.load_format:
        case "safetensors":
            decoder = open_decoder(
                directory,
                dtype=dtype,
                device=device,
                context_length=length,
                progress=tell("load"),
                trust_remote_code=wish.trust_remote_code,
                bits=bits,
            )
        case "dummy":
            config = read_config(directory)  # no other models are drawn
            weights = draw_weights(
                config, dtype=dtype, device=device, progress=tell("load"), bits=bits
            )
            decoder = Decoder(config, weights, context_length=length)
        case other:
            raise ModelError(f"There is no load format {other!r}; known are safetensors and dummy.")
    return Lead(decoder, directory, device, dtype)


def way_of(lead: Lead) -> str:
    """How it computes, in a few words for the log."""
    name = str(lead.dtype).removeprefix("torch.")
    if lead.device.type == "cuda":
        return f"{name} on {torch.cuda.get_device_name(lead.device)}"
    kernels = ops.native_path()
    by = "torch alone, since the native library was not built" if kernels is None else kernels
    held = lead.decoder.held_as if isinstance(lead.decoder, Decoder) else name
    weights = "" if held == name else f", weights in {held}"
    threads = torch.get_num_threads()
    return f"{name} on {threads} thread{'s' * (threads > 1)}{weights}, computed by {by}"


def choose_device(name: str) -> torch.device:
    """The GPU, if there is one and nobody says otherwise."""
    if name == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        device = torch.device(name)
    except RuntimeError as error:
        raise ModelError(f"There is no device {name!r}; known are auto, cpu and cuda.") from error
    if device.type not in ("cpu", "cuda"):
        raise ModelError(f"The device {name!r} is not supported; known are auto, cpu and cuda.")
    if device.type == "cuda" and (device.index or 0) >= torch.cuda.device_count():
        raise ModelError(f"This machine has no device {name!r}.")
    return device


def choose_bits(
    wish: Wish, config: ModelConfig | ForeignConfig, device: torch.device
) -> Bits | None:
    """To how many the weights are rounded; all else is computed in float32 then."""
    if wish.quantization is None:
        return None
    bits = BITS.get(wish.quantization)
    if bits is None:
        known = ", ".join(BITS)
        raise ModelError(f"There is no quantization {wish.quantization!r}; known are {known}.")
    if device.type != "cpu":
        raise ModelError("Weights are quantized on a processor only; leave --quantization out.")
    if not isinstance(config, ModelConfig):
        raise ModelError(f"{wish.model} runs through transformers' code, which is not quantized.")
    return bits


def choose_dtype(name: str, own: str | None, device: torch.device) -> torch.dtype:
    """The checkpoint's own type where this machine computes with it.

    A processor computes float16 by reference code, hundreds of times slower than anything else,
    and many have no bfloat16 either.
    """
    wanted = (own or "float32") if name == "auto" else name
    dtype = DTYPES.get(wanted.removeprefix("torch."))
    if dtype is None:
        known = ", ".join(DTYPES)
        raise ModelError(f"There is no type {wanted!r} to compute with; known are {known}.")
    if device.type == "cuda" or dtype == torch.float32:
        return dtype
    if dtype == torch.bfloat16 and name != "auto":
        return dtype
    return torch.bfloat16 if has_fast_bfloat16() else torch.float32


def type_for(
    wish: Wish, config: ModelConfig | ForeignConfig, device: torch.device, bits: Bits | None
) -> torch.dtype:
    """What is computed with."""
    dtype = choose_dtype("float32" if bits else wish.dtype, config.dtype, device)
    return one_that_is_exact(dtype, config, device) if wish.deterministic else dtype


def one_that_is_exact(
    dtype: torch.dtype, config: ModelConfig | ForeignConfig, device: torch.device
) -> torch.dtype:
    """The type, or float32 where only in that a row's bits depend on no other row."""
    if device.type != "cpu":
        raise ModelError("--deterministic is for a processor; on a GPU near-ties may differ.")
    is_exact = isinstance(config, ModelConfig) and ops.rows_are_apart(dtype)
    return dtype if is_exact else torch.float32


def has_fast_bfloat16() -> bool:
    """Whether this processor has kernels for it."""
    return torch.backends.mkldnn.is_available() and bool(
        torch.ops.mkldnn._is_mkldnn_bf16_supported()
    )


def choose_context_length(wish: Wish, reach: int) -> int:
    """What the authors vouch for, or less."""
    length = wish.max_model_len
    if length is None:
        return reach
    if not 1 <= length <= reach:
        raise ModelError(
            f"{wish.model} reaches {reach} tokens; a text of {length} is out of its reach."
        )
    return length
