#!/usr/bin/env python3
"""Draws example courses and the tables of the law in Chromium, narrow and wide, light and dark, and looks at them.

Writes PNG files and fails where a page scrolls sideways, text is clipped or overlaps other text, the accessibility tree
does not name a finding by its rule and status, or anything is fetched.
"""

from __future__ import annotations

import argparse
import datetime
import html
import itertools
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

import kontaktforloeb as kf
from kontaktforloeb import display

SOURCE = Path(__file__).resolve().parent.parent
COURSES = SOURCE / "examples" / "courses"
WIDTHS = (360, 1200)
SCHEMES = ("light", "dark")
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--no-first-run",
    "--no-sandbox",
)

# Boxes of all text that is shown, with the text; what leaves the page or its own box; what lies upon other text.
LOOK = r"""
() => {
  const faults = [], boxes = [];
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth > window.innerWidth)
    faults.push(`the page is ${document.scrollingElement.scrollWidth} wide, the window ${window.innerWidth}`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest("style,title,thead") || !parent.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      boxes.push({box, text: node.data.trim(), owner: parent.closest("text") || parent, svg: !!parent.closest("text")});
      if (box.left < -0.5 || box.right > width + 0.5) faults.push(`outside the page: ${node.data.trim()}`);
      for (let around = parent; around && around !== document.body; around = around.parentElement) {
        const style = getComputedStyle(around);
        if (style.overflowX === "visible" && style.overflowY === "visible" && style.clipPath === "none") continue;
        const frame = around.getBoundingClientRect();
        const sideways = box.right > frame.right + 0.5 || box.left < frame.left - 0.5;
        const down = box.bottom > frame.bottom + 2 || box.top < frame.top - 2;
        if ((style.overflowX !== "auto" && sideways) || (style.overflowY !== "auto" && down))
          faults.push(`clipped: ${node.data.trim()}`);
      }
    }
  }
  for (let i = 0; i < boxes.length; ++i)
    for (let j = i + 1; j < boxes.length; ++j) {
      const a = boxes[i], b = boxes[j];
      if (a.owner === b.owner) continue;
      // Boxes are as tall as a line; letters are not.
      const slack = a.svg && b.svg ? 3.5 : 1.5;
      const x = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const y = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (x > 0.5 && y > slack) faults.push(`overlap: "${a.text}" and "${b.text}"`);
    }
  return faults;
}
"""


@dataclass(frozen=True)
class Sheet:
    """One output to be looked at, and the findings that it must name."""

    name: str
    markup: str
    findings: tuple[str, ...] = ()
    root: str = ""


def assessed(name: str, course: kf.Course, lang: Any = "en", root: str = "", **options: Any) -> Sheet:
    assessment = kf.assess(course, **options)
    words = display.words(lang)
    findings = tuple(f"{f.rule}: {words('status.' + f.status.value)}" for f in assessment.findings)
    return Sheet(name, assessment.to_html(lang), findings, root)


def long_course() -> kf.Course:
    """Give three years with a meeting every ninth day and an id that is hard to print."""
    day = datetime.date(2020, 1, 6)
    return kf.Course(
        id="<b>a&b</b> " + "long-id-without-a-place-to-break-" * 5 + "🙂",
        person=kf.Person(insurance="full_time", a_kasse="BUPL-A", municipality="Vejle"),
        registered=day,
        benefit=[
            kf.Benefit(month=datetime.date(2020 + i // 12, i % 12 + 1, 1), hours=10 + i,
                       kind=("dagpenge", "sygedagpenge", "feriedagpenge")[i % 3])
            for i in range(36)
        ],
        meetings=[
            kf.Meeting(date=day + datetime.timedelta(days=9 * i), conversations=["jobsamtale"], holder="a_kasse",
                       status=("held", "planned", "cancelled", "no_show")[i % 4])
            for i in range(120)
        ],
        events=[
            kf.Event(type="visited", date=day),
            kf.Event(type="job", from_=datetime.date(2021, 8, 1), to=datetime.date(2021, 9, 30)),
        ],
    )  # fmt: skip


def sheets() -> Iterator[Sheet]:
    def read(name: str) -> kf.Course:
        return kf.read(COURSES / name)

    yield assessed("member-0042", read("member-0042.yaml"))
    yield assessed("member-0042.da", read("member-0042.yaml"), "da")
    yield assessed("plan-in-ci", read("plan-in-ci.yaml"))
    yield assessed("plan-in-ci.as-planned.da", read("plan-in-ci.yaml"), "da", as_planned=True)
    yield assessed("merged-not-allowed.da", read("merged-not-allowed.yaml"), "da")
    yield assessed("rebild-too-late", read("rebild-too-late.yaml"))
    yield assessed("dead-period-2020", read("dead-period-2020.yaml"))
    yield assessed("job-and-return.da", read("job-and-return.yaml"), "da")
    yield assessed("national-2020", read("national-2020.yaml"))
    yield assessed("sickness.notebook-dark", read("sickness.yaml"), root='data-jp-theme-light="false"')
    yield assessed("long", long_course(), as_of=datetime.date(2022, 11, 1))
    yield Sheet("course.da", display.course_html(read("full-to-part-time.yaml"), "da"))
    yield Sheet("rules.da", kf.rules("trial_2020").to_html("da"))
    yield Sheet("rules", kf.rules().to_html())
    yield Sheet("regimes", kf.regimes().to_html())


def page_of(sheet: Sheet) -> str:
    # What a notebook puts around and upon an output.
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{html.escape(sheet.name)}</title>"
        "<meta name=viewport content='width=device-width,initial-scale=1'><style>:root{color-scheme:light dark}"
        "body{margin:8px;background:Canvas}table{font-size:11px;text-align:right;table-layout:fixed}"
        "tbody tr:nth-child(odd){background:#8883}td{white-space:nowrap;max-width:40ch}svg{max-width:100%}"
        "</style></head>"
        f"<body {sheet.root}>{sheet.markup}</body></html>"
    )


def names_in_accessibility_tree(page: Page) -> set[str]:
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return {node["name"]["value"] for node in nodes if not node.get("ignored") and "value" in node.get("name", {})}


def look(browser: Browser, sheet: Sheet, folder: Path, width: int, scheme: Any) -> list[str]:
    file = folder / f"{sheet.name}.html"
    file.write_text(page_of(sheet), encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, device_scale_factor=2)
    try:
        page = context.new_page()
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url))
        page.goto(file.as_uri())
        faults = [f"fetches {url}" for url in fetched if url != file.as_uri()]
        names = names_in_accessibility_tree(page)
        faults += [f"not in the accessibility tree: {name}" for name in sheet.findings if name not in names]
        for state in ("", ".open"):
            faults += page.evaluate(LOOK)
            page.screenshot(path=folder / f"{sheet.name}.{width}.{scheme}{state}.png", full_page=True)
            page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true })")
        return [f"{sheet.name}, {width} px, {scheme}: {fault}" for fault in dict.fromkeys(faults)]
    finally:
        context.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--only", default="", help="sheets whose names start like this")
    arguments = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        print("chromium is not installed; tools/deps.sh packages-pictures.txt installs it", file=sys.stderr)
        return 2
    folder: Path = arguments.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    pictures = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for sheet in sheets():
            if not sheet.name.startswith(arguments.only):
                continue
            for width, scheme in itertools.product(WIDTHS, SCHEMES):
                faults += look(browser, sheet, folder, width, scheme)
                pictures += 2
        browser.close()
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{pictures} pictures in {arguments.folder}, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
