"""Answers in channels, as gpt-oss gives them: every split of a text tells the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from actors.messages import Chat, Request
from openai_api.tools.calls import Arguments, Begun
from openai_api.tools.channels import Channels, has_channels
from openai_api.tools.speech import Plain, Said, Speech, Thought
from tests.models.tiny_tokenizers import saved
from tests.openai_api.test_speech import engine_for, heard
from tests.openai_api.test_tool_parsers import splits_of

TURN = "<|end|><|start|>assistant"
NEXT = "<|end|><|start|>assistant"
ANALYSIS, FINAL = "<|channel|>analysis<|message|>", "<|channel|>final<|message|>"
COMMENTARY = "<|channel|>commentary<|message|>"
CALL = "<|channel|>commentary to=functions.f <|constrain|>json<|message|>"
EARLY = " to=functions.f<|channel|>commentary json<|message|>"
SIGNS = "{{ '<|channel|>analysis<|message|>' }}"
TOOLS = ({"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}},)
TURNS = ({"role": "user", "content": "hello"},)

Told = tuple[str, str]  # what it is, and what it says

CASES: list[tuple[str, str, list[Told]]] = [
    (TURN, f"{ANALYSIS}Hm.{NEXT}{FINAL}Yes, 1 < 2.", [("thought", "Hm."), ("text", "Yes, 1 < 2.")]),
    (TURN, f"{FINAL}Yes.<|return|>", [("text", "Yes.")]),
    (
        TURN,
        f'{ANALYSIS}Hm.{NEXT}{CALL}{{"a": 1}}<|call|>',
        [("thought", "Hm."), ("f", '{"a": 1}')],
    ),
    (TURN, EARLY + '{"a": 1}', [("f", '{"a": 1}')]),
    (TURN, CALL, [("f", "{}")]),
    (TURN, f"{COMMENTARY}I look.{NEXT}{CALL}{{}}", [("text", "I look."), ("f", "{}")]),
    (
        TURN,
        f"{ANALYSIS}A{NEXT}{ANALYSIS}B{NEXT}{FINAL}C",
        [("thought", "A\n\nB"), ("text", "C")],
    ),
    (TURN, "<|channel|>analysis to=browser.open<|message|>{}", [("thought", "{}")]),
    (TURN, f"{ANALYSIS}Hm. <|en", [("thought", "Hm. <|en")]),
    (TURN, f"{ANALYSIS}Hm.{NEXT}<|channel|>fi", [("thought", "Hm.")]),
    (TURN, "<|chan", [("text", "<|chan")]),
    (TURN, "Yes.<|message|>No.", [("text", "Yes.<|message|>No.")]),
    (TURN, "<|channel|>" + "x" * 300, [("text", "<|channel|>" + "x" * 300)]),
    (TURN + FINAL + "Ye", "s.", [("text", "s.")]),
    (TURN + ANALYSIS + "H", f"m.{NEXT}{FINAL}Yes.", [("thought", "m."), ("text", "Yes.")]),
    (
        TURN + ANALYSIS + "H",
        f"m.<|start|>assistant{FINAL}Yes.",
        [("thought", "m."), ("text", "Yes.")],
    ),
    (TURN, "<|channel|>commentary to=functions.g<|message|>{}", [("thought", "{}")]),
    ("a long message of which the beginning is far away", "s.", [("text", "s.")]),
]


def put_together(said: list[Said]) -> list[Told]:
    told: list[Told] = []
    for each in said:
        if isinstance(each, Begun):
            told.append((each.name, ""))
            continue
        kind = {Thought: "thought", Plain: "text"}.get(type(each), told[-1][0] if told else "")
        if told and told[-1][0] == kind:
            told[-1] = (kind, told[-1][1] + each.text)
        else:
            told.append((kind, each.text))
    return told


@pytest.mark.parametrize(("prompt", "text", "expected"), CASES)
def test_every_split_of_an_answer_in_channels_tells_the_same(
    prompt: str, text: str, expected: list[Told]
) -> None:
    for pieces in splits_of(text):
        speech = Speech(Channels({"f": {}}, prompt), None)
        said = [each for piece in pieces for each in speech.push(piece)]
        said += speech.finish()
        assert put_together(said) == expected, pieces
        for each in said:
            if isinstance(each, Plain):
                assert text[each.start : each.start + len(each.text)] == each.text


def test_of_several_calls_a_client_that_wants_one_hears_one() -> None:
    speech = Speech(Channels({"f": {}}, TURN), None, is_one_call=True)
    said = [*speech.push(f"{CALL}{{}}<|call|><|start|>assistant{CALL}{{}}"), *speech.finish()]
    assert said == [Begun("f"), Arguments("{}")]
    assert speech.new_call_id().startswith("call_")


async def test_the_marks_of_channels_are_heard_where_they_are_control_tokens(
    tmp_path: Path,
) -> None:
    for file in saved("byte_level").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    names = ("<|start|>", "<|end|>", "<|channel|>", "<|message|>", "<|constrain|>")
    described = {
        str(400 + nth): {"content": name, "special": True} for nth, name in enumerate(names)
    }
    config = {"eos_token": "<|im_end|>", "added_tokens_decoder": described}
    (tmp_path / "tokenizer_config.json").write_text(json.dumps(config))
    (tmp_path / "chat_template.jinja").write_text(SIGNS + "{{ tools }}")
    engine, request = engine_for(tmp_path), Request(Chat(TURNS, TOOLS))
    text = f"{ANALYSIS}Hm.{NEXT}{FINAL}Yes.{NEXT}{CALL}{{}}"
    expected = [("thought", "Hm."), ("text", "Yes."), ("f", "{}")]
    assert put_together(heard(engine, request, text, prompt=TURN)) == expected


def test_the_template_tells_whether_a_model_answers_in_channels() -> None:
    assert has_channels(SIGNS)
    assert not has_channels("{{ '<|channel>thought' }}")
