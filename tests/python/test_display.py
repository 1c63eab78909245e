"""HTML of courses, assessments and the law: what it says, that it is safe, and that it stays as it is."""

from __future__ import annotations

import datetime
import itertools
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

import html5lib
import pytest

import kontaktforloeb as kf
from kontaktforloeb import display
from kontaktforloeb.display._markup import Markup, tag
from kontaktforloeb.display._parts import sources
from kontaktforloeb.display._style import DARK, LIGHT, SIGNS, TONES
from kontaktforloeb.display._svg import WIDTHS, picture
from kontaktforloeb.display._timeline import DAY, Timeline, fit, lanes
from kontaktforloeb.display._words import TABLE, words

SOURCE = Path(os.environ.get("KONTAKTFORLOEB_SOURCE_DIR") or Path(__file__).resolve().parents[2])
COURSES = SOURCE / "examples/courses"
GOLDEN = Path(__file__).parent / "golden"
UPDATE = bool(os.environ.get("KONTAKTFORLOEB_UPDATE_GOLDEN"))

Lang = Literal["en", "da"]
LANGS: tuple[Lang, ...] = ("en", "da")
HOSTILE = (
    "<script>alert(1)</script>",
    '"\'&<>` onload=alert(1) x="',
    "]]>--><!--</style></svg></title><img src=x onerror=alert(1)>",
    "{{7*7}} ${7*7} $\\alpha$ %s {0}",
    "🙂👩‍👩‍👧 æøå שלום",
    "x" * 200,
)


def read(name: str) -> kf.Course:
    return kf.read_text((COURSES / name).read_text(encoding="utf-8"), file=name)


def some_course(**changes: Any) -> kf.Course:
    facts: dict[str, Any] = {
        "id": "c",
        "person": kf.Person(insurance="full_time", a_kasse="BUPL-A", municipality="Vejle"),
        "registered": datetime.date(2022, 3, 1),
        "events": [kf.Event(type="visited", date=datetime.date(2022, 3, 1))],
    }
    return kf.Course(**(facts | changes))


def before_the_law() -> kf.Course:
    """Give a course whose law is not known: its benefit period begins before the first of the regimes."""
    day = datetime.date(2015, 6, 1)
    meeting = kf.Meeting(date=day + DAY * 9, conversations=["cv_samtale"], holder="a_kasse", status="held")
    benefit = [kf.Benefit(month="2015-06", hours=160.33)]
    return some_course(
        id="before", registered=day, events=[], benefit=benefit, meetings=[meeting], as_of=day + DAY * 60
    )


def parse(markup: str) -> ElementTree.Element:
    """Parse as browsers do, every error an exception."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    document: ElementTree.Element = parser.parse(
        f"<!DOCTYPE html><html><head><title>t</title></head><body>{markup}</body></html>"
    )
    return document


def text_of(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


def by_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if name in element.get("class", "").split()]


def outputs(lang: Lang) -> Iterator[tuple[str, str]]:
    for path in sorted(COURSES.iterdir()):
        course = read(path.name)
        yield f"{path.name} facts", display.course_html(course, lang)
        yield path.name, display.assessment_html(kf.assess(course), lang)
        yield f"{path.name} as planned", display.assessment_html(kf.assess(course, as_planned=True), lang)
    yield "before", display.assessment_html(kf.assess(before_the_law()), lang)
    yield "rules", display.rules_html(kf.rules(), lang)
    yield "regimes", display.regimes_html(kf.regimes(), lang)


@pytest.fixture(scope="module", params=LANGS)
def pages(request: pytest.FixtureRequest) -> dict[str, ElementTree.Element]:
    """Every output in one language, parsed."""
    return {name: parse(markup) for name, markup in outputs(request.param)}


# What stays as it is


def lines(markup: str) -> str:
    """Break the markup where a change is easy to see, without what changes with every version."""
    markup = re.sub(r"<style>.*?</style>", "<style>…</style>", markup, flags=re.DOTALL)
    markup = re.sub(r'<p class="kf-foot">.*?</p>', '<p class="kf-foot">…</p>', markup)
    return markup.replace("><", ">\n<") + "\n"


def golden(name: str, text: str) -> None:
    path = GOLDEN / name
    if UPDATE:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{name} changed; KONTAKTFORLOEB_UPDATE_GOLDEN=1 writes it"


@pytest.mark.parametrize(
    ("name", "lang", "as_planned"),
    [
        ("member-0042.yaml", "en", False),
        ("member-0042.yaml", "da", False),
        ("plan-in-ci.yaml", "en", False),
        ("plan-in-ci.yaml", "da", True),
        ("merged-not-allowed.yaml", "da", False),
        ("dead-period-2020.yaml", "en", False),
        ("rebild-too-late.yaml", "da", False),
        ("job-and-return.yaml", "en", False),
        ("national-2020.yaml", "da", False),
    ],
)
def test_assessments_look_as_they_did(name: str, lang: Lang, as_planned: bool) -> None:
    markup = lines(display.assessment_html(kf.assess(read(name), as_planned=as_planned), lang))
    start, end = markup.index("<svg", markup.index("<figure")), markup.index("<figcaption")
    stem = f"{name.rpartition('.')[0]}{'.as-planned' if as_planned else ''}.{lang}"
    golden(f"{stem}.svg", markup[start:end])
    golden(f"{stem}.html", markup[:start] + "<svg/>\n" + markup[end:])


def test_a_course_without_known_law_looks_as_it_did() -> None:
    golden("before-the-law.da.html", lines(display.assessment_html(kf.assess(before_the_law()), "da")))


@pytest.mark.parametrize("lang", LANGS)
def test_courses_and_tables_look_as_they_did(lang: Lang) -> None:
    golden(f"course.{lang}.html", lines(display.course_html(read("full-to-part-time.yaml"), lang)))
    golden(f"rules.{lang}.html", lines(display.rules_html(kf.rules("trial_2020"), lang)))
    golden(f"rules-2024.{lang}.html", lines(display.rules_html(kf.rules("national_2024"), lang)))
    golden(f"regimes.{lang}.html", lines(display.regimes_html(kf.regimes(), lang)))


def test_the_same_input_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib, sys, kontaktforloeb as kf; from kontaktforloeb import display;"
        "a = kf.assess(kf.read(sys.argv[1]));"
        "print(hashlib.sha256(display.assessment_html(a, 'da').encode()).hexdigest())"
    )
    seen = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", program, COURSES / "new-period.yaml"],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        seen.add(done.stdout)
    assert len(seen) == 1


# What it must not do


def test_nothing_comes_from_elsewhere_and_nothing_runs(pages: dict[str, ElementTree.Element]) -> None:
    for name, root in pages.items():
        body = root.find("body")
        assert body is not None
        for element in body.iter():
            kind = element.tag.rpartition("}")[2]
            assert kind in {
                "body", "div", "p", "span", "b", "bdi", "wbr", "a", "q", "details", "summary", "dl", "dt", "dd", "figure",
                "figcaption", "table", "caption", "thead", "tbody", "tr", "th", "td", "style", "svg", "g", "rect", "line",
                "path", "circle", "text", "tspan", "title",
            }, name  # fmt: skip
            for attribute, value in element.attrib.items():
                assert not attribute.startswith("on") and attribute not in {"src", "style", "id"}, (name, attribute)
                assert "url(" not in value and "javascript:" not in value.lower()
                if attribute.endswith("href"):
                    assert kind == "a" and re.match("https?://", value), (name, value)
                    assert element.get("rel") == "noopener"
        (style,) = body.iter("style")
        css = text_of(style)
        assert not re.search(r"url\(|@import|@font-face|expression|</", css)


def test_every_style_rule_stays_inside_the_output() -> None:
    css = re.sub(r"@(?:media|container)[^{]*\{((?:[^{}]*\{[^{}]*\})*)\}", r"\1", text_of(style_of(LANGS[0])))
    selectors = [
        part for rule in re.findall(r"([^{}]+)\{", css) for part in re.sub(r":is\([^)]*\)", "", rule).split(",")
    ]
    assert len(selectors) > 100
    for selector in selectors:
        assert selector.strip().startswith(".kontaktforloeb"), selector
    used = set(re.findall(r"\.(kf-[a-z0-9-]+)", css))
    written = set(itertools.chain.from_iterable(re.findall(r'class="([^"]*)"', markup) for _, markup in outputs("en")))
    known = {name for names in written for name in names.split()}
    assert used - known <= {"kf-k2", "kf-alarm", "kf-hit", "kf-bar-2", "kf-tag", "kf-cross", "kf-span", "kf-tail"}
    assert known - used - {"kontaktforloeb"} <= {"kf-flag-handover"}


def style_of(lang: Lang) -> ElementTree.Element:
    return next(parse(display.regimes_html(kf.regimes(), lang)).iter("style"))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("lang", LANGS)
def test_text_of_strangers_stays_text(text: str, lang: Lang) -> None:
    course = some_course(
        id=text,
        person=kf.Person(insurance="full_time", a_kasse=f"other:{text[:150]}", municipality="Vejle"),
        meetings=[
            kf.Meeting(
                id=text, date=datetime.date(2022, 3, 3), conversations=["gruppesamtale"], holder="a_kasse", status="held",
                track="general", themes=[text, "a" * 90],
            ),
        ],
    )  # fmt: skip
    assessment = kf.assess(course, as_of=datetime.date(2022, 4, 1))
    for markup in (display.course_html(course, lang), display.assessment_html(assessment, lang)):
        root = parse(markup)
        assert not {element.tag for element in root.iter()} & {"script", "img"}
        (title,) = by_class(root, "kf-title")
        assert text_of(title) == text
        (output,) = by_class(root, "kontaktforloeb")
        assert output.get("aria-label", "").endswith(text)
        assert text in text_of(root).replace(text_of(title), "", 1)


def test_a_file_name_stays_text() -> None:
    course = kf.read_text((COURSES / "member-0042.yaml").read_text(encoding="utf-8"), file="<b onclick=x>.yaml")
    root = parse(display.assessment_html(kf.assess(course)))
    assert all(text_of(element) in {"end_of_month"} or "onclick" not in element.attrib for element in root.iter("b"))
    assert "<b onclick=x>.yaml:17:5" in text_of(root)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://star.dk/da/?a=1&b=2", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (" https://example.org", False),
        ("https://example.org/ onclick=x", False),
        ("//example.org", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str | None, linked: bool) -> None:
    basis = kf.Basis(source="<s>", url=url, quote="»&«", evidence=kf.Evidence.report)
    (markup,) = sources([basis], words("en"))
    root = parse(markup)
    assert [a.get("href") for a in root.iter("a")] == ([url] if linked else [])
    assert "<s> (report)" in text_of(root)
    (quote,) = root.iter("q")
    assert (text_of(quote), quote.get("lang")) == ("»&«", "da")


def test_markup_is_escaped_unless_it_was_made_as_markup() -> None:
    assert tag("p", "<b>", Markup("<i></i>"), None, title="\"<&>'", data_x=1.5, lang=None) == (
        '<p title="&quot;&lt;&amp;&gt;&#x27;" data-x="1.5">&lt;b&gt;<i></i></p>'
    )
    assert tag("p", "\x00\x1b[31m\x85\ufffe\n") == "<p>\ufffd\ufffd[31m\ufffd\ufffd\n</p>", "what HTML may not contain"
    assert tag("p", Markup("<i></i>") + "<b>") == "<p>&lt;i&gt;&lt;/i&gt;&lt;b&gt;</p>", "a sum is text again"


# What it must say


def test_every_finding_is_named_with_its_sign_its_word_and_its_sentence() -> None:
    for lang, path in itertools.product(LANGS, sorted(COURSES.iterdir())):
        assessment = kf.assess(read(path.name))
        root = parse(display.assessment_html(assessment, lang))
        items = [element for element in root.iter() if element.get("role") == "listitem"]
        say = words(lang)
        assert [item.get("aria-label") for item in items] == [
            f"{finding.rule}: {say('status.' + finding.status.value)}" for finding in assessment.findings
        ]
        for item, finding in zip(items, assessment.findings, strict=True):
            (word,), (message,) = by_class(item, "kf-word"), by_class(item, "kf-message")
            assert text_of(word) == say(f"status.{finding.status.value}")
            assert text_of(message) == finding.message(lang)
            sign = next(element for element in item.iter() if "kf-sign" in element.get("class", ""))
            assert sign.get("aria-hidden") == "true"
            assert [part.get("d") for part in sign] == [SIGNS[finding.status][0], SIGNS[finding.status][2]]
            text = text_of(item)
            assert all(
                basis.source in text and say(f"evidence.{basis.evidence.value}") in text for basis in finding.basis
            )
            assert all(say(f"why.{missed.why.value}") in text for missed in finding.not_counted)
            if finding.contested_by is not None:
                assert f"{finding.contested_by.reading}={finding.contested_by.value}" in text
            if finding.required is not None and finding.due is not None:
                assert say.due(finding.due, finding.due_projected) in text
        pictured = [text_of(element) for element in root.iter("{http://www.w3.org/2000/svg}title")]
        for finding in assessment.findings:
            if finding.required is not None:
                assert any(title.startswith(f"{finding.rule}: ") for title in pictured)


def test_signs_and_tones_differ_by_more_than_colour() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS) == len(kf.Status)
    assert set(TONES) == set(kf.Status)


def test_language_and_names(pages: dict[str, ElementTree.Element]) -> None:
    for name, root in pages.items():
        (output,) = by_class(root, "kontaktforloeb")
        assert output.get("lang") in LANGS
        assert output.get("role") == "region" and output.get("aria-label")
        for element in root.iter():
            if element.get("role") in {"img", "group", "list"}:
                titled = any(child.tag.endswith("title") and text_of(child) for child in element)
                assert titled or element.get("aria-label"), name
        for table in root.iter("table"):
            assert all(cell.get("scope") for cell in table.iter("th"))


def test_a_course_without_known_law_says_why() -> None:
    for lang in LANGS:
        assessment = kf.assess(before_the_law())
        text = text_of(parse(display.assessment_html(assessment, lang)))
        reason = assessment.reason(lang)
        assert assessment.verdict is None and reason is not None and reason in text
        assert words(lang)("verdict.unknown") in text


def test_a_plan_has_no_today() -> None:
    assessment = kf.assess(read("plan-in-ci.yaml"), as_planned=True)
    assert not [flag for flag in Timeline.of(assessment.course, assessment).flags if flag.kind == "today"]
    assert "as planned" in display.assessment_html(assessment)


def test_what_is_expected_is_dashed() -> None:
    markup = display.assessment_html(kf.assess(read("plan-in-ci.yaml")))
    assert 'class="kf-flag kf-flag-handover kf-dashed"' in markup
    assert "kf-ghost" in markup and "rests on months that are not reported" in markup
    markup = display.assessment_html(kf.assess(read("member-0042.yaml"), regime="trial_2020"))
    assert "kf-dashed" not in markup.partition("</style>")[2] and "kf-ghost" not in markup.partition("</style>")[2]


def test_an_empty_course() -> None:
    for lang in LANGS:
        course = some_course(events=[])
        root = parse(display.course_html(course, lang))
        assert words(lang)("no_benefit") in text_of(root) and words(lang)("no_meetings") in text_of(root)
        parse(display.assessment_html(kf.assess(course, as_of=datetime.date(2022, 3, 1)), lang))
    parse(display.rules_html([]))
    parse(display.regimes_html([]))


def test_a_thousand_meetings_are_cut_off_and_counted() -> None:
    day = datetime.date(2022, 3, 1)
    meetings = [
        kf.Meeting(
            date=day + DAY * (i // 10), conversations=["cv_samtale", "raadighedssamtale"], holder="a_kasse", status="held"
        )
        for i in range(1000)
    ]  # fmt: skip
    assessment = kf.assess(some_course(meetings=meetings), as_of=datetime.date(2022, 9, 1), contested=False)
    assert len(assessment.findings) > 900
    markup = display.assessment_html(assessment)
    text = text_of(parse(markup))
    assert "Only the first 150 of 1000 meetings are drawn." in text
    breached = sum(
        (finding.rule, finding.status) == ("trial_2020.merging", "breached") for finding in assessment.findings
    )
    assert f"… and {breached - 20} more of trial_2020.merging: breached." in text
    assert "… and 940 more rows." in text
    assert len(markup) < 200_000
    assert "flere" not in text


@pytest.mark.parametrize("lang", LANGS)
def test_many_years(lang: Lang) -> None:
    course = some_course(
        registered=datetime.date(1990, 1, 1),
        benefit=[kf.Benefit(month=datetime.date(year, 6, 1), hours=1) for year in range(1990, 2100)],
        meetings=[kf.Meeting(date=datetime.date(2099, 12, 31), conversations=["jobsamtale"], holder="a_kasse")],
        events=[],
    )
    root = parse(display.course_html(course, lang))
    years = [
        text_of(text) for text in root.iter("{http://www.w3.org/2000/svg}text") if re.fullmatch(r"\d{4}", text_of(text))
    ]
    assert years == [str(year) for year in range(1990, 2100, 10)]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'sv' is not one of en, da"):
        display.course_html(some_course(), "sv")  # type: ignore[arg-type]


# Words

WORDS: dict[str, tuple[type[StrEnum], ...]] = {
    "conversation": (kf.Conversation,),
    "status": (kf.Status,),
    "verdict": (kf.Verdict,),
    "party": (kf.Party, kf.Holder, kf.Chooser),
    "stage": (kf.Stage,),
    "ended": (kf.EndReason,),
    "form": (kf.Form,),
    "why": (kf.NotCountedReason,),
    "evidence": (kf.Evidence,),
    "meeting": (kf.MeetingStatus,),
    "absence": (kf.Absence,),
    "insurance": (kf.Insurance,),
    "benefit": (kf.BenefitKind,),
    "clock": (kf.Clock,),
    "event": (kf.EventType,),
    "exempt": (kf.ExemptReason,),
    "choice": (kf.ChoiceValue,),
    "outcome": (kf.ScreeningOutcome,),
    "track": (kf.Track,),
    "kind": (kf.RuleKind,),
}


def test_every_word_has_both_languages() -> None:
    for prefix, enums in WORDS.items():
        wanted = {f"{prefix}.{word.value}" for enum in enums for word in enum}
        more = {"verdict.unknown"} if prefix == "verdict" else set()
        assert {key for key in TABLE if key.startswith(f"{prefix}.")} == wanted | more
    assert {f"condition.{rule.condition}" for rule in kf.rules() if rule.condition} <= set(TABLE)
    for key, (danish, english) in TABLE.items():
        assert danish and english and danish.count("{}") == english.count("{}"), key


def test_every_sentence_is_used() -> None:
    folder = Path(display.__file__).parent
    files = [path for path in folder.glob("*.py") if path.name != "_words.py"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in [*files, folder.parent / "plot.py"])
    own = (folder / "_words.py").read_text(encoding="utf-8").partition("class Words")[2]
    for key in TABLE:
        if "." not in key and key not in {"registered", "handover", "today"}:
            assert re.search(f"[\"']{key}[\"']", code + own), key


def test_words_are_those_of_the_sentences() -> None:
    """The library's own sentences and the pictures use the same words for the same thing."""
    header = (SOURCE / "include/kontaktforloeb/messages.hpp").read_text(encoding="utf-8")
    lists = {"Status": "status", "Verdict": "verdict", "EndReason": "ended", "Form": "form", "NotCountedReason": "why",
             "Evidence": "evidence"}  # fmt: skip
    found = re.findall(r'case (\w+)::(\w+):\s*return \{"([^"]*)", "([^"]*)"\};', header)
    same = [(lists[kind], word, da, en) for kind, word, da, en in found if kind in lists]
    assert len(same) >= 9 + 4 + 6 + 5 + 10 + 5
    for prefix, word, danish, english in same:
        assert TABLE[f"{prefix}.{word}"] == (danish, english)
    for word, text in re.findall(r'case Conversation::(\w+):\s*return several \? "[^"]*" : "([^"]*)"', header):
        assert TABLE[f"conversation.{word}"] == (text, text)


def test_danish_output_has_no_english_words() -> None:
    danish = {da.lower() for da, _ in TABLE.values()}
    english = {en.lower() for da, en in TABLE.values() if "{" not in en and en.lower() not in danish}
    telling = re.compile(r"\b(the|with|held|required|hours|until|months?|days?|and|more|is|not|which)\b", re.IGNORECASE)
    for name, markup in outputs("da"):
        root = parse(markup.replace(name.partition(".")[0], ""))
        for element in root.iter("dl"):
            pairs = list(element)
            for head, value in itertools.pairwise(pairs):
                if text_of(head) == "Kilder":
                    element.remove(value)  # sources are named in their own words
        body = root.find("body")
        assert body is not None
        for part in [*body.iter("style"), *by_class(body, "kf-code")]:
            part.clear()
        attributes = [
            value
            for element in body.iter()
            for key, value in element.attrib.items()
            if key in {"aria-label", "data-name"}
        ]
        for text in [*body.itertext(), *attributes]:
            assert text.strip(" .,:·()").lower() not in english, (name, text)
            assert not telling.search(text), (name, text)


def test_days_hours_and_names() -> None:
    day = datetime.date(2021, 5, 3)
    en, da = words("en"), words("da")
    assert (en.day(day), da.day(day)) == ("3 May 2021", "3. maj 2021")
    assert (en.short_day(day), da.short_day(day)) == ("3 May 2021", "3. maj 2021")
    assert (en.short_day(day.replace(month=9)), da.short_day(day.replace(month=9))) == ("3 Sep 2021", "3. sep. 2021")
    assert (en.hours(160.33), da.hours(0)) == ("160.33", "0,00")
    assert [da.rule(f"x.{name}") for name in ("faellessamtale_1", "raadighedssamtale_extra", "form")] == [
        "fællessamtale 1", "rådighedssamtale (ekstra)", "form",
    ]  # fmt: skip
    assert en.rule("x.raadighedssamtale_extra") == "rådighedssamtale (extra)"
    assert [da.list(*"abc"[:n]) for n in range(4)] == ["", "a", "a og b", "a, b og c"]


def test_windows_in_words() -> None:
    """Series, last days, conditions, choices and what opens after the hand-over are said in both languages."""
    rules = {rule.rule: rule for rule in kf.rules()}
    for rule, danish, english in (
        (
            "national_2015.jobsamtale_quarterly",
            "fra 961,98 t (780,00 t for deltidsforsikrede) sammenlagt ledighed til 1442,97 t (1170,00 t for "
            "deltidsforsikrede) sammenlagt ledighed; derefter én mere for hver 480,99 t (390,00 t for deltidsforsikrede)",
            "from 961.98 h (780.00 h part-time insured) of aggregate unemployment until 1442.97 h (1170.00 h part-time "
            "insured) of aggregate unemployment; then one more for each 480.99 h (390.00 h part-time insured)",
        ),
        (
            "national_2020.raadighedssamtale_2",
            "til 961,98 t (780,00 t for deltidsforsikrede) sammenlagt ledighed; kun når sidste dag falder senest 31. "
            "december 2023",
            "until 961.98 h (780.00 h part-time insured) of aggregate unemployment; only if its last day falls by 31 "
            "December 2023",
        ),
        (
            "national_2020.faellessamtale_1",
            "til 480,99 t (390,00 t for deltidsforsikrede) sammenlagt ledighed; kun hvis a-kassen finder behov, eller "
            "jobcenteret eller personen beder om det",
            "until 480.99 h (390.00 h part-time insured) of aggregate unemployment; only if the a-kasse finds a need, or "
            "the jobcenter or the person asks",
        ),
        (
            "national_2024.jobcenter_jobsamtale",
            "fra dagen efter at jobcenteret overtager til 961,98 t (780,00 t for deltidsforsikrede) sammenlagt ledighed; "
            "ikke for personer, der er visiteret til jobcenteret for hele forløbet",
            "from the day after the jobcenter takes over until 961.98 h (780.00 h part-time insured) of aggregate "
            "unemployment; not for persons who are visited to the jobcenter for the whole course",
        ),
    ):
        assert (words("da").window(rules[rule]), words("en").window(rules[rule])) == (danish, english)


def test_no_rule_about_sharing_a_meeting_is_no_prohibition() -> None:
    root = parse(display.regimes_html(kf.regimes(), "en"))
    shown = {
        text_of(by_class(row, "kf-code")[0]): text_of(row[-1]) for row in root.iter("tr") if by_class(row, "kf-code")
    }
    assert (shown["normalindsats"], shown["national_2024"]) == ("none", "–")
    assert shown["trial_2020"].startswith("CV-samtale + jobsamtale")


def test_tables_say_who_may_be_chosen_what_counts_too_and_of_how_many() -> None:
    text = text_of(parse(display.rules_html(kf.rules(), "en")))
    assert "the a-kasse takes part unless the person declines" in text
    assert "the a-kasse joins the first one if the person wants it" in text
    assert "a fællessamtale counts too" in text
    assert "at least 75 per cent of the persons, with each party" in text


@pytest.mark.parametrize("lang", LANGS)
def test_phases_are_told_and_drawn(lang: Lang) -> None:
    course, say = read("member-0042.yaml"), words(lang)
    assessment = kf.assess(course)
    trial, national = assessment.phases
    root = parse(display.assessment_html(assessment, lang))
    (told,) = (
        value
        for facts in root.iter("dl")
        for head, value in itertools.pairwise(facts)
        if text_of(head) == say("phases")
    )
    assert [text_of(row) for row in told] == [
        f"trial_2020: {say.range(trial.from_, trial.to)} ({say('ended.window_used')})",
        f"national_2020: {say('from', say.day(datetime.date(2021, 12, 1)))}",
    ]
    drawn = [text_of(element) for element in root.iter("{http://www.w3.org/2000/svg}title")]
    assert f"trial_2020: {say.range(trial.from_, trial.to)}" in drawn
    assert f"national_2020: {say.range(national.from_, None)}" in drawn
    # Both regimes ask for jobsamtaler.
    timeline = Timeline.of(course, assessment)
    assert [timeline.name(f"{phase.regime}.jobsamtale", say) for phase in assessment.phases] == [
        "jobsamtale", "jobsamtale (national_2020)",
    ]  # fmt: skip
    # One regime throughout is told, but needs no picture.
    alone = kf.assess(course, regime="trial_2020")
    assert Timeline.of(course, alone).phases == ()
    assert say("phases") in text_of(parse(display.assessment_html(alone, lang)))


# Colours


def luminance(colour: str) -> float:
    def linear(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[i : i + 2]) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_text_stands_out_in_every_theme() -> None:
    css = text_of(style_of("en"))
    themes = [
        dict(re.findall(r"--kf-([a-z0-9-]+):(#[0-9a-f]{6})", block))
        for block in re.findall(r"\{color-scheme[^}]*", css)
    ]
    assert themes == [LIGHT, DARK, LIGHT, DARK]
    for colours in themes:
        for name in ("ink", "soft", *TONES.values()):
            assert contrast(colours[name], colours["paper"]) >= 4.5, name
        assert contrast(colours["bar"], colours["paper"]) >= 3
        assert len({colours[tone] for tone in ("good", "plan", "bad", "warn", "note")}) == 5
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


# The timeline


def test_days_lie_where_they_belong() -> None:
    timeline = Timeline.of(read("member-0042.yaml"), kf.assess(read("member-0042.yaml"), regime="trial_2020"))
    assert (timeline.first, timeline.last) == (datetime.date(2021, 9, 1), datetime.date(2021, 12, 31))
    assert (timeline.place(timeline.first), timeline.end_of(timeline.last)) == (0, 1)
    assert timeline.place(datetime.date(2021, 10, 1)) == timeline.end_of(datetime.date(2021, 9, 30)) == 30 / 122
    assert timeline.place(datetime.date(2000, 1, 1)) == 0 and timeline.end_of(datetime.date(2100, 1, 1)) == 1
    assert [bar.hours for bar in timeline.bars] == [140.6, 160.33, 160.33]
    assert [(flag.kind, flag.day.isoformat()) for flag in timeline.flags] == [
        ("registered", "2021-09-06"), ("handover", "2021-12-01"), ("today", "2021-12-31"),
    ]  # fmt: skip


def test_expected_months_add_up_to_the_hand_over() -> None:
    assessment = kf.assess(read("plan-in-ci.yaml"))
    assert assessment.state is not None and assessment.state.handover is not None
    bars = Timeline.of(assessment.course, assessment).bars
    assert all(bar.projected for bar in bars)
    assert round(sum(bar.hours for bar in bars), 2) == assessment.state.handover.hours


def test_dead_periods_that_touch_are_one() -> None:
    course = read("dead-period-2020.yaml")
    (dead,) = Timeline.of(course, kf.assess(course, regime="trial_2020")).dead
    assert (dead.first, dead.last) == (datetime.date(2020, 3, 1), datetime.date(2020, 8, 31))


def test_a_day_of_assessing_far_away_is_named_at_the_edge() -> None:
    course = read("member-0042.yaml")
    for as_of, beyond in ((datetime.date(2040, 1, 1), 1), (datetime.date(2001, 1, 1), -1)):
        timeline = Timeline.of(course, kf.assess(course, as_of=as_of, regime="trial_2020"))
        (today,) = (flag for flag in timeline.flags if flag.kind == "today")
        assert today.beyond == beyond
        assert timeline.last - timeline.first < DAY * 400
        markup = picture(timeline, words("en"))
        assert ("As of 1 Jan 2040 →" if beyond > 0 else "← As of 1 Jan 2001") in markup


@pytest.mark.parametrize("months", [1, 2, 5, 11, 17, 30, 59, 130, 500, 1300])
@pytest.mark.parametrize("start", [1, 6, 12])
def test_names_on_the_axis_have_room(months: int, start: int) -> None:
    first = datetime.date(1990, start, 1)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    timeline = Timeline(
        first=first, last=datetime.date(year, month + 1, 1) - DAY, begin=first, norm=1.0, bars=(), dead=(), spans=(),
        marks=(), meetings=0, windows=(), flags=(),
    )  # fmt: skip
    ticks = timeline.ticks(WIDTHS)
    assert any(tick.year for tick in ticks)
    for level, width in enumerate(WIDTHS):
        for years, room in ((True, 30), (False, 24)):
            places = [timeline.place(tick.day) * width for tick in ticks if tick.fits <= level and tick.year is years]
            assert all(b - a >= room for a, b in itertools.pairwise(places)), (level, years)


def test_texts_that_fit_do_not_overlap() -> None:
    chance = random.Random(1)
    for _ in range(200):
        items = [(chance.random(), chance.randint(1, 30), chance.randint(1, 30)) for _ in range(chance.randint(0, 60))]
        items.sort()
        fits = fit(items, WIDTHS)
        for level, width in enumerate(WIDTHS):
            shown = sorted(
                (place * width - left, place * width + right)
                for (place, left, right), fitting in zip(items, fits, strict=True)
                if fitting is not None and fitting <= level
            )
            assert all(a[1] <= b[0] + 1e-9 for a, b in itertools.pairwise(shown))
            assert bool(shown) == bool(items)


def test_lanes() -> None:
    assert lanes([(0, 10), (20, 30), (5, 25), (40, 50)]) == [0, 0, 1, 0]
    assert lanes([(0, 10), (12, 20)]) == [0, 1], "closer than the gap"
