#pragma once
/// @file
/// The smallest change of what is booked that makes a plan lawful.

#include <kontaktforloeb/plan.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace kontaktforloeb {

/// How a plan is repaired.
struct RepairOptions {
  AssessOptions assess = {}; ///< How it is judged; `contested` is not used. `as_planned`: the plan itself,
                             ///< from the day after the last held meeting on.
  WorkingDays days = {};     ///< On which days conversations can be held.
};

namespace tables {

/// Most remedies besides the best one.
inline constexpr std::size_t most_alternatives = 3;

} // namespace tables

/// Buffers for many repairs.
class RepairBuffer {
public:
  /// The last repair.
  [[nodiscard]] const Repair& result() const { return repair_; }

private:
  friend const Repair& repair(const Course&, Date, const RepairOptions&, RepairBuffer&);
  Repair repair_;
  detail::RunBuffers run_;
  detail::CoverBuffers cover_;
  std::vector<Date> closed_;
  Assessment work_;
};

namespace detail {

/// Days that are alike for every open conversation.
struct Stretch {
  Date from, to;
};

/// Looks for the smallest sets of changes.
class Repairer {
public:
  Repairer(Desk& desk, const WorkingDays& days, CoverBuffers& cover, Assessment& work, Repair& out)
      : desk_(desk), days_(days), cover_(cover), work_(work), out_(out) {}

  void run() {
    rows_.assign(1, {});
    for (const MeetingRow& row : desk_.course().meetings) {
      const bool unrecorded = row.status == MeetingStatus::planned && row.date <= desk_.as_of();
      if (row.date <= desk_.as_of() || row.status != MeetingStatus::planned) held_.push_back(row);
      if (!unrecorded) rows_[0].push_back(row);
    }
    old_ = static_cast<std::uint32_t>(desk_.course().meetings.size());
    desk_.judge(held_, days_, desk_.as_of() + 1, cover_.open);
    if (!desk_.has_law()) {
      out_.problem = PlanProblem::no_law;
      return;
    }
    set_goal();
    base_ = cover_.open;
    cut_days();
    list_kinds();
    const Need need = look(rows_[0]);
    if (!need.nothing()) search(need);
    finish();
  }

private:
  /// What is still wrong with a plan.
  struct Need {
    std::size_t missing = 0;             ///< Conversations without a place, all rules together.
    std::size_t most_in_group = 0;       ///< The most of one group.
    std::size_t offending = 0;           ///< Booked meetings that break a prohibition.
    std::optional<std::uint32_t> rule;   ///< The first rule that is not kept.
    std::optional<std::uint32_t> breach; ///< The first finding of a prohibition broken.

    [[nodiscard]] bool nothing() const { return !rule && !breach; }
    /// How many changes are needed at least: each fills one conversation of a group, and so many of all, and
    /// mends one breach.
    [[nodiscard]] std::size_t at_least(std::size_t most_filled) const {
      const std::size_t by_all = (missing + most_filled - 1) / most_filled;
      return std::max({most_in_group, by_all, offending, std::size_t{nothing() ? 0u : 1u}});
    }
  };

  /// Beyond so many judgements a search is given up.
  static constexpr std::size_t most_looks = 100'000;
  /// Of more changes than these only added meetings are thought of: what is booked is changed where that
  /// helps.
  static constexpr std::size_t most_changes = 3;
  /// The same where meetings that break something have to be changed.
  static constexpr std::size_t most_changes_for_breaches = 6;

  /// The smallest sets. A change of a booked meeting is worth at most one meeting added: added meetings alone
  /// are as few changes as any, unless what is booked breaks a prohibition or stands in the way of an order.
  void search(const Need& need) {
    const auto added = fewest_added(0, most_meetings);
    const bool by_adding = added.has_value();
    if (need.breach || !by_adding) limit_ = most_changes_for_breaches;
    std::size_t size = by_adding ? added->size() : limit_ + 1;
    if (need.breach || orders_matter() || !by_adding) {
      for (std::size_t smaller = std::max<std::size_t>(need.at_least(most_filled_), 1); smaller < size;
           ++smaller) {
        tried_ = 0;
        try_sizes(smaller);
        if (!found_.empty() || looked_ >= most_looks) {
          out_.proven = looked_ < most_looks;
          return;
        }
        out_.smaller_tried += tried_;
      }
    }
    out_.proven = by_adding && looked_ < most_looks;
    if (!by_adding) return;
    edits_.clear();
    find(0, *added);
    try_sizes(size);
  }

  /// Tries the sets of a size in which something booked is changed.
  void try_sizes(std::size_t size) {
    for (std::size_t changes = 1; changes <= std::min(size, limit_); ++changes) {
      try_edits(0, changes, size - changes);
    }
  }

  /// The fewest meetings that put right what is wrong with a plan.
  std::optional<std::vector<NewMeeting>> fewest_added(std::size_t depth, std::size_t most) {
    std::vector<MeetingRow> rows = rows_[depth];
    desk_.judge(rows, days_, desk_.as_of() + 1, cover_.open);
    cover_.busy.clear();
    for (const MeetingRow& row : rows)
      if (row.status <= MeetingStatus::planned) cover_.busy.push_back(row.date);
    std::vector<std::uint8_t> left_out(cover_.open.slots.size(), 0);
    for (std::size_t i = 0; i < left_out.size(); ++i) {
      const OpenSlot& slot = cover_.open.slots[i];
      left_out[i] = !slot.first.is_set() || (!slot.catches_up && goal_[slot.finding] == 0) ? 1 : 0;
    }
    CoverQuestion question{desk_, days_, rows};
    question.preferred = tables::preferred_pairs;
    question.not_before = desk_.as_of() + 1;
    question.most = most;
    std::optional<std::vector<NewMeeting>> best;
    const auto leaf = [&](std::span<NewMeeting> placed) {
      if (best && best->size() <= placed.size()) return true;
      Placing{desk_, days_, cover_.busy}.place(placed, Prefer::spread, desk_.as_of());
      std::vector<MeetingRow> with = rows;
      for (const NewMeeting& meeting : placed)
        insert_row(with, row_of(meeting.kinds, meeting.holder, meeting.day, next_index(with)));
      if (!look(with).nothing()) return false;
      best.emplace(placed.begin(), placed.end());
      return true;
    };
    for (const bool thorough : {false, true}) {
      question.thorough = thorough;
      Cover cover{question, cover_, leaf};
      cover.ignore(left_out);
      cover.run();
      if (best || cover.fewest_by_count() > most) break;
    }
    return best;
  }

  /// Takes up a set: what was changed, and what has to be added.
  void find(std::size_t depth, std::span<const NewMeeting> added) {
    edits_.resize(depth);
    Remedy remedy{edits_};
    for (const NewMeeting& meeting : added) {
      Edit edit;
      edit.date = meeting.day;
      edit.conversations = meeting.kinds;
      edit.holder = meeting.holder;
      remedy.edits.push_back(edit);
    }
    found_.push_back(std::move(remedy));
  }

  [[nodiscard]] static bool is_kept(Status status) {
    return status == Status::met || status == Status::planned || status == Status::not_required;
  }

  /// Which rules are to be kept: those that a plan from what is held alone could keep.
  void set_goal() {
    std::vector<std::uint8_t> open(work_.findings.size(), 0);
    for (const OpenSlot& slot : cover_.open.slots)
      if (!slot.catches_up) open[slot.finding] = slot.first.is_set() ? 1 : 2;
    possible_without_booked(open);
    goal_.assign(work_.findings.size(), 0);
    for (std::size_t i = 0; i < work_.findings.size() && work_.findings[i].requirement != nullptr; ++i) {
      const Finding& finding = work_.findings[i];
      goal_[i] = open[i] == 1 || is_kept(finding.status) ? 1 : 0;
      const bool broken = finding.severity() == Severity::error || open[i] == 2;
      if (!broken || goal_[i] != 0) continue;
      out_.beyond_repair.push_back(finding.rule);
      if (finding.status == Status::missed && can_be_late(finding)) out_.late_still.push_back(finding.rule);
    }
    requirements_ = 0;
    while (requirements_ < work_.findings.size() && work_.findings[requirements_].requirement != nullptr)
      ++requirements_;
  }

  /// Marks what even a plan that starts from what is held alone cannot keep.
  void possible_without_booked(std::vector<std::uint8_t>& open) {
    cover_.busy.clear();
    for (const MeetingRow& row : held_)
      if (row.status == MeetingStatus::held) cover_.busy.push_back(row.date);
    CoverQuestion question{desk_, days_, held_};
    question.not_before = desk_.as_of() + 1;
    question.any_will_do = true;
    std::vector<std::uint8_t> left_out(cover_.open.slots.size(), 0);
    for (std::size_t i = 0; i < left_out.size(); ++i)
      left_out[i] = cover_.open.slots[i].first.is_set() ? 0 : 1;
    const auto fits = [&] {
      for (const bool thorough : {false, true}) {
        question.thorough = thorough;
        Cover cover{question, cover_, [](std::span<NewMeeting>) { return true; }};
        cover.ignore(left_out);
        if (cover.run()) return true;
      }
      return false;
    };
    // What falls due last is given up first.
    for (std::size_t i = left_out.size(); i-- > 0 && !fits();) {
      if (left_out[i] != 0) continue;
      left_out[i] = 1;
      if (!cover_.open.slots[i].catches_up) open[cover_.open.slots[i].finding] = 2;
    }
  }

  /// Whether a missed conversation could still be held: its holder still has the person.
  [[nodiscard]] bool can_be_late(const Finding& finding) const {
    return !work_.state.handover || work_.state.stage != Stage::ended ||
           finding.requirement->holder == work_.state.responsible;
  }

  /// Days beyond the last booked meeting among which one may be split off.
  static constexpr int room_beyond = 28;

  /// Cuts the days ahead where anything changes for an open conversation or a booked meeting.
  void cut_days() {
    std::vector<Date> cuts{desk_.as_of() + 1};
    Date end = desk_.as_of() + 1;
    for (const OpenSlot& slot : base_.slots) {
      if (!slot.first.is_set()) continue;
      cuts.push_back(slot.window.from);
      cuts.push_back(slot.window.to + 1);
      end = std::max(end, slot.window.to);
    }
    for (const MeetingRow& row : rows_[0]) {
      if (!may_edit(row)) continue;
      end = std::max(end, row.date + room_beyond);
      if (!orders_matter()) continue;
      cuts.push_back(row.date);
      cuts.push_back(row.date + 1);
    }
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    for (std::size_t i = 0; i < cuts.size() && cuts[i] <= end; ++i)
      stretches_.push_back({cuts[i], i + 1 < cuts.size() ? cuts[i + 1] - 1 : end});
  }

  [[nodiscard]] bool orders_matter() const {
    return std::any_of(base_.slots.begin(), base_.slots.end(),
                       [](const OpenSlot& slot) { return slot.after_cv || slot.ordinals.last != 0; });
  }

  /// How many conversations one meeting can fill at most.
  void list_kinds() {
    const auto filled_by = [&](unsigned kinds, Party holder) {
      std::size_t filled = 0;
      for (unsigned rest = kinds; rest != 0; rest &= rest - 1) {
        unsigned groups = 0;
        for (const OpenSlot& slot : base_.slots)
          if (slot.takes(rest & (~rest + 1), holder)) groups |= 1u << static_cast<unsigned>(slot.group);
        filled += static_cast<std::size_t>(std::popcount(groups));
      }
      return filled;
    };
    for (const OpenSlot& slot : base_.slots) {
      for (unsigned rest = slot.accepts; rest != 0; rest &= rest - 1)
        most_filled_ = std::max(most_filled_, filled_by(rest & (~rest + 1), slot.holder));
      if (desk_.regime().merging)
        for (const Pair& pair : desk_.regime().merging->pairs)
          most_filled_ = std::max(most_filled_, filled_by(bit(pair[0]) | bit(pair[1]), slot.holder));
    }
  }

  /// Judges a plan and says what is wrong with it.
  Need look(std::span<const MeetingRow> rows) {
    ++looked_;
    desk_.judge(rows);
    Need need;
    std::array<std::size_t, group_count> groups{};
    for (std::uint32_t i = 0; i < work_.findings.size(); ++i) {
      const Finding& finding = work_.findings[i];
      if (finding.requirement != nullptr) {
        if (i >= goal_.size() || goal_[i] == 0 || is_kept(finding.status)) continue;
        if (!need.rule) need.rule = i;
        const auto filled = static_cast<std::int32_t>(finding.meetings_size);
        const auto missing = static_cast<std::size_t>(std::max(finding.required - filled, 1));
        need.missing += missing;
        std::size_t& group = groups[static_cast<std::size_t>(finding.requirement->group)];
        group += missing;
        need.most_in_group = std::max(need.most_in_group, group);
      } else if (finding.status == Status::breached && can_be_mended(finding)) {
        ++need.offending;
        if (!need.breach) need.breach = i;
      }
    }
    return need;
  }

  /// Whether a prohibition is broken by a meeting that can still be changed, and in a way that can be mended.
  [[nodiscard]] bool can_be_mended(const Finding& finding) const {
    if (finding.cause == Cause::theme_missing || finding.cause == Cause::not_in_target_group) return false;
    const std::uint32_t meeting = work_.meetings(finding).front();
    return meeting >= old_ || std::none_of(held_.begin(), held_.end(),
                                           [&](const MeetingRow& row) { return row.index == meeting; });
  }

  [[nodiscard]] bool may_edit(const MeetingRow& row) const {
    return row.status == MeetingStatus::planned && row.date > desk_.as_of();
  }

  /// Tries every change that can help with the first thing that is wrong, `left` of them in all.
  void try_edits(std::size_t depth, std::size_t left, std::size_t added) {
    if (rows_.size() < depth + 2) rows_.resize(depth + 2);
    const Need need = look(rows_[depth]);
    if (need.nothing() || need.at_least(most_filled_) > left + added || looked_ >= most_looks) return;
    added_ = added;
    if (need.breach) return mend_breach(depth, left, work_.meetings(work_.findings[*need.breach]).front());
    for (const std::uint32_t rule : rules_not_kept()) mend_rule(depth, left, rule);
  }

  /// The rules that the plan judged last does not keep, one for each group.
  [[nodiscard]] std::vector<std::uint32_t> rules_not_kept() const {
    std::vector<std::uint32_t> rules;
    unsigned groups = 0;
    for (std::uint32_t i = 0; i < requirements_; ++i) {
      const Finding& finding = work_.findings[i];
      const unsigned group = 1u << static_cast<unsigned>(finding.requirement->group);
      if (goal_[i] == 0 || is_kept(finding.status) || (groups & group) != 0) continue;
      groups |= group;
      rules.push_back(i);
    }
    return rules;
  }

  /// Changes of a meeting that breaks a prohibition.
  void mend_breach(std::size_t depth, std::size_t left, std::uint32_t meeting) {
    for (std::size_t at = 0; at < rows_[depth].size(); ++at) {
      const MeetingRow row = rows_[depth][at];
      if (row.index != meeting) continue;
      // On whichever day: what breaks a prohibition need not be asked for.
      anywhere_ = true;
      if (row.form != Form::in_person) change(depth, left, at, EditField::form);
      if (row.conversation_count > 1) split_all(depth, left, at, 0xff);
      anywhere_ = true;
      if (row.form != Form::in_person) move_all(depth, left, at, 0xff);
      anywhere_ = false;
      return;
    }
  }

  /// Changes that can help a rule: of meetings whose conversations it, or another rule of its group, takes.
  void mend_rule(std::size_t depth, std::size_t left, std::uint32_t finding) {
    unsigned accepts = 0, others = 0;
    const auto with = [&](Conversation conversation) { others = others | unsigned{bit(conversation)}; };
    bool after_cv = false, numbered = false;
    Party holder = Party::a_kasse;
    for (const OpenSlot& slot : base_.slots) {
      if (slot.finding != finding) continue;
      for (const OpenSlot& rival : base_.slots)
        if (rival.group == slot.group && rival.holder == slot.holder) accepts |= rival.accepts;
      holder = slot.holder;
      after_cv = after_cv || slot.after_cv;
      numbered = numbered || slot.ordinals.last != 0;
    }
    if (after_cv) with(Conversation::cv_samtale);
    if (numbered) with(Conversation::jobsamtale), with(Conversation::faellessamtale);
    for (std::size_t at = 0; at < rows_[depth].size(); ++at) {
      const MeetingRow row = rows_[depth][at];
      if (!may_edit(row)) continue;
      const bool concerned = (row.conversations & accepts) != 0;
      if (concerned && row.form != Form::in_person) change(depth, left, at, EditField::form);
      if (concerned && row.holder != holder) change(depth, left, at, EditField::holder);
      if (concerned && (row.absent[0] != 0 || row.absent[1] != 0)) change(depth, left, at, EditField::absent);
      if ((row.conversations & (accepts | others)) == 0) continue;
      move_all(depth, left, at, accepts | others);
      if (row.conversation_count > 1) split_all(depth, left, at, accepts | others);
      merge_all(depth, left, at);
    }
  }

  /// Takes a plan with one more change.
  void go_on(std::size_t depth, std::size_t left, const Edit& edit) {
    edits_.resize(depth);
    edits_.push_back(edit);
    ++tried_;
    if (left > 1) {
      const std::size_t added = added_;
      const bool anywhere = anywhere_;
      anywhere_ = false;
      try_edits(depth + 1, left - 1, added);
      anywhere_ = anywhere;
      added_ = added;
      return;
    }
    const Need need = look(rows_[depth + 1]);
    if (need.nothing()) {
      if (added_ == 0) find(depth + 1, {});
      return;
    }
    if (added_ == 0 || need.at_least(most_filled_) > added_ || need.breach) return;
    if (const auto added = fewest_added(depth + 1, added_); added && added->size() == added_)
      find(depth + 1, *added);
  }

  /// Puts a changed row in the place of another, in order.
  void replace(std::size_t depth, std::size_t at, const MeetingRow& row) {
    rows_[depth + 1] = rows_[depth];
    rows_[depth + 1].erase(rows_[depth + 1].begin() + static_cast<std::ptrdiff_t>(at));
    insert_row(rows_[depth + 1], row);
  }

  [[nodiscard]] static Edit edit_of(EditOp op, const MeetingRow& row) {
    Edit edit;
    edit.op = op;
    edit.meeting = row.index;
    edit.from = edit.date = row.date;
    edit.conversations = row.conversations;
    edit.holder = row.holder;
    edit.form = row.form;
    return edit;
  }

  void change(std::size_t depth, std::size_t left, std::size_t at, EditField field) {
    MeetingRow row = rows_[depth][at];
    if (row.index >= old_) return;
    if (field == EditField::form) row.form = Form::in_person;
    if (field == EditField::holder)
      row.holder = row.holder == Party::a_kasse ? Party::jobcenter : Party::a_kasse;
    if (field == EditField::absent) row.absent = {};
    Edit edit = edit_of(EditOp::change, row);
    edit.field = field;
    replace(depth, at, row);
    go_on(depth, left, edit);
  }

  void move_all(std::size_t depth, std::size_t left, std::size_t at, unsigned kinds) {
    const MeetingRow row = rows_[depth][at];
    if (row.index >= old_) return;
    each_day(depth, kinds & row.conversations, row.holder, row.date, at, [&](Date day) {
      if (same_stretch(day, row.date)) return;
      MeetingRow moved = row;
      moved.date = day;
      Edit edit = edit_of(EditOp::move, row);
      edit.date = day;
      replace(depth, at, moved);
      go_on(depth, left, edit);
    });
  }

  /// Whether two days are alike for every open conversation.
  [[nodiscard]] bool same_stretch(Date a, Date b) const {
    return std::any_of(stretches_.begin(), stretches_.end(), [&](const Stretch& stretch) {
      return a >= stretch.from && a <= stretch.to && b >= stretch.from && b <= stretch.to;
    });
  }

  void split_all(std::size_t depth, std::size_t left, std::size_t at, unsigned kinds) {
    const MeetingRow row = rows_[depth][at];
    if (row.index >= old_) return;
    // A conversation named twice is a meeting too much.
    if (std::popcount(row.conversations) < 2) return;
    const unsigned all = row.conversations;
    for (unsigned part = (all - 1) & all; part != 0; part = (part - 1) & all) {
      if ((part & kinds) == 0 && (all & ~part & kinds) == 0) continue;
      each_day(depth, part, row.holder, row.date, rows_[depth].size(), [&](Date day) {
        MeetingRow rest = row, own = row;
        rest.conversations = static_cast<std::uint8_t>(all & ~part);
        rest.conversation_count = static_cast<std::uint8_t>(std::popcount(rest.conversations));
        own.conversations = static_cast<std::uint8_t>(part);
        own.conversation_count = static_cast<std::uint8_t>(std::popcount(part));
        own.date = day;
        own.index = next_index(rows_[depth]);
        Edit edit = edit_of(EditOp::split, row);
        edit.conversations = own.conversations;
        edit.date = day;
        replace(depth, at, rest);
        insert_row(rows_[depth + 1], own);
        go_on(depth, left, edit);
      });
    }
  }

  void merge_all(std::size_t depth, std::size_t left, std::size_t at) {
    const MeetingRow row = rows_[depth][at];
    if (row.index >= old_ || !desk_.regime().merging) return;
    for (std::size_t other = 0; other < rows_[depth].size(); ++other) {
      MeetingRow into = rows_[depth][other];
      if (other == at || into.index >= old_ || !may_edit(into) || into.holder != row.holder ||
          into.conversation_count + row.conversation_count > desk_.regime().merging->most ||
          (into.conversations & row.conversations) != 0)
        continue;
      into.conversations = static_cast<std::uint8_t>(into.conversations | row.conversations);
      into.conversation_count = static_cast<std::uint8_t>(into.conversation_count + row.conversation_count);
      Edit edit = edit_of(EditOp::merge, row);
      edit.into = into.index;
      edit.date = into.date;
      rows_[depth + 1] = rows_[depth];
      rows_[depth + 1][other] = into;
      rows_[depth + 1].erase(rows_[depth + 1].begin() + static_cast<std::ptrdiff_t>(at));
      go_on(depth, left, edit);
    }
  }

  [[nodiscard]] std::uint32_t next_index(std::span<const MeetingRow> rows) const {
    std::uint32_t next = old_;
    for (const MeetingRow& row : rows) next = std::max(next, row.index + 1);
    return next;
  }

  /// A day in each stretch in which these kinds are of use: the nearest to a day, or one that leaves time.
  template <class Each>
  void each_day(std::size_t depth, unsigned kinds, Party holder, Date near, std::size_t but,
                const Each& each) {
    for (const Stretch& stretch : stretches_) {
      bool of_use = anywhere_ || orders_matter();
      for (const OpenSlot& slot : base_.slots)
        of_use = of_use || (slot.takes(kinds, holder) && slot.window.from <= stretch.to &&
                            slot.window.to >= stretch.from);
      if (!of_use) continue;
      const int room = (stretch.to - stretch.from) / 2;
      const Date wanted = near.is_set() ? std::clamp(near, stretch.from, stretch.to)
                                        : stretch.to - std::min(tables::days_in_reserve, room);
      if (const Date day = nearest(depth, wanted, stretch, but); day.is_set()) each(day);
    }
  }

  [[nodiscard]] Date nearest(std::size_t depth, Date wanted, const Stretch& stretch, std::size_t but) const {
    const auto is_free = [&](Date day) {
      if (day < stretch.from || day > stretch.to || !desk_.is_open(day, days_)) return false;
      for (std::size_t i = 0; i < rows_[depth].size(); ++i)
        if (i != but && rows_[depth][i].date == day && rows_[depth][i].status <= MeetingStatus::planned)
          return false;
      return true;
    };
    for (int away = 0; wanted - away >= stretch.from || wanted + away <= stretch.to; ++away) {
      if (is_free(wanted - away)) return wanted - away;
      if (is_free(wanted + away)) return wanted + away;
    }
    return {};
  }

  /// How much a set of changes upsets: the kinds of change, then the days moved and the conversations
  /// touched.
  [[nodiscard]] static std::pair<int, int> upset(const Remedy& remedy) {
    static constexpr std::array<int, words<EditOp>.size()> weight{4, 1, 3, 3, 0};
    std::pair<int, int> sum{0, 0};
    for (const Edit& edit : remedy.edits) {
      sum.first += weight[static_cast<std::size_t>(edit.op)];
      if (edit.from.is_set())
        sum.second += edit.date > edit.from ? edit.date - edit.from : edit.from - edit.date;
      sum.second += std::popcount(edit.conversations);
    }
    return sum;
  }
  /// Whether two sets differ in their days alone.
  [[nodiscard]] static bool alike(const Remedy& a, const Remedy& b) {
    if (a.edits.size() != b.edits.size()) return false;
    return std::is_permutation(a.edits.begin(), a.edits.end(), b.edits.begin(), [](Edit x, Edit y) {
      if (x.op != EditOp::merge) x.date = y.date = {};
      return x == y;
    });
  }

  void finish() {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Remedy& a, const Remedy& b) { return upset(a) < upset(b); });
    for (Remedy& remedy : found_) {
      if (out_.remedies.size() > tables::most_alternatives) break;
      if (std::none_of(out_.remedies.begin(), out_.remedies.end(),
                       [&](const Remedy& other) { return alike(remedy, other); }))
        out_.remedies.push_back(std::move(remedy));
    }
    const bool lawful = !out_.remedies.empty() || look(rows_[0]).nothing();
    look(rows_[0]);
    for (const Finding& finding : work_.findings)
      if (finding.requirement == nullptr && finding.status == Status::breached && !can_be_mended(finding) &&
          std::find(out_.beyond_repair.begin(), out_.beyond_repair.end(), finding.rule) ==
              out_.beyond_repair.end())
        out_.beyond_repair.push_back(finding.rule);
    out_.possible = lawful && out_.beyond_repair.empty();
  }

  static constexpr std::size_t most_meetings = 1000;

  Desk& desk_;
  const WorkingDays& days_;
  CoverBuffers& cover_;
  Assessment& work_;
  Repair& out_;
  std::vector<MeetingRow> held_;
  std::vector<std::vector<MeetingRow>> rows_; ///< The plan after each change.
  std::vector<std::uint8_t> goal_;
  std::vector<Stretch> stretches_;
  std::vector<Edit> edits_;
  std::vector<Remedy> found_;
  OpenSlots base_; ///< What is open with what is held alone.
  std::size_t most_filled_ = 1, requirements_ = 0, added_ = 0, limit_ = most_changes;
  std::uint64_t tried_ = 0, looked_ = 0;
  std::uint32_t old_ = 0;
  bool anywhere_ = false; ///< Whether days are tried on which a conversation fills nothing.
};

} // namespace detail

/// Finds the smallest sets of changes that make a plan lawful, into a caller's buffer.
///
/// What is held is history: what it broke is named as beyond repair, and the rest is repaired all the same.
inline const Repair& repair(const Course& course, Date as_of, const RepairOptions& options,
                            RepairBuffer& buffer) {
  Repair& out = buffer.repair_;
  out = {};
  AssessOptions assess = options.assess;
  if (assess.as_planned) {
    // Of the plan itself only what is held is history.
    as_of = course.facts().registered - 1;
    for (const EventFacts& event : course.facts().events)
      if (event.type == EventType::visited) as_of = std::min(as_of, event.date - 1);
    for (const MeetingFacts& meeting : course.facts().meetings)
      if (meeting.status == MeetingStatus::held) as_of = std::max(as_of, meeting.date);
  }
  assess.as_planned = assess.contested = false;
  out.as_of = as_of;
  buffer.closed_.assign(options.days.closed.begin(), options.days.closed.end());
  std::sort(buffer.closed_.begin(), buffer.closed_.end());
  const WorkingDays days{options.days.office_closing_days, buffer.closed_};
  detail::Desk desk{course.view(), course.facts().regime, course.readings(), as_of,
                    assess,        buffer.run_,           buffer.work_};
  if (!desk.has_law()) {
    out.problem = PlanProblem::no_law;
    return out;
  }
  detail::Repairer{desk, days, buffer.cover_, buffer.work_, out}.run();
  return out;
}

/// Finds the smallest sets of changes that make a plan lawful.
inline Repair repair(const Course& course, Date as_of, const RepairOptions& options = {}) {
  RepairBuffer buffer;
  return repair(course, as_of, options, buffer);
}

} // namespace kontaktforloeb
