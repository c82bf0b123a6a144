"""The engine in a script of its own: no server, no HTTP, the same exact text."""

import anyio

from actors.engine import Engine
from actors.messages import Chat, Request
from actors.model_source import BOX_LEAD, open_checkpoint
from models.batch import Sampling


async def main() -> None:
    source = open_checkpoint(BOX_LEAD, revision=None, options={}, progress=lambda _: None)
    engine = Engine(source.open_link, source.vocabulary)
    async with anyio.create_task_group() as group:
        await group.start(engine.run)
        question = Chat(({"role": "user", "content": "Tell me a story about a bear."},))
        request = Request(question, Sampling(temperature=1.0, seed=3))
        with engine.generate(request) as generation:
            async for piece in generation:
                print(piece.text, end="", flush=True)
        print()
        await engine.stop(grace=5)


anyio.run(main)
