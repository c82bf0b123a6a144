"""A model from the Hugging Face hub, downloaded into its shared cache.

Without a network (or with HF_HUB_OFFLINE=1) what the cache has is used.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from huggingface_hub import snapshot_download
from huggingface_hub.errors import (
    GatedRepoError,
    HFValidationError,
    LocalEntryNotFoundError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.utils.tqdm import tqdm

from models.errors import ModelNotFound

# Configuration, tokenizer, chat template and weights; no pickled weights, no other formats.
WANTED = ("*.json", "*.safetensors", "*.jinja", "*.model", "*.tiktoken", "*.txt")
CODE = ("*.py",)
# Folders hold the same weights in other formats, but those of an embedder's steps hold the steps;
# their names begin with the number of the step, as in 1_Pooling.
UNWANTED = (
    "[!0-9]*/*.safetensors",
    "[!0-9]*/*.json",
    "consolidated*",
    "*.index.fp16.json",
    "*.fp16.*",
)


def download(
    name: str,
    *,
    revision: str | None,
    progress: Callable[[float], None] | None,
    with_code: bool,
) -> Path:
    """Its directory. :raises ModelNotFound: with one sentence."""
    try:
        return Path(
            snapshot_download(
                name,
                revision=revision,
                allow_patterns=[*WANTED, *(CODE if with_code else ())],
                ignore_patterns=list(UNWANTED),
                tqdm_class=make_bar(progress or ignore),
            )
        )
    except Exception as error:  # the library raises what its HTTP client raises, of any class
        raise ModelNotFound(explain(error, name, revision)) from error


def explain(error: Exception, name: str, revision: str | None) -> str:
    """One sentence that says what to do."""
    where = f"https://huggingface.co/{name}"
    match error:
        case GatedRepoError():
            return f"The model {name} is gated: ask for access at {where}, then set HF_TOKEN."
        case RepositoryNotFoundError():
            return (
                f"There is neither a directory nor a repository {name}; if it is private, set "
                "HF_TOKEN."
            )
        case RevisionNotFoundError():
            return f"The repository {name} has no revision {revision!r}."
        case HFValidationError():
            return f"There is no directory {name}, and it cannot be the name of a repository."
        case LocalEntryNotFoundError() if isinstance(error.__cause__, OfflineModeIsEnabled):
            return f"The model {name} is not complete in the cache, and HF_HUB_OFFLINE is set."
        case LocalEntryNotFoundError():
            return (
                f"The model {name} is not complete in the cache, and the hub cannot be reached: "
                f"{say(error.__cause__ or error)}."
            )
    return f"The model {name} cannot be downloaded: {say(error)}."


def say(error: BaseException) -> str:
    """The class of an error and its first line, since messages of HTTP clients ramble."""
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0].rstrip('.')}" if lines else type(error).__name__


def make_bar(progress: Callable[[float], None]) -> type[Any]:
    """A progress bar that draws nothing and tells `progress` about bytes."""

    class Bar(tqdm):
        """One for the files and one or two for the bytes; the library creates them."""

        def __init__(self, *args: Any, unit: str = "it", **options: Any) -> None:
            super().__init__(*args, **{**options, "disable": True})
            self.counts_bytes = unit == "B"

        def update(self, n: float | None = 1) -> None:
            self.n += n or 0
            if self.counts_bytes and self.total:
                progress(min(self.n / self.total, 1.0))

    return Bar


def ignore(fraction: float) -> None:
    """Hear progress and say nothing."""
