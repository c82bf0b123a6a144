"""What `loadtests.speculation` has measured, as a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.figure import Figure

SHOWN = {"adaptive / plain": "against no drafts", "adaptive / best": "against the best number"}
LEAST = {"adaptive / plain": 0.98, "adaptive / best": 0.95}


def draw(lines: Sequence[Mapping[str, object]], path: Path) -> None:
    """Two panels, a curve for each rate of acceptance."""
    figure = Figure(figsize=(10, 4), layout="constrained")
    for axes, (name, title) in zip(figure.subplots(1, 2), SHOWN.items(), strict=True):
        for rate in sorted({float(str(line["acceptance"])) for line in lines}):
            mine = [line for line in lines if line["acceptance"] == rate]
            rows = [str(line["rows"]) for line in mine]
            axes.plot(rows, [line[name] for line in mine], marker="o", label=f"{rate:g}")
        axes.axhline(LEAST[name], color="grey", linestyle=":")
        axes.set_title(f"As many drafts as pay {title}")
        axes.set_xlabel("requests at once")
        axes.set_ylabel("tokens per second, ratio")
        axes.grid(alpha=0.3)
    axes.legend(title="acceptance")
    figure.savefig(path, dpi=100)
