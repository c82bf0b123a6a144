"""Whatever a schema or a grammar does to who compiles it, the server answers and goes on."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from typing import Any

import pytest

from actors import elsewhere, grammars
from actors.elsewhere import Compiler, asked_elsewhere
from actors.grammars import GrammarError
from actors.narrowing import answered, checked, narrowed, of_schema

STRING = {"type": "string"}


@pytest.fixture(autouse=True)
def _no_compiler_is_left(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Each test finds none, and leaves none."""
    monkeypatch.setattr(elsewhere, "IDLE", [])
    asked_elsewhere.cache_clear()
    yield
    elsewhere.end_all()


def chain(length: int) -> dict[str, Any]:
    """Objects in objects, by references."""
    places = {
        f"d{nth}": {"properties": {"a": {"$ref": f"#/$defs/d{nth + 1}"}}, "required": ["a"]}
        for nth in range(length)
    }
    return {"$defs": {**places, f"d{length}": STRING}, "$ref": "#/$defs/d0"}


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": {"x": {"enum": [[-(2**63)]]}}},
        chain(1050),
    ],
    ids=["the least of all integers", "a long chain"],
)
def test_a_schema_that_kills_its_compiler_is_refused_and_the_next_is_compiled(schema: Any) -> None:
    with pytest.raises(GrammarError):
        of_schema(schema)
    assert narrowed(STRING) == STRING


def test_a_grammar_that_overflows_a_stack_is_refused() -> None:
    rules = [f"a{nth}: a{nth + 1}" for nth in range(3000)]
    grammar = "\n".join(["start: a0", *rules, 'a3000: "x"'])
    with pytest.raises(GrammarError, match="cannot be compiled"):
        checked(grammars.of_lark(grammar))
    checked(grammars.of_choice(["yes", "no"]))


def test_what_takes_too_long_ends_by_itself() -> None:
    """Written out it has six million letters."""
    with pytest.raises(GrammarError, match="takes too long"):
        checked(grammars.of_regex("((((a{50}){50}){50}){50})"))


def test_a_panic_is_a_refusal() -> None:
    with pytest.raises(GrammarError, match="cannot be compiled"):
        of_schema({"required": "é" * 60})


def test_no_other_error_is_taken_for_a_panic(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("actors.narrowing.check", stop)
    with pytest.raises(KeyboardInterrupt):
        answered({"grammar": ""})


@pytest.mark.parametrize("program", ["/bin/false", "/no/such/program"])
def test_a_process_that_dies_of_itself_is_an_error_of_its_schema_that_once(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", program)
        with pytest.raises(GrammarError, match="no time or no memory"):
            of_schema(STRING)
    of_schema(STRING)


def test_one_process_answers_many_questions_and_the_same_question_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    answer_to = Compiler.answer_to

    def counted(self: Compiler, question: str) -> str | None:
        asked.append(question)
        return answer_to(self, question)

    monkeypatch.setattr(Compiler, "answer_to", counted)
    for limit in (1, 2, 3, 1, 2, 3):
        assert narrowed(STRING | {"maxLength": limit}) == STRING | {"maxLength": limit}
    assert len(asked) == 3
    assert len(elsewhere.IDLE) == 1


def test_no_more_than_two_compile_at_once() -> None:
    schemas = [STRING | {"maxLength": limit} for limit in range(1, 9)]
    threads = [threading.Thread(target=narrowed, args=(schema,)) for schema in schemas]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 <= len(elsewhere.IDLE) <= elsewhere.MOST_AT_ONCE


def test_one_that_died_while_nobody_asked_is_replaced() -> None:
    narrowed(STRING | {"maxLength": 1})
    (compiler,) = elsewhere.IDLE
    compiler.process.kill()
    compiler.process.wait()
    assert narrowed(STRING | {"maxLength": 2}) == STRING | {"maxLength": 2}


def test_who_never_answers_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "LONGEST", 0.01)
    compilers: list[Compiler] = []
    answer_to = Compiler.answer_to

    def kept(self: Compiler, question: str) -> str | None:
        compilers.append(self)
        return answer_to(self, question)

    monkeypatch.setattr(Compiler, "answer_to", kept)
    with pytest.raises(GrammarError, match="no time or no memory"):
        of_schema(STRING)
    assert not compilers[0].is_alive


def test_a_server_with_many_connections_still_hears_its_compiler() -> None:
    """Descriptors beyond 1023 are ordinary ones."""
    bound = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(2048, bound[0]), bound[1]))
    held = [os.open(os.devnull, os.O_RDONLY)]
    try:
        while held[-1] < 1100:
            held.append(os.dup(held[0]))
        assert narrowed(STRING) == STRING
    finally:
        elsewhere.end_all()
        for each in held:
            os.close(each)
        resource.setrlimit(resource.RLIMIT_NOFILE, bound)


def test_who_finds_none_waiting_starts_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another thread took the last one between a look and a grasp."""

    class Taken(list[Compiler]):
        def __bool__(self) -> bool:
            return True

    monkeypatch.setattr(elsewhere, "IDLE", waiting := Taken())
    assert narrowed(STRING) == STRING
    (compiler,) = waiting
    compiler.end()
    waiting.clear()
    monkeypatch.undo()


def test_what_is_too_long_is_asked_of_nobody_and_not_kept() -> None:
    with pytest.raises(GrammarError, match="longer than"):
        checked(grammars.of_regex("a" * 300_000))
    assert not elsewhere.IDLE and not asked_elsewhere.cache_info().currsize


def test_it_ends_with_who_asked() -> None:
    compiler = Compiler()
    assert compiler.answer_to('{"grammar": ""}') is not None
    compiler.asks.close()
    assert compiler.process.wait(timeout=10) == 0
    compiler.tells.close()


def test_all_are_gone_when_the_server_ends() -> None:
    """Also those that wait."""
    told = "from actors.narrowing import narrowed; from actors import elsewhere;"
    told += "narrowed({'type': 'string'}); print(elsewhere.IDLE[0].process.pid)"
    ended = subprocess.run([sys.executable, "-c", told], capture_output=True, check=True)
    with pytest.raises(ProcessLookupError):
        os.kill(int(ended.stdout), 0)
