"""From what the user calls the model to a directory with its files.

A directory is taken as it is. Anything else is a repository of the Hugging Face hub.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from models.errors import ModelNotFound


def find_model(
    name: str,
    *,
    revision: str | None = None,
    progress: Callable[[float], None] | None = None,
    with_code: bool = False,
) -> Path:
    """The directory of a model, downloaded if need be. Raises `ModelNotFound` with one sentence.

    `progress` hears the fraction of the bytes that are known to be needed; it can go back a little
    when the size of another file becomes known. `with_code` also fetches the model's own code.
    """
    directory = Path(name).expanduser()
    if directory.is_dir():
        return directory
    if directory.exists():
        raise ModelNotFound(f"{name} is a file, but a model is a directory.")
    if looks_like_path(name):
        raise ModelNotFound(f"There is no directory {name}.")
    from models.download import download  # half a second that whoever has the model is spared

    return download(name, revision=revision, progress=progress, with_code=with_code)


def looks_like_path(name: str) -> bool:
    """Whether nobody who writes this can mean a repository."""
    return name.startswith((".", "/", "~")) or name.count("/") > 1 or "\\" in name
