#pragma once
/// @file
/// Many courses as columns: what a cohort is made of and what judging it gives, as plain views and plain
/// columns.

#include <kontaktforloeb/date.hpp>
#include <kontaktforloeb/error.hpp>
#include <kontaktforloeb/finding.hpp>
#include <kontaktforloeb/rule.hpp>
#include <kontaktforloeb/terms.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace kontaktforloeb {

/// A code that says that nothing is there.
inline constexpr std::uint8_t no_code = 255;
/// A number that says that nothing is there.
inline constexpr std::int32_t no_number = std::numeric_limits<std::int32_t>::min();

/// Lists of a column of lists: row i has the values from `offsets[i]` up to, not including, `offsets[i + 1]`.
/// Empty: every list is.
using Offsets = std::span<const std::int64_t>;

/// Statuses of insurance by row; a row without a list has no known status.
struct InsuranceColumns {
  Offsets offsets = {};                      ///< Lists by row.
  std::span<const Date> from = {};           ///< First day; unset for a status that never changes.
  std::span<const std::uint8_t> status = {}; ///< Codes of `Insurance`.
};

/// Benefit hours by row.
struct BenefitColumns {
  Offsets offsets = {};                     ///< Lists by row.
  std::span<const Month> month = {};        ///< The month; `Month{}` for a spell.
  std::span<const Date> from = {};          ///< First day of a spell, or unset.
  std::span<const Date> to = {};            ///< Last day of a spell, inclusive, or unset.
  std::span<const std::int32_t> hours = {}; ///< Hundredths of hours; `no_number` if absent.
  std::span<const std::uint8_t> kind = {};  ///< Codes of `BenefitKind`; `no_code`: dagpenge.
};

/// Meetings by row.
struct MeetingColumns {
  Offsets offsets = {};                                  ///< Lists by row.
  std::span<const Date> date = {};                       ///< Day.
  std::span<const std::uint8_t> conversations = {};      ///< Kinds, bits `1 << Conversation`; 0: none named.
  std::span<const std::uint8_t> conversation_count = {}; ///< How many were named, repeated ones too.
  std::span<const std::uint8_t> holder = {};             ///< Codes of `Holder`; `no_code`: absent.
  std::span<const std::uint8_t> on_behalf_of = {};       ///< Codes of `Party`, or `no_code`.
  std::span<const std::uint8_t> status = {};             ///< Codes of `MeetingStatus`; `no_code`: planned.
  std::span<const std::uint8_t> form = {};               ///< Codes of `Form`; `no_code`: in person.
  std::span<const Date> summoned = {};                   ///< Day of the summons, or unset.
  std::span<const std::uint8_t> absent =
      {}; ///< a_kasse in the low four bits, jobcenter in the high: 0, or 1 + Absence.
  std::span<const std::uint8_t> track = {};      ///< Codes of `Track`, or `no_code`.
  Offsets theme_offsets = {};                    ///< Themes by meeting.
  std::span<const std::string_view> themes = {}; ///< Their words.
};

/// Events by row; the columns are the fields of `EventFacts`.
struct EventColumns {
  Offsets offsets = {};                             ///< Lists by row.
  std::span<const std::uint8_t> type = {};          ///< Codes of `EventType`; `no_code`: absent, a fault.
  std::span<const Date> date = {};                  ///< Day, or unset.
  std::span<const Date> from = {};                  ///< First day of a stretch, or unset.
  std::span<const Date> to = {};                    ///< Last day of a stretch, or unset.
  std::span<const Month> month = {};                ///< Month, or `Month{}`.
  std::span<const std::uint16_t> municipality = {}; ///< Code, or 0.
  std::span<const std::uint8_t> conversation = {};  ///< Codes of `Conversation`, or `no_code`.
  std::span<const std::int32_t> ordinal = {};       ///< Number, or `no_number`.
  std::span<const std::uint8_t> party = {};         ///< Codes of `Party`, or `no_code`.
  std::span<const std::uint8_t> by = {};            ///< Codes of `Chooser`, or `no_code`.
  std::span<const std::uint8_t> choice = {};        ///< Codes of `ChoiceValue`, or `no_code`.
  std::span<const std::uint8_t> reason = {};        ///< Codes of `ExemptReason`, or `no_code`.
  std::span<const std::uint8_t> outcome = {};       ///< Codes of `ScreeningOutcome`, or `no_code`.
  std::span<const std::int32_t> duty_days = {};     ///< Days, or `no_number`.
};

/// Official counts by row.
struct ObservedColumns {
  Offsets offsets = {};                     ///< Lists by row.
  std::span<const std::uint8_t> clock = {}; ///< Codes of `Clock`; `no_code`: absent, a fault.
  std::span<const Date> date = {};          ///< Day.
  std::span<const std::int32_t> hours = {}; ///< Hundredths of hours; `no_number` if absent.
};

/// Many courses, one a row. Every span is as long as its table, or empty: absent in every row. An id that is
/// empty is the row's number.
///
/// A view that owns nothing. Texts are codes already: what turned text into codes tells what it could not.
struct CohortColumns {
  std::size_t rows = 0;                                 ///< How many courses.
  std::span<const std::string_view> id = {};            ///< Opaque names; absent: the row's number.
  InsuranceColumns insurance = {};                      ///< Insurance.
  std::span<const std::uint16_t> a_kasse = {};          ///< 0: not known, else 1 + place in `a_kasse_names`.
  std::span<const std::string_view> a_kasse_names = {}; ///< Codes of a-kasser, or `other:NAME`.
  std::span<const std::uint16_t> municipality = {};     ///< Code, or 0.
  std::span<const std::int32_t> birth_year = {};        ///< Year, or `no_number`.
  std::span<const std::uint8_t> qualifying_education = {};          ///< 0, 1 or `no_code`.
  std::span<const std::uint8_t> vocational_education_outdated = {}; ///< 0, 1 or `no_code`.
  std::span<const Date> registered = {};                            ///< Day of registration.
  std::span<const Date> placed = {};                                ///< Day of the placing, or unset.
  std::span<const std::uint8_t> regime = {}; ///< Place in `Law::regimes`; `no_code`: auto.
  BenefitColumns benefit = {};               ///< Hours.
  MeetingColumns meetings = {};              ///< Meetings.
  EventColumns events = {};                  ///< Events.
  ObservedColumns observed = {};             ///< Official counts.
};

/// A fault of one row.
struct RowFault {
  std::int64_t row = 0; ///< The row, from 0.
  Fault fault = {};     ///< What is wrong; its key as in a course file.
};

/// Findings of many courses in long form, one a row, in the order of the courses.
struct FindingColumns {
  std::vector<std::int64_t> row;           ///< The course's row.
  std::vector<std::uint16_t> rule;         ///< Place in `rule_ids`.
  std::vector<std::uint8_t> status;        ///< Codes of `Status`.
  std::vector<Date> due;                   ///< Last day in time, or unset.
  std::vector<std::uint8_t> due_projected; ///< 0 or 1.
  std::vector<std::int32_t> counted;       ///< Conversations in time; `no_number` where the rule counts none.
  std::vector<Date> completed_on;          ///< Day of the last conversation needed, or unset.
};

/// The judgement of many courses, one a row. Rows with faults have no codes and no days.
struct CohortResult {
  std::vector<std::uint8_t> regime;   ///< Place in `Law::regimes`; `no_code`: no known law, or faults.
  std::vector<std::uint8_t> national; ///< The national regime below a variant or after a trial, or `no_code`.
  std::vector<std::uint8_t> stage;    ///< Codes of `Stage`, or `no_code`.
  std::vector<std::uint8_t> ended_reason;       ///< Codes of `EndReason`, or `no_code`.
  std::vector<std::uint8_t> responsible;        ///< Codes of `Party`, or `no_code`.
  std::vector<Date> last_day;                   ///< Last day in the a-kasse, or unset.
  std::vector<std::uint8_t> last_day_projected; ///< 0 or 1; `no_code` without a hand-over.
  std::vector<std::uint8_t> verdict;            ///< Codes of `Verdict`, or `no_code`.
  std::vector<std::int32_t> errors;             ///< Findings that are errors.
  std::vector<std::int32_t> warnings;           ///< Findings that are warnings.
  std::vector<std::int32_t> notes;              ///< Findings that are notes.
  std::vector<std::uint64_t> reasons; ///< Bit i: the i-th of `reason_rules` has an error; 0 unless asked for.
  FindingColumns findings;            ///< Filled if asked for.
  std::vector<RowFault> faults;       ///< By row.
};

} // namespace kontaktforloeb
