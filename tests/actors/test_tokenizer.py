"""The tokenizer submits every sample of a prompt, or tells each of them why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import anyio
import pytest

from actors.errors import InternalFailure, PromptRejected, RequestFailed
from actors.log import Log
from actors.messages import Chat, Ids, Request, SchedulerMessage, Submit, Text, Tokenize
from actors.ports import Offload, in_thread
from actors.tokenizer import Tokenizer, submission
from models.batch import Sampling
from models.fake_vocabulary import ASSISTANT, END, USER, FakeVocabulary
from models.vocabulary import TemplateError
from tests.actors.made import Outlet, a_log, inbox_of, no_inbox

R = TypeVar("R")


async def here(function: Callable[[], R], /) -> R:
    return function()


async def tokenize(
    *requests: tuple[Request, Sequence[Log]],
    vocabulary: FakeVocabulary | None = None,
    offload: Offload = here,
) -> list[Submit]:
    scheduler: Outlet[SchedulerMessage] = Outlet()
    tokenizer = Tokenizer(
        inbox_of(*(Tokenize(request, tuple(logs)) for request, logs in requests)),
        scheduler=scheduler,
        vocabulary=vocabulary or FakeVocabulary(),
        offload=offload,
        context_length=64,
    )
    await tokenizer.run()
    return [message for message in scheduler if isinstance(message, Submit)]


async def test_text_becomes_tokens() -> None:
    request = Request(Text("Hi"), max_tokens=5, salt="tea", priority=3)
    log = a_log(7, request=request)
    (submit,) = await tokenize((request, [log]))
    assert submit.prompt_ids == log.prompt_ids == tuple(b"Hi")
    assert (submit.id, submit.log, submit.committed) == (7, log, ())
    assert (submit.max_tokens, submit.salt, submit.priority) == (5, "tea", 3)
    assert submit.alone_until == 0
    assert log.in_ring


async def test_tokens_need_no_encoding() -> None:
    request = Request(Ids((1, 2, 3)))
    (submit,) = await tokenize((request, [a_log(request=request)]))
    assert submit.prompt_ids == (1, 2, 3)


async def test_a_conversation_becomes_tokens() -> None:
    request = Request(Chat(({"role": "user", "content": "Hi"},)))
    (submit,) = await tokenize((request, [a_log(request=request)]))
    assert submit.prompt_ids == (USER, *b"Hi", END, ASSISTANT)


async def test_all_that_a_template_needs_reaches_it() -> None:
    seen: dict[str, object] = {}

    class Spy(FakeVocabulary):
        def encode_chat(
            self, messages: Sequence[Mapping[str, object]], **arguments: object
        ) -> tuple[int, ...]:
            seen.update(arguments)
            return (1,)

    tools = ({"name": "look"},)
    chat = Chat(
        ({"role": "user", "content": "Hi"},),
        tools=tools,
        template_arguments={"think": True},
        add_generation_prompt=False,
        continue_final_message=True,
        template="{{ messages }}",
    )
    request = Request(chat)
    await tokenize((request, [a_log(request=request)]), vocabulary=Spy())
    assert seen == {
        "tools": tools,
        "template_arguments": {"think": True},
        "add_generation_prompt": False,
        "continue_final_message": True,
        "template": "{{ messages }}",
    }


async def test_encoding_happens_in_a_thread() -> None:
    request = Request(Text("Hi"))
    (submit,) = await tokenize((request, [a_log(request=request)]), offload=in_thread)
    assert submit.prompt_ids == tuple(b"Hi")


async def test_each_sample_is_submitted_with_its_own_seed() -> None:
    request = Request(Text("Hi"), n=3)
    logs = [a_log(id, request=request, sampling=Sampling(seed=100 + id)) for id in (1, 2, 3)]
    submits = await tokenize((request, logs))
    assert [(submit.id, submit.sampling.seed) for submit in submits] == [
        (1, 101),
        (2, 102),
        (3, 103),
    ]


@pytest.mark.parametrize("ids", [(), (-1,), (1, 512), (2**70,)])
async def test_tokens_that_do_not_exist_are_rejected(ids: tuple[int, ...]) -> None:
    request = Request(Ids(ids))
    assert isinstance(await failure_of(request), PromptRejected)


async def test_an_empty_text_is_rejected() -> None:
    assert "empty" in str(await failure_of(Request(Text(""))))


async def test_every_sample_of_a_rejected_prompt_is_told() -> None:
    request = Request(Ids(()), n=2)
    logs = [a_log(1, request=request), a_log(2, request=request)]
    assert await tokenize((request, logs)) == []
    assert all(log.finish is not None and not log.in_ring for log in logs)


async def test_a_template_says_why_it_refuses() -> None:
    failure = await failure_of(
        Request(Chat(({"role": "user"},))), Failing(TemplateError("Roles must alternate."))
    )
    assert isinstance(failure, PromptRejected)
    assert str(failure) == "Roles must alternate."


@pytest.mark.parametrize("error", [ValueError("a secret"), MemoryError(), BaseException("panic")])
async def test_what_breaks_in_the_vocabulary_fails_one_request(error: BaseException) -> None:
    bad, good = Request(Text("!")), Request(Text("Hi"))
    bad_log, good_log = a_log(1, request=bad), a_log(2, request=good)
    submits = await tokenize((bad, [bad_log]), (good, [good_log]), vocabulary=Failing(error))
    assert [submit.id for submit in submits] == [2]
    assert bad_log.finish is not None
    assert isinstance(bad_log.finish.error, InternalFailure)
    assert "secret" not in str(bad_log.finish.error)
    assert not bad_log.in_ring


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_the_wish_to_end_the_process_is_heard(error: type[BaseException]) -> None:
    """In a loop of its own: a loop ends with such an error, whatever else runs in it."""
    request = Request(Text("!"))
    log = a_log(request=request)
    tokenizer = Tokenizer(
        no_inbox(), scheduler=Outlet(), vocabulary=Failing(error()), offload=here, context_length=64
    )
    with pytest.raises(error):
        anyio.run(tokenizer.tokenize, Tokenize(request, (log,)))
    assert log.finish is None


async def test_a_sample_whose_client_left_goes_no_further() -> None:
    left: list[Log] = []
    request = Request(Text("Hi"), n=2)
    logs = [a_log(1, request=request, left=left.append), a_log(2, request=request)]
    logs[0].close()
    left.clear()
    submits = await tokenize((request, logs))
    assert [submit.id for submit in submits] == [2]
    assert left == [logs[0]]
    assert not logs[0].in_ring


def test_a_sample_is_submitted_again_with_what_it_has() -> None:
    log = a_log(4, committed=(8, 9))
    log.prompt_ids = (1, 2)
    submit = submission(log)
    assert (submit.prompt_ids, submit.committed) == ((1, 2), (8, 9))


@pytest.mark.parametrize(("suspicion", "alone_until"), [(0, 0), (1, 0), (2, 6), (3, 6)])
def test_a_sample_that_was_in_two_crashes_runs_alone(suspicion: int, alone_until: int) -> None:
    log = a_log()
    log.suspicion, log.suspect_until = suspicion, 6
    assert submission(log).alone_until == alone_until


class Failing(FakeVocabulary):
    """Cannot encode an exclamation mark, nor any conversation."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error

    def encode(
        self, text: str, *, add_special_tokens: bool = True, parse_special: bool = True
    ) -> tuple[int, ...]:
        if text == "!":
            raise self.error
        return super().encode(text)

    def encode_chat(
        self, messages: Sequence[Mapping[str, object]], **arguments: object
    ) -> tuple[int, ...]:
        raise self.error


async def failure_of(request: Request, vocabulary: FakeVocabulary | None = None) -> RequestFailed:
    log = a_log(request=request)
    assert await tokenize((request, [log]), vocabulary=vocabulary) == []
    assert log.finish is not None
    assert log.finish.reason == "error"
    assert log.finish.error is not None
    assert not log.in_ring
    return log.finish.error
