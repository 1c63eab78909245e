"""The field's words as enumerations: each member is also the text that files and reports use."""

from enum import StrEnum

__all__ = [
    "Absence",
    "BenefitKind",
    "ChoiceValue",
    "Chooser",
    "Clock",
    "ConflictReason",
    "Conversation",
    "EditField",
    "EditOp",
    "EndReason",
    "EventType",
    "Evidence",
    "ExemptReason",
    "Form",
    "Holder",
    "Insurance",
    "MeetingStatus",
    "NotCountedReason",
    "Party",
    "Prefer",
    "RuleKind",
    "ScreeningOutcome",
    "Severity",
    "Stage",
    "Status",
    "Track",
    "Verdict",
]


class _Word(StrEnum):
    """A word of a closed list; equal to its text, and written so that the representation evaluates."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"


class Conversation(_Word):
    """What two parties meet about; the law's own names."""

    cv_samtale = "cv_samtale"
    jobsamtale = "jobsamtale"
    faellessamtale = "faellessamtale"
    raadighedssamtale = "raadighedssamtale"
    gruppesamtale = "gruppesamtale"


class Party(_Word):
    """Who is responsible for a conversation, or takes part in it."""

    a_kasse = "a_kasse"
    jobcenter = "jobcenter"


class Holder(_Word):
    """Who held a meeting; another actor does so on behalf of one of the two parties."""

    a_kasse = "a_kasse"
    jobcenter = "jobcenter"
    other_actor = "other_actor"


class MeetingStatus(_Word):
    """What became of a meeting."""

    held = "held"
    planned = "planned"
    cancelled = "cancelled"
    no_show = "no_show"


class Form(_Word):
    """How people met."""

    in_person = "in_person"
    telephone = "telephone"
    video = "video"
    chat = "chat"
    letter = "letter"


class Absence(_Word):
    """Why a party was not there."""

    declined_by_person = "declined_by_person"
    declined_by_party = "declined_by_party"
    no_show = "no_show"


class Insurance(_Word):
    """Insurance status in the a-kasse: fuldtids- or deltidsforsikret."""

    full_time = "full_time"
    part_time = "part_time"


class BenefitKind(_Word):
    """What benefit hours were paid as."""

    dagpenge = "dagpenge"
    loentilskud = "loentilskud"
    feriedagpenge = "feriedagpenge"
    sygedagpenge = "sygedagpenge"
    karantaene = "karantaene"
    efterloen = "efterloen"


class Clock(_Word):
    """How time is counted: days since registration, or hours of one of two kinds."""

    calendar = "calendar"
    aggregate_unemployment = "aggregate_unemployment"
    benefit_consumption = "benefit_consumption"


class EventType(_Word):
    """What can happen in a course besides meetings."""

    visited = "visited"
    moved = "moved"
    left_a_kasse = "left_a_kasse"
    early_jobcenter_effort = "early_jobcenter_effort"
    education_order = "education_order"
    ended_other = "ended_other"
    window_used = "window_used"
    deregistered = "deregistered"
    registered_again = "registered_again"
    placed = "placed"
    job = "job"
    exempt = "exempt"
    exemption_lifted = "exemption_lifted"
    choice = "choice"
    request = "request"
    jobcenter_track = "jobcenter_track"
    joblog_empty = "joblog_empty"
    municipality_closed = "municipality_closed"
    screening = "screening"
    education_ruled_out = "education_ruled_out"
    postponed = "postponed"


class ExemptReason(_Word):
    """Why a person is exempt."""

    less_intensive = "less_intensive"
    sent_home = "sent_home"
    work_sharing = "work_sharing"
    share_75 = "share_75"


class Chooser(_Word):
    """Who made a choice or a request."""

    person = "person"
    jobcenter = "jobcenter"
    a_kasse = "a_kasse"


class ChoiceValue(_Word):
    """What was chosen about a party's taking part."""

    wants = "wants"
    declines = "declines"


class Track(_Word):
    """Track of a group conversation."""

    education = "education"
    general = "general"


class ScreeningOutcome(_Word):
    """Outcome of a screening."""

    group = "group"
    individual = "individual"


class Status(_Word):
    """Result of judging one rule."""

    met = "met"
    late = "late"
    missed = "missed"
    planned = "planned"
    planned_late = "planned_late"
    open = "open"
    breached = "breached"
    not_required = "not_required"
    undecided = "undecided"


class Severity(_Word):
    """How much a finding matters."""

    none = "none"
    note = "note"
    warning = "warning"
    error = "error"


class Verdict(_Word):
    """The answer for a whole course."""

    fulfilled = "fulfilled"
    open = "open"
    undecided = "undecided"
    violated = "violated"


class Stage(_Word):
    """Where a person stands in a course that one party has for a time: omfattet or afsluttet."""

    covered = "covered"
    ended = "ended"


class EndReason(_Word):
    """Why the a-kasse's course ended."""

    window_used = "window_used"
    left_a_kasse = "left_a_kasse"
    moved = "moved"
    early_jobcenter_effort = "early_jobcenter_effort"
    education_order = "education_order"
    other = "other"


class NotCountedReason(_Word):
    """Why a meeting of the right kind did not count; the first that holds is given.

    ``form`` is also the reason of a gruppesamtale that does not stand for an individual conversation.
    """

    cancelled = "cancelled"
    no_show = "no_show"
    outside_course = "outside_course"
    wrong_holder = "wrong_holder"
    unrecorded = "unrecorded"
    form = "form"
    party_absent = "party_absent"
    wrong_number = "wrong_number"
    before_window = "before_window"
    after_window = "after_window"


class Evidence(_Word):
    """How sure a source is, the surest first; an inferred rule is a conclusion of this library, never law."""

    primary = "primary"
    guidance = "guidance"
    report = "report"
    secondary = "secondary"
    inferred = "inferred"


class RuleKind(_Word):
    """What a rule does: asks for conversations, forbids something, or says who is responsible or what is unknown."""

    requirement = "requirement"
    prohibition = "prohibition"
    state = "state"


class Prefer(_Word):
    """What days a plan prefers once the fewest meetings are found."""

    spread = "spread"
    earliest = "earliest"
    latest = "latest"


class ConflictReason(_Word):
    """Why the best plan possible does not keep a rule."""

    passed = "passed"
    no_open_day = "no_open_day"
    too_few_days = "too_few_days"
    booked = "booked"


class EditOp(_Word):
    """What is done to a plan."""

    add = "add"
    move = "move"
    split = "split"  # type: ignore[assignment] # our word for it; str has a method of that name
    merge = "merge"
    change = "change"


class EditField(_Word):
    """What a change of a meeting is about."""

    holder = "holder"
    form = "form"
    absent = "absent"
