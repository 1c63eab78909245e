"""Frames that run over time, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._extras import need

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["LINES", "lines"]

# Column over which the line runs, column that it shows, what stands at both axes.
LINES = {
    "stock": ("month", "covered", "", "covered at the month's end"),
    "handovers": ("month", "handed_over", "", "handed over to the jobcenter"),
    "survival": ("week", "on_benefit_percent", "weeks since registration", "on benefit, %"),
}


def lines(frame: Any, name: str, by: tuple[str, ...], ax: Axes | None) -> Axes:
    """Draw one line a group; where a number is hidden there is a gap."""
    axes: Any = need("matplotlib.pyplot").subplots(figsize=(8, 4.5), layout="constrained")[1] if ax is None else ax
    across, shown, below, beside = LINES[name]
    groups = frame.partition_by(by, as_dict=True, maintain_order=True) if by else {(): frame}
    for group, part in groups.items():
        values = [float("nan") if value is None else value for value in part[shown].to_list()]
        label = ", ".join("not known" if value is None else str(value) for value in group)
        axes.plot(part[across].to_list(), values, marker=".", label=label or None)
    if across == "month":
        dates = need("matplotlib.dates")
        locator = dates.AutoDateLocator()
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))
    axes.set_xlabel(below)
    axes.set_ylabel(beside)
    axes.set_ylim(bottom=0)
    if by and groups:
        axes.legend(title=", ".join(by))
    found: Axes = axes
    return found
