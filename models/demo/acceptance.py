"""How often the understudy's drafts hold: `python -m models.demo.acceptance`.

The lead writes answers to held-out prompts. At each of its steps the understudy drafts four tokens,
with the same noise as the lead where there is any; those before the first that differs hold. While
drafts hold, both read the same text, so it is enough to compare their choices along it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from models import demo
from models.demo.corpus import chat, reading, records, stories, tools
from models.demo.corpus.mix import Skill
from models.demo.corpus.source import Source
from models.demo.network import Llama
from models.demo.text import marks, rendered

DRAFTED = 4
LONGEST = 60
PROMPTS = 40
SKILLS: dict[str, tuple[Skill, ...]] = {
    "chat": (chat.simple, chat.by_heart, chat.listing, stories.story),
    "context": (reading.reading,),
    "tools": (tools.calling, tools.after_call),
    "records": (records.record,),
}


def choices(
    lead: Llama, understudy: Llama, prompts: Sequence[list[int]], end: int, noise: Tensor
) -> list[list[bool]]:
    """For each token that the lead says, whether the understudy would have said it too.

    All prompts at once, behind which there is room: what stands there nobody sees.
    """
    texts = [[*prompt] for prompt in prompts]
    open_ones = [*range(len(texts))]
    for step in range(noise.shape[1]):
        logits = last_logits(lead, [texts[nth] for nth in open_ones])
        said = (logits + noise[open_ones, step]).argmax(-1)
        for nth, token in zip(open_ones, said.tolist(), strict=True):
            texts[nth].append(token)
        open_ones = [nth for nth in open_ones if texts[nth][-1] != end]
        if not open_ones:
            break
    return [
        same_as(understudy, text, len(prompt), added)
        for text, prompt, added in zip(texts, prompts, noise, strict=True)
    ]


def last_logits(network: Llama, texts: Sequence[list[int]]) -> Tensor:
    """Of what comes next in each."""
    ids = torch.zeros(len(texts), max(map(len, texts)), dtype=torch.long)
    for row, text in zip(ids, texts, strict=True):
        row[: len(text)] = torch.tensor(text)
    last = torch.tensor([len(text) - 1 for text in texts])
    return network.logits(network.hidden(ids)[torch.arange(len(texts)), last])


def same_as(understudy: Llama, text: list[int], start: int, noise: Tensor) -> list[bool]:
    """Whether it would have said each token from a place on, all those before given."""
    said = torch.tensor(text[start:])
    logits = understudy.logits(understudy.hidden(torch.tensor([text[:-1]]))[0, start - 1 :])
    same: list[bool] = ((logits + noise[: len(said)]).argmax(-1) == said).tolist()
    return same


def accepted(same: Sequence[bool]) -> list[int]:
    """Of each step, the drafts that held; the lead's own token follows them."""
    held, place = [], 0
    while place < len(same):
        drafts = [*same[place : place + DRAFTED], False]
        held.append(drafts.index(False))
        place += held[-1] + 1
    return held


def mean_accepted(
    lead: Llama, understudy: Llama, tokenizer: Tokenizer, skills: Sequence[Skill], heat: float
) -> float:
    _, end = marks(tokenizer)
    asked = [skills[seed % len(skills)](Source(seed, held=True)) for seed in range(PROMPTS)]
    prompts = [tokenizer.encode(rendered(each, is_prompt=True)).ids for each in asked]
    uniform = [torch.rand(LONGEST, lead.shape.vocabulary).clamp(1e-9, 1 - 1e-9) for _ in prompts]
    noise = torch.stack([-torch.log(-torch.log(each)) * heat for each in uniform])
    with torch.no_grad():
        found = choices(lead, understudy, prompts, end, noise)
    held = [drafts for same in found for drafts in accepted(same)]
    return sum(held) / len(held)


def main() -> None:
    from models.demo.__main__ import trained
    from models.demo.checkpoint import read_model
    from models.demo.understudy import UNDERSTUDY

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path, nargs="?", help="of another understudy")
    place = parser.parse_args().directory
    lead, understudy = read_model(demo.LEAD), read_model(demo.UNDERSTUDY)
    if place is not None:
        understudy = trained(UNDERSTUDY, place / "understudy.safetensors")
    tokenizer = Tokenizer.from_file(str(demo.LEAD / "tokenizer.json"))
    torch.manual_seed(0)
    for name, skills in SKILLS.items():
        for heat in (0.0, 1.0):
            mean = mean_accepted(lead, understudy, tokenizer, skills, heat)
            sys.stdout.write(f"{name:<8} T = {heat:.0f}: {mean:.2f} of {DRAFTED} drafts hold\n")


if __name__ == "__main__":
    main()
