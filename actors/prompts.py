"""From a prompt to its tokens, off the event loop and within a deadline."""

from __future__ import annotations

import logging
from functools import partial

from anyio import CapacityLimiter, fail_after

from actors.errors import ArgumentRejected, InternalFailure, PromptRejected, RequestFailed
from actors.infill import spell_gap
from actors.messages import Chat, Gap, Ids, Prompt, Request, Text
from actors.ports import Offload
from models.batch import Sampling
from models.vocabulary import ArgumentError, PromptError, Vocabulary

logger = logging.getLogger(__name__)

MOST_SCORES = 2**18  # logprobs of one prompt: they are kept until the client has them


async def encode(
    prompt: Prompt,
    vocabulary: Vocabulary,
    *,
    offload: Offload,
    limiter: CapacityLimiter,
    deadline: float,
) -> tuple[int, ...]:
    """A panic of the tokenizers library is no Exception: catch more, and `explain` it."""
    if isinstance(prompt, Ids):
        ids = prompt.ids
    else:
        async with limiter:
            with fail_after(deadline):
                ids = await offload(partial(spell, vocabulary, prompt))
    check(ids, vocabulary.size)
    return ids


def spell(vocabulary: Vocabulary, prompt: Text | Gap | Chat) -> tuple[int, ...]:
    """Runs in a worker thread."""
    marks = prompt.add_special_tokens
    if isinstance(prompt, Text):
        return vocabulary.encode(prompt.text, add_special_tokens=marks)
    if isinstance(prompt, Gap):
        return spell_gap(vocabulary, prompt.before, prompt.behind, add_special_tokens=marks)
    around = vocabulary.encode("") if marks else ()
    return around + vocabulary.encode_chat(
        prompt.messages,
        tools=prompt.tools,
        template_arguments=prompt.template_arguments or {},
        add_generation_prompt=prompt.add_generation_prompt,
        continue_final_message=prompt.continue_final_message,
        template=prompt.template,
    )


def check(ids: tuple[int, ...], vocabulary_size: int) -> None:
    """:raises PromptRejected: unless there is a token, and every token exists."""
    if not ids:
        raise PromptRejected("The prompt is empty.")
    if min(ids) < 0 or max(ids) >= vocabulary_size:
        raise PromptRejected(f"Token ids must lie between 0 and {vocabulary_size - 1}.")


def cut(ids: tuple[int, ...], request: Request, context_length: int) -> tuple[int, ...]:
    """What is kept of a prompt. How many tokens are wanted is an upper bound: no prompt that fits
    has to make room for all of them, and no other one for more than half of the context."""
    most = request.most_prompt
    if most is None:
        return ids
    if most < 0:
        if len(ids) < context_length:
            return ids
        wanted = context_length if request.max_tokens is None else max(request.max_tokens, 1)
        most = max(context_length - min(wanted, context_length // 2), 1)
    if len(ids) <= most:
        return ids
    return ids[:most] if request.keeps == "first" else ids[-most:]


def check_scores(sampling: Sampling, num_tokens: int) -> None:
    """:raises PromptRejected: when the logprobs of the prompt are too many to be kept."""
    if sampling.prompt_logprobs is None:
        return
    num_scores = num_tokens * (1 + sampling.prompt_logprobs)
    if num_scores > MOST_SCORES:
        raise PromptRejected(
            f"The logprobs of this prompt are {num_scores} numbers; at most {MOST_SCORES} are told."
        )


def explain(error: BaseException) -> RequestFailed:
    """What the client is told."""
    if isinstance(error, RequestFailed):
        return error
    if isinstance(error, ArgumentError):
        return ArgumentRejected(str(error))
    if isinstance(error, PromptError):
        return PromptRejected(str(error))
    if isinstance(error, TimeoutError):
        return PromptRejected("The prompt took too long to encode.")
    logger.error("a prompt could not be encoded", exc_info=error)
    return InternalFailure()
