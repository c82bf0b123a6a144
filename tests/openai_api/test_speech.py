"""Marks of calls and thoughts in the tokens of a checkpoint, where they are control tokens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from actors.engine import Engine
from actors.link import open_inline_link
from actors.messages import Chat, Request
from models.checkpoint_vocabulary import CheckpointVocabulary
from models.fake_device import FakeDevice
from openai_api.tools.calls import Arguments, Begun
from openai_api.tools.speech import Plain, Said, Thought, keep_marks, listen
from tests.models.tiny_tokenizers import saved
from tests.openai_api.served import SIZES, Json

TOOLS = ({"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}},)
TURNS = ({"role": "user", "content": "hello"},)
TURN = "<|im_start|>assistant\n"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for file in saved("byte_level").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def engine_for(directory: Path) -> Engine:
    sizes: Json = {**SIZES}
    return Engine(lambda: open_inline_link(FakeDevice(**sizes)), CheckpointVocabulary(directory))


def heard(engine: Engine, request: Request, text: str, *, prompt: str = TURN) -> list[Said]:
    """What comes of the tokens of a text, after a prompt."""
    vocabulary = engine.vocabulary
    request = keep_marks(request, engine)
    speech = listen(request, engine, vocabulary.encode(prompt), is_one_call=False)
    stream = vocabulary.stream(skip_special_tokens=request.skip_special_tokens)
    said = [each for id in vocabulary.encode(text) for each in speech.push(stream.push(id))]
    said += [*speech.push(stream.flush()), *speech.finish()]
    return said


def put_together(said: list[Said], kind: str) -> str:
    thoughts = [each.text for each in said if isinstance(each, Thought)]
    return "".join(
        thoughts if kind == "thought" else [each.text for each in said if isinstance(each, Plain)]
    )


async def test_marks_that_are_text_need_no_care(directory: Path) -> None:
    engine, request = engine_for(directory), Request(Chat(TURNS, TOOLS))
    assert keep_marks(request, engine) is request
    said = heard(
        engine, request, '<think>hello</think>\n\nlead<tool_call>{"name": "f"}</tool_call>'
    )
    assert put_together(said, "thought") == "hello"
    assert put_together(said, "text") == "lead"
    assert said[-2:] == [Begun("f"), Arguments("{}")]


async def test_a_prompt_that_opens_the_thoughts_is_recognised(directory: Path) -> None:
    engine, request = engine_for(directory), Request(Chat(TURNS))
    said = heard(engine, request, "hello</think>lead", prompt=TURN + "<think>\n")
    assert (put_together(said, "thought"), put_together(said, "text")) == ("hello", "lead")
    said = heard(engine, request, "lead", prompt=TURN + "<think>\n\n</think>\n\n")
    assert put_together(said, "text") == "lead"


async def test_marks_that_are_control_tokens_stay_in_the_text(directory: Path) -> None:
    file = directory / "tokenizer.json"
    tokenizer = json.loads(file.read_text())
    for token in tokenizer["added_tokens"]:
        if token["content"] == "<tool_call>":
            token |= {"content": "[TOOL_CALLS]", "special": True}
    file.write_text(json.dumps(tokenizer))
    (directory / "tokenizer_config.json").write_text(json.dumps({"eos_token": "<|im_end|>"}))
    template = "{{ tools }}[TOOL_CALLS]{{ messages[0].content }}"
    (directory / "chat_template.jinja").write_text(template)
    engine, request = engine_for(directory), Request(Chat(TURNS, TOOLS))
    assert not keep_marks(request, engine).skip_special_tokens
    assert heard(engine, request, '[TOOL_CALLS][{"name": "f"}]') == [Begun("f"), Arguments("{}")]
    without_tools = Request(Chat(TURNS))
    assert keep_marks(without_tools, engine) is without_tools
