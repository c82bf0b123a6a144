"""One answer, told apart into thoughts, text and calls."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from actors.engine import Engine
from actors.messages import Chat, Request
from openai_api.schemas.formats import Shape
from openai_api.tools.calls import Arguments, Begun
from openai_api.tools.channels import MARKS, Channels, has_channels
from openai_api.tools.finder import CallFinder, Found
from openai_api.tools.syntaxes import GENERIC, forced_syntax, syntax_of
from openai_api.tools.thoughts import Thoughts, Told, marks_of

SHORT = 16  # no room for a prefix in an id
PROMPT_TAIL = 16  # tokens of a prompt in which it may open the thoughts


@dataclass(frozen=True, slots=True)
class Thought:
    """What the model thinks."""

    text: str


@dataclass(frozen=True, slots=True)
class Plain:
    """What the model says, and where in all of its text that begins."""

    text: str
    start: int


Said = Thought | Plain | Begun | Arguments


class Speech:
    """Takes the text of one answer in pieces; any pieces give the same, put together."""

    def __init__(
        self,
        thoughts: Thoughts | Channels | None,
        finder: CallFinder | None,
        *,
        is_one_call: bool = False,
        is_forced: bool = False,
    ) -> None:
        """`is_forced`: there is nothing but calls."""
        self.thoughts = thoughts
        self.finder = finder
        self.is_one_call = is_one_call
        self.is_forced = is_forced
        self.num_calls = 0
        self.is_silent = False  # a call is said that nobody wants
        self.num_pushed = 0  # characters
        self.behind_thoughts: int | None = None if thoughts is not None else 0

    @property
    def is_plain(self) -> bool:
        """All of the text is what the model says."""
        return self.thoughts is None and self.finder is None

    @property
    def num_decided(self) -> int:
        """Characters of which it is clear what they are."""
        if self.finder is not None and self.behind_thoughts is not None:
            return self.behind_thoughts + self.finder.num_decided
        return self.num_pushed if self.thoughts is None else self.thoughts.num_decided

    def new_call_id(self) -> str:
        """Nobody can guess it, and the model's template takes it back."""
        length = (GENERIC if self.finder is None else self.finder.syntax).id_length
        id = uuid.uuid4().hex[:length]
        return id if length < SHORT else f"call_{id}"

    def push(self, text: str) -> Iterator[Said]:
        """What is certain now."""
        self.num_pushed += len(text)
        if self.thoughts is not None:
            yield from self.search(self.thoughts.push(text))
        elif text:
            yield from self.search([("text", text)])

    def finish(self) -> Iterator[Said]:
        """What was held back."""
        if self.thoughts is not None:
            yield from self.search(self.thoughts.finish())
        if self.finder is None:
            return
        for said in self.count(self.finder, self.finder.finish()):
            if not self.is_forced or isinstance(said, Arguments):
                yield said
            elif not self.num_calls and len(self.finder.offered) == 1:
                self.num_calls = 1  # it was cut before it could name itself
                yield Begun(*self.finder.offered)

    def search(self, told: Iterable[Told | Begun | Arguments]) -> Iterator[Said]:
        for each in told:
            if isinstance(each, Begun | Arguments):
                yield from self.count_call(each)
                continue
            kind, text = each
            if kind == "thought":
                yield Thought(text)
                continue
            end = self.num_pushed if self.thoughts is None else self.thoughts.num_decided
            if self.finder is None:
                yield Plain(text, end - len(text))
                continue
            if self.behind_thoughts is None:
                self.behind_thoughts = end - len(text)
            yield from self.count(self.finder, self.finder.push(text))

    def count(self, finder: CallFinder, found: Iterable[Found]) -> Iterator[Said]:
        for each in found:
            if isinstance(each, str):
                if each:
                    end = (self.behind_thoughts or 0) + finder.num_decided
                    yield Plain(each, end - len(each))
                continue
            yield from self.count_call(each)

    def count_call(self, each: Begun | Arguments) -> Iterator[Said]:
        if isinstance(each, Begun):
            self.is_silent = self.is_one_call and self.num_calls > 0
            self.num_calls += not self.is_silent
        if not self.is_silent:
            yield each


def listen(
    request: Request,
    engine: Engine,
    prompt_ids: tuple[int, ...],
    *,
    is_one_call: bool,
    shape: Shape = Shape.FREE,
) -> Speech:
    """For an answer to this request, whose prompt has these tokens. Only who is free thinks."""
    prompt = request.prompt
    if not isinstance(prompt, Chat) or shape is Shape.FORM:
        return Speech(None, None)
    template = template_of(prompt, engine)
    if shape is not Shape.FREE:
        forced = CallFinder(forced_syntax(syntax_of(template)), offered_in(prompt))
        is_forced = shape is Shape.CALL
        return Speech(None, forced, is_one_call=is_one_call, is_forced=is_forced)
    offered = offered_in(prompt)
    if has_channels(template):
        channels = Channels(offered, end_of(prompt_ids, engine))
        return Speech(channels, None, is_one_call=is_one_call)
    marks, thoughts = marks_of(template), None
    if marks is not None:
        end = end_of(prompt_ids, engine).rstrip()
        thoughts = Thoughts(marks, is_thinking=end.endswith(marks.opens))
    finder = CallFinder(syntax_of(template), offered) if offered else None
    return Speech(thoughts, finder, is_one_call=is_one_call)


def end_of(prompt_ids: tuple[int, ...], engine: Engine) -> str:
    return engine.vocabulary.decode(prompt_ids[-PROMPT_TAIL:], skip_special_tokens=False)


def template_of(prompt: Chat, engine: Engine) -> str:
    return engine.vocabulary.chat_template(has_tools=bool(prompt.tools))


def offered_in(prompt: Chat) -> dict[str, dict[str, Any]]:
    """The functions that the prompt tells of, and the schemas of their arguments."""
    offered: dict[str, dict[str, Any]] = {}
    for tool in prompt.tools or ():
        match tool:
            case {"function": {"name": str(name), "parameters": dict(schema)}}:
                offered[name] = schema
    return offered


def keep_marks(request: Request, engine: Engine) -> Request:
    """The same request; its text has control tokens if those are the marks to be looked for."""
    prompt = request.prompt
    if not isinstance(prompt, Chat) or not request.skip_special_tokens:
        return request
    template = template_of(prompt, engine)
    thoughts = marks_of(template)
    marks = [] if thoughts is None else [thoughts.closes]
    marks += MARKS if has_channels(template) else ()
    if prompt.tools:
        marks += [mark for mark in syntax_of(template).opens if mark in template]
    if any(is_hidden(mark, engine) for mark in marks):
        return replace(request, skip_special_tokens=False)
    return request


def is_hidden(mark: str, engine: Engine) -> bool:
    ids = engine.vocabulary.encode(mark, add_special_tokens=False)
    return mark not in engine.vocabulary.decode(ids, skip_special_tokens=True)
