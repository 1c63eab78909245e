#pragma once
/// @file
/// The field's words as closed lists, each with the text that files and reports use.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kontaktforloeb {

/// What two parties meet about; the law's own names.
enum class Conversation : std::uint8_t {
  cv_samtale,        ///< CV-samtale: about the CV, with the a-kasse.
  jobsamtale,        ///< Jobsamtale: individual conversation about work.
  faellessamtale,    ///< Fællessamtale: the joint conversation of person, jobcenter and a-kasse.
  raadighedssamtale, ///< Rådighedssamtale: about being available for work, with the a-kasse.
  gruppesamtale,     ///< Gruppesamtale: a group conversation.
};

/// Who is responsible for a conversation, or takes part in it.
enum class Party : std::uint8_t {
  a_kasse,   ///< The unemployment insurance fund.
  jobcenter, ///< The municipality's jobcenter.
};

/// Who held a meeting.
enum class Holder : std::uint8_t {
  a_kasse,     ///< The a-kasse.
  jobcenter,   ///< The jobcenter.
  other_actor, ///< Another actor, on behalf of one of the two.
};

/// What became of a meeting.
enum class MeetingStatus : std::uint8_t {
  held,      ///< It took place.
  planned,   ///< It is booked; on or before the day of assessing its outcome is not recorded.
  cancelled, ///< It was called off.
  no_show,   ///< The person did not come.
};

/// How people met.
enum class Form : std::uint8_t {
  in_person, ///< Personal attendance.
  telephone, ///< By telephone.
  video,     ///< By video.
  chat,      ///< By chat, text message or mail in one connected dialogue.
  letter,    ///< By letter: never a conversation.
};

/// Why a party was not there.
enum class Absence : std::uint8_t {
  declined_by_person, ///< The person did not want the party there.
  declined_by_party,  ///< The party chose not to take part.
  no_show,            ///< The party simply did not come.
};

/// Insurance status in the a-kasse.
enum class Insurance : std::uint8_t {
  full_time, ///< Fuldtidsforsikret.
  part_time, ///< Deltidsforsikret.
};

/// What benefit hours were paid as.
enum class BenefitKind : std::uint8_t {
  dagpenge,      ///< Unemployment benefit.
  loentilskud,   ///< Hours in subsidised employment (løntilskud).
  feriedagpenge, ///< Holiday benefit.
  sygedagpenge,  ///< Sickness benefit while unemployed.
  karantaene,    ///< Served quarantine.
  efterloen,     ///< Early retirement benefit.
};

/// How time is counted.
enum class Clock : std::uint8_t {
  calendar,               ///< Calendar days since registration.
  aggregate_unemployment, ///< Hours of benefit since the placing in a benefit period (sammenlagt ledighed).
  benefit_consumption,    ///< Hours of benefit used of the right (dagpengeforbrug).
};

/// What can happen in a course besides meetings.
enum class EventType : std::uint8_t {
  visited,                ///< Visited into the a-kasse trial (marker 75 set).
  moved,                  ///< Moved to another municipality.
  left_a_kasse,           ///< Left or changed a-kasse.
  early_jobcenter_effort, ///< The a-kasse found a need for the jobcenter's early effort.
  education_order,        ///< Order to take an education (uddannelsespålæg).
  ended_other,            ///< The trial ended for any other cause.
  window_used,            ///< The end of the window was recorded.
  deregistered,           ///< Deregistered as job-seeker; the first day outside.
  registered_again,       ///< Registered as job-seeker again.
  placed,                 ///< Placed in a new benefit period; the 1st of a month.
  job,                    ///< A job, from a day, perhaps to a day.
  exempt,                 ///< Exempt from conversations, from a day to a day.
  exemption_lifted,       ///< The jobcenter decided that the duty continues.
  choice,                 ///< A party's choice about one conversation.
  request,                ///< A request for a conversation.
  jobcenter_track,        ///< Visited to the jobcenter for the whole course (LAB § 27(3)).
  joblog_empty,           ///< A calendar month without a logged job search.
  municipality_closed,    ///< The municipality was wholly or partly closed down.
  screening,              ///< Screened for group or individual conversations.
  education_ruled_out,    ///< It was settled that education is not the way.
  postponed,              ///< A conversation was postponed.
};

/// Why a person is exempt.
enum class ExemptReason : std::uint8_t {
  less_intensive, ///< Mindre intensiv indsats: soon in a job, on leave, in retirement or study.
  sent_home,      ///< Sent home because of weather or lack of materials.
  work_sharing,   ///< Arbejdsfordeling.
  share_75,       ///< Exempted as one of the one in four of the law of 2026.
};

/// Who made a choice or a request.
enum class Chooser : std::uint8_t {
  person,    ///< The unemployed person.
  jobcenter, ///< The jobcenter.
  a_kasse,   ///< The a-kasse.
};

/// What was chosen about a party's taking part.
enum class ChoiceValue : std::uint8_t {
  wants,    ///< The party shall take part.
  declines, ///< The party shall not take part.
};

/// Track of a group conversation.
enum class Track : std::uint8_t {
  education, ///< The education-oriented track.
  general,   ///< The general track.
};

/// Outcome of a screening.
enum class ScreeningOutcome : std::uint8_t {
  group,      ///< Group conversations.
  individual, ///< Individual conversations.
};

/// Result of judging one rule.
enum class Status : std::uint8_t {
  met,          ///< All slots filled in time, or the prohibition kept.
  late,         ///< All slots filled, at least one after the last day.
  missed,       ///< The last day has passed and a slot is empty.
  planned,      ///< Not due yet, and what is planned fills every free slot in time.
  planned_late, ///< Not due yet, and what is planned fills the slots only after the last day.
  open,         ///< Not due yet, and not filled.
  breached,     ///< A held or planned meeting breaks a prohibition.
  not_required, ///< The rule asks for nothing here; the reason is said.
  undecided,    ///< A fact or the law is missing; what is missing is said.
};

/// How much a finding matters.
enum class Severity : std::uint8_t {
  none,    ///< Nothing to do.
  note,    ///< Something is not known.
  warning, ///< Something is still to be done.
  error,   ///< The law is not kept.
};

/// The answer for a whole course.
enum class Verdict : std::uint8_t {
  fulfilled, ///< Everything asked is done or booked in time.
  open,      ///< Something is still to be held or booked.
  undecided, ///< A missing fact or an unsettled law decides.
  violated,  ///< At least one rule is broken.
};

/// Where a person stands in a course that one party has for a time.
enum class Stage : std::uint8_t {
  covered, ///< Omfattet: the a-kasse has the course.
  ended,   ///< Afsluttet.
};

/// Why the a-kasse's course ended; the order decides between ends on one day.
enum class EndReason : std::uint8_t {
  window_used,            ///< The hours of the window were used.
  left_a_kasse,           ///< Left or changed a-kasse.
  moved,                  ///< Moved to a municipality where the a-kasse is not admitted.
  early_jobcenter_effort, ///< Early effort by the jobcenter.
  education_order,        ///< Order to take an education.
  other,                  ///< Any other cause.
};

/// Why a meeting of the right kind did not count; the first that holds is given.
enum class NotCountedReason : std::uint8_t {
  cancelled,      ///< It was called off.
  no_show,        ///< The person did not come.
  outside_course, ///< Before the course, after a recorded end, or left out by a reading.
  wrong_holder,   ///< Held by another party than the rule names.
  unrecorded,     ///< Planned for a day that has passed, outcome not recorded.
  form,           ///< A form that does not count on that day, or a gruppesamtale that stands for none.
  party_absent,   ///< A party that must be there was not.
  wrong_number,   ///< Not the conversation number that the rule asks for.
  before_window,  ///< Before the first day in time.
  after_window,   ///< After the last day in time.
};

/// Words of an enumeration in its own order; specialised for every closed list of this header.
template <class Enum>
inline constexpr std::array<std::string_view, 0> words{};

/// @cond words
#define KONTAKTFORLOEB_WORDS(Enum, count, ...)                                                               \
  template <>                                                                                                \
  inline constexpr std::array<std::string_view, count> words<Enum> {                                         \
    __VA_ARGS__                                                                                              \
  }
KONTAKTFORLOEB_WORDS(Conversation, 5, "cv_samtale", "jobsamtale", "faellessamtale", "raadighedssamtale",
                     "gruppesamtale");
KONTAKTFORLOEB_WORDS(Party, 2, "a_kasse", "jobcenter");
KONTAKTFORLOEB_WORDS(Holder, 3, "a_kasse", "jobcenter", "other_actor");
KONTAKTFORLOEB_WORDS(MeetingStatus, 4, "held", "planned", "cancelled", "no_show");
KONTAKTFORLOEB_WORDS(Form, 5, "in_person", "telephone", "video", "chat", "letter");
KONTAKTFORLOEB_WORDS(Absence, 3, "declined_by_person", "declined_by_party", "no_show");
KONTAKTFORLOEB_WORDS(Insurance, 2, "full_time", "part_time");
KONTAKTFORLOEB_WORDS(BenefitKind, 6, "dagpenge", "loentilskud", "feriedagpenge", "sygedagpenge", "karantaene",
                     "efterloen");
KONTAKTFORLOEB_WORDS(Clock, 3, "calendar", "aggregate_unemployment", "benefit_consumption");
KONTAKTFORLOEB_WORDS(EventType, 21, "visited", "moved", "left_a_kasse", "early_jobcenter_effort",
                     "education_order", "ended_other", "window_used", "deregistered", "registered_again",
                     "placed", "job", "exempt", "exemption_lifted", "choice", "request", "jobcenter_track",
                     "joblog_empty", "municipality_closed", "screening", "education_ruled_out", "postponed");
KONTAKTFORLOEB_WORDS(ExemptReason, 4, "less_intensive", "sent_home", "work_sharing", "share_75");
KONTAKTFORLOEB_WORDS(Chooser, 3, "person", "jobcenter", "a_kasse");
KONTAKTFORLOEB_WORDS(ChoiceValue, 2, "wants", "declines");
KONTAKTFORLOEB_WORDS(Track, 2, "education", "general");
KONTAKTFORLOEB_WORDS(ScreeningOutcome, 2, "group", "individual");
KONTAKTFORLOEB_WORDS(Status, 9, "met", "late", "missed", "planned", "planned_late", "open", "breached",
                     "not_required", "undecided");
KONTAKTFORLOEB_WORDS(Severity, 4, "none", "note", "warning", "error");
KONTAKTFORLOEB_WORDS(Verdict, 4, "fulfilled", "open", "undecided", "violated");
KONTAKTFORLOEB_WORDS(Stage, 2, "covered", "ended");
KONTAKTFORLOEB_WORDS(EndReason, 6, "window_used", "left_a_kasse", "moved", "early_jobcenter_effort",
                     "education_order", "other");
KONTAKTFORLOEB_WORDS(NotCountedReason, 10, "cancelled", "no_show", "outside_course", "wrong_holder",
                     "unrecorded", "form", "party_absent", "wrong_number", "before_window", "after_window");
#undef KONTAKTFORLOEB_WORDS
/// @endcond

/// The word that files and reports use for a value.
template <class Enum>
constexpr std::string_view word(Enum value) {
  return words<Enum>[static_cast<std::size_t>(value)];
}

/// The value that a word stands for, or nothing.
template <class Enum>
constexpr std::optional<Enum> from_word(std::string_view text) {
  for (std::size_t i = 0; i < words<Enum>.size(); ++i)
    if (words<Enum>[i] == text) return static_cast<Enum>(i);
  return std::nullopt;
}

/// The kind of conversation that a word stands for, other names of the same conversation taken in, or
/// nothing.
constexpr std::optional<Conversation> find_conversation(std::string_view text) {
  if (text == "faelles_jobsamtale") return Conversation::faellessamtale;
  if (text == "raadgivningssamtale" || text == "rådgivningssamtale") return Conversation::raadighedssamtale;
  return from_word<Conversation>(text);
}

/// How much a status matters.
constexpr Severity severity(Status status) {
  switch (status) {
  case Status::late:
  case Status::missed:
  case Status::planned_late:
  case Status::breached:
    return Severity::error;
  case Status::open:
    return Severity::warning;
  case Status::undecided:
    return Severity::note;
  default:
    return Severity::none;
  }
}

} // namespace kontaktforloeb
