"""Loading a checkpoint through transformers' own modelling code.

Only safetensors, never code that comes with the checkpoint unless the user allows it, and no weight
that the files do not have: transformers would draw those at random and say so in passing. Every
complaint becomes one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from transformers import AutoConfig
from transformers.utils import logging
from transformers.utils.quantization_config import Mxfp4Config

from models.checkpoint import Checkpoint
from models.errors import CheckpointError, ModelError, UnsupportedArchitecture
from models.settings import Settings, read_json

# Kinds of quantisation that transformers undoes while it loads: gpt-oss is published in no other.
UNPACKED = {"mxfp4": Mxfp4Config}

SILENT = 50  # nothing that transformers has to say is as bad as that
COMPLAINTS = ("not enough memory", "can't allocate memory", "out of memory")


def load_config(directory: Path, *, trust_remote_code: bool) -> Any:
    """transformers' configuration of the checkpoint."""
    path = directory / "config.json"
    raw = read_json(path)
    quantisation = Settings(raw, str(path)).optional_object("quantization_config")
    method = (quantisation or {}).get("quant_method", "an unnamed method")
    if quantisation and method not in UNPACKED:
        raise UnsupportedArchitecture(
            f"{path} says that the weights are quantised with {method}, which is not supported."
        )
    try:
        with quiet():
            return AutoConfig.from_pretrained(
                directory, trust_remote_code=trust_remote_code, local_files_only=True
            )
    except Exception as error:  # whatever a configuration class makes of the file's values
        if raw.get("auto_map") and not trust_remote_code:
            raise UnsupportedArchitecture(
                f"{directory} is computed by code of its own, which runs only if the server is "
                "started with --trust-remote-code."
            ) from error
        raise UnsupportedArchitecture(f"transformers cannot read {path}: {say(error)}.") from error


def load_model(
    family: Any,
    directory: Path,
    config: Any,
    *,
    dtype: torch.dtype,
    device: torch.device | str,
    progress: Callable[[float], None] | None,
    trust_remote_code: bool,
    may_lack: tuple[str, ...] = (),
) -> Any:
    """The model, ready for inference, made by one of transformers' Auto classes.

    `may_lack` are beginnings of names whose tensors are not used. `progress` hears the fraction of
    the tensors that are read.
    """
    Checkpoint(directory)  # complains about missing, damaged and pickled files
    options = loading_options(config, torch.device(device))
    try:
        with quiet(progress), torch.inference_mode(False):
            model, report = family.from_pretrained(
                directory,
                config=config,
                dtype=dtype,
                attn_implementation="eager",
                use_safetensors=True,
                local_files_only=True,
                trust_remote_code=trust_remote_code,
                output_loading_info=True,
                **options,
            )
    except Exception as error:
        raise explain(error, directory) from error
    missing = sorted(name for name in report["missing_keys"] if not name.startswith(may_lack))
    if missing:
        raise CheckpointError(f"{directory} has no tensor {missing[0]!r}.")
    return finish(model, dtype, device)


def loading_options(config: Any, device: torch.device) -> dict[str, Any]:
    """What depends on the device and on how the weights are stored."""
    options: dict[str, Any] = {}
    if device.type == "cpu":
        # transformers' grouped products want sizes of their own there, and ours take their place.
        options["experts_implementation"] = "eager"
    quantisation = getattr(config, "quantization_config", None)
    if quantisation:
        method = UNPACKED[quantisation["quant_method"]]
        options["quantization_config"] = method(dequantize=True)
    return options


def finish(model: Any, dtype: torch.dtype, device: torch.device | str) -> Any:
    """Ready for inference. What was unpacked may have come out narrower than it is wanted."""
    for tensor in model.parameters():
        if tensor.is_floating_point() and tensor.dtype.itemsize < dtype.itemsize:
            tensor.data = tensor.data.to(dtype)
    return model.eval().requires_grad_(False).to(device)


def explain(error: Exception, directory: Path) -> Exception:
    """The sentence for whatever happened while loading."""
    if passes(error):
        return error
    return CheckpointError(f"transformers cannot load {directory}: {say(error)}.")


def passes(error: Exception) -> bool:
    """Errors that are explained already, and shortages of memory: no fault of the files."""
    if isinstance(error, ModelError | MemoryError | torch.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError) and any(text in str(error) for text in COMPLAINTS)


def say(error: Exception) -> str:
    """The class of an error and its first line: messages of libraries ramble."""
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0].rstrip('.: ')}" if lines else type(error).__name__


@contextmanager
def quiet(progress: Callable[[float], None] | None = None) -> Iterator[None]:
    """transformers neither warns nor draws bars; `progress` hears what a bar would show."""

    def watch(_: Any, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        return count(options.get("iterable", args[0] if args else ()), progress)

    level = logging.get_verbosity()
    logging.set_verbosity(SILENT)
    hook = logging.set_tqdm_hook(watch)
    try:
        yield
    finally:
        logging.set_tqdm_hook(hook)
        logging.set_verbosity(level)


def count(items: Iterable[Any], progress: Callable[[float], None] | None) -> Iterator[Any]:
    """The items, and how many of them are done."""
    known = list(items)
    for number, item in enumerate(known, 1):
        yield item
        if progress is not None:
            progress(number / len(known))
