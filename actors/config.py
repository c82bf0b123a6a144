"""The engine's numbers. Frozen: whoever needs one gets it handed to him."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """Defaults suit a laptop. Times are in seconds."""

    max_requests: int = 256  # samples alive at once, waiting ones included
    depth: int = 1  # plans in flight: 1 is the readable truth, 2 overlaps planning and computing
    steady: bool = False  # the second one only while everybody writes and nobody is to be let in
    step_tokens: int = 512  # most tokens that a step computes over all its rows
    step_seconds: float = 0.1  # that prompts may make a step take; 0: only the tokens count
    draft: int = 0  # most tokens that the understudy proposes for a row
    most_unread: int = 64  # tokens that a client may be behind; then its request gives up its slot
    prefix_cache: bool = True
    history: int = 0  # steps whose numbers are kept for those who watch
    paranoid: bool = False  # audit the block pool at every plan

    tokenizer_threads: int = 2
    tokenizer_deadline: float = 30.0
    load_deadline: float = 300.0  # without a sign of progress
    step_deadline: float = 60.0  # likewise
    canary_interval: float = 5.0  # an idle ring proves itself this often
    canary_deadline: float = 20.0

    max_restarts: int = 5  # within the window; one more and the engine gives up
    restart_window: float = 30.0
    backoff: float = 0.05  # before the first restart; doubles, up to max_backoff
    max_backoff: float = 5.0
    quarantine: float = 600.0  # how long the prompt that killed a device is refused

    def __post_init__(self) -> None:
        for name in ("max_requests", "step_tokens", "most_unread"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1.")
        if self.draft < 0:
            raise ValueError("draft must be at least 0.")
        if self.step_seconds < 0:
            raise ValueError("step_seconds must not be negative.")
        if self.depth not in (1, 2):
            raise ValueError("depth must be 1 or 2.")
