#pragma once
/// @file
/// The facts of a course in the order and shape in which the engine reads them.

#include <kontaktforloeb/date.hpp>
#include <kontaktforloeb/facts.hpp>
#include <kontaktforloeb/hours.hpp>
#include <kontaktforloeb/rule.hpp>
#include <kontaktforloeb/terms.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace kontaktforloeb {

/// Benefit hours placed on the days of one month.
struct BenefitRow {
  Month month = {};                         ///< The month.
  DayMask days = 0;                         ///< Days that share the hours equally; never empty.
  Hours hours = {};                         ///< The hours.
  Hours run_before = {};                    ///< Hours of the same unbroken run used before this row.
  BenefitKind kind = BenefitKind::dagpenge; ///< What they were paid as.

  /// The first day that shares the hours.
  [[nodiscard]] constexpr Date first() const { return month.first() + std::countr_zero(days); }
  /// The last day that shares the hours.
  [[nodiscard]] constexpr Date last() const { return month.first() + (31 - std::countl_zero(days)); }
  friend bool operator==(const BenefitRow&, const BenefitRow&) = default;
};

/// A meeting as the engine reads it.
struct MeetingRow {
  Date date = {};                                ///< Its day.
  Date summoned = {};                            ///< Day of the summons, or unset.
  std::uint32_t index = 0;                       ///< Place in the file, from 0.
  std::uint8_t conversations = 0;                ///< Kinds of conversation, bits `1 << Conversation`.
  std::uint8_t conversation_count = 0;           ///< How many were named, repeated ones too (at most 255).
  Party holder = Party::a_kasse;                 ///< Who is responsible for it.
  MeetingStatus status = MeetingStatus::planned; ///< What became of it.
  Form form = Form::in_person;                   ///< How people met.
  std::array<std::uint8_t, 2> absent = {};       ///< By party: 0 present, else 1 + Absence.
  std::uint8_t track = 0;                        ///< Of a group conversation: 0 not known, else 1 + Track.
  std::array<std::uint8_t, 2> themes = {};       ///< How many of its themes stand in the list of each track.

  /// Whether a kind of conversation was held in it.
  [[nodiscard]] constexpr bool has(Conversation conversation) const {
    return (conversations >> static_cast<unsigned>(conversation) & 1u) != 0;
  }
  friend bool operator==(const MeetingRow&, const MeetingRow&) = default;
};

/// A stretch of exemption, what was lifted cut off.
struct ExemptRow {
  DateRange days = {};                                ///< Inclusive.
  ExemptReason reason = ExemptReason::less_intensive; ///< Why.
  friend bool operator==(const ExemptRow&, const ExemptRow&) = default;
};

/// A recorded event of one day, with the municipality for moves.
struct EventRow {
  EventType type = EventType::visited;                ///< What happened.
  Date date = {};                                     ///< Its day.
  std::uint16_t municipality = 0;                     ///< Where to, for moves.
  ScreeningOutcome outcome = ScreeningOutcome::group; ///< For screenings.
  friend bool operator==(const EventRow&, const EventRow&) = default;
};

/// A choice about taking part in a conversation.
struct ChoiceRow {
  Date date = {};                                           ///< When it was made.
  Conversation conversation = Conversation::faellessamtale; ///< Which conversation.
  std::int32_t ordinal = 1;                                 ///< Which of several.
  Party party = Party::a_kasse;                             ///< Whose taking part.
  Chooser by = Chooser::person;                             ///< Who chose.
  ChoiceValue choice = ChoiceValue::wants;                  ///< What.
  friend bool operator==(const ChoiceRow&, const ChoiceRow&) = default;
};

/// A request for a conversation.
struct RequestRow {
  Date date = {};                                           ///< When it was made.
  Conversation conversation = Conversation::faellessamtale; ///< Which conversation.
  std::int32_t ordinal = 1;                                 ///< Which of several.
  Chooser by = Chooser::person;                             ///< Who asked.
  friend bool operator==(const RequestRow&, const RequestRow&) = default;
};

/// A conversation that was postponed.
struct PostponedRow {
  Date date = {};                                       ///< When that was decided.
  Conversation conversation = Conversation::jobsamtale; ///< Which conversation.
  std::int32_t ordinal = 1;                             ///< Which of several.
  Date to = {};                                         ///< The day postponed to.
  friend bool operator==(const PostponedRow&, const PostponedRow&) = default;
};

/// A month without a logged job search.
struct JoblogRow {
  Month month = {};           ///< The month.
  std::int32_t duty_days = 0; ///< Days with a duty to search.
  friend bool operator==(const JoblogRow&, const JoblogRow&) = default;
};

/// Facts in the order and shape in which the engine reads them; a view that owns nothing.
///
/// All lists are sorted by date; `meetings` by date and then by their place in the file.
struct CourseView {
  Date registered = {};                           ///< First registration.
  std::uint16_t municipality = 0;                 ///< Code, or 0 when not known.
  std::string_view a_kasse = {};                  ///< Code, or empty when not known.
  std::span<const InsuranceFacts> insurance = {}; ///< Never empty.
  std::span<const Date> placings = {};            ///< First days of benefit periods; never empty.
  std::span<const Date> registrations = {};       ///< First days of registrations; the first is `registered`.
  std::span<const DateRange> jobs = {};           ///< Job spells; an unset end is open.
  std::span<const DateRange> deregistered = {};   ///< Days without registration; an unset end is open.
  std::span<const BenefitRow> benefit = {};       ///< Hours.
  std::span<const MeetingRow> meetings = {};      ///< Meetings.
  std::span<const EventRow> events = {};          ///< One-day events that stages and moves read.
  std::span<const ExemptRow> exempt = {};         ///< Exemptions.
  std::span<const DateRange> closed = {};         ///< Days on which the municipality was closed down.
  std::span<const ChoiceRow> choices = {};        ///< Choices.
  std::span<const RequestRow> requests = {};      ///< Requests.
  std::span<const JoblogRow> joblog = {};         ///< Months without a logged job search.
  std::span<const ObservedFacts> observed = {};   ///< Official counts.
  std::span<const PostponedRow> postponed = {};   ///< Conversations that were postponed.
  std::optional<std::int32_t> birth_year = {};    ///< Year of birth, if known.
  std::optional<bool> qualifying_education = {};  ///< Whether the person has a qualifying education.
  std::optional<bool> vocational_education_outdated = {}; ///< Whether a vocational education is outdated.

  /// Insurance status that governs a month.
  [[nodiscard]] constexpr Insurance insurance_in(Month month) const {
    Insurance status = insurance.front().status;
    if (insurance.size() > 1)
      for (const InsuranceFacts& change : insurance)
        if (change.from <= month.first()) status = change.status;
    return status;
  }
  /// Municipality on a day, 0 when not known.
  [[nodiscard]] constexpr std::uint16_t municipality_on(Date day) const {
    std::uint16_t code = municipality;
    for (const EventRow& event : events)
      if (event.type == EventType::moved && event.date <= day) code = event.municipality;
    return code;
  }
  /// Whether a day lies in one of the stretches.
  static constexpr bool any_contains(std::span<const DateRange> ranges, Date day) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [day](const DateRange& range) { return range.contains(day); });
  }
};

/// A limit for an insurance status.
constexpr std::int32_t of(const Limit& limit, Insurance status) {
  return status == Insurance::full_time ? limit.full_time : limit.part_time;
}

/// The most hours that a month may carry for an insurance status.
constexpr Hours month_norm(const TimeLaw& time, Month month, Insurance status) {
  Hours norm{};
  for (const MonthNorm& row : time.norms)
    if (row.from <= month.first()) norm = {of(row.hours, status)};
  return norm;
}

namespace detail {

/// Sorts rows by a day, rows of one day in the order in which they came; `order` is a buffer.
///
/// Days and places are sorted, and then the rows put in their places: the standard's sorts are dear to
/// compile for each kind of row, and its stable one allocates.
template <class Row, class Day>
void sort_by_day(std::vector<Row>& rows, const Day& day, std::vector<std::uint64_t>& order) {
  bool sorted = true;
  for (std::size_t i = 1; i < rows.size(); ++i) sorted = sorted && !(day(rows[i]) < day(rows[i - 1]));
  if (sorted) return;
  order.clear();
  for (std::size_t i = 0; i < rows.size(); ++i)
    order.push_back(std::uint64_t{static_cast<std::uint32_t>(day(rows[i]).number())} << 32 | i);
  std::sort(order.begin(), order.end());
  const auto source = [&](std::size_t place) {
    return std::size_t{static_cast<std::uint32_t>(order[place])};
  };
  for (std::size_t start = 0; start < rows.size(); ++start) {
    if (source(start) == start) continue;
    Row carried = std::move(rows[start]);
    std::size_t gap = start;
    while (source(gap) != start) {
      const std::size_t from = source(gap);
      rows[gap] = std::move(rows[from]);
      order[gap] = gap;
      gap = from;
    }
    rows[gap] = std::move(carried);
    order[gap] = gap;
  }
}

/// Days of a month that lie in any of the stretches.
constexpr DayMask days_within(Month month, std::span<const DateRange> ranges) {
  DayMask days = 0;
  for (const DateRange& range : ranges) days |= kontaktforloeb::days_within(month, range);
  return days;
}

/// Days of a month on which benefit can be spread: Mon-Fri, registered, outside jobs.
constexpr DayMask eligible_days(const CourseView& course, Month month) {
  return weekdays_of(month) & kontaktforloeb::days_within(month, {course.registered, {}}) &
         ~days_within(month, course.jobs) & ~days_within(month, course.deregistered);
}
/// The last day of a month as a mask.
constexpr DayMask last_day_of(Month month) { return DayMask{1} << (month.length() - 1); }

} // namespace detail

} // namespace kontaktforloeb
