"""What the modules have in common that run under Triton's interpreter. See `compiled`."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import torch
from triton.runtime import interpreter

patch_language = interpreter._patch_lang
PATCHED: set[str] = set()


def report(cases: Mapping[str, Callable[[], None]]) -> None:
    """Print, as JSON, what each case has to complain of: nothing, if the kernels are right."""
    torch.set_num_threads(1)
    hurry()
    json.dump({name: complaint(case) for name, case in cases.items()}, sys.stdout)


def complaint(case: Callable[[], None]) -> str:
    torch.manual_seed(0)
    try:
        case()
    except Exception:
        return traceback.format_exc()
    return ""


def hurry() -> None:
    """Leave out what the interpreter does again and again, or without any effect.

    At every call of a function it changes `triton.language`, which takes most of its time; and it
    computes whether integers overflow, but does not say so.
    """
    interpreter._patch_lang = patch_once
    options = interpreter.InterpreterOptions(sanitize_overflow=False)
    interpreter.interpreter_builder.options = options


def patch_once(fn: Any) -> SimpleNamespace:
    """For each file, and for good."""
    if fn.__module__ not in PATCHED:
        PATCHED.add(fn.__module__)
        patch_language(fn)
    return SimpleNamespace(restore=lambda: None)
