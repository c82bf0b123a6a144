"""The house rules that a machine can check."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("openai_api/", "actors/", "models/", "ops/")

# Whoever loads or evaluates with these runs what somebody else wrote.
RUNNING_LOADERS = {"cloudpickle", "dill", "joblib", "marshal", "pickle", "shelve"}
RUNNING_FUNCTIONS = {"eval", "exec", "torch.load", "yaml.load", "yaml.unsafe_load"}

VIRTUAL_TIME = "tests/simulation/"  # where anyio's clock is the simulation's
SLEEPS = {"anyio.sleep", "asyncio.sleep", "sleep", "trio.sleep"}

Sources = Mapping[str, ast.Module]


def test_files_are_shorter_than_300_lines(sources: Sources) -> None:
    lengths = {path: len((ROOT / path).read_bytes().splitlines()) for path in sources}
    assert {path: length for path, length in lengths.items() if length >= 300} == {}


def test_functions_are_shorter_than_40_lines(sources: Sources) -> None:
    lengths = {
        f"{path}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path, node in nodes(sources, *PACKAGES)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {place: length for place, length in lengths.items() if length >= 40} == {}


def test_nothing_that_is_read_is_run(sources: Sources) -> None:
    wrong = [
        f"{path}:{node.lineno} {name}"
        for path, node in nodes(sources, *PACKAGES)
        for name in (*imported(node), *called(node))
        if name.partition(".")[0] in RUNNING_LOADERS or name in RUNNING_FUNCTIONS
    ]
    assert wrong == []


def test_checks_of_the_front_process_survive_optimization(sources: Sources) -> None:
    """`python -O` removes every assert."""
    wrong = [
        f"{path}:{node.lineno}"
        for path, node in nodes(sources, "openai_api/", "actors/")
        if isinstance(node, ast.Assert)
    ]
    assert wrong == []


def test_every_test_has_a_name_of_its_own(request: pytest.FixtureRequest) -> None:
    """Processes share tests out by their names: of those with the same name one alone would run."""
    counts = Counter([item.nodeid for item in request.session.items])
    assert {name: count for name, count in counts.items() if count > 1} == {}


def test_no_test_waits_for_real_time_to_pass(sources: Sources) -> None:
    """Sleeping for zero seconds only lets others run."""
    wrong = [
        f"{path}:{node.lineno} {ast.unparse(node)}"
        for path, node in nodes(sources, "tests/")
        for name in called(node)
        if name == "time.sleep" or (name in SLEEPS and not path.startswith(VIRTUAL_TIME))
        if not ast.unparse(node).endswith("sleep(0)")
    ]
    assert wrong == []


def nodes(sources: Sources, *folders: str) -> Iterator[tuple[str, ast.stmt | ast.expr]]:
    """Each statement and expression below those folders, and its file."""
    for path, tree in sources.items():
        if path.startswith(folders):
            for node in ast.walk(tree):
                if isinstance(node, ast.stmt | ast.expr):
                    yield path, node


def imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import():
            return [alias.name for alias in node.names]
        case ast.ImportFrom(module=str(module)):
            return [f"{module}.{alias.name}" for alias in node.names]
        case _:
            return []


def called(node: ast.AST) -> list[str]:
    return [ast.unparse(node.func)] if isinstance(node, ast.Call) else []
