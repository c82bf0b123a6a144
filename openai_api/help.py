"""What `python -m openai_api --help` says: the settings in groups, one line or two for each."""

from __future__ import annotations

import textwrap
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from openai_api.config import Settings

# The first setting of each group, as they stand in the class.
GROUPS = {
    "model": "The model",
    "embedding_model": "A second model, for vectors",
    "max_num_seqs": "The engine",
    "host": "The address",
    "api_key": "Who may ask",
    "strict_params": "Limits",
    "files_dir": "Files and batches",
    "web": "What there is to see",
    "config": "More settings",
}
EXAMPLES = """\
examples:
  python -m openai_api                                      the small model in the box
  python -m openai_api --model ./my-model --port 8080       a directory in Hugging Face's format
  python -m openai_api --model ./my-model --quantization int4 --api-key SECRET --host 0.0.0.0
  python -m openai_api chat                                 a chat in the terminal
  python -m openai_api bench --help                         a load benchmark
"""
WIDTH, INDENT = 96, 32
VALUES = {int: "N", float: "SECONDS", str: "TEXT", Path: "FILE"}
VALUE_OF = {
    "model": "PATH_OR_ID",
    "embedding_model": "PATH_OR_ID",
    "speculative_model": "PATH_OR_ID",
    "device": "NAME",
    "embedding_device": "NAME",
    "host": "ADDRESS",
    "uds": "FILE",
    "root_path": "PATH",
    "files_dir": "DIRECTORY",
    "gpu_memory_utilization": "SHARE",
    "otlp_traces_endpoint": "URL",
    "chat_template": "FILE",
    "speculative_config": "JSON",
}


def help_text() -> str:
    """All of it."""
    about = " ".join((Settings.__doc__ or "").split())
    parts = ["usage: python -m openai_api [chat|bench] [flags]\n", textwrap.fill(about, WIDTH), ""]
    for name, field in Settings.model_fields.items():
        if not field.description:
            continue  # for tests of the server itself
        if name in GROUPS:
            parts.append(f"{GROUPS[name]}:")
        parts += lines_of(name, field)
        if name in LAST_OF_GROUP:
            parts.append("")
    return "\n".join([*parts, "", EXAMPLES])


def lines_of(name: str, field: FieldInfo) -> Iterator[str]:
    """The flag and its value on the left, what it means on the right."""
    flag = "--" + name.replace("_", "-")
    kind = plain(field.annotation)
    if kind is bool:
        flag = f"--no-{flag[2:]}" if field.default else flag
    elif name in VALUE_OF:
        flag += f" {VALUE_OF[name]}"
    elif get_origin(kind) is Literal:
        flag += f" {'|'.join(get_args(kind))}"
    elif get_origin(kind) is list:
        flag += " NAME"
    else:
        flag += f" {VALUES[kind]}"
    meaning = textwrap.wrap(said(field, kind), WIDTH - INDENT)
    left = f"  {flag}"
    if len(left) > INDENT - 2:
        yield left
        left = ""
    for line in meaning or [""]:
        yield f"{left:{INDENT}}{line}".rstrip()
        left = ""


def said(field: FieldInfo, kind: Any) -> str:
    """The description, and the default where that is something."""
    meaning = field.description or ""
    if kind is bool:
        return f"{meaning} [on]" if field.default else meaning
    if field.default in (None, "", PydanticUndefined, []):
        return meaning
    return f"{meaning} [{field.default}]".strip()


def plain(annotation: Any) -> Any:
    """A type without its None and its marks."""
    if get_origin(annotation) in (Union, types.UnionType):
        (annotation,) = (each for each in get_args(annotation) if each is not type(None))
    return annotation


def find_last_of_groups() -> set[str]:
    names = [*Settings.model_fields]
    return {before for before, name in zip(names, names[1:], strict=False) if name in GROUPS}


LAST_OF_GROUP = find_last_of_groups()
