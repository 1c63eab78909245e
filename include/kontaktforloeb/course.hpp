#pragma once
/// @file
/// A checked course. Past `Course::from` there are no faults left, so assessing cannot fail.

#include <kontaktforloeb/error.hpp>
#include <kontaktforloeb/facts.hpp>
#include <kontaktforloeb/places.hpp>
#include <kontaktforloeb/regimes/regimes.hpp>
#include <kontaktforloeb/rule.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
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
};

/// A stretch of exemption, what was lifted cut off.
struct ExemptRow {
  DateRange days = {};                                ///< Inclusive.
  ExemptReason reason = ExemptReason::less_intensive; ///< Why.
};

/// A recorded event of one day, with the municipality for moves.
struct EventRow {
  EventType type = EventType::visited;                ///< What happened.
  Date date = {};                                     ///< Its day.
  std::uint16_t municipality = 0;                     ///< Where to, for moves.
  ScreeningOutcome outcome = ScreeningOutcome::group; ///< For screenings.
};

/// A choice about taking part in a conversation.
struct ChoiceRow {
  Date date = {};                                           ///< When it was made.
  Conversation conversation = Conversation::faellessamtale; ///< Which conversation.
  std::int32_t ordinal = 1;                                 ///< Which of several.
  Party party = Party::a_kasse;                             ///< Whose taking part.
  Chooser by = Chooser::person;                             ///< Who chose.
  ChoiceValue choice = ChoiceValue::wants;                  ///< What.
};

/// A request for a conversation.
struct RequestRow {
  Date date = {};                                           ///< When it was made.
  Conversation conversation = Conversation::faellessamtale; ///< Which conversation.
  std::int32_t ordinal = 1;                                 ///< Which of several.
  Chooser by = Chooser::person;                             ///< Who asked.
};

/// A conversation that was postponed.
struct PostponedRow {
  Date date = {};                                       ///< When that was decided.
  Conversation conversation = Conversation::jobsamtale; ///< Which conversation.
  std::int32_t ordinal = 1;                             ///< Which of several.
  Date to = {};                                         ///< The day postponed to.
};

/// A month without a logged job search.
struct JoblogRow {
  Month month = {};           ///< The month.
  std::int32_t duty_days = 0; ///< Days with a duty to search.
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

/// How strictly facts are checked.
struct CheckOptions {
  bool allow_digit_ids =
      false; ///< Admit ids of ten digits without a separator although they look like CPR numbers.
};

class Course;

class CourseOrFaults;

/// A course whose facts have been checked.
class Course {
public:
  /// Checks facts: gives the course, or every fault in the order of the facts. Never throws for bad facts.
  static CourseOrFaults from(CourseFacts facts, const CheckOptions& options = {},
                             const Law& law = current_law);
  /// Checks facts; throws CourseError with every fault.
  static Course checked(CourseFacts facts, const CheckOptions& options = {}, const Law& law = current_law);

  /// The facts as given, names of a-kasse and municipality as written; one choice a reading, in their order.
  [[nodiscard]] const CourseFacts& facts() const { return facts_; }
  /// The facts as the engine reads them; valid as long as the course is neither changed nor moved.
  [[nodiscard]] CourseView view() const {
    // From pointer and size: the conversion of each vector to a span is dear to compile.
    const auto all = [](const auto& rows) { return std::span{rows.data(), rows.size()}; };
    return {facts_.registered,
            municipality_,
            a_kasse_,
            all(facts_.person.insurance),
            all(placings_),
            all(registrations_),
            all(jobs_),
            all(deregistered_),
            all(benefit_),
            all(meetings_),
            all(events_),
            all(exempt_),
            all(closed_),
            all(choices_),
            all(requests_),
            all(joblog_),
            all(observed_),
            all(postponed_),
            facts_.person.birth_year,
            facts_.person.qualifying_education,
            facts_.person.vocational_education_outdated};
  }
  /// The readings that the course chooses, on top of `base`.
  [[nodiscard]] Readings readings(Readings base = {}) const {
    for (const ReadingChoice& choice : facts_.readings) base.set(choice.reading, choice.value);
    return base;
  }
  /// Whether two courses have the same facts.
  friend bool operator==(const Course& a, const Course& b) { return a.facts_ == b.facts_; }

private:
  friend class CourseOrFaults;
  Course(CourseFacts facts, const Law& law);
  void place_benefit(const Law& law);

  CourseFacts facts_;
  std::uint16_t municipality_ = 0;
  std::string a_kasse_;
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

/// A course, or the faults that kept it from being one.
class CourseOrFaults {
public:
  /// A course.
  CourseOrFaults(Course course) : course_(std::move(course)) {} // NOLINT: meant to convert
  /// Faults, at least one.
  CourseOrFaults(std::vector<Fault> faults) : faults_(std::move(faults)) {} // NOLINT: meant to convert

  /// Whether there is a course.
  explicit operator bool() const { return course_.has_value(); }
  /// The course. Precondition: there is one.
  const Course& operator*() const& { return *course_; }
  /// The course. Precondition: there is one.
  Course&& operator*() && { return *std::move(course_); }
  /// The course. Precondition: there is one.
  const Course* operator->() const { return &*course_; }
  /// The faults; empty if there is a course.
  [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }
  /// The course; throws CourseError with the faults if there is none.
  [[nodiscard]] Course value() && {
    if (!course_) throw CourseError(std::move(faults_));
    return *std::move(course_);
  }

private:
  std::optional<Course> course_;
  std::vector<Fault> faults_;
};

namespace detail {

/// Sorts rows by a day, rows of one day in the order in which they came.
///
/// Days and places are sorted, and then the rows put in their places: the standard's sorts are dear to
/// compile for each kind of row.
template <class Row, class Day>
void sort_by_day(std::vector<Row>& rows, const Day& day) {
  bool sorted = true;
  for (std::size_t i = 1; i < rows.size(); ++i) sorted = sorted && !(day(rows[i]) < day(rows[i - 1]));
  if (sorted) return;
  std::vector<std::uint64_t> order;
  order.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    order.push_back(std::uint64_t{static_cast<std::uint32_t>(day(rows[i]).number())} << 32 | i);
  std::sort(order.begin(), order.end());
  std::vector<Row> all;
  all.reserve(rows.size());
  for (const std::uint64_t place : order) all.push_back(std::move(rows[static_cast<std::uint32_t>(place)]));
  rows = std::move(all);
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
  static std::string item(std::string_view list, std::size_t i, std::string_view field = {}) {
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
  /// Characters that would change how a terminal shows a report: C0, DEL, C1, and marks of writing direction.
  static bool has_controls(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto at = [&](std::size_t j) {
        return j < text.size() ? static_cast<unsigned char>(text[j]) : 0u;
      };
      const unsigned first = at(i), second = at(i + 1), third = at(i + 2);
      if (first < 0x20 || first == 0x7F || (first == 0xC2 && second < 0xA0)) return true;
      if (first == 0xE2 && second == 0x80 && third >= 0xAA && third <= 0xAE) return true;
      if (first == 0xE2 && second == 0x81 && third >= 0xA6 && third <= 0xA9) return true;
    }
    return false;
  }
  static bool is_utf8(std::string_view text) {
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

  void check_person() {
    const PersonFacts& person = facts_.person;
    if (too_many(person.insurance.size(), 1'000, "person.insurance")) return;
    if (person.insurance.empty()) add(Fault::missing("person.insurance", "full_time or part_time"));
    for (std::size_t i = 0; i < person.insurance.size(); ++i) {
      const Date from = person.insurance[i].from;
      if (person.insurance.size() > 1 || from.is_set()) {
        if (!day(from, item("person.insurance", i, "from"), "the first day of the status, YYYY-MM-DD"))
          continue;
      }
      if (i != 0 && person.insurance[i - 1].from.is_set() && from <= person.insurance[i - 1].from)
        add(Fault::because(item("person.insurance", i, "from"),
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
    if (too_many(facts_.benefit.size(), 10'000, "benefit")) return;
    std::vector<Spell> good;
    for (std::size_t i = 0; i < facts_.benefit.size(); ++i) {
      const BenefitFacts& row = facts_.benefit[i];
      bool fine = true;
      if (row.month != Month{}) {
        if (row.from.is_set() || row.to.is_set()) {
          add(Fault::because(item("benefit", i),
                             "has both a month and a spell; write 'month' or 'from' and 'to'"));
          fine = false;
        }
        if (row.month < Month{first_day} || row.month > Month{last_day}) {
          add(Fault::because(item("benefit", i, "month"),
                             row.month.iso() + " lies outside 1990-01 to 2099-12"));
          fine = false;
        }
      } else if (!row.from.is_set() && !row.to.is_set()) {
        add(Fault::missing(item("benefit", i),
                           "'month: YYYY-MM', or 'from' and 'to' of a spell inside one month"));
        fine = false;
      } else {
        const bool from = day(row.from, item("benefit", i, "from"), "the spell's first day, YYYY-MM-DD");
        const bool to = day(row.to, item("benefit", i, "to"), "the spell's last day, YYYY-MM-DD");
        fine = from && to && range(row.from, row.to, item("benefit", i, "to"));
        if (fine && Month{row.from} != Month{row.to}) {
          add(Fault::because(item("benefit", i, "to"),
                             "the spell " + row.from.iso() + ".." + row.to.iso() +
                                 " crosses a month's end; write one spell for each month"));
          fine = false;
        }
      }
      if (row.hours.hundredths < 0) {
        add(Fault::because(item("benefit", i, "hours"),
                           row.hours.text() + " is negative; hours are 0 or more"));
        fine = false;
      }
      if (fine) good.push_back(spell(row, i));
    }
    sort_by_day(good, [](const Spell& spell) { return spell.from; });
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
          add(Fault::because(item("benefit", later.index),
                             describe(later) + " overlaps " + item("benefit", earlier.index) + " (" +
                                 describe(earlier) + ") of the same kind, " +
                                 std::string(words<BenefitKind>[kind]) + "; days may be reported once"));
        }
        if (last == nullptr || row.to > last->to) last = &row;
      }
    }
  }

  void check_norms(const std::vector<Spell>& rows) {
    if (facts_.person.insurance.empty() || facts_.person.insurance.size() > 1'000) return;
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
        add(Fault::because(item("benefit", last_index, "hours"),
                           "brings " + month.iso() + " to " + Hours{static_cast<std::int32_t>(sum)}.text() +
                               " hours; a month has at most " + norm.text() + " for " +
                               (status == Insurance::full_time ? "full-time" : "part-time") + " insured"));
    }
  }

  void check_meetings() {
    if (too_many(facts_.meetings.size(), 1'000, "meetings")) return;
    std::vector<std::pair<std::string_view, std::size_t>> ids;
    for (std::size_t i = 0; i < facts_.meetings.size(); ++i) {
      const MeetingFacts& meeting = facts_.meetings[i];
      text(meeting.id, item("meetings", i, "id"));
      if (!meeting.id.empty()) ids.emplace_back(meeting.id, i);
      day(meeting.date, item("meetings", i, "date"), "the meeting's day, YYYY-MM-DD");
      if (meeting.conversations.empty())
        add(Fault::missing(item("meetings", i, "conversations"), "at least one kind of conversation"));
      const bool other = meeting.holder == Holder::other_actor;
      if (other && !meeting.on_behalf_of)
        add(Fault::missing(item("meetings", i, "on_behalf_of"),
                           "another actor acts for the a_kasse or the jobcenter; say for which"));
      if (!other && meeting.on_behalf_of)
        add(Fault::because(item("meetings", i, "on_behalf_of"),
                           "is only for holder other_actor; leave it out"));
      optional_day(meeting.summoned, item("meetings", i, "summoned"));
      if (meeting.summoned.is_set() && meeting.date.is_set() && meeting.summoned > meeting.date)
        add(Fault::because(item("meetings", i, "summoned"),
                           meeting.summoned.iso() + " is after the meeting on " + meeting.date.iso()));
      std::array<bool, words<Party>.size()> absent{};
      for (std::size_t j = 0; j < meeting.absent.size(); ++j) {
        const auto party = static_cast<std::size_t>(meeting.absent[j].party);
        if (party < absent.size() && std::exchange(absent[party], true))
          add(Fault::because(item("meetings", i, item("absent", j)),
                             "names a party that stands there already"));
      }
      const bool group = std::find(meeting.conversations.begin(), meeting.conversations.end(),
                                   Conversation::gruppesamtale) != meeting.conversations.end();
      if (!group && meeting.track)
        add(Fault::because(item("meetings", i, "track"), "is only for a gruppesamtale; leave it out"));
      if (!group && !meeting.themes.empty())
        add(Fault::because(item("meetings", i, "themes"), "are only for a gruppesamtale; leave them out"));
      for (std::size_t j = 0; j < meeting.themes.size(); ++j)
        text(meeting.themes[j], item("meetings", i, item("themes", j)));
    }
    std::sort(ids.begin(), ids.end());
    for (std::size_t i = 1; i < ids.size(); ++i)
      if (ids[i].first == ids[i - 1].first)
        add(Fault::because(item("meetings", ids[i].second, "id"),
                           "is also the id of " + item("meetings", ids[i - 1].second) + "; ids are unique"));
  }

  void check_events() {
    if (too_many(facts_.events.size(), 1'000, "events")) return;
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
          add(Fault::missing(item("events", i, event_field_keys[bit]),
                             what + " has '" + std::string(event_field_keys[bit]) + "'"));
        if (!has(fields.required | fields.optional, field) && present(bit))
          add(Fault::because(item("events", i, event_field_keys[bit]),
                             what + " has no such key; leave it out"));
      }
      optional_day(event.date, item("events", i, "date"));
      optional_day(event.from, item("events", i, "from"));
      optional_day(event.to, item("events", i, "to"));
      if (event.month != Month{} && (event.month < Month{first_day} || event.month > Month{last_day}))
        add(Fault::because(item("events", i, "month"),
                           event.month.iso() + " lies outside 1990-01 to 2099-12"));
      range(event.from, event.to, item("events", i, "to"));
      if (event.type == EventType::postponed) range(event.date, event.to, item("events", i, "to"));
      if (event.type == EventType::placed && event.date.is_set() && event.date.day() != 1)
        add(Fault::because(item("events", i, "date"),
                           event.date.iso() +
                               " is not the 1st of a month; a benefit period begins on the 1st"));
      if (!event.municipality.empty() && !find_municipality(event.municipality))
        add(unknown_municipality(item("events", i, "municipality"), event.municipality));
      if (event.ordinal && (*event.ordinal < 1 || *event.ordinal > 99))
        add(Fault::because(item("events", i, "ordinal"), "must be a number from 1 to 99"));
      if (event.duty_days && (*event.duty_days < 0 || *event.duty_days > 31))
        add(Fault::because(item("events", i, "duty_days"), "must be a number of days from 0 to 31"));
    }
  }

  void check_observed() {
    if (too_many(facts_.observed.size(), 1'000, "observed")) return;
    for (std::size_t i = 0; i < facts_.observed.size(); ++i) {
      const ObservedFacts& count = facts_.observed[i];
      if (count.clock == Clock::calendar)
        add(Fault::because(
            item("observed", i, "clock"),
            "the calendar needs no official count; allowed: aggregate_unemployment, benefit_consumption"));
      day(count.date, item("observed", i, "date"), "the day of the count, YYYY-MM-DD");
      if (count.hours.hundredths < 0)
        add(Fault::because(item("observed", i, "hours"),
                           count.hours.text() + " is negative; hours are 0 or more"));
      for (std::size_t j = 0; j < i; ++j)
        if (facts_.observed[j].clock == count.clock && facts_.observed[j].date == count.date)
          add(Fault::because(item("observed", i), "repeats the clock and day of " + item("observed", j)));
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

/// How many themes stand in the list of each track of group conversations.
inline std::array<std::uint8_t, 2> count_themes(const Law& law, const std::vector<std::string>& themes) {
  std::array<std::uint8_t, 2> counts{};
  for (const Regime& regime : law.regimes) {
    if (!regime.groups) continue;
    for (const ThemeList& list : regime.groups->themes) {
      std::uint8_t& count = counts[static_cast<std::size_t>(list.track)];
      for (const std::string& theme : themes)
        if (count < 255 && std::find(list.themes.begin(), list.themes.end(), theme) != list.themes.end())
          ++count;
    }
    break;
  }
  return counts;
}

/// The last day of a month as a mask.
constexpr DayMask last_day_of(Month month) { return DayMask{1} << (month.length() - 1); }

} // namespace detail

/// Every fault of some facts, in their order; empty when they make a course.
inline std::vector<Fault> find_faults(const CourseFacts& facts, const CheckOptions& options = {},
                                      const Law& law = current_law) {
  return detail::FactCheck(facts, options, law).run();
}

inline CourseOrFaults Course::from(CourseFacts facts, const CheckOptions& options, const Law& law) {
  if (auto faults = find_faults(facts, options, law); !faults.empty()) return faults;
  return Course{std::move(facts), law};
}

inline Course Course::checked(CourseFacts facts, const CheckOptions& options, const Law& law) {
  return from(std::move(facts), options, law).value();
}

inline Course::Course(CourseFacts facts, const Law& law) : facts_(std::move(facts)) {
  municipality_ = find_municipality(facts_.person.municipality).value_or(std::uint16_t{0});
  a_kasse_ = find_a_kasse(facts_.person.a_kasse);
  // One choice for each reading, the last, in the readings' order: equal choices make equal courses.
  if (facts_.readings.size() > 1) {
    Readings chosen;
    std::uint32_t named = 0;
    for (const ReadingChoice& choice : facts_.readings) {
      chosen.set(choice.reading, choice.value);
      named |= 1u << static_cast<unsigned>(choice.reading);
    }
    facts_.readings.clear();
    for (std::size_t i = 0; i < reading_count; ++i)
      if ((named >> i & 1u) != 0)
        facts_.readings.push_back({static_cast<Reading>(i), chosen[static_cast<Reading>(i)]});
  }
  registrations_.push_back(facts_.registered);
  std::vector<Date> left, lifted;
  for (const EventFacts& event : facts_.events) {
    switch (event.type) {
    case EventType::registered_again:
      registrations_.push_back(event.date);
      break;
    case EventType::deregistered:
      left.push_back(event.date);
      break;
    case EventType::exemption_lifted:
      lifted.push_back(event.date);
      break;
    case EventType::job:
      jobs_.push_back({event.from, event.to});
      break;
    case EventType::exempt:
      exempt_.push_back({{event.from, event.to}, *event.reason});
      break;
    case EventType::municipality_closed:
      closed_.push_back({event.from, event.to});
      break;
    case EventType::joblog_empty:
      joblog_.push_back({event.month, *event.duty_days});
      break;
    case EventType::choice:
      choices_.push_back({event.date, *event.conversation, event.ordinal.value_or(1), *event.party, *event.by,
                          *event.choice});
      break;
    case EventType::request:
      requests_.push_back({event.date, *event.conversation, event.ordinal.value_or(1), *event.by});
      break;
    case EventType::postponed:
      postponed_.push_back({event.date, *event.conversation, *event.ordinal, event.to});
      break;
    default:
      events_.push_back({event.type, event.date,
                         find_municipality(event.municipality).value_or(std::uint16_t{0}),
                         event.outcome.value_or(ScreeningOutcome::group)});
    }
  }
  const auto itself = [](Date day) { return day; };
  const auto date = [](const auto& row) { return row.date; };
  const auto from = [](const DateRange& range) { return range.from; };
  detail::sort_by_day(registrations_, itself);
  detail::sort_by_day(left, itself);
  detail::sort_by_day(lifted, itself);
  for (const Date day : left) {
    const auto again = std::lower_bound(registrations_.begin(), registrations_.end(), day);
    deregistered_.push_back({day, again == registrations_.end() ? Date{} : *again - 1});
    if (deregistered_.back().to.is_set() && deregistered_.back().to < day) deregistered_.pop_back();
  }
  for (ExemptRow& exempt : exempt_)
    for (const Date day : lifted)
      if (exempt.days.contains(day)) exempt.days.to = day - 1;
  std::erase_if(exempt_, [](const ExemptRow& exempt) { return exempt.days.to < exempt.days.from; });
  detail::sort_by_day(jobs_, from);
  detail::sort_by_day(closed_, from);
  detail::sort_by_day(events_, date);
  detail::sort_by_day(choices_, date);
  detail::sort_by_day(requests_, date);
  detail::sort_by_day(postponed_, date);
  detail::sort_by_day(exempt_, [](const ExemptRow& exempt) { return exempt.days.from; });
  detail::sort_by_day(joblog_, [](const JoblogRow& empty) { return empty.month.first(); });
  observed_ = facts_.observed;
  detail::sort_by_day(observed_, date);

  place_benefit(law);

  Date placed = facts_.placed;
  if (!placed.is_set()) {
    placed = Month{facts_.registered}.first();
    for (const BenefitRow& row : benefit_) {
      if (row.hours.hundredths > 0 && row.last() >= facts_.registered) {
        placed = row.month.first();
        break;
      }
    }
  }
  placings_.push_back(placed);
  for (const EventRow& event : events_)
    if (event.type == EventType::placed && event.date > placed) placings_.push_back(event.date);

  meetings_.reserve(facts_.meetings.size());
  for (const MeetingFacts& meeting : facts_.meetings) {
    MeetingRow row;
    row.date = meeting.date;
    row.summoned = meeting.summoned;
    row.index = static_cast<std::uint32_t>(meetings_.size());
    for (const Conversation conversation : meeting.conversations)
      row.conversations =
          static_cast<std::uint8_t>(row.conversations | 1u << static_cast<unsigned>(conversation));
    row.conversation_count =
        static_cast<std::uint8_t>(std::min<std::size_t>(meeting.conversations.size(), 255));
    row.holder = meeting.on_behalf_of.value_or(meeting.holder == Holder::jobcenter ? Party::jobcenter
                                                                                   : Party::a_kasse);
    row.status = meeting.status;
    row.form = meeting.form;
    for (const AbsentFacts& absent : meeting.absent)
      row.absent[static_cast<std::size_t>(absent.party)] =
          static_cast<std::uint8_t>(1 + static_cast<int>(absent.why));
    if (meeting.track) row.track = static_cast<std::uint8_t>(1 + static_cast<int>(*meeting.track));
    if (!meeting.themes.empty()) row.themes = detail::count_themes(law, meeting.themes);
    meetings_.push_back(row);
  }
  detail::sort_by_day(meetings_, date);
}

inline void Course::place_benefit(const Law& law) {
  struct Spell {
    Date from, to;
    const BenefitFacts* row;
  };
  std::vector<Spell> spells;
  spells.reserve(facts_.benefit.size());
  for (const BenefitFacts& row : facts_.benefit)
    spells.push_back(row.month != Month{} ? Spell{row.month.first(), row.month.last(), &row}
                                          : Spell{row.from, row.to, &row});
  detail::sort_by_day(spells, [](const Spell& spell) { return spell.from; });
  Date run_end;
  Hours run;
  const CourseView course = view();
  for (const Spell& spell : spells) {
    BenefitRow row;
    row.month = Month{spell.from};
    row.hours = spell.row->hours;
    row.kind = spell.row->kind;
    row.days = spell.row->month != Month{}
                   ? detail::eligible_days(course, row.month)
                   : weekdays_of(row.month) & days_within(row.month, {spell.from, spell.to});
    if (row.days == 0) row.days = DayMask{1} << (spell.to.day() - 1);
    if (row.kind == law.time.limited_kind) {
      if (!run_end.is_set() || spell.from > run_end + 1) run = {};
      // What is used stays used when the limit changes; what lay beyond a lower limit was not.
      const Hours most{of(law.time.limited_hours, course.insurance_in(row.month))};
      row.run_before = run;
      run = std::max(run, std::min(run + row.hours, most));
      run_end = spell.to;
    }
    benefit_.push_back(row);
  }
}

} // namespace kontaktforloeb
