#pragma once
/// @file
/// Hours of benefit as integer hundredths, and exact sums of them.

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kontaktforloeb {

/// Hours with two decimals, kept as a whole number of hundredths: 160.33 h is 16033.
///
/// Never a floating-point number: six months of 160.33 h are 961.98 h exactly.
struct Hours {
  std::int32_t hundredths = 0; ///< Hundredths of an hour.

  /// Reads a plain decimal number with at most two decimals ("140.60", "7", "7.4").
  ///
  /// Nothing for a sign, an exponent, a third decimal, a lone point or more than 9,999,999.99.
  static constexpr std::optional<Hours> parse(std::string_view text) {
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view decimals = point == text.npos ? std::string_view{} : text.substr(point + 1);
    if (whole.empty() || whole.size() > 7 || decimals.size() > 2 || (point != text.npos && decimals.empty()))
      return std::nullopt;
    std::int32_t value = 0;
    const auto take = [&](char digit) {
      value = value * 10 + (digit - '0');
      return digit >= '0' && digit <= '9';
    };
    for (const char digit : whole)
      if (!take(digit)) return std::nullopt;
    for (std::size_t i = 0; i < 2; ++i)
      if (!take(i < decimals.size() ? decimals[i] : '0')) return std::nullopt;
    return Hours{value};
  }

  /// The hours with two decimals and a point: "140.60".
  [[nodiscard]] std::string text() const {
    const std::int32_t size = hundredths < 0 ? -hundredths : hundredths;
    std::string digits = std::to_string(size);
    while (digits.size() < 3) digits.insert(digits.begin(), '0');
    digits.insert(digits.end() - 2, '.');
    return hundredths < 0 ? "-" + digits : digits;
  }

  friend constexpr auto operator<=>(Hours, Hours) = default;
  /// Sum.
  friend constexpr Hours operator+(Hours a, Hours b) { return {a.hundredths + b.hundredths}; }
  /// Difference.
  friend constexpr Hours operator-(Hours a, Hours b) { return {a.hundredths - b.hundredths}; }
};

/// A whole number of calendar days, the unit of the calendar clock.
struct Days {
  std::int32_t count = 0; ///< Days.
  friend constexpr auto operator<=>(Days, Days) = default;
};

/// An exact amount on a clock: hours on the hour clocks, days on the calendar.
///
/// A month's hours spread over its n weekdays (n at most 23) give fractions; an amount counts in parts of a
/// hundredth that every such n divides, so sums and comparisons are exact integers.
class Amount {
public:
  /// Parts in one hundredth: the least common multiple of 1 to 23.
  static constexpr std::int64_t parts_per_hundredth = 5'354'228'880;

  /// Nothing.
  constexpr Amount() = default;
  /// Hours, exactly; amounts beyond ten million hours count as ten million.
  constexpr Amount(Hours hours) // NOLINT: meant to convert
      : parts_(std::clamp(hours.hundredths, -most_hundredths, most_hundredths) * parts_per_hundredth) {}
  /// Days, exactly, with the same bound.
  constexpr Amount(Days days) // NOLINT: meant to convert
      : Amount(Hours{std::clamp(days.count, -most_hundredths / 100, most_hundredths / 100) * 100}) {}
  /// The share of `hours` that falls on one of `n` equal days (n from 1 to 23).
  static constexpr Amount share(Hours hours, int n) {
    Amount amount;
    amount.parts_ = hours.hundredths * parts_of[static_cast<std::size_t>(n)];
    return amount;
  }
  /// How often `share` must be added to nothing until it is at least this amount, or more than it.
  [[nodiscard]] constexpr int times(Amount share, bool more) const {
    if (share.parts_ <= 0) return parts_ < 0 || (parts_ == 0 && !more) ? 0 : 1'000;
    const std::int64_t whole = parts_ / share.parts_;
    return static_cast<int>(more || whole * share.parts_ < parts_ ? whole + 1 : whole);
  }

  /// The amount in hundredths, cut off (not rounded).
  [[nodiscard]] constexpr Hours truncated() const {
    return {static_cast<std::int32_t>(parts_ / parts_per_hundredth)};
  }

  friend constexpr auto operator<=>(Amount, Amount) = default;
  /// Sum.
  constexpr Amount& operator+=(Amount other) {
    parts_ += other.parts_;
    return *this;
  }
  /// Sum.
  friend constexpr Amount operator+(Amount a, Amount b) { return a += b; }
  /// Difference.
  friend constexpr Amount operator-(Amount a, Amount b) {
    a.parts_ -= b.parts_;
    return a;
  }
  /// `days` equal shares.
  friend constexpr Amount operator*(Amount share, int days) {
    share.parts_ *= days;
    return share;
  }

private:
  /// Parts of one hundredth on one of n days.
  static constexpr std::array<std::int64_t, 24> parts_of = [] {
    std::array<std::int64_t, 24> table{};
    for (std::size_t n = 1; n < table.size(); ++n)
      table[n] = parts_per_hundredth / static_cast<std::int64_t>(n);
    return table;
  }();
  static constexpr std::int32_t most_hundredths = 1'000'000'000;
  std::int64_t parts_ = 0;
};

} // namespace kontaktforloeb
