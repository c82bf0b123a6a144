"""Where chat templates run: they reach nothing but their variables, and can waste little.

The dialect is that of the transformers library, which templates are written for: its filters and
functions, blocks that leave no blank lines, `break` and `continue`. Added are the bounds. Steps are
loop turns and calls, so that no template runs for ever without writing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import wraps
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension, LoopControlExtension
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from models.guarded_text import join, pair, plain_of
from models.vocabulary import TemplateError

MAX_CHARACTERS = 8 * 1024 * 1024  # of the prompt, and of every text on the way to it
MAX_STEPS = 1_000_000  # a long conversation with many tools takes some ten thousand
MAX_NUMBER = 100_000  # a width or a count that a text operation is given
MAX_BITS = 1024  # of a product; templates count turns
WIDE_FIELD = re.compile(r"%[^a-zA-Z%]*(\*|\d{5})|\{[^{}]*:[^{}]*\d{5}")
BUDGET = "the budget"  # a variable whose name no template can spell


class TemplateExhausted(TemplateError):
    """The template was stopped: trying again with other messages is of no use."""


class Refusal(jinja2.TemplateError):
    """The template does not want these messages, and says so."""


class Budget:
    """What one rendering may still do."""

    def __init__(self) -> None:
        self.steps = MAX_STEPS
        self.characters = MAX_CHARACTERS

    def step(self) -> None:
        """Turn a loop, or call something."""
        self.steps -= 1
        if self.steps < 0:
            raise TemplateExhausted("The chat template takes too many steps.")

    def write(self, num_characters: int) -> None:
        """Write a part of the prompt."""
        self.characters -= num_characters
        refuse_if(self.characters < 0)


class CarefulCode(CodeGenerator):
    """`a ~ b` goes through the sandbox's own join, which sees guarded strings and counts."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.concat(map(str, (")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write(")))")


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of all templates. It holds nothing that belongs to one rendering."""

    code_generator_class = CarefulCode
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    @staticmethod
    def concat(pieces: Iterable[str]) -> str:
        """What the parts of a macro, of a block or of `a ~ b` make together."""
        kept, total = [], 0
        for piece in pieces:
            kept.append(piece)
            total += len(piece)
            refuse_if(total > MAX_CHARACTERS)
        return join(kept)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(
                loop.iter, "counted", [], [], None, None, lineno=loop.lineno, environment=self
            )
        return tree

    def call(self, context: Context, thing: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Counts, and keeps methods of strings from filling the memory."""
        step(context)
        method = getattr(thing, "__wrapped__", thing)  # jinja wraps `format`
        owner = getattr(method, "__self__", None)
        if isinstance(owner, str):
            refuse_large((*args, *kwargs.values()))
            if method.__name__ == "replace":
                refuse_growth(owner, *args)
        return super().call(context, thing, *args, **kwargs)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Keeps `'{:99999}'.format` from filling the memory."""
        wrapped = super().wrap_str_format(value)
        refuse_if(wrapped is not None and WIDE_FIELD.search(value.__self__) is not None)
        return wrapped

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Looks at the size of the result before there is one."""
        match operator, left, right:
            case "+", str() | list(), str() | list():
                refuse_if(len(left) + len(right) > MAX_CHARACTERS)
            case "*", str() | list(), int():
                refuse_if(len(left) * right > MAX_CHARACTERS)
            case "*", int(), str() | list():
                refuse_if(len(right) * left > MAX_CHARACTERS)
            case "*", int(), int():
                refuse_if(left.bit_length() + right.bit_length() > MAX_BITS)
            case "**", int(), int():
                refuse_if(left.bit_length() * right > MAX_BITS)
            case "%", str(), _:
                refuse_if(WIDE_FIELD.search(left) is not None)
        return super().call_binop(context, operator, left, right)


class Generation(Extension):
    """`{% generation %}` marks what the assistant says, for training. Here it means nothing."""

    tags = {"generation"}

    def parse(self, parser: Parser) -> nodes.Node:
        """Its body, with variables of its own."""
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endgeneration",), drop_needle=True)
        return nodes.Scope(body, lineno=line)


class PublicNamespace(Namespace):
    """A namespace without the names that lead into the interpreter."""

    def __init__(*args: Any, **kwargs: Any) -> None:
        for name in dict(*args[1:], **kwargs):
            refuse_private(name)
        Namespace.__init__(*args, **kwargs)

    def __setitem__(self, name: str, value: Any) -> None:
        refuse_private(name)
        super().__setitem__(name, value)


def refuse_private(name: str) -> None:
    if name.startswith("_"):
        raise SecurityError("names of a namespace do not begin with an underscore")


def refuse_if(too_much: bool) -> None:
    if too_much:
        raise TemplateExhausted("The chat template writes too much.")


def refuse_large(numbers: Iterable[object]) -> None:
    refuse_if(any(isinstance(number, int) and abs(number) > MAX_NUMBER for number in numbers))


def refuse_growth(text: str, old: str, new: str, *_: object) -> None:
    refuse_if(len(text) + text.count(old) * len(new) > MAX_CHARACTERS)


def step(context: Context) -> None:
    budget = context.resolve(BUDGET)
    if isinstance(budget, Budget):
        budget.step()


@jinja2.pass_context
def counted(context: Context, items: Iterable[Any]) -> Iterator[Any]:
    """Loop over the items, one step for each."""
    for item in items:
        step(context)
        yield item


def raise_exception(message: str) -> None:
    """How a template says no."""
    raise Refusal(message)


def to_json(
    value: Any,
    ensure_ascii: bool = False,
    indent: int | str | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    """JSON for models: no HTML escapes. Stand-ins of guarded strings stay as they are."""

    def dump(value: Any) -> str:
        return json.dumps(
            value, ensure_ascii=False, indent=indent, separators=separators, sort_keys=sort_keys
        )

    refuse_large((indent,))
    plain, shadow = dump(plain_of(value)), dump(value)
    if ensure_ascii:
        plain = "".join(json.dumps(c)[1:-1] if c > "\x7e" else c for c in plain)
        shadow = "".join(json.dumps(c)[1:-1] if "\x7e" < c < "\U00100000" else c for c in shadow)
    return pair(shadow, plain)


def careful(make_text: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that makes no text of absurd size."""

    @wraps(make_text)
    def filtered(*args: Any, **kwargs: Any) -> Any:
        refuse_large((*args[1:], *kwargs.values()))
        texts = [text for text in args if isinstance(text, str)]
        if make_text.__name__ == "do_format":
            refuse_if(WIDE_FIELD.search(texts[0]) is not None)
        if make_text.__name__ == "do_replace" and len(texts) == 3:
            refuse_growth(*texts)
        return make_text(*args, **kwargs)

    return filtered


def make_sandbox() -> Sandbox:
    """The dialect. Of jinja's own functions only the generator of filler text is left out."""
    sandbox = Sandbox(
        trim_blocks=True, lstrip_blocks=True, extensions=[Generation, LoopControlExtension]
    )
    for name in ("batch", "center", "format", "indent", "replace", "slice", "truncate", "wordwrap"):
        sandbox.filters[name] = careful(sandbox.filters[name])
    sandbox.filters |= {"tojson": to_json, "counted": counted}
    del sandbox.globals["lipsum"]
    sandbox.globals |= {
        "raise_exception": raise_exception,
        "strftime_now": lambda format: datetime.now().strftime(format),
        "dict": lambda *args, **kwargs: dict(*args, **kwargs),
        "namespace": PublicNamespace,
    }
    return sandbox


SANDBOX = make_sandbox()
