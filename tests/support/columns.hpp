#pragma once
// Facts as columns: what a table of courses would hold.

#include <kontaktforloeb/cohort_columns.hpp>
#include <kontaktforloeb/facts.hpp>
#include <kontaktforloeb/regimes/regimes.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <vector>

namespace kontaktforloeb::columns {

/// Columns that own their values. They can be changed by hand, to something that no facts can be.
class Table {
public:
  /// A table of these courses, one a row. Ids, readings and days of assessing that only single courses have
  /// are left out; so are ids of meetings.
  explicit Table(std::span<const CourseFacts> courses, const Law& law = current_law);
  // The texts are shown by views.
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  /// All rows, or only the columns that somebody uses: `sparse` leaves out each column without a value.
  [[nodiscard]] CohortColumns view(bool sparse = false) const;

  std::vector<std::string_view> id, a_kasse_names, themes;
  std::vector<std::uint16_t> a_kasse, municipality, event_municipality;
  std::vector<std::int32_t> birth_year, benefit_hours, ordinal, duty_days, observed_hours;
  std::vector<std::uint8_t> qualifying_education, vocational_education_outdated, regime;
  std::vector<Date> registered, placed;
  std::vector<std::int64_t> insurance_offsets{0}, benefit_offsets{0}, meeting_offsets{0}, theme_offsets{0},
      event_offsets{0}, observed_offsets{0};
  std::vector<Date> insurance_from, benefit_from, benefit_to, meeting_date, summoned, event_date, event_from,
      event_to, observed_date;
  std::vector<Month> benefit_month, event_month;
  std::vector<std::uint8_t> insurance_status, benefit_kind, conversations, conversation_count, holder,
      on_behalf_of, status, form, absent, track, type, conversation, party, by, choice, reason, outcome,
      clock;

private:
  void add(const CourseFacts& facts, const Law& law);
  void add(const BenefitFacts& row);
  void add(const MeetingFacts& meeting);
  void add(const EventFacts& event);
  std::uint16_t place_of(const std::string& a_kasse);

  std::deque<std::string> texts_; ///< A deque, so that texts stay where they are.
};

} // namespace kontaktforloeb::columns
