#pragma once
/// @file
/// The law in words, for `rules` and `explain`: every wording of windows, conditions, ends and forms stands
/// here.

#include <kontaktforloeb/messages.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb::cli {

/// A named fact about a rule or a regime, in words.
struct Row {
  std::string name;                        ///< What it is: "window", "holder".
  std::string text;                        ///< What it says; never empty.
  std::optional<ReadingChoice> under = {}; ///< The reading and value under which it holds; none: always.
};

/// Days: "1 January 2020 to 31 December 2023", "through 11 March 2020", "1 August 2021".
std::string dates_in_words(const DateRange& range, Language language);

/// A point on a clock: "3 months of aggregate unemployment (480.99 h; part-time insured 390.00 h)".
std::string bound_in_words(const Bound& bound, Language language);

/// A requirement's window: "until 14 days after registration".
std::string window_in_words(const Requirement& requirement, const Regime& regime, Language language);

/// What else a requirement depends on, one text a condition: "as conversation no. 2", "after the CV-samtale".
std::vector<std::string> conditions_in_words(const Requirement& requirement, Language language);

/// Everything to be said of a rule besides its sentence, sources and readings; `regime` and `requirement` may
/// be null.
std::vector<Row> rows_of(const Rule& rule, const Regime* regime, const Requirement* requirement,
                         Language language);

/// Everything to be said of a regime besides its rules: dates, entry, how far the law is known, obligations.
std::vector<Row> rows_of(const Regime& regime, Language language);

/// Which forms count: "in person, by telephone, by video (summoned by 22 June 2021 …)".
std::string forms_in_words(const FormRow& row, Language language);

/// An event that ends the a-kasse's course: "moved (moved away; only to a municipality where …)".
std::string end_in_words(const EndRule& end, Language language);

/// Where an a-kasse takes part: "only in Fredericia, Vejle".
std::string admission_in_words(const Admission& admission, Language language);

/// A kind of benefit; the law's own name in both languages.
std::string_view in_words(BenefitKind kind);

/// What a clock measures, from when, and what it counts.
std::array<std::string, 3> clock_in_words(Clock clock, const TimeLaw& time, Language language);

/// Hours by insurance status: "160.33 h (part-time insured 130.00 h)".
std::string hours_in_words(const Limit& hours, Language language);

/// The rules of counting hours that no table of days has, one sentence each.
std::vector<std::string> counting_in_words(const TimeLaw& time, Language language);

/// What a grade of evidence means.
Text meaning_of(Evidence evidence);

/// A reading's values: "plus_14 (default) | plus_13".
std::string values_in_words(Reading reading, Language language);

/// The rules that use a reading, in the order in which they are reported.
std::vector<const Rule*> users_of(Reading reading);

} // namespace kontaktforloeb::cli
