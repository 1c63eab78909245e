#pragma once
// The fewest meetings by trying every set of meetings, through the engine alone: an oracle for plans.

#include <kontaktforloeb/assess.hpp>
#include <kontaktforloeb/working_days.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace kontaktforloeb::plan_oracle {

/// What a set of meetings has to bring about.
struct Goal {
  std::vector<std::string> rules; ///< Rules that must be kept.
  Date last = {};                 ///< Last day on which a meeting is tried.
};

/// How many sets were looked at, and the smallest one that does.
struct Answer {
  std::optional<std::size_t> fewest; ///< Nothing: none of up to `most` meetings does.
  std::size_t looked_at = 0;
};

/// Tries every set of at most `most` meetings: at most one a day, of the regime's conversations and pairs, on
/// as many days of each stretch between two days on which something changes as there can be meetings.
Answer fewest_meetings(const Course& course, Date as_of, const AssessOptions& options,
                       const WorkingDays& days, const Goal& goal, std::size_t most);

} // namespace kontaktforloeb::plan_oracle
