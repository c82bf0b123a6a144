"""Who killed the device is known again, whatever the prompt is made of."""

from __future__ import annotations

import pytest

from actors.errors import Quarantined, RequestQuarantined
from actors.messages import Chat, Gap, Ids, Prompt, Request, Text
from actors.quarantine import Quarantine
from tests.actors.made import a_log

LONG = 10**30  # JSON has such integers; a schema of a tool may name one


def talk(maximum: int) -> Chat:
    tool = {"function": {"name": "f", "parameters": {"maximum": maximum}}}
    return Chat(({"role": "user", "content": "Hello"},), tools=(tool,))


@pytest.mark.parametrize(
    ("guilty", "other"),
    [
        (Text("Hello"), Text("Hello!")),
        (Text("1"), Ids((1,))),
        (Ids((1, 2)), Ids((1, 2, 3))),
        (Gap("a", "b"), Gap("ab", "")),
        (talk(LONG), talk(LONG + 1)),
        (Text("half a character: \ud800"), Text("half a character: \udc00")),
    ],
)
async def test_the_guilty_prompt_is_refused_and_no_other(guilty: Prompt, other: Prompt) -> None:
    quarantine = Quarantine(b"salt", 600.0)
    quarantine.check(Request(guilty))
    log = a_log(request=Request(guilty))
    quarantine.sentence(log)
    assert log.finish is not None and isinstance(log.finish.error, RequestQuarantined)
    with pytest.raises(Quarantined):
        quarantine.check(Request(guilty))
    quarantine.check(Request(other))


async def test_a_sentence_ends() -> None:
    quarantine = Quarantine(b"salt", 0.0)
    quarantine.sentence(a_log())
    quarantine.check(a_log().request)
    assert not len(quarantine)
