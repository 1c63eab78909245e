#pragma once
/// @file
/// Slots and groups: what a requirement asks for, and which conversation fills what.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <kontaktforloeb/meetings.hpp>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace kontaktforloeb::detail {

/// Where a meeting stands to a window; `no`: it cannot count at all.
enum class Place : std::uint8_t { no, early, in_time, late };

/// Where a meeting stands to slots of one window, and how many of them it fills: at most one for each of its
/// kinds.
struct Standing {
  Place place = Place::no;
  std::uint8_t fills = 0;
};

/// Whether a slot asks for its conversation.
enum class Ask : std::uint8_t {
  asked,   ///< A conversation is asked for.
  if_held, ///< None is asked for; one in time fills it all the same.
  never,   ///< The window only tells what was in time.
};

/// The slots of one duty that share a window, and how they are filled.
struct Slots {
  const Duty* duty;
  DayWindow window;
  Ask ask;
  std::uint8_t accepts; ///< Its duty's kinds of conversation.
  Group group;          ///< Its duty's group.
  std::int32_t count, free;
  std::int32_t held = 0, held_late = 0, planned = 0, planned_late = 0;
  Date last_held = {}; ///< Day of the last held conversation that fills one.

  Slots(const Duty& of, const DayWindow& within, Ask asks)
      : duty(&of), window(within), ask(asks), accepts(of.accepts), group(of.group),
        count(of.requirement->count), free(count) {}
};

/// Judgement of one requirement in one scenario.
struct Judged {
  const Duty* duty;
  const Requirement* requirement;
  Status status = Status::open;
  Cause cause = Cause::none;
  Date cause_date = {};
  std::int32_t cause_number = 0;
  std::int32_t required = 0;
  std::int32_t counted = 0;
  Date completed_on = {};
  EndDay from, due;
  std::uint32_t slots_from = 0; ///< Where its windows start among all slots.
  std::uint32_t slots_size = 0; ///< How many there are.
  DateRange gap = {};           ///< Days between two windows that are not in time.
  bool by_meeting = false;      ///< Whether it is undecided because of a meeting.
  bool unsettled = false;       ///< Whether it is not settled how far a postponement reaches.

  Judged(const Duty& of, std::size_t slots)
      : duty(&of), requirement(of.requirement), slots_from(static_cast<std::uint32_t>(slots)) {}
};

/// Buffers of the slots.
struct SlotBuffers {
  std::vector<Slots> slots;
  std::vector<Standing> standings;                 ///< Windows by meetings.
  std::vector<std::optional<DayWindow>> nationals; ///< By duty; empty where no variant permits.
};

/// The slots of all requirements in one scenario, and which meeting fills which.
class Allocation {
public:
  Allocation(const Given& given, const Extent& extent, const std::vector<Duty>& duties, Meetings& meetings,
             SlotBuffers& buffers)
      : given_(given), course_(given.course), extent_(extent), duties_(duties), meetings_(meetings),
        buffers_(buffers), slots_(buffers.slots) {
    buffers_.nationals.clear();
    if (given.uses(Reading::variant_effect))
      for (const Duty& duty : duties) buffers_.nationals.push_back(extent.permitted(*duty.requirement));
  }

  /// Opens the slots of every requirement that asks for something, in the regime's order.
  void open(std::vector<Judged>& results) {
    slots_.clear();
    following_from_ = 0;
    for (const Duty& duty : duties_) {
      open_slots(duty, results);
      if (!duty.following) following_from_ = slots_.size();
    }
  }
  /// Whether postponements reach as far as either way of counting allows, or only as far as both do.
  void reach_far(bool far) { far_ = far; }
  /// Gives each conversation its slot.
  void fill() {
    find_standings();
    fill_slots();
  }

  /// The slots of a judged requirement, a window each.
  [[nodiscard]] std::span<const Slots> of(const Judged& judged) const {
    return std::span{slots_}.subspan(judged.slots_from, judged.slots_size);
  }
  /// Where each meeting stands to each window of a judged requirement, window by window.
  [[nodiscard]] std::span<const Standing> standings(const Judged& judged) const {
    const std::size_t count = course_.meetings.size();
    return std::span{buffers_.standings}.subspan(judged.slots_from * count, judged.slots_size * count);
  }

  /// The national window beside a variant's own, where the variant only permits; else null.
  [[nodiscard]] const DayWindow* national(const Duty& duty) const {
    if (buffers_.nationals.empty()) return nullptr;
    const auto& window = buffers_.nationals[static_cast<std::size_t>(&duty - duties_.data())];
    return window ? &*window : nullptr;
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
    Judged& judged = results.emplace_back(duty, slots_.size());
    if (requirement.condition == Condition::empty_joblog) {
      if (!open_slots_of_months(duty, judged)) return results.pop_back();
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
      if (on_track && requirement.condition == Condition::jobcenter_track && due < extent_.track_from)
        return results.pop_back();
      if (duty.following && due < extent_.following_from) return results.pop_back();
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
    judged.slots_size = static_cast<std::uint32_t>(slots_.size()) - judged.slots_from;
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
      add_slots(duty, {{next.first(), false, false}, {next.last(), false, false}}, judged,
                asked ? Ask::asked : Ask::never);
    }
    // Where no month asks for a conversation, the windows of all tell what was held in time; else those
    // that ask.
    if (judged.required != 0) {
      judged.cause = Cause::none;
      const auto not_asked = std::remove_if(slots_.begin() + first, slots_.end(),
                                            [](const Slots& slots) { return slots.ask != Ask::asked; });
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
      const EndDay in_days{due.day + requirement.postponement.days, false, due.projected};
      Bound bound = requirement.window.to.bound;
      bound.limit.full_time += requirement.postponement.hours.full_time;
      bound.limit.part_time += requirement.postponement.hours.part_time;
      const EndDay in_hours = extent_.end_day(bound, {});
      const bool hours_are_less = in_hours.or_last() < in_days.day;
      const EndDay& less = hours_are_less ? in_hours : in_days;
      const EndDay& more = hours_are_less ? in_days : in_hours;
      window.to = far_ ? more : less;
      if (row.to <= window.to.or_last()) window.to = {row.to, false, due.projected};
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
    const Slots& slots = slots_.emplace_back(duty, window, ask);
    if (ask == Ask::asked) judged.required += slots.count;
  }

  /// Where a meeting that may count stands to a window, and to the national one beside it, if it is not null.
  [[nodiscard]] Place find_place(const Slots& slots, const DayWindow* national, std::size_t i) const {
    const Requirement& requirement = *slots.duty->requirement;
    const Date day = course_.meetings[i].date;
    if (!meetings_.can_count(*slots.duty, slots.window.to, i, national != nullptr)) return Place::no;
    if (meetings_.before_cv(requirement, day)) return Place::early;
    const bool number = meetings_.right_number(requirement, meetings_[i].number);
    if ((number && slots.window.contains(day)) || (national != nullptr && national->contains(day)))
      return Place::in_time;
    // What only repairs does so in time or not at all.
    if (course_.meetings[i].holder != requirement.holder) return Place::no;
    if (slots.window.passed(day) && (national == nullptr || national->passed(day))) return Place::late;
    // A day of the variant's own window is barred by its number; between two windows it is before the later
    // one.
    return !number && slots.window.contains(day) ? Place::no : Place::early;
  }

  /// Looks once at every meeting for every window.
  void find_standings() {
    const std::size_t count = course_.meetings.size();
    buffers_.standings.assign(slots_.size() * count, {});
    Standing* standing = buffers_.standings.data();
    std::vector<MeetingState>& states = meetings_.states();
    for (const Slots& slots : slots_) {
      const DayWindow* permitted = national(*slots.duty);
      for (std::size_t i = 0; i < count; ++i, ++standing) {
        MeetingState& state = states[i];
        if ((state.kinds & slots.accepts) == 0) continue;
        standing->place = find_place(slots, permitted, i);
        std::uint8_t& places = state.places[slots.duty->following ? 1 : 0];
        places = static_cast<std::uint8_t>(places | 1u << static_cast<unsigned>(standing->place));
      }
    }
  }

  /// Which slots a pass fills.
  struct Pass {
    Ask ask;
    bool following;
    Place wanted;
  };
  /// The slots of the trial, or of what follows it.
  [[nodiscard]] std::span<Slots> slots_of(bool following) const {
    const std::span all{buffers_.slots};
    return following ? all.subspan(following_from_) : all.first(following_from_);
  }

  /// What a trial asked for comes first; what is left over goes to the national regime after it.
  void fill_slots() {
    for (const bool following : {false, true}) {
      fill_with({Ask::asked, following, Place::in_time});
      fill_with({Ask::if_held, following, Place::in_time});
      fill_with({Ask::asked, following, Place::late});
    }
  }

  /// Walks the conversations by date.
  void fill_with(const Pass& pass) {
    std::int32_t free = 0;
    unsigned kinds = 0;
    for (const Slots& slots : slots_of(pass.following))
      if (slots.ask == pass.ask && slots.free > 0) {
        free += slots.free;
        kinds |= slots.accepts;
      }
    const std::size_t count = course_.meetings.size();
    for (std::size_t i = 0; i < count && free > 0; ++i) {
      const unsigned places = meetings_[i].places[pass.following ? 1 : 0];
      if ((places >> static_cast<unsigned>(pass.wanted) & 1u) != 0)
        for (unsigned rest = kinds & meetings_.usable(i); rest != 0; rest &= rest - 1)
          free -= take_slots(i, static_cast<std::uint8_t>(rest & (~rest + 1)), pass);
    }
  }

  /// Gives a conversation, in each group, the free slot whose last day is earliest; how many it took.
  std::int32_t take_slots(std::size_t i, std::uint8_t kind, const Pass& pass) {
    std::array<Slots*, group_count> best{};
    const MeetingState& state = meetings_[i];
    const std::size_t count = course_.meetings.size();
    std::size_t at = (pass.following ? following_from_ * count : 0) + i;
    bool found = false;
    for (Slots& slots : slots_of(pass.following)) {
      const Place place = buffers_.standings[std::exchange(at, at + count)].place;
      if (place != pass.wanted || slots.ask != pass.ask || (slots.accepts & kind) == 0 || slots.free == 0)
        continue;
      const auto group = static_cast<std::size_t>(slots.group);
      if (((state.taken[group] | state.taken_after[group]) & kind) != 0) continue;
      if (best[group] != nullptr && slots.window.to.or_last() >= best[group]->window.to.or_last()) continue;
      best[group] = &slots;
      found = true;
    }
    if (!found) return 0;
    std::int32_t taken = 0;
    for (Slots* slots : best)
      if (slots != nullptr) {
        take(*slots, i, kind);
        ++taken;
      }
    return taken;
  }

  void take(Slots& slots, std::size_t i, std::uint8_t kind) {
    MeetingState& state = meetings_.states()[i];
    auto& taken =
        (slots.duty->following ? state.taken_after : state.taken)[static_cast<std::size_t>(slots.group)];
    taken = static_cast<std::uint8_t>(taken | kind);
    const auto place = static_cast<std::size_t>(&slots - slots_.data());
    Standing& standing = buffers_.standings[place * course_.meetings.size() + i];
    ++standing.fills;
    --slots.free;
    const bool in_time = standing.place == Place::in_time;
    if (meetings_.is_held(i)) {
      ++(in_time ? slots.held : slots.held_late);
      slots.last_held = std::max(slots.last_held, course_.meetings[i].date);
    } else {
      ++(in_time ? slots.planned : slots.planned_late);
    }
  }

  const Given& given_;
  const CourseView& course_;
  const Extent& extent_;
  const std::vector<Duty>& duties_;
  Meetings& meetings_;
  std::size_t following_from_ = 0; ///< Where the slots of what follows a trial start.
  bool far_ = false;               ///< How far postponements reach.
  SlotBuffers& buffers_;
  std::vector<Slots>& slots_;
};

} // namespace kontaktforloeb::detail
