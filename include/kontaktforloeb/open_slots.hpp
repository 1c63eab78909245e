#pragma once
/// @file
/// What is still to be held: the conversations that no held one stands for, each with its days in time; and
/// one course judged again and again with other meetings.

#include <kontaktforloeb/assess.hpp>
#include <kontaktforloeb/working_days.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace kontaktforloeb::detail {

/// A conversation that no held one stands for.
struct OpenSlot {
  std::uint32_t finding = 0;       ///< Place of its finding.
  std::uint8_t accepts = 0;        ///< Kinds of conversation that fill it, bits `1 << Conversation`.
  Group group = Group::jobsamtale; ///< A conversation fills at most one slot of a group.
  Party holder = Party::a_kasse;   ///< Who holds it.
  bool after_cv = false;           ///< Whether it may not come before the CV conversation.
  bool following = false;          ///< Whether it belongs to the national law after a trial.
  bool opens_way = false;          ///< Whether nobody owes it, but another one may have to wait for it.
  bool undone = false;             ///< Whether it is open only if a CV conversation is to come.
  bool counts_up = false;          ///< Whether it is there for no more than to give another one its number.
  Clock clock = Clock::calendar;   ///< The clock that its last day lies on.
  Ordinals ordinals = {};          ///< Which number it must have.
  DateRange window = {};           ///< Days in time, the past cut off.
  Date first = {}, last = {};      ///< The first and the last day that is open in it; unset: none is.

  /// Whether a kind of conversation of a holder can fill it.
  [[nodiscard]] bool takes(unsigned kinds, Party by) const { return holder == by && (accepts & kinds) != 0; }
};

/// What is still to be held, on one day of assessing.
struct OpenSlots {
  std::vector<OpenSlot> slots;        ///< By last day.
  std::vector<std::uint32_t> waiting; ///< Findings whose days in time cannot be reached yet.
  std::vector<std::uint32_t> booked;  ///< Places of the rows of meetings that are booked for later days.
  std::vector<std::uint8_t> may_fill; ///< Slots by booked meetings: its kinds that may fill the slot.
  std::vector<Date> numbered;         ///< Days of booked meetings that are numbered, ascending.
  std::int32_t held_numbered = 0;     ///< How many held meetings are numbered.
  bool every_number = false;          ///< Whether every meeting is numbered, not the jobcenter's alone.
  Date numbered_from = {};            ///< The first day on which meetings are numbered.
  Date cv_day = {};                   ///< Day of the first CV conversation held or booked, or unset.
  const Regime* regime = nullptr;     ///< The regime, for what may be merged.
  bool pairs_share_group = false;     ///< Whether two kinds of one meeting may fill two of a group.
};

/// How many meetings some open conversations take at least, by their number alone: those of two holders share
/// none, and of one group a meeting fills one, or two where two of its kinds are taken there.
class FewestByCount {
public:
  /// Adds a conversation.
  void add(const OpenSlot& slot) {
    std::uint16_t& most = most_[static_cast<std::size_t>(slot.holder)];
    most = std::max(most,
                    ++counts_[static_cast<std::size_t>(slot.holder)][static_cast<std::size_t>(slot.group)]);
  }
  /// The number of meetings.
  [[nodiscard]] std::size_t meetings(const OpenSlots& open) const {
    std::size_t sum = 0;
    for (const std::size_t most : most_) sum += open.pairs_share_group ? (most + 1) / 2 : most;
    return sum;
  }

private:
  std::array<std::array<std::uint16_t, group_count>, words<Party>.size()> counts_{};
  std::array<std::uint16_t, words<Party>.size()> most_{};
};

/// Whether a rule is kept, or asks for nothing.
constexpr bool is_kept(Status status) {
  return status == Status::met || status == Status::planned || status == Status::not_required;
}

/// A course that is judged again and again with other meetings on one day, by what is recorded alone. A plan
/// is not judged as one: `as_planned` and `contested` are not used.
class Desk {
public:
  Desk(const CourseView& course, std::string_view regime, const Readings& readings, Date as_of,
       const AssessOptions& options, const WorkingDays& days, RunBuffers& buffers, Assessment& out)
      : course_(course), readings_(readings), as_of_(as_of), options_(options), days_(days),
        period_(course_, as_of), applies_(choose_regime(course_, period_, *options.law,
                                                        options.regime.empty() ? regime : options.regime)),
        buffers_(buffers), out_(out) {
    for (const ReadingChoice& choice : options.readings) readings_.set(choice.reading, choice.value);
    buffers_.forget_walks();
    out_.regime = applies_.regime;
    out_.base = applies_.base;
    out_.base_regime = applies_.base_regime;
    out_.readings = readings_;
    out_.as_planned = false;
    out_.as_of = as_of;
    out_.no_law = applies_.no_law;
    out_.no_law_regime = applies_.no_law_regime;
    out_.no_law_date = applies_.no_law_date;
    out_.flips.clear();
    suspended_ = find_suspended();
  }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  /// Whether there is a law to judge by.
  [[nodiscard]] bool has_law() const { return applies_.regime != nullptr && out_.no_law == NoLaw::none; }
  /// The course with its own meetings.
  [[nodiscard]] const CourseView& course() const { return course_; }
  /// The day of assessing.
  [[nodiscard]] Date as_of() const { return as_of_; }
  /// The regime. Precondition: there is law.
  [[nodiscard]] const Regime& regime() const { return *applies_.regime; }

  /// Judges the course with these meetings, sorted by day.
  const Assessment& judge(std::span<const MeetingRow> meetings) {
    return judge(meetings, [](const CourseView&, Run& run, Assessment& out) { run.fill(out); });
  }

  /// Judges the course with these meetings, and lists what no held one stands for; new meetings may be held
  /// from `from` on. With `counting_up` those too that would only give another one its number.
  const Assessment& judge(std::span<const MeetingRow> meetings, Date from, OpenSlots& open,
                          bool counting_up = false) {
    return judge(meetings, [&](const CourseView& view, Run& run, Assessment& out) {
      run.fill(out);
      if (out.no_law == NoLaw::none) list_open(view, run, {from, true, counting_up}, open);
    });
  }

  /// Judges the requirements alone, and lists what no held meeting stands for, as if none were booked.
  const Assessment& look_ahead(std::span<const MeetingRow> meetings, OpenSlots& open) {
    return judge(meetings, [&](const CourseView& view, Run& run, Assessment& out) {
      run.fill_requirements(out);
      if (out.no_law == NoLaw::none) list_open(view, run, {first_day, false, false}, open);
    });
  }

  /// A clock of the course.
  [[nodiscard]] CourseClock clock(Clock which) const {
    const Date start = which == Clock::calendar ? period_.registered : period_.placing;
    return {course_, {which, start, period_.registered}, readings_, options_.law->time};
  }
  /// What an hour clock walked through when the course was judged last.
  [[nodiscard]] CourseClock::Walk& walk(Clock which) const {
    return buffers_.walks[static_cast<std::size_t>(which)];
  }

  /// Whether conversations may be held on a day at all: a working day on which the effort is not suspended
  /// and the person is registered.
  [[nodiscard]] bool is_open(Date day) const {
    const int place = day - as_of_ + kept_before;
    if (place < 0 || place >= kept_days) return find_out(day, days_);
    const auto word = static_cast<std::size_t>(place / 64);
    const std::uint64_t bit = std::uint64_t{1} << (place % 64);
    if ((known_[word] & bit) == 0) {
      known_[word] |= bit;
      if (find_out(day, days_)) open_[word] |= bit;
    }
    return (open_[word] & bit) != 0;
  }
  /// The same, other working days than the usual ones asked for.
  [[nodiscard]] bool is_open(Date day, const WorkingDays& days) const { return find_out(day, days); }

private:
  template <class Fill>
  const Assessment& judge(std::span<const MeetingRow> meetings, const Fill& fill) {
    CourseView view = course_;
    view.meetings = meetings;
    out_.no_law = NoLaw::none;
    Run run{view, period_, applies_, *options_.law, readings_, as_of_, options_.admissions, buffers_, true};
    fill(view, run, out_);
    return out_;
  }

  /// Days around the day of assessing of which it is kept whether they are open.
  static constexpr int kept_before = 24, kept_days = 512;

  [[nodiscard]] bool find_out(Date day, const WorkingDays& days) const {
    if (!days.contains(day) || CourseView::any_contains(course_.deregistered, day)) return false;
    return !suspended_.contains(day) || std::ranges::none_of(form_rows(), [&](const FormRow& row) {
      return row.suspended && row.days.contains(day);
    });
  }

  /// Days outside which the effort is not suspended; a range that contains none if it never is.
  [[nodiscard]] DateRange find_suspended() const {
    DateRange all{end_of_time, first_day};
    if (!has_law()) return all;
    for (const FormRow& row : form_rows()) {
      if (!row.suspended) continue;
      all.from = std::min(all.from, row.days.from);
      all.to = !row.days.to.is_set() || !all.to.is_set() ? Date{} : std::max(all.to, row.days.to);
    }
    return all;
  }

  [[nodiscard]] std::span<const FormRow> form_rows() const {
    return applies_.base_regime != nullptr ? applies_.base_regime->form.rows : applies_.regime->form.rows;
  }

  /// Whether a conversation more could change what a rule's finding says.
  [[nodiscard]] static bool can_be_helped(const Finding& finding) {
    switch (finding.status) {
    case Status::met:
    case Status::not_required:
      return false;
    case Status::undecided:
      return finding.cause != Cause::in_job && finding.cause != Cause::after_trial &&
             finding.cause != Cause::other_unit;
    default:
      return true;
    }
  }

  /// What is listed.
  struct Wanted {
    Date from;        ///< New meetings may be held from here on.
    bool booked;      ///< Whether booked meetings are seen.
    bool counting_up; ///< Whether conversations that would only give another one its number are listed.
  };

  void list_open(const CourseView& view, Run& run, const Wanted& wanted, OpenSlots& open) {
    const Extent& extent = run.extent();
    Meetings& meetings = run.meetings();
    Allocation slots{run.given(), extent, buffers_.duties, meetings, buffers_.slots};
    if (!buffers_.slots_of_base) {
      meetings.see_scenario(meetings.numbers_matter());
      buffers_.judged.clear();
      slots.open(buffers_.judged);
      slots.fill();
    }

    list_meetings(view, run, wanted.booked, open);
    open.slots.clear();
    open.waiting.clear();
    open.may_fill.clear();
    const Source source{view, run, slots, wanted.from};
    const bool cv_to_come = !open.cv_day.is_set() && any_cv_to_come(slots);
    for (std::uint32_t i = 0; i < buffers_.judged.size(); ++i) list_of(i, source, cv_to_come, open);
    list_excused(source, open);
    list_earlier_cv(source, open);
    if (wanted.counting_up) list_counting_up(source, open);
    if (extent.following_from.is_set() && !extent.ended_early()) list_catching_up(source, open);

    // What has no last day of its own is planned with the rest.
    Date end;
    for (const OpenSlot& slot : open.slots)
      if (!slot.opens_way) end = std::max(end, slot.window.to);
    if (!end.is_set()) end = std::max(as_of_, wanted.from) + endless_days;
    const OpenSlot* before = nullptr;
    for (OpenSlot& slot : open.slots) {
      if (!slot.window.to.is_set()) {
        const Date begins = slot.after_cv ? std::max(slot.window.from, open.cv_day) : slot.window.from;
        slot.window.to = std::max(end, begins + endless_days);
      }
      find_open_days(slot, std::exchange(before, &slot));
    }
    sort_slots(open);
    open.pairs_share_group = any_pair_shares_group(open);
  }

  [[nodiscard]] static bool any_pair_shares_group(const OpenSlots& open) {
    if (!open.regime->merging) return false;
    for (const Pair& pair : open.regime->merging->pairs)
      for (const OpenSlot& slot : open.slots)
        if ((slot.accepts & bit(pair[0])) != 0 && (slot.accepts & bit(pair[1])) != 0) return true;
    return false;
  }

  /// What open conversations are read from.
  struct Source {
    const CourseView& view;
    Run& run;
    const Allocation& slots;
    Date from;
  };

  void list_meetings(const CourseView& view, Run& run, bool with_booked, OpenSlots& open) const {
    const Meetings& meetings = run.meetings();
    const bool numbers = meetings.numbers_matter();
    open.booked.clear();
    open.numbered.clear();
    open.held_numbered = 0;
    open.every_number = run.given().uses(Reading::jobcenter_conversation_number);
    open.numbered_from = period_.placing;
    open.cv_day = with_booked || meetings.cv_day() <= as_of_ ? meetings.cv_day() : Date{};
    open.regime = applies_.regime;
    for (std::uint32_t i = 0; i < view.meetings.size(); ++i) {
      const MeetingState& state = meetings[i];
      if (state.outcome > (with_booked ? Outcome::planned : Outcome::held)) continue;
      if (state.outcome == Outcome::planned) open.booked.push_back(i);
      if (!numbers || state.number == 0) continue;
      if (state.outcome == Outcome::held)
        ++open.held_numbered;
      else
        open.numbered.push_back(view.meetings[i].date);
    }
  }

  [[nodiscard]] bool any_cv_to_come(const Allocation& slots) const {
    for (std::uint32_t i = 0; i < buffers_.judged.size(); ++i)
      for (const Slots& asked : slots.of(buffers_.judged[i]))
        if (asked.group == Group::cv && asked.ask == Ask::asked && !asked.window.passed(as_of_) &&
            can_be_helped(out_.findings[i]))
          return true;
    return false;
  }

  /// Lists the open conversations of one rule.
  void list_of(std::uint32_t i, const Source& source, bool cv_to_come, OpenSlots& open) const {
    const Judged& judged = buffers_.judged[i];
    const Requirement& requirement = *judged.requirement;
    const Given& given = source.run.given();
    const Extent& extent = source.run.extent();
    // A CV conversation to come takes the worth from joint ones that were held before it.
    const bool undone = requirement.after_cv && cv_to_come;
    if (!can_be_helped(out_.findings[i]) && !(undone && out_.findings[i].status == Status::met)) return;
    bool waits = false;
    for (const Slots& asked : source.slots.of(judged)) {
      const DayWindow* national = source.slots.national(*judged.duty);
      const bool by_national = national != nullptr && !national->passed(as_of_) && !national->from.never();
      const DayWindow& window = by_national ? *national : asked.window;
      if (asked.ask != Ask::asked || window.passed(as_of_)) continue;
      const std::int32_t free = undone ? asked.count : asked.count - asked.held - asked.held_late;
      if (free == 0) continue;
      // Without a day in sight nothing can be planned, and nothing is late.
      if (window.from.never() || window.to.never()) {
        waits = true;
        continue;
      }
      OpenSlot slot = slot_of(i, judged, asked, source);
      slot.undone = undone && asked.held != 0;
      if (!by_national) slot.ordinals = requirement.ordinals;
      slot.window.from = std::max({source.from, extent.meetings_from, window.from.day});
      slot.window.to = window.to.day;
      if (!slot.following && extent.ended_early()) {
        const Date end = extent.end - 1;
        slot.window.to = slot.window.to.is_set() ? std::min(slot.window.to, end) : end;
      }
      if (given.uses(Reading::conversations_before_job))
        for (const DateRange& job : source.view.jobs)
          if (job.from <= window.to.or_last()) slot.window.from = std::max(slot.window.from, job.from);
      for (std::int32_t n = 0; n < free; ++n)
        add_slot(slot, judged, asked, source, open, [&](Date day) { return window.contains(day); });
    }
    if (waits) open.waiting.push_back(i);
  }

  /// What a trial asked for, and nobody held, takes the first conversations of its kind from the national law
  /// after it: they have to be caught up with first.
  void list_catching_up(const Source& source, OpenSlots& open) const {
    const std::size_t count = open.slots.size();
    for (std::uint32_t i = 0; i < buffers_.judged.size(); ++i) {
      const Judged& judged = buffers_.judged[i];
      if (judged.duty->following) continue;
      for (const Slots& asked : source.slots.of(judged)) {
        const std::int32_t free = asked.count - asked.held - asked.held_late;
        if (asked.ask != Ask::asked || free == 0 || can_be_in_time(asked.window, source.from)) continue;
        OpenSlot slot = slot_of(i, judged, asked, source);
        slot.opens_way = true;
        slot.window.from = source.from;
        for (std::size_t j = 0; j < count; ++j)
          if (open.slots[j].following && rivals(open.slots[j], slot))
            slot.window.to = std::max(slot.window.to, open.slots[j].window.to);
        if (slot.window.to.is_set())
          for (std::int32_t n = 0; n < free; ++n)
            add_slot(slot, judged, asked, source, open, [&](Date day) { return day <= slot.window.to; });
      }
    }
  }

  /// Whether one conversation could fill either of two, but not both.
  [[nodiscard]] static bool rivals(const OpenSlot& a, const OpenSlot& b) {
    return a.group == b.group && a.takes(b.accepts, b.holder);
  }

  /// Whether an open day is left in a window.
  [[nodiscard]] bool can_be_in_time(const DayWindow& window, Date from) const {
    if (window.passed(as_of_)) return false;
    if (!window.to.day.is_set()) return true;
    for (Date day = std::max(from, window.from.day); day <= window.to.day; day = day + 1)
      if (is_open(day)) return true;
    return false;
  }

  /// What nobody owes (an exemption, say) takes conversations in its window all the same, and comes before
  /// what falls due later: booked ones go to it, new ones keep out of its days, or it has to be filled too.
  void list_excused(const Source& source, OpenSlots& open) const {
    const std::size_t count = open.slots.size();
    for (std::uint32_t i = 0; i < buffers_.judged.size() && count != 0; ++i) {
      const Judged& judged = buffers_.judged[i];
      const Status status = out_.findings[i].status;
      if (can_be_helped(out_.findings[i]) || (status != Status::not_required && status != Status::undecided))
        continue;
      for (const Slots& asked : source.slots.of(judged)) {
        const std::int32_t free = asked.count - asked.held - asked.held_late;
        const DayWindow& window = asked.window;
        if (asked.ask != Ask::asked || window.passed(as_of_) || free == 0 || !window.to.day.is_set() ||
            window.from.never())
          continue;
        OpenSlot slot = slot_of(i, judged, asked, source);
        slot.opens_way = true;
        slot.window = {std::max(source.from, window.from.day), window.to.day};
        const auto in_time = [&](Date day) { return window.contains(day); };
        const std::int32_t booked = open.booked.empty() ? 0 : asked.planned;
        std::int32_t needed = 0;
        for (std::size_t j = 0; j < count; ++j) {
          OpenSlot& other = open.slots[j];
          const bool later = !other.window.to.is_set() || other.window.to >= slot.window.to;
          if (!rivals(other, slot) || !later || other.window.from > slot.window.to) continue;
          needed = std::max(needed, std::min(free, booked));
          if (free <= booked) continue;
          if (!other.window.to.is_set() && other.window.from < slot.window.from)
            other.window.to = slot.window.from - 1;
          else if (other.window.to.is_set() && other.window.to <= slot.window.to)
            needed = free;
          else
            other.window.from = slot.window.to + 1;
        }
        for (; needed > 0; --needed) add_slot(slot, judged, asked, source, open, in_time);
      }
    }
  }

  /// A CV conversation that is booked late bars the joint ones before it; another one, earlier, opens the
  /// way.
  void list_earlier_cv(const Source& source, OpenSlots& open) const {
    if (!open.cv_day.is_set() || open.cv_day <= as_of_) return;
    Date last = open.cv_day;
    bool any = false;
    for (const OpenSlot& slot : open.slots) {
      if (!slot.after_cv || slot.window.from >= open.cv_day) continue;
      any = true;
      if (slot.window.to.is_set()) last = std::min(last, slot.window.to);
    }
    if (!any) return;
    for (std::uint32_t i = 0; i < buffers_.judged.size(); ++i) {
      const Judged& judged = buffers_.judged[i];
      if (judged.duty->group != Group::cv || source.slots.of(judged).empty()) continue;
      const Slots& asked = source.slots.of(judged).front();
      OpenSlot slot = slot_of(i, judged, asked, source);
      slot.opens_way = true;
      slot.window = {source.from, std::min(last, open.cv_day - 1)};
      add_slot(slot, judged, asked, source, open, [](Date) { return false; });
      return;
    }
  }

  /// A conversation that must be the second, say, may need one that nobody owes before it.
  void list_counting_up(const Source& source, OpenSlots& open) const {
    const std::size_t count = open.slots.size();
    for (std::size_t i = 0; i < count; ++i) {
      const OpenSlot numbered = open.slots[i];
      const Judged& judged = buffers_.judged[numbered.finding];
      OpenSlot slot;
      slot.finding = numbered.finding;
      slot.accepts = numbered_kinds;
      slot.group = Group::beside;
      slot.holder = numbered.holder;
      slot.opens_way = slot.counts_up = true;
      slot.window = {std::max(source.from, open.numbered_from), {}};
      if (numbered.window.to.is_set()) slot.window.to = numbered.window.to - 1;
      for (std::int32_t n = open.held_numbered + 1; n < numbered.ordinals.first; ++n)
        add_slot(slot, judged, source.slots.of(judged).front(), source, open, [](Date) { return false; });
    }
  }

  [[nodiscard]] static OpenSlot slot_of(std::uint32_t finding, const Judged& judged, const Slots& asked,
                                        const Source& source) {
    OpenSlot slot;
    slot.finding = finding;
    slot.accepts = static_cast<std::uint8_t>(asked.accepts & ~bit(Conversation::gruppesamtale));
    slot.group = asked.group;
    slot.holder = judged.requirement->holder;
    slot.after_cv = judged.requirement->after_cv;
    slot.following = judged.duty->following;
    const Given& given = source.run.given();
    const WindowEnd& end = judged.requirement->window.to;
    const Bound* bound = given.bound_of(end);
    if (bound == nullptr && end.kind == EndKind::handover)
      bound = given.bound_of(given.regime.handover->window);
    if (bound != nullptr) slot.clock = bound->clock;
    return slot;
  }

  /// The kinds of a booked meeting that may fill a duty's conversation on days in time.
  template <class InTime>
  [[nodiscard]] static unsigned fits(const Judged& judged, const Slots& asked, const Source& source,
                                     std::uint32_t row, const InTime& in_time) {
    const Meetings& meetings = source.run.meetings();
    const unsigned kinds = meetings[row].kinds & meetings.usable(row) & judged.duty->accepts;
    return kinds != 0 && in_time(source.view.meetings[row].date) &&
                   meetings.can_count(*judged.duty, asked.window.to, row, true)
               ? kinds
               : 0;
  }

  /// Adds an open conversation, and which booked meetings may fill it.
  template <class InTime>
  static void add_slot(const OpenSlot& slot, const Judged& judged, const Slots& asked, const Source& source,
                       OpenSlots& open, const InTime& in_time) {
    open.slots.push_back(slot);
    for (const std::uint32_t row : open.booked)
      open.may_fill.push_back(static_cast<std::uint8_t>(fits(judged, asked, source, row, in_time)));
  }

  /// Finds the first and the last open day of a slot's window. Many have an end in common with the one
  /// before.
  void find_open_days(OpenSlot& slot, const OpenSlot* before) const {
    slot.first = slot.last = {};
    if (before != nullptr && before->first.is_set() && before->window.from == slot.window.from &&
        before->first <= slot.window.to)
      slot.first = before->first;
    for (Date day = slot.window.from; !slot.first.is_set() && day <= slot.window.to; day = day + 1)
      if (is_open(day)) slot.first = day;
    if (!slot.first.is_set()) return;
    if (before != nullptr && before->window.to == slot.window.to && before->last >= slot.first)
      slot.last = before->last;
    for (Date day = slot.window.to; !slot.last.is_set(); day = day - 1)
      if (is_open(day)) slot.last = day;
  }

  /// How far ahead a conversation without a last day is planned where nothing else has one: a quarter.
  static constexpr int endless_days = 91;

  /// Sorts slots by last open day; equal ones as the rules stand.
  void sort_slots(OpenSlots& open) {
    const std::size_t booked = open.booked.size();
    const auto before = [](const OpenSlot& a, const OpenSlot& b) {
      return a.last != b.last ? a.last < b.last : a.first < b.first;
    };
    const auto at = [](auto& list, std::size_t i) { return list.begin() + static_cast<std::ptrdiff_t>(i); };
    for (std::size_t i = 1; i < open.slots.size(); ++i) {
      std::size_t j = i;
      while (j > 0 && before(open.slots[i], open.slots[j - 1])) --j;
      if (j == i) continue;
      std::rotate(at(open.slots, j), at(open.slots, i), at(open.slots, i + 1));
      auto& may_fill = open.may_fill;
      std::rotate(at(may_fill, j * booked), at(may_fill, i * booked), at(may_fill, (i + 1) * booked));
    }
  }

  const CourseView course_;
  Readings readings_;
  Date as_of_;
  const AssessOptions options_;
  const WorkingDays days_;
  Period period_;
  Applies applies_;
  RunBuffers& buffers_;
  Assessment& out_;
  DateRange suspended_ = {};
  mutable std::array<std::uint64_t, kept_days / 64> known_{}, open_{};
};

} // namespace kontaktforloeb::detail
