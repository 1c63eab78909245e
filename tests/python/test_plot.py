"""The timeline through matplotlib: what is drawn, not its pixels."""

from __future__ import annotations

import datetime
import io
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib
import pytest

import kontaktforloeb as kf

matplotlib.use("Agg")

import matplotlib.pyplot as plt
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from kontaktforloeb.display._style import DARK, LIGHT
from kontaktforloeb.display._timeline import Timeline
from kontaktforloeb.plot import plot

SOURCE = Path(os.environ.get("KONTAKTFORLOEB_SOURCE_DIR") or Path(__file__).resolve().parents[2])
COURSES = SOURCE / "examples/courses"
GOLDEN = Path(__file__).parent / "golden"
UPDATE = bool(os.environ.get("KONTAKTFORLOEB_UPDATE_GOLDEN"))


def read(name: str) -> kf.Course:
    return kf.read_text((COURSES / name).read_text(encoding="utf-8"), file=name)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    with plt.rc_context(matplotlib.rcParamsDefault | {"backend": "agg"}):
        yield
    plt.close("all")


def rounded(values: Any) -> Any:
    return [rounded(value) for value in values] if hasattr(values, "__len__") else round(float(values), 3)


def drawn(axes: Any) -> dict[str, Any]:
    """Give what stands on axes, by what it shows."""
    found: dict[str, Any] = {
        "title": axes.get_title(loc="left"),
        "x": rounded(axes.get_xlim()),
        "y": rounded(axes.get_ylim()),
    }
    found["ticks"] = [
        [rounded(x), label.get_text()] for x, label in zip(axes.get_xticks(), axes.get_xticklabels(), strict=True)
    ]
    shapes: dict[str, Any] = {}
    artists: list[Any] = [*axes.patches, *axes.collections, *axes.lines]
    for artist in artists:
        look: dict[str, Any] = {}
        kind = type(artist)
        if kind is Rectangle:
            look["box"] = rounded(artist.get_bbox().bounds)
            look["face"] = to_hex(artist.get_facecolor(), keep_alpha=True)
            look["line"] = artist.get_linestyle()
        elif kind is PathCollection:
            look["at"] = rounded(artist.get_offsets())
            look["face"] = [to_hex(colour, keep_alpha=True) for colour in artist.get_facecolor()]
            look["corners"] = len(artist.get_paths()[0].vertices)
        elif kind is LineCollection:
            look["lines"] = rounded(artist.get_segments())
            look["dashed"] = artist.get_linestyle()[0][1] is not None
        else:
            look["line"] = rounded(artist.get_xydata())
        assert artist.get_gid(), artist
        shapes.setdefault(artist.get_gid(), []).append(look)
    found["shapes"] = shapes
    found["texts"] = [[*rounded(text.get_position()), text.get_text()] for text in axes.texts]
    legend = axes.get_legend()
    found["legend"] = [] if legend is None else [text.get_text() for text in legend.get_texts()]
    return found


def as_text(value: Any, indent: int = 0) -> str:
    """Write JSON with one short line for each innermost list."""
    space = "  " * indent
    if isinstance(value, dict) and value:
        parts = [f"{space}  {json.dumps(key)}: {as_text(one, indent + 1).lstrip()}" for key, one in value.items()]
        return space + "{\n" + ",\n".join(parts) + f"\n{space}}}"
    if isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        return space + "[\n" + ",\n".join(as_text(one, indent + 1) for one in value) + f"\n{space}]"
    return space + json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "lang", "as_planned"),
    [
        ("member-0042.yaml", "en", False),
        ("plan-in-ci.yaml", "da", False),
        ("plan-in-ci.yaml", "en", True),
        ("merged-not-allowed.yaml", "da", False),
        ("dead-period-2020.yaml", "en", False),
        ("rebild-too-late.yaml", "da", False),
        ("job-and-return.yaml", "en", False),
        ("national-2020.yaml", "en", False),
    ],
)
def test_what_is_drawn_is_what_was_drawn(name: str, lang: Any, as_planned: bool) -> None:
    axes = plot(kf.assess(read(name), as_planned=as_planned), lang=lang)
    text = as_text(drawn(axes)) + "\n"
    path = GOLDEN / f"{name.rpartition('.')[0]}{'.as-planned' if as_planned else ''}.{lang}.plot.json"
    if UPDATE:
        path.write_text(text, encoding="utf-8")
    assert json.loads(text) == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(COURSES.iterdir()), ids=lambda path: path.name)
def test_every_course_is_drawn_and_saved(path: Path) -> None:
    axes = kf.assess(read(path.name)).plot()
    for kind in ("png", "svg", "pdf") if path.name == "member-0042.yaml" else ("png",):
        file = io.BytesIO()
        axes.figure.savefig(file, format=kind)
        assert file.tell() > 1000


def test_it_shows_what_the_html_shows() -> None:
    for path in sorted(COURSES.iterdir()):
        assessment = kf.assess(read(path.name))
        timeline = Timeline.of(assessment.course, assessment)
        shapes = drawn(plot(assessment))["shapes"]
        plt.close("all")
        assert {gid.removeprefix("window ") for gid in shapes if gid.startswith("window ")} == {
            window.finding.rule for window in timeline.windows
        }
        assert sum(len(boxes) for gid, boxes in shapes.items() if gid.startswith("benefit ")) == sum(
            len(bar.parts) for bar in timeline.bars
        )
        held = [gid for gid in shapes if gid.startswith("meetings ") and gid != "meetings breached"]
        assert sum(len(shapes[gid][0]["at"]) for gid in held) == len(timeline.marks)
        assert {gid.removeprefix("flag ") for gid in shapes if gid.startswith("flag ")} == {
            flag.kind for flag in timeline.flags if flag.beyond == 0
        }
        assert len(shapes.get("dead", [])) == len(timeline.dead)
        assert [gid.removeprefix("phase ") for gid in shapes if gid.startswith("phase ")] == [
            phase.regime for phase in timeline.phases
        ]


def test_the_phase_after_the_trial_begins_with_the_hand_over() -> None:
    shapes = drawn(plot(kf.assess(read("member-0042.yaml"))))["shapes"]
    ((begin, end),) = shapes["phase national_2020"][0]["lines"]
    ((hand_over, _), _) = shapes["flag handover"][0]["lines"][0]
    assert begin[0] == hand_over < end[0]


def test_given_axes_need_no_pyplot() -> None:
    program = (
        "import sys, io, kontaktforloeb as kf; from matplotlib.figure import Figure;"
        "axes = Figure().subplots(); given = kf.assess(kf.read(sys.argv[1])).plot(axes);"
        "assert given is axes; axes.figure.savefig(io.BytesIO());"
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, COURSES / "member-0042.yaml"], check=True)


def test_several_on_one_figure() -> None:
    figure = Figure(figsize=(10, 8), layout="constrained")
    for axes, name in zip(
        figure.subplots(2, 1, sharex=True), ("three-meetings-a.yaml", "three-meetings-b.yaml"), strict=True
    ):
        assert plot(kf.assess(read(name)), axes) is axes
    figure.savefig(io.BytesIO())


def test_dark_axes_get_light_ink() -> None:
    assessment = kf.assess(read("member-0042.yaml"))
    for style, colours in (("default", LIGHT), ("dark_background", DARK)):
        with plt.style.context(style):
            axes = plot(assessment)
            assert to_hex(axes.title.get_color()) in colours.values() or axes.title.get_text() == ""
            assert {to_hex(text.get_color()) for text in axes.texts} <= set(colours.values())


@pytest.mark.parametrize("text", ["$\\alpha$ and $", "$", "$\\frac{$", "<script>", "a" * 200, "%s {0} \\n"])
def test_ids_are_text_and_no_formulas(text: str) -> None:
    course = read("member-0042.yaml").replace(id=text)
    axes: Any = plot(kf.assess(course, regime="trial_2020"))
    title = axes.get_title(loc="left")
    assert title == f"{text if len(text) <= 60 else text[:59] + '…'}: fulfilled"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        axes.figure.savefig(io.BytesIO())


def test_nothing_to_draw() -> None:
    course = kf.Course(id="c", person=kf.Person(insurance="full_time"), registered=datetime.date(2022, 3, 1))
    axes: Any = plot(kf.assess(course, as_of=datetime.date(2022, 3, 1)), lang="da")
    axes.figure.savefig(io.BytesIO())
    assert axes.get_title(loc="left").startswith("c: ")


def test_most_meetings_are_drawn_and_all_are_counted() -> None:
    day = datetime.date(2022, 3, 1)
    meetings = [
        kf.Meeting(date=day + datetime.timedelta(days=i), conversations=["jobsamtale"], holder="a_kasse", status="held")
        for i in range(200)
    ]
    course = kf.Course(id="c", person=kf.Person(insurance="full_time"), registered=day, meetings=meetings)
    axes: Any = plot(kf.assess(course, as_of=datetime.date(2022, 12, 1), regime="trial_2020"))
    assert axes.get_legend().get_title().get_text() == "Only the first 150 of 200 meetings are drawn."
    axes.figure.savefig(io.BytesIO())


def test_each_kind_of_benefit_is_named_once() -> None:
    axes = plot(kf.assess(read("sickness.yaml")))
    assert drawn(axes)["legend"] == ["meeting: held", "dagpenge, hours a month", "sygedagpenge, hours a month"]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'sv' is not one of en, da"):
        plot(kf.assess(read("member-0042.yaml")), lang="sv")  # type: ignore[arg-type]
