"""Watches the messages of a run as they are handed over: for fairness, and for replays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import anyio

from actors.messages import Plan, Release
from actors.scheduler import Scheduler
from tests.simulation.channels import Channels

MOST_SHOWN = 1000  # characters of one message
MOST_PLANS = 4  # a request may still appear in so many plans after its client left


class WatchedChannels(Channels):
    """Changes nothing that the run depends on."""

    def __init__(
        self,
        faults: Any,
        random: Any,
        *,
        scheduler: Callable[[], Scheduler | None],
        violations: list[str],
        lines: list[str] | None,
    ) -> None:
        super().__init__(faults, random)
        self.scheduler = scheduler
        self.violations = violations
        self.lines = lines
        self.num_for_nobody: Counter[int] = Counter()

    def open(self, name: str, capacity: int) -> tuple[Any, Any]:
        outlet, inbox = super().open(name, capacity)
        return WatchedOutlet(self, name, outlet), inbox

    def watch(self, name: str, item: object) -> None:
        if self.lines is not None:
            line = f"{anyio.current_time():9.3f} -> {name}: {item}"
            self.lines.append(line[:MOST_SHOWN])
        scheduler = self.scheduler()
        if scheduler is None:
            return
        if isinstance(item, Plan):
            self.watch_plan(item, scheduler)
        elif isinstance(item, Release):
            self.watch_release(item, scheduler)

    def watch_plan(self, plan: Plan, scheduler: Scheduler) -> None:
        """Nothing is computed for clients that left, and the budget is kept."""
        for row in plan.rows:
            live = scheduler.live.get(row.id)
            if live is not None and live.log.over:
                self.num_for_nobody[row.id] += 1
                if self.num_for_nobody[row.id] == MOST_PLANS + 1:
                    self.violations.append(f"request {row.id} is over and still computed")
        if sum(row.budget for row in plan.rows) > scheduler.step_tokens:
            self.violations.append(f"step {plan.step} computes more than its budget")

    def watch_release(self, release: Release, scheduler: Scheduler) -> None:
        """The first in order never gives way to others, unless its client does not read."""
        live = scheduler.live.get(release.id)
        if live is None or live.log.is_unread:
            return
        if any(other.is_suspect for other in scheduler.live.values()):
            return
        if len(scheduler.running) > 1 and live is min(scheduler.running):
            self.violations.append(f"request {live.id} was first in order, and was preempted")


class WatchedOutlet:
    """An outlet that shows what goes through it."""

    def __init__(self, channels: WatchedChannels, name: str, outlet: Any) -> None:
        self.channels = channels
        self.name = name
        self.outlet = outlet

    def send_nowait(self, item: object) -> None:
        self.channels.watch(self.name, item)
        self.outlet.send_nowait(item)

    def close(self) -> None:
        self.outlet.close()
