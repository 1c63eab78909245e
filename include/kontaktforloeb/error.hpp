#pragma once
/// @file
/// What can be wrong with facts, told to people: where it is, what is wrong, what would be right.

#include <kontaktforloeb/date.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kontaktforloeb {

/// Where something stands in a text; both count from 1, 0 means not known.
struct Position {
  int line = 0;   ///< Line, from 1.
  int column = 0; ///< Column in characters, from 1.
  friend bool operator==(const Position&, const Position&) = default;
};

/// Replaces what looks like a CPR number by `**********`, so that no message repeats one.
inline std::string without_cpr(std::string text);

/// The candidate nearest to `text` (fewest letters changed), or empty when none is near.
inline std::string nearest(std::string_view text, std::span<const std::string_view> candidates) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(2, text.size() / 3) + 1;
  if (text.size() > 64) return best;
  std::vector<std::size_t> row;
  for (const std::string_view candidate : candidates) {
    row.resize(candidate.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= text.size(); ++i) {
      std::size_t diagonal = std::exchange(row[0], i);
      for (std::size_t j = 1; j < row.size(); ++j) {
        const std::size_t change = diagonal + (lower(text[i - 1]) == lower(candidate[j - 1]) ? 0 : 1);
        diagonal = row[j];
        row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
      }
    }
    if (row.back() < best_distance && row.back() < candidate.size()) {
      best_distance = row.back();
      best = candidate;
    }
  }
  return best;
}

/// One thing that is wrong with a course's facts, or with the file that carries them.
struct Fault {
  std::string key;     ///< Path of the fact, `benefit[2].hours`; empty for the whole.
  std::string message; ///< What is wrong and what would be right, one sentence.
  std::string file;    ///< The file, or empty for facts built in memory.
  Position position;   ///< Where in the file.

  friend bool operator==(const Fault&, const Fault&) = default;

  /// The fault as one line: `file:line:column: key: message`.
  [[nodiscard]] std::string text() const {
    std::string line;
    if (!file.empty()) {
      line += file;
      line += ':';
    }
    if (position.line != 0) {
      line += std::to_string(position.line);
      line += ':';
      line += std::to_string(position.column);
      line += ':';
    }
    if (!line.empty()) line += ' ';
    if (!key.empty()) {
      line += key;
      line += ": ";
    }
    line += message;
    return line;
  }

  /// A fact that must be there is not.
  static Fault missing(std::string key, std::string_view what) {
    return {std::move(key), "is required: " + std::string(what), {}, {}};
  }
  /// A value that cannot be understood.
  static Fault not_a(std::string key, std::string_view found, std::string_view expected) {
    return {
        std::move(key), "'" + without_cpr(std::string(found)) + "' is not " + std::string(expected), {}, {}};
  }
  /// A day outside 1990-01-01 to 2099-12-31.
  static Fault outside_calendar(std::string key, Date day) {
    return {std::move(key), day.iso() + " lies outside 1990-01-01 to 2099-12-31", {}, {}};
  }
  /// A range whose end lies before its start.
  static Fault reversed(std::string key, Date from, Date to) {
    return {std::move(key),
            "the range ends on " + to.iso() + ", before it starts on " + from.iso() +
                "; 'to' must not be before 'from'",
            {},
            {}};
  }
  /// A word outside a closed list; names the nearest word of the list.
  static Fault unknown(std::string key, std::string_view what, std::string_view found,
                       std::span<const std::string_view> allowed) {
    std::string message = "unknown " + std::string(what) + " '" + without_cpr(std::string(found)) + "'";
    if (const std::string guess = nearest(found, allowed); !guess.empty())
      message += "; did you mean '" + guess + "'?";
    if (allowed.size() <= 24) {
      message += message.back() == '?' ? " Allowed: " : "; allowed: ";
      for (std::size_t i = 0; i < allowed.size(); ++i) {
        if (i != 0) message += ", ";
        message += allowed[i];
      }
    }
    return {std::move(key), std::move(message), {}, {}};
  }
  /// Any other fault, in its own words.
  static Fault because(std::string key, std::string message) {
    return {std::move(key), std::move(message), {}, {}};
  }
};

/// Thrown by `Course::checked`; carries every fault found.
class CourseError : public std::invalid_argument {
public:
  /// An error for these faults (at least one).
  explicit CourseError(std::vector<Fault> faults)
      : invalid_argument(summary(faults)), faults_(std::move(faults)) {}
  /// All faults, in the order of the facts.
  [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }

private:
  static std::string summary(const std::vector<Fault>& faults) {
    std::string text = faults.empty() ? "no course" : faults.front().text();
    if (faults.size() > 1) text += " (and " + std::to_string(faults.size() - 1) + " more)";
    return text;
  }
  std::vector<Fault> faults_;
};

/// Where in `text` a CPR-shaped number starts, or npos: ten digits with an optional `-` or space after the
/// sixth, the first six a day, month and year; not part of a longer run of digits.
constexpr std::size_t find_cpr(std::string_view text, bool separated_only = false) {
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  const auto letter = [&](std::size_t i) {
    return i < text.size() && ((text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z');
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!digit(i) || (i != 0 && (digit(i - 1) || letter(i - 1)))) continue;
    std::size_t end = i;
    while (digit(end) && end < i + 6) ++end;
    if (end != i + 6) continue;
    const bool separated = end < text.size() && (text[end] == '-' || text[end] == ' ');
    if (separated) ++end;
    if (separated_only && !separated) continue;
    const std::size_t serial = end;
    while (digit(end) && end < serial + 4) ++end;
    if (end != serial + 4 || digit(end) || letter(end)) continue;
    const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    const int day = two(i), month = two(i + 2), year = two(i + 4);
    if (Date(2000 + year, month, day).is_set() || Date(1900 + year, month, day).is_set()) return i;
  }
  return std::string_view::npos;
}

inline std::string without_cpr(std::string text) {
  for (std::size_t at = find_cpr(text); at != std::string::npos; at = find_cpr(text)) {
    const bool separated = text[at + 6] == '-' || text[at + 6] == ' ';
    text.replace(at, separated ? 11 : 10, "**********");
  }
  return text;
}

} // namespace kontaktforloeb
