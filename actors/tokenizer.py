"""The tokenizer makes prompts into tokens, off the event loop and within a deadline."""

from __future__ import annotations

import logging
from functools import partial

import anyio
from anyio import CapacityLimiter, create_task_group, fail_after
from anyio.streams.memory import MemoryObjectReceiveStream

from actors.actor import Actor, Sink, part_of_actor
from actors.errors import InternalFailure, PromptRejected, RequestFailed
from actors.log import Log
from actors.messages import (
    Chat,
    Finish,
    Ids,
    SchedulerMessage,
    Submit,
    Text,
    Tokenize,
    TokenizerMessage,
)
from actors.ports import Offload
from models.vocabulary import PromptError, Vocabulary

logger = logging.getLogger(__name__)


class Tokenizer(Actor[TokenizerMessage]):
    """Works on a few prompts at a time; a prompt that stalls delays nobody but itself."""

    def __init__(
        self,
        inbox: MemoryObjectReceiveStream[TokenizerMessage],
        *,
        scheduler: Sink[SchedulerMessage],
        vocabulary: Vocabulary,
        offload: Offload,
        num_threads: int = 2,
        deadline: float = 30.0,
    ) -> None:
        super().__init__(inbox)
        self.scheduler = scheduler
        self.vocabulary = vocabulary
        self.offload = offload
        self.limiter = CapacityLimiter(num_threads)
        self.deadline = deadline
        self.busy_with: set[int] = set()  # first samples of the prompts in work

    async def run(self) -> None:
        async with create_task_group() as prompts:
            with self.inbox:
                async for message in self.inbox:
                    self.num_handled += 1
                    prompts.start_soon(part_of_actor, self.tokenize, message)

    async def tokenize(self, message: Tokenize) -> None:
        """Submit every sample of a request, or tell each why not."""
        first = message.logs[0].id
        if first in self.busy_with or any(log.prompt_ids is not None for log in message.logs):
            return  # told twice
        self.busy_with.add(first)
        try:
            await self.work_on(message)
        finally:
            self.busy_with.discard(first)

    async def work_on(self, message: Tokenize) -> None:
        prompt = message.request.prompt
        try:
            if isinstance(prompt, Ids):
                ids = prompt.ids
            else:
                async with self.limiter:
                    with fail_after(self.deadline):
                        ids = await self.offload(partial(encode, self.vocabulary, prompt))
            check(ids, self.vocabulary.size)
        except (anyio.get_cancelled_exc_class(), KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of the tokenizers library is no Exception
            self.reject(message, explain(error))
        else:
            for log in message.logs:
                self.submit(log, ids)

    def submit(self, log: Log, ids: tuple[int, ...]) -> None:
        if log.over:
            log.leave()
            return
        log.prompt_ids = ids
        self.scheduler.send_nowait(submission(log))

    def reject(self, message: Tokenize, error: RequestFailed) -> None:
        for log in message.logs:
            log.fail(Finish("error", error=error))
            log.leave()


def submission(log: Log) -> Submit:
    """A sample as the scheduler takes it over, from its first token or from any later one."""
    return Submit(
        id=log.id,
        log=log,
        prompt_ids=log.prompt_ids or (),
        committed=tuple(log.ids),
        sampling=log.sampling,
        max_tokens=log.request.max_tokens,
        salt=log.request.salt,
        priority=log.request.priority,
        alone_until=log.suspect_until if log.suspicion > 1 else 0,
    )


def encode(vocabulary: Vocabulary, prompt: Text | Chat) -> tuple[int, ...]:
    """Runs in a worker thread."""
    if isinstance(prompt, Text):
        return vocabulary.encode(prompt.text, add_special_tokens=prompt.add_special_tokens)
    return vocabulary.encode_chat(
        prompt.messages,
        tools=prompt.tools,
        template_arguments=prompt.template_arguments or {},
        add_generation_prompt=prompt.add_generation_prompt,
        continue_final_message=prompt.continue_final_message,
        template=prompt.template,
    )


def check(ids: tuple[int, ...], vocabulary_size: int) -> None:
    """:raises PromptRejected: unless there is a token, and every token exists."""
    if not ids:
        raise PromptRejected("The prompt is empty.")
    if min(ids) < 0 or max(ids) >= vocabulary_size:
        raise PromptRejected(f"Token ids must lie between 0 and {vocabulary_size - 1}.")


def explain(error: BaseException) -> RequestFailed:
    """What the client is told."""
    if isinstance(error, RequestFailed):
        return error
    if isinstance(error, PromptError):
        return PromptRejected(str(error))
    if isinstance(error, TimeoutError):
        return PromptRejected("The prompt took too long to encode.")
    logger.error("a prompt could not be encoded", exc_info=error)
    return InternalFailure()
