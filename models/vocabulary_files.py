"""Reading the files of a tokenizer from a model directory.

tokenizer.json             the tokenizer itself, as the tokenizers library writes it
tokenizer_config.json      special tokens by name, added tokens, chat templates
special_tokens_map.json    special tokens by name, in older checkpoints
chat_template.jinja        the chat template; it overrides the one in tokenizer_config.json
chat_templates/NAME.jinja  further ones
generation_config.json     tokens that end a text; so does config.json
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import AddedToken, Tokenizer

from models.errors import CheckpointError
from models.settings import read_json
from models.vocabulary import VocabularyError

NAMES = ("bos", "eos", "unk", "sep", "pad", "cls", "mask")
SLOW_FILES = ("tokenizer.model", "spiece.model", "vocab.json", "vocab.txt", "tiktoken.model")
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class VocabularyFiles:
    """What the files say."""

    tokenizer: Tokenizer
    named: Mapping[str, str]  # special tokens by name: "bos_token"
    templates: Mapping[str, str]  # chat templates by name; the usual one is "default"
    eos_ids: frozenset[int]
    is_tidied: bool  # spaces in front of punctuation are dropped from decoded text


def read_vocabulary(directory: Path) -> VocabularyFiles:
    """:raises VocabularyError: with one sentence on what is missing or wrong."""
    try:
        config = read_json(directory / "tokenizer_config.json", optional=True)
        if "added_tokens_decoder" not in config:
            config = {**config, **read_json(directory / "special_tokens_map.json", optional=True)}
        ends = [
            read_json(directory / name, optional=True)
            for name in ("generation_config.json", "config.json")
        ]
    except CheckpointError as error:
        raise VocabularyError(str(error)) from None
    named = dict(named_tokens(config))
    tokenizer = read_tokenizer(directory)
    try:
        add_missing(tokenizer, config, named)
    except (AttributeError, TypeError, ValueError) as error:
        raise VocabularyError(f"{directory / 'tokenizer_config.json'} is wrong: {error}.") from None
    is_bpe = type(tokenizer.model).__name__ == "BPE"
    insists = config.get("clean_up_tokenization_spaces_for_bpe_even_though_it_will_corrupt_output")
    return VocabularyFiles(
        tokenizer=tokenizer,
        named=named,
        templates=read_templates(directory, config),
        eos_ids=frozenset(read_eos_ids(tokenizer, named, ends)),
        is_tidied=bool(config.get("clean_up_tokenization_spaces"))
        and (not is_bpe or bool(insists)),
    )


def read_tokenizer(directory: Path) -> Tokenizer:
    """The tokenizer, reading whole texts."""
    path = directory / "tokenizer.json"
    if not path.is_file():
        slow = [name for name in SLOW_FILES if (directory / name).is_file()]
        if slow:
            raise VocabularyError(
                f"{directory} has {slow[0]} but no tokenizer.json; the transformers library writes "
                "one with AutoTokenizer.from_pretrained(...).save_pretrained(...)."
            )
        raise VocabularyError(f"{directory} has no tokenizer.json.")
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises bare Exception
        raise VocabularyError(f"{path} cannot be read as a tokenizer: {error}.") from None
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def named_tokens(config: Json) -> Iterator[tuple[str, str]]:
    """Special tokens that have a name, which templates know them by."""
    extra = config.get("extra_special_tokens")
    entries = {**config, **extra} if isinstance(extra, Mapping) else config
    for key, value in entries.items():
        is_named = key.removesuffix("_token") in NAMES or key.endswith("_token")
        if is_named or (isinstance(extra, Mapping) and key in extra):
            content = value.get("content") if isinstance(value, Mapping) else value
            if isinstance(content, str):
                yield key, content


def add_missing(tokenizer: Tokenizer, config: Json, named: Mapping[str, str]) -> None:
    """Tokens that only tokenizer_config.json knows, in the order that gives them their ids."""
    present = {token.content for token in tokenizer.get_added_tokens_decoder().values()}
    missing: dict[str, AddedToken] = {}
    described = config.get("added_tokens_decoder") or {}
    for _, entry in sorted(described.items(), key=lambda item: int(item[0])):
        keep(missing, AddedToken(**entry))
    more = config.get("extra_special_tokens") or config.get("additional_special_tokens") or []
    for entry in [*named.values(), *(more if isinstance(more, list) else [])]:
        content = entry.get("content") if isinstance(entry, Mapping) else entry
        keep(missing, AddedToken(content, special=True))
    for content, token in missing.items():
        if content in named.values():
            token.special = True
        if content not in present:
            tokenizer.add_tokens([token])


def keep(tokens: dict[str, AddedToken], token: AddedToken) -> None:
    """The first description of a token counts."""
    if not token.content:
        raise ValueError("an added token has no content")
    tokens.setdefault(token.content, token)


def read_templates(directory: Path, config: Json) -> dict[str, str]:
    """Chat templates by name. Files go before what tokenizer_config.json holds."""
    paths = {path.stem: path for path in sorted((directory / "chat_templates").glob("*.jinja"))}
    if (directory / "chat_template.jinja").is_file():
        paths["default"] = directory / "chat_template.jinja"
    try:
        if paths:
            return {name: path.read_text(encoding="utf-8") for name, path in paths.items()}
    except (OSError, UnicodeError) as error:
        raise VocabularyError(f"A chat template in {directory} cannot be read: {error}.") from None
    match config.get("chat_template"):
        case None:
            return {}
        case str(source):
            return {"default": source}
        case [*entries] if all(isinstance(entry, Mapping) for entry in entries):
            return {str(entry.get("name")): str(entry.get("template")) for entry in entries}
    raise VocabularyError(
        f"{directory / 'tokenizer_config.json'} has a chat_template that is no text and no list."
    )


def read_eos_ids(
    tokenizer: Tokenizer, named: Mapping[str, str], files: Sequence[Json]
) -> Iterator[int]:
    """All tokens that anybody says end a text."""
    for content in files:
        inner = content.get("text_config")
        for settings in (content, inner if isinstance(inner, Mapping) else {}):
            value = settings.get("eos_token_id")
            for id in value if isinstance(value, list) else [value]:
                if isinstance(id, int) and not isinstance(id, bool):
                    yield id
    if "eos_token" in named:
        id = tokenizer.token_to_id(named["eos_token"])
        if id is not None:
            yield id
