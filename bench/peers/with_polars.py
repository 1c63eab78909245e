"""polars: one lazy query over exploded lists, run by its in-memory engine on all cores."""

from __future__ import annotations

from typing import Any

import polars as pl
import pyarrow as pa

from . import law
from .workloads import Answers

NAME = "polars"
MODE = "one lazy query; lists exploded and grouped again"

_KIND = {kind: pl.col("conversations").list.contains(kind) for kind in law.KINDS}


def prepare(table: pa.Table) -> pl.DataFrame:
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame


prepare_programme = prepare_trial = prepare


def number(column: str) -> pl.Expr:
    """Give a day as a number."""
    return pl.col(column).to_physical()


def meetings(frame: pl.LazyFrame, *columns: str) -> pl.LazyFrame:
    """Give the meetings held, with whether they count, had an allowed form and merge lawfully."""
    date, form = number("date"), pl.col("form")
    remote = date.is_between(*law.REMOTE[0]) | date.is_between(*law.REMOTE[1])
    remote |= date.is_between(*law.IF_SUMMONED) & (number("summoned") <= law.SUMMONED_BY)
    spoken = date.is_between(*law.SPOKEN) & form.is_in(["telephone", "video"]) & ~_KIND["cv_samtale"]
    bits = pl.sum_horizontal(_KIND[kind].cast(pl.UInt8) * (1 << bit) for bit, kind in enumerate(law.KINDS))
    several = pl.col("conversations").list.len()
    no_show = pl.struct(party=pl.lit("jobcenter"), why=pl.lit("no_show"))
    return (
        frame.select("row", "meetings", *columns)
        .explode("meetings", empty_as_null=False)
        .drop_nulls("meetings")
        .unnest("meetings")
        .filter(pl.col("status") == "held")
        .with_columns(
            allowed=(form == "in_person") | (remote.fill_null(False) & (form != "letter")) | spoken,
            lawful=bits.is_in(law.ALLOWED) & (several == pl.sum_horizontal(_KIND[kind] for kind in law.KINDS)),
            alone=pl.col("absent").list.contains(no_show).fill_null(False),
        )
        .with_columns(
            counts=pl.col("allowed")
            & ((pl.col("holder") == "a_kasse") | (pl.col("on_behalf_of") == "a_kasse").fill_null(False))
        )
    )


def mine(kind: str) -> pl.Expr:
    """Tell which meetings count for a kind of conversation."""
    counts = pl.col("counts") & _KIND[kind]
    return counts & ~pl.col("alone") if kind == "faellessamtale" else counts


def programme(frame: pl.DataFrame) -> Answers:
    courses = frame.lazy().with_row_index("row")
    due = {kind: number("window_end") for kind in law.KINDS} | {"cv_samtale": number("registered") + law.TWO_WEEKS}
    found = (
        meetings(courses, "registered", "window_end")
        .group_by("row")
        .agg(
            *(mine(kind).sum().alias(f"{kind}_held") for kind in law.KINDS),
            *((mine(kind) & (number("date") <= due[kind])).sum().alias(f"{kind}_in_time") for kind in law.KINDS),
            merging=(~pl.col("lawful") & (pl.col("date") <= pl.col("window_end"))).any(),
        )
    )
    done = (
        courses.select("row")
        .join(found, on="row", how="left", maintain_order="left")
        .select(
            *(
                pl.when(pl.col(f"{kind}_in_time").fill_null(0) >= wanted)
                .then(law.MET)
                .when(pl.col(f"{kind}_held").fill_null(0) >= wanted)
                .then(law.LATE)
                .otherwise(law.MISSED)
                .cast(pl.Int8)
                .alias(kind)
                for kind, wanted in zip(law.KINDS, law.WANTED, strict=True)
            ),
            pl.col("merging").fill_null(False).cast(pl.Int8),
        )
        .collect()
    )
    return {name: done[name].to_numpy() for name in done.columns}


def trial(frame: pl.DataFrame) -> Answers:
    courses = frame.lazy().with_row_index("row")
    # Hours by month until they pass the limit, and the last day of that month.
    month = pl.col("to").dt.year().cast(pl.Int32) * 12 + pl.col("to").dt.month() - 1
    hours = (pl.col("hours") * 100).round().cast(pl.Int64)
    limit = pl.when(pl.col("insurance") == "part_time").then(law.LIMITS[1]).otherwise(law.LIMITS[0])
    window = (
        courses.select("row", "insurance", "benefit")
        .explode("benefit", empty_as_null=False)
        .drop_nulls("benefit")
        .unnest("benefit")
        .with_columns(used=pl.when(month.is_in(law.DEAD_MONTHS)).then(0).otherwise(hours).cum_sum().over("row"))
        .filter(pl.col("used") > limit)
        .group_by("row")
        .agg(window=pl.col("to").min().dt.month_end().to_physical())
    )
    left = (
        courses.select("row", "events")
        .explode("events", empty_as_null=False)
        .drop_nulls("events")
        .unnest("events")
        .filter(pl.col("type").is_in(law.ENDS))
        .group_by("row")
        .agg(left=number("date").min())
    )
    ended = pl.col("left") != law.NEVER
    courses = (
        courses.join(window, on="row", how="left", maintain_order="left")
        .join(left, on="row", how="left", maintain_order="left")
        .with_columns(pl.col("window", "left").fill_null(law.NEVER))
        .with_columns(last=pl.when(ended).then(pl.col("left") - 1).otherwise("window"))
    )
    due = {kind: pl.col("window") for kind in law.KINDS} | {"cv_samtale": number("registered") + law.TWO_WEEKS}
    date = number("date")
    found = (
        meetings(courses, "registered", "window", "left", "last")
        .group_by("row")
        .agg(
            *((mine(kind) & (date <= due[kind]) & (date < pl.col("left"))).sum().alias(kind) for kind in law.KINDS),
            breached=((date <= pl.col("last")) & ~(pl.col("lawful") & pl.col("allowed"))).any(),
        )
    )

    def asked(kind: str, wanted: int) -> pl.Expr:
        return (pl.col(kind).fill_null(0) < wanted) & ~(ended & (due[kind] >= pl.col("left")))

    wants = list(zip(law.KINDS, law.WANTED, strict=True))
    missed = [asked(kind, wanted) & (due[kind] != law.NEVER) for kind, wanted in wants]
    is_open = [asked(kind, wanted) & (due[kind] == law.NEVER) for kind, wanted in wants]
    done = (
        courses.join(found, on="row", how="left", maintain_order="left")
        .select(
            verdict=pl.when(pl.any_horizontal(pl.col("breached").fill_null(False), *missed))
            .then(law.VIOLATED)
            .when(pl.any_horizontal(is_open))
            .then(law.OPEN)
            .otherwise(law.FULFILLED)
            .cast(pl.Int8),
            last_day="last",
        )
        .collect()
    )
    return {name: done[name].to_numpy() for name in done.columns}


def single(table: pa.Table) -> Any:
    """Make a call that judges a frame of one course."""
    frame = prepare(table)
    return lambda: trial(frame)["verdict"][0]
