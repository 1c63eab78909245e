#include "instance.hpp"

#include "support/random_course.hpp"

#include <kontaktforloeb/kontaktforloeb.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace kontaktforloeb::prove {
namespace {

/// The same facts with what is not recorded taken as not held: a plan does not build on it.
CourseFacts recorded_only(const Question& question) {
  CourseFacts facts = question.facts;
  for (MeetingFacts& meeting : facts.meetings)
    if (meeting.status == MeetingStatus::planned && meeting.date <= question.as_of)
      meeting.status = MeetingStatus::cancelled;
  return facts;
}

/// A conversation that is asked for.
struct Asked {
  const Finding* finding = nullptr;
  std::size_t rule = 0; ///< Place of its finding.
  Group group = Group::jobsamtale;
  unsigned accepts = 0;
  bool after_trial = false, wanted = false, kept = false;
  Date from, to;       ///< Days in time, as far as the course goes; an unset last day: none.
  Date due;            ///< The last day by the rule alone; it says what comes first.
  bool open_to = true; ///< Whether there is no last day on purpose.
};

/// Writes the facts.
class Writer {
public:
  explicit Writer(const Question& question)
      : q_(question), original_(Course::checked(question.facts)),
        course_(Course::checked(recorded_only(question))), view_(course_.view()),
        period_(view_, question.as_of) {}

  Instance write() {
    PlanOptions options = q_.options();
    const Plan planned = plan(original_, q_.as_of, options);
    Instance instance;
    instance.meetings = planned.proposed.size();
    instance.proven = planned.proven;
    const auto skip = [&](std::string_view why) {
      instance.skipped = why;
      return instance;
    };
    before_ = assess(course_, q_.as_of, options.assess);
    if (before_.regime == nullptr) return skip("no law");
    if (planned.problem == PlanProblem::no_law || planned.completed.regime == nullptr) return skip("no law");
    law_ = before_.base_regime != nullptr ? before_.base_regime : before_.regime;
    if (const std::string_view why = look_at_course(); !why.empty()) return skip(why);
    for (std::size_t i = 0; i < before_.findings.size(); ++i)
      if (const std::string_view why = look_at_finding(i); !why.empty()) return skip(why);
    instance.wanted = static_cast<std::size_t>(
        std::count_if(asked_.begin(), asked_.end(), [](const Asked& asked) { return asked.wanted; }));
    if (instance.wanted == 0 && planned.proposed.empty()) return skip("nothing to hold");
    find_horizon(planned);
    find_points(planned);
    write_slots();
    write_types(planned);
    write_points();
    write_merging();
    for (std::size_t i = 0; i < planned.proposed.size(); ++i) {
      const ProposedMeeting& meeting = planned.proposed[i];
      fact("proposed", i, point_of(meeting.date), type_of(meeting.conversations, meeting.holder));
    }
    instance.text = std::move(text_);
    return instance;
  }

  /// See `judge`; after `write`.
  [[nodiscard]] std::string judge(const std::vector<Named>& meetings) const {
    CourseFacts facts = course_.facts();
    std::string text;
    for (const Named& named : meetings) {
      MeetingFacts meeting;
      meeting.date = points_.at(named.point).day;
      text += meeting.date.iso();
      for (const auto& [what, type] : types_) {
        if (type != static_cast<int>(named.type)) continue;
        meeting.holder = what.second == 0 ? Holder::a_kasse : Holder::jobcenter;
        text += ' ' + std::string(word(meeting.holder));
        for (unsigned kind = 0; kind < words<Conversation>.size(); ++kind)
          if ((what.first >> kind & 1u) != 0) {
            meeting.conversations.push_back(static_cast<Conversation>(kind));
            text += ' ' + std::string(word(static_cast<Conversation>(kind)));
          }
      }
      text += '\n';
      facts.meetings.push_back(std::move(meeting));
    }
    const Assessment after = assess(Course::checked(std::move(facts)), q_.as_of, q_.options().assess);
    for (std::size_t i = 0; i < after.findings.size(); ++i) {
      const Finding& finding = after.findings[i];
      if (finding.status == Status::met || finding.status == Status::planned ||
          finding.status == Status::not_required)
        continue;
      text += std::string(finding.rule->id) + ' ' + std::string(word(finding.status));
      if (i < before_.findings.size() && before_.findings[i].rule == finding.rule)
        text += " (before: " + std::string(word(before_.findings[i].status)) + ")";
      text += '\n';
    }
    return text;
  }

private:
  // --- what stands

  [[nodiscard]] bool stands(const MeetingRow& row) const {
    return row.status == MeetingStatus::held || row.status == MeetingStatus::planned;
  }
  [[nodiscard]] bool uses(Reading reading) const { return !before_.readings.is_default(reading); }
  [[nodiscard]] bool is_after_trial(const Requirement* requirement) const {
    const auto in = [&](const Regime* regime) {
      if (regime == nullptr) return false;
      for (const Requirement& of : regime->requirements)
        if (&of == requirement) return true;
      return false;
    };
    return !in(before_.regime) && !in(before_.base_regime);
  }
  [[nodiscard]] bool is_variant() const {
    return before_.regime->entry == Entry::municipality && before_.base_regime != nullptr;
  }

  /// Why the course as a whole cannot be said in these facts, or nothing.
  std::string_view look_at_course() {
    for (const MeetingRow& row : view_.meetings) {
      if (!stands(row)) continue;
      if (row.has(Conversation::gruppesamtale) && before_.regime->groups) return "group conversation";
      if (row.date > q_.as_of && row.form != Form::in_person)
        for (const Regime* regime : {law_, before_.phases.back().regime})
          for (const FormRow& form : regime->form.rows)
            if (form.days.contains(row.date) && form.first_in_person) return "first conversation in person";
    }
    if (uses(Reading::variant_effect) && before_.regime->entry == Entry::municipality)
      return "two windows of a variant";
    // Where the course starts and where a recorded event ends it.
    const Date visit = before_.regime->entry == Entry::visited ? detail::first_visit(view_, period_) : Date{};
    const bool visited = before_.regime->entry == Entry::visited;
    const Date entry = visit.is_set() ? visit : period_.registered;
    begins_ = visited ? std::min(entry, period_.registered) : std::min(period_.placing, period_.registered);
    starts_ = visited ? std::max(entry, period_.registered) : begins_;
    if (!before_.regime->handover) return {};
    for (const EndRule& rule : before_.regime->handover->ends)
      for (const EventRow& event : view_.events) {
        if (event.type != rule.event) continue;
        if (!before_.state.handover) return "jobcenter's track that ends";
        if (event.date != before_.state.handover->last_day + 1) continue;
        ends_ = event.date;
        by_window_ = by_window_ || rule.reason == EndReason::window_used;
      }
    if (by_window_) ends_ = {};
    return {};
  }

  /// Lists the conversations that a finding speaks of; why they cannot be said, or nothing.
  std::string_view look_at_finding(std::size_t at) {
    const Finding& finding = before_.findings[at];
    if (finding.requirement == nullptr) return {};
    const Requirement& requirement = *finding.requirement;
    bool wanted = finding.status != Status::not_required;
    switch (finding.cause) {
    case Cause::rule_ended:
    case Cause::not_asked_for:
    case Cause::on_jobcenter_track:
    case Cause::too_few_duty_days:
    case Cause::month_not_covered:
    case Cause::number_used_up:
      // Asks for nothing, or can never be filled.
      return {};
    case Cause::in_job:
    case Cause::after_trial:
      wanted = false;
      break;
    case Cause::other_unit:
      // Its days are not told, but it takes conversations on them all the same.
      if (requirement.every != Limit{} || uses(Reading::carry_over_previous_period))
        return "window in another unit";
      wanted = false;
      break;
    case Cause::unreported_month:
      // Held within a window whose first day is only projected: nothing can be added to it.
      if (!finding.completed_on.is_set() || finding.due <= q_.as_of) break;
      if (requirement.after_cv) return "first day not known for sure";
      wanted = false;
      break;
    case Cause::postponed_too_far:
      return "postponement not settled";
    case Cause::unknown_summons:
    case Cause::unknown_form_rule:
    case Cause::unknown_first:
    case Cause::unknown_group:
    case Cause::unknown_track:
    case Cause::unrecorded_meeting:
      return "meeting not known for sure";
    default:
      break;
    }
    // What nobody asked for takes only what is left over.
    if (requirement.condition == Condition::need_or_request && finding.status == Status::met &&
        view_.requests.empty() && view_.choices.empty())
      return {};
    if (requirement.until.is_set() && (!finding.due.is_set() || finding.due > requirement.until)) return {};
    if (finding.gap.from.is_set()) return "two windows of a variant";

    Asked asked;
    asked.finding = &finding;
    asked.rule = at;
    asked.after_trial = is_after_trial(&requirement);
    asked.group = group_of(requirement);
    asked.accepts = detail::bit(requirement.conversation);
    if (requirement.or_else && !uses(Reading::joint_counts_towards_jobsamtaler))
      asked.accepts |= detail::bit(*requirement.or_else);

    std::vector<std::pair<Date, Date>> windows;
    if (requirement.condition == Condition::empty_joblog) {
      windows = months_of(requirement);
      if (static_cast<std::int32_t>(windows.size()) != finding.required) return "months of empty joblogs";
    } else if (requirement.every != Limit{}) {
      if (uses(Reading::carry_over_previous_period)) return "series";
      windows = series_of(requirement);
      if (static_cast<std::int32_t>(windows.size()) != finding.required) return "series";
    } else if (finding.cause == Cause::other_unit) {
      windows.emplace_back(day_of(requirement.window.from), day_of(requirement.window.to));
    } else {
      windows.emplace_back(finding.not_before, finding.due);
    }
    if (windows.size() > 1 && finding.status == Status::not_required) return "several windows, excused";
    const std::size_t each = windows.size() == 1 ? static_cast<std::size_t>(requirement.count) : 1;
    for (const auto& [from, to] : windows) {
      // A first day that is never reached lets nothing count; without a hand-over there is none to wait for.
      const EndKind kind = requirement.window.from.kind;
      const bool open = kind == EndKind::open || (kind != EndKind::bound && !before_.regime->handover);
      if (!from.is_set() && !open) continue;
      asked.from = from;
      asked.to = to;
      asked.due = to.is_set() ? to : detail::end_of_time;
      asked.open_to = requirement.window.to.kind == EndKind::open;
      if (uses(Reading::conversations_before_job))
        for (const DateRange& job : view_.jobs)
          if (!to.is_set() || job.from <= to) asked.from = std::max(asked.from, job.from);
      if (!asked.after_trial) {
        asked.from = std::max(asked.from, begins_);
        if (ends_.is_set() && (!asked.to.is_set() || asked.to >= ends_)) asked.to = ends_ - 1;
      } else {
        asked.from = std::max(asked.from, std::min(period_.placing, begins_));
      }
      asked.wanted = wanted && (to.is_set() ? to > q_.as_of : asked.open_to);
      asked.kept = finding.status == Status::met && !asked.wanted;
      for (std::size_t n = 0; n < each; ++n) asked_.push_back(asked);
    }
    return {};
  }

  /// Whether what a trial asked for takes conversations late, before the law after it does.
  [[nodiscard]] bool catches_up() const { return before_.phases.size() > 1; }

  [[nodiscard]] Group group_of(const Requirement& requirement) const {
    if (!is_variant()) return requirement.group;
    bool own = false, stands_in = false;
    for (const Requirement& of : before_.regime->requirements) {
      own = own || &of == &requirement;
      for (const Requirement& national : before_.base_regime->requirements)
        stands_in = stands_in || of.replaces == national.rule.id;
    }
    return own && !stands_in ? Group::beside : requirement.group;
  }

  /// The months after those of an empty joblog, as far as a rule speaks of them.
  [[nodiscard]] std::vector<std::pair<Date, Date>> months_of(const Requirement& requirement) const {
    std::vector<std::pair<Date, Date>> windows;
    for (const JoblogRow& empty : view_.joblog) {
      const DateRange& months = requirement.empty_joblog.months;
      if (empty.month.last() < begins_ || !period_.belongs(view_, empty.month.last()) ||
          !months.contains(empty.month.first()) || !months.contains(empty.month.last()) ||
          empty.duty_days < requirement.empty_joblog.least_duty_days)
        continue;
      windows.emplace_back((empty.month + 1).first(), (empty.month + 1).last());
    }
    return windows;
  }

  [[nodiscard]] ClockDay find(const Bound& bound) const {
    return clock(course_, bound.clock, {.readings = before_.readings, .as_of = q_.as_of}).find(bound);
  }
  [[nodiscard]] Date day_of(const WindowEnd& end) const {
    return end.kind == EndKind::bound ? find(end.bound).day : Date{};
  }
  /// The windows of a series: one more each time the last day of one has passed by reported hours.
  [[nodiscard]] std::vector<std::pair<Date, Date>> series_of(const Requirement& requirement) const {
    std::vector<std::pair<Date, Date>> windows;
    Date opens = day_of(requirement.window.from);
    for (Bound bound = requirement.window.to.bound;;) {
      const ClockDay due = find(bound);
      windows.emplace_back(opens, due.day);
      if (!due.day.is_set() || due.projected || due.day >= q_.as_of) return windows;
      opens = due.day;
      bound.limit.full_time += requirement.every.full_time;
      bound.limit.part_time += requirement.every.part_time;
    }
  }

  /// Under the reading that limits merged meetings: which stand, and how many break the rule already.
  void write_merging() {
    if (!before_.regime->merging || !uses(Reading::merging_limit) || before_.phases.size() > 1) return;
    const Merging& merging = *before_.regime->merging;
    // A national course goes on after its hand-over.
    Date last = horizon_;
    if (before_.regime->entry == Entry::visited && before_.state.handover->last_day.is_set())
      last = before_.state.handover->last_day;
    std::int32_t merged = 0, breaches = 0;
    for (std::size_t i = 0; i < points_.size(); ++i) {
      const MeetingRow* row = points_[i].row;
      if (row == nullptr || row->conversation_count < 2 || row->date < starts_ || row->date > last) continue;
      const bool allowed = std::any_of(merging.pairs.begin(), merging.pairs.end(), [&](const Pair& pair) {
        return row->conversation_count == 2 &&
               row->conversations == (detail::bit(pair[0]) | detail::bit(pair[1]));
      });
      fact("merged", i);
      if (!allowed) fact("wrong", i);
      if (++merged > merging.most || !allowed) ++breaches;
    }
    fact("most_merged", merging.most, day(last));
    fact("breaches", breaches);
  }

  // --- days

  void find_horizon(const Plan& planned) {
    horizon_ = q_.as_of;
    for (const Asked& asked : asked_) horizon_ = std::max({horizon_, asked.to, asked.from});
    for (const MeetingRow& row : view_.meetings) horizon_ = std::max(horizon_, row.date);
    // What has no last day of its own can be held beyond all that.
    if (std::any_of(asked_.begin(), asked_.end(), [](const Asked& asked) { return !asked.to.is_set(); }))
      horizon_ = horizon_ + days_beyond;
    for (const ProposedMeeting& meeting : planned.proposed) horizon_ = std::max(horizon_, meeting.date);
    for (Asked& asked : asked_)
      if (!asked.to.is_set()) asked.to = horizon_;
  }

  [[nodiscard]] bool is_open(Date day) const {
    const WorkingDays days{q_.office_closing_days, q_.closed};
    if (!days.contains(day) || CourseView::any_contains(view_.deregistered, day)) return false;
    for (const FormRow& row : law_->form.rows)
      if (row.suspended && row.days.contains(day)) return false;
    for (const MeetingRow& row : view_.meetings)
      if (stands(row) && row.date == day) return false;
    return true;
  }

  /// How many meetings between two days can be of use: one for each conversation that it may fill, one for a
  /// CV conversation that others have to come after, and those that give others their number.
  [[nodiscard]] std::size_t most_of_use(Date from, Date to) const {
    std::size_t most = 0, numbers = 0, cv = 0;
    for (const Asked& asked : asked_) {
      const Requirement& requirement = *asked.finding->requirement;
      const bool late = catches_up() && !asked.after_trial;
      if (asked.from <= to && (late || asked.to >= from)) ++most;
      numbers = std::max<std::size_t>(numbers, requirement.ordinals.last);
      if (requirement.after_cv) cv = 1;
    }
    return most + numbers + cv;
  }

  /// The moments: standing meetings, and open days. Between two days on which a window or a standing meeting
  /// begins or ends only the order of meetings tells days apart. So of each such stretch as many days are
  /// enough as there can be meetings of use, and they may be used in their order.
  void find_points(const Plan& planned) {
    std::set<Date> turns{q_.as_of + 1};
    const auto turn = [&](Date day) {
      if (day > q_.as_of) turns.insert(day);
    };
    turn(begins_);
    turn(period_.placing);
    for (const Asked& asked : asked_) {
      turn(asked.from);
      turn(asked.to + 1);
    }
    for (const MeetingRow& row : view_.meetings)
      if (stands(row)) {
        turn(row.date);
        turn(row.date + 1);
      }
    for (auto from = turns.begin(); from != turns.end(); ++from) {
      const Date end = std::next(from) == turns.end() ? horizon_ : std::min(*std::next(from) - 1, horizon_);
      const std::size_t most = most_of_use(*from, end);
      Date before;
      std::size_t found = 0;
      for (Date day = *from; day <= end && found < most; day = day + 1)
        if (is_open(day)) {
          points_.push_back({day, nullptr, before, true});
          before = day;
          ++found;
        }
    }
    for (const ProposedMeeting& meeting : planned.proposed)
      if (point_of(meeting.date) < 0) points_.push_back({meeting.date, nullptr, {}, false});
    for (const MeetingRow& row : view_.meetings)
      if (stands(row)) points_.push_back({row.date, &row, {}, false});
    std::stable_sort(points_.begin(), points_.end(),
                     [](const Point& a, const Point& b) { return a.day < b.day; });
  }
  [[nodiscard]] int point_of(Date day) const {
    for (std::size_t i = 0; i < points_.size(); ++i)
      if (points_[i].day == day && points_[i].row == nullptr) return static_cast<int>(i);
    return -1;
  }

  // --- facts

  template <class... Values>
  void fact(std::string_view name, Values... values) {
    text_.append(name);
    std::string list;
    ((list += list.empty() ? "" : ",", list += std::to_string(values)), ...);
    if (!list.empty()) text_ += '(' + list + ')';
    text_ += ".\n";
  }
  [[nodiscard]] int day(Date date) const { return date - q_.as_of; }

  void write_slots() {
    std::vector<std::size_t> ranked(asked_.size());
    for (std::size_t i = 0; i < ranked.size(); ++i) ranked[i] = i;
    std::stable_sort(ranked.begin(), ranked.end(),
                     [&](std::size_t a, std::size_t b) { return asked_[a].due < asked_[b].due; });
    for (std::size_t rank = 0; rank < ranked.size(); ++rank) {
      const std::size_t i = ranked[rank];
      const Asked& asked = asked_[i];
      const Requirement& requirement = *asked.finding->requirement;
      text_.append("% ").append(requirement.rule.id).append(", ").append(word(asked.finding->status));
      text_.append(", ").append(random_course::text(asked.from)).append(" to ");
      text_.append(random_course::text(asked.to)).append("\n");
      fact("slot", i, asked.rule);
      fact("group", i, static_cast<int>(asked.group));
      fact("holder", i, static_cast<int>(requirement.holder));
      if (uses(Reading::handover_repair) && requirement.repaired_by)
        fact("holder", i, static_cast<int>(*requirement.repaired_by));
      for (unsigned kind = 0; kind < words<Conversation>.size(); ++kind)
        if ((asked.accepts >> kind & 1u) != 0) fact("accepts", i, kind);
      fact("window", i, asked.from.is_set() ? day(asked.from) : -100000, day(asked.to));
      fact("rank", i, rank);
      if (asked.wanted) fact("wanted", i);
      if (asked.kept) fact("kept", i);
      if (requirement.after_cv) fact("after_cv", i);
      if (requirement.ordinals.last != 0)
        fact("number", i, static_cast<int>(requirement.ordinals.first),
             static_cast<int>(requirement.ordinals.last));
      if (asked.after_trial) fact("after_trial", i);
    }
    fact("cv", static_cast<int>(Conversation::cv_samtale));
    fact("begins", day(begins_));
    fact("placed", day(period_.placing));
    if (catches_up()) fact("catches_up", ends_.is_set() ? day(ends_) - 1 : day(horizon_));
  }

  int type_of(unsigned kinds, Party holder) {
    const auto [found, is_new] =
        types_.try_emplace({kinds, static_cast<int>(holder)}, static_cast<int>(types_.size()));
    if (!is_new) return found->second;
    const int type = found->second;
    fact("type", type, static_cast<int>(holder));
    for (unsigned kind = 0; kind < words<Conversation>.size(); ++kind)
      if ((kinds >> kind & 1u) != 0) fact("kind", type, kind);
    if ((kinds & (kinds - 1)) != 0) fact("pair", type);
    if (counts_up(kinds, holder)) fact("counts_up", type);
    return type;
  }
  [[nodiscard]] bool counts_up(unsigned kinds, Party holder) const {
    constexpr unsigned spoken =
        detail::bit(Conversation::jobsamtale) | detail::bit(Conversation::faellessamtale);
    return uses(Reading::jobcenter_conversation_number) ||
           (holder == Party::jobcenter && (kinds & spoken) != 0);
  }

  void write_types(const Plan& planned) {
    for (const Asked& asked : asked_)
      for (unsigned kind = 0; kind < words<Conversation>.size(); ++kind)
        if ((asked.accepts >> kind & 1u) != 0) type_of(1u << kind, asked.finding->requirement->holder);
    if (before_.regime->merging) {
      const auto single = types_;
      for (const Pair& pair : before_.regime->merging->pairs)
        for (const Party holder : {Party::a_kasse, Party::jobcenter}) {
          const unsigned one = detail::bit(pair[0]), other = detail::bit(pair[1]);
          const int by = static_cast<int>(holder);
          if (single.count({one, by}) != 0 && single.count({other, by}) != 0) type_of(one | other, holder);
        }
    }
    for (const ProposedMeeting& meeting : planned.proposed) type_of(meeting.conversations, meeting.holder);
  }

  /// Whether a meeting cannot count for a finding's rule for a reason that no other meeting changes.
  [[nodiscard]] bool is_unfit(const MeetingRow& row, const Finding& finding) const {
    for (const NotCounted& not_counted : before_.not_counted(finding)) {
      if (not_counted.meeting != row.index) continue;
      switch (not_counted.why) {
      case NotCountedReason::before_window:
      case NotCountedReason::after_window:
      case NotCountedReason::wrong_number:
        return false;
      default:
        return true;
      }
    }
    return false;
  }

  void write_points() {
    for (std::size_t i = 0; i < points_.size(); ++i) {
      const Point& point = points_[i];
      fact("point", i, day(point.day));
      if (point.row == nullptr) {
        if (point.tried) fact("open", i);
        if (point.before.is_set()) fact("follows", i, point_of(point.before));
        if (!is_open(point.day)) fact("closed", i);
        continue;
      }
      const MeetingRow& row = *point.row;
      fact("standing", i, static_cast<int>(row.holder));
      for (unsigned kind = 0; kind < words<Conversation>.size(); ++kind)
        if ((row.conversations >> kind & 1u) != 0) fact("about", i, kind);
      if (row.date >= period_.placing && counts_up(row.conversations, row.holder)) fact("numbered", i);
      std::set<std::size_t> told;
      for (const Asked& asked : asked_)
        if (is_unfit(row, *asked.finding) && told.insert(asked.rule).second) fact("unfit", i, asked.rule);
    }
  }

  /// How far beyond all other days a conversation without a last day is tried.
  static constexpr int days_beyond = 120;

  struct Point {
    Date day;
    const MeetingRow* row; ///< The meeting that stands there; null: none does.
    Date before;           ///< The open day before it in the same stretch, or unset.
    bool tried;            ///< Whether a new meeting is tried there.
  };

  const Question& q_;
  const Course original_, course_;
  const CourseView view_;
  const detail::Period period_;
  Assessment before_;
  const Regime* law_ = nullptr; ///< The regime whose form rules hold.
  Date begins_, starts_, ends_, horizon_;
  bool by_window_ = false;
  std::vector<Asked> asked_;
  std::vector<Point> points_;
  std::map<std::pair<unsigned, int>, int> types_;
  std::string text_;
};

} // namespace

Instance instance_of(const Question& question) { return Writer{question}.write(); }

std::string judge(const Question& question, const std::vector<Named>& meetings) {
  Writer writer{question};
  writer.write();
  return writer.judge(meetings);
}

std::string describe(const Question& question) {
  random_course::Sample sample;
  sample.facts = question.facts;
  sample.as_of = question.as_of;
  sample.regime = question.regime;
  sample.readings = question.readings;
  std::string text = question.name + ", " + random_course::describe(sample);
  const PlanOptions options = question.options();
  for (const Date day : question.closed) text += "--closed " + day.iso() + "\n";
  if (question.office_closing_days) text += "offices' own closing days\n";
  const Plan planned = plan(Course::checked(question.facts), question.as_of, options);
  for (const ProposedMeeting& meeting : planned.proposed) {
    text += "plan: " + meeting.date.iso() + ' ' + std::string(word(meeting.holder));
    for (unsigned kind = 0; kind < words<Conversation>.size(); ++kind)
      if ((meeting.conversations >> kind & 1u) != 0)
        text += ' ' + std::string(word(static_cast<Conversation>(kind)));
    for (const Rule* rule : planned.discharges(meeting)) text += " " + std::string(rule->id);
    text += "\n";
  }
  for (const Conflict& conflict : planned.conflicts)
    text += "conflict: " + std::string(conflict.rule->id) + ' ' + std::string(word(conflict.why)) +
            ", missing " + std::to_string(conflict.missing) + "\n";
  if (!planned.proven) text += "not proven\n";
  return text;
}

} // namespace kontaktforloeb::prove
