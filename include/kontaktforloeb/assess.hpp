#pragma once
/// @file
/// Judges a course: facts and a day in, findings out. Cannot fail; what is missing comes out as `undecided`.

#include <algorithm>
#include <cstdint>
#include <kontaktforloeb/judge.hpp>
#include <kontaktforloeb/period.hpp>
#include <kontaktforloeb/programme.hpp>
#include <span>
#include <string_view>

namespace kontaktforloeb {

/// How a course is judged.
struct AssessOptions {
  std::string_view regime = {};                 ///< A regime's id or `auto`; empty: what the course says.
  std::span<const ReadingChoice> readings = {}; ///< Readings on top of those that the course chooses.
  bool as_planned = false; ///< Judge the plan: all planned meetings held, every last day past.
  bool contested = true;   ///< Whether to try every other value of every reading.
  std::span<const Admission> admissions = {}; ///< Where a-kasser take part whose list the tables do not know.
  const Law* law = &current_law;              ///< The law; another one for experiments.
};

/// A buffer for many assessments: keeps what it once allocated, so that later ones allocate nothing.
class AssessmentBuffer {
public:
  /// The last assessment.
  [[nodiscard]] const Assessment& result() const { return result_; }

private:
  friend const Assessment& assess(const CourseView&, std::string_view, const Readings&, Date,
                                  const AssessOptions&, AssessmentBuffer&);
  Assessment result_, other_;
  detail::RunBuffers run_;
};

/// Judges the course that a view shows. `regime` and `readings` are the course's own; `options` come on top.
///
/// The day of assessing is ignored with `as_planned`. Fills `buffer` and returns its result.
inline const Assessment& assess(const CourseView& course, std::string_view regime, const Readings& readings,
                                Date as_of, const AssessOptions& options, AssessmentBuffer& buffer) {
  const Law& law = *options.law;
  const Date day = options.as_planned ? detail::end_of_time : as_of;
  Assessment& out = buffer.result_;
  out.readings = readings;
  for (const ReadingChoice& choice : options.readings) out.readings.set(choice.reading, choice.value);
  out.as_planned = options.as_planned;
  out.as_of = options.as_planned ? Date{} : as_of;

  const detail::Period period{course, day};
  const detail::Applies applies =
      detail::choose_regime(course, period, law, options.regime.empty() ? regime : options.regime);
  out.regime = applies.regime;
  out.base = applies.base;
  out.base_regime = applies.base_regime;
  out.no_law = applies.no_law;
  out.no_law_regime = applies.no_law_regime;
  out.no_law_date = applies.no_law_date;
  out.verdict = std::nullopt;
  out.state = {};
  out.findings.clear();
  out.next.clear();
  out.phases.clear();
  out.flips.clear();
  out.meeting_list.clear();
  out.not_counted_list.clear();
  if (applies.regime == nullptr) return out;

  buffer.run_.forget_walks();
  detail::Run{course, period, applies, law, out.readings, day, options.admissions, buffer.run_}.fill(out);
  if (out.no_law != NoLaw::none) {
    out.regime = nullptr;
    out.base = {};
    out.base_regime = nullptr;
    return out;
  }
  if (!options.contested) return out;

  const auto same = [&](const Assessment& a, const Finding& x, const Assessment& b, const Finding& y) {
    return x.rule == y.rule && (x.requirement != nullptr || std::ranges::equal(a.meetings(x), b.meetings(y)));
  };
  Assessment& other = buffer.other_;
  const std::uint32_t used = out.readings_used();
  for (std::size_t i = 0; i < reading_count; ++i) {
    if ((used >> i & 1u) == 0) continue;
    const auto reading = static_cast<Reading>(i);
    const auto values = static_cast<std::uint8_t>(info(reading).size());
    for (std::uint8_t value = 0; value < values; ++value) {
      if (value == out.readings[reading]) continue;
      Readings changed = out.readings;
      changed.set(reading, value);
      other.no_law = NoLaw::none;
      if (CourseClock::hangs_on(reading)) buffer.run_.forget_walks();
      detail::Run{course, period, applies, law, changed, day, options.admissions, buffer.run_}.fill(other);
      if (CourseClock::hangs_on(reading)) buffer.run_.forget_walks();
      for (std::uint32_t at = 0; at < out.findings.size(); ++at) {
        Finding& finding = out.findings[at];
        const auto match = std::find_if(other.findings.begin(), other.findings.end(),
                                        [&](const Finding& f) { return same(out, finding, other, f); });
        const bool vanishes = match == other.findings.end();
        if (!vanishes && match->status == finding.status) continue;
        out.flips.push_back({at, {reading, value}, vanishes ? std::nullopt : std::optional{match->status}});
        if (finding.contested) continue;
        finding.contested = true;
        finding.contested_by = {reading, value};
        finding.contested_vanishes = vanishes;
        if (!vanishes) finding.contested_status = match->status;
      }
    }
  }
  return out;
}

/// Judges a course into a caller's buffer; allocates nothing once the buffer has grown.
inline const Assessment& assess(const Course& course, Date as_of, const AssessOptions& options,
                                AssessmentBuffer& buffer) {
  return assess(course.view(), course.facts().regime, course.readings(), as_of, options, buffer);
}

/// Judges a course on a day.
///
/// Never fails: law that is not known gives an assessment without a verdict, facts that are not known give
/// `undecided`.
inline Assessment assess(const Course& course, Date as_of, const AssessOptions& options = {}) {
  AssessmentBuffer buffer;
  return assess(course, as_of, options, buffer);
}

} // namespace kontaktforloeb
