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
    std::size_t open_days = 0;
    std::size_t needed = 1;
    for (Date day = last; day >= earliest; day = day - 1) {
      if (!desk_.is_open(day)) continue;
      if (++open_days < needed) continue;
      if (can_be_held(day, last)) return found_ = day;
      needed = std::max(needed, fewest_);
    }
    return found_;
  }

private:
  [[nodiscard]] bool can_be_held(Date from, Date last) {
    const auto& slots = b_.open.slots;
    left_out_.assign(slots.size(), 0);
    for (std::size_t i = 0; i < slots.size(); ++i)
      left_out_[i] = slots[i].first.is_set() && slots[i].last >= from && slots[i].window.to <= last ? 0 : 1;
    CoverQuestion question{desk_, {}};
    question.not_before = from;
    question.any_will_do = true;
    for (const bool thorough : {false, true}) {
      question.thorough = thorough;
      Cover cover{question, b_, [](std::span<NewMeeting>) { return true; }};
      cover.ignore(left_out_);
      if (cover.run()) return true;
      fewest_ = cover.fewest_by_count();
      // Too few days for even the fewest: no use in trying more.
      std::size_t open_days = 0;
      for (Date day = from; day <= last && open_days < fewest_; day = day + 1)
        open_days += desk_.is_open(day) ? 1u : 0u;
      if (open_days < fewest_) return false;
    }
    return false;
  }

  const Desk& desk_;
  CoverBuffers& b_;
  std::vector<std::uint8_t>& left_out_;
  Date found_for_ = {}, found_ = {};
  std::size_t fewest_ = 1;
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
  // What is booked changes nothing but the status, unless it is the CV conversation that others come after.
  buffer.held_.clear();
  bool cv_booked = false;
  for (const MeetingRow& row : course.view().meetings)
    if (row.date <= as_of)
      buffer.held_.push_back(row);
    else
      cv_booked = cv_booked || row.has(Conversation::cv_samtale);
  buffer.cover_.busy.clear();
  detail::OpenSlots& open = buffer.cover_.open;
  desk.look_ahead(cv_booked ? std::span<const MeetingRow>{buffer.held_} : course.view().meetings, open);
  if (!desk.has_law()) return out;
  for (const std::uint32_t finding : open.waiting) {
    Deadline deadline;
    deadline.finding = finding;
    out.push_back(deadline);
  }
  for (const detail::OpenSlot& slot : open.slots) {
    if (slot.opens_way) continue;
    auto at = std::find_if(out.begin(), out.end(),
                           [&](const Deadline& deadline) { return deadline.finding == slot.finding; });
    if (at == out.end()) {
      Deadline deadline;
      deadline.finding = slot.finding;
      deadline.clock = slot.clock;
      at = out.insert(out.end(), deadline);
    }
    ++at->to_hold;
  }
  std::sort(out.begin(), out.end(),
            [](const Deadline& a, const Deadline& b) { return a.finding < b.finding; });
  detail::LastDays last_days{desk, buffer.cover_, buffer.left_out_};
  std::array<std::optional<Amount>, words<Clock>.size()> now;
  for (Deadline& deadline : out) {
    const Finding& finding = buffer.work_.findings[deadline.finding];
    deadline.rule = finding.rule;
    deadline.status = finding.status;
    // Of several windows the first that is still open.
    for (const detail::OpenSlot& slot : open.slots)
      if (slot.finding == deadline.finding && !slot.opens_way && finding.due.is_set() &&
          (!deadline.due.is_set() || slot.window.to < deadline.due))
        deadline.due = slot.window.to;
    deadline.due_projected = finding.due_projected && deadline.due == finding.due;
    if (!deadline.due.is_set()) continue;
    deadline.slack_days = deadline.due - as_of;
    if (deadline.clock != Clock::calendar) {
      auto& amount = now[static_cast<std::size_t>(deadline.clock)];
      if (!amount) amount = desk.expected(deadline.clock, as_of);
      deadline.slack_hours = (desk.expected(deadline.clock, deadline.due) - *amount).truncated();
    }
    deadline.last_feasible_day = last_days.find(deadline.due);
  }
  std::stable_sort(out.begin(), out.end(), [](const Deadline& a, const Deadline& b) {
    const Date x = a.due.is_set() ? a.due : detail::end_of_time,
               y = b.due.is_set() ? b.due : detail::end_of_time;
    return x < y;
  });
  if (cv_booked) {
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
