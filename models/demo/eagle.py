"""Train an EAGLE-3 head for the lead in the box: `python -m models.demo.eagle DIRECTORY`.

It learns what the lead would say next, on the corpus, and from its own beliefs as well, since that
is how it reads ahead. The directory then holds it as such heads are published, and

    python -m openai_api --speculative-config '{"method": "eagle3", "model": "DIRECTORY"}'

serves the lead with it. An index i stands for the entry of token i + 1; what follows it in a chain
has the same index.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from models import demo
from models.demo.checkpoint import read_model, write_json
from models.demo.corpus.source import Source
from models.demo.descent import Descent
from models.demo.feed import Batch, batches
from models.demo.network import Gated, Linear, Llama, Shape, turned

TAPS = (1, 3, 4)  # layers of the lead whose inputs are heard
CHAIN = 3  # tokens that it learns to draft in a row
FADING = 0.8  # weight of each of them beside the one before
UNSURE, PACE = 0.1, 2.0
TOKENS = 2048
LONGEST = 256
SEED = 11
RECENT = 50  # steps whose agreement is told

Keys = list[tuple[Tensor, Tensor]]


class HeadAttention(nn.Module):
    """Over the entries of the text, and over the chain at the same index."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        kv = shape.kv_heads * shape.head
        self.q_proj = Linear(2 * shape.width, shape.width)
        self.k_proj = Linear(2 * shape.width, kv)
        self.v_proj = Linear(2 * shape.width, kv)
        self.o_proj = Linear(shape.width, shape.width)

    def forward(self, x: Tensor, turns: tuple[Tensor, Tensor], known: Keys) -> Tensor:
        """`known` is of the text first, then of the chain; the new keys and values join it."""
        rows, length, _ = x.shape
        q, k, v = (
            each(x).float().view(rows, length, -1, self.shape.head).transpose(1, 2)
            for each in (self.q_proj, self.k_proj, self.v_proj)
        )
        group = self.shape.heads // self.shape.kv_heads
        q, k = turned(q, *turns), turned(k, *turns)
        known.append((k.repeat_interleave(group, 1), v.repeat_interleave(group, 1)))
        (keys, values), *chain = known
        ahead = torch.ones(length, keys.shape[2], dtype=torch.bool).triu(1)
        scores = [(q @ keys.transpose(2, 3)).masked_fill(ahead, -torch.inf)]
        scores += [(q * own).sum(-1, keepdim=True) for own, _ in chain]
        shares = (torch.cat(scores, -1) * self.shape.head**-0.5).softmax(-1)
        mixed = shares[..., : keys.shape[2]] @ values
        for nth, (_, own) in enumerate(chain, keys.shape[2]):
            mixed = mixed + shares[..., nth : nth + 1] * own
        return self.o_proj(mixed.transpose(1, 2).reshape(rows, length, -1))


class HeadLayer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.hidden_norm = nn.RMSNorm(shape.width, shape.epsilon)
        self.input_layernorm = nn.RMSNorm(shape.width, shape.epsilon)
        self.self_attn = HeadAttention(shape)
        self.post_attention_layernorm = nn.RMSNorm(shape.width, shape.epsilon)
        self.mlp = Gated(shape)

    def forward(
        self, words: Tensor, states: Tensor, turns: tuple[Tensor, Tensor], known: Keys
    ) -> Tensor:
        both = torch.cat((self.input_layernorm(words), self.hidden_norm(states)), -1)
        states = states + self.self_attn(both, turns, known)
        return states + self.mlp(self.post_attention_layernorm(states))


class Head(nn.Module):
    """Its tensors have the names that they have in a checkpoint."""

    def __init__(self, lead: Llama) -> None:
        super().__init__()
        self.shape = shape = lead.shape
        self.fc = Linear(len(TAPS) * shape.width, shape.width)
        self.midlayer = HeadLayer(shape)
        self.norm = nn.RMSNorm(shape.width, shape.epsilon)
        self.lm_head = Linear(shape.width, shape.vocabulary)
        for parameter in self.parameters():
            if parameter.ndim == 2:
                nn.init.normal_(parameter, std=0.02)
        with torch.no_grad():  # the lead's words, of which it is not sure yet
            self.lm_head.weight.copy_(lead.model.embed_tokens.weight)
            self.norm.weight.copy_(UNSURE * lead.model.norm.weight)


def lead_in_the_box() -> Llama:
    return read_model(demo.LEAD).requires_grad_(False)


def heard(lead: Llama, ids: Tensor) -> tuple[Tensor, Tensor]:
    """What the lead thinks at each token, and what it would say there."""
    length = ids.shape[1]
    turns = lead.get_buffer("cos")[:length], lead.get_buffer("sin")[:length]
    x, told = lead.model.embed_tokens(ids), []
    for number, layer in enumerate(lead.model.layers):
        if number in TAPS:
            told.append(x)
        x = layer(x, *turns)
    return torch.cat(told, -1), lead.model.norm(x)


def loss_of(lead: Llama, head: Head, batch: Batch) -> tuple[Tensor, float]:
    """How far the two are from each other, and how often the first drafts are the lead's choice."""
    ids = batch.ids[:, :-1]
    with torch.no_grad():
        told, thought = heard(lead, ids)
        words = lead.model.embed_tokens(ids)
    loss, same, known = torch.zeros(()), 0.0, Keys()
    states = head.fc(told).float()
    for step in range(CHAIN):
        length = ids.shape[1] - 1 - step
        known = known[:1] + [(k[:, :, :length], v[:, :, :length]) for k, v in known[1:]]
        at = torch.arange(step, step + length)
        turns = lead.get_buffer("cos")[at], lead.get_buffer("sin")[at]
        states = head.midlayer(words[:, step + 1 :], states[:, :length], turns, known)
        counts = batch.counts[:, step + 1 :]
        with torch.no_grad():
            wanted = lead.logits(thought[:, step + 1 :][counts])
        said = head.lm_head(head.norm(states[counts])).float()
        if step == 0:
            same = (wanted.argmax(-1) == said.argmax(-1)).float().mean().item()
        loss = loss + FADING**step * functional.kl_div(
            said.log_softmax(-1), wanted.log_softmax(-1), log_target=True, reduction="batchmean"
        )
    return loss, same


def train(lead: Llama, head: Head, lessons: Iterable[Batch], minutes: float) -> float:
    """How often it says first what the lead says, in the end."""
    descent = Descent(head, minutes, pace=PACE)
    recent: list[float] = []
    for batch in lessons:
        loss, same = loss_of(lead, head, batch)
        descent.step(loss)
        recent = [*recent[-RECENT:], same]
        if descent.spent >= 1:
            break
    return sum(recent) / len(recent)


def write_head(head: Head, directory: Path) -> None:
    """As EAGLE-3 heads are published; it has the lead's embedding."""
    directory.mkdir(parents=True, exist_ok=True)
    weights = {
        name: weight.to(torch.bfloat16).contiguous() for name, weight in head.state_dict().items()
    }
    save_file(weights, directory / "model.safetensors", metadata={"format": "pt"})
    config = {
        **head.shape.config(),
        "architectures": ["LlamaForCausalLMEagle3"],
        "num_hidden_layers": 1,
        "draft_vocab_size": head.shape.vocabulary,
        "tie_word_embeddings": False,
        "eagle_aux_hidden_state_layer_ids": list(TAPS),
    }
    write_json(directory / "config.json", config)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path, help="where to put it")
    parser.add_argument("--minutes", type=float, default=20, help="of a processor")
    given = parser.parse_args()
    torch.manual_seed(SEED)
    lead = lead_in_the_box()
    head = Head(lead)
    tokenizer = Tokenizer.from_file(str(demo.LEAD / "tokenizer.json"))
    lessons = batches(Source(SEED), tokenizer, None, tokens=TOKENS, longest=LONGEST)
    same = train(lead, head, lessons, given.minutes)
    sys.stdout.write(f"the same first choice: {same:.1%}\n")
    write_head(head, given.directory)


if __name__ == "__main__":
    main()
