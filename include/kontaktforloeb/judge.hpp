#pragma once
/// @file
/// The engine: one run over a course. The decisions it embodies are in docs/decisions.md.

#include <algorithm>
#include <cstdint>
#include <kontaktforloeb/duties.hpp>
#include <kontaktforloeb/prohibitions.hpp>
#include <optional>

namespace kontaktforloeb::detail {

/// One run over one course with one choice of readings.
class Run {
public:
  Run(const CourseView& course, const Period& period, const Applies& applies, const Law& law,
      const Readings& readings, Date as_of, RunBuffers& buffers)
      : given_{course, period, applies, *applies.regime, law, readings, as_of, as_of == end_of_time},
        extent_(given_), meetings_(given_, extent_, buffers.meetings), buffers_(buffers) {}
  // The parts refer to one another.
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  void fill(Assessment& out) {
    out.findings.clear();
    out.next.clear();
    out.meeting_list.clear();
    out.not_counted_list.clear();
    Duties{given_, extent_, meetings_, buffers_}.judge_requirements(out);
    const Prohibitions prohibitions{given_, extent_, meetings_};
    if (given_.regime.merging) prohibitions.judge_merging(out);
    if (given_.regime.form.reported) prohibitions.judge_form(out);
    judge_regime(out);
    judge_counts(out);
    fill_state(out.state);
    sum_up(out);
  }

private:
  static void add_undecided(Assessment& out, const Rule& rule, Cause cause, Date day) {
    Finding finding;
    finding.rule = &rule;
    finding.status = Status::undecided;
    finding.cause = cause;
    finding.cause_date = day;
    out.findings.push_back(finding);
  }

  /// Whether a duty that is not done lies after `day`; `missing` counts those done later as done.
  [[nodiscard]] static bool unfinished_after(const Assessment& out, Date day, bool missing) {
    return std::any_of(out.findings.begin(), out.findings.end(), [&](const Finding& finding) {
      // Beyond the variant's days it is not known whether the national rule still decides.
      const bool not_owed =
          finding.status == Status::not_required && finding.cause != Cause::national_decides;
      if (finding.requirement == nullptr || not_owed || finding.due <= day) return false;
      return missing ? finding.status != Status::met && finding.status != Status::late
                     : !finding.completed_on.is_set() || finding.completed_on > day;
    });
  }

  void judge_regime(Assessment& out) const {
    const bool beyond = given_.regime.known_until.is_set() && given_.as_of > given_.regime.known_until &&
                        unfinished_after(out, given_.regime.known_until, true);
    if (beyond && !given_.applies.by_name) {
      out.no_law = NoLaw::beyond_known;
      out.no_law_regime = given_.regime.id;
      out.no_law_date = given_.regime.known_until;
      return;
    }
    Cause doubt = extent_.doubt;
    Date doubt_date = extent_.doubt_date;
    if (beyond && doubt == Cause::none) {
      doubt = Cause::beyond_known;
      doubt_date = given_.regime.known_until;
    }
    if (doubt != Cause::none) add_undecided(out, given_.regime.applicability, doubt, doubt_date);
    if (!beyond && given_.regime.valid.to.is_set() && unfinished_after(out, given_.regime.valid.to, false))
      add_undecided(out, given_.regime.transition, Cause::crossing, given_.regime.valid.to);
    if (given_.regime.coverage) add_undecided(out, *given_.regime.coverage, Cause::not_whole, {});
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
    const CourseClock consumption = given_.clock(Clock::benefit_consumption);
    if (!given_.as_planned) state.calendar = std::max(0, day - given_.course.registered);
    state.aggregate_unemployment = given_.clock(Clock::aggregate_unemployment).on(day).truncated();
    state.benefit_consumption = consumption.on(day).truncated();
    if (!given_.regime.handover) return;

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
      handover.hours =
          (last.projected ? consumption.expected(last.day) : consumption.on(last.day)).truncated();
    const Bound* bound = given_.bound_of(given_.regime.handover->window);
    const Date tested = last.day.is_set() ? last.day : std::min(day, kontaktforloeb::last_day);
    if (bound != nullptr) handover.threshold = {of(bound->limit, given_.course.insurance_in(Month{tested}))};
    state.handover = handover;
  }

  void sum_up(Assessment& out) const {
    if (out.no_law != NoLaw::none) {
      out.findings.clear();
      out.meeting_list.clear();
      out.not_counted_list.clear();
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
