#pragma once
/// @file
/// When what is still to be held falls due, and until when it can still be kept.

#include <kontaktforloeb/cover.hpp>
#include <kontaktforloeb/planning.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace kontaktforloeb {

/// How deadlines are found.
struct DeadlineOptions {
  AssessOptions assess = {}; ///< How the course is judged; `as_planned` and `contested` are not used.
  WorkingDays days = {};     ///< On which days conversations can be held.
};

/// Buffers for the deadlines of many courses.
class DeadlineBuffer {
public:
  /// The last deadlines.
  [[nodiscard]] const std::vector<Deadline>& result() const { return deadlines_; }

private:
  friend const std::vector<Deadline>& deadlines(const Course&, Date, const DeadlineOptions&, DeadlineBuffer&);
  std::vector<Deadline> deadlines_;
  detail::RunBuffers run_;
  detail::CoverBuffers cover_;
  std::vector<MeetingRow> held_;
  std::vector<std::uint8_t> left_out_;
  Assessment work_;
};

namespace detail {

/// Finds the last days from which what is open can be held.
class LastDays {
public:
  LastDays(const Desk& desk, CoverBuffers& buffers, std::vector<std::uint8_t>& left_out)
      : desk_(desk), b_(buffers), left_out_(left_out) {}

  /// The last day from which everything that is due up to `last`, and not past by then, can be held.
  [[nodiscard]] Date find(Date last) {
    if (last == found_for_) return found_;
    found_for_ = last;
    found_ = {};
    Date earliest;
    for (const OpenSlot& slot : b_.open.slots)
      if (slot.window.to == last && slot.first.is_set() && (!earliest.is_set() || slot.first < earliest))
        earliest = slot.first;
    if (!earliest.is_set()) return {};
    if (const OpenSlot* slot = only_one(last)) return found_ = slot->last;
    std::size_t open_days = 0, needed = fewest(last, last);
    for (Date day = last; day >= earliest; day = day - 1) {
      if (!desk_.is_open(day) || ++open_days < needed) continue;
      // What was past on later days is not past on this one.
      needed = fewest(day, last);
      if (open_days >= needed && can_be_held(day, last, open_days)) return found_ = day;
    }
    return found_;
  }

private:
  /// The conversation that is due on `last`, if no other one stands beside it and it needs no order; null:
  /// more has to be looked at.
  [[nodiscard]] const OpenSlot* only_one(Date last) const {
    const OpenSlot* one = nullptr;
    for (const OpenSlot& slot : b_.open.slots) {
      if (!slot.first.is_set() || slot.window.to != last) continue;
      if (one != nullptr || slot.after_cv || slot.ordinals.last != 0) return nullptr;
      one = &slot;
    }
    for (const OpenSlot& slot : b_.open.slots)
      if (one != nullptr && &slot != one && is_due(slot, one->last, last)) return nullptr;
    return one;
  }

  /// Whether a conversation is due up to `last`, and not past by `from`.
  [[nodiscard]] static bool is_due(const OpenSlot& slot, Date from, Date last) {
    return slot.first.is_set() && slot.last >= from && slot.window.to <= last;
  }

  /// At least so many meetings are needed.
  [[nodiscard]] std::size_t fewest(Date from, Date last) const {
    FewestByCount fewest;
    for (const OpenSlot& slot : b_.open.slots)
      if (is_due(slot, from, last)) fewest.add(slot);
    return fewest.meetings(b_.open);
  }

  [[nodiscard]] bool can_be_held(Date from, Date last, std::size_t open_days) {
    const auto& slots = b_.open.slots;
    left_out_.assign(slots.size(), 0);
    for (std::size_t i = 0; i < slots.size(); ++i) left_out_[i] = is_due(slots[i], from, last) ? 0 : 1;
    CoverQuestion question{desk_, {}};
    question.not_before = from;
    question.most = open_days; // at most one meeting a day
    question.any_will_do = true;
    for (const bool thorough : {false, true}) {
      question.thorough = thorough;
      Cover cover{question, b_, [](std::span<NewMeeting>) { return true; }};
      cover.ignore(left_out_);
      if (cover.run()) return true;
      // Too few days for even the fewest: no use in trying more.
      if (open_days < cover.fewest_by_count()) return false;
    }
    return false;
  }

  const Desk& desk_;
  CoverBuffers& b_;
  std::vector<std::uint8_t>& left_out_;
  Date found_for_ = {}, found_ = {};
};

/// The hours expected to be counted from the day of assessing to a last day; many rules have the same one.
class HoursUntil {
public:
  explicit HoursUntil(const Desk& desk) : desk_(desk) {}

  /// `which` is an hour clock.
  [[nodiscard]] Hours until(Clock which, Date day) {
    std::optional<Known>& known = known_[static_cast<std::size_t>(which)];
    CourseClock::Walk& walk = desk_.walk(which);
    if (!known) {
      known.emplace(Known{desk_.clock(which), {}, {}, {}});
      known->now = known->clock.expected(desk_.as_of(), walk);
    }
    if (day != known->day) {
      known->day = day;
      known->hours = (known->clock.expected(day, walk) - known->now).truncated();
    }
    return known->hours;
  }

private:
  struct Known {
    CourseClock clock;
    Amount now;
    Date day;
    Hours hours;
  };
  const Desk& desk_;
  std::array<std::optional<Known>, words<Clock>.size()> known_{};
};

} // namespace detail

/// When what is still to be held falls due, into a caller's buffer; by last day, equal ones as the rules
/// stand.
///
/// Rules of which nothing is left to hold, or which a conversation more cannot help, are left out. No known
/// law: no deadlines.
inline const std::vector<Deadline>& deadlines(const Course& course, Date as_of,
                                              const DeadlineOptions& options, DeadlineBuffer& buffer) {
  std::vector<Deadline>& out = buffer.deadlines_;
  out.clear();
  detail::Desk desk{course.view(),  course.facts().regime, course.readings(), as_of,
                    options.assess, options.days,          buffer.run_,       buffer.work_};
  if (!desk.has_law()) return out;
  // What is booked changes nothing but the status, unless it is the CV conversation that held ones come
  // after.
  buffer.held_.clear();
  bool cv_held = false, cv_booked = false;
  for (const MeetingRow& row : course.view().meetings) {
    const bool cv = row.has(Conversation::cv_samtale);
    if (row.date <= as_of) {
      buffer.held_.push_back(row);
      cv_held = cv_held || (cv && row.status == MeetingStatus::held);
    } else {
      cv_booked = cv_booked || cv;
    }
  }
  const bool apart = cv_booked && !cv_held && !buffer.held_.empty();
  buffer.cover_.busy.clear();
  detail::OpenSlots& open = buffer.cover_.open;
  desk.look_ahead(apart ? std::span<const MeetingRow>{buffer.held_} : course.view().meetings, open);
  if (!desk.has_law()) return out;
  const auto of = [&](std::uint32_t at) -> Deadline& {
    for (Deadline& deadline : out)
      if (deadline.finding == at) return deadline;
    const Finding& finding = buffer.work_.findings[at];
    Deadline& deadline = out.emplace_back();
    deadline.finding = at;
    deadline.rule = finding.rule;
    deadline.status = finding.status;
    return deadline;
  };
  for (const std::uint32_t finding : open.waiting) of(finding);
  for (const detail::OpenSlot& slot : open.slots) {
    if (slot.opens_way) continue;
    Deadline& deadline = of(slot.finding);
    deadline.clock = slot.clock;
    ++deadline.to_hold;
    // Of several windows the first that is still open.
    const Finding& finding = buffer.work_.findings[slot.finding];
    if (finding.due.is_set() && (!deadline.due.is_set() || slot.window.to < deadline.due))
      deadline.due = slot.window.to;
    deadline.due_projected = finding.due_projected && deadline.due == finding.due;
  }
  std::sort(out.begin(), out.end(), [](const Deadline& a, const Deadline& b) {
    const Date x = a.due.is_set() ? a.due : detail::end_of_time;
    const Date y = b.due.is_set() ? b.due : detail::end_of_time;
    return x != y ? x < y : a.finding < b.finding;
  });
  detail::LastDays last_days{desk, buffer.cover_, buffer.left_out_};
  detail::HoursUntil hours{desk};
  for (Deadline& deadline : out) {
    if (!deadline.due.is_set()) continue;
    deadline.slack_days = deadline.due - as_of;
    if (deadline.clock != Clock::calendar) deadline.slack_hours = hours.until(deadline.clock, deadline.due);
    deadline.last_feasible_day = last_days.find(deadline.due);
  }
  if (apart) {
    desk.judge(course.view().meetings);
    for (Deadline& deadline : out) deadline.status = buffer.work_.findings[deadline.finding].status;
  }
  return out;
}

/// When what is still to be held falls due.
inline std::vector<Deadline> deadlines(const Course& course, Date as_of,
                                       const DeadlineOptions& options = {}) {
  DeadlineBuffer buffer;
  return deadlines(course, as_of, options, buffer);
}

} // namespace kontaktforloeb
