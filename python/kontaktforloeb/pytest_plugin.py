"""Course files as tests, one for each rule: ``plans/a.yaml::trial_2020.jobsamtale``.

Nothing is collected until it is asked for, by ``pytest --kontaktforloeb`` (every course file among the collected paths)
or by the ini option ``kontaktforloeb_courses`` (globs from the root directory). A rule that is kept passes; one at or
above ``fail_on`` fails; one that is still open or undecided is skipped, with what it waits for.
"""

from __future__ import annotations

import dataclasses
import datetime
import glob
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import pytest

if TYPE_CHECKING:
    # At run time imported only by what was asked for: pytest loads this module wherever the package is installed.
    import kontaktforloeb as kf

    from ._values import Language

__all__ = ["CourseFile", "CourseItem"]

_SEVERITIES = ("none", "note", "warning", "error")
_ENDINGS = (".yaml", ".yml", ".json")
# One byte more than a course file may have: enough for its reader to refuse it.
_READ_AT_MOST = 4 * 1024 * 1024 + 1
# Words of the reports; what identifies something (rules, statuses, readings) is the same in both languages.
_DANISH = {
    "due": "senest",
    "(expected)": "(forventet)",
    "source": "kilde",
    "contested, with": "omtvistet, med",
    "not there": "ikke der",
    "does not count": "tæller ikke med",
    "meeting": "møde",
    "no known law": "ingen kendt lov",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options, each on the command line and in the ini file; the command line wins."""
    group = parser.getgroup("kontaktforloeb", "course files as tests")
    group.addoption("--kontaktforloeb", action="store_true", help="collect every course file among the collected paths")
    parser.addini("kontaktforloeb_courses", "globs, from the root directory, of course files to collect", "linelist")

    def add(name: str, kind: Literal["string", "linelist", "bool"], text: str, **keywords: Any) -> None:
        group.addoption(f"--kontaktforloeb-{name.replace('_', '-')}", help=text, **keywords)
        parser.addini(f"kontaktforloeb_{name}", text, kind)

    add("as_of", "string", "day of assessing (default: the course's, else today)", metavar="YYYY-MM-DD")
    add("as_planned", "bool", "judge the plan: all planned meetings held, every last day past", action="store_true")
    add("regime", "string", "apply this regime instead of the one that the facts choose", metavar="ID")
    add(
        "readings",
        "linelist",
        "read an open question of the law differently; repeatable",
        metavar="KEY=VALUE",
        action="append",
    )
    add(
        "fail_on",
        "string",
        "least severity that fails (default: error); below it, a rule that is not kept is skipped",
        choices=_SEVERITIES[:0:-1],
    )
    add("lang", "string", "language of the reports: en (default) or da", choices=("en", "da"))
    add("allow_digit_ids", "bool", "admit ids of ten digits that look like CPR numbers", action="store_true")


def pytest_configure(config: pytest.Config) -> None:
    """Register the collecting, but only when it is asked for."""
    config.addinivalue_line("markers", "kontaktforloeb: a rule of a course file (added by kontaktforloeb)")
    if config.getoption("kontaktforloeb") or config.getini("kontaktforloeb_courses"):
        config.pluginmanager.register(_Courses(config), "kontaktforloeb-courses")
    elif given := [name for name, value in vars(config.option).items() if name.startswith("kontaktforloeb") and value]:
        option = "--" + given[0].replace("_", "-")
        raise pytest.UsageError(f"{option}: needs --kontaktforloeb or the ini option kontaktforloeb_courses")


@dataclasses.dataclass(frozen=True)
class _Settings:
    """How courses are read and judged; checked."""

    as_of: datetime.date | None
    as_planned: bool
    regime: str | None
    readings: Mapping[str, str]
    fail_on: str
    lang: Language
    allow_digit_ids: bool

    @classmethod
    def of(cls, config: pytest.Config) -> _Settings:
        def value(name: str) -> Any:
            return config.getoption(f"kontaktforloeb_{name}") or config.getini(f"kontaktforloeb_{name}")

        as_of, as_planned = value("as_of"), value("as_planned")
        if as_of and as_planned:
            # Of the two, the one on the command line wins over the one in the ini file.
            here = config.getoption("kontaktforloeb_as_of"), config.getoption("kontaktforloeb_as_planned")
            if bool(here[0]) == bool(here[1]):
                raise _wrong("as_of", "a plan is judged after every last day; give either as_of or as_planned")
            as_of, as_planned = (as_of, False) if here[0] else (None, True)
        settings = cls(
            as_of=_day(as_of) if as_of else None,
            as_planned=as_planned,
            regime=value("regime") or None,
            readings=_readings(config.getini("kontaktforloeb_readings"))
            | _readings(config.getoption("kontaktforloeb_readings") or ()),
            fail_on=_one_of("fail_on", value("fail_on") or "error", _SEVERITIES[:0:-1]),
            lang=cast("Language", _one_of("lang", value("lang") or "en", ("en", "da"))),
            allow_digit_ids=value("allow_digit_ids"),
        )
        settings.try_out()
        return settings

    def try_out(self) -> None:
        """Let the engine judge a course made up, so that what it refuses is said once and not for each file."""
        import kontaktforloeb as kf

        try:
            self.assess(kf.Course(id="x", person={"insurance": "full_time"}, registered=datetime.date(2021, 9, 6)))
        except ValueError as error:
            raise _wrong(*str(error).split(": ", 1)) from None

    def assess(self, course: kf.Course) -> kf.Assessment:
        import kontaktforloeb as kf

        return kf.assess(
            course, as_of=self.as_of, as_planned=self.as_planned, regime=self.regime, readings=self.readings
        )

    def fails(self, severity: kf.Severity) -> bool:
        return _SEVERITIES.index(str(severity)) >= _SEVERITIES.index(self.fail_on)

    def say(self, words: str) -> str:
        return _DANISH[words] if self.lang == "da" else words


def _wrong(option: str, reason: str) -> pytest.UsageError:
    return pytest.UsageError(f"kontaktforloeb_{option}: {reason}")


def _day(text: str) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        day = None
    # Other forms of ISO 8601 are days too (20211231), but not as days are written here.
    if day is None or day.isoformat() != text:
        raise _wrong("as_of", f"'{text}' is not a day of the calendar, written YYYY-MM-DD")
    return day


def _one_of(option: str, word: str, allowed: tuple[str, ...]) -> str:
    if word not in allowed:
        raise _wrong(option, f"'{word}' is not one of {', '.join(allowed)}")
    return word


def _readings(pairs: Iterable[str]) -> dict[str, str]:
    readings = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise _wrong("readings", f"'{pair}' is not KEY=VALUE")
        readings[key.strip()] = value.strip()
    return readings


class _Courses:
    """The hooks that collect course files."""

    def __init__(self, config: pytest.Config) -> None:
        self.settings = _Settings.of(config)
        self.everything = bool(config.getoption("kontaktforloeb"))
        self.named: set[str] = set()
        self.matched: set[str] = set()
        for pattern in config.getini("kontaktforloeb_courses"):
            found = _files(config.rootpath, pattern)
            if not found:
                config.issue_config_time_warning(
                    pytest.PytestConfigWarning(f"kontaktforloeb_courses: no file matches '{pattern}'"), stacklevel=2
                )
            self.matched |= found
            if not glob.has_magic(pattern):
                self.named |= found
        self.passed_over = 0

    def pytest_report_header(self) -> str:
        settings = self.settings
        day = "as planned" if settings.as_planned else f"as of {settings.as_of or 'the course or today'}"
        which = "all course files" if self.everything else f"files matching kontaktforloeb_courses: {len(self.matched)}"
        return f"kontaktforloeb: {which}, {day}, fails on {settings.fail_on}"

    def pytest_report_collectionfinish(self) -> str | None:
        if not self.passed_over:
            return None
        return f"kontaktforloeb: {self.passed_over} file(s) without the schema key of a course passed over"

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        # A link to a folder that it lies in would be walked until the system refuses, and each course found 40 times.
        if not collection_path.is_symlink() or not collection_path.is_dir():
            return None
        return collection_path.parent.resolve().is_relative_to(collection_path.resolve()) or None

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        if file_path.suffix not in _ENDINGS:
            return None
        path = os.path.abspath(file_path)
        if not self.everything and path not in self.matched:
            return None
        import kontaktforloeb as kf

        content: bytes | OSError
        try:
            with open(path, "rb") as file:
                content = file.read(_READ_AT_MOST)
            is_course = path in self.named or kf.looks_like_course(content, format=_format(file_path))
        except OSError as error:
            content, is_course = error, True
        if not is_course:
            self.passed_over += 1
            return None
        return CourseFile.from_parent(parent, path=file_path, content=content, settings=self.settings)


def _files(root: Path, pattern: str) -> set[str]:
    """Files that a glob matches."""
    if os.path.isabs(pattern):
        raise _wrong("courses", f"'{pattern}' is not relative to the root directory {root}")
    try:
        return {os.path.abspath(path) for path in root.glob(pattern) if not path.is_dir()}
    except (ValueError, IndexError, AttributeError, NotImplementedError):
        raise _wrong("courses", f"'{pattern}' is not a glob; write the likes of plans/*.yaml") from None


def _format(path: Path) -> str:
    return "json" if path.suffix == ".json" else "yaml"


class CourseFile(pytest.File):
    """A course file; its items are the rules that apply to the course, in the order of the law's table."""

    def __init__(self, *, content: bytes | OSError, settings: _Settings, **keywords: Any) -> None:
        super().__init__(**keywords)
        self._content, self._settings = content, settings

    def collect(self) -> Iterable[CourseItem]:
        """One item for each rule, or one alone, named ``course``, that says why there are none."""
        import kontaktforloeb as kf

        settings = self._settings
        # As the session names it, which is how people find it.
        shown = (self.nodeid or str(self.path)).encode("utf-8", "replace").decode()
        if isinstance(self._content, OSError):
            yield self._alone(f"{shown}: cannot be read: {self._content.strerror}")
            return
        try:
            course = kf.read_text(
                self._content, file=shown, format=_format(self.path), allow_digit_ids=settings.allow_digit_ids
            )
        except kf.CourseError as error:
            yield self._alone(str(error), error.faults[0].line)
            return
        assessment = settings.assess(course)
        if assessment.verdict is None:
            reason = f"{settings.say('no known law')}: {assessment.reason(settings.lang)}"
            yield self._alone(f"{shown}: {course.id}: {reason}")
            return
        # A rule against something has one finding for each meeting that offends; it is one rule all the same.
        by_rule: dict[str, list[kf.Finding]] = {}
        for finding in assessment.findings:
            by_rule.setdefault(finding.rule, []).append(finding)
        for rule, findings in by_rule.items():
            yield self._item(rule, course.id, findings)
        if not by_rule:
            yield CourseItem.from_parent(self, name="course")

    def _alone(self, failure: str, line: int | None = None) -> CourseItem:
        return CourseItem.from_parent(self, name="course", failure=failure, line=line)

    def _item(self, rule: str, course: str, findings: list[kf.Finding]) -> CourseItem:
        settings = self._settings
        failing = [finding for finding in findings if settings.fails(finding.severity)]
        unsettled = [finding for finding in findings if str(finding.severity) != "none"]
        failure = "\n\n".join(_report(self.nodeid, course, finding, settings) for finding in failing)
        position = (failing or unsettled or findings)[0].position
        item = CourseItem.from_parent(self, name=rule, failure=failure, line=position.line if position else None)
        if unsettled and not failing:
            item.add_marker(pytest.mark.skip(reason=" ".join(finding.message(settings.lang) for finding in unsettled)))
        return item


class CourseItem(pytest.Item):
    """One rule of one course."""

    def __init__(self, *, failure: str = "", line: int | None = None, **keywords: Any) -> None:
        super().__init__(**keywords)
        self._failure, self._line = failure, line
        self.add_marker("kontaktforloeb")

    def runtest(self) -> None:
        """Fail with what the course was judged to when it was collected."""
        if self._failure:
            pytest.fail(self._failure, pytrace=False)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where it stands, with lines counted from 0, and its name in reports."""
        # Not the end of the node id: pytest would take the dots of the rule's name for classes.
        name = self.nodeid.replace("::", ": ")
        return self.path, None if self._line is None else self._line - 1, name


def _report(file: str, course: str, finding: kf.Finding, settings: _Settings) -> str:
    """Say a finding so that it can be read without the course beside it."""
    say = settings.say
    place = f"{file}:{finding.position.line}:{finding.position.column}" if finding.position else file
    lines = [
        finding.message(settings.lang),
        f"{place}: {finding.severity}: {course}: {finding.rule} {finding.status}",
    ]
    if finding.due:
        lines.append(f"{say('due')}: {finding.due}{' ' + say('(expected)') if finding.due_projected else ''}")
    for each in finding.not_counted:
        lines.append(f"{say('meeting')} {each.meeting + 1} {say('does not count')}: {each.why}")
    if finding.contested_by:
        other = finding.contested_by
        status = say("not there") if other.status is None else str(other.status)
        lines.append(f"{say('contested, with')} {other.reading}={other.value}: {status}")
    for basis in finding.basis:
        lines.append(f"{say('source')}: {basis.source} ({basis.evidence})")
        if basis.quote:
            lines.append(f"  »{basis.quote}«")
        if basis.url:
            lines.append(f"  {basis.url}")
    return "\n".join(lines)
