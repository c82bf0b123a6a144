"""Tokenizers of the kinds that checkpoints have, trained on a few sentences and saved as files."""

from __future__ import annotations

import atexit
import json
import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers
from tokenizers.processors import TemplateProcessing
from tokenizers.trainers import BpeTrainer, UnigramTrainer, WordPieceTrainer
from transformers import PreTrainedTokenizerFast

SENTENCES = [
    "The understudy reads ahead and the lead has the last word.",
    "hello world, what is the weather like in Berlin today?",
    'def main() -> None:\n    print("hello")\n\n\nclass A:\n        pass',
    "user assistant system tool think im_end im_start content",
    "Grüße aus Köln 你好世界 🎭 it's don't we've they're I'm",
] * 4

CHATML = """\
{%- if tools %}{{ '<|im_start|>system\\n# Tools\\n' }}
{%- for tool in tools %}{{ tool | tojson }}{{ '\\n' }}{% endfor %}{{ '<|im_end|>\\n' }}{% endif %}
{%- for message in messages %}
{%- set content = message.content if message.content is string else '' %}
{%- if message.role == 'assistant' and '</think>' in content %}
{%- set content = content.split('</think>')[-1].lstrip('\\n') %}
{%- endif %}
{{- '<|im_start|>' + message.role + '\\n' + content }}
{%- for call in message.tool_calls or [] %}
{{- '<tool_call>\\n{"name": "' ~ call.function.name ~ '", "arguments": ' }}
{{- call.function.arguments | tojson }}{{ '}\\n</tool_call>' }}
{%- endfor %}
{{- '<|im_end|>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}
"""
LLAMA2 = """\
{{ bos_token }}{% for message in messages %}
{%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}
{{- raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}
{%- endif %}
{%- if message['role'] == 'user' %}{{ '[INST] ' + message['content'].strip() + ' [/INST]' }}
{%- elif message['role'] == 'assistant' %}{{ ' ' + message['content'].strip() + ' ' + eos_token }}
{%- else %}{{ raise_exception('Only user and assistant roles are supported!') }}{% endif %}
{%- endfor %}"""
GEMMA = """\
{{ bos_token }}{% for message in messages %}
{%- set role = 'model' if message['role'] == 'assistant' else message['role'] %}
{{- '<start_of_turn>' + role + '\\n' + message['content'] | trim + '<end_of_turn>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}{{ '<start_of_turn>model\\n' }}{% endif %}"""
BERT = """\
{% for message in messages %}{{ '[CLS] ' + message['content'] + ' [SEP] ' }}{% endfor %}"""

Saved = Callable[[Path], None]


def byte_level(directory: Path) -> None:
    """As GPT-2, Llama 3 and Qwen have it; control tokens outside of the model's own vocabulary."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    train(tokenizer, BpeTrainer(vocab_size=360, initial_alphabet=alphabet))
    tokenizer.add_tokens([plain("        "), plain("<b>")])
    tokenizer.add_special_tokens([special(t) for t in ("<|end|>", "<|im_start|>", "<|im_end|>")])
    tokenizer.add_tokens([plain(t) for t in ("<think>", "</think>", "<tool_call>", "</tool_call>")])
    tokenizer.add_tokens([plain("<|fim|>"), AddedToken("<|wide|>", lstrip=True, rstrip=True)])
    save(tokenizer, directory, CHATML, eos_token="<|im_end|>", pad_token="<|end|>")
    write(directory / "generation_config.json", {"eos_token_id": [360, 364]})


def llama2(directory: Path) -> None:
    """A sentencepiece model of old: a space in front of every text, bytes for what is unknown."""
    tokenizer = sentencepiece_like()
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")]
    )
    tokenizer.decoder = decoders.Sequence(
        [
            decoders.Replace("▁", " "),
            decoders.ByteFallback(),
            decoders.Fuse(),
            decoders.Strip(" ", 1, 0),
        ]
    )
    add_bos(tokenizer)
    save(tokenizer, directory, LLAMA2, bos_token="<s>", eos_token="</s>", unk_token="<unk>")


def metaspace(directory: Path) -> None:
    """The same with the newer pre-tokenizer, which puts the space in front of the first text."""
    tokenizer = sentencepiece_like(pre_tokenizers.Metaspace(prepend_scheme="first", split=False))
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
    )
    tokenizer.add_special_tokens([special(t) for t in ("<start_of_turn>", "<end_of_turn>")])
    tokenizer.add_tokens([plain("\n\n"), plain("<h1>")])
    add_bos(tokenizer)
    save(tokenizer, directory, GEMMA, bos_token="<s>", eos_token="</s>", unk_token="<unk>")


def unigram(directory: Path) -> None:
    """As T5 has it: normalised text, and control tokens that are pieces like any other."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokens = ["<unk>", "<s>", "</s>", "<start_of_turn>", "<end_of_turn>"]
    train(tokenizer, UnigramTrainer(vocab_size=150, special_tokens=tokens, unk_token="<unk>"))
    save(tokenizer, directory, GEMMA, bos_token="<s>", eos_token="</s>", unk_token="<unk>")


def word_piece(directory: Path) -> None:
    """As BERT has it."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    train(tokenizer, WordPieceTrainer(vocab_size=250, special_tokens=tokens))
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = {"cls_token": "[CLS]", "sep_token": "[SEP]", "unk_token": "[UNK]"}
    save(tokenizer, directory, BERT, clean_up_tokenization_spaces=True, **names)


KINDS: Mapping[str, Saved] = {
    made.__name__: made for made in (byte_level, llama2, metaspace, unigram, word_piece)
}


@cache
def saved(kind: str) -> Path:
    """The directory with such a tokenizer; made once, and not to be changed."""
    directory = Path(mkdtemp(prefix=f"{kind}-"))
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    KINDS[kind](directory)
    return directory


def sentencepiece_like(pre_tokenizer: pre_tokenizers.PreTokenizer | None = None) -> Tokenizer:
    """BPE over words with their space, and tokens for all bytes."""
    trained = Tokenizer(models.BPE(unk_token="<unk>"))
    trained.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=True)
    bytes_ = [f"<0x{byte:02X}>" for byte in range(256)]
    train(trained, BpeTrainer(vocab_size=420, special_tokens=["<unk>", "<s>", "</s>", *bytes_]))
    description = json.loads(trained.to_str())
    description["added_tokens"] = description["added_tokens"][:3]
    description["model"] |= {"byte_fallback": True, "fuse_unk": True}
    description["pre_tokenizer"] = None
    tokenizer = Tokenizer.from_str(json.dumps(description))
    if pre_tokenizer is not None:
        tokenizer.pre_tokenizer = pre_tokenizer
    return tokenizer


def add_bos(tokenizer: Tokenizer) -> None:
    tokenizer.post_processor = TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 1)])


def train(tokenizer: Tokenizer, trainer: Any) -> None:
    trainer.show_progress = False
    tokenizer.train_from_iterator(SENTENCES, trainer)


def special(text: str) -> AddedToken:
    return AddedToken(text, special=True, normalized=False)


def plain(text: str) -> AddedToken:
    return AddedToken(text, special=False, normalized=False)


def save(tokenizer: Tokenizer, directory: Path, template: str, **names: Any) -> None:
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, chat_template=template, **names)
    fast.save_pretrained(directory)


def write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")
