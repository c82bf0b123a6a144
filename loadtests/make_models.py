"""Random checkpoints to measure speed with: what they say is noise, what they cost is real.

    python -m loadtests.make_models DIRECTORY [--only S]

    XS  Llama, 57 million weights, 81 MB read for each token
    S   Llama, 126 million weights, 201 MB read for each token
    M   the shape of Qwen2.5-0.5B with a smaller vocabulary, 387 million weights, 774 MB

Both have bfloat16 weights, a tokenizer of their own (bytes and 32,512 merges, trained on Python's
library) and a plain chat template. No token ends a text: its length is what was asked for.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

VOCABULARY = 32_768
SEED = 1234
MOST_CHARACTERS = 20_000_000
TEMPLATE = (
    "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}"
    "{% if add_generation_prompt %}assistant: {% endif %}"
)
SHAPES: Mapping[str, Mapping[str, Any]] = {
    "XS": {
        "hidden_size": 512,
        "num_hidden_layers": 8,
        "num_attention_heads": 8,
        "num_key_value_heads": 4,
        "head_dim": 64,
        "intermediate_size": 1408,
        "tie_word_embeddings": False,
    },
    "S": {
        "hidden_size": 768,
        "num_hidden_layers": 12,
        "num_attention_heads": 12,
        "num_key_value_heads": 4,
        "head_dim": 64,
        "intermediate_size": 2048,
        "tie_word_embeddings": False,
    },
    "M": {
        "hidden_size": 896,
        "num_hidden_layers": 24,
        "num_attention_heads": 14,
        "num_key_value_heads": 2,
        "head_dim": 64,
        "intermediate_size": 4864,
        "tie_word_embeddings": True,
    },
}


def main() -> None:
    """Make the models that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--only", nargs="+", choices=list(SHAPES), default=list(SHAPES))
    given = parser.parse_args()
    tokenizer = train_tokenizer()
    for name in given.only:
        make(given.directory / name, SHAPES[name], tokenizer)


def make(directory: Path, shape: Mapping[str, Any], tokenizer: PreTrainedTokenizerFast) -> None:
    """Draw the weights and save everything."""
    torch.manual_seed(SEED)
    model: Any = LlamaForCausalLM(configure(shape))
    model = model.to(torch.bfloat16)
    model.generation_config.eos_token_id = None
    model.save_pretrained(directory)
    tokenizer.save_pretrained(directory)
    print(f"{directory}: {model.num_parameters() / 1e6:.1f} million weights")


def configure(shape: Mapping[str, Any]) -> LlamaConfig:
    """What all of these models have in common, and what makes this one."""
    common = {
        "vocab_size": VOCABULARY,
        "max_position_embeddings": 16_384,
        "rms_norm_eps": 1e-6,
        "rope_parameters": {"rope_type": "default", "rope_theta": 1e6},
        "bos_token_id": 0,
        "eos_token_id": 1,
        "initializer_range": 0.03,
        "dtype": "bfloat16",
    }
    return LlamaConfig(**{**common, **shape})


def train_tokenizer() -> PreTrainedTokenizerFast:
    """Byte-level, as GPT-2's."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=["<|bos|>", "<|eos|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(read_library(), trainer)
    fast: Any = PreTrainedTokenizerFast  # untyped
    made: PreTrainedTokenizerFast = fast(
        tokenizer_object=tokenizer,
        bos_token="<|bos|>",
        eos_token="<|eos|>",
        chat_template=TEMPLATE,
        clean_up_tokenization_spaces=False,
    )
    return made


def read_library() -> Iterator[str]:
    """The sources of Python's standard library, up to a limit."""
    left = MOST_CHARACTERS
    for path in sorted(Path(os.__file__).parent.rglob("*.py")):
        if "site-packages" in path.parts:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        left -= len(text)
        if left < 0:
            return
        yield text


if __name__ == "__main__":
    main()
