"""A chat's chunks, told as a response: items that grow, and the events that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from actors.messages import Piece
from openai_api.chat_news import CallBegins, CallGoesOn, Thought, Words, news_of
from openai_api.chat_teller import ChatTeller
from openai_api.errors import ApiError
from openai_api.generating import Feed
from openai_api.ids import new_id, now
from openai_api.responses.answers import (
    CallItem,
    CustomCallItem,
    IncompleteDetails,
    InputDetails,
    Item,
    MessageItem,
    ModelResponse,
    OutputDetails,
    OutputText,
    ReasoningItem,
    ReasoningText,
    ResponseError,
    ResponseUsage,
    Status,
    SummaryText,
)
from openai_api.responses.offers import Offers, text_in
from openai_api.schemas.answers import ChatChunkChoice, ChatToken

Event = dict[str, Any]


class ResponseTeller:
    """Follows the one choice of a chat. Whole or streamed, the same steps build the response."""

    def __init__(
        self,
        chat: ChatTeller,
        feed: Feed,
        response: ModelResponse,
        keep: Callable[[ModelResponse], object] | None,
        offers: Offers,
    ) -> None:
        self.chat = chat
        self.feed = feed
        self.response = response
        self.keep = keep  # None: somebody else does
        self.offers = offers
        self.reason: str | None = None
        self._arguments = ""  # of a call that is told as a text once it is complete
        self._num_events = 0

    async def whole(self) -> ModelResponse:
        async for choice, piece in self.feed:
            for _ in self.tell(choice, piece):
                pass
        for _ in self.end():
            pass
        return self.response

    # As a stream

    def begin(self) -> Iterator[Event]:
        yield self.event("response.created", response=self.response)
        yield self.event(f"response.{self.response.status}", response=self.response)

    def tell(self, choice: int, piece: Piece) -> Iterator[Event]:
        if self.response.status == "queued":
            self.response.status = "in_progress"
            yield self.event("response.in_progress", response=self.response)
        for chunk in self.chat.tell(choice, piece):
            for part in chunk.choices:
                yield from self.follow(part)

    def end(self) -> Iterator[Event]:
        yield from self.follow_all(self.chat.end())
        if not self.response.output:
            yield from self.open(MessageItem(new_id("msg", "_")))
        is_cut = self.reason == "length"
        yield from self.close("incomplete" if is_cut else "completed")
        self.response.incomplete_details = IncompleteDetails() if is_cut else None
        self.response.completed_at = None if is_cut else now()
        self.settle("incomplete" if is_cut else "completed")
        yield self.event(f"response.{self.response.status}", response=self.response)

    def fail(self, error: ApiError) -> list[Event]:
        """What went wrong once the head was sent."""
        self.response.error = ResponseError(failure_code(error), error.message)
        self.leave("failed")
        told = error.told()
        flat = {"code": told.code, "message": told.message, "param": told.param}
        # OpenAI documents the flat fields and sends the others, and some clients read only those.
        return [
            self.event("error", **flat, error=told),
            self.event("response.failed", response=self.response),
        ]

    def call_off(self) -> list[Event]:
        """Nobody wants it any more. OpenAI's clients know no event of that name."""
        self.leave("cancelled")
        return [self.event("response.incomplete", response=self.response)]

    def leave(self, status: Status) -> None:
        """As it is."""
        if self.current is not None:
            self.current.status = "incomplete"  # nobody goes on with it
        self.settle(status)

    def settle(self, status: Status) -> None:
        self.response.status = status
        self.count()
        if self.keep is not None:
            self.keep(self.response)

    def event(self, kind: str, **fields: Any) -> Event:
        number = self._num_events
        self._num_events += 1
        return {"type": kind, "sequence_number": number, **fields}

    def count(self) -> None:
        usage = self.feed.usage()
        self.response.usage = ResponseUsage(
            usage.prompt_tokens,
            InputDetails(usage.prompt_tokens_details.cached_tokens),
            usage.completion_tokens,
            OutputDetails(self.feed.num_thought),
            usage.total_tokens,
        )

    # Items

    @property
    def wants_summary(self) -> bool:
        """Most who show thoughts ask for a summary and read nothing else; there is none but all
        of the thoughts."""
        return self.response.reasoning["summary"] not in (None, "none")

    @property
    def current(self) -> Item | None:
        """What still grows."""
        item = self.response.output[-1] if self.response.output else None
        return item if item is not None and item.status == "in_progress" else None

    def follow_all(self, chunks: Iterable[Any]) -> Iterator[Event]:
        for chunk in chunks:
            for part in chunk.choices:
                yield from self.follow(part)

    def follow(self, part: ChatChunkChoice) -> Iterator[Event]:
        """One chunk's news."""
        for news in news_of(part):
            match news:
                case Thought(text):
                    yield from self.think(text)
                case Words(text, tokens):
                    yield from self.say(text, tokens)
                case CallBegins(id, name):
                    yield from self.open(self.offers.get(name).called(id))
                case CallGoesOn(arguments):
                    yield from self.go_on(arguments)
        self.reason = part.finish_reason or self.reason

    def think(self, text: str) -> Iterator[Event]:
        item = self.current
        if not isinstance(item, ReasoningItem):
            item = ReasoningItem(new_id("rs", "_"))
            yield from self.open(item)
        if self.wants_summary:
            item.summary[0].text += text
            yield self.at_summary("response.reasoning_summary_text.delta", delta=text)
        else:
            item.content[0].text += text
            yield self.at_content("response.reasoning_text.delta", delta=text)

    def say(self, text: str, tokens: list[ChatToken]) -> Iterator[Event]:
        item = self.current
        if not isinstance(item, MessageItem):
            item = MessageItem(new_id("msg", "_"))
            yield from self.open(item)
        item.content[0].text += text
        item.content[0].logprobs += tokens
        yield self.at_content("response.output_text.delta", delta=text, logprobs=tokens)

    def go_on(self, arguments: str) -> Iterator[Event]:
        item = self.current
        if isinstance(item, CallItem):
            item.arguments += arguments
            yield self.at_item("response.function_call_arguments.delta", delta=arguments)
        elif isinstance(item, CustomCallItem):
            self._arguments += arguments

    def open(self, item: Item) -> Iterator[Event]:
        """The one before it is over."""
        yield from self.close("completed")
        self.response.output.append(item)
        yield self.event("response.output_item.added", output_index=self.index, item=item)
        if isinstance(item, MessageItem):
            item.content.append(OutputText())
            yield self.at_content("response.content_part.added", part=item.content[0])
        elif isinstance(item, ReasoningItem) and self.wants_summary:
            item.summary.append(SummaryText())
            yield self.at_summary("response.reasoning_summary_part.added", part=item.summary[0])
        elif isinstance(item, ReasoningItem):
            item.content.append(ReasoningText())
            yield self.at_content("response.content_part.added", part=item.content[0])

    def close(self, status: Any) -> Iterator[Event]:
        item = self.current
        if item is None:
            return
        item.status = status
        match item:
            case MessageItem(content=[part]):
                yield self.at_content(
                    "response.output_text.done", text=part.text, logprobs=part.logprobs
                )
                yield self.at_content("response.content_part.done", part=part)
            case ReasoningItem(content=[thought]):
                yield self.at_content("response.reasoning_text.done", text=thought.text)
                yield self.at_content("response.content_part.done", part=thought)
            case ReasoningItem(summary=[part]):
                yield self.at_summary("response.reasoning_summary_text.done", text=part.text)
                yield self.at_summary("response.reasoning_summary_part.done", part=part)
            case CallItem():
                yield self.at_item(
                    "response.function_call_arguments.done",
                    name=item.name,
                    arguments=item.arguments,
                )
            case CustomCallItem():
                item.input, self._arguments = text_in(self._arguments), ""
                yield self.at_item("response.custom_tool_call_input.delta", delta=item.input)
                yield self.at_item("response.custom_tool_call_input.done", input=item.input)
        yield self.event("response.output_item.done", output_index=self.index, item=item)

    @property
    def index(self) -> int:
        return len(self.response.output) - 1

    def at_item(self, kind: str, **fields: Any) -> Event:
        id = self.response.output[-1].id
        return self.event(kind, item_id=id, output_index=self.index, **fields)

    def at_content(self, kind: str, **fields: Any) -> Event:
        return self.at_item(kind, content_index=0, **fields)

    def at_summary(self, kind: str, **fields: Any) -> Event:
        return self.at_item(kind, summary_index=0, **fields)


def failure_code(error: ApiError) -> str:
    """One of those that OpenAI lists."""
    if error.status == 429:
        return "rate_limit_exceeded"
    return "invalid_prompt" if error.status < 500 else "server_error"
