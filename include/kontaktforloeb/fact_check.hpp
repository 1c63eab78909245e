#pragma once
/// @file
/// What can be wrong with the facts of a course: every fault, in words.

#include <kontaktforloeb/error.hpp>
#include <kontaktforloeb/facts.hpp>
#include <kontaktforloeb/places.hpp>
#include <kontaktforloeb/regimes/regimes.hpp>
#include <kontaktforloeb/rows.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kontaktforloeb {

/// How strictly facts are checked.
struct CheckOptions {
  bool allow_digit_ids =
      false; ///< Admit ids of ten digits without a separator although they look like CPR numbers.
};
namespace detail {

/// The path of an item of a list, or of one of its fields: `benefit[2].hours`.
inline std::string item_key(std::string_view list, std::size_t i, std::string_view field = {}) {
  std::string key{list};
  key += '[';
  key += std::to_string(i);
  key += ']';
  if (!field.empty()) {
    key += '.';
    key += field;
  }
  return key;
}

/// The most entries that each list of a course may have.
struct MostEntries {
  static constexpr std::size_t benefit = 10'000; ///< Rows of benefit.
  static constexpr std::size_t other = 1'000;    ///< Changes of insurance, meetings, events, official counts.
};

/// Characters that would change how a terminal shows a report: C0, DEL, C1, and marks of writing direction.
inline bool has_controls(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto at = [&](std::size_t j) { return j < text.size() ? static_cast<unsigned char>(text[j]) : 0u; };
    const unsigned first = at(i), second = at(i + 1), third = at(i + 2);
    if (first < 0x20 || first == 0x7F || (first == 0xC2 && second < 0xA0)) return true;
    if (first == 0xE2 && second == 0x80 && third >= 0xAA && third <= 0xAE) return true;
    if (first == 0xE2 && second == 0x81 && third >= 0xA6 && third <= 0xA9) return true;
  }
  return false;
}

/// Whether a text is UTF-8.
inline bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xC2 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t j = 1; j < length; ++j)
      if ((static_cast<unsigned char>(text[i + j]) & 0xC0) != 0x80) return false;
    const auto second = length > 1 ? static_cast<unsigned char>(text[i + 1]) : 0;
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
        (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F))
      return false;
    i += length;
  }
  return true;
}

/// Collects faults of facts, in their order.
class FactCheck {
public:
  FactCheck(const CourseFacts& facts, const CheckOptions& options, const Law& law)
      : facts_(facts), options_(options), law_(law) {}

  std::vector<Fault> run() {
    text(facts_.id, "id");
    if (facts_.id.empty()) add(Fault::missing("id", "an opaque name of the course"));
    check_person();
    day(facts_.registered, "registered", "the day of registration, YYYY-MM-DD");
    optional_day(facts_.placed, "placed");
    check_benefit();
    check_meetings();
    check_events();
    check_observed();
    check_choices();
    optional_day(facts_.as_of, "as_of");
    return std::move(faults_);
  }

private:
  void add(Fault fault) { faults_.push_back(std::move(fault)); }
  bool day(Date value, std::string key, std::string_view what) {
    if (!value.is_set()) {
      add(Fault::missing(std::move(key), what));
      return false;
    }
    return optional_day(value, std::move(key));
  }
  bool optional_day(Date value, std::string key) {
    if (!value.is_set() || (value >= first_day && value <= last_day)) return true;
    add(Fault::outside_calendar(std::move(key), value));
    return false;
  }
  bool range(Date from, Date to, std::string key) {
    if (!from.is_set() || !to.is_set() || from <= to) return true;
    add(Fault::reversed(std::move(key), from, to));
    return false;
  }
  void text(const std::string& value, std::string key) {
    if (has_controls(value)) add(Fault::because(key, "has control characters; write plain text"));
    if (!is_utf8(value)) add(Fault::because(key, "is not UTF-8 text; write it in UTF-8"));
    if (find_cpr(value, options_.allow_digit_ids) != std::string::npos)
      add(Fault::because(std::move(key),
                         "looks like a CPR number; use an opaque name that says nothing of the person"));
  }

  void check_person() {
    const PersonFacts& person = facts_.person;
    if (too_many(person.insurance.size(), MostEntries::other, "person.insurance")) return;
    if (person.insurance.empty()) add(Fault::missing("person.insurance", "full_time or part_time"));
    for (std::size_t i = 0; i < person.insurance.size(); ++i) {
      const Date from = person.insurance[i].from;
      if (person.insurance.size() > 1 || from.is_set()) {
        if (!day(from, item_key("person.insurance", i, "from"), "the first day of the status, YYYY-MM-DD"))
          continue;
      }
      if (i != 0 && person.insurance[i - 1].from.is_set() && from <= person.insurance[i - 1].from)
        add(Fault::because(item_key("person.insurance", i, "from"),
                           from.iso() + " is not after " + person.insurance[i - 1].from.iso() +
                               "; statuses stand in the order of their first days"));
    }
    text(person.a_kasse, "person.a_kasse");
    if (!person.a_kasse.empty() && find_a_kasse(person.a_kasse).empty())
      add(unknown_a_kasse("person.a_kasse", person.a_kasse));
    if (!person.municipality.empty() && !find_municipality(person.municipality))
      add(unknown_municipality("person.municipality", person.municipality));
    if (person.birth_year && (*person.birth_year < 1900 || *person.birth_year > 2099))
      add(Fault::because("person.birth_year", "must be a year from 1900 to 2099"));
  }

  struct Spell {
    Date from, to;
    std::size_t index;
  };
  [[nodiscard]] static Spell spell(const BenefitFacts& row, std::size_t index) {
    return row.month != Month{} ? Spell{row.month.first(), row.month.last(), index}
                                : Spell{row.from, row.to, index};
  }
  [[nodiscard]] std::string describe(const Spell& row) const {
    return facts_.benefit[row.index].month != Month{} ? facts_.benefit[row.index].month.iso()
                                                      : row.from.iso() + ".." + row.to.iso();
  }

  /// Lists longer than any course's are refused unread, so that hostile files cost no more than their
  /// reading.
  bool too_many(std::size_t size, std::size_t most, std::string_view list) {
    if (size <= most) return false;
    add(Fault::because(std::string(list), "has " + std::to_string(size) + " entries; a course has at most " +
                                              std::to_string(most)));
    return true;
  }

  void check_benefit() {
    if (too_many(facts_.benefit.size(), MostEntries::benefit, "benefit")) return;
    std::vector<Spell> good;
    for (std::size_t i = 0; i < facts_.benefit.size(); ++i) {
      const BenefitFacts& row = facts_.benefit[i];
      bool fine = true;
      if (row.month != Month{}) {
        if (row.from.is_set() || row.to.is_set()) {
          add(Fault::because(item_key("benefit", i),
                             "has both a month and a spell; write 'month' or 'from' and 'to'"));
          fine = false;
        }
        if (row.month < Month{first_day} || row.month > Month{last_day}) {
          add(Fault::because(item_key("benefit", i, "month"),
                             row.month.iso() + " lies outside 1990-01 to 2099-12"));
          fine = false;
        }
      } else if (!row.from.is_set() && !row.to.is_set()) {
        add(Fault::missing(item_key("benefit", i),
                           "'month: YYYY-MM', or 'from' and 'to' of a spell inside one month"));
        fine = false;
      } else {
        const bool from = day(row.from, item_key("benefit", i, "from"), "the spell's first day, YYYY-MM-DD");
        const bool to = day(row.to, item_key("benefit", i, "to"), "the spell's last day, YYYY-MM-DD");
        fine = from && to && range(row.from, row.to, item_key("benefit", i, "to"));
        if (fine && Month{row.from} != Month{row.to}) {
          add(Fault::because(item_key("benefit", i, "to"),
                             "the spell " + row.from.iso() + ".." + row.to.iso() +
                                 " crosses a month's end; write one spell for each month"));
          fine = false;
        }
      }
      if (row.hours.hundredths < 0) {
        add(Fault::because(item_key("benefit", i, "hours"),
                           row.hours.text() + " is negative; hours are 0 or more"));
        fine = false;
      }
      if (fine) good.push_back(spell(row, i));
    }
    std::vector<std::uint64_t> order;
    sort_by_day(
        good, [](const Spell& spell) { return spell.from; }, order);
    check_overlap(good);
    check_norms(good);
  }

  void check_overlap(const std::vector<Spell>& rows) {
    for (std::size_t kind = 0; kind < words<BenefitKind>.size(); ++kind) {
      const Spell* last = nullptr;
      for (const Spell& row : rows) {
        if (facts_.benefit[row.index].kind != static_cast<BenefitKind>(kind)) continue;
        if (last != nullptr && row.from <= last->to) {
          const Spell& later = row.index > last->index ? row : *last;
          const Spell& earlier = row.index > last->index ? *last : row;
          add(Fault::because(item_key("benefit", later.index),
                             describe(later) + " overlaps " + item_key("benefit", earlier.index) + " (" +
                                 describe(earlier) + ") of the same kind, " +
                                 std::string(words<BenefitKind>[kind]) + "; days may be reported once"));
        }
        if (last == nullptr || row.to > last->to) last = &row;
      }
    }
  }

  void check_norms(const std::vector<Spell>& rows) {
    if (facts_.person.insurance.empty() || facts_.person.insurance.size() > MostEntries::other) return;
    CourseView view;
    view.insurance = facts_.person.insurance;
    for (std::size_t first = 0; first < rows.size();) {
      const Month month{rows[first].from};
      std::int64_t sum = 0;
      std::size_t last_index = 0, next = first;
      for (; next < rows.size() && Month{rows[next].from} == month; ++next) {
        sum += facts_.benefit[rows[next].index].hours.hundredths;
        last_index = std::max(last_index, rows[next].index);
      }
      first = next;
      const Insurance status = view.insurance_in(month);
      const Hours norm = month_norm(law_.time, month, status);
      if (sum > norm.hundredths)
        add(Fault::because(item_key("benefit", last_index, "hours"),
                           "brings " + month.iso() + " to " + Hours{static_cast<std::int32_t>(sum)}.text() +
                               " hours; a month has at most " + norm.text() + " for " +
                               (status == Insurance::full_time ? "full-time" : "part-time") + " insured"));
    }
  }

  void check_meetings() {
    if (too_many(facts_.meetings.size(), MostEntries::other, "meetings")) return;
    std::vector<std::pair<std::string_view, std::size_t>> ids;
    for (std::size_t i = 0; i < facts_.meetings.size(); ++i) {
      const MeetingFacts& meeting = facts_.meetings[i];
      text(meeting.id, item_key("meetings", i, "id"));
      if (!meeting.id.empty()) ids.emplace_back(meeting.id, i);
      day(meeting.date, item_key("meetings", i, "date"), "the meeting's day, YYYY-MM-DD");
      if (meeting.conversations.empty())
        add(Fault::missing(item_key("meetings", i, "conversations"), "at least one kind of conversation"));
      const bool other = meeting.holder == Holder::other_actor;
      if (other && !meeting.on_behalf_of)
        add(Fault::missing(item_key("meetings", i, "on_behalf_of"),
                           "another actor acts for the a_kasse or the jobcenter; say for which"));
      if (!other && meeting.on_behalf_of)
        add(Fault::because(item_key("meetings", i, "on_behalf_of"),
                           "is only for holder other_actor; leave it out"));
      optional_day(meeting.summoned, item_key("meetings", i, "summoned"));
      if (meeting.summoned.is_set() && meeting.date.is_set() && meeting.summoned > meeting.date)
        add(Fault::because(item_key("meetings", i, "summoned"),
                           meeting.summoned.iso() + " is after the meeting on " + meeting.date.iso()));
      std::array<bool, words<Party>.size()> absent{};
      for (std::size_t j = 0; j < meeting.absent.size(); ++j) {
        const auto party = static_cast<std::size_t>(meeting.absent[j].party);
        if (party < absent.size() && std::exchange(absent[party], true))
          add(Fault::because(item_key("meetings", i, item_key("absent", j)),
                             "names a party that stands there already"));
      }
      const bool group = std::find(meeting.conversations.begin(), meeting.conversations.end(),
                                   Conversation::gruppesamtale) != meeting.conversations.end();
      if (!group && meeting.track)
        add(Fault::because(item_key("meetings", i, "track"), "is only for a gruppesamtale; leave it out"));
      if (!group && !meeting.themes.empty())
        add(Fault::because(item_key("meetings", i, "themes"),
                           "are only for a gruppesamtale; leave them out"));
      for (std::size_t j = 0; j < meeting.themes.size(); ++j)
        text(meeting.themes[j], item_key("meetings", i, item_key("themes", j)));
    }
    std::sort(ids.begin(), ids.end());
    for (std::size_t i = 1; i < ids.size(); ++i)
      if (ids[i].first == ids[i - 1].first)
        add(Fault::because(item_key("meetings", ids[i].second, "id"),
                           "is also the id of " + item_key("meetings", ids[i - 1].second) +
                               "; ids are unique"));
  }

  void check_events() {
    if (too_many(facts_.events.size(), MostEntries::other, "events")) return;
    for (std::size_t i = 0; i < facts_.events.size(); ++i) {
      const EventFacts& event = facts_.events[i];
      const EventFields fields = event_fields(event.type);
      const auto present = [&](std::size_t bit) {
        switch (static_cast<EventField>(1u << bit)) {
        case EventField::date:
          return event.date.is_set();
        case EventField::from:
          return event.from.is_set();
        case EventField::to:
          return event.to.is_set();
        case EventField::month:
          return event.month != Month{};
        case EventField::municipality:
          return !event.municipality.empty();
        case EventField::conversation:
          return event.conversation.has_value();
        case EventField::ordinal:
          return event.ordinal.has_value();
        case EventField::party:
          return event.party.has_value();
        case EventField::by:
          return event.by.has_value();
        case EventField::choice:
          return event.choice.has_value();
        case EventField::reason:
          return event.reason.has_value();
        case EventField::outcome:
          return event.outcome.has_value();
        case EventField::duty_days:
          return event.duty_days.has_value();
        default:
          return false;
        }
      };
      const std::string what = "an event of type " + std::string(word(event.type));
      for (std::size_t bit = 0; bit < event_field_keys.size(); ++bit) {
        const auto field = static_cast<EventField>(1u << bit);
        if (has(fields.required, field) && !present(bit))
          add(Fault::missing(item_key("events", i, event_field_keys[bit]),
                             what + " has '" + std::string(event_field_keys[bit]) + "'"));
        if (!has(fields.required | fields.optional, field) && present(bit))
          add(Fault::because(item_key("events", i, event_field_keys[bit]),
                             what + " has no such key; leave it out"));
      }
      const bool day_known = optional_day(event.date, item_key("events", i, "date"));
      optional_day(event.from, item_key("events", i, "from"));
      optional_day(event.to, item_key("events", i, "to"));
      if (event.month != Month{} && (event.month < Month{first_day} || event.month > Month{last_day}))
        add(Fault::because(item_key("events", i, "month"),
                           event.month.iso() + " lies outside 1990-01 to 2099-12"));
      range(event.from, event.to, item_key("events", i, "to"));
      if (event.type == EventType::postponed) range(event.date, event.to, item_key("events", i, "to"));
      if (event.type == EventType::placed && day_known && event.date.is_set() && event.date.day() != 1)
        add(Fault::because(item_key("events", i, "date"),
                           event.date.iso() +
                               " is not the 1st of a month; a benefit period begins on the 1st"));
      if (!event.municipality.empty() && !find_municipality(event.municipality))
        add(unknown_municipality(item_key("events", i, "municipality"), event.municipality));
      if (event.ordinal && (*event.ordinal < 1 || *event.ordinal > 99))
        add(Fault::because(item_key("events", i, "ordinal"), "must be a number from 1 to 99"));
      if (event.duty_days && (*event.duty_days < 0 || *event.duty_days > 31))
        add(Fault::because(item_key("events", i, "duty_days"), "must be a number of days from 0 to 31"));
    }
  }

  void check_observed() {
    if (too_many(facts_.observed.size(), MostEntries::other, "observed")) return;
    for (std::size_t i = 0; i < facts_.observed.size(); ++i) {
      const ObservedFacts& count = facts_.observed[i];
      if (count.clock == Clock::calendar)
        add(Fault::because(
            item_key("observed", i, "clock"),
            "the calendar needs no official count; allowed: aggregate_unemployment, benefit_consumption"));
      day(count.date, item_key("observed", i, "date"), "the day of the count, YYYY-MM-DD");
      if (count.hours.hundredths < 0)
        add(Fault::because(item_key("observed", i, "hours"),
                           count.hours.text() + " is negative; hours are 0 or more"));
      for (std::size_t j = 0; j < i; ++j)
        if (facts_.observed[j].clock == count.clock && facts_.observed[j].date == count.date)
          add(Fault::because(item_key("observed", i),
                             "repeats the clock and day of " + item_key("observed", j)));
    }
  }

  void check_choices() {
    if (facts_.regime != "auto" && law_.find(facts_.regime) == nullptr) {
      std::vector<std::string_view> ids{"auto"};
      for (const Regime& regime : law_.regimes) ids.push_back(regime.id);
      add(Fault::unknown("regime", "regime", facts_.regime, ids));
    }
    for (std::size_t i = 0; i < facts_.readings.size(); ++i) {
      const ReadingChoice& choice = facts_.readings[i];
      const std::string key = "readings." + std::string(info(choice.reading).id);
      if (choice.value >= info(choice.reading).size())
        add(Fault::because(key, "has no value of that number"));
      for (std::size_t j = 0; j < i; ++j)
        if (facts_.readings[j].reading == choice.reading) add(Fault::because(key, "is chosen twice"));
    }
  }

  const CourseFacts& facts_;
  const CheckOptions& options_;
  const Law& law_;
  std::vector<Fault> faults_;
};

} // namespace detail

/// Every fault of some facts, in their order; empty when they make a course.
inline std::vector<Fault> find_faults(const CourseFacts& facts, const CheckOptions& options = {},
                                      const Law& law = current_law) {
  return detail::FactCheck(facts, options, law).run();
}

} // namespace kontaktforloeb
