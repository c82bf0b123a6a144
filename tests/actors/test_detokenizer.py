"""The detokenizer commits tokens and tells them as text. The first 256 tokens are the bytes."""

from __future__ import annotations

import pytest
from anyio import create_task_group
from anyio.lowlevel import checkpoint

from actors.detokenizer import A_FEW, Detokenizer
from actors.errors import InternalFailure, LogConflict
from actors.log import Log
from actors.messages import Cancel, Chat, Delta, Emit, Finish, Gap, Ids, Prompt, Request, Text
from models.batch import TokenLogprobs
from models.checkpoint_vocabulary import CheckpointVocabulary
from models.fake_vocabulary import FakeVocabulary
from models.vocabulary import TextStream
from tests.actors.made import Outlet, a_log, inbox_of
from tests.actors.reader import LENGTH, Reader, delta, ids_of, stopping_at, text_of
from tests.models.tiny_tokenizers import saved

TURNS = ({"role": "user", "content": "hello"},)


async def test_what_is_decided_is_committed_and_told() -> None:
    log = a_log()
    emit = Emit((delta(log, 0, "Hi"), delta(log, 2, "!", LENGTH)))
    detokenizer = Detokenizer(inbox_of(emit), scheduler=Outlet(), vocabulary=FakeVocabulary())
    await detokenizer.run()
    assert text_of(log) == "Hi!"
    assert log.ids == list(b"Hi!")
    assert log.finish == LENGTH
    assert not log.in_ring


async def test_a_few_are_told_in_one_turn_of_the_event_loop() -> None:
    logs = [a_log(id) for id in range(10 * A_FEW)]
    emit = Emit(tuple(delta(log, 0, "Hi", LENGTH) for log in logs))
    detokenizer = Detokenizer(inbox_of(emit), scheduler=Outlet(), vocabulary=FakeVocabulary())
    most, num_told = 0, 0
    async with create_task_group() as group:
        group.start_soon(detokenizer.run)
        while num_told < len(logs):
            await checkpoint()
            num_before, num_told = num_told, sum(log.over for log in logs)
            most = max(most, num_told - num_before)
    assert most == A_FEW
    assert {text_of(log) for log in logs} == {"Hi"}


def test_a_step_is_one_piece() -> None:
    reader, log = Reader(), a_log()
    reader.take(delta(log, 0, "abc"))
    reader.take(delta(log, 3, "de"))
    assert [(piece.text, piece.ids) for piece in log.pieces] == [
        ("abc", tuple(b"abc")),
        ("de", tuple(b"de")),
    ]


def test_logprobs_and_cached_tokens_are_noted() -> None:
    reader, log = Reader(), a_log()
    logprobs = (TokenLogprobs(-0.5, 1, ()),)
    reader.take(Delta(1, log, 0, (65,), logprobs, 32, None))
    assert log.pieces[0].logprobs == logprobs
    assert log.num_cached == 32


def test_what_is_decided_twice_is_told_once() -> None:
    reader, log = Reader(), a_log()
    again = delta(log, 0, "abc")
    reader.take(again, again, delta(log, 2, "cd", LENGTH))
    assert text_of(log) == "abcd"
    assert ids_of(log) == tuple(b"abcd")


def test_a_gap_ends_the_ring() -> None:
    reader, log = Reader(), a_log()
    with pytest.raises(LogConflict):
        reader.take(delta(log, 1, "b"))
    assert log.pieces == []


def test_a_token_that_changed_ends_the_ring() -> None:
    reader, log = Reader(), a_log()
    reader.take(delta(log, 0, "ab"))
    with pytest.raises(LogConflict):
        reader.take(delta(log, 1, "c"))
    assert text_of(log) == "ab"


@pytest.mark.parametrize("cut", range(6))
def test_a_character_may_be_split_over_steps(cut: int) -> None:
    reader, log = Reader(), a_log()
    encoded = "a€b".encode()
    reader.take(delta(log, 0, encoded[:cut]), delta(log, cut, encoded[cut:], LENGTH))
    assert text_of(log) == "a€b"
    assert "\ufffd" not in "".join(piece.text for piece in log.pieces)


def test_an_unfinished_character_is_told_at_the_end() -> None:
    reader, log = Reader(), a_log()
    reader.take(delta(log, 0, b"a\xe2\x82"))
    assert text_of(log) == "a"
    reader.take(delta(log, 3, b"", LENGTH))
    assert text_of(log) == "a\ufffd"


@pytest.mark.parametrize(
    ("prompt", "text"),
    [
        (Text("hello"), " world"),
        (Ids((5, 6)), " world"),
        (Gap("hello", "today"), " world"),
        (Chat(TURNS, continue_final_message=True), " world"),
        (Chat(TURNS), "world"),
        (Text(""), "world"),
    ],
)
def test_the_space_between_a_prompt_and_the_text_that_continues_it_stays(
    prompt: Prompt, text: str
) -> None:
    vocabulary = CheckpointVocabulary(saved("llama2"))
    world = vocabulary.encode("world", add_special_tokens=False)
    reader, log = Reader(vocabulary), a_log(request=Request(prompt))
    reader.take(delta(log, 0, world, LENGTH))
    assert text_of(log) == text


# What breaks.


class Panic(BaseException):
    """As raised by libraries that are written in Rust."""


class Fragile(FakeVocabulary):
    """Panics when it meets an exclamation mark."""

    def stream(self, *, skip_special_tokens: bool = True, continues: bool = False) -> TextStream:
        sound = super().stream(skip_special_tokens=skip_special_tokens)

        class Stream:
            def push(self, id: int, /) -> str:
                if id == ord("!"):
                    raise Panic("no text for this")
                return sound.push(id)

            flush, prime = sound.flush, sound.prime

        return Stream()


def test_a_text_that_panics_fails_its_request_and_no_other() -> None:
    reader, bad, good = Reader(Fragile()), a_log(1), a_log(2)
    reader.take(delta(bad, 0, "a"), delta(good, 0, "b"))
    reader.take(delta(bad, 1, "!"), delta(good, 1, "c", LENGTH))
    assert text_of(bad) == "a"
    assert bad.finish is not None
    assert isinstance(bad.finish.error, InternalFailure)
    assert text_of(good) == "bc"
    assert reader.cancels == [Cancel(1)]


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_the_wish_to_end_the_process_is_heard(
    error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(self: object, log: Log, finish: Finish | None) -> None:
        raise error

    monkeypatch.setattr(Detokenizer, "tell", leave)
    with pytest.raises(error):
        Reader().take(delta(a_log(), 0, "a"))


# Leaving and coming back.


def test_a_client_that_left_is_told_nothing() -> None:
    reader, log = Reader(), a_log()
    reader.take(delta(log, 0, "a"))
    log.close()
    reader.take(delta(log, 1, "b"))
    reader.take(delta(log, 2, "", Finish("cancelled")))
    assert log.ids == [97]
    assert log.pieces == []
    assert not log.in_ring
    assert reader.cancels == []


def test_nothing_is_kept_of_requests_that_are_over() -> None:
    reader = Reader()
    ended, stopped, closed = a_log(1), stopping_at("b"), a_log(3)
    stopped.id = 2
    reader.take(delta(ended, 0, "a"), delta(stopped, 0, "a"), delta(closed, 0, "a"))
    assert sorted(reader.detokenizer.voices) == [1, 2, 3]
    closed.close()
    reader.take(delta(ended, 1, "", LENGTH), delta(stopped, 1, "b"), delta(closed, 1, "b"))
    assert reader.detokenizer.voices == {}


@pytest.mark.parametrize("crash", range(1, 12))
@pytest.mark.parametrize("num_lost", [0, 2])
def test_a_new_detokenizer_goes_on_where_the_old_one_died(crash: int, num_lost: int) -> None:
    """Some tokens were committed and not told; held-back bytes and letters died with it."""
    text = "ä€STO€STOPx".encode()
    whole = stopping_at("STOP", min_tokens=4)
    Reader().take(delta(whole, 0, text, LENGTH))

    log = stopping_at("STOP", min_tokens=4)
    Reader().take(*(delta(log, nth, text[nth : nth + 1]) for nth in range(crash)))
    log.commit(crash, tuple(text[crash : crash + num_lost]))
    second = Reader()
    for nth in range(crash + num_lost, len(text)):
        second.take(delta(log, nth, text[nth : nth + 1]))
    second.take(delta(log, len(text), b"", LENGTH))
    assert text_of(log) == text_of(whole) == "ä€STO€"
    assert ids_of(log) == ids_of(whole)
    assert log.finish == whole.finish


def test_committed_tokens_are_told_although_nothing_follows() -> None:
    """The ring died between the commit and the telling, and the text was complete."""
    log = a_log(committed=b"ab!")
    Reader().take(delta(log, 3, "", Finish("stop", 33)))
    assert text_of(log) == "ab"
    assert ids_of(log) == tuple(b"ab!")


def test_an_error_is_told_after_the_text_before_it() -> None:
    reader, log = Reader(), a_log(committed=b"a")
    reader.take(delta(log, 1, "b", Finish("error", error=InternalFailure())))
    assert text_of(log) == "ab"
    assert log.finish is not None
    assert log.finish.reason == "error"
