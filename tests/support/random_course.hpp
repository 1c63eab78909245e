#pragma once
// Courses by chance: valid facts of every kind, gathered around the days on which verdicts turn.

#include <kontaktforloeb/kontaktforloeb.hpp>

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace kontaktforloeb::random_course {

/// Chance with a seed. The same seed gives the same throws everywhere: the engine is laid down by the
/// standard, and what the standard leaves open (its distributions, its shuffle) is not used.
class Dice {
public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  /// A number below `n`, which is at least 1; the bias of the remainder is far below what a test could
  /// notice.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  /// A number from `low` to `high`, both possible.
  int between(int low, int high) {
    return low + static_cast<int>(below(static_cast<std::size_t>(high - low) + 1));
  }
  /// True in so many of a hundred throws.
  bool percent(int chance) { return between(0, 99) < chance; }
  /// A day from `from` to `to`, both possible.
  Date day(Date from, Date to) { return from + between(0, to - from); }
  /// One element of a list that is not empty.
  template <class List>
  const auto& one_of(const List& list) {
    return list[below(list.size())];
  }
  /// Any value of a closed list of words.
  template <class Enum>
  Enum any() {
    return static_cast<Enum>(below(words<Enum>.size()));
  }
  /// Any order of a list.
  template <class Value>
  void shuffle(std::vector<Value>& list) {
    for (std::size_t left = list.size(); left > 1; --left) std::swap(list[left - 1], list[below(left)]);
  }

private:
  std::mt19937_64 engine_;
};

/// What a course is to look like.
enum class Kind : std::uint8_t {
  any,     ///< Any of the others, or none of them.
  trial,   ///< Visited into the trial.
  normal,  ///< The normal effort by name.
  variant, ///< In one of the three municipalities with a variant.
};

/// Facts that make a course, and how it is judged.
struct Sample {
  CourseFacts facts = {};                   ///< The facts; `Course::from` has no fault with them.
  Date as_of = {};                          ///< A day worth judging on.
  std::string regime = {};                  ///< Regime for `AssessOptions`; empty: what the facts say.
  std::vector<ReadingChoice> readings = {}; ///< Readings for `AssessOptions`.
  bool as_planned = false;                  ///< Whether the plan itself is judged.

  /// The options, which refer to this sample; contested as said.
  [[nodiscard]] AssessOptions options(bool contested = true) const {
    return {.regime = regime, .readings = readings, .as_planned = as_planned, .contested = contested};
  }
};

/// The sample of a seed.
Sample sample(std::uint64_t seed, Kind kind = Kind::any);

/// The facts as a course file, for telling people and for reading back.
std::string as_yaml(const CourseFacts& facts);

/// Everything needed to repeat a sample by hand.
std::string describe(const Sample& sample);

/// How many samples to try: as many as `usual`, or as the environment's KONTAKTFORLOEB_SAMPLES says.
std::uint64_t samples(std::uint64_t usual);
/// A day as text, a dash for none.
std::string text(Date day);

/// Days on which some rule or clock of the law changes, ascending.
const std::vector<Date>& turning_days();

} // namespace kontaktforloeb::random_course
