"""For a replay: every message that is handed over, in words."""

from __future__ import annotations

from typing import Any

import anyio

from tests.simulation.channels import Channels

MOST = 1000  # characters of one message


class TracedChannels(Channels):
    """Writes down what is sent. Shows nothing that the run could depend on."""

    def __init__(self, faults: Any, random: Any, lines: list[str]) -> None:
        super().__init__(faults, random)
        self.lines = lines

    def open(self, name: str, capacity: int) -> tuple[Any, Any]:
        outlet, inbox = super().open(name, capacity)
        return TracedOutlet(name, outlet, self.lines), inbox


class TracedOutlet:
    """An outlet that tells."""

    def __init__(self, name: str, outlet: Any, lines: list[str]) -> None:
        self.name = name
        self.outlet = outlet
        self.lines = lines

    def send_nowait(self, item: object) -> None:
        self.lines.append(f"{anyio.current_time():9.3f} -> {self.name}: {item}"[:MOST])
        self.outlet.send_nowait(item)

    def close(self) -> None:
        self.outlet.close()
