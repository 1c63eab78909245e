"""Monitoring: numbers counted by hand, identities, small cells, and bad input."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import types
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import kontaktforloeb as kf
from kontaktforloeb._monitoring import clocks, command, measures
from kontaktforloeb._monitoring.cells import Shape, finish
from kontaktforloeb._monitoring.markdown import table

from .cohorts import columns, without

DAY = date(2021, 12, 31)
FRAMES = (
    "programme",
    "end_reasons",
    "stock",
    "conversations",
    "deadlines",
    "handovers",
    "joint_conversations",
    "share_75",
    "survival",
    "long_term",
)


def meeting(day: date, *conversations: str, holder: str = "a_kasse", status: str = "held", **more: Any) -> kf.Meeting:
    return kf.Meeting(date=day, conversations=conversations, holder=holder, status=status, **more)


def hours(first: int, last: int, year: int = 2021, amount: float = 160.33) -> list[kf.Benefit]:
    return [kf.Benefit(month=f"{year}-{month:02}", hours=amount) for month in range(first, last + 1)]


def course(name: str, registered: date, *, a_kasse: str = "BUPL-A", place: str = "Vejle", **more: Any) -> kf.Course:
    more.setdefault("events", [])
    person = kf.Person(insurance=more.pop("insurance", "full_time"), a_kasse=a_kasse, municipality=place)
    return kf.Course(id=name, person=person, registered=registered, **more)


def visited(day: date, *, ended: date | None = None, why: str = "left_a_kasse") -> list[kf.Event]:
    events = [kf.Event(type="visited", date=day)]
    return events + ([kf.Event(type=why, date=ended)] if ended else [])


def trial() -> list[kf.Course]:
    """Five in the trial: two used the window, two left early, one is covered."""
    september = date(2021, 9, 1)
    return [
        # More than 410 h at the end of November: 3 × 160.33.
        course(
            "three",
            september,
            benefit=hours(9, 11),
            events=visited(september),
            meetings=[
                meeting(date(2021, 9, 10), "cv_samtale", "jobsamtale"),
                meeting(date(2021, 10, 10), "jobsamtale"),
                # After the window.
                meeting(date(2021, 12, 10), "raadighedssamtale"),
                meeting(date(2021, 10, 20), "raadighedssamtale", status="cancelled"),
                meeting(date(2021, 10, 21), "jobsamtale", holder="jobcenter"),
            ],
        ),
        course("none", september, benefit=hours(9, 11), events=visited(september)),
        course(
            "left",
            date(2021, 9, 6),
            a_kasse="HK-A",
            benefit=hours(9, 9, amount=100),
            events=visited(date(2021, 9, 6), ended=date(2021, 10, 1)),
            meetings=[meeting(date(2021, 9, 10), "cv_samtale", holder="other_actor", on_behalf_of="a_kasse")],
        ),
        course(
            "early",
            date(2021, 10, 4),
            a_kasse="HK-A",
            events=visited(date(2021, 10, 4), ended=date(2021, 11, 1), why="early_jobcenter_effort"),
        ),
        course("covered", date(2021, 12, 1), a_kasse="HK-A", events=visited(date(2021, 12, 1))),
    ]


def rows(frame: pl.DataFrame, *names: str) -> list[tuple[Any, ...]]:
    return frame.select(names).rows()


def test_the_trial_is_counted_as_by_hand() -> None:
    found = kf.monitor(trial(), as_of=DAY, small_cells=0)
    assert found.months == (date(2021, 9, 1), DAY)
    assert found.programme.to_dicts() == [{"covered_before": 0, "visited": 5, "ended": 4, "covered": 1}]
    assert rows(found.end_reasons, "ended", "window_used", "left_a_kasse", "early_jobcenter_effort", "moved") == [
        (4, 2, 1, 1, 0)
    ]
    assert found.end_reasons["window_used_percent"].to_list() == [50.0]
    # Ended is the first day outside: 1 December for the window, 1 October and 1 November for the other two.
    assert found.stock.rows() == [
        (date(2021, 9, 1), 3, 0, 3),
        (date(2021, 10, 1), 1, 1, 3),
        (date(2021, 11, 1), 0, 1, 2),
        (date(2021, 12, 1), 1, 2, 1),
    ]
    assert found.handovers.rows() == [(date(2021, 12, 1), 2)]
    later = kf.monitor(trial(), as_of=date(2022, 2, 28), by="a_kasse", small_cells=0).handovers
    assert later.rows() == [("BUPL-A", date(2021, 12, 1), 2), *(("BUPL-A", date(2022, m, 1), 0) for m in (1, 2))]
    shares = ("population", "counted", "people", "held_0", "held_1", "held_2", "held_3_or_more")
    assert rows(found.conversations, *shares) == [
        ("full_window", "conversations", 2, 1, 0, 0, 1),
        ("full_window", "meetings", 2, 1, 0, 1, 0),
        ("ended", "conversations", 4, 2, 1, 0, 1),
        ("ended", "meetings", 4, 2, 1, 1, 0),
    ]


def test_deadlines_are_those_of_the_findings() -> None:
    found = kf.monitor(trial(), as_of=DAY, small_cells=0)
    cv = found.deadlines.row(by_predicate=pl.col("rule") == "trial_2020.cv_samtale", named=True)
    alone = [kf.assess(one, as_of=DAY).findings[0] for one in trial()]
    assert {f.rule for f in alone} == {"trial_2020.cv_samtale"}
    for status in kf.Status:
        assert cv[status] == sum(f.status == status for f in alone)
    assert cv["courses"] == 5
    assert cv["decided"] == cv["met"] + cv["late"] + cv["missed"] + cv["breached"]
    assert cv["kept_percent"] == round(100 * cv["met"] / cv["decided"], 1)


def test_a_period_and_groups() -> None:
    found = kf.monitor(trial(), as_of=DAY, by=["a_kasse"], months=("2021-10", "2021-11"), small_cells=0)
    assert found.months == (date(2021, 10, 1), date(2021, 11, 30))
    assert found.programme.rows() == [("BUPL-A", 2, 0, 0, 2), ("HK-A", 1, 1, 2, 0)]
    assert rows(found.stock.filter(a_kasse="HK-A"), "month", "visited", "ended", "covered") == [
        (date(2021, 10, 1), 1, 1, 1),
        (date(2021, 11, 1), 0, 1, 0),
    ]
    assert all(getattr(found, name).columns[0] == "a_kasse" for name in FRAMES if name != "share_75")
    by_year = kf.monitor(trial(), as_of=DAY, by=["year", "regime", "insurance"], small_cells=0)
    assert by_year.programme.rows() == [(2021, "trial_2020", "full_time", 0, 5, 4, 1)]


def test_a_column_of_ones_own_tells_apart() -> None:
    frame = pl.DataFrame(columns(trial()), strict=False).with_columns(sex=pl.Series(["f", "m", "f", None, "m"]))
    found = kf.monitor(frame, as_of=DAY, by="sex", small_cells=0)
    assert found.programme.rows() == [("f", 0, 2, 2, 0), ("m", 0, 2, 1, 1), (None, 0, 1, 1, 0)]
    assert rows(found.stock.filter(pl.col("sex").is_null()), "visited", "ended", "covered") == [
        (0, 0, 0),
        (1, 0, 1),
        (0, 1, 0),
        (0, 0, 0),
    ]


def test_deadlines_of_spring_2020_are_left_out() -> None:
    many = [course(f"c{day}", date(2020, 3, day), events=visited(date(2020, 3, day))) for day in range(1, 8)]
    kept = kf.monitor(many, as_of=date(2020, 12, 31), left_out=None)
    assert kept.deadlines.filter(rule="trial_2020.cv_samtale")["courses"].to_list() == [7]
    found = kf.monitor(many, as_of=date(2020, 12, 31))
    assert not len(found.deadlines.filter(rule="trial_2020.cv_samtale"))
    assert any("7 findings due 2020-03 to 2020-06 are left out" in note for note in found.notes)


def test_stars_proxy_calls_lawful_cases_missing() -> None:
    # Two months of 160.33 h: within 1½ to 3. The first joint conversation has until three months under this law.
    registered = date(2022, 1, 1)
    requested = [kf.Event(type="request", date=date(2022, 1, 10), conversation="faellessamtale", by="person")]
    many = [
        course("open", registered, benefit=hours(1, 2, 2022), events=requested, a_kasse="FTF-A"),
        course("unasked", registered, benefit=hours(1, 2, 2022), a_kasse="FTF-A"),
        course(
            "held",
            registered,
            benefit=hours(1, 2, 2022),
            a_kasse="FTF-A",
            meetings=[meeting(date(2022, 2, 1), "faellessamtale", holder="jobcenter")],
        ),
        course("young", registered, benefit=hours(1, 1, 2022), a_kasse="FTF-A"),
    ]
    found = kf.monitor(many, as_of=date(2022, 2, 28), small_cells=0)
    assert found.joint_conversations.rows() == [
        ("star_2018.faellessamtale_1", 3, 1, 2, 0, 0, 33.3),
        ("star_2018.faellessamtale_2", 0, 0, 0, 0, 0, None),
        ("star_2018.faellessamtale_3", 0, 0, 0, 0, 0, None),
    ]
    # Seven months: the second is missed (3 to 6 months), and a conversation before three months is none for the proxy.
    later = [
        course(
            name,
            registered,
            benefit=hours(1, 7, 2022),
            a_kasse="FTF-A",
            meetings=[meeting(day, "faellessamtale", holder="jobcenter")],
        )
        for name, day in (("early", date(2022, 2, 1)), ("in time", date(2022, 5, 10)))
    ]
    found = kf.monitor(later, as_of=date(2022, 7, 31), small_cells=0)
    assert found.joint_conversations.row(1) == ("star_2018.faellessamtale_2", 2, 1, 0, 1, 0, 50.0)


def national_2026(name: str, held: int, *, exempt: bool = False, a_kasse: str = "HK-A") -> kf.Course:
    events = []
    if exempt:
        events = [
            kf.Event(type="exempt", from_=date(2026, 7, 10), to=date(2026, 12, 31), reason="share_75"),
        ]
    days = [date(2026, 7, 6), date(2026, 8, 6), date(2026, 9, 7)]
    return course(
        name,
        date(2026, 7, 1),
        a_kasse=a_kasse,
        benefit=hours(7, 10, 2026),
        events=events,
        meetings=[meeting(day, "jobsamtale") for day in days[:held]],
    )


def test_the_75_percent_rule() -> None:
    many = [national_2026(f"h{number}", 2) for number in range(6)]
    many += [national_2026("h6", 1, exempt=True), national_2026("h7", 1, exempt=True)]
    many += [national_2026("b0", 2, a_kasse="BUPL-A"), national_2026("b1", 0, a_kasse="BUPL-A")]
    names = (
        "unit",
        "population",
        "with_two_or_more",
        "exempt",
        "with_first",
        "share_met",
        "exemptions_met",
        "first_met",
    )
    found = kf.monitor(many, as_of=date(2026, 12, 31), small_cells=0)
    # 6 of 8 are 75 %, 2 of 8 are 25 %: both bounds are inside.
    assert rows(found.share_75.filter(holder="a_kasse"), *names) == [
        ("BUPL-A", 2, 1, 0, 1, False, True, False),
        ("HK-A", 8, 6, 2, 8, True, True, True),
    ]
    # The municipality's window is not over: its last day is projected.
    assert not len(found.share_75.filter(holder="municipality"))
    everybody = kf.monitor(many, as_of=date(2026, 12, 31), small_cells=0, share_75_population="all")
    assert rows(everybody.share_75.filter(holder="municipality"), "unit", "population") == [("Vejle", 10)]


def test_survival_and_long_term_unemployment() -> None:
    registered = date(2021, 1, 1)
    many = [
        course("whole", registered, benefit=hours(1, 12)),
        course("half", registered, benefit=hours(1, 6)),
        course("spell", registered, benefit=[kf.Benefit(from_=registered, to=date(2021, 1, 14), hours=70)]),
        course("late", date(2021, 12, 1), benefit=hours(12, 12)),
    ]
    found = kf.monitor(many, as_of=DAY, small_cells=0)
    curve = {week: (people, on) for week, people, on in rows(found.survival, "week", "people", "on_benefit")}
    assert curve[0] == (4, 4)
    assert curve[1] == (4, 4)
    assert curve[2] == (4, 3)  # 15 January is the day after the spell
    assert curve[25] == (3, 2)  # 25 June
    assert curve[26] == (3, 1)  # 2 July
    assert curve[39] == (3, 1)
    assert curve[52] == (3, 1)  # 31 December
    told = {definition: rest for definition, *rest in found.long_term.rows()}
    # 365 and 181 of 365 days, of which 292 are long.
    assert told["langtidsledig_80_ydelse"] == [4, 1, 3, 25.0]
    assert told["intensiveringspunkt_39_uger"] == [3, 1, 2, 33.3]
    # Six months are 961.98 h, 26 weeks are 962: not more. January to June were dead months in 2021 besides.
    assert told["langtidsledig_26_uger"][1] == 0
    other_year = [course("seven", date(2022, 1, 1), benefit=hours(1, 7, 2022), a_kasse="FTF-A")]
    longer = kf.monitor(other_year, as_of=date(2022, 7, 31), small_cells=0).long_term
    assert rows(longer.filter(definition="langtidsledig_26_uger"), "long_term") == [(1,)]


def test_months_of_unemployment_are_whole_hundredths() -> None:
    # Twenty times 160.33 h over 160.33 h is less than twenty in binary numbers; STAR's third goes to twenty, exclusive.
    registered = date(2022, 1, 1)
    months = [*hours(1, 12, 2022), *hours(1, 8, 2023)]

    def people(number: int, measure: int) -> int:
        one = [course("one", registered, benefit=months[:number], a_kasse="FTF-A")]
        return int(kf.monitor(one, as_of=date(2023, 8, 31), small_cells=0).joint_conversations["people"][measure])

    assert [people(number, 0) for number in (1, 2, 3)] == [0, 1, 0]
    assert [people(number, 1) for number in (5, 6, 8, 9)] == [0, 1, 1, 0]
    assert [people(number, 2) for number in (15, 16, 19, 20)] == [0, 1, 1, 0]


def test_a_day_under_two_kinds_of_benefit_is_one_day() -> None:
    both = [
        kf.Benefit(from_=date(2021, month, 1), to=date(2021, month, 28), hours=40, kind=kind)
        for month in range(1, 11)
        for kind in ("dagpenge", "loentilskud")
    ]
    found = kf.monitor(
        [course("both", date(2021, 1, 1), benefit=both)],
        as_of=DAY,
        small_cells=0,
        benefit_kinds=("dagpenge", "loentilskud"),
    )
    # 280 days, not 560.
    assert rows(found.long_term.filter(definition="langtidsledig_80_ydelse"), "long_term") == [(0,)]


@pytest.fixture(scope="module")
def synthetic() -> Any:
    return kf.synthesize(3000, seed=11, regimes=["trial_2020", "national_2015", "national_2020", "national_2026"])


@pytest.mark.parametrize("by", [(), ("a_kasse",), ("insurance", "year")])
@pytest.mark.parametrize("day", [date(2021, 8, 15), date(2023, 12, 31)])
def test_identities_hold_on_any_cohort(synthetic: Any, by: tuple[str, ...], day: date) -> None:
    found = kf.monitor(synthetic, as_of=day, by=by, small_cells=0)
    part = kf.monitor(synthetic, as_of=day, by=by, small_cells=0, months=("2021-03", "2021-06"))
    for one in (found, part):
        for row in one.programme.to_dicts():
            assert row["covered"] == row["covered_before"] + row["visited"] - row["ended"]
        assert one.handovers["handed_over"].sum() >= one.end_reasons["window_used"].sum()
        for name in ("visited", "ended"):
            assert one.stock[name].sum() == one.programme[name].sum()
        last = one.stock.filter(pl.col("month") == pl.col("month").max())
        assert last["covered"].sum() == one.programme["covered"].sum()
        reasons = [reason.value for reason in kf.EndReason]
        assert one.end_reasons.select(pl.sum_horizontal(reasons) == pl.col("ended")).to_series().all()
        held = ["held_0", "held_1", "held_2", "held_3_or_more"]
        assert one.conversations.select(pl.sum_horizontal(held) == pl.col("people")).to_series().all()
        assert one.deadlines.select(pl.sum_horizontal(list(kf.Status)) == pl.col("courses")).to_series().all()
    whole = kf.monitor(synthetic, as_of=day, small_cells=0)
    for name in ("programme", "end_reasons"):
        counts = [c for c in getattr(whole, name).columns if not c.endswith("_percent")]
        assert getattr(found, name).select(pl.col(counts).sum()).rows() == getattr(whole, name).select(counts).rows()


def test_the_stage_is_that_of_the_course_judged_alone(synthetic: Any) -> None:
    day = date(2022, 6, 30)
    judged = kf.assess_cohort(synthetic, as_of=day).to_polars()
    found = kf.monitor(synthetic, as_of=day, small_cells=0).programme
    stages = judged.filter(pl.col("regime").cast(pl.String) == "trial_2020")["stage"].cast(pl.String).to_list()
    assert found["covered"].item() == stages.count("covered")
    assert found["ended"].item() == stages.count("ended")


def test_conversations_and_proxies_are_those_of_plain_loops(synthetic: Any) -> None:
    day = date(2022, 6, 30)
    result = kf.assess_cohort(synthetic, as_of=day)
    held: dict[str, int] = dict.fromkeys(["held_0", "held_1", "held_2", "held_3_or_more"], 0)
    proxy = [0, 0, 0, 0]
    for row, told in enumerate(result.to_polars().to_dicts()):
        one = result.course(row)
        if told["regime"] == "trial_2020" and told["stage"] == "ended":
            first = min([one.registered, *(e.date for e in one.events if e.type == "visited" and e.date)])
            count = sum(
                len(set(m.conversations))
                for m in one.meetings
                if first <= m.date <= told["last_day"] and m.status == "held" and m.form != "letter"
                and "a_kasse" in (m.holder, m.on_behalf_of)
            )  # fmt: skip
            held[list(held)[min(count, 3)]] += 1
        elif one.registered <= day:
            norm = 160.33 if one.person.insurance[-1].status == "full_time" else 130.0
            months = kf.clock(one, "aggregate_unemployment", as_of=day).on(day) / norm
            if not 1.5 <= months < 3:
                continue
            findings = [f for f in kf.assess(one, as_of=day, contested=False).findings if "samtale_1" in f.rule]
            statuses = [f.status.value for f in findings if f.rule.endswith(".faellessamtale_1")]
            if not statuses:
                continue
            if any("faellessamtale" in m.conversations and m.status == "held" and m.date <= day for m in one.meetings):
                proxy[0] += 1
            elif {"missed", "late", "planned_late"} & set(statuses):
                proxy[2] += 1
            else:
                proxy[3 if "undecided" in statuses else 1] += 1
    found = kf.monitor(synthetic, as_of=day, small_cells=0)
    assert rows(found.conversations, *held)[2] == tuple(held.values())
    assert found.joint_conversations.row(0)[2:6] == tuple(proxy)
    assert sum(proxy) > 50


def test_a_broken_identity_says_where() -> None:
    facts = types.SimpleNamespace(
        by=("a_kasse",),
        people=pl.DataFrame(
            {"_row": [7], "a_kasse": ["HK-A"], "_start": [date(2021, 5, 1)], "_end": [date(2021, 4, 1)]}
        ),
    )
    with pytest.raises(RuntimeError, match=r"internal error: a_kasse HK-A, .*ended \(rows such as \[7\]\)"):
        measures.programme(facts, (date(2021, 4, 1), date(2021, 4, 30)))  # type: ignore[arg-type]


def test_a_course_begins_where_it_does_when_judged_alone() -> None:
    first, again = date(2020, 10, 1), date(2021, 9, 6)
    placed = kf.Event(type="placed", date=date(2021, 9, 1))
    left = kf.Event(type="left_a_kasse", date=date(2020, 11, 1))
    for registered, events in (
        (first, [*visited(first), placed, *visited(again)]),
        (first, [*visited(first), left, *visited(again)]),
        (again, visited(again)),
        (again, visited(date(2021, 8, 20))),
        (date(2021, 8, 20), visited(again)),
    ):
        one = course("one", registered, events=events)
        [phase] = [phase for phase in kf.assess(one, as_of=DAY).phases if phase.regime == "trial_2020"]
        found = kf.monitor([one], as_of=DAY, small_cells=0)
        assert found.stock["month"].to_list()[0] == phase.from_.replace(day=1)
        assert found.stock["visited"].to_list()[0] == 1
        outside = found.stock.filter(ended=1)["month"].to_list()
        assert outside == ([(phase.to + timedelta(days=1)).replace(day=1)] if phase.to else [])


def test_small_cells_are_hidden_and_what_gives_them_away() -> None:
    frame = pl.DataFrame(
        {"n": [100, 100, 4, 9, 0, 12], "a": [97, 50, 2, 8, 0, 1], "b": [3, 50, 2, 1, 0, 1], "c": [0, 0, 0, 0, 0, 10]}
    )
    shape = Shape(total="n", parts=[["a", "b", "c"]], percents=[("share", "a", "n")])
    hidden, cells = finish(frame, shape, 5)
    assert hidden.rows() == [
        (100, None, None, 0, None),
        (100, 50, 50, 0, 50.0),
        (None, None, None, None, None),
        (9, None, None, 0, None),
        (0, 0, 0, 0, None),
        # One and one would be known to sum to two.
        (12, None, None, None, None),
    ]
    assert cells == 2 + 4 + 2 + 3
    for least in (0, 1):
        assert finish(frame, shape, least)[0].select("n", "a", "b", "c").equals(frame)


def test_a_sum_of_parts_is_told_only_with_them() -> None:
    frame = pl.DataFrame({"n": [40, 40], "a": [10, 10], "b": [5, 3], "c": [25, 27]})
    shape = Shape(total="n", parts=[["a", "b", "c"]], sums=[("ab", ["a", "b"])], percents=[("share", "a", "ab")])
    assert finish(frame, shape, 5)[0].rows() == [(40, 10, 5, 25, 15, 66.7), (40, None, None, 27, None, None)]


def test_a_stock_does_not_give_its_months_away() -> None:
    frame = pl.DataFrame({"m": [1, 2, 3, 4], "come": [20, 10, 10, 9], "go": [0, 2, 10, 16], "there": [20, 28, 28, 21]})
    shape = Shape(total=None, stock=("m", "come", "go", "there"))
    assert finish(frame, shape, 5)[0].rows() == [(1, 20, 0, 20), (2, None, None, 28), (3, 10, 10, 28), (4, 9, 16, 21)]
    small = pl.DataFrame({"m": [1, 2, 3], "come": [20, 10, 10], "go": [0, 27, 7], "there": [20, 3, 6]})
    assert finish(small, shape, 5)[0].rows() == [(1, 20, 0, 20), (2, None, None, None), (3, None, None, 6)]
    other = small.with_columns(m=pl.Series([1, 2, 1]))  # the third row is another group's first
    assert finish(other, shape, 5)[0].row(2) == (1, 10, 7, 6)


def test_hidden_by_default_and_said(synthetic: Any) -> None:
    found = kf.monitor(trial(), as_of=DAY)
    assert found.end_reasons["ended"].to_list() == [None]
    assert any("fewer than 5 people" in note for note in found.notes)
    for name in FRAMES:
        for column in getattr(kf.monitor(synthetic, as_of=DAY), name).select(pl.selectors.by_dtype(pl.Int64)):
            assert not column.drop_nulls().is_between(1, 4).any(), (name, column.name)


def test_markdown_and_plain_values() -> None:
    found = kf.monitor(trial(), as_of=DAY, small_cells=0)
    page = found.to_markdown()
    assert page.startswith("# Monitoring as of 2021-12-31\n\nPeriod: 2021-09-01 to 2021-12-31.\n\n* 5 courses.\n")
    assert "| covered_before | visited | ended | covered |\n| --: | --: | --: | --: |\n| 0 | 5 | 4 | 1 |\n" in page
    assert "75 %" not in page  # nobody under that law
    assert found._repr_markdown_() == page
    document = json.loads(json.dumps(found.to_dict()))
    assert document["months"] == ["2021-09-01", "2021-12-31"]
    assert document["stock"][0] == {"month": "2021-09-01", "visited": 3, "ended": 0, "covered": 3}
    assert set(FRAMES) < set(document)
    assert "programme: 1" in repr(found)
    odd = pl.DataFrame({"a|b": ["x|y", None], "yes": [True, False], "many": [["p", "q"], []]})
    assert table(odd.select(pl.col("a|b").alias("a"), "yes", "many")).splitlines()[2:] == [
        "| x\\|y | yes | p, q |",
        "| · | no |  |",
    ]
    assert table(odd.clear()) == "None.\n"


def test_lines_over_time(monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    found = kf.monitor(trial(), as_of=DAY, by="a_kasse", small_cells=0)
    axes = found.plot()
    assert [line.get_label() for line in axes.get_lines()] == ["BUPL-A", "HK-A"]
    assert [list(line.get_ydata()) for line in axes.get_lines()] == [[2, 2, 2, 0], [1, 1, 0, 1]]
    assert axes.get_ylabel() == "covered at the month's end"
    hidden = kf.monitor(trial(), as_of=DAY)
    for name in ("stock", "handovers", "survival"):
        assert hidden.plot(name, pyplot.figure().subplots()).get_legend() is None  # type: ignore[arg-type]
    [line] = hidden.plot("stock").get_lines()
    assert all(value != value for value in line.get_ydata())
    kf.monitor(kf.synthesize(0), as_of=DAY, by="a_kasse").plot()
    pyplot.close("all")
    with pytest.raises(ValueError, match="frame: 'programme' is not one of stock, handovers, survival"):
        found.plot("programme")  # type: ignore[arg-type]
    without(monkeypatch, "matplotlib.pyplot", "matplotlib", "matplotlib.dates")
    with pytest.raises(ImportError, match=r"pip install 'kontaktforloeb\[plot\]'"):
        found.plot()


def test_every_library_brings_the_same(synthetic: Any) -> None:
    small = synthetic.slice(0, 200)
    first = kf.monitor(small, as_of=DAY).to_dict()
    for one in (pl.DataFrame(small), pl.DataFrame(small).lazy(), small.to_pandas(), small.to_reader()):
        assert kf.monitor(one, as_of=DAY).to_dict() == first
    with_types = pl.DataFrame(small).with_columns(pl.col("a_kasse", "municipality").cast(pl.Categorical))
    assert kf.monitor(with_types, as_of=DAY).to_dict() == first


def test_an_empty_cohort_has_empty_figures() -> None:
    found = kf.monitor(kf.synthesize(0), as_of=DAY)
    assert found.programme.rows() == [(0, 0, 0, 0)]
    assert not len(found.stock)
    assert not len(kf.monitor(kf.synthesize(0), as_of=DAY, by="a_kasse").programme)


def test_rows_that_cannot_be_judged_are_said() -> None:
    frame = pl.DataFrame(columns(trial()), strict=False)
    bad = frame.with_columns(municipality=pl.Series(["Nowhere", *["Vejle"] * 4]))
    found = kf.monitor(bad, as_of=DAY, small_cells=0)
    assert found.programme["visited"].to_list() == [4]
    assert any(note.startswith("1 rows with faults") for note in found.notes)
    early = kf.monitor(frame, as_of=date(2021, 9, 3), small_cells=0)
    assert early.programme["visited"].to_list() == [2]
    assert any(note.startswith("3 courses begin after 2021-09-03") for note in early.notes)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"by": ["a_kase"]}, r"by: the table has no column 'a_kase'; it has id, .*; year and regime are known too"),
        ({"by": ["benefit"]}, r"by: column 'benefit' holds lists or objects"),
        ({"by": ["a_kasse", "a_kasse"]}, r"by: 'a_kasse' stands there twice"),
        ({"by": ["met"]}, r"by: 'met' is a column of the figures"),
        ({"by": ["rule"]}, r"by: 'rule' is a column of the figures"),
        ({"months": ("2021-01",)}, r"months: expected two months"),
        ({"months": ("2021-1", "2021-02")}, r"months: '2021-1' is no month; expected YYYY-MM"),
        ({"months": ("2021-03", "2021-02")}, r"months: 2021-02 lies before 2021-03"),
        ({"months": ("2022-01", "2022-02")}, r"months: 2022-01 begins after as_of, 2021-12-31"),
        ({"small_cells": -1}, r"small_cells: expected a whole number from 0, got -1"),
        ({"benefit_kinds": ["dagpeng"]}, r"benefit_kinds: 'dagpeng' is not one of dagpenge, loentilskud, "),
        ({"weeks": 1.5}, r"weeks: expected a whole number from 0 to 520, got 1.5"),
        ({"share_75_population": "some"}, r"share_75_population: 'some' is not one of completed, all"),
        ({"regime": "trial_2021"}, r"trial_2021"),
    ],
)
def test_wrong_arguments_are_named(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        kf.monitor(trial(), as_of=DAY, **arguments)


@pytest.mark.parametrize("day", ["2021-12-31", datetime(2021, 12, 31), None])
def test_only_a_day_is_a_day(day: Any) -> None:
    with pytest.raises(TypeError, match=f"as_of: expected datetime.date, got {type(day).__name__}"):
        kf.monitor(trial(), as_of=day, months=("2021-01", "2021-02"))
    with pytest.raises(TypeError, match=f"as_of: expected datetime.date, got {type(day).__name__}"):
        kf.compare(trial(), day, {"a": {}, "b": {}})


def test_wrong_tables_are_named() -> None:
    frame = pl.DataFrame(columns(trial()), strict=False)
    with pytest.raises(kf.CohortError, match="has no column 'registered'"):
        kf.monitor(frame.drop("registered"), as_of=DAY)
    with pytest.raises(kf.CohortError, match="meetings"):
        kf.monitor(frame.with_columns(meetings=pl.lit(3)), as_of=DAY)
    with pytest.raises(TypeError, match="expected the table that the Cohort was made of"):
        kf.monitor(kf.Cohort(frame), as_of=DAY)
    with pytest.raises(TypeError, match="cohort: expected a table with one row a course, got int"):
        kf.monitor(3, as_of=DAY)


def test_without_polars(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "polars")
    with pytest.raises(ImportError, match=r"pip install 'kontaktforloeb\[polars\]'"):
        kf.monitor(trial(), as_of=DAY)


def test_the_programs_module_is_the_function() -> None:
    assert importlib.import_module("kontaktforloeb.monitor") is kf.monitor
    assert callable(kf.monitor)


def test_progress_is_shown_to_people_only(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(clocks, "_MANY", 3)
    kf.monitor(trial(), as_of=DAY)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    kf.monitor(trial(), as_of=DAY)
    assert "clocks: " in capsys.readouterr().err
    without(monkeypatch, "tqdm")
    kf.monitor(trial(), as_of=DAY)
    assert capsys.readouterr().err == ""


@pytest.fixture
def parquet(tmp_path: Path, synthetic: Any) -> Path:
    path = tmp_path / "courses.parquet"
    pl.DataFrame(synthetic.slice(0, 300)).write_parquet(path)
    return path


def test_the_program_prints_what_python_gives(
    parquet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = kf.monitor(pl.read_parquet(parquet), as_of=DAY, by=["a_kasse"])
    usual = [str(parquet), "--as-of", "2021-12-31", "--by", "a_kasse"]
    assert command.main(usual) == 0
    assert capsys.readouterr().out == found.to_markdown()
    output = tmp_path / "m.json"
    assert command.main([*usual, "--format", "json", "--output", str(output)]) == 0
    assert capsys.readouterr() == ("", "")
    assert json.loads(output.read_text(encoding="utf-8")) == json.loads(json.dumps(found.to_dict()))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["courses.parquet", "m.json"]
    done = subprocess.run(
        [sys.executable, "-m", "kontaktforloeb.monitor", *usual], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, found.to_markdown(), "")


def test_the_program_tells_people_what_is_wrong(
    parquet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = parquet.read_bytes()
    cut = tmp_path / "cut.parquet"
    missing = tmp_path / "missing.parquet"
    pl.read_parquet(parquet).drop("registered").write_parquet(missing)
    output = tmp_path / "out.md"
    output.write_text("before")
    for size in (0, 3, len(whole) // 2, len(whole) - 1):
        cut.write_bytes(whole[:size])
        assert command.main([str(cut), "--output", str(output)]) == 2
        assert capsys.readouterr().err.startswith(f"{cut}: cannot be read as Parquet; is it whole?")
    for path, message in (
        (missing, "the table: has no column 'registered', which every course needs"),
        (tmp_path / "none.parquet", "there is no such file"),
        (tmp_path, "is not a file"),
    ):
        assert command.main([str(path), "--output", str(output)]) == 2
        assert capsys.readouterr().err == f"{path}: {message}\n"
    assert command.main([str(parquet), "--reading", "handover_test=never"]) == 2
    assert "handover_test" in capsys.readouterr().err
    assert output.read_text() == "before"
    assert command.main([str(parquet), "--output", str(tmp_path / "no" / "out.md")]) == 2
    assert "cannot be written" in capsys.readouterr().err
    for wrong in (["--as-of", "2021-02-29"], ["--reading", "x"], ["--format", "pdf"]):
        with pytest.raises(SystemExit) as stopped:
            command.main([str(parquet), *wrong])
        assert stopped.value.code == 2
        assert wrong[1] in capsys.readouterr().err
