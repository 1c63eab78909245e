#pragma once
/// @file
/// From facts to rows: the one place where the rows of a course are made, whatever its facts are kept in.

#include <kontaktforloeb/rows.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace kontaktforloeb::detail {

/// Days that share some hours of benefit: a whole month, or a spell inside one.
struct Spell {
  Date from = {};                           ///< First day.
  Date to = {};                             ///< Last day, inclusive.
  Month month = {};                         ///< The month that they lie in.
  bool whole = false;                       ///< Whether the hours are those of the month.
  Hours hours = {};                         ///< The hours.
  BenefitKind kind = BenefitKind::dagpenge; ///< What they were paid as.
};

/// What making rows needs for a while; kept by those who make many.
struct RowScratch {
  std::vector<Spell> spells;        ///< Benefit by first day.
  std::vector<Date> left, lifted;   ///< Days of deregistering and of lifted exemptions.
  std::vector<std::uint64_t> order; ///< For sorting.
};

/// Counts of a meeting's themes that stand in the list of each track of group conversations.
template <class Themes>
std::array<std::uint8_t, 2> count_themes(const Law& law, const Themes& themes) {
  std::array<std::uint8_t, 2> counts{};
  for (const Regime& regime : law.regimes) {
    if (!regime.groups) continue;
    for (const ThemeList& list : regime.groups->themes) {
      std::uint8_t& count = counts[static_cast<std::size_t>(list.track)];
      for (const std::string_view theme : themes)
        if (count < 255 && std::find(list.themes.begin(), list.themes.end(), theme) != list.themes.end())
          ++count;
    }
    break;
  }
  return counts;
}

/// The rows of a course. Filling them again keeps what was once allocated.
class CourseRows {
public:
  /// The rows as the engine reads them, without the a-kasse, whose text belongs to somebody else.
  [[nodiscard]] CourseView view() const {
    // From pointer and size: the conversion of each vector to a span is dear to compile.
    const auto all = [](const auto& rows) { return std::span{rows.data(), rows.size()}; };
    return {registered_,     municipality_,         {},
            all(insurance_), all(placings_),        all(registrations_),
            all(jobs_),      all(deregistered_),    all(benefit_),
            all(meetings_),  all(events_),          all(exempt_),
            all(closed_),    all(choices_),         all(requests_),
            all(joblog_),    all(observed_),        all(postponed_),
            birth_year_,     qualifying_education_, vocational_education_outdated_};
  }

  /// Makes the rows of the facts that `source` shows.
  ///
  /// Facts with faults give rows that mean nothing, as long as their days lie in the calendar, their months
  /// too, and their codes are known.
  template <class Source>
  void fill(Source& source, const Law& law, RowScratch& scratch) {
    clear();
    registered_ = source.registered();
    municipality_ = source.municipality();
    birth_year_ = source.birth_year();
    qualifying_education_ = source.qualifying_education();
    vocational_education_outdated_ = source.vocational_education_outdated();
    for (std::size_t i = 0; i < source.insurance_size(); ++i) insurance_.push_back(source.insurance(i));
    take_events(source, scratch);
    for (std::size_t i = 0; i < source.observed_size(); ++i) observed_.push_back(source.observed(i));
    sort_by_day(observed_, date_of, scratch.order);
    scratch.spells.clear();
    // In place, here and below: a row that is put together from small fields and then copied is read before
    // it is written, and the processor waits.
    for (std::size_t i = 0; i < source.benefit_size(); ++i) source.benefit(i, scratch.spells.emplace_back());
    sort_by_day(
        scratch.spells, [](const Spell& spell) { return spell.from; }, scratch.order);
    place_benefit(scratch.spells, law.time);
    find_placings(source.placed());
    for (std::size_t i = 0; i < source.meetings_size(); ++i) {
      MeetingRow& row = meetings_.emplace_back();
      row.index = static_cast<std::uint32_t>(i);
      source.meeting(i, row);
    }
    sort_by_day(meetings_, date_of, scratch.order);
  }

private:
  static constexpr auto date_of = [](const auto& row) { return row.date; };

  void clear() {
    insurance_.clear();
    placings_.clear();
    registrations_.clear();
    jobs_.clear();
    deregistered_.clear();
    closed_.clear();
    benefit_.clear();
    meetings_.clear();
    events_.clear();
    exempt_.clear();
    choices_.clear();
    requests_.clear();
    joblog_.clear();
    observed_.clear();
    postponed_.clear();
  }

  template <class Source>
  void take_events(Source& source, RowScratch& scratch) {
    registrations_.push_back(registered_);
    scratch.left.clear();
    scratch.lifted.clear();
    for (std::size_t i = 0; i < source.events_size(); ++i) {
      const auto event = source.event(i);
      switch (event.type()) {
      case EventType::registered_again:
        registrations_.push_back(event.date());
        break;
      case EventType::deregistered:
        scratch.left.push_back(event.date());
        break;
      case EventType::exemption_lifted:
        scratch.lifted.push_back(event.date());
        break;
      case EventType::job:
        jobs_.push_back({event.from(), event.to()});
        break;
      case EventType::exempt:
        exempt_.push_back({{event.from(), event.to()}, event.reason()});
        break;
      case EventType::municipality_closed:
        closed_.push_back({event.from(), event.to()});
        break;
      case EventType::joblog_empty:
        joblog_.push_back({event.month(), event.duty_days()});
        break;
      case EventType::choice:
        choices_.push_back(
            {event.date(), event.conversation(), event.ordinal(), event.party(), event.by(), event.choice()});
        break;
      case EventType::request:
        requests_.push_back({event.date(), event.conversation(), event.ordinal(), event.by()});
        break;
      case EventType::postponed:
        postponed_.push_back({event.date(), event.conversation(), event.ordinal(), event.to()});
        break;
      default:
        events_.push_back({event.type(), event.date(), event.municipality(), event.outcome()});
      }
    }
    sort_events(scratch);
  }

  void sort_events(RowScratch& scratch) {
    const auto itself = [](Date day) { return day; };
    const auto from = [](const DateRange& range) { return range.from; };
    sort_by_day(registrations_, itself, scratch.order);
    sort_by_day(scratch.left, itself, scratch.order);
    sort_by_day(scratch.lifted, itself, scratch.order);
    for (const Date day : scratch.left) {
      const auto again = std::lower_bound(registrations_.begin(), registrations_.end(), day);
      deregistered_.push_back({day, again == registrations_.end() ? Date{} : *again - 1});
      if (deregistered_.back().to.is_set() && deregistered_.back().to < day) deregistered_.pop_back();
    }
    if (!exempt_.empty()) {
      for (ExemptRow& exempt : exempt_)
        for (const Date day : scratch.lifted)
          if (exempt.days.contains(day)) exempt.days.to = day - 1;
      std::erase_if(exempt_, [](const ExemptRow& exempt) { return exempt.days.to < exempt.days.from; });
      sort_by_day(
          exempt_, [](const ExemptRow& exempt) { return exempt.days.from; }, scratch.order);
    }
    sort_by_day(jobs_, from, scratch.order);
    sort_by_day(closed_, from, scratch.order);
    sort_by_day(events_, date_of, scratch.order);
    sort_by_day(choices_, date_of, scratch.order);
    sort_by_day(requests_, date_of, scratch.order);
    sort_by_day(postponed_, date_of, scratch.order);
    sort_by_day(
        joblog_, [](const JoblogRow& empty) { return empty.month.first(); }, scratch.order);
  }

  void place_benefit(const std::vector<Spell>& spells, const TimeLaw& time) {
    Date run_end;
    Hours run;
    const CourseView course = view();
    for (const Spell& spell : spells) {
      BenefitRow& row = benefit_.emplace_back();
      row.month = spell.month;
      row.hours = spell.hours;
      row.kind = spell.kind;
      row.days = spell.whole ? eligible_days(course, row.month)
                             : weekdays_of(row.month) &
                                   kontaktforloeb::days_within(row.month, {spell.from, spell.to});
      if (row.days == 0) row.days = DayMask{1} << (spell.to - row.month.first());
      if (row.kind == time.limited_kind) {
        if (!run_end.is_set() || spell.from > run_end + 1) run = {};
        // What is used stays used when the limit changes; what lay beyond a lower limit was not.
        const Hours most{of(time.limited_hours, course.insurance_in(row.month))};
        row.run_before = run;
        run = std::max(run, std::min(run + row.hours, most));
        run_end = spell.to;
      }
    }
  }

  void find_placings(Date placed) {
    if (!placed.is_set()) {
      placed = Month{registered_}.first();
      for (const BenefitRow& row : benefit_) {
        if (row.hours.hundredths > 0 && row.last() >= registered_) {
          placed = row.month.first();
          break;
        }
      }
    }
    placings_.push_back(placed);
    for (const EventRow& event : events_)
      if (event.type == EventType::placed && event.date > placed) placings_.push_back(event.date);
  }

  Date registered_;
  std::uint16_t municipality_ = 0;
  std::optional<std::int32_t> birth_year_;
  std::optional<bool> qualifying_education_, vocational_education_outdated_;
  std::vector<InsuranceFacts> insurance_;
  std::vector<Date> placings_, registrations_;
  std::vector<DateRange> jobs_, deregistered_, closed_;
  std::vector<BenefitRow> benefit_;
  std::vector<MeetingRow> meetings_;
  std::vector<EventRow> events_;
  std::vector<ExemptRow> exempt_;
  std::vector<ChoiceRow> choices_;
  std::vector<RequestRow> requests_;
  std::vector<JoblogRow> joblog_;
  std::vector<ObservedFacts> observed_;
  std::vector<PostponedRow> postponed_;
};

} // namespace kontaktforloeb::detail
