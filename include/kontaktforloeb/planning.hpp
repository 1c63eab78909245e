#pragma once
/// @file
/// What planning gives: deadlines, plans, and changes that put a plan right. Plain values; `deadlines.hpp`,
/// `plan.hpp` and `repair.hpp` fill them.

#include <kontaktforloeb/finding.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace kontaktforloeb {

/// When a rule falls due.
struct Deadline {
  const Rule* rule = nullptr;   ///< The rule.
  std::uint32_t finding = 0;    ///< Place of its finding in the assessment.
  Status status = Status::open; ///< Its status; what is booked counts for it.
  std::int32_t to_hold = 0;     ///< How many of its conversations are still to be held, booked ones too.
  Date due = {}; ///< Last day in time, inclusive; unset: it cannot be reached yet, or there is none.
  bool due_projected = false;                  ///< Whether `due` rests on months that are not reported.
  std::optional<std::int32_t> slack_days = {}; ///< Days from the day of assessing to `due`.
  Clock clock = Clock::calendar;               ///< The clock that `due` lies on.
  std::optional<Hours> slack_hours =
      {}; ///< On an hour clock: hours expected to be counted from now to `due`.
  /// The last day from which all that is due up to `due`, and not past by then, can still be held in time:
  /// one meeting a day on open days, merged where the law allows it, what is held counted, what is booked
  /// not. May lie before the day of assessing: then it is too late. Unset: no day does, or there is no `due`.
  Date last_feasible_day = {};
};

/// What days are preferred once the fewest meetings are found.
enum class Prefer : std::uint8_t {
  spread,   ///< Conversations apart, a week before their last days; joint ones towards the end.
  earliest, ///< Each as early as possible.
  latest,   ///< Each as late as possible.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 3> words<Prefer>{"spread", "earliest", "latest"};
/// @endcond

/// Why a rule is not kept by the best plan possible.
enum class ConflictReason : std::uint8_t {
  passed,       ///< Its last day has passed, or what was held came too late or broke it.
  no_open_day,  ///< No open day is left in its window.
  too_few_days, ///< With the others there are too few open days, or no order of conversations, for all.
  booked,       ///< A booked meeting breaks it; a plan does not touch what is booked.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 4> words<ConflictReason>{"passed", "no_open_day",
                                                                       "too_few_days", "booked"};
/// @endcond

/// Why nothing was planned at all.
enum class PlanProblem : std::uint8_t {
  none,              ///< Something was.
  no_law,            ///< No law is known; the assessment says why.
  horizon_too_short, ///< No open day lies between the day of planning and the horizon.
  closed_throughout, ///< The caller's closed days leave no open day.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 4> words<PlanProblem>{"none", "no_law", "horizon_too_short",
                                                                    "closed_throughout"};
/// @endcond

/// A meeting that a plan proposes.
struct ProposedMeeting {
  Date date = {};                    ///< Its day.
  std::uint8_t conversations = 0;    ///< Its conversations, bits `1 << Conversation`.
  Party holder = Party::a_kasse;     ///< Who holds it.
  Form form = Form::in_person;       ///< How people meet; attendance always counts.
  DateRange window = {};             ///< Days on which it would keep the same rules, both inclusive.
  std::uint32_t discharges_from = 0; ///< Where its rules start in the plan's list.
  std::uint32_t discharges_size = 0; ///< How many there are.
};

/// A rule that the best plan possible does not keep.
struct Conflict {
  const Rule* rule = nullptr;                        ///< The rule.
  ConflictReason why = ConflictReason::too_few_days; ///< Why.
  Status status = Status::open;                      ///< Its status in the completed course.
  Date due = {};                                     ///< Its last day, or unset.
  std::int32_t missing = 0;                          ///< How many of its conversations have no day.
};

/// A course completed.
struct Plan {
  PlanProblem problem = PlanProblem::none; ///< Why nothing was planned.
  bool feasible = false;                   ///< Whether the completed course keeps every rule.
  bool proven = true;             ///< Whether the search saw everything; else a smaller plan may exist.
  Prefer prefer = Prefer::spread; ///< What was preferred.
  std::vector<ProposedMeeting> proposed = {};   ///< The meetings to be added, by day; as few as possible.
  std::vector<std::uint32_t> kept = {};         ///< Held and booked meetings, by their places in the file.
  std::vector<std::uint32_t> given_up = {};     ///< Booked meetings given up, by their places in the file.
  std::vector<Conflict> conflicts = {};         ///< Rules that cannot be kept.
  std::vector<const Rule*> waiting = {};        ///< Rules whose days in time cannot be reached yet.
  std::vector<const Rule*> later = {};          ///< Rules that fall due after the horizon.
  std::vector<const Rule*> undecided = {};      ///< Rules that stay undecided whatever is held.
  std::vector<const Rule*> discharge_list = {}; ///< Rules of all proposed meetings; see `discharges`.
  Assessment completed = {};                    ///< The completed course judged on the day of planning.

  /// The rules that a proposed meeting helps to keep.
  [[nodiscard]] std::span<const Rule* const> discharges(const ProposedMeeting& meeting) const {
    return std::span{discharge_list}.subspan(meeting.discharges_from, meeting.discharges_size);
  }
};

/// What is done to a plan.
enum class EditOp : std::uint8_t {
  add,    ///< A meeting is added.
  move,   ///< A booked meeting gets another day.
  split,  ///< Some conversations of a booked meeting get a meeting of their own, on another day.
  merge,  ///< A booked meeting's conversations are held in another one.
  change, ///< A booked meeting gets another holder or form, or all parties take part.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 5> words<EditOp>{"add", "move", "split", "merge", "change"};
/// @endcond

/// What a change is about.
enum class EditField : std::uint8_t {
  holder, ///< Who holds the meeting.
  form,   ///< How people meet.
  absent, ///< Who is not there.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 3> words<EditField>{"holder", "form", "absent"};
/// @endcond

/// One change of a plan.
struct Edit {
  EditOp op = EditOp::add;             ///< What is done.
  EditField field = EditField::holder; ///< For a change: of what.
  std::uint32_t meeting = 0;           ///< The booked meeting's place in the file; not for an added one.
  std::uint32_t into = 0;              ///< For a merge: the place of the meeting that it is held in.
  Date date = {};                      ///< The new day; for a merge the day of the other meeting.
  Date from = {};                      ///< The booked meeting's day; not for an added one.
  std::uint8_t conversations = 0;      ///< The conversations concerned, bits `1 << Conversation`.
  Party holder = Party::a_kasse;       ///< The holder, the new one for a change of it.
  Form form = Form::in_person;         ///< The form, the new one for a change of it.
  friend bool operator==(const Edit&, const Edit&) = default;
};

/// A set of changes that makes a plan as lawful as it can be made.
struct Remedy {
  std::vector<Edit> edits = {}; ///< The changes; none needs another to be done first.
};

/// What can be done about a plan.
struct Repair {
  PlanProblem problem = PlanProblem::none; ///< Why nothing was looked for.
  bool possible = false;                   ///< Whether the plan can be made lawful as a whole.
  bool proven = true;                      ///< Whether it is proven that no smaller set of changes does.
  std::size_t at_least = 0; ///< So many changes are needed by count alone: one mends one breach, and fills
                            ///< one conversation of a group.
  std::uint64_t smaller_tried = 0;   ///< How many smaller sets were tried for that.
  Date as_of = {};                   ///< From the day after it on changes are possible.
  std::vector<Remedy> remedies = {}; ///< At most four of the same, the smallest size, the best first.
  std::vector<const Rule*> beyond_repair = {}; ///< Rules that no change can mend: history, or no day left.
  std::vector<const Rule*> late_still = {};    ///< Those of them whose conversation can still be held, late.

  /// How many changes are needed.
  [[nodiscard]] std::size_t size() const { return remedies.empty() ? 0 : remedies.front().edits.size(); }
};

} // namespace kontaktforloeb
