"""What must be true when a story is over, whatever went wrong in it.

I1  every client is told an end, exactly one      I6  who was not struck is not disturbed
I2  what it heard is what the oracle says         I7  everything ends
I3  no block is lost or shared wrongly            I8  the engine gives up when it should, no sooner
I4  nothing is left of anybody                    I9  every permit comes back once
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actors.errors import (
    DeviceRowFailed,
    Draining,
    EngineStopped,
    InternalFailure,
    NothingFollows,
    Overloaded,
    PromptRejected,
    PromptTooLong,
    Quarantined,
    RequestQuarantined,
)
from tests.simulation.scenario import POISON, Visit, prompt_ids_of
from tests.simulation.world import Outcome, Voice, World

HARMLESS = frozenset({"repeat", "slow", "nan", "duplicate", "swap_order"})
DEADLY_PLACES = frozenset({"device", "channel", "kill"})


def judge(world: World) -> list[str]:
    """Everything that is wrong; nothing if all is well."""
    return [
        *world.violations,
        *(f"the device was misused: {sentence}" for sentence in world.devices.misused),
        *judge_engine(world),
        *(f"{o.visit.name}: {wrong}" for o in world.outcomes for wrong in judge_client(world, o)),
        *judge_sharing(world),
    ]


def num_deaths_explained(world: World) -> int:
    """Rings that the story's faults may have cost."""
    story = world.story
    num = num_poisoned(world)
    is_deadly = story.poison != "nan" or num > 1  # if every row of a step fails, it is
    poison = 3 * num * is_deadly
    deadly = [f for f in story.faults if f.place in DEADLY_PLACES and f.action not in HARMLESS]
    return len(deadly) + poison


def num_poisoned(world: World) -> int:
    return sum(visit.poisoned * visit.request.n for visit in world.story.visits)


def judge_engine(world: World) -> Iterator[str]:
    most = world.story.config.max_restarts
    num_explained = num_deaths_explained(world)
    if world.failure is not None and num_explained <= most:
        yield f"it gave up after {num_explained} faults: {world.failure}"
    num_restarts = world.engine.supervisor.num_restarts
    if num_restarts > num_explained:
        yield f"{num_restarts} rings failed, but only {num_explained} faults could do that"
    opened = world.devices.opened_at
    num_sentenced = len(world.engine.quarantine)  # each is an explanation, so counting begins anew
    allowed = (most + 1) * (1 + num_sentenced)
    window = world.story.config.restart_window
    if any(late - early < window for early, late in zip(opened, opened[allowed:], strict=False)):
        yield "it restarted for ever"
    if len(world.outcomes) < len(world.story.visits) and not world.violations:
        yield "a client never came"


def judge_client(world: World, outcome: Outcome) -> Iterator[str]:
    """One client: the end that it was told, and what it heard until then."""
    visit, story = outcome.visit, world.story
    wants = visit.request.sampling.logprobs is not None
    for nth, voice in enumerate(outcome.voices):
        right = world.expected(visit, nth)
        if voice.num_after_finish:
            yield f"sample {nth} went on after its end"
        if not right.text.startswith(voice.text):
            yield f"sample {nth} heard {voice.text!r}, not {right.text!r}"
        if list(right.ids[: len(voice.ids)]) != voice.ids:
            yield f"sample {nth} got tokens {voice.ids}, not {right.ids}"
        if voice.num_logprobs != (len(voice.ids) if wants else 0):
            yield f"sample {nth} got {voice.num_logprobs} logprobs for {len(voice.ids)} tokens"
        if outcome.error is None and not outcome.left_early:
            yield from judge_end(voice, nth, right.text, right.reason)
    if outcome.error is not None and not is_excused(world, visit, outcome.error):
        yield f"failed with {outcome.error!r}"
    is_over = outcome.error is not None or outcome.left_early
    prompt = prompt_ids_of(visit.request)
    if POISON in prompt and not is_over and story.context_length > len(prompt):
        yield "was poison, and yet was served"


def judge_end(voice: Voice, nth: int, text: str, reason: str) -> Iterator[str]:
    if voice.finish is None:
        yield f"sample {nth} was never told its end"
    elif (voice.finish.reason, voice.text) != (reason, text):
        yield f"sample {nth} ended with {voice.finish.reason} and {voice.text!r}, not {text!r}"


def is_excused(world: World, visit: Visit, error: BaseException) -> bool:
    """Whether this story explains this error."""
    story = world.story
    actions = {(fault.place, fault.action) for fault in story.faults}
    prompt = prompt_ids_of(visit.request)
    match error:
        case Overloaded():
            return sum(v.request.n for v in story.visits) > story.config.max_requests
        case Draining():
            return world.stopped or world.failure is not None
        case EngineStopped():
            return world.stopped or world.failure is not None
        case PromptRejected():
            return not prompt or ("tokenizer", "stall") in actions
        case PromptTooLong():
            return len(prompt) > story.context_length
        case InternalFailure():
            by_tokenizer = {("tokenizer", "error"), ("tokenizer", "panic")} & actions
            return bool(by_tokenizer) or world.vocabulary.num_broken > 0
        case DeviceRowFailed():
            return bool(world.devices.failed_ids) or (visit.poisoned and story.poison == "nan")
        case NothingFollows():
            return bool(visit.request.sampling.allowed_ids)
        case RequestQuarantined() | Quarantined():
            return visit.poisoned or num_deaths_explained(world) > 2
        case _:
            return False


def judge_sharing(world: World) -> Iterator[str]:
    """Cached tokens come from a text of the same tenant that begins with them."""
    for outcome in world.outcomes:
        if outcome.num_cached:
            prompt = prompt_ids_of(outcome.visit.request)
            longest = max((common(prompt, text) for text in sources(world, outcome)), default=0)
            if outcome.num_cached > longest:
                yield f"{outcome.visit.name}: {outcome.num_cached} tokens came from a stranger"


def sources(world: World, outcome: Outcome) -> Iterator[Sequence[int]]:
    """Texts whose blocks this client may share."""
    if outcome.visit.request.n > 1:
        yield prompt_ids_of(outcome.visit.request)
    for visit in world.story.visits:
        if visit is not outcome.visit and visit.request.salt == outcome.visit.request.salt:
            prompt = prompt_ids_of(visit.request)
            for nth in range(visit.request.n):
                yield (*prompt, *world.expected(visit, nth).ids)


def common(one: Sequence[int], other: Sequence[int]) -> int:
    """Length of the common beginning."""
    num = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        num += 1
    return num
