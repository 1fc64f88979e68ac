"""How far an import is, told from its stages and the size of its files.

The shares are those of the demo; what remains is reckoned from
what has passed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

# Where each stage begins and ends, of the whole; one of many files moves on with them.
STAGES = {
    "reading": (0.0, 0.1),
    "cleaning": (0.1, 0.6),
    "writing": (0.78, 0.82),
    "marts": (0.82, 0.99),
    "renaming": (0.99, 1.0),
}
# What opening a file costs, as bytes of its content.
OPENING_BYTES = 500_000
# Too little has passed before to tell what remains.
LEAST_SHARE = 0.04


@dataclass
class Progress:
    """What has been done since `began`, in seconds of any clock."""

    sizes: dict[str, int]
    began: float
    share: float = 0.0
    _seen: dict[str, set[str]] = field(default_factory=dict)

    def reach(self, stage: str, detail: str) -> float:
        """Note that a stage begins, of a file where it has many; the share done, never less."""
        if stage in STAGES:
            seen = self._seen.setdefault(stage, set())
            done = sum(self.sizes.get(name, 0) for name in seen - {detail})
            seen.add(detail)
            begins, ends = STAGES[stage]
            within = done / max(sum(self.sizes.values()), 1)
            self.share = max(self.share, begins + (ends - begins) * within)
        return self.share

    def seconds_left(self, now: float) -> int | None:
        """What remains at the pace so far; None where too little has passed."""
        if self.share < LEAST_SHARE:
            return None
        return round((now - self.began) * (1 - self.share) / self.share)


def of_files(paths: Iterable[Path], now: float) -> Progress:
    """An import of these files that begins now."""
    return Progress({path.name: path.stat().st_size + OPENING_BYTES for path in paths}, now)
