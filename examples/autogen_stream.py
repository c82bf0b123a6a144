"""AutoGen: a story, streamed through its client."""

import asyncio
import os

from autogen_core.models import CreateResult, ModelInfo, UserMessage
from autogen_ext.models.openai import OpenAIChatCompletionClient


async def main() -> None:
    client = OpenAIChatCompletionClient(
        model=os.environ.get("MODEL", "understudy-demo"),
        base_url=os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1"),
        api_key="any",
        model_info=ModelInfo(
            vision=False,
            function_calling=True,
            json_output=True,
            structured_output=True,
            family="unknown",
        ),
    )
    question = UserMessage(content="Write a short story about a dragon", source="user")
    async for part in client.create_stream(messages=[question]):
        if isinstance(part, CreateResult):
            print(f"\n({part.finish_reason}, {part.usage.completion_tokens} tokens)")
        else:
            print(part, end="", flush=True)
    await client.close()


asyncio.run(main())
