"""What all requests of a stage took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from openai_api.bench.measure import Outcome

PERCENTS = (50, 90, 95, 99)
BUSY_CLIENT = 0.7  # of a core: above it the client may be what was measured


@dataclass(frozen=True, slots=True)
class Spread:
    """Of seconds. All zero if there were none."""

    mean: float
    p50: float
    p90: float
    p95: float
    p99: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one stage."""

    stage: str
    num_requests: int
    num_failed: int
    faults: dict[str, int]
    seconds: float
    client_cores: float  # processor time that the measuring itself took, for each second
    requests_per_second: float
    prompt_tokens: int
    generated_tokens: int
    generated_tokens_per_second: float
    first: Spread  # until the first text
    between: Spread  # pieces of text
    each: Spread  # token behind the first piece: one value a request
    whole: Spread  # requests, from asked to answered

    def told(self) -> dict[str, Any]:
        return asdict(self)


def figures_of(
    stage: str, outcomes: Sequence[Outcome], *, seconds: float, client_seconds: float
) -> Figures:
    good = [outcome for outcome in outcomes if outcome.fault is None]
    faults = Counter(outcome.fault for outcome in outcomes if outcome.fault is not None)
    generated = sum(outcome.num_generated for outcome in good)
    seconds = max(seconds, 1e-9)
    return Figures(
        stage=stage,
        num_requests=len(outcomes),
        num_failed=len(outcomes) - len(good),
        faults=dict(faults),
        seconds=seconds,
        client_cores=client_seconds / seconds,
        requests_per_second=len(good) / seconds,
        prompt_tokens=sum(outcome.num_prompt for outcome in good),
        generated_tokens=generated,
        generated_tokens_per_second=generated / seconds,
        first=spread(outcome.first for outcome in good),
        between=spread(gap for outcome in good for gap in outcome.gaps),
        each=spread(outcome.each for outcome in good),
        whole=spread(outcome.ended - outcome.began for outcome in good),
    )


def spread(values: Iterable[float | None]) -> Spread:
    known = sorted(value for value in values if value is not None)
    if not known:
        return Spread(0, 0, 0, 0, 0)
    return Spread(sum(known) / len(known), *(percentile(known, percent) for percent in PERCENTS))


def percentile(ordered: Sequence[float], percent: float) -> float:
    """Between the two values nearest to it."""
    place = (len(ordered) - 1) * percent / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def table(rows: Sequence[Figures]) -> str:
    """Milliseconds, one stage a line."""
    heads = ["load", "requests", "failed", "tokens/s"]
    heads += [
        word for name in ("first", "between", "whole") for word in (f"{name} p50", "p95", "p99")
    ]
    lines = [heads]
    for row in rows:
        counts = (row.stage, str(row.num_requests), str(row.num_failed))
        times = [milliseconds(each) for each in (row.first, row.between, row.whole)]
        speed = f"{row.generated_tokens_per_second:.1f}"
        lines.append([*counts, speed, *times[0], *times[1], *times[2]])
    widths = [max(len(line[nth]) for line in lines) for nth in range(len(heads))]
    told = [
        "  ".join(
            word.ljust(width) if not nth else word.rjust(width)
            for nth, (word, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    ]
    return "\n".join(told) + "\n"


def milliseconds(spread: Spread) -> tuple[str, str, str]:
    p50, p95, p99 = (f"{1000 * value:.1f}" for value in (spread.p50, spread.p95, spread.p99))
    return p50, p95, p99


def remarks(rows: Sequence[Figures]) -> str:
    """What has to be known about the table."""
    told = []
    for row in rows:
        if row.faults:
            faults = ", ".join(f"{number} times {fault}" for fault, number in row.faults.items())
            told.append(f"{row.stage}: {faults}.")
        if row.client_cores > BUSY_CLIENT:
            told.append(
                f"{row.stage}: the client itself used {row.client_cores:.2f} of a core, "
                "so these times are partly its own."
            )
    return "".join(f"{line}\n" for line in told)
