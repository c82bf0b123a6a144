"""A model directory says how its texts are read, in several files of several generations."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from transformers import AutoTokenizer

from models.checkpoint_vocabulary import CheckpointVocabulary
from models.vocabulary import PromptError, VocabularyError
from tests.models.tiny_tokenizers import saved, write

HELLO = [{"role": "user", "content": "hello"}]
TOOLS = [{"type": "function", "function": {"name": "f"}}]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return Path(shutil.copytree(saved("byte_level"), tmp_path / "model"))


def configure(directory: Path, **changes: Any) -> None:
    """Change tokenizer_config.json; None takes a key away."""
    path = directory / "tokenizer_config.json"
    config = {**json.loads(path.read_text(encoding="utf-8")), **changes}
    write(path, {key: value for key, value in config.items() if value is not None})


def prompt(directory: Path, **options: Any) -> str:
    return CheckpointVocabulary(directory).render(HELLO, **options)


def test_one_file_is_enough(directory: Path) -> None:
    for path in directory.iterdir():
        if path.name != "tokenizer.json":
            path.unlink()
    ours = CheckpointVocabulary(directory)
    assert ours.decode(ours.encode("hello")) == "hello"
    assert ours.eos_ids == frozenset()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda d: (d / "tokenizer.json").unlink(), "has no tokenizer.json"),
        (lambda d: (d / "tokenizer.json").write_text("{}"), "cannot be read as a tokenizer"),
        (lambda d: (d / "tokenizer.json").write_bytes(b"\xff"), "cannot be read as a tokenizer"),
        (lambda d: (d / "tokenizer_config.json").write_text("{"), "tokenizer_config.json is not"),
        (lambda d: (d / "generation_config.json").write_text("[]"), "must hold a JSON object"),
        (lambda d: (d / "chat_template.jinja").write_text("{% if %}"), "'default': .* line 1"),
        (lambda d: (d / "chat_template.jinja").write_bytes(b"\xff"), "chat template .* be read"),
        (lambda d: configure(d, added_tokens_decoder={"0": {}}), "wrong: an added token has no"),
        (lambda d: configure(d, added_tokens_decoder={"x": {}}), "tokenizer_config.json is wrong"),
        (lambda d: configure(d, added_tokens_decoder=[1]), "tokenizer_config.json is wrong"),
        (lambda d: configure(d, extra_special_tokens=[{}]), "tokenizer_config.json is wrong"),
    ],
)
def test_a_broken_file_is_named_in_one_sentence(
    directory: Path, spoil: Callable[[Path], Any], reason: str
) -> None:
    spoil(directory)
    with pytest.raises(VocabularyError, match=reason) as caught:
        CheckpointVocabulary(directory)
    assert "\n" not in str(caught.value)


def test_a_sentencepiece_model_alone_is_refused_with_the_way_out(directory: Path) -> None:
    (directory / "tokenizer.json").rename(directory / "tokenizer.model")
    with pytest.raises(VocabularyError, match=r"has tokenizer.model but no .*save_pretrained"):
        CheckpointVocabulary(directory)


def test_a_template_of_the_wrong_type_is_refused(directory: Path) -> None:
    (directory / "chat_template.jinja").unlink()
    configure(directory, chat_template=3)
    with pytest.raises(VocabularyError, match="chat_template that is no text and no list"):
        CheckpointVocabulary(directory)


def test_a_template_may_stand_in_the_configuration(directory: Path) -> None:
    (directory / "chat_template.jinja").unlink()
    configure(directory, chat_template="{{ eos_token }}")
    assert prompt(directory) == "<|im_end|>"


def test_a_template_file_goes_before_the_configuration(directory: Path) -> None:
    configure(directory, chat_template="config")
    (directory / "chat_template.jinja").write_text("file")
    assert prompt(directory) == "file"


def test_a_template_for_tools_is_used_with_tools(directory: Path) -> None:
    (directory / "chat_template.jinja").unlink()
    entries = [{"name": name, "template": name + "!"} for name in ("default", "tool_use", "rag")]
    configure(directory, chat_template=entries)
    assert prompt(directory) == "default!"
    assert prompt(directory, tools=TOOLS) == "tool_use!"
    assert prompt(directory, tools=[]) == "default!"
    assert prompt(directory, tools=TOOLS, template="rag") == "rag!"
    assert prompt(directory, template="{{ messages[0].role }}") == "user"


def test_further_templates_are_files_in_a_folder(directory: Path) -> None:
    (directory / "chat_templates").mkdir()
    (directory / "chat_templates" / "rag.jinja").write_text("rag!")
    (directory / "chat_template.jinja").write_text("default!")
    assert prompt(directory) == "default!"
    assert prompt(directory, template="rag") == "rag!"
    (directory / "chat_template.jinja").unlink()
    with pytest.raises(PromptError, match="several chat templates; name one of rag"):
        prompt(directory)


def test_without_a_template_the_conversation_is_plain_text(tmp_path: Path) -> None:
    directory = Path(shutil.copytree(saved("llama2"), tmp_path / "model"))
    (directory / "chat_template.jinja").unlink()
    ours = CheckpointVocabulary(directory)
    messages: list[dict[str, Any]] = [
        {"role": "system", "content": "Be brief."},
        *HELLO,
        {"role": "assistant", "tool_calls": [{"function": {"name": "f", "arguments": "{}"}}]},
    ]
    assert ours.render(messages, tools=TOOLS) == (
        '<s>tools: [{"type": "function", "function": {"name": "f"}}]\n'
        "system: Be brief.\nuser: hello\n"
        'assistant:  [{"function": {"name": "f", "arguments": {}}}]\nassistant:'
    )
    assert ours.encode_chat(HELLO) == ours.encode("user: hello\nassistant:")
    assert ours.encode_chat([{"role": "user", "content": "</s>"}]).count(2) == 0


def test_tokens_that_only_the_configuration_knows_get_the_ids_that_transformers_gives(
    directory: Path,
) -> None:
    added = {
        "380": {"content": "<late>", "special": False},
        "372": {"content": "<|early|>", "special": True},
        "400": {"content": "<sep>", "special": False},
    }
    configure(
        directory,
        added_tokens_decoder=added,
        bos_token="<bos>",
        sep_token="<sep>",
        extra_special_tokens=["<more>"],
    )
    ours, theirs = CheckpointVocabulary(directory), AutoTokenizer.from_pretrained(directory)
    text = "a<|early|>b<late>c<bos>d<more>e<sep>"
    assert ours.encode(text) == tuple(theirs(text)["input_ids"])
    ids = ours.encode(text)
    assert ours.decode(ids) == theirs.decode([*ids], skip_special_tokens=True)
    assert ours.size == len(theirs)


def test_special_tokens_of_older_checkpoints_have_a_file_of_their_own(directory: Path) -> None:
    configure(directory, added_tokens_decoder=None, eos_token=None)
    names = {"eos_token": {"content": "<|end|>", "lstrip": False}, "bos_token": "<|im_start|>"}
    write(directory / "special_tokens_map.json", names)
    (directory / "chat_template.jinja").write_text("{{ bos_token }}{{ eos_token }}")
    ours, theirs = CheckpointVocabulary(directory), AutoTokenizer.from_pretrained(directory)
    assert prompt(directory) == "<|im_start|><|end|>"
    assert theirs.apply_chat_template(HELLO, tokenize=False) == "<|im_start|><|end|>"
    assert ours.encode("<|end|>")[0] in ours.eos_ids


def test_named_tokens_of_any_name_reach_the_template(directory: Path) -> None:
    configure(directory, image_token="<image>", extra_special_tokens={"boi": "<|boi|>"})
    (directory / "chat_template.jinja").write_text("{{ image_token }}{{ boi }}{{ eos_token }}")
    theirs = AutoTokenizer.from_pretrained(directory).apply_chat_template(HELLO, tokenize=False)
    assert prompt(directory) == theirs == "<image><|boi|><|im_end|>"


@pytest.mark.parametrize(
    ("files", "ends"),
    [
        ({"generation_config.json": {"eos_token_id": 5}}, {5}),
        ({"generation_config.json": {"eos_token_id": [5, 6]}}, {5, 6}),
        ({"config.json": {"eos_token_id": 7}}, {7}),
        ({"config.json": {"text_config": {"eos_token_id": [8]}}}, {8}),
        ({"generation_config.json": {"eos_token_id": None}, "config.json": {}}, set()),
        ({"config.json": {"eos_token_id": 100_000}}, set()),
        (
            {"config.json": {"eos_token_id": 7}, "generation_config.json": {"eos_token_id": 5}},
            {5, 7},
        ),
    ],
)
def test_every_file_may_name_tokens_that_end_a_text(
    directory: Path, files: dict[str, Any], ends: set[int]
) -> None:
    (directory / "generation_config.json").unlink()
    for name, content in files.items():
        write(directory / name, content)
    ours = CheckpointVocabulary(directory)
    assert ours.eos_ids == ends | set(ours.encode("<|im_end|>"))


def test_limits_on_length_that_a_tokenizer_was_saved_with_do_not_cut_prompts(
    directory: Path,
) -> None:
    path = directory / "tokenizer.json"
    description = json.loads(path.read_text(encoding="utf-8"))
    description["truncation"] = {
        "direction": "Right",
        "max_length": 3,
        "strategy": "LongestFirst",
        "stride": 0,
    }
    write(path, description)
    ours = CheckpointVocabulary(directory)
    assert ours.decode(ours.encode("hello world " * 10)) == "hello world " * 10


@pytest.mark.parametrize("is_tidied", [True, False])
def test_byte_level_texts_are_never_tidied(directory: Path, is_tidied: bool) -> None:
    configure(directory, clean_up_tokenization_spaces=is_tidied)
    ours = CheckpointVocabulary(directory)
    assert ours.decode(ours.encode("a . b 's")) == "a . b 's"
