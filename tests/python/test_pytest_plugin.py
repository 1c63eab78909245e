"""The pytest plugin: what is collected, what passes, fails and is skipped, and what the reports say."""

from __future__ import annotations

import os
import textwrap
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

GOOD = """\
schema: kontaktforloeb/course-1
id: good
person: {insurance: full_time, a_kasse: BUPL-A, municipality: Vejle}
registered: 2021-09-06
benefit:
  - {month: 2021-09, hours: 140.60}
  - {month: 2021-10, hours: 160.33}
  - {month: 2021-11, hours: 160.33}
meetings:
  - {date: 2021-09-17, conversations: [cv_samtale, jobsamtale], holder: a_kasse, status: held}
  - {date: 2021-10-20, conversations: [jobsamtale], holder: a_kasse, status: held}
  - {date: 2021-11-24, conversations: [faellessamtale, raadighedssamtale], holder: a_kasse, status: held}
events:
  - {type: visited, date: 2021-09-06}
as_of: 2021-12-31
regime: trial_2020
"""
LATE = GOOD.replace("id: good", "id: late").replace("2021-10-20", "2021-12-02")
# Two meetings that offend against one rule, a finding each.
MERGED = GOOD.replace("[cv_samtale, jobsamtale]", "[cv_samtale, raadighedssamtale]").replace(
    "[jobsamtale]", "[cv_samtale, raadighedssamtale]"
)
# A jobsamtale is missing.
OPEN = "".join(line for line in GOOD.splitlines(True) if "[jobsamtale]" not in line)
# Nothing is known of benefit periods that begin before July 2015.
WITHOUT_LAW = GOOD.replace("2021-", "2014-").replace("regime: trial_2020\n", "")
# What holds is chosen by the facts: after the trial the national law follows.
HANDED_OVER = GOOD.replace("regime: trial_2020\n", "")
RULES = ["cv_samtale", "jobsamtale", "faellessamtale", "raadighedssamtale", "merging", "form"]


@pytest.fixture
def folder(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder with a good and a late course, and YAML that is none."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    write(pytester, "plans/good.yaml", GOOD)
    write(pytester, "plans/late.yaml", LATE)
    write(pytester, "plans/other.yaml", "a: 1\n")
    return pytester


def write(pytester: pytest.Pytester, name: str, text: str) -> Path:
    path = pytester.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess("-p", "no:cacheprovider", *arguments)


def ini(pytester: pytest.Pytester, text: str) -> None:
    write(pytester, "pytest.ini", "[pytest]\n" + textwrap.dedent(text))


def ids(result: pytest.RunResult) -> list[str]:
    return [line for line in result.outlines if "::" in line and " " not in line.split("::")[1]]


def test_nothing_is_collected_unasked(folder: pytest.Pytester) -> None:
    write(folder, "test_stranger.py", "def test_something(): pass\n")
    result = run(folder)
    result.assert_outcomes(passed=1)
    assert "kontaktforloeb:" not in result.stdout.str()
    # Not even the course's own file.
    assert run(folder, "plans/late.yaml").ret == pytest.ExitCode.USAGE_ERROR


def test_an_option_that_would_do_nothing_is_refused(folder: pytest.Pytester) -> None:
    result = run(folder, "--kontaktforloeb-as-of", "2021-09-20")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: --kontaktforloeb-as-of: needs --kontaktforloeb or the ini option *"])


def test_a_stranger_pays_nothing_at_collection(folder: pytest.Pytester) -> None:
    """The hooks that look at each file are there only when asked for."""
    result = folder.runpytest_inprocess("--trace-config")
    assert "kontaktforloeb-courses" not in result.stdout.str()
    assert "kontaktforloeb-courses" in run(folder, "--trace-config", "--kontaktforloeb").stdout.str()


def test_one_item_for_each_rule(folder: pytest.Pytester) -> None:
    result = run(folder, "--kontaktforloeb", "--collect-only", "-q")
    assert ids(result) == [f"plans/{name}.yaml::trial_2020.{rule}" for name in ("good", "late") for rule in RULES]
    result.stdout.fnmatch_lines(["*1 file(s) without the schema key of a course passed over*"])


def test_a_late_rule_fails_and_its_report_stands_alone(folder: pytest.Pytester) -> None:
    result = run(folder, "--kontaktforloeb", "-rf")
    result.assert_outcomes(passed=11, failed=1)
    result.stdout.fnmatch_lines(
        [
            "* plans/late.yaml: trial_2020.jobsamtale *",
            "2 jobsamtaler required by 30 November 2021, 1 held in time; completed on 2 December 2021, 2 days late.",
            "plans/late.yaml:10:5: error: late: trial_2020.jobsamtale late",
            "due: 2021-11-30",
            "source: Rambøll: *(report)",
            "  »*«",
            "FAILED plans/late.yaml::trial_2020.jobsamtale - *2 jobsamtaler required by 30 November 2021*",
        ]
    )
    assert "Traceback" not in result.stdout.str()
    assert "pytest_plugin.py" not in result.stdout.str()


def test_a_contested_failure_names_the_reading(folder: pytest.Pytester) -> None:
    result = run(folder, "--kontaktforloeb", "--kontaktforloeb-readings", "handover_test=immediate")
    result.assert_outcomes(passed=7, failed=5)
    result.stdout.fnmatch_lines(["contested, with handover_test=end_of_month: met"])


def test_reports_in_danish(folder: pytest.Pytester) -> None:
    result = run(folder, "--kontaktforloeb", "--kontaktforloeb-lang=da")
    result.stdout.fnmatch_lines(["2 jobsamtaler *", "senest: 2021-11-30", "kilde: Rambøll*"])


def test_a_rule_with_several_findings_is_one_item(folder: pytest.Pytester) -> None:
    write(folder, "plans/late.yaml", MERGED)
    result = run(folder, "--kontaktforloeb", "plans/late.yaml", "-k", "merging")
    result.assert_outcomes(failed=1, deselected=5)
    result.stdout.fnmatch_lines(["The meeting on 17 September*", "*:10:5: error:*", "The meeting on 20 October*"])


@pytest.mark.parametrize("keyword", ["jobsamtale and late", "late.yaml and trial_2020.jobsamtale"])
def test_rules_are_selected_by_name(folder: pytest.Pytester, keyword: str) -> None:
    run(folder, "--kontaktforloeb", "-k", keyword).assert_outcomes(failed=1, deselected=11)
    run(folder, "--kontaktforloeb", "plans/late.yaml::trial_2020.jobsamtale").assert_outcomes(failed=1)


def test_items_bear_a_marker(folder: pytest.Pytester) -> None:
    write(folder, "test_own.py", "def test_something(): pass\n")
    run(folder, "--kontaktforloeb", "--strict-markers", "-m", "not kontaktforloeb").assert_outcomes(
        passed=1, deselected=12
    )


def test_what_is_open_is_skipped_until_it_counts(folder: pytest.Pytester) -> None:
    write(folder, "plans/good.yaml", OPEN)
    early = ("--kontaktforloeb", "plans/good.yaml", "--kontaktforloeb-as-of=2021-10-01", "-rs")
    result = run(folder, *early)
    result.assert_outcomes(passed=5, skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED*plans/good.yaml: 2 jobsamtaler required by 30 November 2021*"])
    run(folder, *early, "--kontaktforloeb-fail-on=warning").assert_outcomes(passed=5, failed=1)


def test_a_plan(folder: pytest.Pytester) -> None:
    write(folder, "plans/good.yaml", GOOD.replace("status: held", "status: planned"))
    planned = ("--kontaktforloeb", "plans/good.yaml", "--kontaktforloeb-as-planned")
    run(folder, *planned).assert_outcomes(passed=6)
    # The command line wins over the ini file, here of two that exclude each other.
    ini(folder, "kontaktforloeb_as_of = 2021-09-10\n")
    run(folder, *planned).assert_outcomes(passed=6)


def test_a_course_without_known_law_fails_with_the_reason(folder: pytest.Pytester) -> None:
    write(folder, "plans/late.yaml", WITHOUT_LAW)
    result = run(folder, "--kontaktforloeb", "plans/late.yaml", "-v")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "plans/late.yaml::course FAILED*",
            "plans/late.yaml: good: no known law: No known law holds for a benefit period from 1 September 2014.",
        ]
    )


def test_the_rules_that_follow_the_trial_are_items_too(folder: pytest.Pytester) -> None:
    write(folder, "plans/late.yaml", HANDED_OVER)
    result = run(folder, "--kontaktforloeb", "plans/late.yaml", "-v", "-rs")
    # What is left of the national jobsamtaler is not settled, what else is asked for is not due yet.
    result.assert_outcomes(passed=7, skipped=5)
    result.stdout.fnmatch_lines(
        [
            "plans/late.yaml::trial_2020.jobsamtale PASSED*",
            "plans/late.yaml::national_2020.jobsamtale SKIPPED*",
            "plans/late.yaml::national_2020.faellessamtale_2 SKIPPED*",
            "plans/late.yaml::national_2020.form PASSED*",
            "plans/late.yaml::trial_2020.transition SKIPPED*",
        ]
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            GOOD.replace("2021-09-06\nbenefit", "2021-02-29\nbenefit").replace("full_time", "fulltime").encode(),
            ["plans/late.yaml:3:21: person.insurance:*", "plans/late.yaml:4:13: registered:*"],
        ),
        (GOOD.encode() + b"x: \xe6\n", ["plans/late.yaml:17:4: the text is not UTF-8*"]),
        (GOOD.replace("as_of", "as_off").encode(), ["plans/late.yaml:15:1: as_off: unknown key*"]),
        (GOOD.replace("id: good", "id: 0101701234").encode(), ["plans/late.yaml:2:5: id:*"]),
        (GOOD.replace("course-1", "course-9").encode(), ["plans/late.yaml:1:9: schema:*"]),
        (GOOD.encode() + b"#" * 4 * 1024 * 1024, ["plans/late.yaml:*4 MiB*"]),
    ],
    ids=["faults", "encoding", "key", "cpr", "version", "size"],
)
def test_an_unreadable_course_is_one_failing_item(folder: pytest.Pytester, content: bytes, expected: list[str]) -> None:
    (folder.path / "plans/late.yaml").write_bytes(content)
    result = run(folder, "--kontaktforloeb", "-v")
    result.assert_outcomes(passed=6, failed=1)
    result.stdout.fnmatch_lines(["plans/late.yaml::course FAILED*", *expected])
    assert "0101701234" not in result.stdout.str()
    assert "Traceback" not in result.stdout.str()


def test_a_file_that_cannot_be_opened_fails(folder: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    # Permissions would not stop root, as whom tests often run.
    late = folder.path / "plans/late.yaml"
    real = open

    def refuse(file: object, *arguments: object, **keywords: object) -> object:
        if file == str(late):
            raise PermissionError(13, "Permission denied")
        return real(file, *arguments, **keywords)  # type: ignore[call-overload]

    monkeypatch.setattr("builtins.open", refuse)
    result = run(folder, "--kontaktforloeb")
    result.assert_outcomes(passed=6, failed=1)
    result.stdout.fnmatch_lines(["plans/late.yaml: cannot be read: Permission denied"])


def test_a_broken_link_is_not_a_file(folder: pytest.Pytester) -> None:
    (folder.path / "plans/gone.yaml").symlink_to("nowhere.yaml")
    run(folder, "--kontaktforloeb").assert_outcomes(passed=11, failed=1)


def test_digit_ids(folder: pytest.Pytester) -> None:
    write(folder, "plans/late.yaml", GOOD.replace("id: good", 'id: "0101701234"'))
    run(folder, "--kontaktforloeb").assert_outcomes(passed=6, failed=1)
    run(folder, "--kontaktforloeb", "--kontaktforloeb-allow-digit-ids").assert_outcomes(passed=12)


def test_json_and_names_with_spaces_and_danish_letters(folder: pytest.Pytester) -> None:
    write(
        folder,
        "forløb på vej/år 1 æøå.json",
        '{"schema": "kontaktforloeb/course-1", "id": "j", "registered": "2021-09-06", "as_of": "2021-12-31",'
        ' "person": {"insurance": "full_time", "a_kasse": "BUPL-A", "municipality": "Vejle"},'
        ' "events": [{"type": "visited", "date": "2021-09-06"}]}',
    )
    ini(folder, "kontaktforloeb_courses =\n    forløb på vej/*.json\n")
    result = run(folder, "-v")
    result.assert_outcomes(passed=2, failed=1, skipped=3)
    result.stdout.fnmatch_lines(["forløb på vej/år 1 æøå.json::trial_2020.cv_samtale FAILED*"])
    run(folder, "forløb på vej/år 1 æøå.json::trial_2020.form").assert_outcomes(passed=1)


def test_globs_in_the_ini_file(folder: pytest.Pytester) -> None:
    write(folder, "deep/er/est/late.yml", LATE)
    write(folder, "fixtures/not-asked-for.yaml", LATE)
    ini(folder, "kontaktforloeb_courses =\n    plans/g*.yaml\n    deep/**/*.yml\n")
    result = run(folder)
    result.assert_outcomes(passed=11, failed=1)
    result.stdout.fnmatch_lines(
        ["kontaktforloeb: files matching kontaktforloeb_courses: 2, as of the course or today, fails on error"]
    )


def test_a_file_named_in_the_ini_file_must_be_a_course(folder: pytest.Pytester) -> None:
    ini(folder, "kontaktforloeb_courses = plans/other.yaml\n")
    result = run(folder)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["plans/other.yaml:1:1: *schema*"])


def test_a_glob_that_matches_nothing_is_told(folder: pytest.Pytester) -> None:
    ini(folder, "kontaktforloeb_courses = plan/*.yaml\n")
    run(folder).stdout.fnmatch_lines(["*kontaktforloeb_courses: no file matches 'plan/[*].yaml'"])
    assert run(folder, "-W", "error").ret != pytest.ExitCode.OK


def test_settings_in_the_ini_file_and_over_them_the_command_line(folder: pytest.Pytester) -> None:
    ini(
        folder,
        """\
        kontaktforloeb_courses = plans/*.yaml
        kontaktforloeb_readings =
            handover_test=immediate
            two_week_day=plus_13
        kontaktforloeb_lang = da
        kontaktforloeb_fail_on = note
        """,
    )
    result = run(folder)
    result.assert_outcomes(passed=7, failed=5)
    result.stdout.fnmatch_lines(["kilde: *"])
    result = run(folder, "--kontaktforloeb-readings=handover_test=end_of_month", "--kontaktforloeb-lang=en")
    result.assert_outcomes(passed=11, failed=1)
    result.stdout.fnmatch_lines(["source: *"])


def test_a_regime_of_choice(folder: pytest.Pytester) -> None:
    result = run(folder, "--kontaktforloeb", "--kontaktforloeb-regime=normalindsats", "--collect-only", "-q")
    assert all("::normalindsats." in name for name in ids(result)) and ids(result)


@pytest.mark.parametrize(
    ("option", "reason"),
    [
        ("as_of=2021-02-29", "'2021-02-29' is not a day of the calendar, written YYYY-MM-DD"),
        ("as_of=20210901", "'20210901' is not a day of the calendar, written YYYY-MM-DD"),
        ("as_of=1950-01-01", "1950-01-01 lies outside 1990-01-01 to 2099-12-31"),
        ("regime=trial", "unknown regime 'trial'*trial_2020*"),
        ("readings=handover_test", "'handover_test' is not KEY=VALUE"),
        ("readings=handover=immediate", "unknown reading 'handover'*"),
    ],
)
def test_wrong_settings_are_said_once(folder: pytest.Pytester, option: str, reason: str) -> None:
    name, value = option.split("=", 1)
    on_the_command_line = run(folder, "--kontaktforloeb", f"--kontaktforloeb-{name.replace('_', '-')}", value)
    ini(folder, f"kontaktforloeb_{option.replace('=', ' = ', 1)}\n")
    for result in (on_the_command_line, run(folder, "--kontaktforloeb")):
        assert result.ret == pytest.ExitCode.USAGE_ERROR
        result.stderr.fnmatch_lines([f"ERROR: kontaktforloeb_{name}*: {reason}"])
        assert "Traceback" not in result.stderr.str()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("kontaktforloeb_fail_on = never", "kontaktforloeb_fail_on: 'never' is not one of error, warning, note"),
        ("kontaktforloeb_lang = sv", "kontaktforloeb_lang: 'sv' is not one of en, da"),
        ("kontaktforloeb_as_of = 2021-12-31\nkontaktforloeb_as_planned = true", "kontaktforloeb_as_of: a plan*"),
        ("kontaktforloeb_courses = /etc/*.yaml", "kontaktforloeb_courses: '/etc/[*].yaml' is not relative*"),
    ],
)
def test_wrong_ini_files(folder: pytest.Pytester, text: str, reason: str) -> None:
    ini(folder, text)
    result = run(folder, "--kontaktforloeb")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: {reason}"])


@pytest.mark.parametrize("target", [".", ".."], ids=["itself", "above"])
def test_links_are_followed_but_not_in_circles(folder: pytest.Pytester, target: str) -> None:
    elsewhere = write(folder, "elsewhere/good.yaml", GOOD)
    (folder.path / "plans/link.yaml").symlink_to(elsewhere)
    (folder.path / "plans/linked").symlink_to(elsewhere.parent)
    (folder.path / "plans/circle").symlink_to(target)
    result = run(folder, "--kontaktforloeb", "plans", "--collect-only", "-q")
    assert sorted({name.split("::")[0] for name in ids(result)}) == [
        "plans/good.yaml",
        "plans/late.yaml",
        "plans/link.yaml",
        "plans/linked/good.yaml",
    ]


def test_workers_see_the_same_items(folder: pytest.Pytester) -> None:
    pytest.importorskip("xdist", reason="pytest-xdist is not installed")
    result = folder.runpytest_subprocess("-p", "no:cacheprovider", "-n2", "--kontaktforloeb", "-rf")
    result.assert_outcomes(passed=11, failed=1)
    result.stdout.fnmatch_lines(["2 jobsamtaler required by 30 November 2021*", "FAILED plans/late.yaml::*"])


def test_the_junit_report_bears_the_message(folder: pytest.Pytester) -> None:
    run(folder, "--kontaktforloeb", "--junit-xml=report.xml", "plans/late.yaml")
    report = (folder.path / "report.xml").read_text(encoding="utf-8")
    assert 'name="trial_2020.jobsamtale"' in report
    assert "2 jobsamtaler required by 30 November 2021" in report


def test_the_plugin_may_be_switched_off(folder: pytest.Pytester) -> None:
    """Where another plugin of the environment is in the way."""
    result = folder.runpytest_subprocess("-p", "no:kontaktforloeb", "--co", "-q")
    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED
    assert os.path.isdir(folder.path / "plans")
