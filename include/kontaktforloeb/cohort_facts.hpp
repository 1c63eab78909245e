#pragma once
/// @file
/// One row of a cohort as the facts of a course, and what is wrong with it.

#include <kontaktforloeb/cohort_columns.hpp>
#include <kontaktforloeb/course.hpp>
#include <kontaktforloeb/error.hpp>
#include <kontaktforloeb/facts.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kontaktforloeb {

namespace detail {

/// The value of a column in a row, or `absent` where there is no such column.
template <class Value>
constexpr Value value_at(std::span<const Value> column, std::size_t i, Value absent = {}) {
  return column.empty() ? absent : column[i];
}

/// A row's part of a table of lists: from `first` up to, not including, `last`.
struct ListPart {
  std::size_t first = 0, last = 0;
  constexpr ListPart(Offsets offsets, std::size_t row) {
    if (offsets.empty()) return;
    first = static_cast<std::size_t>(offsets[row]);
    last = static_cast<std::size_t>(offsets[row + 1]);
  }
  [[nodiscard]] constexpr std::size_t size() const { return last - first; }
};

/// What a code stands for; nothing for no code and for one that stands for nothing.
template <class Enum>
constexpr std::optional<Enum> decode(std::span<const std::uint8_t> column, std::size_t i) {
  const std::uint8_t code = value_at(column, i, no_code);
  return code < words<Enum>.size() ? std::optional{static_cast<Enum>(code)} : std::nullopt;
}

/// A truth value.
constexpr std::optional<bool> decode_bool(std::span<const std::uint8_t> column, std::size_t i) {
  const std::uint8_t code = value_at(column, i, no_code);
  return code < 2 ? std::optional{code == 1} : std::nullopt;
}

/// A number that may be absent.
constexpr std::optional<std::int32_t> decode_number(std::span<const std::int32_t> column, std::size_t i) {
  const std::int32_t number = value_at(column, i, no_number);
  return number != no_number ? std::optional{number} : std::nullopt;
}

/// The facts of one row.
class FactsOfRow {
public:
  FactsOfRow(const CohortColumns& columns, std::size_t row, const Law& law)
      : columns_(columns), row_(row), law_(law) {}

  [[nodiscard]] CourseFacts get() const {
    CourseFacts facts;
    facts.id = value_at(columns_.id, row_);
    if (facts.id.empty()) facts.id = std::to_string(row_);
    facts.person = person();
    facts.registered = value_at(columns_.registered, row_);
    facts.placed = value_at(columns_.placed, row_);
    each(columns_.benefit.offsets, [&](std::size_t i) { facts.benefit.push_back(benefit(i)); });
    each(columns_.meetings.offsets, [&](std::size_t i) { facts.meetings.push_back(meeting(i)); });
    each(columns_.events.offsets, [&](std::size_t i) { facts.events.push_back(event(i)); });
    each(columns_.observed.offsets, [&](std::size_t i) { facts.observed.push_back(observed(i)); });
    const std::uint8_t regime = value_at(columns_.regime, row_, no_code);
    if (regime < law_.regimes.size()) facts.regime = law_.regimes[regime].id;
    return facts;
  }

private:
  template <class Take>
  void each(Offsets offsets, const Take& take) const {
    const ListPart part{offsets, row_};
    for (std::size_t i = part.first; i < part.last; ++i) take(i);
  }

  [[nodiscard]] static std::string municipality(std::uint16_t code) {
    return code == 0 ? std::string{} : std::to_string(code);
  }

  [[nodiscard]] PersonFacts person() const {
    PersonFacts person;
    const InsuranceColumns& insurance = columns_.insurance;
    each(insurance.offsets, [&](std::size_t i) {
      person.insurance.push_back({value_at(insurance.from, i),
                                  decode<Insurance>(insurance.status, i).value_or(Insurance::full_time)});
    });
    const std::size_t a_kasse = value_at(columns_.a_kasse, row_);
    if (a_kasse != 0 && a_kasse <= columns_.a_kasse_names.size())
      person.a_kasse = columns_.a_kasse_names[a_kasse - 1];
    person.municipality = municipality(value_at(columns_.municipality, row_));
    person.birth_year = decode_number(columns_.birth_year, row_);
    person.qualifying_education = decode_bool(columns_.qualifying_education, row_);
    person.vocational_education_outdated = decode_bool(columns_.vocational_education_outdated, row_);
    return person;
  }

  [[nodiscard]] BenefitFacts benefit(std::size_t i) const {
    const BenefitColumns& from = columns_.benefit;
    return {value_at(from.month, i),
            value_at(from.from, i),
            value_at(from.to, i),
            {decode_number(from.hours, i).value_or(0)},
            decode<BenefitKind>(from.kind, i).value_or(BenefitKind::dagpenge)};
  }

  [[nodiscard]] MeetingFacts meeting(std::size_t i) const {
    const MeetingColumns& from = columns_.meetings;
    MeetingFacts meeting;
    meeting.date = value_at(from.date, i);
    const std::uint8_t kinds = value_at(from.conversations, i);
    for (std::size_t kind = 0; kind < words<Conversation>.size(); ++kind)
      if ((kinds >> kind & 1u) != 0) meeting.conversations.push_back(static_cast<Conversation>(kind));
    // Which of them was named twice is not recorded, and nothing depends on it.
    if (!meeting.conversations.empty())
      meeting.conversations.resize(
          std::max<std::size_t>(meeting.conversations.size(), value_at(from.conversation_count, i)),
          meeting.conversations.front());
    meeting.holder = decode<Holder>(from.holder, i).value_or(Holder::a_kasse);
    meeting.on_behalf_of = decode<Party>(from.on_behalf_of, i);
    meeting.status = decode<MeetingStatus>(from.status, i).value_or(MeetingStatus::planned);
    meeting.form = decode<Form>(from.form, i).value_or(Form::in_person);
    meeting.summoned = value_at(from.summoned, i);
    const unsigned absent = value_at(from.absent, i);
    for (const Party party : {Party::a_kasse, Party::jobcenter}) {
      const unsigned why = absent >> (4 * static_cast<unsigned>(party)) & 15u;
      if (why != 0 && why <= words<Absence>.size())
        meeting.absent.push_back({party, static_cast<Absence>(why - 1)});
    }
    meeting.track = decode<Track>(from.track, i);
    const ListPart themes{from.theme_offsets, i};
    for (std::size_t j = themes.first; j < themes.last; ++j) meeting.themes.emplace_back(from.themes[j]);
    return meeting;
  }

  [[nodiscard]] EventFacts event(std::size_t i) const {
    const EventColumns& from = columns_.events;
    EventFacts event;
    event.type = decode<EventType>(from.type, i).value_or(EventType::visited);
    event.date = value_at(from.date, i);
    event.from = value_at(from.from, i);
    event.to = value_at(from.to, i);
    event.month = value_at(from.month, i);
    event.municipality = municipality(value_at(from.municipality, i));
    event.conversation = decode<Conversation>(from.conversation, i);
    event.ordinal = decode_number(from.ordinal, i);
    event.party = decode<Party>(from.party, i);
    event.by = decode<Chooser>(from.by, i);
    event.choice = decode<ChoiceValue>(from.choice, i);
    event.reason = decode<ExemptReason>(from.reason, i);
    event.outcome = decode<ScreeningOutcome>(from.outcome, i);
    event.duty_days = decode_number(from.duty_days, i);
    return event;
  }

  [[nodiscard]] ObservedFacts observed(std::size_t i) const {
    const ObservedColumns& from = columns_.observed;
    return {decode<Clock>(from.clock, i).value_or(Clock::benefit_consumption),
            value_at(from.date, i),
            {decode_number(from.hours, i).value_or(0)}};
  }

  const CohortColumns& columns_;
  std::size_t row_;
  const Law& law_;
};

/// Finds what columns can get wrong and facts cannot: codes that stand for nothing, values that must be
/// there.
class CodeCheck {
public:
  CodeCheck(const CohortColumns& columns, std::size_t row, const Law& law)
      : columns_(columns), row_(row), law_(law) {}

  std::vector<Fault> run() {
    check_person();
    const std::uint8_t regime = value_at(columns_.regime, row_, no_code);
    if (regime != no_code && regime >= law_.regimes.size())
      stands_for_nothing("regime", regime, law_.regimes.size());
    check_benefit();
    check_meetings();
    check_events();
    check_observed();
    return std::move(faults_);
  }

private:
  void stands_for_nothing(std::string key, unsigned code, std::size_t count) {
    faults_.push_back(Fault::because(std::move(key), "has code " + std::to_string(code) +
                                                         ", which stands for nothing; codes are 0 to " +
                                                         std::to_string(count - 1)));
  }

  template <class Enum>
  void code(std::span<const std::uint8_t> column, std::size_t i, std::string_view list, std::size_t item,
            std::string_view field, bool required = false) {
    const std::uint8_t code = value_at(column, i, no_code);
    if (code < words<Enum>.size() || (code == no_code && !required)) return;
    if (code != no_code) return stands_for_nothing(item_key(list, item, field), code, words<Enum>.size());
    std::string allowed;
    for (const std::string_view word : words<Enum>) {
      if (!allowed.empty()) allowed += ", ";
      allowed += word;
    }
    faults_.push_back(Fault::missing(item_key(list, item, field), "one of " + allowed));
  }

  void hours(std::span<const std::int32_t> column, std::size_t i, std::string_view list, std::size_t item) {
    if (value_at(column, i, no_number) == no_number)
      faults_.push_back(Fault::missing(item_key(list, item, "hours"), "a number with at most two decimals"));
  }

  template <class Check>
  void each(Offsets offsets, const Check& check) const {
    const ListPart part{offsets, row_};
    // Longer lists are refused unread.
    if (part.size() > MostEntries::benefit) return;
    for (std::size_t i = part.first; i < part.last; ++i) check(i, i - part.first);
  }

  void check_person() {
    each(columns_.insurance.offsets, [&](std::size_t i, std::size_t item) {
      code<Insurance>(columns_.insurance.status, i, "person.insurance", item, "status", true);
    });
    const std::uint16_t a_kasse = value_at(columns_.a_kasse, row_);
    if (a_kasse > columns_.a_kasse_names.size())
      stands_for_nothing("person.a_kasse", a_kasse, columns_.a_kasse_names.size() + 1);
    const auto truth = [&](std::span<const std::uint8_t> column, std::string_view key) {
      const std::uint8_t value = value_at(column, row_, no_code);
      if (value != no_code && value > 1) stands_for_nothing("person." + std::string(key), value, 2);
    };
    truth(columns_.qualifying_education, "qualifying_education");
    truth(columns_.vocational_education_outdated, "vocational_education_outdated");
  }

  void check_benefit() {
    each(columns_.benefit.offsets, [&](std::size_t i, std::size_t item) {
      hours(columns_.benefit.hours, i, "benefit", item);
      code<BenefitKind>(columns_.benefit.kind, i, "benefit", item, "kind");
    });
  }

  void check_meetings() {
    const MeetingColumns& from = columns_.meetings;
    each(from.offsets, [&](std::size_t i, std::size_t item) {
      const unsigned kinds = value_at(from.conversations, i);
      if (kinds >> words<Conversation>.size() != 0)
        stands_for_nothing(item_key("meetings", item, "conversations"), kinds,
                           std::size_t{1} << words<Conversation>.size());
      code<Holder>(from.holder, i, "meetings", item, "holder", true);
      code<Party>(from.on_behalf_of, i, "meetings", item, "on_behalf_of");
      code<MeetingStatus>(from.status, i, "meetings", item, "status");
      code<Form>(from.form, i, "meetings", item, "form");
      const unsigned absent = value_at(from.absent, i);
      for (const unsigned why : {absent & 15u, absent >> 4})
        if (why > words<Absence>.size())
          stands_for_nothing(item_key("meetings", item, "absent"), why, words<Absence>.size() + 1);
      code<Track>(from.track, i, "meetings", item, "track");
    });
  }

  void check_events() {
    const EventColumns& from = columns_.events;
    each(from.offsets, [&](std::size_t i, std::size_t item) {
      code<EventType>(from.type, i, "events", item, "type", true);
      code<Conversation>(from.conversation, i, "events", item, "conversation");
      code<Party>(from.party, i, "events", item, "party");
      code<Chooser>(from.by, i, "events", item, "by");
      code<ChoiceValue>(from.choice, i, "events", item, "choice");
      code<ExemptReason>(from.reason, i, "events", item, "reason");
      code<ScreeningOutcome>(from.outcome, i, "events", item, "outcome");
    });
  }

  void check_observed() {
    each(columns_.observed.offsets, [&](std::size_t i, std::size_t item) {
      code<Clock>(columns_.observed.clock, i, "observed", item, "clock", true);
      hours(columns_.observed.hours, i, "observed", item);
    });
  }

  const CohortColumns& columns_;
  std::size_t row_;
  const Law& law_;
  std::vector<Fault> faults_;
};

} // namespace detail

/// The facts of one row, as somebody would have written them in a course file.
///
/// A code that stands for nothing is left out; `find_faults` tells of it.
inline CourseFacts course_facts(const CohortColumns& columns, std::size_t row, const Law& law = current_law) {
  return detail::FactsOfRow{columns, row, law}.get();
}

/// Every fault of one row; empty when it is a course. Where codes of an item stand for nothing, nothing else
/// is said of that item.
inline std::vector<Fault> find_faults(const CohortColumns& columns, std::size_t row,
                                      const Law& law = current_law) {
  std::vector<Fault> faults = detail::CodeCheck{columns, row, law}.run();
  const std::size_t own = faults.size();
  const auto item = [](std::string_view key) { return key.substr(0, key.find(']')); };
  for (Fault& fault : find_faults(course_facts(columns, row, law), CheckOptions{}, law)) {
    const bool told = std::any_of(faults.begin(), faults.begin() + static_cast<std::ptrdiff_t>(own),
                                  [&](const Fault& earlier) { return item(earlier.key) == item(fault.key); });
    if (!told) faults.push_back(std::move(fault));
  }
  return faults;
}

} // namespace kontaktforloeb
