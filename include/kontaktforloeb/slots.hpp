#pragma once
/// @file
/// Slots and groups: what a requirement asks for, and which conversation fills what.

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <kontaktforloeb/meetings.hpp>
#include <optional>
#include <vector>

namespace kontaktforloeb::detail {

/// Where a meeting stands to a slot; `no`: it cannot count at all.
enum class Place : std::uint8_t { no, early, in_time, late };

inline constexpr std::uint32_t unfilled = 0xFFFFFFFF;

struct Slot {
  const Requirement* requirement = nullptr;
  DayWindow window;
  bool asked = true; ///< Whether a conversation is asked for; else the window only tells what was in time.
  std::uint32_t filled_by = unfilled; ///< Place in the sorted meetings.
  bool in_time = false;
};

/// Judgement of one requirement in one scenario.
struct Judged {
  const Requirement* requirement = nullptr;
  Status status = Status::open;
  Cause cause = Cause::none;
  Date cause_date = {};
  std::int32_t cause_number = 0;
  std::int32_t required = 0;
  std::int32_t counted = 0;
  Date completed_on = {};
  EndDay from, due;
  DateRange gap = {}; ///< Days between two windows that are not in time.
};

/// The slots of all requirements in one scenario, and which meeting fills which.
class Slots {
public:
  Slots(const Given& given, const Extent& extent, const Meetings& meetings, std::vector<Slot>& slots,
        std::vector<Place>& places, std::vector<std::optional<DayWindow>>& nationals)
      : given_(given), course_(given.course), extent_(extent), meetings_(meetings), slots_(slots),
        places_(places), nationals_(nationals) {
    nationals_.clear();
    if (given.uses(Reading::variant_effect))
      for (const Requirement& requirement : given.regime.requirements)
        nationals_.push_back(extent.permitted(requirement));
  }

  /// Opens the slots of every requirement that asks for something, in the regime's order.
  void open(std::vector<Judged>& results) {
    slots_.clear();
    for (const Requirement& requirement : given_.regime.requirements) open_slots(requirement, results);
  }
  /// Gives each conversation its slot.
  void fill() {
    find_places();
    fill_slots();
  }

  [[nodiscard]] auto begin() const { return slots_.cbegin(); }
  [[nodiscard]] auto end() const { return slots_.cend(); }
  [[nodiscard]] Place place(const Slot& slot, std::size_t i) const {
    const auto s = static_cast<std::size_t>(&slot - slots_.data());
    return places_[s * course_.meetings.size() + i];
  }
  [[nodiscard]] static bool is_for(const Slot& slot, Group group, Conversation conversation) {
    return slot.requirement->group == group && slot.requirement->conversation == conversation;
  }

  /// The national window beside a variant's own, where the variant only permits; else null.
  [[nodiscard]] const DayWindow* national(const Requirement& requirement) const {
    if (nationals_.empty()) return nullptr;
    const auto at = static_cast<std::size_t>(&requirement - given_.regime.requirements.data());
    return nationals_[at] ? &*nationals_[at] : nullptr;
  }

private:
  /// The registration that a calendar requirement counts from: the last one before which nothing was held.
  [[nodiscard]] Date anchor(const Requirement& requirement) const {
    Date day = given_.period.registered;
    if (given_.uses(Reading::registration_restarts_two_weeks)) return day;
    for (const Date again : course_.registrations) {
      if (again <= day || again > given_.as_of || !given_.period.belongs(course_, again)) continue;
      const EndDay due = extent_.end_day(requirement.window.to, day);
      bool held = false;
      for (std::size_t i = 0; i < course_.meetings.size() && course_.meetings[i].date < again; ++i)
        held = held || (course_.meetings[i].has(requirement.conversation) && meetings_.is_held(i) &&
                        !meetings_.reason_against(requirement, due, i));
      if (!held) day = again;
    }
    return day;
  }

  void open_slots(const Requirement& requirement, std::vector<Judged>& results) {
    Judged judged;
    judged.requirement = &requirement;
    if (requirement.condition == Condition::empty_joblog) {
      const auto first = static_cast<std::ptrdiff_t>(slots_.size());
      bool any = false;
      for (const JoblogRow& empty : course_.joblog) {
        if (empty.month.last() < extent_.meetings_from || !given_.period.belongs(course_, empty.month.last()))
          continue;
        any = true;
        const bool covered = requirement.empty_joblog.months.contains(empty.month.first()) &&
                             requirement.empty_joblog.months.contains(empty.month.last());
        const bool asked = covered && empty.duty_days >= requirement.empty_joblog.least_duty_days;
        if (!asked) {
          judged.cause = covered ? Cause::too_few_duty_days : Cause::month_not_covered;
          judged.cause_date = empty.month.first();
          judged.cause_number = empty.duty_days;
        }
        const Month next = empty.month + 1;
        add_slots(requirement, {{false, next.first(), false}, {false, next.last(), false}}, judged, asked);
      }
      if (!any) return;
      // Where no month asks for a conversation, the windows of all tell what was held in time; else those
      // that ask.
      if (judged.required != 0) {
        judged.cause = Cause::none;
        const auto not_asked = std::remove_if(slots_.begin() + first, slots_.end(),
                                              [](const Slot& slot) { return !slot.asked; });
        slots_.erase(not_asked, slots_.end());
      }
    } else {
      const bool calendar = given_.counts_on(requirement.window.to, Clock::calendar);
      const Date from_day = calendar ? anchor(requirement) : Date{};
      const DayWindow window{extent_.end_day(requirement.window.from, from_day),
                             extent_.end_day(requirement.window.to, from_day)};
      add_slots(requirement, window, judged);
    }
    results.push_back(judged);
  }

  void add_slots(const Requirement& requirement, const DayWindow& window, Judged& judged, bool asked = true) {
    for (std::int32_t i = 0; i < requirement.count; ++i) {
      slots_.push_back({&requirement, window, asked, unfilled, false});
      if (asked) ++judged.required;
    }
  }

  /// Where a meeting stands to a slot, if it can count at all.
  [[nodiscard]] Place find_place(const Slot& slot, std::size_t i) const {
    const Requirement& requirement = *slot.requirement;
    const Date day = course_.meetings[i].date;
    const DayWindow* national = this->national(requirement);
    if (meetings_.reason_against(requirement, slot.window.to, i, national != nullptr)) return Place::no;
    if (meetings_.before_cv(requirement, day)) return Place::early;
    const bool number = meetings_.right_number(requirement, meetings_[i].number);
    if ((number && slot.window.contains(day)) || (national != nullptr && national->contains(day)))
      return Place::in_time;
    if (slot.window.passed(day) && (national == nullptr || national->passed(day))) return Place::late;
    // A day of the variant's own window is barred by its number; between two windows it is before the later
    // one.
    return !number && slot.window.contains(day) ? Place::no : Place::early;
  }

  /// Looks once at every meeting for every slot; slots of one requirement and window see the same.
  void find_places() {
    const std::size_t count = course_.meetings.size();
    places_.assign(slots_.size() * count, Place::no);
    for (std::size_t s = 0; s < slots_.size(); ++s)
      for (std::size_t i = 0; i < count; ++i) {
        const Slot& slot = slots_[s];
        if (course_.meetings[i].has(slot.requirement->conversation))
          places_[s * count + i] = find_place(slot, i);
      }
  }

  void fill_slots() {
    std::array<std::uint8_t, group_count> kinds{};
    for (const Slot& slot : slots_) {
      auto& set = kinds[static_cast<std::size_t>(slot.requirement->group)];
      set = static_cast<std::uint8_t>(set | 1u << static_cast<unsigned>(slot.requirement->conversation));
    }
    for (const Place wanted : {Place::in_time, Place::late})
      for (std::size_t i = 0; i < course_.meetings.size(); ++i)
        for (std::size_t group = 0; group < group_count; ++group)
          for (unsigned rest = kinds[group] & course_.meetings[i].conversations; rest != 0; rest &= rest - 1)
            take_slot(i, static_cast<Group>(group), static_cast<Conversation>(std::countr_zero(rest)),
                      wanted);
  }

  /// Gives a conversation the free slot of its group whose last day is earliest.
  void take_slot(std::size_t i, Group group, Conversation conversation, Place wanted) {
    Slot* best = nullptr;
    for (Slot& slot : slots_) {
      if (!slot.asked || !is_for(slot, group, conversation)) continue;
      if (slot.filled_by == i) return;
      if (slot.filled_by != unfilled ||
          (best != nullptr && slot.window.to.or_last() >= best->window.to.or_last()))
        continue;
      if (place(slot, i) == wanted) best = &slot;
    }
    if (best == nullptr) return;
    best->filled_by = static_cast<std::uint32_t>(i);
    best->in_time = wanted == Place::in_time;
  }

  const Given& given_;
  const CourseView& course_;
  const Extent& extent_;
  const Meetings& meetings_;
  std::vector<Slot>& slots_;
  std::vector<Place>& places_;                       ///< Slots by meetings.
  std::vector<std::optional<DayWindow>>& nationals_; ///< By requirement; empty where no variant permits.
};

} // namespace kontaktforloeb::detail
