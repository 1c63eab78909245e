#pragma once
/// @file
/// Completes a course: the fewest meetings that keep the law, and on which days.

#include <kontaktforloeb/cover.hpp>
#include <kontaktforloeb/planning.hpp>
#include <kontaktforloeb/regimes/sources.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace kontaktforloeb {

/// How a course is planned.
struct PlanOptions {
  AssessOptions assess = {};      ///< How it is judged; `as_planned` and `contested` are not used.
  Prefer prefer = Prefer::spread; ///< Which days are preferred.
  WorkingDays days = {};          ///< On which days conversations can be held.
  Date horizon = {};              ///< Plans only what falls due by this day; unset: everything in sight.
  bool move_booked = false;       ///< Whether meetings booked for later days are given up and planned anew.
};

namespace tables {

/// @cond basis
inline constexpr std::array preferred_basis{
    Basis{sources::ramboell, {}, {}, Evidence::report},
    Basis{
        "Inferred: the pairs of the evaluation's examples are preferred wherever the law allows them; no source "
        "asks for them",
        {},
        {},
        Evidence::inferred}};
/// @endcond

/// Pairs of conversations that the evaluation's examples hold together: not law, but what a plan prefers of
/// what the law allows. They stand on `preferred_basis`.
inline constexpr std::array preferred_pairs{
    Pair{Conversation::cv_samtale, Conversation::jobsamtale},
    Pair{Conversation::raadighedssamtale, Conversation::faellessamtale},
};

} // namespace tables

namespace detail {

class Planner;

} // namespace detail

/// Buffers for many plans: keep what they once allocated.
class PlanBuffer {
public:
  /// The last plan.
  [[nodiscard]] const Plan& result() const { return plan_; }

private:
  friend class detail::Planner;
  friend const Plan& plan(const Course&, Date, const PlanOptions&, PlanBuffer&);
  Plan plan_;
  detail::RunBuffers run_;
  detail::CoverBuffers cover_;
  std::vector<MeetingRow> kept_, rows_;
  std::vector<detail::NewMeeting> best_;
  std::vector<std::uint8_t> left_out_, ignored_, tried_;
  std::vector<Status> before_;
  Assessment work_;
};

namespace detail {

/// A meeting to be added as a row; `index` is its place after all meetings of the file.
inline MeetingRow row_of(std::uint8_t kinds, Party holder, Date day, std::uint32_t index) {
  MeetingRow row;
  row.date = day;
  row.index = index;
  row.conversations = kinds;
  row.conversation_count = static_cast<std::uint8_t>(std::popcount(kinds));
  row.holder = holder;
  return row;
}

/// Puts a row among rows that are sorted by day and place.
inline void insert_row(std::vector<MeetingRow>& rows, const MeetingRow& row) {
  const auto after =
      std::upper_bound(rows.begin(), rows.end(), row, [](const MeetingRow& a, const MeetingRow& b) {
        return a.date != b.date ? a.date < b.date : a.index < b.index;
      });
  rows.insert(after, row);
}

/// Days that a plan leaves, where it can, between a conversation and its last day: time for another try.
inline constexpr int days_in_reserve = 7;

/// Puts meetings on days within their earliest and latest ones, as preferred.
class Placing {
public:
  Placing(const Desk& desk, std::span<const Date> busy) : desk_(desk), busy_(busy) {}

  void place(std::span<NewMeeting> meetings, Prefer prefer, Date today) const {
    if (prefer == Prefer::spread) return spread(meetings, today);
    for (NewMeeting& meeting : meetings)
      meeting.day = prefer == Prefer::earliest ? meeting.earliest : meeting.latest;
  }

private:
  /// The day by which a meeting should be held so that time for another try is left, where its days allow it.
  [[nodiscard]] static Date reserve(const NewMeeting& meeting) {
    const int room = (meeting.latest - meeting.earliest) / 2;
    return meeting.latest - std::min(days_in_reserve, room);
  }

  /// Evenly between today and the last days less the reserve, booked meetings among them: each step is the
  /// shortest that any meeting still to come leaves.
  void spread(std::span<NewMeeting> meetings, Date today) const {
    const auto booked_from = std::upper_bound(busy_.begin(), busy_.end(), today);
    auto booked = booked_from;
    Date before = today;
    for (std::size_t i = 0; i < meetings.size(); ++i) {
      NewMeeting& meeting = meetings[i];
      for (; booked != busy_.end() && *booked < reserve(meeting); ++booked)
        before = std::max(before, *booked);
      int step = reserve(meeting) - before, places = 0;
      auto between = booked;
      for (std::size_t j = i; j < meetings.size(); ++j) {
        const Date by = reserve(meetings[j]);
        for (; between != busy_.end() && *between < by; ++between)
          step = std::min(step, std::max(*between - before, 0) / ++places);
        step = std::min(step, (by - before) / ++places);
      }
      const Date low = std::max(meeting.earliest, before + 1);
      meeting.day = nearest(before + step, low, meeting.latest);
      before = meeting.day;
    }
  }

  /// The free day nearest to a day; of two the earlier one. Some day between `low` and `high` is free.
  [[nodiscard]] Date nearest(Date day, Date low, Date high) const {
    day = std::clamp(day, low, high);
    for (int away = 0;; ++away) {
      if (day - away >= low && is_free(day - away)) return day - away;
      if (day + away <= high && is_free(day + away)) return day + away;
      if (day - away < low && day + away > high) return low;
    }
  }
  [[nodiscard]] bool is_free(Date day) const {
    return desk_.is_open(day) && !std::binary_search(busy_.begin(), busy_.end(), day);
  }

  const Desk& desk_;
  std::span<const Date> busy_;
};

/// Plans one course.
class Planner {
public:
  Planner(Desk& desk, const PlanOptions& options, PlanBuffer& buffer)
      : desk_(desk), options_(options), b_(buffer) {}

  void run() {
    Plan& plan = b_.plan_;
    keep_meetings();
    desk_.judge(b_.kept_, desk_.as_of() + 1, b_.cover_.open, true);
    if (!desk_.has_law()) {
      plan.problem = PlanProblem::no_law;
      return;
    }
    if (options_.horizon.is_set() && !any_open_day(desk_.as_of() + 1, options_.horizon, options_.days)) {
      plan.problem = PlanProblem::horizon_too_short;
      return;
    }
    const std::span<OpenSlot> slots{b_.cover_.open.slots};
    b_.left_out_.assign(slots.size(), 0);
    bool any = false, any_without_closed = false;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (options_.horizon.is_set() && slots[i].window.to > options_.horizon) {
        b_.left_out_[i] = later;
        continue;
      }
      any = any || slots[i].first.is_set();
      if (slots[i].first.is_set()) continue;
      b_.left_out_[i] = without_day;
      any_without_closed = any_without_closed || any_open_day(slots[i].window.from, slots[i].window.to,
                                                              {options_.days.office_closing_days, {}});
    }
    if (!any && any_without_closed) {
      plan.problem = PlanProblem::closed_throughout;
      return;
    }
    remember_statuses();
    search();
    spare();
    report();
  }

private:
  // Why an open conversation is left out of the search.
  static constexpr std::uint8_t later = 1, without_day = 2, dropped = 3, not_taken = 4, not_counting = 5;
  /// With more conversations that open a way all of them are taken.
  static constexpr std::size_t most_ways = 6;

  void keep_meetings() {
    b_.kept_.clear();
    b_.cover_.busy.clear();
    for (const MeetingRow& row : desk_.course().meetings) {
      const bool stands = row.status == MeetingStatus::held || row.status == MeetingStatus::planned;
      const bool booked = row.status == MeetingStatus::planned && row.date > desk_.as_of();
      if (booked && options_.move_booked) {
        b_.plan_.given_up.push_back(row.index);
        continue;
      }
      b_.kept_.push_back(row);
      if (!stands) continue;
      b_.plan_.kept.push_back(row.index);
      b_.cover_.busy.push_back(row.date);
    }
    std::sort(b_.plan_.kept.begin(), b_.plan_.kept.end());
    std::sort(b_.plan_.given_up.begin(), b_.plan_.given_up.end());
  }

  [[nodiscard]] bool any_open_day(Date from, Date to, const WorkingDays& days) const {
    for (Date day = from; day <= to; day = day + 1)
      if (desk_.is_open(day, days)) return true;
    return false;
  }

  void remember_statuses() {
    b_.before_.clear();
    for (const Finding& finding : b_.work_.findings) b_.before_.push_back(finding.status);
    breaches_before_ = breaches();
  }

  /// A booked meeting in a form that counts only after one in person may count with a new one before it: then
  /// another new one may be spared. The search does not see that.
  void spare() {
    if (std::none_of(b_.kept_.begin(), b_.kept_.end(), [&](const MeetingRow& row) {
          return row.date > desk_.as_of() && row.form != Form::in_person;
        }))
      return;
    for (std::size_t i = b_.best_.size(); i-- > 0;) {
      if (fills_what_is_left_out(b_.best_[i])) continue;
      std::vector<NewMeeting> fewer = b_.best_;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      find_ignored();
      if (!holds(fewer)) continue;
      b_.best_ = fewer;
      b_.plan_.proven = false;
    }
  }

  /// Whether a meeting is for a rule of which another conversation is left out: without it the engine would
  /// say the same of the rule.
  [[nodiscard]] bool fills_what_is_left_out(const NewMeeting& meeting) const {
    const auto& slots = b_.cover_.open.slots;
    for (std::size_t i = 0; i < meeting.filled; ++i)
      for (std::size_t j = 0; j < slots.size(); ++j)
        if (b_.left_out_[j] != 0 && slots[j].finding == slots[meeting.fills[i]].finding) return true;
    return false;
  }

  /// What a search came to: fewer conversations left out come first, then fewer rules, then fewer meetings.
  struct Cost {
    std::size_t dropped, rules, meetings;
    friend auto operator<=>(const Cost&, const Cost&) = default;
  };

  /// The fewest meetings for as many conversations as possible, with or without those that open a way. What
  /// only counts up is a meeting more: it is worth a search where something could not be held without it.
  void search() {
    std::vector<std::size_t> ways;
    bool any_counts_up = false;
    for (std::size_t i = 0; i < b_.left_out_.size(); ++i) {
      const OpenSlot& slot = b_.cover_.open.slots[i];
      if (!slot.opens_way || b_.left_out_[i] != 0) continue;
      if (slot.counts_up) {
        any_counts_up = true;
        b_.left_out_[i] = not_counting;
      } else {
        ways.push_back(i);
      }
    }
    std::optional<Cost> best = search_with(ways, {});
    if (!any_counts_up || (best && best->dropped == 0)) return;
    const std::vector<NewMeeting> without = b_.best_;
    const std::vector<std::uint8_t> without_out = b_.left_out_;
    for (std::uint8_t& out : b_.left_out_)
      if (out == not_counting || out == dropped || out == not_taken) out = 0;
    const std::optional<Cost> with = search_with(ways, best);
    if (with && (!best || *with < *best)) return;
    b_.best_ = without;
    b_.left_out_ = without_out;
  }

  /// The same for every choice of those that open a way, if it comes to less than what is known.
  std::optional<Cost> search_with(std::span<const std::size_t> ways, const std::optional<Cost>& known) {
    std::optional<Cost> best = search_for_most(known);
    if (ways.empty() || ways.size() > most_ways) return best;
    std::vector<NewMeeting> best_meetings = b_.best_;
    std::vector<std::uint8_t> best_out = b_.left_out_;
    for (std::size_t taken = 1; taken < std::size_t{1} << ways.size(); ++taken) {
      for (std::uint8_t& out : b_.left_out_)
        if (out == dropped || out == not_taken) out = 0;
      for (std::size_t i = 0; i < ways.size(); ++i)
        if ((taken >> i & 1u) != 0) b_.left_out_[ways[i]] = not_taken;
      const std::optional<Cost> cost = search_for_most(best ? best : known);
      if (!cost || (best && !(*cost < *best))) continue;
      best = cost;
      best_meetings = b_.best_;
      best_out = b_.left_out_;
    }
    b_.best_ = best_meetings;
    b_.left_out_ = best_out;
    return best;
  }

  /// The same with what is not left out, if it comes to less than what is known.
  std::optional<Cost> search_for_most(const std::optional<Cost>& known) {
    b_.best_.clear();
    const std::size_t most = known && known->dropped == 0 ? known->meetings : most_meetings;
    if (search_without(most)) return Cost{0, 0, b_.best_.size()};
    if (known && known->dropped == 0) return std::nullopt;
    // Not all can be held: leave out one, then two, ...; of as few as possible those of the fewest rules.
    const std::size_t count = b_.cover_.open.slots.size();
    for (std::size_t size = 1; size <= (known ? known->dropped : count); ++size) {
      std::optional<Cost> least;
      std::vector<NewMeeting> best;
      std::vector<std::uint8_t> best_out;
      each_choice(size, count, [&] {
        const std::size_t rules = rules_dropped();
        if (least && rules > least->rules) return;
        b_.best_.clear();
        if (!search_without(least && rules == least->rules ? best.size() : most_meetings)) return;
        const Cost cost{size, rules, b_.best_.size()};
        if (least && !(cost < *least)) return;
        least = cost;
        best = b_.best_;
        best_out = b_.left_out_;
      });
      if (!least) continue;
      b_.best_ = best;
      b_.left_out_ = best_out;
      return least;
    }
    return std::nullopt;
  }

  /// Every choice of so many conversations before a place; of one rule, whose conversations are alike, the
  /// last ones come first.
  template <class Each>
  void each_choice(std::size_t size, std::size_t below, const Each& each) {
    if (size == 0) return each();
    for (std::size_t i = below; i-- > 0;) {
      if (b_.left_out_[i] != 0 || b_.cover_.open.slots[i].opens_way) continue;
      b_.left_out_[i] = dropped;
      each_choice(size - 1, i, each);
      b_.left_out_[i] = 0;
    }
  }

  [[nodiscard]] std::size_t rules_dropped() const {
    std::size_t rules = 0;
    const auto& slots = b_.cover_.open.slots;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (b_.left_out_[i] != dropped) continue;
      bool first = true;
      for (std::size_t j = 0; j < i; ++j)
        first = first && !(b_.left_out_[j] == dropped && slots[j].finding == slots[i].finding);
      rules += first ? 1 : 0;
    }
    return rules;
  }

  /// Searches with what is not left out; false: there is no way.
  bool search_without(std::size_t most) {
    if (most == 0) most = most_meetings;
    const bool found = search_once(most, false);
    if (fewest_by_count_ < (found ? b_.best_.size() : most_meetings))
      // By their number alone fewer would do: what fills less may fit where what fills most does not.
      return search_once(found ? b_.best_.size() - 1 : most, true) || found;
    return found;
  }

  bool search_once(std::size_t most, bool thorough) {
    CoverQuestion question{desk_, b_.kept_};
    question.preferred = tables::preferred_pairs;
    question.not_before = desk_.as_of() + 1;
    question.most = most;
    question.thorough = thorough;
    bool any = false;
    const Placing placing{desk_, b_.cover_.busy};
    auto leaf = [&](std::span<NewMeeting> placed) {
      if (any && !is_better(placed)) return true;
      placing.place(placed, options_.prefer, desk_.as_of());
      if (any && placed.size() == b_.best_.size() && options_.prefer != Prefer::spread &&
          !comes_first(placed))
        return true;
      bool kept = holds(placed);
      // Where the order among booked meetings decides, other days may do.
      for (const Prefer other : {Prefer::earliest, Prefer::latest}) {
        if (kept || other == options_.prefer) continue;
        placing.place(placed, other, desk_.as_of());
        kept = holds(placed);
      }
      if (!kept) return false;
      b_.best_.assign(placed.begin(), placed.end());
      any = true;
      return true;
    };
    find_ignored();
    Cover cover{question, b_.cover_, leaf};
    cover.ignore(b_.ignored_);
    cover.run();
    fewest_by_count_ = cover.fewest_by_count();
    if (cover.given_up()) b_.plan_.proven = false;
    return any;
  }

  /// What is not looked at: what is left out, and what only a CV conversation to come would open again.
  void find_ignored() {
    const auto& slots = b_.cover_.open.slots;
    bool cv_to_come = false;
    for (std::size_t i = 0; i < slots.size(); ++i)
      cv_to_come = cv_to_come || (slots[i].group == Group::cv && b_.left_out_[i] == 0);
    b_.ignored_ = b_.left_out_;
    for (std::size_t i = 0; i < slots.size() && !cv_to_come; ++i)
      if (slots[i].undone && b_.ignored_[i] == 0) b_.ignored_[i] = not_taken;
  }

  static std::size_t pairs_in(std::span<const NewMeeting> meetings) {
    return static_cast<std::size_t>(
        std::count_if(meetings.begin(), meetings.end(), [](const NewMeeting& m) { return m.preferred; }));
  }
  /// Whether a set might be better than the best one so far.
  [[nodiscard]] bool is_better(std::span<const NewMeeting> meetings) const {
    return meetings.size() < b_.best_.size() || options_.prefer != Prefer::spread ||
           pairs_in(meetings) > pairs_in(b_.best_);
  }
  /// Whether its days come first in the order preferred, then its pairs.
  [[nodiscard]] bool comes_first(std::span<const NewMeeting> meetings) const {
    for (std::size_t i = 0; i < meetings.size(); ++i)
      if (meetings[i].day != b_.best_[i].day)
        return (meetings[i].day < b_.best_[i].day) == (options_.prefer == Prefer::earliest);
    return pairs_in(meetings) > pairs_in(b_.best_);
  }

  /// Whether the engine agrees: what was to be filled is filled, and nothing else got worse.
  [[nodiscard]] bool holds(std::span<const NewMeeting> meetings) {
    judge_with(meetings);
    const auto& slots = b_.cover_.open.slots;
    b_.tried_.assign(b_.before_.size(), 0);
    for (std::size_t i = 0; i < slots.size(); ++i)
      if (!slots[i].opens_way && (b_.left_out_[i] != 0 || b_.ignored_[i] == 0))
        b_.tried_[slots[i].finding] =
            static_cast<std::uint8_t>(b_.tried_[slots[i].finding] | (b_.left_out_[i] == 0 ? 1 : 2));
    for (std::size_t i = 0; i < b_.work_.findings.size() && i < b_.before_.size(); ++i) {
      const Finding& finding = b_.work_.findings[i];
      if (finding.requirement == nullptr) break;
      const bool was = b_.before_[i] == Status::met || b_.before_[i] == Status::planned;
      // What one conversation missed cannot be made good by the others.
      if (severity(b_.before_[i]) == Severity::error && b_.before_[i] != Status::planned_late) continue;
      // A rule of which one conversation is left out cannot be kept; the engine does not say how near it
      // comes.
      if (!is_kept(finding.status) && (b_.tried_[i] == 1 || (was && b_.tried_[i] == 0))) return false;
    }
    return breaches() <= breaches_before_;
  }
  /// How many meetings break a prohibition.
  [[nodiscard]] std::size_t breaches() const {
    return static_cast<std::size_t>(
        std::count_if(b_.work_.findings.begin(), b_.work_.findings.end(),
                      [](const Finding& finding) { return finding.status == Status::breached; }));
  }
  [[nodiscard]] std::uint32_t first_new() const {
    return static_cast<std::uint32_t>(desk_.course().meetings.size());
  }

  void judge_with(std::span<const NewMeeting> meetings) {
    b_.rows_.assign(b_.kept_.begin(), b_.kept_.end());
    std::uint32_t index = first_new();
    for (const NewMeeting& meeting : meetings)
      insert_row(b_.rows_, row_of(meeting.kinds, meeting.holder, meeting.day, index++));
    desk_.judge(b_.rows_);
  }

  void report() {
    Plan& plan = b_.plan_;
    fill_by_day();
    judge_with(b_.best_);
    const auto& slots = b_.cover_.open.slots;
    const std::uint32_t first = first_new();
    for (std::size_t i = 0; i < b_.best_.size(); ++i) {
      const NewMeeting& meeting = b_.best_[i];
      ProposedMeeting& proposed = plan.proposed.emplace_back();
      proposed.date = meeting.day;
      proposed.conversations = meeting.kinds;
      proposed.holder = meeting.holder;
      for (std::size_t j = 0; j < meeting.filled; ++j) {
        const DateRange& window = slots[meeting.fills[j]].window;
        proposed.window.from = std::max(proposed.window.from, window.from);
        proposed.window.to = j == 0 ? window.to : std::min(proposed.window.to, window.to);
      }
      if (meeting.filled == 0) proposed.window = window_by_number(meeting);
      proposed.discharges_from = static_cast<std::uint32_t>(plan.discharge_list.size());
      for (const Finding& finding : b_.work_.findings) {
        if (finding.requirement == nullptr) continue;
        const auto fills = b_.work_.meetings(finding);
        if (std::find(fills.begin(), fills.end(), first + i) != fills.end())
          plan.discharge_list.push_back(finding.rule);
      }
      proposed.discharges_size =
          static_cast<std::uint32_t>(plan.discharge_list.size()) - proposed.discharges_from;
    }
    for (const std::uint32_t i : b_.cover_.open.waiting) plan.waiting.push_back(b_.work_.findings[i].rule);
    plan.feasible = true;
    for (std::uint32_t i = 0; i < b_.work_.findings.size(); ++i) report_rest(i);
    plan.completed = b_.work_;
  }

  /// The window of a meeting that fills nothing: that of the one to which it gives its number.
  [[nodiscard]] DateRange window_by_number(const NewMeeting& meeting) const {
    for (const OpenSlot& slot : b_.cover_.open.slots)
      if (slot.counts_up && slot.takes(meeting.kinds, meeting.holder) && slot.window.contains(meeting.day))
        return slot.window;
    return {meeting.day, meeting.day};
  }

  /// Says anew which meeting fills what, by day as the engine does it: a meeting put early may fill another
  /// conversation than the one that it was added for.
  void fill_by_day() {
    OpenSlots& open = b_.cover_.open;
    const std::size_t booked = open.booked.size();
    std::vector<std::uint8_t>& filled = b_.cover_.filled;
    filled.assign(open.slots.size(), 0);
    for (NewMeeting& meeting : b_.best_) meeting.filled = 0;
    std::size_t next = 0;
    for (std::size_t at = 0; at <= booked; ++at) {
      const Date day = at < booked ? b_.kept_[open.booked[at]].date : end_of_time;
      for (; next < b_.best_.size() && b_.best_[next].day < day; ++next) {
        NewMeeting& meeting = b_.best_[next];
        fill(
            meeting.kinds, filled,
            [&](std::size_t i, unsigned kind) {
              const OpenSlot& slot = open.slots[i];
              return slot.takes(kind, meeting.holder) && slot.window.contains(meeting.day);
            },
            [&](std::size_t i) { meeting.fills[meeting.filled++] = static_cast<std::uint16_t>(i); });
      }
      if (at < booked)
        fill(
            b_.kept_[open.booked[at]].conversations, filled,
            [&](std::size_t i, unsigned kind) { return (open.may_fill[i * booked + at] & kind) != 0; },
            [](std::size_t) {});
    }
  }
  /// Gives each kind of conversation, in each group, the free place whose last day comes first.
  template <class Takes, class Filled>
  void fill(unsigned kinds, std::vector<std::uint8_t>& filled, const Takes& takes, const Filled& say) const {
    const auto& slots = b_.cover_.open.slots;
    for (unsigned rest = kinds; rest != 0; rest &= rest - 1) {
      const unsigned kind = rest & (~rest + 1);
      unsigned groups = 0;
      for (std::size_t i = 0; i < slots.size(); ++i) {
        const unsigned group = 1u << static_cast<unsigned>(slots[i].group);
        if (filled[i] != 0 || slots[i].counts_up || (groups & group) != 0 || !takes(i, kind)) continue;
        filled[i] = 1;
        groups |= group;
        say(i);
      }
    }
  }

  /// Says of a rule that the completed course does not keep, why.
  void report_rest(std::uint32_t at) {
    Plan& plan = b_.plan_;
    const Finding& finding = b_.work_.findings[at];
    Conflict conflict{finding.rule, ConflictReason::passed, finding.status, finding.due, 0};
    bool is_later = false, no_day = false;
    const auto& slots = b_.cover_.open.slots;
    for (std::size_t i = 0; i < slots.size() && finding.requirement != nullptr; ++i) {
      if (slots[i].finding != at || slots[i].opens_way || b_.left_out_[i] == 0) continue;
      is_later = is_later || b_.left_out_[i] == later;
      no_day = no_day || b_.left_out_[i] == without_day;
      ++conflict.missing;
    }
    if (is_later) {
      plan.later.push_back(finding.rule);
      return;
    }
    if (conflict.missing != 0) {
      conflict.why = no_day ? ConflictReason::no_open_day : ConflictReason::too_few_days;
    } else if (finding.status == Status::undecided) {
      plan.undecided.push_back(finding.rule);
      return;
    } else if ((finding.severity() != Severity::error && finding.status != Status::open) ||
               std::find(plan.waiting.begin(), plan.waiting.end(), finding.rule) != plan.waiting.end()) {
      return;
    } else if (finding.requirement == nullptr && is_booked(b_.work_.meetings(finding).front())) {
      conflict.why = ConflictReason::booked;
    }
    plan.feasible = false;
    plan.conflicts.push_back(conflict);
  }

  /// Whether a meeting of the file lies ahead.
  [[nodiscard]] bool is_booked(std::uint32_t meeting) const {
    return std::any_of(b_.kept_.begin(), b_.kept_.end(), [&](const MeetingRow& row) {
      return row.index == meeting && row.date > desk_.as_of();
    });
  }

  static constexpr std::size_t most_meetings = 1000;

  Desk& desk_;
  const PlanOptions& options_;
  PlanBuffer& b_;
  std::size_t fewest_by_count_ = 0, breaches_before_ = 0;
};

} // namespace detail

/// Completes a course with as few meetings as possible, into a caller's buffer.
///
/// Held meetings are history and booked ones stay, unless the options say otherwise. Never fails: what cannot
/// be kept is named, with the best plan possible beside it.
inline const Plan& plan(const Course& course, Date as_of, const PlanOptions& options, PlanBuffer& buffer) {
  Plan& plan = buffer.plan_;
  plan.problem = PlanProblem::none;
  plan.feasible = false;
  plan.proven = true;
  plan.prefer = options.prefer;
  plan.proposed.clear();
  plan.kept.clear();
  plan.given_up.clear();
  plan.conflicts.clear();
  plan.waiting.clear();
  plan.later.clear();
  plan.undecided.clear();
  plan.discharge_list.clear();
  detail::Desk desk{course.view(),  course.facts().regime, course.readings(), as_of,
                    options.assess, options.days,          buffer.run_,       buffer.work_};
  if (desk.has_law())
    detail::Planner{desk, options, buffer}.run();
  else
    plan.problem = PlanProblem::no_law;
  if (plan.problem != PlanProblem::none) plan.completed = buffer.work_;
  return plan;
}

/// Completes a course with as few meetings as possible.
inline Plan plan(const Course& course, Date as_of, const PlanOptions& options = {}) {
  PlanBuffer buffer;
  return plan(course, as_of, options, buffer);
}

} // namespace kontaktforloeb
