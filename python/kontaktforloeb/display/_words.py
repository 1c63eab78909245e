"""What the pictures and tables say besides the findings' own sentences, in Danish and English."""

from __future__ import annotations

import datetime
from functools import cache

from .._law import After, Bound, Rule
from .._terms import Clock, Party, RuleKind
from .._values import Language

__all__ = ["Words", "words"]

# Danish, English. A key is the list and its word, or what is said.
TABLE: dict[str, tuple[str, str]] = {
    "conversation.cv_samtale": ("CV-samtale", "CV-samtale"),
    "conversation.jobsamtale": ("jobsamtale", "jobsamtale"),
    "conversation.faellessamtale": ("fællessamtale", "fællessamtale"),
    "conversation.raadighedssamtale": ("rådighedssamtale", "rådighedssamtale"),
    "conversation.gruppesamtale": ("gruppesamtale", "gruppesamtale"),
    "status.met": ("opfyldt", "met"),
    "status.late": ("for sent", "late"),
    "status.missed": ("ikke holdt", "missed"),
    "status.planned": ("planlagt", "planned"),
    "status.planned_late": ("planlagt for sent", "planned late"),
    "status.open": ("mangler", "open"),
    "status.breached": ("brudt", "breached"),
    "status.not_required": ("ikke krævet", "not required"),
    "status.undecided": ("uafklaret", "undecided"),
    "verdict.fulfilled": ("opfyldt", "fulfilled"),
    "verdict.open": ("mangler noget", "open"),
    "verdict.undecided": ("uafklaret", "undecided"),
    "verdict.violated": ("ikke overholdt", "violated"),
    "verdict.unknown": ("ukendt", "unknown"),
    "party.a_kasse": ("a-kassen", "the a-kasse"),
    "party.jobcenter": ("jobcenteret", "the jobcenter"),
    "party.other_actor": ("anden aktør", "another actor"),
    "party.person": ("personen", "the person"),
    "stage.covered": ("omfattet", "covered"),
    "stage.ended": ("afsluttet", "ended"),
    "ended.window_used": ("vinduet er brugt", "the window is used"),
    "ended.left_a_kasse": ("udmeldt af a-kassen", "left the a-kasse"),
    "ended.moved": ("flyttet", "moved away"),
    "ended.early_jobcenter_effort": ("tidlig indsats i jobcenteret", "early effort by the jobcenter"),
    "ended.education_order": ("uddannelsespålæg", "education order"),
    "ended.other": ("andre årsager", "other causes"),
    "form.in_person": ("ved personligt fremmøde", "in person"),
    "form.telephone": ("på telefon", "by telephone"),
    "form.video": ("på video", "by video"),
    "form.chat": ("på chat", "by chat"),
    "form.letter": ("pr. brev", "by letter"),
    "why.cancelled": ("aflyst", "cancelled"),
    "why.no_show": ("udeblivelse", "the person did not come"),
    "why.outside_course": ("uden for forløbet", "outside the course"),
    "why.wrong_holder": ("holdt af den forkerte part", "held by the wrong party"),
    "why.unrecorded": ("udfaldet er ikke registreret", "the outcome is not recorded"),
    "why.form": ("holdt på denne måde tæller det ikke den dag", "held in this way it does not count on that day"),
    "why.party_absent": ("en part manglede", "a party was absent"),
    "why.wrong_number": ("forkert nummer i rækken", "not the right number in the row"),
    "why.before_window": ("før vinduet", "before the window"),
    "why.after_window": ("efter vinduet", "after the window"),
    "evidence.primary": ("lovtekst", "primary"),
    "evidence.guidance": ("vejledning", "guidance"),
    "evidence.report": ("rapport", "report"),
    "evidence.secondary": ("sekundær", "secondary"),
    "evidence.inferred": ("udledt", "inferred"),
    "meeting.held": ("holdt", "held"),
    "meeting.planned": ("planlagt", "planned"),
    "meeting.cancelled": ("aflyst", "cancelled"),
    "meeting.no_show": ("udeblivelse", "the person did not come"),
    "absence.declined_by_person": ("fravalgt af personen", "declined by the person"),
    "absence.declined_by_party": ("fravalgt af parten selv", "declined by the party itself"),
    "absence.no_show": ("mødte ikke", "did not come"),
    "insurance.full_time": ("fuldtidsforsikret", "full-time insured"),
    "insurance.part_time": ("deltidsforsikret", "part-time insured"),
    "benefit.dagpenge": ("dagpenge", "dagpenge"),
    "benefit.loentilskud": ("løntilskud", "løntilskud"),
    "benefit.feriedagpenge": ("feriedagpenge", "feriedagpenge"),
    "benefit.sygedagpenge": ("sygedagpenge", "sygedagpenge"),
    "benefit.karantaene": ("karantæne", "karantæne"),
    "benefit.efterloen": ("efterløn", "efterløn"),
    "clock.calendar": ("dage siden tilmeldingen", "days since registration"),
    "clock.aggregate_unemployment": ("sammenlagt ledighed", "aggregate unemployment"),
    "clock.benefit_consumption": ("dagpengeforbrug", "benefit consumption"),
    "event.visited": ("visiteret til a-kasseforsøget", "visited into the a-kasse trial"),
    "event.moved": ("flyttet", "moved"),
    "event.left_a_kasse": ("udmeldt af a-kassen", "left the a-kasse"),
    "event.early_jobcenter_effort": ("tidlig indsats i jobcenteret", "early effort by the jobcenter"),
    "event.education_order": ("uddannelsespålæg", "education order"),
    "event.ended_other": ("afsluttet af andre årsager", "ended for other causes"),
    "event.window_used": ("vinduet er brugt", "the window is used"),
    "event.deregistered": ("afmeldt", "deregistered"),
    "event.registered_again": ("tilmeldt igen", "registered again"),
    "event.placed": ("indplaceret i en ny dagpengeperiode", "placed in a new benefit period"),
    "event.job": ("i job", "in a job"),
    "event.exempt": ("fritaget", "exempt"),
    "event.exemption_lifted": ("fritagelse ophævet", "exemption lifted"),
    "event.choice": ("valg om deltagelse", "choice about taking part"),
    "event.request": ("anmodning", "request"),
    "event.jobcenter_track": ("jobcenterets spor, LAB § 27, stk. 3", "the jobcenter's track, LAB § 27(3)"),
    "event.joblog_empty": ("måned uden joblog", "month without a logged job search"),
    "event.municipality_closed": ("kommunen lukket", "municipality closed"),
    "event.screening": ("screening", "screening"),
    "event.education_ruled_out": ("uddannelse udelukket", "education ruled out"),
    "event.postponed": ("udskudt", "postponed"),
    "exempt.less_intensive": ("mindre intensiv indsats", "less intensive effort"),
    "exempt.sent_home": ("hjemsendt", "sent home"),
    "exempt.work_sharing": ("arbejdsfordeling", "work sharing"),
    "exempt.share_75": ("75-procent-ordning", "75 per cent share"),
    "choice.wants": ("ønsker", "wants"),
    "choice.declines": ("fravælger", "declines"),
    "outcome.group": ("gruppe", "group"),
    "outcome.individual": ("individuel", "individual"),
    "track.education": ("uddannelsesspor", "education track"),
    "track.general": ("generelt spor", "general track"),
    "kind.requirement": ("krav", "requirement"),
    "kind.prohibition": ("forbud", "prohibition"),
    "kind.state": ("tilstand", "state"),
    "condition.after_cv_samtale": ("efter CV-samtalen", "after the CV-samtale"),
    "condition.empty_joblog": (
        "efter en måned uden registreret jobsøgning",
        "after a month without a logged job search",
    ),
    "condition.need_or_request": (
        "kun hvis a-kassen finder behov, eller jobcenteret eller personen beder om det",
        "only if the a-kasse finds a need, or the jobcenter or the person asks",
    ),
    "condition.not_jobcenter_track": (
        "ikke for personer, der er visiteret til jobcenteret for hele forløbet",
        "not for persons who are visited to the jobcenter for the whole course",
    ),
    "condition.jobcenter_track": (
        "kun for personer, der er visiteret til jobcenteret for hele forløbet",
        "only for persons who are visited to the jobcenter for the whole course",
    ),
    "without_choice.takes_part": (
        "{} deltager, medmindre personen siger nej",
        "{} takes part unless the person declines",
    ),
    "without_choice.stays_out": (
        "{} deltager i den første, hvis personen ønsker det",
        "{} joins the first one if the person wants it",
    ),
    "among": ("en {} tæller med", "a {} counts too"),
    "every": ("derefter én mere for hver {}", "then one more for each {}"),
    "due_until": ("kun når sidste dag falder senest {}", "only if its last day falls by {}"),
    "after_handover": ("dagen efter at {} overtager", "the day after {} takes over"),
    "share": ("Andel", "Share"),
    "share_of": (
        "mindst {} pct. af personerne, hos hver part",
        "at least {} per cent of the persons, with each party",
    ),
    "phases": ("Faser", "Phases"),
    "by": ("senest {}", "by {}"),
    "from": ("fra {}", "from {}"),
    "to": ("til {}", "to {}"),
    "expected": ("forventet", "expected"),
    "expected_meaning": (
        "stiplet: forventet, hviler på måneder, der ikke er indberettet",
        "dashed: expected, rests on months that are not reported",
    ),
    "no_last_day": ("uden sidste dag", "without a last day"),
    "as_of": ("pr. {}", "as of {}"),
    "as_planned": ("som planlagt", "as planned"),
    "over": ("over {}", "over {}"),
    "responsible": ("{} har ansvaret", "{} is responsible"),
    "until": ("til {}", "until {}"),
    "contested": ("omtvistet", "contested"),
    "contested_with": ("med {}: {}", "with {}: {}"),
    "not_there": ("ikke der", "not there"),
    "of": ("{} af {}", "{} of {}"),
    "hours_unit": ("t", "h"),
    "no": ("nr.", "no."),
    "meeting": ("møde {}", "meeting {}"),
    "meetings": ("Møder", "Meetings"),
    "one_meeting": ("møde: {}", "meeting: {}"),
    "meetings_marked": ("møde med brud", "meeting in breach"),
    "benefit": ("Ydelse", "Benefit"),
    "benefit_hours": ("Ydelse, timer pr. måned", "Benefit, hours a month"),
    "hours_a_month": ("{}, timer pr. måned", "{}, hours a month"),
    "no_benefit": ("ingen ydelse er indberettet", "no benefit is reported"),
    "no_meetings": ("ingen møder", "no meetings"),
    "dead_period": ("død periode", "dead period"),
    "dead_meaning": (
        "død periode: timerne tæller ikke på noget timeur",
        "dead period: hours count on no hour clock",
    ),
    "windows": ("Krav og deres vinduer", "Requirements and their windows"),
    "registered": ("Tilmeldt", "Registered"),
    "placed": ("Indplaceret", "Placed"),
    "handover": ("Jobcenteret fra", "Jobcenter from"),
    "today": ("Pr.", "As of"),
    "timeline_of": (
        "Tidslinje, {} til {}: måneder med ydelse: {}, møder: {}, krav: {}",
        "Timeline, {} to {}: months with benefit: {}, meetings: {}, requirements: {}",
    ),
    "assessment_of": ("Vurdering af forløbet {}", "Assessment of course {}"),
    "course_of": ("Forløbet {}", "Course {}"),
    "findings": ("Vurdering regel for regel", "Findings, rule by rule"),
    "next": ("Det næste", "What comes next"),
    "facts": ("Forløbets oplysninger", "The course's facts"),
    "readings": ("Læsninger", "Readings"),
    "default": ("standard", "default"),
    "rule": ("Regel", "Rule"),
    "counting": ("Tæller", "Counts"),
    "offending": ("Bryder reglen", "Breaks the rule"),
    "not_counted": ("Tæller ikke", "Does not count"),
    "contested_title": ("Omtvistet", "Contested"),
    "place": ("Sted i filen", "Place in the file"),
    "sources": ("Kilder", "Sources"),
    "sources_and_more": ("Kilder og mere", "Sources and more"),
    "insurance": ("Forsikring", "Insurance"),
    "a_kasse": ("A-kasse", "A-kasse"),
    "municipality": ("Kommune", "Municipality"),
    "birth_year": ("Fødselsår", "Year of birth"),
    "qualifying_education": ("Kompetencegivende uddannelse", "Qualifying education"),
    "vocational_education_outdated": ("Forældet erhvervsuddannelse", "Outdated vocational education"),
    "yes": ("ja", "yes"),
    "no_word": ("nej", "no"),
    "not_known": ("ikke oplyst", "not known"),
    "events": ("Hændelser", "Events"),
    "observed": ("Officielle tal", "Official counts"),
    "date": ("Dag", "Day"),
    "period": ("Periode", "Period"),
    "hours": ("Timer", "Hours"),
    "kind": ("Art", "Kind"),
    "conversations": ("Samtaler", "Conversations"),
    "holder": ("Holdes af", "Held by"),
    "participant": ("med {}", "with {}"),
    "status": ("Status", "Status"),
    "form": ("Form", "Form"),
    "clock": ("Ur", "Clock"),
    "event": ("Hændelse", "Event"),
    "on_behalf_of": ("{} for {}", "{} for {}"),
    "absent": ("{} {}", "{} {}"),
    "summoned": ("indkaldt {}", "summoned {}"),
    "duty_days": ("{} dage med pligt", "{} days of duty"),
    "more_meetings": ("… og {} møder mere.", "… and {} more meetings."),
    "more_drawn": ("Kun de første {} af {} møder er tegnet.", "Only the first {} of {} meetings are drawn."),
    "more_rows": ("… og {} rækker mere.", "… and {} more rows."),
    "more_findings": ("… og {} mere af {}: {}.", "… and {} more of {}: {}."),
    "regime": ("Regime", "Regime"),
    "regimes": ("Regimer", "Regimes"),
    "rules": ("Reglerne, som de er kodet", "The rules as encoded"),
    "valid": ("Gælder", "Valid"),
    "known_until": ("kendt til {}", "known until {}"),
    "obligations": ("Samtaler", "Conversations"),
    "minimum_meetings": ("Færreste møder", "Fewest meetings"),
    "merging": ("Må slås sammen", "May share a meeting"),
    "not_whole": ("ikke hele regimet i denne version", "not the whole regime in this version"),
    "none": ("ingen", "none"),
    "what": ("Hvad", "What"),
    "count": ("Antal", "Count"),
    "when": ("Hvornår", "When"),
    "ordinals": ("samtale nr. {}", "conversation no. {}"),
    "or": ("{} eller {}", "{} or {}"),
    "and": ("{} og {}", "{} and {}"),
    "law": ("reglerne pr. {}", "law as of {}"),
    "days_after": ("{} dage efter tilmeldingen", "{} days after registration"),
    "more_than": ("mere end {}", "more than {}"),
    "amount": ("{} {}", "{} of {}"),
    "by_insurance": ("{} ({} for deltidsforsikrede)", "{} ({} part-time insured)"),
    "at_month_end": ("{} ved en måneds udgang", "{} at the end of a month"),
}

_MONTHS: dict[Language, tuple[str, ...]] = {
    "da": (
        "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
        "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
}  # fmt: skip


class Words:
    """The words of one language."""

    __slots__ = ("_said", "lang")

    def __init__(self, lang: Language) -> None:
        self.lang = lang
        place = 0 if lang == "da" else 1
        self._said = {key: texts[place] for key, texts in TABLE.items()}

    def __call__(self, key: str, *values: object) -> str:
        """Say something, with values put in."""
        text = self._said[key]
        return text.format(*values) if values else text

    def day(self, day: datetime.date) -> str:
        """Write a day: "30 November 2021", "30. november 2021"."""
        dot = "." if self.lang == "da" else ""
        return f"{day.day}{dot} {_MONTHS[self.lang][day.month - 1]} {day.year}"

    def short_day(self, day: datetime.date) -> str:
        """Write a day for pictures: "30 Nov 2021", "30. nov. 2021"."""
        name = _MONTHS[self.lang][day.month - 1]
        if self.lang == "da":
            return f"{day.day}. {name if len(name) <= 4 else name[:3] + '.'} {day.year}"
        return f"{day.day} {name[:3]} {day.year}"

    def month(self, day: datetime.date) -> str:
        """Write a month: "November 2021", "november 2021"."""
        return f"{_MONTHS[self.lang][day.month - 1]} {day.year}"

    def month_of(self, year: int, month: int) -> str:
        """Write a month given by its numbers."""
        return f"{_MONTHS[self.lang][month - 1]} {year}"

    def short_month(self, day: datetime.date) -> str:
        """Write a month's name for an axis: "Nov", "nov"."""
        return _MONTHS[self.lang][day.month - 1][:3]

    def range(self, first: datetime.date | None, last: datetime.date | None) -> str:
        """Write a range of days, both inclusive."""
        if first is not None and last is not None:
            return self.day(first) if first == last else f"{self.day(first)} – {self.day(last)}"
        if first is not None:
            return self("from", self.day(first))
        return "" if last is None else self("to", self.day(last))

    def hours(self, hours: float) -> str:
        """Write hours with two decimals, without the unit."""
        text = f"{hours:.2f}"
        return text.replace(".", ",") if self.lang == "da" else text

    def list(self, *items: str) -> str:
        """Write a list with "and" before the last."""
        if len(items) < 2:
            return "".join(items)
        return self("and", ", ".join(items[:-1]), items[-1])

    def due(self, due: datetime.date | None, projected: bool, *, short: bool = False) -> str:
        """Write a last day."""
        if due is None:
            return self("no_last_day")
        text = self("by", self.short_day(due) if short else self.day(due))
        return f"{text} ({self('expected')})" if projected else text

    def rule(self, rule: str) -> str:
        """Name a rule by what stands behind its regime: "rådighedssamtale", "fællessamtale 1"."""
        name = rule.partition(".")[2] or rule
        for key, text in self._said.items():
            kind, _, word = key.partition(".")
            if kind != "conversation":
                break
            if name == word:
                return text
            if name.startswith(word + "_"):
                rest = name[len(word) + 1 :]
                return f"{text} ({'ekstra' if self.lang == 'da' else 'extra'})" if rest == "extra" else f"{text} {rest}"
        return name

    def by_insurance(self, full_time: float, part_time: float) -> str:
        """Write hours that differ for part-time insured."""
        unit = self("hours_unit")
        return self("by_insurance", f"{self.hours(full_time)} {unit}", f"{self.hours(part_time)} {unit}")

    def bound(self, bound: Bound | After) -> str:
        """Write a point on a clock, or the day after the hand-over."""
        if isinstance(bound, After):
            return self("after_handover", self(f"party.{Party.jobcenter.value}"))
        if bound.clock is Clock.calendar:
            return self("days_after", f"{bound.full_time:g}")
        amount = self("amount", self.by_insurance(bound.full_time, bound.part_time), self(f"clock.{bound.clock.value}"))
        if bound.strict:
            amount = self("more_than", amount)
        return self("at_month_end", amount) if bound.test == "end_of_month" else amount

    def window(self, rule: Rule) -> str:
        """Write when a rule's conversations are to be held."""
        parts = []
        if rule.window.from_ is not None:
            parts.append(self("from", self.bound(rule.window.from_)))
        if rule.window.to is not None:
            text = self.bound(rule.window.to)
            parts.append(text if rule.kind is RuleKind.state else self("until", text))
        sentence = " ".join(parts)
        more = [] if not sentence else [sentence]
        if rule.ordinals is not None:
            first, last = rule.ordinals[0], rule.ordinals[-1]
            more.append(self("ordinals", first if first == last else self("or", first, last)))
        if rule.every is not None:
            more.append(self("every", self.by_insurance(*rule.every)))
        if rule.until is not None:
            more.append(self("due_until", self.day(rule.until)))
        if rule.condition is not None:
            more.append(self(f"condition.{rule.condition}"))
        return "; ".join(more)


@cache
def words(lang: Language) -> Words:
    """Give the words of a language."""
    if lang not in ("en", "da"):
        raise ValueError(f"lang: '{lang}' is not one of en, da")
    return Words(lang)
