#pragma once
/// @file
/// The engine: one run over a course. The decisions it embodies are in docs/decisions.md.

#include <algorithm>
#include <array>
#include <cstdint>
#include <kontaktforloeb/duties.hpp>
#include <kontaktforloeb/prohibitions.hpp>
#include <optional>
#include <span>

namespace kontaktforloeb::detail {

/// One run over one course with one choice of readings.
class Run {
public:
  Run(const CourseView& course, const Period& period, const Applies& applies, const Law& law,
      const Readings& readings, Date as_of, std::span<const Admission> admissions, RunBuffers& buffers,
      bool recorded_only = false)
      : given_{course,     period,       applies, *applies.regime, law, readings, as_of, as_of == end_of_time,
               admissions, recorded_only},
        extent_(given_, buffers.walks), meetings_(given_, extent_, buffers.meetings), buffers_(buffers) {}
  // The parts refer to one another.
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  void fill(Assessment& out) {
    judge_requirements(out);
    Prohibitions{given_, extent_, meetings_}.judge(out);
    judge_regimes(out);
    judge_counts(out);
    fill_state(out.state);
    fill_phases(out);
    sum_up(out);
  }

  /// The requirements alone, and whether their law is known.
  void fill_requirements(Assessment& out) {
    judge_requirements(out);
    judge_regimes(out);
  }

  /// What the run was given, where the course starts and ends, and its meetings: for looking further than the
  /// findings.
  [[nodiscard]] const Given& given() const { return given_; }
  [[nodiscard]] const Extent& extent() const { return extent_; }
  [[nodiscard]] Meetings& meetings() { return meetings_; }

private:
  void judge_requirements(Assessment& out) {
    out.findings.clear();
    out.next.clear();
    out.meeting_list.clear();
    out.not_counted_list.clear();
    list_duties(given_, extent_, buffers_.duties);
    Duties{given_, extent_, meetings_, buffers_}.judge_requirements(out);
  }

  static void add_undecided(Assessment& out, const Rule& rule, Cause cause, Date day) {
    Finding& finding = out.findings.emplace_back(rule);
    finding.status = Status::undecided;
    finding.cause = cause;
    finding.cause_date = day;
  }

  /// Whether a duty of a regime that is not done lies after `day`; `missing` counts those done later as done.
  [[nodiscard]] bool unfinished_after(const Assessment& out, const Regime& regime, Date day,
                                      bool missing) const {
    for (std::size_t i = 0; i < buffers_.judged.size(); ++i) {
      const Finding& finding = out.findings[i];
      // Beyond the variant's days it is not known whether the national rule still decides.
      const bool not_owed =
          finding.status == Status::not_required && finding.cause != Cause::national_decides;
      // A last day that is never reached lies after every day that has passed.
      const bool after = finding.due > day || (buffers_.judged[i].due.never() && given_.as_of > day);
      if (buffers_.judged[i].duty->regime != &regime || not_owed || !after) continue;
      if (missing ? finding.status != Status::met && finding.status != Status::late
                  : !finding.completed_on.is_set() || finding.completed_on > day)
        return true;
    }
    return false;
  }

  void judge_regimes(Assessment& out) const {
    Cause doubt = extent_.doubt;
    Date doubt_date = extent_.doubt_date;
    const std::array<const Regime*, 3> laws{&given_.regime, given_.applies.base_regime,
                                            extent_.following_from.is_set() ? given_.applies.following
                                                                            : nullptr};
    std::array<bool, 3> beyond{};
    for (std::size_t i = 0; i < laws.size(); ++i) {
      if (laws[i] == nullptr) continue;
      const Date known_until = laws[i]->known_until;
      // A plan is judged as far as the law is known; it has no day of assessing.
      beyond[i] = known_until.is_set() && !given_.as_planned && given_.as_of > known_until &&
                  unfinished_after(out, *laws[i], known_until, true);
      if (!beyond[i]) continue;
      if (!given_.applies.by_name) {
        out.no_law = NoLaw::beyond_known;
        out.no_law_regime = laws[i]->id;
        out.no_law_date = known_until;
        return;
      }
      if (doubt != Cause::none) continue;
      doubt = Cause::beyond_known;
      doubt_date = known_until;
    }
    if (doubt != Cause::none) add_undecided(out, given_.regime.applicability, doubt, doubt_date);
    for (std::size_t i = 0; i < laws.size(); ++i) {
      if (laws[i] == nullptr || beyond[i]) continue;
      const Regime& regime = *laws[i];
      if (i == 0 && extent_.following_from.is_set() && leaves_unsettled())
        add_undecided(out, regime.transition, Cause::after_trial, extent_.following_from);
      else if (const Date last = regime.keeps_duties ? regime.known_until : regime.valid.to;
               last.is_set() && unfinished_after(out, regime, last, regime.keeps_duties))
        add_undecided(out, regime.transition, Cause::crossing, last);
    }
    if (given_.regime.coverage) add_undecided(out, *given_.regime.coverage, Cause::not_whole, {});
  }

  /// Whether it is not settled how much of a national rule is left after the trial.
  [[nodiscard]] bool leaves_unsettled() const {
    if (std::none_of(buffers_.duties.begin(), buffers_.duties.end(),
                     [](const Duty& duty) { return duty.following; }))
      return true; // the national law of that placing says nothing of a trial
    return std::any_of(buffers_.judged.begin(), buffers_.judged.end(), [](const Judged& judged) {
      return judged.duty->following && judged.status == Status::undecided &&
             judged.cause == Cause::after_trial;
    });
  }

  void judge_counts(Assessment& out) const {
    for (const ObservedFacts& count : given_.course.observed) {
      if (count.date < given_.period.placing ||
          (given_.period.next_placing.is_set() && count.date >= given_.period.next_placing))
        continue;
      const Amount computed = given_.clock(count.clock).on(count.date - 1);
      const Amount official = count.hours;
      const Amount hundredth = Hours{1};
      if (official - computed <= hundredth && computed - official <= hundredth) continue;
      add_undecided(out, given_.law.time.observed, Cause::count_differs, count.date);
      out.findings.back().cause_hours = count.hours;
      out.findings.back().cause_other_hours = computed.truncated();
      out.findings.back().cause_number = static_cast<std::int32_t>(count.clock);
      return;
    }
  }

  void fill_state(CourseState& state) const {
    state = {};
    const Date day = given_.as_planned ? kontaktforloeb::last_day : given_.as_of;
    if (!given_.as_planned) state.calendar = std::max(0, day - given_.course.registered);
    state.aggregate_unemployment = extent_.on(Clock::aggregate_unemployment, day).truncated();
    state.benefit_consumption = extent_.on(Clock::benefit_consumption, day).truncated();
    if (!given_.regime.handover) return;

    if (extent_.track_from.is_set() && given_.as_of >= extent_.track_from) return;
    const EndDay last = extent_.last_day();
    if (given_.as_of >= extent_.start) {
      const bool ended = last.day.is_set() && !last.projected && given_.as_of > last.day;
      state.stage = ended ? Stage::ended : Stage::covered;
      if (ended) state.ended_reason = extent_.end.is_set() ? extent_.end_reason : EndReason::window_used;
      if (!ended) state.responsible = Party::a_kasse;
    }
    HandoverState handover;
    handover.last_day = last.day;
    handover.projected = last.projected || !last.day.is_set();
    if (last.day.is_set())
      handover.hours = (last.projected ? extent_.expected(Clock::benefit_consumption, last.day)
                                       : extent_.on(Clock::benefit_consumption, last.day))
                           .truncated();
    const Bound* bound = given_.bound_of(given_.regime.handover->window);
    const Date tested = last.day.is_set() ? last.day : std::min(day, kontaktforloeb::last_day);
    if (bound != nullptr) handover.threshold = {of(bound->limit, given_.course.insurance_in(Month{tested}))};
    state.handover = handover;
  }

  void fill_phases(Assessment& out) const {
    out.phases.clear();
    Phase phase{&given_.regime, extent_.start, {}, std::nullopt};
    if (out.state.stage == Stage::ended) {
      phase.to = extent_.last_day().day;
      phase.ended_reason = out.state.ended_reason;
    }
    // A national regime with a hand-over goes on after it.
    if (given_.regime.entry != Entry::visited) phase.to = {}, phase.ended_reason = {};
    out.phases.push_back(phase);
    if (extent_.following_from.is_set())
      out.phases.push_back({given_.applies.following, extent_.following_from, {}, std::nullopt});
  }

  void sum_up(Assessment& out) const {
    if (out.no_law != NoLaw::none) {
      out.findings.clear();
      out.meeting_list.clear();
      out.not_counted_list.clear();
      out.phases.clear();
      out.verdict = std::nullopt;
      return;
    }
    bool open = false, undecided = false, violated = false;
    for (const Finding& finding : out.findings) {
      violated |= finding.severity() == Severity::error;
      undecided |= finding.status == Status::undecided;
      open |= finding.status == Status::open;
    }
    out.verdict = violated    ? Verdict::violated
                  : undecided ? Verdict::undecided
                  : open      ? Verdict::open
                              : Verdict::fulfilled;
    for (std::uint32_t i = 0; i < out.findings.size(); ++i)
      if (out.findings[i].status == Status::open || out.findings[i].status == Status::planned)
        out.next.push_back(i);
    const auto due = [&](std::uint32_t i) {
      return out.findings[i].due.is_set() ? out.findings[i].due : end_of_time;
    };
    std::sort(out.next.begin(), out.next.end(),
              [&](std::uint32_t a, std::uint32_t b) { return due(a) != due(b) ? due(a) < due(b) : a < b; });
  }

  Given given_;
  Extent extent_;
  Meetings meetings_;
  RunBuffers& buffers_;
};

} // namespace kontaktforloeb::detail
