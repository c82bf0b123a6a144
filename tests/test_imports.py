"""Who may import whom: openai_api -> actors -> models -> ops, never back and never skipping."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]

MAY_IMPORT = {
    "openai_api": {"openai_api", "actors"},
    "actors": {"actors", "models"},
    "models": {"models", "ops"},
    "ops": {"ops"},
}
OURS = {*MAY_IMPORT, "tests", "loadtests", "examples"}

ACTORS = {
    "actors.tokenizer",
    "actors.scheduler",
    "actors.kv_cache",
    "actors.runner",
    "actors.detokenizer",
}
KNOWS_ALL_ACTORS = "actors.ring"

Sources = Mapping[str, ast.Module]


def test_packages_import_only_themselves_and_the_next_one(sources: Sources) -> None:
    wrong = [
        f"{path}:{line} imports {module}"
        for path, tree in in_packages(sources)
        for line, module in imports(tree)
        if package(module) in OURS - MAY_IMPORT[folder(path)]
    ]
    assert wrong == []


def test_our_packages_are_imported_by_their_full_names(sources: Sources) -> None:
    wrong = [
        f"{path}:{node.lineno}"
        for path, tree in sources.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level > 0
    ]
    assert wrong == []


def test_each_folder_of_code_is_a_package(sources: Sources) -> None:
    """Without `__init__.py` a folder is not installed, and the tests below do not see it."""
    folders = {path.rpartition("/")[0] for path, _ in in_packages(sources)}
    assert {name for name in folders if f"{name}/__init__.py" not in sources} == set()


def test_the_five_actors_are_those_that_derive_from_actor(sources: Sources) -> None:
    assert {module_name(path) for path, tree in in_packages(sources) if holds_actor(tree)} == ACTORS


def test_only_the_ring_knows_the_actors(sources: Sources) -> None:
    wrong = [
        f"{path}:{line} imports {module}"
        for path, tree in in_packages(sources)
        for line, module in imports(tree)
        if module in ACTORS and module_name(path) not in (module, KNOWS_ALL_ACTORS)
    ]
    assert wrong == []


def test_ops_import_torch_and_triton_only(sources: Sources) -> None:
    allowed = {"ops", "torch", "triton", *sys.stdlib_module_names}
    wrong = [
        f"{path}:{line} imports {module}"
        for path, tree in in_packages(sources)
        if folder(path) == "ops"
        for line, module in imports(tree)
        if package(module) not in allowed
    ]
    assert wrong == []


def test_triton_is_imported_lazily(sources: Sources) -> None:
    """A file of kernels may need triton when it is loaded; then it is itself loaded lazily."""
    at_import = {
        module_name(path): {module for _, module in imports(tree, at_import=True)}
        for path, tree in in_packages(sources)
    }
    kernels = {name for name, modules in at_import.items() if "triton" in map(package, modules)}
    wrong = [
        f"{name} loads {kernel} when it is imported"
        for name, modules in at_import.items()
        for kernel in sorted(modules & kernels)
        if name not in kernels
    ]
    assert wrong == []


def test_importing_ops_loads_no_triton() -> None:
    assert loaded_after("import ops", ("triton",)) == "[]"


def test_the_front_process_loads_neither_torch_nor_triton() -> None:
    import_all = """
import importlib, pkgutil
import actors, openai_api
for front in (actors, openai_api):
    for module in pkgutil.walk_packages(front.__path__, front.__name__ + "."):
        importlib.import_module(module.name)
"""
    assert loaded_after(import_all, ("torch", "triton")) == "[]"


def loaded_after(code: str, modules: tuple[str, ...]) -> str:
    """Run `code` in an interpreter of its own; which of `modules` did it load?"""
    question = f"\nimport sys\nprint([name for name in {modules} if name in sys.modules])"
    answer = subprocess.run(
        [sys.executable, "-c", code + question], cwd=ROOT, capture_output=True, text=True
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


def in_packages(sources: Sources) -> Iterator[tuple[str, ast.Module]]:
    return ((path, tree) for path, tree in sources.items() if folder(path) in MAY_IMPORT)


def imports(tree: ast.AST, *, at_import: bool = False) -> Iterator[tuple[int, str]]:
    """Line and full name of each module that is imported, anywhere or just while being imported.

    `from actors import ring` may mean the module `actors.ring`: both names count.
    """
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.Import():
                yield from ((node.lineno, alias.name) for alias in node.names)
            case ast.ImportFrom(module=str(module)):
                yield node.lineno, module
                yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)
            case ast.FunctionDef() | ast.AsyncFunctionDef() if at_import:
                continue
            case ast.If(test=ast.Name("TYPE_CHECKING")) if at_import:
                continue
            case _:
                yield from imports(node, at_import=at_import)


def holds_actor(tree: ast.Module) -> bool:
    """Whether a class `X(Actor[...])` stands here."""
    return any(
        isinstance(base, ast.Subscript)
        and isinstance(base.value, ast.Name)
        and base.value.id == "Actor"
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        for base in node.bases
    )


def module_name(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def folder(path: str) -> str:
    return path.partition("/")[0]


def package(module: str) -> str:
    return module.partition(".")[0]
