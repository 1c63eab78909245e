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
  Assessment work_;
};

namespace detail {

/// Most remedies besides the best one.
inline constexpr std::size_t most_alternatives = 3;

/// Looks for the smallest sets of changes.
class Repairer {
public:
  Repairer(Desk& desk, CoverBuffers& cover, Assessment& work, Repair& out)
      : desk_(desk), cover_(cover), work_(work), out_(out) {}

  void run() {
    rows_.assign(1, {});
    for (const MeetingRow& row : desk_.course().meetings) {
      const bool unrecorded = row.status == MeetingStatus::planned && row.date <= desk_.as_of();
      if (row.date <= desk_.as_of() || row.status != MeetingStatus::planned) held_.push_back(row);
      if (!unrecorded) rows_[0].push_back(row);
    }
    old_ = static_cast<std::uint32_t>(desk_.course().meetings.size());
    desk_.judge(held_, desk_.as_of() + 1, cover_.open);
    if (!desk_.has_law()) {
      out_.problem = PlanProblem::no_law;
      return;
    }
    set_goal();
    base_ = cover_.open;
    find_out_about_orders();
    cut_days();
    list_reaches();
    const Need need = look(rows_[0]);
    out_.at_least = need.least;
    if (!need.nothing()) search(need);
    finish();
  }

private:
  /// What is still wrong with a plan.
  struct Need {
    std::size_t least = 0;               ///< How many changes are needed at least.
    bool rule = false;                   ///< Whether a rule is not kept.
    std::optional<std::uint32_t> breach; ///< The first finding of a prohibition broken.

    [[nodiscard]] bool nothing() const { return !rule && !breach; }
  };

  /// Beyond so many judgements a search is given up.
  static constexpr std::size_t most_looks = 100'000;
  /// Of more changes than these only added meetings are thought of: what is booked is changed where that
  /// helps.
  static constexpr std::size_t most_changes = 3;
  /// The same where meetings that break something have to be changed.
  static constexpr std::size_t most_changes_for_breaches = 6;
  /// So many sets of the smallest size are enough to choose from; those that upset least come first.
  static constexpr std::size_t enough = 1 + most_alternatives;

  /// The smallest sets. A change of a booked meeting is worth at most one meeting added: added meetings alone
  /// are as few changes as any, unless what is booked breaks a prohibition or stands in the way of an order.
  void search(const Need& need) {
    // What breaks a prohibition is not put right by adding.
    std::optional<std::vector<NewMeeting>> added;
    if (!need.breach) added = fewest_added(0, most_meetings);
    if (!added) limit_ = most_changes_for_breaches;
    const std::size_t size = added ? added->size() : limit_ + 1;
    if (!added || orders_matter_)
      for (std::size_t smaller = need.least; smaller < size; ++smaller) {
        tried_ = 0;
        try_sizes(smaller);
        if (!found_.empty() || looked_ >= most_looks) {
          out_.proven = looked_ < most_looks;
          return;
        }
        out_.smaller_tried += tried_;
      }
    out_.proven = added && looked_ < most_looks;
    if (!added) return;
    try_sizes(size);
    edits_.clear();
    find(0, *added);
  }

  /// Tries the sets of a size in which something booked is changed, those with the fewest meetings added
  /// first.
  void try_sizes(std::size_t size) {
    for (std::size_t changes = std::min(size, limit_); changes > 0 && found_.size() < enough; --changes)
      try_edits(0, changes, size - changes);
  }

  /// The fewest meetings that put right what is wrong with a plan.
  std::optional<std::vector<NewMeeting>> fewest_added(std::size_t depth, std::size_t most) {
    std::vector<MeetingRow> rows = rows_[depth];
    desk_.judge(rows, desk_.as_of() + 1, cover_.open);
    cover_.busy.clear();
    for (const MeetingRow& row : rows)
      if (row.status <= MeetingStatus::planned) cover_.busy.push_back(row.date);
    std::vector<std::uint8_t> left_out(cover_.open.slots.size(), 0);
    for (std::size_t i = 0; i < left_out.size(); ++i) {
      const OpenSlot& slot = cover_.open.slots[i];
      const bool not_owed = slot.opens_way ? slot.group == Group::cv : goal_[slot.finding] == 0;
      left_out[i] = !slot.first.is_set() || not_owed ? 1 : 0;
    }
    CoverQuestion question{desk_, rows};
    question.preferred = tables::preferred_pairs;
    question.not_before = desk_.as_of() + 1;
    question.most = most;
    std::optional<std::vector<NewMeeting>> best;
    const auto leaf = [&](std::span<NewMeeting> placed) {
      if (best && best->size() <= placed.size()) return true;
      Placing{desk_, cover_.busy}.place(placed, Prefer::spread, desk_.as_of());
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
    // Of sets that differ in their days alone the first upsets least.
    if (std::none_of(found_.begin(), found_.end(), [&](const Remedy& other) { return alike(remedy, other); }))
      found_.push_back(std::move(remedy));
  }

  /// Which rules are to be kept: those that a plan from what is held alone could keep.
  void set_goal() {
    std::vector<std::uint8_t> open(work_.findings.size(), 0);
    for (const OpenSlot& slot : cover_.open.slots)
      if (!slot.opens_way) open[slot.finding] = slot.first.is_set() ? 1 : 2;
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
    CoverQuestion question{desk_, held_};
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
      if (!cover_.open.slots[i].opens_way) open[cover_.open.slots[i].finding] = 2;
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
      if (!orders_matter_) continue;
      cuts.push_back(row.date);
      cuts.push_back(row.date + 1);
    }
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    for (std::size_t i = 0; i < cuts.size() && cuts[i] <= end; ++i)
      stretches_.push_back({cuts[i], i + 1 < cuts.size() ? cuts[i + 1] - 1 : end});
  }

  void find_out_about_orders() {
    orders_matter_ = std::any_of(base_.slots.begin(), base_.slots.end(), [](const OpenSlot& slot) {
      return slot.after_cv || slot.ordinals.last != 0;
    });
  }

  /// The groups in which conversations of some kinds can fill anything, as bits.
  [[nodiscard]] unsigned groups_of(unsigned kinds) const {
    unsigned groups = 0;
    for (const OpenSlot& slot : base_.slots)
      if ((slot.accepts & kinds) != 0) groups |= 1u << static_cast<unsigned>(slot.group);
    return groups;
  }

  /// Lists in which groups one meeting can fill something: those that may be added, and those that are
  /// booked.
  void list_reaches() {
    const auto add = [&](unsigned kinds) {
      const auto groups = static_cast<std::uint8_t>(groups_of(kinds));
      if (groups != 0 && std::find(reaches_.begin(), reaches_.end(), groups) == reaches_.end())
        reaches_.push_back(groups);
    };
    for (const OpenSlot& slot : base_.slots) add(slot.accepts);
    if (desk_.regime().merging)
      for (const Pair& pair : desk_.regime().merging->pairs) add(unsigned{bit(pair[0])} | bit(pair[1]));
    for (const MeetingRow& row : rows_[0])
      if (may_edit(row)) add(row.conversations);
  }

  /// Judges a plan and says what is wrong with it.
  Need look(std::span<const MeetingRow> rows) {
    ++looked_;
    desk_.judge(rows);
    Need need;
    std::array<std::size_t, group_count> missing{};
    for (std::uint32_t i = 0; i < requirements_; ++i) {
      const Finding& finding = work_.findings[i];
      if (goal_[i] == 0 || is_kept(finding.status)) continue;
      need.rule = true;
      const auto filled = static_cast<std::int32_t>(finding.meetings_size);
      missing[static_cast<std::size_t>(finding.requirement->group)] +=
          static_cast<std::size_t>(std::max(finding.required - filled, 1));
    }
    for (std::uint32_t i = requirements_; i < work_.findings.size(); ++i) {
      const Finding& finding = work_.findings[i];
      if (finding.status != Status::breached || !can_be_mended(finding)) continue;
      if (!need.breach) need.breach = i;
      ++need.least;
      // The change that mends it may also let its conversations fill what they do not fill yet.
      for (unsigned rest = groups_of(finding.conversations) & ~filled_by(work_.meetings(finding).front());
           rest != 0; rest &= rest - 1) {
        std::size_t& group = missing[static_cast<std::size_t>(std::countr_zero(rest))];
        if (group != 0) --group;
      }
    }
    need.least += least_for(missing);
    if (need.rule && need.least == 0) need.least = 1;
    return need;
  }

  /// The groups in which a meeting fills something now.
  [[nodiscard]] unsigned filled_by(std::uint32_t meeting) const {
    unsigned groups = 0;
    for (std::uint32_t i = 0; i < requirements_; ++i) {
      const Finding& finding = work_.findings[i];
      const auto meetings = work_.meetings(finding);
      if (std::find(meetings.begin(), meetings.end(), meeting) != meetings.end())
        groups |= 1u << static_cast<unsigned>(finding.requirement->group);
    }
    return groups;
  }

  /// How many changes fill so many conversations of each group at least: one fills at most one of a group,
  /// and only in groups that one meeting reaches.
  [[nodiscard]] std::size_t least_for(const std::array<std::size_t, group_count>& missing) const {
    std::size_t all = 0, most = 0;
    unsigned groups = 0;
    for (std::size_t i = 0; i < group_count; ++i) {
      all += missing[i];
      most = std::max(most, missing[i]);
      if (missing[i] != 0) groups |= 1u << i;
    }
    std::size_t reach = 1;
    for (const std::uint8_t groups_reached : reaches_)
      reach = std::max(reach, static_cast<std::size_t>(std::popcount(groups & groups_reached)));
    return std::max(most, (all + reach - 1) / reach);
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

  /// Tries every change that can help with what is wrong, `left` of them in all, and `added` meetings
  /// besides.
  void try_edits(std::size_t depth, std::size_t left, std::size_t added) {
    if (rows_.size() < depth + 2) {
      rows_.resize(depth + 2);
      candidates_.resize(depth + 1);
    }
    const Need need = look(rows_[depth]);
    if (need.nothing() || need.least > left + added || looked_ >= most_looks) return;
    std::vector<Edit>& candidates = candidates_[depth];
    candidates.clear();
    if (need.breach)
      list_for_breach(depth, work_.meetings(work_.findings[*need.breach]).front(), candidates);
    else
      for (const std::uint32_t rule : rules_not_kept()) list_for_rule(depth, rule, candidates);
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Edit& a, const Edit& b) { return upset(a) < upset(b); });
    for (std::size_t i = 0; i < candidates_[depth].size() && found_.size() < enough; ++i)
      go_on(depth, left, added, candidates_[depth][i]);
  }

  /// Makes one change, and looks further.
  void go_on(std::size_t depth, std::size_t left, std::size_t added, const Edit& edit) {
    edits_.resize(depth);
    edits_.push_back(edit);
    ++tried_;
    apply(depth, edit);
    if (left > 1) return try_edits(depth + 1, left - 1, added);
    const Need need = look(rows_[depth + 1]);
    if (need.nothing()) {
      if (added == 0) find(depth + 1, {});
      return;
    }
    if (added == 0 || need.least > added || need.breach) return;
    if (const auto more = fewest_added(depth + 1, added); more && more->size() == added)
      find(depth + 1, *more);
  }

  /// The plan after a change.
  void apply(std::size_t depth, const Edit& edit) {
    std::vector<MeetingRow>& rows = rows_[depth + 1];
    rows = rows_[depth];
    const auto at = std::find_if(rows.begin(), rows.end(),
                                 [&](const MeetingRow& row) { return row.index == edit.meeting; });
    MeetingRow row = *at;
    rows.erase(at);
    switch (edit.op) {
    case EditOp::add:
      break;
    case EditOp::move:
      row.date = edit.date;
      break;
    case EditOp::split: {
      MeetingRow own = row;
      set_conversations(own, edit.conversations);
      own.date = edit.date;
      own.index = next_index(rows_[depth]);
      insert_row(rows, own);
      set_conversations(row, row.conversations & ~unsigned{edit.conversations});
      break;
    }
    case EditOp::merge: {
      const auto into = std::find_if(rows.begin(), rows.end(),
                                     [&](const MeetingRow& other) { return other.index == edit.into; });
      set_conversations(*into, unsigned{into->conversations} | row.conversations);
      return;
    }
    case EditOp::change:
      if (edit.field == EditField::form) row.form = edit.form;
      if (edit.field == EditField::holder) row.holder = edit.holder;
      if (edit.field == EditField::absent) row.absent = {};
      break;
    }
    insert_row(rows, row);
  }
  static void set_conversations(MeetingRow& row, unsigned conversations) {
    row.conversations = static_cast<std::uint8_t>(conversations);
    row.conversation_count = static_cast<std::uint8_t>(std::popcount(conversations));
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

  /// Changes of a meeting that breaks a prohibition, on whichever days: it need not be asked for.
  void list_for_breach(std::size_t depth, std::uint32_t meeting, std::vector<Edit>& out) const {
    for (const MeetingRow& row : rows_[depth]) {
      if (row.index != meeting || row.index >= old_) continue;
      if (row.form != Form::in_person) out.push_back(changed(row, EditField::form));
      list_splits(depth, row, every_kind, true, out);
      if (row.form != Form::in_person) list_moves(depth, row, every_kind, true, out);
    }
  }

  /// Changes that can help a rule: of meetings whose conversations it, or another rule of its group, takes.
  void list_for_rule(std::size_t depth, std::uint32_t finding, std::vector<Edit>& out) const {
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
    for (const MeetingRow& row : rows_[depth]) {
      if (!may_edit(row) || row.index >= old_) continue;
      if ((row.conversations & accepts) != 0) {
        if (row.form != Form::in_person) out.push_back(changed(row, EditField::form));
        if (row.holder != holder) out.push_back(changed(row, EditField::holder));
        if (row.absent[0] != 0 || row.absent[1] != 0) out.push_back(changed(row, EditField::absent));
      }
      if ((row.conversations & (accepts | others)) == 0) continue;
      list_moves(depth, row, accepts | others, false, out);
      list_splits(depth, row, accepts | others, false, out);
      list_merges(depth, row, out);
    }
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

  [[nodiscard]] static Edit changed(const MeetingRow& row, EditField field) {
    Edit edit = edit_of(EditOp::change, row);
    edit.field = field;
    if (field == EditField::form) edit.form = Form::in_person;
    if (field == EditField::holder)
      edit.holder = row.holder == Party::a_kasse ? Party::jobcenter : Party::a_kasse;
    return edit;
  }

  void list_moves(std::size_t depth, const MeetingRow& row, unsigned kinds, bool anywhere,
                  std::vector<Edit>& out) const {
    each_day(depth, kinds & row.conversations, row, anywhere, true, [&](Date day) {
      if (same_stretch(day, row.date)) return;
      Edit edit = edit_of(EditOp::move, row);
      edit.date = day;
      out.push_back(edit);
    });
  }

  /// Whether two days are alike for every open conversation.
  [[nodiscard]] bool same_stretch(Date a, Date b) const {
    return std::any_of(stretches_.begin(), stretches_.end(),
                       [&](const DateRange& stretch) { return stretch.contains(a) && stretch.contains(b); });
  }

  void list_splits(std::size_t depth, const MeetingRow& row, unsigned kinds, bool anywhere,
                   std::vector<Edit>& out) const {
    const unsigned all = row.conversations;
    for (unsigned part = (all - 1) & all; part != 0; part = (part - 1) & all) {
      if ((part & kinds) == 0 && (all & ~part & kinds) == 0) continue;
      each_day(depth, part, row, anywhere, false, [&](Date day) {
        Edit edit = edit_of(EditOp::split, row);
        edit.conversations = static_cast<std::uint8_t>(part);
        edit.date = day;
        out.push_back(edit);
      });
    }
  }

  void list_merges(std::size_t depth, const MeetingRow& row, std::vector<Edit>& out) const {
    if (!desk_.regime().merging) return;
    for (const MeetingRow& into : rows_[depth]) {
      if (into.index == row.index || into.index >= old_ || !may_edit(into) || into.holder != row.holder ||
          into.conversation_count + row.conversation_count > desk_.regime().merging->most ||
          (into.conversations & row.conversations) != 0)
        continue;
      Edit edit = edit_of(EditOp::merge, row);
      edit.into = into.index;
      edit.date = into.date;
      out.push_back(edit);
    }
  }

  [[nodiscard]] std::uint32_t next_index(std::span<const MeetingRow> rows) const {
    std::uint32_t next = old_;
    for (const MeetingRow& row : rows) next = std::max(next, row.index + 1);
    return next;
  }

  /// A free day in each stretch in which a meeting's kinds are of use, or in every one: the nearest to its
  /// own.
  template <class Each>
  void each_day(std::size_t depth, unsigned kinds, const MeetingRow& row, bool anywhere, bool leaves_its_day,
                const Each& each) const {
    for (const DateRange& stretch : stretches_) {
      bool of_use = anywhere || orders_matter_;
      for (const OpenSlot& slot : base_.slots)
        of_use = of_use || (slot.takes(kinds, row.holder) && slot.window.overlaps(stretch));
      if (!of_use) continue;
      const Date wanted = std::clamp(row.date, stretch.from, stretch.to);
      const std::uint32_t but = leaves_its_day ? row.index : nobody;
      if (const Date day = nearest(depth, wanted, stretch, but); day.is_set()) each(day);
    }
  }

  [[nodiscard]] Date nearest(std::size_t depth, Date wanted, const DateRange& stretch,
                             std::uint32_t but) const {
    const auto is_free = [&](Date day) {
      if (!stretch.contains(day) || !desk_.is_open(day)) return false;
      return std::none_of(rows_[depth].begin(), rows_[depth].end(), [&](const MeetingRow& row) {
        return row.index != but && row.date == day && row.status <= MeetingStatus::planned;
      });
    };
    for (int away = 0; wanted - away >= stretch.from || wanted + away <= stretch.to; ++away) {
      if (is_free(wanted - away)) return wanted - away;
      if (is_free(wanted + away)) return wanted + away;
    }
    return {};
  }

  /// How much a set of changes upsets: the kinds of change, then the days moved and the conversations
  /// touched.
  [[nodiscard]] static std::pair<int, int> upset(const Edit& edit) {
    static constexpr std::array<int, words<EditOp>.size()> weight{4, 1, 3, 3, 0};
    int moved = std::popcount(edit.conversations);
    if (edit.from.is_set()) moved += edit.date > edit.from ? edit.date - edit.from : edit.from - edit.date;
    return {weight[static_cast<std::size_t>(edit.op)], moved};
  }
  [[nodiscard]] static std::pair<int, int> upset(const Remedy& remedy) {
    std::pair<int, int> sum{0, 0};
    for (const Edit& edit : remedy.edits) {
      sum.first += upset(edit).first;
      sum.second += upset(edit).second;
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
    for (Remedy& remedy : found_)
      if (out_.remedies.size() < enough) out_.remedies.push_back(std::move(remedy));
    const bool lawful = look(rows_[0]).nothing() || !out_.remedies.empty();
    for (const Finding& finding : work_.findings)
      if (finding.requirement == nullptr && finding.status == Status::breached && !can_be_mended(finding) &&
          std::find(out_.beyond_repair.begin(), out_.beyond_repair.end(), finding.rule) ==
              out_.beyond_repair.end())
        out_.beyond_repair.push_back(finding.rule);
    out_.possible = lawful && out_.beyond_repair.empty();
  }

  static constexpr std::size_t most_meetings = 1000;
  static constexpr unsigned every_kind = 0xff;
  static constexpr std::uint32_t nobody = 0xffffffff;

  Desk& desk_;
  CoverBuffers& cover_;
  Assessment& work_;
  Repair& out_;
  std::vector<MeetingRow> held_;
  std::vector<std::vector<Edit>> candidates_; ///< Changes to be tried, by depth.
  std::vector<std::vector<MeetingRow>> rows_; ///< The plan after each change.
  std::vector<std::uint8_t> goal_;
  std::vector<DateRange> stretches_; ///< Days that are alike for every open conversation.
  std::vector<Edit> edits_;
  std::vector<Remedy> found_;
  OpenSlots base_;                    ///< What is open with what is held alone.
  std::vector<std::uint8_t> reaches_; ///< Groups that one meeting can reach, as bits.
  std::uint32_t requirements_ = 0;
  std::size_t limit_ = most_changes;
  std::uint64_t tried_ = 0, looked_ = 0;
  std::uint32_t old_ = 0;
  bool orders_matter_ = false; ///< Whether anything hangs on which conversation comes first.
};

} // namespace detail

/// Finds the smallest sets of changes that make a plan lawful, into a caller's buffer.
///
/// What is held is history: what it broke is named as beyond repair, and the rest is repaired all the same.
inline const Repair& repair(const Course& course, Date as_of, const RepairOptions& options,
                            RepairBuffer& buffer) {
  Repair& out = buffer.repair_;
  out = {};
  if (options.assess.as_planned) {
    // Of the plan itself only what is held is history.
    as_of = course.facts().registered - 1;
    for (const EventFacts& event : course.facts().events)
      if (event.type == EventType::visited) as_of = std::min(as_of, event.date - 1);
    for (const MeetingFacts& meeting : course.facts().meetings)
      if (meeting.status == MeetingStatus::planned) as_of = std::min(as_of, meeting.date - 1);
    for (const MeetingFacts& meeting : course.facts().meetings)
      if (meeting.status == MeetingStatus::held) as_of = std::max(as_of, meeting.date);
  }
  out.as_of = as_of;
  detail::Desk desk{course.view(),  course.facts().regime, course.readings(), as_of,
                    options.assess, options.days,          buffer.run_,       buffer.work_};
  if (desk.has_law())
    detail::Repairer{desk, buffer.cover_, buffer.work_, out}.run();
  else
    out.problem = PlanProblem::no_law;
  return out;
}

/// Finds the smallest sets of changes that make a plan lawful.
inline Repair repair(const Course& course, Date as_of, const RepairOptions& options = {}) {
  RepairBuffer buffer;
  return repair(course, as_of, options, buffer);
}

} // namespace kontaktforloeb
