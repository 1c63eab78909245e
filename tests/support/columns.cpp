#include "columns.hpp"

#include <kontaktforloeb/places.hpp>

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace kontaktforloeb::columns {
namespace {

template <class Enum>
std::uint8_t code(Enum value) {
  return static_cast<std::uint8_t>(value);
}
template <class Enum>
std::uint8_t code(const std::optional<Enum>& value) {
  return value ? static_cast<std::uint8_t>(*value) : no_code;
}
std::int32_t number(const std::optional<std::int32_t>& value) { return value.value_or(no_number); }

/// The code of a municipality; what is not known becomes a code that is not known either.
std::uint16_t place(const std::string& municipality) {
  if (municipality.empty()) return 0;
  return find_municipality(municipality).value_or(std::uint16_t{999});
}

template <class Value>
std::span<const Value> shown(const std::vector<Value>& column, const Value& absent, bool sparse) {
  const bool unused = std::all_of(column.begin(), column.end(), [&](const Value& v) { return v == absent; });
  return sparse && unused ? std::span<const Value>{} : std::span<const Value>{column};
}

} // namespace

Table::Table(std::span<const CourseFacts> courses, const Law& law) {
  for (const CourseFacts& facts : courses) add(facts, law);
}

void Table::add(const CourseFacts& facts, const Law& law) {
  id.push_back(texts_.emplace_back(facts.id));
  const PersonFacts& person = facts.person;
  for (const InsuranceFacts& change : person.insurance) {
    insurance_from.push_back(change.from);
    insurance_status.push_back(code(change.status));
  }
  insurance_offsets.push_back(static_cast<std::int64_t>(insurance_from.size()));
  a_kasse.push_back(place_of(person.a_kasse));
  municipality.push_back(place(person.municipality));
  birth_year.push_back(number(person.birth_year));
  qualifying_education.push_back(code(person.qualifying_education));
  vocational_education_outdated.push_back(code(person.vocational_education_outdated));
  registered.push_back(facts.registered);
  placed.push_back(facts.placed);
  regime.push_back(no_code);
  for (std::size_t i = 0; i < law.regimes.size(); ++i)
    if (law.regimes[i].id == facts.regime) regime.back() = static_cast<std::uint8_t>(i);
  for (const BenefitFacts& row : facts.benefit) add(row);
  benefit_offsets.push_back(static_cast<std::int64_t>(benefit_hours.size()));
  for (const MeetingFacts& meeting : facts.meetings) add(meeting);
  meeting_offsets.push_back(static_cast<std::int64_t>(meeting_date.size()));
  for (const EventFacts& event : facts.events) add(event);
  event_offsets.push_back(static_cast<std::int64_t>(type.size()));
  for (const ObservedFacts& count : facts.observed) {
    clock.push_back(code(count.clock));
    observed_date.push_back(count.date);
    observed_hours.push_back(count.hours.hundredths);
  }
  observed_offsets.push_back(static_cast<std::int64_t>(clock.size()));
}

void Table::add(const BenefitFacts& row) {
  benefit_month.push_back(row.month);
  benefit_from.push_back(row.from);
  benefit_to.push_back(row.to);
  benefit_hours.push_back(row.hours.hundredths);
  benefit_kind.push_back(code(row.kind));
}

void Table::add(const MeetingFacts& meeting) {
  meeting_date.push_back(meeting.date);
  unsigned kinds = 0;
  for (const Conversation kind : meeting.conversations) kinds |= 1u << static_cast<unsigned>(kind);
  conversations.push_back(static_cast<std::uint8_t>(kinds));
  conversation_count.push_back(
      static_cast<std::uint8_t>(std::min<std::size_t>(meeting.conversations.size(), 255)));
  holder.push_back(code(meeting.holder));
  on_behalf_of.push_back(code(meeting.on_behalf_of));
  status.push_back(code(meeting.status));
  form.push_back(code(meeting.form));
  summoned.push_back(meeting.summoned);
  unsigned parties = 0;
  for (const AbsentFacts& missing : meeting.absent) {
    const unsigned place = 4 * static_cast<unsigned>(missing.party);
    if ((parties >> place & 15u) != 0) throw std::invalid_argument("a party that stands there already");
    parties |= (1 + static_cast<unsigned>(missing.why)) << place;
  }
  absent.push_back(static_cast<std::uint8_t>(parties));
  track.push_back(code(meeting.track));
  for (const std::string& theme : meeting.themes) themes.push_back(texts_.emplace_back(theme));
  theme_offsets.push_back(static_cast<std::int64_t>(themes.size()));
}

void Table::add(const EventFacts& event) {
  type.push_back(code(event.type));
  event_date.push_back(event.date);
  event_from.push_back(event.from);
  event_to.push_back(event.to);
  event_month.push_back(event.month);
  event_municipality.push_back(place(event.municipality));
  conversation.push_back(code(event.conversation));
  ordinal.push_back(number(event.ordinal));
  party.push_back(code(event.party));
  by.push_back(code(event.by));
  choice.push_back(code(event.choice));
  reason.push_back(code(event.reason));
  outcome.push_back(code(event.outcome));
  duty_days.push_back(number(event.duty_days));
}

std::uint16_t Table::place_of(const std::string& name) {
  if (name.empty()) return 0;
  auto found = std::find(a_kasse_names.begin(), a_kasse_names.end(), name);
  if (found == a_kasse_names.end()) {
    a_kasse_names.push_back(texts_.emplace_back(name));
    found = a_kasse_names.end() - 1;
  }
  return static_cast<std::uint16_t>(1 + (found - a_kasse_names.begin()));
}

CohortColumns Table::view(bool sparse) const {
  const auto codes = [&](const std::vector<std::uint8_t>& column) { return shown(column, no_code, sparse); };
  const auto days = [&](const std::vector<Date>& column) { return shown(column, Date{}, sparse); };
  const auto months = [&](const std::vector<Month>& column) { return shown(column, Month{}, sparse); };
  const auto numbers = [&](const std::vector<std::int32_t>& column) {
    return shown(column, no_number, sparse);
  };
  const auto places = [&](const std::vector<std::uint16_t>& column) {
    return shown(column, std::uint16_t{0}, sparse);
  };
  const auto lists = [&](const std::vector<std::int64_t>& offsets) {
    return sparse && offsets.back() == 0 ? Offsets{} : Offsets{offsets};
  };
  CohortColumns all;
  all.rows = registered.size();
  all.id = id;
  all.insurance = {lists(insurance_offsets), days(insurance_from), codes(insurance_status)};
  all.a_kasse = places(a_kasse);
  all.a_kasse_names = a_kasse_names;
  all.municipality = places(municipality);
  all.birth_year = numbers(birth_year);
  all.qualifying_education = codes(qualifying_education);
  all.vocational_education_outdated = codes(vocational_education_outdated);
  all.registered = registered;
  all.placed = days(placed);
  all.regime = codes(regime);
  all.benefit = {lists(benefit_offsets), months(benefit_month), days(benefit_from),
                 days(benefit_to),       benefit_hours,         codes(benefit_kind)};
  all.meetings = {.offsets = lists(meeting_offsets),
                  .date = meeting_date,
                  .conversations = conversations,
                  .conversation_count = conversation_count,
                  .holder = holder,
                  .on_behalf_of = codes(on_behalf_of),
                  .status = codes(status),
                  .form = codes(form),
                  .summoned = days(summoned),
                  .absent = shown(absent, std::uint8_t{0}, sparse),
                  .track = codes(track),
                  .theme_offsets = lists(theme_offsets),
                  .themes = themes};
  all.events = {.offsets = lists(event_offsets),
                .type = type,
                .date = days(event_date),
                .from = days(event_from),
                .to = days(event_to),
                .month = months(event_month),
                .municipality = places(event_municipality),
                .conversation = codes(conversation),
                .ordinal = numbers(ordinal),
                .party = codes(party),
                .by = codes(by),
                .choice = codes(choice),
                .reason = codes(reason),
                .outcome = codes(outcome),
                .duty_days = numbers(duty_days)};
  all.observed = {lists(observed_offsets), clock, observed_date, observed_hours};
  return all;
}

} // namespace kontaktforloeb::columns
