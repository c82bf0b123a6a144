"""What a measurement gives, and how it compares with the roof."""

from __future__ import annotations

from dataclasses import dataclass

from loadtests.gpu.rig import Roof, Timing


@dataclass(frozen=True, slots=True)
class Figure:
    """A name, who did it, and how long that took; or, in `note`, why it did not."""

    name: str
    who: str
    timing: Timing | None = None
    num_bytes: int = 0  # that have to be moved at least
    num_flops: int = 0
    note: str = ""

    @property
    def seconds(self) -> float:
        return float("nan") if self.timing is None else self.timing.seconds

    @property
    def bytes_per_second(self) -> float:
        return self.num_bytes / self.seconds

    @property
    def flops_per_second(self) -> float:
        return self.num_flops / self.seconds

    def share(self, roof: Roof) -> float:
        """Of what this device reaches when it only copies, or only multiplies: what binds."""
        bound = self.num_bytes / roof.bytes_per_second, self.num_flops / roof.flops_per_second
        return max(bound) / self.seconds

    def told(self, roof: Roof) -> dict[str, object]:
        """For JSON."""
        about: dict[str, object] = {"name": self.name, "who": self.who}
        if self.timing is None:
            return {**about, "note": self.note}
        return {
            **about,
            "microseconds": self.seconds * 1e6,
            "gb_per_second": self.bytes_per_second / 1e9,
            "tflops": self.flops_per_second / 1e12,
            "share_of_roof": self.share(roof),
            "graphed": self.timing.is_graphed,
        }

    def line(self, roof: Roof) -> str:
        """For people."""
        begin = f"{self.name:30} {self.who:16}"
        if self.timing is None:
            return f"{begin} {self.note}"
        return (
            f"{begin} {self.seconds * 1e6:10.1f} us {self.bytes_per_second / 1e9:8.0f} GB/s"
            f" {self.flops_per_second / 1e12:7.1f} TFLOP/s {self.share(roof):6.0%} of the roof"
            + ("" if self.timing.is_graphed else "  (not graphed)")
        )
