"""Flags that people know from vLLM and that are no settings here: taken, or refused in words.

What has the same meaning is a setting of the same name. What is left asks for something that is so
anyway, which is fine, or for something that this server does not do, which is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from openai_api.phrases import quote


class FlagRefused(Exception):
    """With one sentence on why."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A flag without a value."""

    refusal: str | None = None  # None: it is so anyway
    instead: tuple[str, ...] = ()  # what says the same here


@dataclass(frozen=True, slots=True)
class Option:
    """A flag with a value."""

    refusal: str
    fine: Collection[str] | None = None  # values that change nothing; None: all of them


ALWAYS = Switch()
ONE_DEVICE = Option("A model runs on one device here, so it must be 1.", ("1",))

FLAGS = {
    "--tensor-parallel-size": ONE_DEVICE,
    "-tp": ONE_DEVICE,
    "--pipeline-parallel-size": ONE_DEVICE,
    "-pp": ONE_DEVICE,
    "--data-parallel-size": ONE_DEVICE,
    "-dp": ONE_DEVICE,
    "--api-server-count": Option("One process answers here, so it must be 1.", ("1",)),
    "--distributed-executor-backend": Option("There is one device process.", ("mp", "uni")),
    "--kv-cache-dtype": Option("The cache has the type that suits the weights.", ("auto",)),
    "--tokenizer-mode": Option("Tokenizers are read by the tokenizers library.", ("auto", "hf")),
    "--swap-space": Option("Nothing is swapped; what is preempted is computed again.", ("0",)),
    "--cpu-offload-gb": Option("Weights stay on the device.", ("0",)),
    "--scheduling-policy": Option("Priorities are always heeded.", ("fcfs", "priority")),
    "--runner": Option("What a model is for is read from its files.", ("auto", "generate")),
    "--task": Option("What a model is for is read from its files.", ("auto", "generate")),
    "--response-role": Option("Answers are the assistant's.", ("assistant",)),
    "--tool-call-parser": Option("It is found by the chat template."),
    "--reasoning-parser": Option("It is found by the chat template."),
    "--max-log-len": Option("Prompts are never logged."),
    "--enable-auto-tool-choice": ALWAYS,
    "--enable-chunked-prefill": ALWAYS,
    "--no-enable-chunked-prefill": Switch("Prompts are always computed in parts."),
    "--enable-server-load-tracking": ALWAYS,
    "--enable-tokenizer-info-endpoint": ALWAYS,
    "--enable-prompt-tokens-details": ALWAYS,
    "--enable-request-id-headers": ALWAYS,
    "--enable-force-include-usage": Switch("Streams tell their usage to those who ask for it."),
    "--disable-log-requests": ALWAYS,
    "--no-enable-log-requests": ALWAYS,
    "--enable-log-requests": Switch("Prompts are never logged."),
    "--disable-uvicorn-access-log": Switch(instead=("--no-access-log",)),
    "--uvicorn-log-level": Option("Say --log-level.", ()),
    "--disable-log-stats": ALWAYS,
    "--disable-frontend-multiprocessing": ALWAYS,
    "--disable-custom-all-reduce": ALWAYS,
    "--enable-lora": Switch("Adapters are not served."),
    "--enable-sleep-mode": Switch("A model stays where it is loaded."),
}


def translate(arguments: Sequence[str]) -> list[str]:
    """The same arguments without vLLM's own. :raises FlagRefused: when one cannot be heeded."""
    return list(translated(iter(arguments)))


def translated(arguments: Iterator[str]) -> Iterator[str]:
    for argument in arguments:
        name, sign, value = argument.partition("=")
        match FLAGS.get(name.replace("_", "-")):
            case None:
                yield argument
            case Switch(refusal=None, instead=instead):
                yield from instead
            case Switch(refusal=refusal):
                raise FlagRefused(f"{name} cannot be heeded. {refusal}")
            case Option(refusal, fine):
                value = value if sign else next(arguments, "")
                if fine is not None and value not in fine:
                    raise FlagRefused(f"{name} {quote(value)} cannot be heeded. {refusal}")
