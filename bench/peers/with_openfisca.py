"""OpenFisca-Core: a tax and benefit system of one file, in the manner of its country template, over arrays.

A meeting is the person and a course the group of OpenFisca, so that sums over a course's meetings are its own; hours
and what is used are monthly variables, and whether a month counts is a dated parameter.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import ETERNITY, MONTH
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from . import law
from .arrays import Courses, for_programme, for_trial
from .workloads import Answers

NAME = "OpenFisca-Core"
MODE = "one simulation over arrays"

Meeting = build_entity("meeting", "meetings", "A meeting", is_person=True)
Course = build_entity("course", "courses", "A contact course", roles=[{"key": "held", "label": "Held in it"}])
FIRST, LAST, MONTHS = "2020-09", "2023-12", 40
_ALLOWED = np.isin(np.arange(16), law.ALLOWED)


def parameters() -> dict[str, Any]:
    """Give the trial's numbers with the days from which they hold."""
    counting = {"2017-07-01": 1, "2020-03-01": 0, "2020-09-01": 1, "2021-01-01": 0, "2021-07-01": 1}
    return {
        "trial": {
            "full_time_limit": {"values": {"2020-01-01": law.LIMITS[0]}},
            "part_time_limit": {"values": {"2020-01-01": law.LIMITS[1]}},
            "hours_count": {"values": counting},
            "two_weeks": {"values": {"2020-01-01": law.TWO_WEEKS}},
            **{f"wanted_{kind}": {"values": {"2020-01-01": n}} for kind, n in zip(law.KINDS, law.WANTED, strict=True)},
        }
    }


def given(name: str, entity: Any, kind: type = int, period: Any = ETERNITY, default: Any = 0) -> type[Variable]:
    """Make a variable that is given."""
    return type(
        name,
        (Variable,),
        {"value_type": kind, "entity": entity, "definition_period": period, "label": name, "default_value": default},
    )


class form_allowed(Variable):
    value_type = bool
    entity = Meeting
    definition_period = ETERNITY
    label = "Whether the form counts on the day of the meeting"

    def formula(meeting, period):
        date = meeting("date", period)

        def within(days):
            return (date >= days[0]) & (date <= days[1])

        remote = within(law.REMOTE[0]) | within(law.REMOTE[1])
        remote |= within(law.IF_SUMMONED) & (meeting("summoned", period) <= law.SUMMONED_BY)
        remote &= ~meeting("letter", period)
        spoken = within(law.SPOKEN) & meeting("spoken", period) & ((meeting("bits", period) & 1) == 0)
        return meeting("in_person", period) | remote | spoken


class counts(Variable):
    value_type = bool
    entity = Meeting
    definition_period = ETERNITY
    label = "Whether the meeting counts for the programme"

    def formula(meeting, period):
        inside = meeting("date", period) < meeting.course("left", period)
        return meeting("is_held", period) & meeting("of_a_kasse", period) & meeting("form_allowed", period) & inside


class merging_broken(Variable):
    value_type = bool
    entity = Course
    definition_period = ETERNITY
    label = "Whether a meeting to the last day merges what may not be merged"

    def formula(course, period):
        meeting = course.members
        bits, several = meeting("bits", period), meeting("several", period)
        lawful = _ALLOWED[bits] & (several <= 2) & (several == np.bitwise_count(bits))
        inside = meeting("date", period) <= meeting.course("last_day", period)
        return course.any(meeting("is_held", period) & inside & ~lawful)


class form_broken(Variable):
    value_type = bool
    entity = Course
    definition_period = ETERNITY
    label = "Whether a meeting to the last day had a form that was not allowed"

    def formula(course, period):
        meeting = course.members
        inside = meeting("date", period) <= meeting.course("last_day", period)
        return course.any(meeting("is_held", period) & inside & ~meeting("form_allowed", period))


class used(Variable):
    value_type = int
    entity = Course
    definition_period = MONTH
    label = "Hundredths of hours used to the end of the month"

    def formula_2020_09(course, period, parameters):
        return course("used", period.last_month) + course("hours", period) * parameters(period).trial.hours_count


class window_end_by_month(Variable):
    value_type = int
    entity = Course
    definition_period = MONTH
    label = "Last day of the window, if it is used by the end of the month"
    default_value = law.NEVER

    def formula_2020_09(course, period, parameters):
        trial = parameters(period).trial
        limit = np.where(course("part_time", period), trial.part_time_limit, trial.full_time_limit)
        before = course("window_end_by_month", period.last_month)
        last_day = period.stop.date.toordinal() - law.EPOCH
        now = np.where(course("used", period) > limit, last_day, law.NEVER)
        return np.minimum(before, now)


class last_day(Variable):
    value_type = int
    entity = Course
    definition_period = ETERNITY
    label = "Last day in the a-kasse"

    def formula(course, period):
        left = course("left", period)
        return np.where(left != law.NEVER, left - 1, course("window_end", period))


class verdict(Variable):
    value_type = int
    entity = Course
    definition_period = ETERNITY
    label = "Fulfilled, open or violated"

    def formula(course, period):
        violated = course("merging_broken", period) | course("form_broken", period)
        is_open = np.zeros_like(violated)
        left = course("left", period)
        for kind in law.KINDS:
            due = course(f"{kind}_due", period)
            asked = (course(f"{kind}_status", period) != law.MET) & ~((left != law.NEVER) & (due >= left))
            violated |= asked & (due != law.NEVER)
            is_open |= asked & (due == law.NEVER)
        return np.where(violated, law.VIOLATED, np.where(is_open, law.OPEN, law.FULFILLED))


def of_kind(bit: int, kind: str) -> list[type[Variable]]:
    """Make the variables of one kind of conversation: its last day, and whether it is met, late or missed."""

    def due_formula(course, period, parameters):
        if kind == "cv_samtale":
            return course("registered", period) + parameters(FIRST).trial.two_weeks
        return course("window_end", period)

    def status_formula(course, period, parameters):
        meeting = course.members
        mine = meeting("counts", period) & (meeting("bits", period) >> bit & 1).astype(bool)
        if kind == "faellessamtale":
            mine &= ~meeting("alone", period)
        in_time = mine & (meeting("date", period) <= meeting.course(f"{kind}_due", period))
        wanted = parameters(FIRST).trial[f"wanted_{kind}"]
        late = np.where(course.sum(mine) >= wanted, law.LATE, law.MISSED)
        return np.where(course.sum(in_time) >= wanted, law.MET, late)

    shape = {"value_type": int, "entity": Course, "definition_period": ETERNITY}
    return [
        type(f"{kind}_due", (Variable,), {**shape, "label": f"Last day of {kind}", "formula": due_formula}),
        type(f"{kind}_status", (Variable,), {**shape, "label": f"Status of {kind}", "formula": status_formula}),
    ]


def build() -> TaxBenefitSystem:
    """Make the system: built once, before any time is taken."""
    system = TaxBenefitSystem([Meeting, Course])
    system.parameters = ParameterNode("", data=parameters())
    for name in ("date", "summoned", "bits", "several"):
        system.add_variable(given(name, Meeting))
    for name in ("is_held", "of_a_kasse", "alone", "in_person", "spoken", "letter"):
        system.add_variable(given(name, Meeting, bool, default=False))
    system.add_variable(given("registered", Course))
    system.add_variable(given("part_time", Course, bool, default=False))
    system.add_variable(given("left", Course, default=law.NEVER))
    system.add_variable(given("hours", Course, period=MONTH))
    system.add_variable(given("window_end", Course))
    for variable in (form_allowed, counts, merging_broken, form_broken, used, window_end_by_month, last_day, verdict):
        system.add_variable(variable)
    for bit, kind in enumerate(law.KINDS):
        for variable in of_kind(bit, kind):
            system.add_variable(variable)
    return system


SYSTEM = build()
prepare_programme, prepare_trial = for_programme, for_trial


def simulation_of(courses: Courses) -> Any:
    """Make a simulation of courses with their meetings."""
    n, of = len(courses.registered), courses.meetings
    # A group of OpenFisca has at least one member: a course without meetings gets one that was not held.
    without = np.setdiff1d(np.arange(n), of.row)
    row = np.concatenate([of.row, without])

    def filled(values: np.ndarray) -> np.ndarray:
        return np.concatenate([values, np.zeros(len(without), values.dtype)])

    builder = SimulationBuilder()
    builder.create_entities(SYSTEM)
    builder.declare_person_entity("meeting", np.arange(len(row)))
    group = builder.declare_entity("course", np.arange(n))
    builder.join_with_persons(group, row, roles=np.zeros(len(row), int))
    simulation = builder.build(SYSTEM)
    # A month leads to the month before it, back to the trial's first.
    simulation.max_spiral_loops = MONTHS
    for name in ("date", "summoned", "bits", "several", "of_a_kasse", "alone", "in_person", "spoken", "letter"):
        simulation.set_input(name, ETERNITY, filled(getattr(of, name)))
    simulation.set_input("is_held", ETERNITY, filled(of.held))
    simulation.set_input("registered", ETERNITY, courses.registered)
    return simulation


def programme(courses: Courses) -> Answers:
    simulation = simulation_of(courses)
    simulation.set_input("window_end", ETERNITY, courses.window_end)
    answers = {kind: simulation.calculate(f"{kind}_status", FIRST) for kind in law.KINDS}
    return answers | {"merging": simulation.calculate("merging_broken", FIRST)}


def trial(courses: Courses) -> Answers:
    simulation = simulation_of(courses)
    simulation.set_input("part_time", ETERNITY, courses.part_time)
    simulation.set_input("left", ETERNITY, courses.left)
    months = courses.benefit_to.astype("datetime64[D]").astype("datetime64[M]")
    n = len(courses.registered)
    for month in np.unique(months):
        mine = months == month
        hours = np.zeros(n, np.int32)
        hours[courses.benefit_row[mine]] = courses.hours[mine]
        simulation.set_input("hours", str(month), hours)
    # A value for ever that months lead to: OpenFisca has no period "the last month given" inside a formula.
    simulation.set_input("window_end", ETERNITY, simulation.calculate("window_end_by_month", LAST))
    return {name: simulation.calculate(name, LAST) for name in ("verdict", "last_day")}


def single(table: pa.Table) -> Any:
    """Make a call that judges a simulation of one course."""
    courses = for_trial(table)
    return lambda: trial(courses)["verdict"][0]
