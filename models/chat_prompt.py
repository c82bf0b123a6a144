"""From a conversation to its prompt: a shape that the template takes, and guards on its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from models.chat_shapes import (
    REASONING,
    Message,
    are_written,
    names_of,
    shapes,
    tell_tools,
    texts_that_matter,
)
from models.chat_template import Rendered, Template
from models.control_tokens import ControlTokens
from models.guarded_text import Masks, plain_of
from models.template_sandbox import TemplateExhausted
from models.vocabulary import PromptError, TemplateError

END_MARK = "CONTINUE_FINAL_MESSAGE_TAG "  # the space tells whether a template trims its texts


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation, and what else a template is told."""

    messages: list[Message]
    tools: list[Any] | None
    arguments: Mapping[str, Any]  # the client's own
    given: Mapping[str, object]  # the model's: names of special tokens
    add_generation_prompt: bool
    continue_final_message: bool

    def written_with(self, template: Template) -> tuple[Chat, Rendered]:
        """The conversation in the shape that suits the template, and its prompt.

        A template that does not know tools is told of them in a system turn.
        """
        chat, prompt = self.first_written_with(template)
        if self.tools is None or are_written(names_of(self.tools), prompt.plain):
            return chat, prompt
        messages = [tell_tools(self.tools), *self.messages]
        return replace(self, messages=messages, tools=None).first_written_with(template)

    def first_written_with(self, template: Template) -> tuple[Chat, Rendered]:
        """The first shape of the conversation in which the template leaves nothing out.

        Failing that, the first that it takes at all.
        """
        matter = texts_that_matter(self.messages)
        first: tuple[Chat, Rendered] | None = None
        refusal: TemplateError | None = None
        for messages in shapes(self.messages, template.source):
            shape = replace(self, messages=messages)
            try:
                prompt = shape.render(template)
            except TemplateExhausted:
                raise
            except TemplateError as error:
                refusal = refusal or error
                continue
            if are_written(matter, prompt.plain):
                return shape, prompt
            first = first or (shape, prompt)
        if first is None:
            raise refusal or TemplateError("The chat template fails on these messages.")
        return first

    def render(self, template: Template) -> Rendered:
        """The prompt of exactly these messages."""
        messages = [*self.messages]
        last = messages[-1]
        if self.continue_final_message:
            if not last.get("content"):
                raise PromptError("The last message has no content to continue.")
            messages[-1] = {**last, "content": last["content"] + END_MARK}
        prompt = template.render(
            {
                **self.given,
                **self.arguments,
                "messages": messages,
                "tools": self.tools,
                "documents": self.arguments.get("documents"),
                "add_generation_prompt": self.add_generation_prompt,
            }
        )
        if not self.continue_final_message:
            return prompt
        return cut_at_mark(prompt, plain_of(last["content"]).strip())

    def guard(self, control: ControlTokens, prompt: str, source: str) -> tuple[Chat, Masks] | None:
        """The same conversation with guarded texts; None if nothing in it needs a guard."""
        texts = [*self.texts(), *(message["role"] for message in self.messages)]
        hazards, names = control.hazards_in(texts), control.names_in({*self.texts()})
        if not hazards and not names:
            return None
        masks = Masks(hazards, names, [*texts, prompt, source], tags=control.tags)
        guarded = replace(
            self,
            messages=[guard_message(message, masks) for message in self.messages],
            tools=masks.mask_all(self.tools),
            arguments={key: masks.mask_all(value) for key, value in self.arguments.items()},
        )
        return guarded, masks

    def texts(self) -> Iterator[str]:
        """Everything that people wrote, but the roles."""
        for message in self.messages:
            for key, value in message.items():
                if key != "role":
                    yield key
                    yield from texts_in(value)
        yield from texts_in(self.tools)
        yield from texts_in([*self.arguments.values()])


def guard_message(message: Message, masks: Masks) -> Message:
    guarded: Message = masks.mask_all(message)
    guarded["role"] = masks.mask(message["role"], is_role=True)
    if message["role"] == "assistant":
        for name in ("content", *REASONING):
            if isinstance(message.get(name), str):
                guarded[name] = masks.mask_said(message[name])
    return guarded


def cut_at_mark(prompt: Rendered, final: str) -> Rendered:
    """The prompt up to the end of the last message, whose text is `final`."""
    mark = END_MARK.strip()
    end = prompt.plain.rfind(mark)
    if end < 0 or final not in prompt.plain:
        raise TemplateError("The chat template cannot leave the last message open.")
    if not prompt.plain.startswith(END_MARK, end):
        end = len(prompt.plain[:end].rstrip())
    return prompt.until(end)


def texts_in(value: object) -> Iterator[str]:
    """Every string in a JSON value, keys and all."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield key
            yield from texts_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)
