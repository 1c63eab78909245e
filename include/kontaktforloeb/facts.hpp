#pragma once
/// @file
/// The facts of a course as plain, unchecked values. `Course::from` checks them.

#include <kontaktforloeb/date.hpp>
#include <kontaktforloeb/hours.hpp>
#include <kontaktforloeb/reading.hpp>
#include <kontaktforloeb/terms.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kontaktforloeb {

/// Insurance status from a day on; the status on the 1st governs a month.
struct InsuranceFacts {
  Date from = {};                          ///< First day; unset for a status that never changes.
  Insurance status = Insurance::full_time; ///< The status.
  friend bool operator==(const InsuranceFacts&, const InsuranceFacts&) = default;
};

/// The unemployed person, as far as the rules ask.
struct PersonFacts {
  std::vector<InsuranceFacts> insurance = {};    ///< At least one; the first governs all earlier days too.
  std::string a_kasse = {};                      ///< Code, alias or `other:NAME`; empty: not known.
  std::string municipality = {};                 ///< Name or three-digit code; empty: not known.
  std::optional<std::int32_t> birth_year = {};   ///< Year of birth.
  std::optional<bool> qualifying_education = {}; ///< Has a kompetencegivende uddannelse.
  std::optional<bool> vocational_education_outdated = {}; ///< Has a forældet erhvervsuddannelse.
  friend bool operator==(const PersonFacts&, const PersonFacts&) = default;
};

/// Benefit hours of a whole month, or of a spell inside one month.
struct BenefitFacts {
  Month month = {};                         ///< The month; unset for a spell.
  Date from = {};                           ///< First day of a spell.
  Date to = {};                             ///< Last day of a spell, inclusive.
  Hours hours = {};                         ///< Hours paid.
  BenefitKind kind = BenefitKind::dagpenge; ///< What they were paid as.
  friend bool operator==(const BenefitFacts&, const BenefitFacts&) = default;
};

/// A party that was not there.
struct AbsentFacts {
  Party party = Party::jobcenter; ///< Who.
  Absence why = Absence::no_show; ///< Why.
  friend bool operator==(const AbsentFacts&, const AbsentFacts&) = default;
};

/// One meeting with one or more conversations.
struct MeetingFacts {
  std::string id = {};                           ///< Opaque, or empty.
  Date date = {};                                ///< Its day.
  std::vector<Conversation> conversations = {};  ///< What it was about; at least one.
  Holder holder = Holder::a_kasse;               ///< Who held it.
  std::optional<Party> on_behalf_of = {};        ///< For another actor: for whom.
  MeetingStatus status = MeetingStatus::planned; ///< What became of it.
  Form form = Form::in_person;                   ///< How people met.
  Date summoned = {};                            ///< Day of the digital summons; unset: not known.
  std::vector<AbsentFacts> absent = {};          ///< Parties that were not there.
  std::optional<Track> track = {};               ///< Track of a group conversation.
  std::vector<std::string> themes = {};          ///< Themes of a group conversation.
  friend bool operator==(const MeetingFacts&, const MeetingFacts&) = default;
};

/// Something else that happened; which fields an event has depends on its type (`event_fields`).
struct EventFacts {
  EventType type = EventType::visited; ///< What happened.
  Date date = {};                      ///< Its day.
  Date from = {};                      ///< First day of a stretch.
  Date to = {};                        ///< Last day of a stretch, inclusive; or the day postponed to.
  Month month = {};                    ///< The calendar month.
  std::string municipality = {};       ///< Where to.
  std::optional<Conversation> conversation = {}; ///< Which conversation.
  std::optional<std::int32_t> ordinal = {};      ///< Which of several, from 1.
  std::optional<Party> party = {};               ///< Whose taking part.
  std::optional<Chooser> by = {};                ///< Who said so.
  std::optional<ChoiceValue> choice = {};        ///< What was chosen.
  std::optional<ExemptReason> reason = {};       ///< Why exempt.
  std::optional<ScreeningOutcome> outcome = {};  ///< Of a screening.
  std::optional<std::int32_t> duty_days = {};    ///< Days with a duty to search, 0 to 31.
  friend bool operator==(const EventFacts&, const EventFacts&) = default;
};

/// An official count of a clock on a day; it holds from that day's start.
struct ObservedFacts {
  Clock clock = Clock::benefit_consumption; ///< One of the two hour clocks.
  Date date = {};                           ///< The day.
  Hours hours = {};                         ///< The count.
  friend bool operator==(const ObservedFacts&, const ObservedFacts&) = default;
};

/// Everything known of one course. Unset days and empty texts mean: not known.
struct CourseFacts {
  std::string id = {};                      ///< Opaque; never a CPR number.
  PersonFacts person = {};                  ///< The person.
  Date registered = {};                     ///< Day of registration (tilmelding).
  Date placed = {};                         ///< Day of the placing in a benefit period; unset: see docs.
  std::vector<BenefitFacts> benefit = {};   ///< Hours of benefit.
  std::vector<MeetingFacts> meetings = {};  ///< Meetings in the file's order.
  std::vector<EventFacts> events = {};      ///< Events.
  std::vector<ObservedFacts> observed = {}; ///< Official counts.
  std::string regime = "auto";              ///< `auto` or a regime's id.
  std::vector<ReadingChoice> readings = {}; ///< Readings chosen for this course.
  Date as_of = {};                          ///< Day of assessing; unset: the caller's.
  friend bool operator==(const CourseFacts&, const CourseFacts&) = default;
};

/// Fields of an event, as bits.
enum class EventField : std::uint16_t {
  none = 0,          ///< None.
  date = 1,          ///< `date`.
  from = 2,          ///< `from`.
  to = 4,            ///< `to`.
  month = 8,         ///< `month`.
  municipality = 16, ///< `municipality`.
  conversation = 32, ///< `conversation`.
  ordinal = 64,      ///< `ordinal`.
  party = 128,       ///< `party`.
  by = 256,          ///< `by`.
  choice = 512,      ///< `choice`.
  reason = 1024,     ///< `reason`.
  outcome = 2048,    ///< `outcome`.
  duty_days = 4096,  ///< `duty_days`.
};

/// Both sets of fields.
constexpr EventField operator|(EventField a, EventField b) {
  return static_cast<EventField>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
/// Whether a set of fields has a field.
constexpr bool has(EventField set, EventField field) {
  return (static_cast<unsigned>(set) & static_cast<unsigned>(field)) != 0;
}

/// All fields of events in the order of their bits, with their keys.
inline constexpr std::array<std::string_view, 13> event_field_keys{
    "date",  "from", "to",     "month",  "municipality", "conversation", "ordinal",
    "party", "by",   "choice", "reason", "outcome",      "duty_days"};

/// Which fields a type of event has.
struct EventFields {
  EventField required = EventField::date; ///< Must be there.
  EventField optional = EventField::none; ///< May be there.
};

/// Which fields a type of event must and may have.
constexpr EventFields event_fields(EventType type) {
  using enum EventField;
  switch (type) {
  case EventType::moved:
    return {date | municipality, none};
  case EventType::job:
    return {from, to};
  case EventType::exempt:
    return {from | to | reason, none};
  case EventType::choice:
    return {date | conversation | party | by | choice, ordinal};
  case EventType::request:
    return {date | conversation | by, ordinal};
  case EventType::joblog_empty:
    return {month | duty_days, none};
  case EventType::municipality_closed:
    return {from | to, none};
  case EventType::screening:
    return {date | outcome, none};
  case EventType::postponed:
    return {date | conversation | ordinal | to, none};
  default:
    return {date, none};
  }
}

} // namespace kontaktforloeb
