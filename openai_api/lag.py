"""How late the event loop is: what every token, every probe and every refusal waits for."""

from __future__ import annotations

from anyio import current_time, sleep

from openai_api.metrics import Metrics

INTERVAL = 0.1  # seconds


async def watch_lag(metrics: Metrics) -> None:
    """For as long as it is let."""
    while True:
        due = current_time() + INTERVAL
        await sleep(INTERVAL)
        metrics.lag.observe(max(current_time() - due, 0.0))
