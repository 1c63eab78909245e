"""Numbers drawn from a seed, the same everywhere.

A draw is a hash of the seed, of what is drawn, of the row and of a slot in it: whole numbers only, so that neither the
machine nor the version of a library matters, and a row is the same in a cohort of any size.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from .._extras import need

__all__ = ["Draws"]

# Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014), the constants of SplitMix64.
_GAMMA = 0x9E3779B97F4A7C15
_MIX = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))


class Draws:
    """Draws for some rows of a cohort."""

    def __init__(self, seed: int, rows: Any) -> None:
        self._np = need("numpy")
        self._seed = seed
        self._rows = rows.astype(self._np.uint64)

    def __len__(self) -> int:
        return len(self._rows)

    def of(self, places: Any) -> Draws:
        """Give the draws for some of these rows."""
        return Draws(self._seed, self._rows[places])

    def below(self, what: str, limit: Any, slots: int | None = None) -> Any:
        """Draw whole numbers from 0 up to, not including, a limit: one a row, or a matrix with so many slots a row."""
        np = self._np
        digest = hashlib.sha256(f"{self._seed} {what}".encode()).digest()
        key = np.uint64(int.from_bytes(digest[:8], "little"))
        bits = self._mixed(self._rows * np.uint64(_GAMMA) + key)
        if slots is not None:
            steps = np.arange(1, slots + 1, dtype=np.uint64) * np.uint64(_GAMMA)
            bits = self._mixed(bits[:, None] + steps)
        limit = np.asarray(limit).astype(np.uint64)
        return ((bits >> np.uint64(32)) * limit >> np.uint64(32)).astype(np.int64)

    def chance(self, what: str, percent: Any, slots: int | None = None) -> Any:
        """Draw whether something of so many per cent is the case."""
        return self.below(what, 100, slots) < percent

    def choice(self, what: str, weights: Sequence[int], slots: int | None = None) -> Any:
        """Draw places in a list of weights."""
        ends = self._np.cumsum(weights)
        return self._np.searchsorted(ends, self.below(what, int(ends[-1]), slots), side="right")

    def _mixed(self, bits: Any) -> Any:
        np = self._np
        for shift, factor in _MIX:
            bits = (bits ^ (bits >> np.uint64(shift))) * np.uint64(factor)
        return bits ^ (bits >> np.uint64(31))
