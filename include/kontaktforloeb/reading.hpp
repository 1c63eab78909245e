#pragma once
/// @file
/// Readings: the questions that the sources leave open, as switches with a default.

#include <kontaktforloeb/basis.hpp>
#include <kontaktforloeb/terms.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace kontaktforloeb {

/// The open questions; `reading_ids` has their names and values, the default value first.
enum class Reading : std::uint8_t {
  handover_test,                    ///< On which day the hand-over limit is tested.
  hours_within_month,               ///< Where a month's hours lie within the month.
  two_week_day,                     ///< Whether the first of the two weeks' days counts.
  jobcenter_absent,                 ///< A joint conversation to which the jobcenter did not come.
  declined_party,                   ///< A joint conversation without a party that was declined or declined.
  merging_limit,                    ///< What "at most two conversations" limits.
  trial_raadighed_deadline,         ///< The last day of the trial's rådighedssamtale.
  conversations_before_job,         ///< Whether conversations before a job count after it.
  duties_at_early_end,              ///< What becomes of unfinished duties when the course ends early.
  ordinary_remote,                  ///< Remote conversations when attendance is the rule.
  opt_out_effect,                   ///< What a declined a-kasse does to the joint conversation.
  joint_counts_towards_jobsamtaler, ///< Whether joint conversations are also jobsamtaler.
  handover_repair,                 ///< Whether a jobcenter conversation repairs a missing one of the a-kasse.
  registration_restarts_two_weeks, ///< Whether a new registration starts the two weeks again.
  other_benefit_in_aggregate,      ///< Whether holiday and sickness benefit count as aggregate unemployment.
  carry_over_previous_period,      ///< Whether unemployment of an earlier benefit period counts.
  week_10_boundary,                ///< Where "week 10" ends.
  week_9_lower,                    ///< Where "9 weeks" begin.
  jobcenter_conversation_number,   ///< Which conversations are numbered.
  group_substitution_cap,          ///< How often a group conversation may stand for an individual one.
  over_30,                         ///< Whether "over 30" takes in the age of 30.
  variant_effect,                  ///< Whether a variant's window replaces the national one.
  august_first_2021,               ///< Whether 1 August 2021 belongs to the time before or after.
};

/// Number of readings.
inline constexpr std::size_t reading_count = 23;

/// A reading's name and its values.
struct ReadingInfo {
  std::string_view id;                    ///< Its key in files and on the command line.
  std::array<std::string_view, 3> values; ///< The values, default first; unused places are empty.
  /// How many values there are.
  [[nodiscard]] constexpr std::size_t size() const { return values[2].empty() ? 2 : 3; }
};

/// All readings in the order of the enumeration.
inline constexpr std::array<ReadingInfo, reading_count> reading_ids{{
    {"handover_test", {"end_of_month", "immediate", ""}},
    {"hours_within_month", {"weekdays", "end_of_month", ""}},
    {"two_week_day", {"plus_14", "plus_13", ""}},
    {"jobcenter_absent", {"does_not_count", "counts", ""}},
    {"declined_party", {"counts", "does_not_count", ""}},
    {"merging_limit", {"per_meeting", "per_person", ""}},
    {"trial_raadighed_deadline", {"handover_window", "three_months_aggregate", ""}},
    {"conversations_before_job", {"count", "do_not_count", ""}},
    {"duties_at_early_end", {"lapse", "stand", ""}},
    {"ordinary_remote", {"breached", "allowed", ""}},
    {"opt_out_effect", {"stays_required", "falls_away", ""}},
    {"joint_counts_towards_jobsamtaler", {"by_regime", "never", ""}},
    {"handover_repair", {"does_not_repair", "repairs", ""}},
    {"registration_restarts_two_weeks", {"each_registration", "never", ""}},
    {"other_benefit_in_aggregate", {"does_not_count", "counts", ""}},
    {"carry_over_previous_period", {"no", "yes", ""}},
    {"week_10_boundary", {"through_week_10", "before_week_10_ends", "two_months"}},
    {"week_9_lower", {"completed", "started", ""}},
    {"jobcenter_conversation_number", {"jobcenter_only", "any", ""}},
    {"group_substitution_cap", {"none", "one", ""}},
    {"over_30", {"over_30", "from_30", ""}},
    {"variant_effect", {"replaces", "permits", ""}},
    {"august_first_2021", {"ordinary", "remote_allowed", ""}},
}};

/// A reading's name and values.
constexpr const ReadingInfo& info(Reading reading) { return reading_ids[static_cast<std::size_t>(reading)]; }

/// The reading with this name, or nothing.
constexpr std::optional<Reading> find_reading(std::string_view id) {
  for (std::size_t i = 0; i < reading_count; ++i)
    if (reading_ids[i].id == id) return static_cast<Reading>(i);
  return std::nullopt;
}

/// The number of a reading's value (0 is the default), or nothing.
constexpr std::optional<std::uint8_t> find_value(Reading reading, std::string_view value) {
  const ReadingInfo& known = info(reading);
  for (std::size_t i = 0; i < known.size(); ++i)
    if (known.values[i] == value) return static_cast<std::uint8_t>(i);
  return std::nullopt;
}

/// One value for every reading; default-constructed: the defaults.
class Readings {
public:
  /// The number of a reading's value in use; 0 is the default.
  [[nodiscard]] constexpr std::uint8_t operator[](Reading reading) const {
    return values_[static_cast<std::size_t>(reading)];
  }
  /// Whether the default is in use.
  [[nodiscard]] constexpr bool is_default(Reading reading) const { return (*this)[reading] == 0; }
  /// The name of the value in use.
  [[nodiscard]] constexpr std::string_view value(Reading reading) const {
    return info(reading).values[(*this)[reading]];
  }
  /// Chooses a value by its number; numbers beyond the last value are ignored.
  constexpr Readings& set(Reading reading, std::uint8_t value) {
    if (value < info(reading).size()) values_[static_cast<std::size_t>(reading)] = value;
    return *this;
  }
  friend constexpr bool operator==(const Readings&, const Readings&) = default;

private:
  std::array<std::uint8_t, reading_count> values_{};
};

/// What is known of a reading: which words of the law leave it open, and why the default is the default.
struct OpenQuestion {
  Reading reading = Reading::handover_test; ///< The reading.
  Text question = {};                       ///< What is open, in one sentence.
  std::array<Text, 3> values = {};          ///< What each value means, in the order of `reading_ids`.
  std::span<const Basis> at_issue = {};     ///< The sentences that leave it open; never empty.
  Text support = {};                        ///< What speaks for the default, in one sentence.
  std::span<const Basis> supported_by = {}; ///< Sources of that; empty: it is a conclusion of this library.

  /// How sure the ground of the default is: the grade of the first source named for it, else inferred.
  [[nodiscard]] constexpr Evidence evidence() const {
    return supported_by.empty() ? Evidence::inferred : supported_by.front().evidence;
  }
};

/// A choice of one reading's value.
struct ReadingChoice {
  Reading reading = Reading::handover_test; ///< The reading.
  std::uint8_t value = 0;                   ///< The number of the value, 0 for the default.
  friend constexpr bool operator==(const ReadingChoice&, const ReadingChoice&) = default;
};

} // namespace kontaktforloeb
