#pragma once
/// @file
/// Judges many courses at once: columns in, columns out.

#include <kontaktforloeb/assess.hpp>
#include <kontaktforloeb/cohort_columns.hpp>
#include <kontaktforloeb/cohort_facts.hpp>
#include <kontaktforloeb/cohort_rows.hpp>
#include <kontaktforloeb/cohort_shape.hpp>
#include <kontaktforloeb/parallel.hpp>
#include <kontaktforloeb/rule_index.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace kontaktforloeb {

/// How a cohort is judged: as each of its courses alone would be.
struct CohortOptions {
  Date as_of = {};                              ///< Day of assessing; must be set unless `as_planned`.
  bool as_planned = false;                      ///< Judge the plans; see `AssessOptions`.
  std::string_view regime = {};                 ///< A regime's id or `auto`; empty: what each row says.
  std::span<const ReadingChoice> readings = {}; ///< Readings for all courses.
  std::span<const Admission> admissions = {};   ///< The caller's own lists of where a-kasser take part.
  const Law* law = &current_law;                ///< The law.
  unsigned threads = 1;                         ///< Threads at most; 0: as many as the machine runs at once.
  bool findings = false;                        ///< Whether to fill `CohortResult::findings`.
  bool reasons = true;                          ///< Whether to fill the bits of `CohortResult::reasons`.
};

namespace detail {

/// Calls `each` with every column of two tables of findings.
template <class Each>
void each_column(FindingColumns& to, const FindingColumns& from, const Each& each) {
  each(to.row, from.row);
  each(to.rule, from.rule);
  each(to.status, from.status);
  each(to.due, from.due);
  each(to.due_projected, from.due_projected);
  each(to.counted, from.counted);
  each(to.completed_on, from.completed_on);
}

/// What is looked up once for a whole cohort.
struct CohortLookups {
  AKassePlaces a_kasser;
  RuleIndex rules;
  Readings readings;
  AssessOptions options;

  CohortLookups(const CohortColumns& columns, const CohortOptions& from)
      : a_kasser(columns.a_kasse_names), rules(*from.law) {
    for (const ReadingChoice& choice : from.readings) readings.set(choice.reading, choice.value);
    options.regime = from.regime;
    options.as_planned = from.as_planned;
    options.contested = false;
    options.admissions = from.admissions;
    options.law = from.law;
  }
};

/// Judges rows one after the other; one for each thread.
class CohortWorker {
public:
  CohortWorker(const CohortColumns& columns, const CohortOptions& options, const CohortLookups& lookups,
               CohortResult& result)
      : columns_(columns), options_(options), lookups_(lookups), law_(*options.law), result_(result) {}

  /// Where findings and faults go: these lists grow row by row.
  struct Sink {
    FindingColumns& findings;
    std::vector<RowFault>& faults;
  };

  void judge(std::size_t row, Sink sink) {
    PlainRow plain{columns_, lookups_.a_kasser, law_, row};
    if (plain.is_plain()) {
      rows_.fill(plain, law_, scratch_);
      CourseView view = rows_.view();
      if (plain.is_plain() && plain.fits_together(view, scratch_.spells)) {
        view.a_kasse = plain.a_kasse();
        return judge(row, view, sink);
      }
    }
    judge_slowly(row, sink);
  }

private:
  /// The way of single courses, for rows that are not plainly fine.
  void judge_slowly(std::size_t row, Sink sink) {
    std::vector<Fault> faults = find_faults(columns_, row, law_);
    if (faults.empty()) {
      const Course course = Course::checked(course_facts(columns_, row, law_), {}, law_);
      return judge(row, course.view(), sink);
    }
    write_nothing(row);
    for (Fault& fault : faults) sink.faults.push_back({static_cast<std::int64_t>(row), std::move(fault)});
  }

  void judge(std::size_t row, const CourseView& view, Sink sink) {
    write(row, assess(view, regime_of(row), lookups_.readings, options_.as_of, lookups_.options, buffer_),
          sink);
  }

  [[nodiscard]] std::string_view regime_of(std::size_t row) const {
    const std::uint8_t regime = value_at(columns_.regime, row, no_code);
    return regime == no_code ? std::string_view{"auto"} : law_.regimes[regime].id;
  }
  [[nodiscard]] std::uint8_t code_of(const Regime* regime) const {
    return regime == nullptr ? no_code : static_cast<std::uint8_t>(regime - law_.regimes.data());
  }
  template <class Enum>
  [[nodiscard]] static std::uint8_t code_of(const std::optional<Enum>& value) {
    return value ? static_cast<std::uint8_t>(*value) : no_code;
  }

  void write_nothing(std::size_t row) {
    result_.regime[row] = result_.national[row] = no_code;
    result_.stage[row] = result_.ended_reason[row] = result_.responsible[row] = no_code;
    result_.last_day[row] = {};
    result_.last_day_projected[row] = result_.verdict[row] = no_code;
    result_.errors[row] = result_.warnings[row] = result_.notes[row] = 0;
    result_.reasons[row] = 0;
  }

  void write(std::size_t row, const Assessment& from, Sink sink) {
    if (from.regime == nullptr) return write_nothing(row);
    const Regime* national = from.phases.size() > 1 ? from.phases.back().regime
                             : from.base.empty()    ? nullptr
                                                    : law_.find(from.base);
    result_.regime[row] = code_of(from.regime);
    result_.national[row] = code_of(national);
    result_.stage[row] = code_of(from.state.stage);
    result_.ended_reason[row] = code_of(from.state.ended_reason);
    result_.responsible[row] = static_cast<std::uint8_t>(from.state.responsible);
    result_.last_day[row] = from.state.handover ? from.state.handover->last_day : Date{};
    result_.last_day_projected[row] =
        from.state.handover ? static_cast<std::uint8_t>(from.state.handover->projected) : no_code;
    result_.verdict[row] = code_of(from.verdict);
    std::array<std::int32_t, words<Severity>.size()> counts{};
    std::uint64_t reasons = 0;
    for (const Finding& finding : from.findings) {
      const Severity severity = finding.severity();
      ++counts[static_cast<std::size_t>(severity)];
      if (severity == Severity::error && options_.reasons) reasons |= reason(*from.regime, national, finding);
      if (options_.findings) add(row, *from.regime, national, finding, sink.findings);
    }
    result_.errors[row] = counts[static_cast<std::size_t>(Severity::error)];
    result_.warnings[row] = counts[static_cast<std::size_t>(Severity::warning)];
    result_.notes[row] = counts[static_cast<std::size_t>(Severity::note)];
    result_.reasons[row] = reasons;
  }

  [[nodiscard]] std::uint64_t reason(const Regime& regime, const Regime* national,
                                     const Finding& finding) const {
    const RuleIndex& rules = lookups_.rules;
    std::optional<std::size_t> bit = rules.place_in(regime, *finding.rule);
    if (!bit && national != nullptr) {
      bit = rules.place_in(*national, *finding.rule);
      if (bit) *bit += rules.size(regime);
    }
    // A law of somebody's own may have more rules than a word has bits.
    return bit && *bit < 64 ? std::uint64_t{1} << *bit : 0;
  }

  void add(std::size_t row, const Regime& regime, const Regime* national, const Finding& finding,
           FindingColumns& to) const {
    to.row.push_back(static_cast<std::int64_t>(row));
    to.rule.push_back(static_cast<std::uint16_t>(lookups_.rules.place(regime, national, *finding.rule)));
    to.status.push_back(static_cast<std::uint8_t>(finding.status));
    to.due.push_back(finding.due);
    to.due_projected.push_back(finding.due_projected ? 1 : 0);
    to.counted.push_back(finding.requirement != nullptr ? finding.counted : no_number);
    to.completed_on.push_back(finding.completed_on);
  }

  const CohortColumns& columns_;
  const CohortOptions& options_;
  const CohortLookups& lookups_;
  const Law& law_;
  CohortResult& result_;
  CourseRows rows_;
  RowScratch scratch_;
  AssessmentBuffer buffer_;
};

/// Judges a cohort in parts of some rows, which threads take one after the other.
class CohortRun {
public:
  CohortRun(const CohortColumns& columns, const CohortOptions& options, CohortResult& result)
      : columns_(columns), options_(options), lookups_(columns, options), result_(result) {}

  void run() {
    const std::size_t parts = (columns_.rows + rows_a_part - 1) / rows_a_part;
    if (threads_for(parts, options_.threads, 1) == 1) {
      // Straight into the result, whose capacity is kept.
      CohortWorker worker{columns_, options_, lookups_, result_};
      for (std::size_t row = 0; row < columns_.rows; ++row)
        worker.judge(row, {result_.findings, result_.faults});
      return;
    }
    parts_.resize(parts);
    in_parallel(
        parts, options_.threads,
        [&] {
          Share& share = new_share();
          return [this, &share](std::size_t part) { judge(part, share); };
        },
        1);
    gather();
  }

private:
  static constexpr std::size_t rows_a_part = 512;

  /// What one thread found, part after part.
  struct Share {
    CohortWorker worker;
    FindingColumns findings = {};
    std::vector<RowFault> faults = {};
  };
  /// Where the findings and faults of a part stand.
  struct Part {
    Share* share = nullptr;
    std::size_t findings_from = 0, findings_to = 0, faults_from = 0, faults_to = 0;
  };

  Share& new_share() {
    const std::lock_guard lock{guard_};
    return shares_.emplace_back(Share{{columns_, options_, lookups_, result_}});
  }

  void judge(std::size_t at, Share& share) {
    Part& part = parts_[at];
    part = {&share, share.findings.row.size(), 0, share.faults.size(), 0};
    const std::size_t first = at * rows_a_part, last = std::min(first + rows_a_part, columns_.rows);
    for (std::size_t row = first; row < last; ++row) share.worker.judge(row, {share.findings, share.faults});
    part.findings_to = share.findings.row.size();
    part.faults_to = share.faults.size();
  }

  /// Puts findings and faults together in the order of the rows.
  void gather() {
    for (const Part& part : parts_) {
      each_column(result_.findings, part.share->findings, [&](auto& to, const auto& from) {
        const auto at = [&](std::size_t i) { return from.begin() + static_cast<std::ptrdiff_t>(i); };
        to.insert(to.end(), at(part.findings_from), at(part.findings_to));
      });
      for (std::size_t i = part.faults_from; i < part.faults_to; ++i)
        result_.faults.push_back(std::move(part.share->faults[i]));
    }
  }

  const CohortColumns& columns_;
  const CohortOptions& options_;
  CohortLookups lookups_;
  CohortResult& result_;
  std::vector<Part> parts_;
  std::mutex guard_;
  std::list<Share> shares_;
};

} // namespace detail

/// Judges a cohort into a caller's result, which keeps its capacity.
///
/// Each row comes out as its course alone would (`course_facts`, `Course::from`, `assess`), whatever stands
/// around it and however many threads there are. A row with faults has no codes; its faults are told. Throws
/// CourseError when columns do not fit together or the day of assessing is missing; nothing is judged then.
inline void assess_cohort(const CohortColumns& columns, const CohortOptions& options, CohortResult& result) {
  std::vector<Fault> faults = find_faults(columns);
  if (!options.as_of.is_set() && !options.as_planned)
    faults.push_back(Fault::missing("as_of", "the day of assessing"));
  if (!faults.empty()) throw CourseError(std::move(faults));
  for (auto* codes : {&result.regime, &result.national, &result.stage, &result.ended_reason,
                      &result.responsible, &result.last_day_projected, &result.verdict})
    codes->resize(columns.rows);
  for (auto* counts : {&result.errors, &result.warnings, &result.notes}) counts->resize(columns.rows);
  result.last_day.resize(columns.rows);
  result.reasons.resize(columns.rows);
  detail::each_column(result.findings, result.findings, [](auto& to, const auto&) { to.clear(); });
  result.faults.clear();
  detail::CohortRun{columns, options, result}.run();
}

/// Judges a cohort.
inline CohortResult assess_cohort(const CohortColumns& columns, const CohortOptions& options) {
  CohortResult result;
  assess_cohort(columns, options, result);
  return result;
}

} // namespace kontaktforloeb
