"""The figures as a picture. matplotlib is there only if it was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openai_api.bench.figures import Figures, Spread


class NoPlot(Exception):
    """Its message is one sentence."""


def check_plot() -> None:
    """Before anything is measured. :raises NoPlot: where there is no matplotlib."""
    try:
        import matplotlib
    except ImportError as error:
        message = "--plot needs matplotlib: pip install 'understudy[loadtest]' brings it."
        raise NoPlot(message) from error
    matplotlib.use("agg")


def draw(rows: Sequence[Figures], path: Path, *, title: str) -> None:
    """Tokens a second, and the three kinds of waiting, over the stages."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 7), layout="constrained")
    panels = figure.subplots(2, 2).flat
    names = [row.stage for row in rows]
    first = next(panels)
    first.bar(names, [row.generated_tokens_per_second for row in rows], color="#0b6b62")
    first.set_title("generated tokens a second")
    kinds: list[tuple[str, list[Spread]]] = [
        ("until the first text, ms", [row.first for row in rows]),
        ("between pieces of text, ms", [row.between for row in rows]),
        ("whole requests, ms", [row.whole for row in rows]),
    ]
    for panel, (name, spreads) in zip(panels, kinds, strict=True):
        for percent, colour in (("p50", "#0b6b62"), ("p95", "#d9822b"), ("p99", "#a8251c")):
            values = [1000 * getattr(spread, percent) for spread in spreads]
            panel.plot(names, values, "o-", label=percent, color=colour)
        panel.set_title(name)
        panel.set_ylim(bottom=0)
        panel.legend(frameon=False)
    for panel in figure.axes:
        panel.tick_params(axis="x", rotation=25 if len(rows) > 3 else 0)
        panel.spines[["top", "right"]].set_visible(False)
    figure.suptitle(title)
    figure.savefig(path, dpi=140)
