#pragma once
/// @file
/// One row of a cohort as a source of rows, checked in passing.

#include <kontaktforloeb/cohort_columns.hpp>
#include <kontaktforloeb/cohort_facts.hpp>
#include <kontaktforloeb/course_rows.hpp>
#include <kontaktforloeb/fact_check.hpp>
#include <kontaktforloeb/places.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace kontaktforloeb::detail {

/// Whether `FactCheck` has no fault with a text.
constexpr bool is_fine_text(std::string_view text) {
  // Printable and without ten digits it can have none.
  unsigned digits = 0;
  bool printable = true;
  for (const char c : text) {
    digits += c >= '0' && c <= '9' ? 1u : 0u;
    printable &= c >= ' ' && c <= '~';
  }
  if (printable && digits < 10) return true;
  return !has_controls(text) && is_utf8(text) && find_cpr(text) == std::string_view::npos;
}

/// The a-kasser of a cohort, looked up once.
class AKassePlaces {
public:
  explicit AKassePlaces(std::span<const std::string_view> names) {
    for (const std::string_view name : names) {
      const std::string_view code = find_a_kasse(name);
      places_.push_back({code, name.empty() || (!code.empty() && is_fine_text(name))});
    }
  }
  /// The code of the a-kasse with this number; nothing when it has a fault.
  [[nodiscard]] std::optional<std::string_view> find(std::uint16_t number) const {
    if (number == 0) return std::string_view{};
    if (number > places_.size() || !places_[number - 1].fine) return std::nullopt;
    return places_[number - 1].code;
  }

private:
  struct Place {
    std::string_view code;
    bool fine;
  };
  std::vector<Place> places_;
};

/// Shows one row to `CourseRows::fill` and looks whether it is plainly fine.
///
/// For a value that is not it shows a harmless one and remembers; what is wrong is for others to say. Never
/// calls fine what `find_faults` has a fault with.
class PlainRow {
public:
  PlainRow(const CohortColumns& columns, const AKassePlaces& a_kasser, const Law& law, std::size_t row)
      : columns_(columns), law_(law), row_(row), insurance_{columns.insurance.offsets, row},
        benefit_{columns.benefit.offsets, row}, meetings_{columns.meetings.offsets, row},
        events_{columns.events.offsets, row}, observed_{columns.observed.offsets, row} {
    const std::optional<std::string_view> a_kasse = a_kasser.find(value_at(columns.a_kasse, row));
    a_kasse_ = a_kasse.value_or(std::string_view{});
    must(a_kasse.has_value());
    must(insurance_.size() != 0 && insurance_.size() <= MostEntries::other);
    must(benefit_.size() <= MostEntries::benefit);
    must(std::max({meetings_.size(), events_.size(), observed_.size()}) <= MostEntries::other);
    must(is_fine_text(value_at(columns.id, row)));
    const std::uint8_t regime = value_at(columns.regime, row, no_code);
    must(regime == no_code || regime < law.regimes.size());
  }

  /// Whether all that was shown so far is fine. False before `fill`: the row must not be filled.
  [[nodiscard]] bool is_plain() const { return plain_; }
  /// The a-kasse's code.
  [[nodiscard]] std::string_view a_kasse() const { return a_kasse_; }
  /// Whether what takes more than one value is fine: no overlap, no month beyond its norm. After `fill`.
  [[nodiscard]] bool fits_together(const CourseView& view, std::span<const Spell> spells) const {
    return insurance_ascends(view.insurance) && counts_once(view.observed) && no_overlap(spells) &&
           within_norms(view, spells);
  }

  /// An event; its fields are read when they are asked for.
  class Event {
  public:
    Event(const EventColumns& from, std::size_t i, bool plain)
        : from_(from), i_(i), type_(plain ? static_cast<EventType>(from.type[i]) : EventType::visited),
          plain_(plain) {}
    [[nodiscard]] EventType type() const { return type_; }
    [[nodiscard]] Date date() const { return plain_ ? value_at(from_.date, i_) : first_day; }
    [[nodiscard]] Date from() const { return value_at(from_.from, i_); }
    [[nodiscard]] Date to() const { return value_at(from_.to, i_); }
    [[nodiscard]] Month month() const { return value_at(from_.month, i_); }
    [[nodiscard]] std::uint16_t municipality() const { return value_at(from_.municipality, i_); }
    [[nodiscard]] Conversation conversation() const { return known<Conversation>(from_.conversation); }
    [[nodiscard]] std::int32_t ordinal() const { return decode_number(from_.ordinal, i_).value_or(1); }
    [[nodiscard]] Party party() const { return known<Party>(from_.party); }
    [[nodiscard]] Chooser by() const { return known<Chooser>(from_.by); }
    [[nodiscard]] ChoiceValue choice() const { return known<ChoiceValue>(from_.choice); }
    [[nodiscard]] ExemptReason reason() const { return known<ExemptReason>(from_.reason); }
    [[nodiscard]] ScreeningOutcome outcome() const {
      return decode<ScreeningOutcome>(from_.outcome, i_).value_or(ScreeningOutcome::group);
    }
    [[nodiscard]] std::int32_t duty_days() const { return from_.duty_days[i_]; }

  private:
    template <class Enum>
    [[nodiscard]] Enum known(std::span<const std::uint8_t> column) const {
      return static_cast<Enum>(column[i_]);
    }
    const EventColumns& from_;
    std::size_t i_;
    EventType type_;
    bool plain_;
  };

  [[nodiscard]] Date registered() {
    bool fine = true;
    const Date registered = day(value_at(columns_.registered, row_), fine);
    must(fine);
    return registered;
  }
  [[nodiscard]] Date placed() {
    bool fine = true;
    const Date placed = optional_day(value_at(columns_.placed, row_), fine);
    must(fine);
    return placed;
  }
  [[nodiscard]] std::uint16_t municipality() {
    const std::uint16_t code = value_at(columns_.municipality, row_);
    must(code == 0 || is_municipality(code));
    return code;
  }
  [[nodiscard]] std::optional<std::int32_t> birth_year() {
    const auto year = decode_number(columns_.birth_year, row_);
    must(!year || (*year >= 1900 && *year <= 2099));
    return year;
  }
  [[nodiscard]] std::optional<bool> qualifying_education() { return truth(columns_.qualifying_education); }
  [[nodiscard]] std::optional<bool> vocational_education_outdated() {
    return truth(columns_.vocational_education_outdated);
  }

  [[nodiscard]] std::size_t insurance_size() const { return insurance_.size(); }
  [[nodiscard]] InsuranceFacts insurance(std::size_t item) {
    const std::size_t i = insurance_.first + item;
    const Date from = value_at(columns_.insurance.from, i);
    bool fine = true;
    const InsuranceFacts change{insurance_.size() > 1 ? day(from, fine) : optional_day(from, fine),
                                required<Insurance>(columns_.insurance.status, i, fine)};
    must(fine);
    return change;
  }

  [[nodiscard]] std::size_t events_size() const { return events_.size(); }
  [[nodiscard]] Event event(std::size_t item) {
    const std::size_t i = events_.first + item;
    const bool plain = event_is_plain(columns_.events, i);
    must(plain);
    return {columns_.events, i, plain};
  }

  [[nodiscard]] std::size_t observed_size() const { return observed_.size(); }
  [[nodiscard]] ObservedFacts observed(std::size_t item) {
    const std::size_t i = observed_.first + item;
    bool fine = true;
    const ObservedFacts count{required<Clock>(columns_.observed.clock, i, fine),
                              day(value_at(columns_.observed.date, i), fine),
                              hours(columns_.observed.hours, i, fine)};
    must(fine && count.clock != Clock::calendar);
    return count;
  }

  [[nodiscard]] std::size_t benefit_size() const { return benefit_.size(); }
  void benefit(std::size_t item, Spell& spell) {
    const std::size_t i = benefit_.first + item;
    const BenefitColumns& all = columns_.benefit;
    const Date from = value_at(all.from, i), to = value_at(all.to, i);
    bool values = true;
    spell.hours = hours(all.hours, i, values);
    spell.kind = optional<BenefitKind>(all.kind, i, BenefitKind::dagpenge, values);
    Month month = value_at(all.month, i);
    spell.whole = month != Month{};
    bool fine =
        spell.whole ? is_usual(month) && !from.is_set() && !to.is_set() : in_calendar(from) && from <= to;
    if (fine && !spell.whole) {
      month = Month{from};
      fine = to <= month.last();
    }
    must(fine && values);
    spell.month = fine ? month : Month{first_day};
    spell.from = fine && !spell.whole ? from : spell.month.first();
    spell.to = fine && !spell.whole ? to : spell.month.last();
  }

  [[nodiscard]] std::size_t meetings_size() const { return meetings_.size(); }
  void meeting(std::size_t item, MeetingRow& row) {
    const std::size_t i = meetings_.first + item;
    const MeetingColumns& all = columns_.meetings;
    bool fine = true;
    row.date = day(value_at(all.date, i), fine);
    row.summoned = optional_day(value_at(all.summoned, i), fine);
    fine &= !row.summoned.is_set() || row.summoned <= row.date;
    row.conversations = value_at(all.conversations, i);
    fine &= row.conversations != 0 && row.conversations >> words<Conversation>.size() == 0;
    row.conversation_count = std::max(value_at(all.conversation_count, i),
                                      static_cast<std::uint8_t>(count_days(row.conversations)));
    const auto holder = required<Holder>(all.holder, i, fine);
    const std::uint8_t behalf = value_at(all.on_behalf_of, i, no_code);
    fine &= holder == Holder::other_actor ? behalf < words<Party>.size() : behalf == no_code;
    row.holder = behalf != no_code             ? static_cast<Party>(behalf & 1u)
                 : holder == Holder::jobcenter ? Party::jobcenter
                                               : Party::a_kasse;
    row.status = optional<MeetingStatus>(all.status, i, MeetingStatus::planned, fine);
    row.form = optional<Form>(all.form, i, Form::in_person, fine);
    const unsigned absent = value_at(all.absent, i);
    fine &= (absent & 15u) <= words<Absence>.size() && absent >> 4 <= words<Absence>.size();
    row.absent = {static_cast<std::uint8_t>(absent & 15u), static_cast<std::uint8_t>(absent >> 4)};
    if (const std::uint8_t track = value_at(all.track, i, no_code); track != no_code) {
      fine &= track < words<Track>.size() && row.has(Conversation::gruppesamtale);
      row.track = static_cast<std::uint8_t>(1 + (track & 1u));
    }
    if (const ListPart themes{all.theme_offsets, i}; themes.size() != 0) {
      const auto texts = all.themes.subspan(themes.first, themes.size());
      fine &= row.has(Conversation::gruppesamtale);
      for (const std::string_view theme : texts) fine &= is_fine_text(theme);
      row.themes = count_themes(law_, texts);
    }
    must(fine);
  }

private:
  void must(bool fine) { plain_ = plain_ && fine; }

  // What follows takes the answer that it adds to: kept in a register, where the row's own would wait for
  // memory.

  // One comparison, unsigned so that no day number overflows.
  [[nodiscard]] static constexpr bool in_calendar(Date day) {
    const auto number = [](Date date) { return static_cast<std::uint32_t>(date.number()); };
    return number(day) - number(first_day) <= number(last_day) - number(first_day);
  }
  [[nodiscard]] static constexpr bool is_usual(Month month) {
    return month >= Month{first_day} && month <= Month{last_day};
  }
  static Date day(Date day, bool& fine) {
    const bool known = in_calendar(day);
    fine &= known;
    return known ? day : first_day;
  }
  static Date optional_day(Date date, bool& fine) { return date.is_set() ? day(date, fine) : Date{}; }
  static Hours hours(std::span<const std::int32_t> column, std::size_t i, bool& fine) {
    const std::int32_t hundredths = value_at(column, i, no_number); // which is negative
    fine &= hundredths >= 0;
    return {std::max(hundredths, 0)};
  }
  template <class Enum>
  static Enum required(std::span<const std::uint8_t> column, std::size_t i, bool& fine) {
    const std::uint8_t code = value_at(column, i, no_code);
    const bool known = code < words<Enum>.size();
    fine &= known;
    return known ? static_cast<Enum>(code) : Enum{};
  }
  template <class Enum>
  static Enum optional(std::span<const std::uint8_t> column, std::size_t i, Enum absent, bool& fine) {
    const std::uint8_t code = value_at(column, i, no_code);
    const bool known = code < words<Enum>.size();
    fine &= known || code == no_code;
    return known ? static_cast<Enum>(code) : absent;
  }
  std::optional<bool> truth(std::span<const std::uint8_t> column) {
    const std::uint8_t code = value_at(column, row_, no_code);
    must(code < 2 || code == no_code);
    return decode_bool(column, row_);
  }

  /// Which fields an event has, bits of `EventField`.
  [[nodiscard]] static unsigned fields_of(const EventColumns& all, std::size_t i) {
    unsigned present = 0;
    const auto note = [&](EventField field, bool there) {
      present |= there ? static_cast<unsigned>(field) : 0u;
    };
    const auto coded = [&](EventField field, std::span<const std::uint8_t> column) {
      if (!column.empty()) note(field, column[i] != no_code);
    };
    note(EventField::date, value_at(all.date, i).is_set());
    note(EventField::from, value_at(all.from, i).is_set());
    note(EventField::to, value_at(all.to, i).is_set());
    note(EventField::month, value_at(all.month, i) != Month{});
    note(EventField::municipality, value_at(all.municipality, i) != 0);
    coded(EventField::conversation, all.conversation);
    note(EventField::ordinal, value_at(all.ordinal, i, no_number) != no_number);
    coded(EventField::party, all.party);
    coded(EventField::by, all.by);
    coded(EventField::choice, all.choice);
    coded(EventField::reason, all.reason);
    coded(EventField::outcome, all.outcome);
    note(EventField::duty_days, value_at(all.duty_days, i, no_number) != no_number);
    return present;
  }

  [[nodiscard]] static bool event_is_plain(const EventColumns& all, std::size_t i) {
    const auto type = decode<EventType>(all.type, i);
    if (!type) return false;
    const unsigned present = fields_of(all, i);
    const EventFields fields = event_fields(*type);
    const auto required = static_cast<unsigned>(fields.required);
    const auto allowed = required | static_cast<unsigned>(fields.optional);
    if ((required & ~present) != 0 || (present & ~allowed) != 0) return false;
    const auto lacks = [&](EventField field) { return (present & static_cast<unsigned>(field)) == 0; };
    const Date date = value_at(all.date, i), from = value_at(all.from, i), to = value_at(all.to, i);
    const auto fine_day = [&](EventField field, Date day) { return lacks(field) || in_calendar(day); };
    const auto fine_code = [&](EventField field, std::span<const std::uint8_t> column, std::size_t count) {
      return lacks(field) || column[i] < count;
    };
    const auto fine_number = [&](EventField field, std::span<const std::int32_t> column, int least,
                                 int most) {
      return lacks(field) || (column[i] >= least && column[i] <= most);
    };
    if (!fine_day(EventField::date, date)) return false;
    if (*type == EventType::placed && date != Month{date}.first()) return false;
    if (present == static_cast<unsigned>(EventField::date)) return true;
    return fine_day(EventField::from, from) && fine_day(EventField::to, to) &&
           (!from.is_set() || !to.is_set() || from <= to) && (*type != EventType::postponed || date <= to) &&
           (lacks(EventField::month) || is_usual(all.month[i])) &&
           (lacks(EventField::municipality) || is_municipality(all.municipality[i])) &&
           fine_code(EventField::conversation, all.conversation, words<Conversation>.size()) &&
           fine_number(EventField::ordinal, all.ordinal, 1, 99) &&
           fine_code(EventField::party, all.party, words<Party>.size()) &&
           fine_code(EventField::by, all.by, words<Chooser>.size()) &&
           fine_code(EventField::choice, all.choice, words<ChoiceValue>.size()) &&
           fine_code(EventField::reason, all.reason, words<ExemptReason>.size()) &&
           fine_code(EventField::outcome, all.outcome, words<ScreeningOutcome>.size()) &&
           fine_number(EventField::duty_days, all.duty_days, 0, 31);
  }

  [[nodiscard]] static bool insurance_ascends(std::span<const InsuranceFacts> insurance) {
    for (std::size_t i = 1; i < insurance.size(); ++i)
      if (insurance[i].from <= insurance[i - 1].from) return false;
    return true;
  }
  [[nodiscard]] static bool counts_once(std::span<const ObservedFacts> observed) {
    for (std::size_t i = 1; i < observed.size(); ++i)
      for (std::size_t j = i; j-- > 0 && observed[j].date == observed[i].date;)
        if (observed[j].clock == observed[i].clock) return false;
    return true;
  }
  [[nodiscard]] static bool no_overlap(std::span<const Spell> spells) {
    std::array<Date, words<BenefitKind>.size()> last{};
    for (const Spell& spell : spells) {
      Date& end = last[static_cast<std::size_t>(spell.kind)];
      if (spell.from <= end) return false;
      end = spell.to;
    }
    return true;
  }
  [[nodiscard]] bool within_norms(const CourseView& view, std::span<const Spell> spells) const {
    for (std::size_t i = 0; i < spells.size();) {
      const Month month = spells[i].month;
      std::int64_t sum = 0;
      for (; i < spells.size() && spells[i].month == month; ++i) sum += spells[i].hours.hundredths;
      if (sum > month_norm(law_.time, month, view.insurance_in(month)).hundredths) return false;
    }
    return true;
  }

  const CohortColumns& columns_;
  const Law& law_;
  std::size_t row_;
  std::string_view a_kasse_;
  ListPart insurance_, benefit_, meetings_, events_, observed_;
  bool plain_ = true;
};

} // namespace kontaktforloeb::detail
