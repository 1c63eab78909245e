#pragma once
/// @file
/// A checked course. Past `Course::from` there are no faults left, so assessing cannot fail.

#include <kontaktforloeb/course_rows.hpp>
#include <kontaktforloeb/error.hpp>
#include <kontaktforloeb/fact_check.hpp>
#include <kontaktforloeb/facts.hpp>
#include <kontaktforloeb/places.hpp>
#include <kontaktforloeb/rows.hpp>
#include <kontaktforloeb/rule.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kontaktforloeb {

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
    CourseView view = rows_.view();
    view.a_kasse = a_kasse_;
    return view;
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

  CourseFacts facts_;
  std::string a_kasse_;
  detail::CourseRows rows_;
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

/// Shows checked facts to `CourseRows::fill`.
class FactSource {
public:
  FactSource(const CourseFacts& facts, const Law& law) : facts_(facts), law_(law) {}

  /// An event whose fields are there as its type has it.
  class Event {
  public:
    explicit Event(const EventFacts& facts) : facts_(facts) {}
    [[nodiscard]] EventType type() const { return facts_.type; }
    [[nodiscard]] Date date() const { return facts_.date; }
    [[nodiscard]] Date from() const { return facts_.from; }
    [[nodiscard]] Date to() const { return facts_.to; }
    [[nodiscard]] Month month() const { return facts_.month; }
    [[nodiscard]] std::uint16_t municipality() const { return code_of(facts_.municipality); }
    [[nodiscard]] Conversation conversation() const { return *facts_.conversation; }
    [[nodiscard]] std::int32_t ordinal() const { return facts_.ordinal.value_or(1); }
    [[nodiscard]] Party party() const { return *facts_.party; }
    [[nodiscard]] Chooser by() const { return *facts_.by; }
    [[nodiscard]] ChoiceValue choice() const { return *facts_.choice; }
    [[nodiscard]] ExemptReason reason() const { return *facts_.reason; }
    [[nodiscard]] ScreeningOutcome outcome() const {
      return facts_.outcome.value_or(ScreeningOutcome::group);
    }
    [[nodiscard]] std::int32_t duty_days() const { return *facts_.duty_days; }

  private:
    const EventFacts& facts_;
  };

  [[nodiscard]] Date registered() const { return facts_.registered; }
  [[nodiscard]] Date placed() const { return facts_.placed; }
  [[nodiscard]] std::uint16_t municipality() const { return code_of(facts_.person.municipality); }
  [[nodiscard]] std::optional<std::int32_t> birth_year() const { return facts_.person.birth_year; }
  [[nodiscard]] std::optional<bool> qualifying_education() const {
    return facts_.person.qualifying_education;
  }
  [[nodiscard]] std::optional<bool> vocational_education_outdated() const {
    return facts_.person.vocational_education_outdated;
  }
  [[nodiscard]] std::size_t insurance_size() const { return facts_.person.insurance.size(); }
  [[nodiscard]] const InsuranceFacts& insurance(std::size_t i) const { return facts_.person.insurance[i]; }
  [[nodiscard]] std::size_t events_size() const { return facts_.events.size(); }
  [[nodiscard]] Event event(std::size_t i) const { return Event{facts_.events[i]}; }
  [[nodiscard]] std::size_t observed_size() const { return facts_.observed.size(); }
  [[nodiscard]] const ObservedFacts& observed(std::size_t i) const { return facts_.observed[i]; }
  [[nodiscard]] std::size_t benefit_size() const { return facts_.benefit.size(); }
  void benefit(std::size_t i, Spell& spell) const {
    const BenefitFacts& row = facts_.benefit[i];
    if (row.month != Month{})
      spell = {row.month.first(), row.month.last(), row.month, true, row.hours, row.kind};
    else
      spell = {row.from, row.to, Month{row.from}, false, row.hours, row.kind};
  }
  [[nodiscard]] std::size_t meetings_size() const { return facts_.meetings.size(); }
  void meeting(std::size_t i, MeetingRow& row) const {
    const MeetingFacts& meeting = facts_.meetings[i];
    row.date = meeting.date;
    row.summoned = meeting.summoned;
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
    if (!meeting.themes.empty()) row.themes = count_themes(law_, meeting.themes);
  }

private:
  [[nodiscard]] static std::uint16_t code_of(std::string_view municipality) {
    if (municipality.empty()) return 0;
    return find_municipality(municipality).value_or(std::uint16_t{0});
  }

  const CourseFacts& facts_;
  const Law& law_;
};

} // namespace detail

inline CourseOrFaults Course::from(CourseFacts facts, const CheckOptions& options, const Law& law) {
  if (auto faults = find_faults(facts, options, law); !faults.empty()) return faults;
  return Course{std::move(facts), law};
}

inline Course Course::checked(CourseFacts facts, const CheckOptions& options, const Law& law) {
  return from(std::move(facts), options, law).value();
}

inline Course::Course(CourseFacts facts, const Law& law) : facts_(std::move(facts)) {
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
  const detail::FactSource source{facts_, law};
  detail::RowScratch scratch;
  rows_.fill(source, law, scratch);
}

} // namespace kontaktforloeb
