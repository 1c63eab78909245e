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

/// Whether a slot asks for its conversation.
enum class Ask : std::uint8_t {
  asked,   ///< A conversation is asked for.
  if_held, ///< None is asked for; one in time fills it all the same.
  never,   ///< The window only tells what was in time.
};

struct Slot {
  const Duty* duty = nullptr;
  DayWindow window;
  Ask ask = Ask::asked;
  std::uint32_t filled_by = unfilled; ///< Place in the sorted meetings.
  Conversation filled_as = {};        ///< Which of its conversations.
  bool in_time = false;
};

/// Judgement of one requirement in one scenario.
struct Judged {
  const Duty* duty = nullptr;
  const Requirement* requirement = nullptr;
  Status status = Status::open;
  Cause cause = Cause::none;
  Date cause_date = {};
  std::int32_t cause_number = 0;
  std::int32_t required = 0;
  std::int32_t counted = 0;
  Date completed_on = {};
  EndDay from, due;
  DateRange gap = {};      ///< Days between two windows that are not in time.
  bool by_meeting = false; ///< Whether it is undecided because of a meeting.
  bool unsettled = false;  ///< Whether it is not settled how far a postponement reaches.
};

/// The slots of all requirements in one scenario, and which meeting fills which.
class Slots {
public:
  Slots(const Given& given, const Extent& extent, const std::vector<Duty>& duties, const Meetings& meetings,
        std::vector<Slot>& slots, std::vector<Place>& places,
        std::vector<std::optional<DayWindow>>& nationals)
      : given_(given), course_(given.course), extent_(extent), duties_(duties), meetings_(meetings),
        slots_(slots), places_(places), nationals_(nationals) {
    nationals_.clear();
    if (given.uses(Reading::variant_effect))
      for (const Duty& duty : duties) nationals_.push_back(extent.permitted(*duty.requirement));
  }

  /// Opens the slots of every requirement that asks for something, in the regime's order.
  void open(std::vector<Judged>& results) {
    slots_.clear();
    for (const Duty& duty : duties_) open_slots(duty, results);
  }
  /// Whether postponements reach as far as either way of counting allows, or only as far as both do.
  void reach_far(bool far) { far_ = far; }
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
    return slot.duty->group == group && (slot.duty->accepts & bit(conversation)) != 0;
  }

  /// The national window beside a variant's own, where the variant only permits; else null.
  [[nodiscard]] const DayWindow* national(const Duty& duty) const {
    if (nationals_.empty()) return nullptr;
    const auto at = static_cast<std::size_t>(&duty - duties_.data());
    return nationals_[at] ? &*nationals_[at] : nullptr;
  }

private:
  /// The registration that a calendar requirement counts from: the last one before which nothing was held.
  [[nodiscard]] Date anchor(const Duty& duty) const {
    const Requirement& requirement = *duty.requirement;
    Date day = given_.period.registered;
    if (given_.uses(Reading::registration_restarts_two_weeks)) return day;
    for (const Date again : course_.registrations) {
      if (again <= day || again > given_.as_of || !given_.period.belongs(course_, again)) continue;
      const EndDay due = extent_.end_day(requirement.window.to, day);
      bool held = false;
      for (std::size_t i = 0; i < course_.meetings.size() && course_.meetings[i].date < again; ++i)
        held = held || (course_.meetings[i].has(requirement.conversation) && meetings_.is_held(i) &&
                        !meetings_.reason_against(duty, due, i));
      if (!held) day = again;
    }
    return day;
  }

  void open_slots(const Duty& duty, std::vector<Judged>& results) {
    const Requirement& requirement = *duty.requirement;
    const bool on_track = extent_.track_from.is_set() && !duty.following;
    if (requirement.condition == Condition::jobcenter_track && !on_track) return;
    Judged judged;
    judged.duty = &duty;
    judged.requirement = &requirement;
    if (requirement.condition == Condition::empty_joblog) {
      if (!open_slots_of_months(duty, judged)) return;
    } else if (requirement.every != Limit{}) {
      open_series(duty, judged);
    } else {
      const bool calendar = given_.counts_on(requirement.window.to, Clock::calendar);
      const Date from_day = calendar ? anchor(duty) : Date{};
      const bool carried = given_.carried_over(requirement.rule);
      DayWindow window{extent_.end_day(requirement.window.from, from_day, carried),
                       extent_.end_day(requirement.window.to, from_day, carried)};
      postpone(duty, window, judged);
      const Date due = window.to.or_last();
      if (on_track && requirement.condition == Condition::jobcenter_track && due < extent_.track_from) return;
      if (duty.following && due < extent_.following_from) return;
      Ask ask = Ask::asked;
      if (requirement.until.is_set() && due > requirement.until) {
        ask = Ask::if_held;
        judged.cause = Cause::rule_ended;
        judged.cause_date = requirement.until;
      }
      if (requirement.condition == Condition::need_or_request && !asked_for(requirement, window)) {
        ask = Ask::if_held;
        judged.cause = Cause::not_asked_for;
      }
      if (requirement.condition == Condition::not_jobcenter_track && on_track && due >= extent_.track_from) {
        ask = Ask::never;
        judged.cause = Cause::on_jobcenter_track;
        judged.cause_date = extent_.track_from;
      }
      add_slots(duty, window, judged, ask);
    }
    results.push_back(judged);
  }

  /// One slot for each month with an empty joblog; whether there is such a month.
  bool open_slots_of_months(const Duty& duty, Judged& judged) {
    const Requirement& requirement = *duty.requirement;
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
      add_slots(duty, {{false, next.first(), false}, {false, next.last(), false}}, judged,
                asked ? Ask::asked : Ask::never);
    }
    // Where no month asks for a conversation, the windows of all tell what was held in time; else those
    // that ask.
    if (judged.required != 0) {
      judged.cause = Cause::none;
      const auto not_asked = std::remove_if(slots_.begin() + first, slots_.end(),
                                            [](const Slot& slot) { return slot.ask != Ask::asked; });
      slots_.erase(not_asked, slots_.end());
    }
    return any;
  }

  /// A series asks for its first conversation, and for the next one each time the last day of one has passed
  /// by reported hours.
  void open_series(const Duty& duty, Judged& judged) {
    const Requirement& requirement = *duty.requirement;
    WindowEnd from = requirement.window.from, to = requirement.window.to;
    EndDay opens = extent_.end_day(from, {});
    for (;;) {
      const EndDay due = extent_.end_day(to, {});
      add_slots(duty, {opens, due}, judged, Ask::asked);
      if (!due.day.is_set() || due.projected || (due.day >= given_.as_of && !given_.as_planned)) return;
      opens = due;
      to.bound.limit.full_time += requirement.every.full_time;
      to.bound.limit.part_time += requirement.every.part_time;
    }
  }

  /// Moves the last day of a conversation that was postponed, as far as that is allowed.
  void postpone(const Duty& duty, DayWindow& window, Judged& judged) const {
    const Requirement& requirement = *duty.requirement;
    if (requirement.postponement == Postponement{} || !window.to.day.is_set()) return;
    const EndDay due = window.to;
    for (const PostponedRow& row : course_.postponed) {
      if (row.conversation != requirement.conversation || row.ordinal != requirement.ordinal ||
          !given_.period.belongs(course_, row.date) || row.to <= due.day)
        continue;
      // Whether the stretch is counted in days or in hours is not settled.
      const EndDay in_days{false, due.day + requirement.postponement.days, due.projected};
      Bound bound = requirement.window.to.bound;
      bound.limit.full_time += requirement.postponement.hours.full_time;
      bound.limit.part_time += requirement.postponement.hours.part_time;
      const EndDay in_hours = extent_.end_day(bound, {});
      const bool hours_are_less = in_hours.or_last() < in_days.day;
      const EndDay& less = hours_are_less ? in_hours : in_days;
      const EndDay& more = hours_are_less ? in_days : in_hours;
      window.to = far_ ? more : less;
      if (row.to <= window.to.or_last()) window.to = {false, row.to, due.projected};
      judged.unsettled = row.to > less.or_last();
    }
  }

  /// Whether somebody asked for a conversation by its last day, or the person wanted the other party there.
  [[nodiscard]] bool asked_for(const Requirement& requirement, const DayWindow& window) const {
    const auto fits = [&](const auto& row) {
      return row.conversation == requirement.conversation && row.ordinal == requirement.ordinal &&
             row.date <= window.to.or_last() && given_.period.belongs(course_, row.date);
    };
    if (std::any_of(course_.requests.begin(), course_.requests.end(), fits)) return true;
    std::optional<ChoiceValue> last;
    for (const ChoiceRow& choice : course_.choices)
      if (fits(choice) && choice.by == Chooser::person) last = choice.choice;
    return last == ChoiceValue::wants;
  }

  void add_slots(const Duty& duty, const DayWindow& window, Judged& judged, Ask ask) {
    for (std::int32_t i = 0; i < duty.requirement->count; ++i) {
      slots_.push_back({&duty, window, ask, unfilled, {}, false});
      if (ask == Ask::asked) ++judged.required;
    }
  }

  /// Where a meeting stands to a slot, if it can count at all.
  [[nodiscard]] Place find_place(const Slot& slot, std::size_t i) const {
    const Requirement& requirement = *slot.duty->requirement;
    const Date day = course_.meetings[i].date;
    const DayWindow* national = this->national(*slot.duty);
    if (meetings_.reason_against(*slot.duty, slot.window.to, i, national != nullptr)) return Place::no;
    if (meetings_.before_cv(requirement, day)) return Place::early;
    const bool number = meetings_.right_number(requirement, meetings_[i].number);
    if ((number && slot.window.contains(day)) || (national != nullptr && national->contains(day)))
      return Place::in_time;
    // What only repairs does so in time or not at all.
    if (course_.meetings[i].holder != requirement.holder) return Place::no;
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
        if ((course_.meetings[i].conversations & slot.duty->accepts) != 0)
          places_[s * count + i] = find_place(slot, i);
      }
  }

  void fill_slots() {
    std::array<std::uint8_t, group_count> kinds{};
    for (const Slot& slot : slots_) {
      auto& set = kinds[static_cast<std::size_t>(slot.duty->group)];
      set = static_cast<std::uint8_t>(set | slot.duty->accepts);
    }
    const bool follows = !duties_.empty() && duties_.back().following;
    bool unasked = false;
    for (const Slot& slot : slots_) unasked = unasked || slot.ask == Ask::if_held;
    const auto fill_with = [&](Place wanted, Ask ask, bool following) {
      for (std::size_t i = 0; i < course_.meetings.size(); ++i)
        for (std::size_t group = 0; group < group_count; ++group)
          for (unsigned rest = kinds[group] & meetings_.usable(i); rest != 0; rest &= rest - 1)
            take_slot(i, static_cast<Group>(group), static_cast<Conversation>(std::countr_zero(rest)),
                      {wanted, ask, following});
    };
    // What a trial asked for comes first; what is left over goes to the national regime after it.
    for (const bool following : {false, true}) {
      if (following && !follows) break;
      fill_with(Place::in_time, Ask::asked, following);
      if (unasked) fill_with(Place::in_time, Ask::if_held, following);
      fill_with(Place::late, Ask::asked, following);
    }
  }

  /// Which slots a pass fills.
  struct Pass {
    Place wanted;
    Ask ask;
    bool following;
  };

  /// Gives a conversation the free slot of its group whose last day is earliest.
  void take_slot(std::size_t i, Group group, Conversation conversation, const Pass& pass) {
    Slot* best = nullptr;
    for (Slot& slot : slots_) {
      if (slot.ask == Ask::never || !is_for(slot, group, conversation)) continue;
      if (slot.filled_by == i && slot.filled_as == conversation) return;
      if (slot.duty->following != pass.following || slot.ask != pass.ask || slot.filled_by != unfilled ||
          (best != nullptr && slot.window.to.or_last() >= best->window.to.or_last()))
        continue;
      if (place(slot, i) == pass.wanted) best = &slot;
    }
    if (best == nullptr) return;
    best->filled_by = static_cast<std::uint32_t>(i);
    best->filled_as = conversation;
    best->in_time = pass.wanted == Place::in_time;
  }

  const Given& given_;
  const CourseView& course_;
  const Extent& extent_;
  const std::vector<Duty>& duties_;
  const Meetings& meetings_;
  bool far_ = false; ///< How far postponements reach.
  std::vector<Slot>& slots_;
  std::vector<Place>& places_;                       ///< Slots by meetings.
  std::vector<std::optional<DayWindow>>& nationals_; ///< By duty; empty where no variant permits.
};

} // namespace kontaktforloeb::detail
