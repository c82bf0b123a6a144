"""The tensors of a checkpoint by name, wherever their file is.

Only safetensors: a pickled file can run code when it is loaded, so it never is. Files are mapped
into memory and read tensor by tensor. Letters: see `ops`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from models.errors import CheckpointError
from models.settings import read_json

INDEX = "model.safetensors.index.json"
SINGLE = "model.safetensors"
SHARD = re.compile(r"model-\d{5}-of-\d{5}\.safetensors")
PICKLED = ("pytorch_model.bin", "pytorch_model.bin.index.json", "model.pt", "model.pth")

# What can be converted to the type of the computation without knowing more, in safetensors' words.
PLAIN_TYPES = ("F64", "F32", "F16", "BF16")
WHOLE = (torch.int64, torch.int32)


class Checkpoint:
    """All tensors of one directory. Complaints are `CheckpointError`s naming file and tensor."""

    def __init__(self, directory: Path) -> None:
        self._files = find_files(directory)
        self._directory = directory
        self._open: dict[Path, Any] = {}
        self._checked: set[Path] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._files

    def __len__(self) -> int:
        return len(self._files)

    def shape_of(self, name: str) -> tuple[int, ...]:
        """The shape of a tensor as its file says it."""
        with self._reading(name) as (handle, _):
            return tuple(handle.get_slice(name).get_shape())

    def read_into(self, target: Tensor, name: str, *, transposed: bool = False) -> None:
        """Copy a tensor into `target`, which has its shape (after transposing) and any type."""
        with self._reading(name) as (handle, file):
            part = handle.get_slice(name)
            shape, kind = tuple(part.get_shape()), part.get_dtype()
            wanted = tuple(reversed(target.shape)) if transposed else tuple(target.shape)
            if shape != wanted:
                raise CheckpointError(
                    f"{file}: tensor {name!r} has the shape {list(shape)}, but config.json implies "
                    f"{list(wanted)}."
                )
            if kind not in PLAIN_TYPES:
                raise CheckpointError(
                    f"{file}: tensor {name!r} is stored as {kind}, which cannot be read as plain "
                    "numbers."
                )
            source = handle.get_tensor(name)
            target.copy_(source.T if transposed else source)

    def read_ids(self, name: str) -> Tensor:
        """A tensor of whole numbers [n] int64."""
        with self._reading(name) as (handle, file):
            ids: Tensor = handle.get_tensor(name)
            if ids.dtype not in WHOLE or ids.ndim != 1:
                raise CheckpointError(f"{file}: tensor {name!r} is no list of whole numbers.")
            return ids.long()

    def unmap(self) -> None:
        """Let the files go; the next read maps them again. What was read stays where it is.

        Pages of a mapped file count as resident memory for as long as it is mapped, so a loader
        that does this after every layer stays near one copy of the weights.
        """
        self._open.clear()

    @contextmanager
    def _reading(self, name: str) -> Iterator[tuple[Any, Path]]:
        file = self._files.get(name)
        if file is None:
            raise CheckpointError(f"{self._directory} has no tensor {name!r}.")
        try:
            handle = self._open.get(file)
            if handle is None:
                handle = self._open[file] = open_file(file)
            yield handle, file
        except (SafetensorError, OSError, ValueError, RuntimeError) as error:
            raise CheckpointError(
                f"{file}: tensor {name!r} cannot be read: {say(error)}."
            ) from error


def find_files(directory: Path) -> dict[str, Path]:
    """The file of every tensor: from the index, from the single file, or from all files there."""
    if (directory / INDEX).exists() and not is_left_over(directory):
        return read_index(directory)
    files = [directory / SINGLE]
    if not files[0].exists():
        files = sorted(directory.glob("*.safetensors"))
    if not files:
        raise no_files(directory)
    return {name: file for file in files for name in open_file(file).keys()}


def is_left_over(directory: Path) -> bool:
    """Whether the index is of shards that a single file has replaced: transformers deletes those
    and forgets the index."""
    names = read_json(directory / INDEX).get("weight_map")
    shards = [str(file) for file in names.values()] if isinstance(names, dict) else []
    are_gone = bool(shards) and all(
        SHARD.fullmatch(file) and not (directory / file).exists() for file in shards
    )
    return are_gone and (directory / SINGLE).exists()


def read_index(directory: Path) -> dict[str, Path]:
    """The index's map, once every file that it names is known to be there."""
    names = read_json(directory / INDEX).get("weight_map")
    if not isinstance(names, dict) or not all(isinstance(file, str) for file in names.values()):
        raise CheckpointError(f"{directory / INDEX} has no usable 'weight_map'.")
    for file in sorted(set(names.values())):
        if Path(file).name != file:
            raise CheckpointError(f"{directory / INDEX} names {file!r}, which is not beside it.")
        if not (directory / file).exists():
            raise CheckpointError(f"{directory / INDEX} names {file}, which is missing.")
    return {name: directory / file for name, file in names.items()}


def open_file(file: Path) -> Any:
    """Map a file after checking its header against its length."""
    try:
        return safe_open(file, framework="pt", device="cpu")
    except (SafetensorError, OSError, ValueError, RuntimeError) as error:
        raise CheckpointError(f"{file} is damaged or incomplete: {say(error)}.") from error


def no_files(directory: Path) -> CheckpointError:
    """The sentence for a directory without weights, or with weights that are not read."""
    for name in PICKLED:
        if (directory / name).exists():
            return CheckpointError(
                f"{directory} has only pickled weights ({name}), which are not loaded because "
                "they can run code: convert them to safetensors."
            )
    return CheckpointError(f"{directory} has no safetensors files.")


def say(error: Exception) -> str:
    """The reason in the words of the library that met it, on one line and without a full stop."""
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
