"""The tokenizer makes prompts into tokens, off the event loop and within a deadline."""

from __future__ import annotations

from dataclasses import replace

import anyio
from anyio import CapacityLimiter, create_task_group
from anyio.streams.memory import MemoryObjectReceiveStream

from actors.actor import Actor, Sink, part_of_actor
from actors.errors import RequestFailed
from actors.log import Log
from actors.messages import (
    Finish,
    Request,
    SchedulerMessage,
    Submit,
    Text,
    Tokenize,
    TokenizerMessage,
)
from actors.ports import Offload
from actors.prompts import check_scores, cut, encode, explain
from models.batch import Speculation
from models.vocabulary import Vocabulary


class Tokenizer(Actor[TokenizerMessage]):
    """Works on a few prompts at a time; a prompt that stalls delays nobody but itself."""

    def __init__(
        self,
        inbox: MemoryObjectReceiveStream[TokenizerMessage],
        *,
        scheduler: Sink[SchedulerMessage],
        vocabulary: Vocabulary,
        offload: Offload,
        context_length: int,
        num_threads: int = 2,
        deadline: float = 30.0,
    ) -> None:
        super().__init__(inbox)
        self.scheduler = scheduler
        self.vocabulary = vocabulary
        self.offload = offload
        self.context_length = context_length
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
            ids = await encode(
                prompt,
                self.vocabulary,
                offload=self.offload,
                limiter=self.limiter,
                deadline=self.deadline,
            )
            ids = cut(ids, message.request, self.context_length)
            speculation = await self.read_prediction(message.request)
            check_scores(message.request.sampling, len(ids))
        except (anyio.get_cancelled_exc_class(), KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of the tokenizers library is no Exception
            self.reject(message, explain(error))
        else:
            for log in message.logs:
                self.submit(log, ids, speculation)

    async def read_prediction(self, request: Request) -> Speculation:
        """What the client believes the text to be, in tokens."""
        if not request.prediction:
            return request.speculation
        ids = await encode(
            Text(request.prediction, add_special_tokens=False),
            self.vocabulary,
            offload=self.offload,
            limiter=self.limiter,
            deadline=self.deadline,
        )
        return replace(request.speculation, prediction=ids[: self.context_length])

    def submit(self, log: Log, ids: tuple[int, ...], speculation: Speculation) -> None:
        if log.over:
            log.leave()
            return
        log.prompt_ids, log.speculation = ids, speculation
        self.scheduler.send_nowait(submission(log))

    def reject(self, message: Tokenize, error: RequestFailed) -> None:
        for log in message.logs:
            log.fail(Finish("error", error=error))
            log.leave()


def submission(log: Log) -> Submit:
    """A sample as the scheduler takes it over, from its first token or from any later one."""
    sampling = log.sampling
    if log.prompt_logprobs:
        sampling = replace(sampling, prompt_logprobs=None)  # they are known
    return Submit(
        id=log.id,
        log=log,
        prompt_ids=log.prompt_ids or (),
        committed=tuple(log.ids),
        sampling=sampling,
        max_tokens=log.request.max_tokens,
        salt=log.request.salt,
        priority=log.request.priority,
        client=log.request.client,
        alone_until=log.suspect_until if log.suspicion > 1 else 0,
        speculation=log.speculation,
    )
