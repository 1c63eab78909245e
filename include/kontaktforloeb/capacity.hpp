#pragma once
/// @file
/// How many conversations a stock of citizens calls for in a year, and how many staff hold them: the resource
/// calculator of a guide from 2013, in integers.

#include <kontaktforloeb/basis.hpp>
#include <kontaktforloeb/terms.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>

namespace kontaktforloeb {

/// How often conversations with one citizen are held.
enum class Frequency : std::uint8_t {
  timely,             ///< As often as the rules of 2013 asked for at least; not today's law.
  every_second_month, ///< Every second month.
  monthly,            ///< Every month.
  twice_a_month,      ///< Twice a month.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 4> words<Frequency>{"timely", "every_second_month", "monthly",
                                                                  "twice_a_month"};
/// @endcond

/// What a frequency amounts to.
struct FrequencyInfo {
  Frequency frequency = Frequency::timely; ///< The frequency.
  std::int32_t per_year = 0;               ///< Conversations with one citizen in a year.
  Text name = {};                          ///< What it is called.
  Basis basis = {};                        ///< Source of the number.
};

/// What the calculator is asked with; each a whole number.
enum class CapacityInput : std::uint8_t {
  citizens,        ///< Citizens, the same number all year.
  days,            ///< Days a week on which conversations are held.
  weeks,           ///< Weeks that one full-time employee works in a year.
  intensive_share, ///< Of a hundred citizens, so many get an intensive effort.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 4> words<CapacityInput>{"citizens", "days", "weeks",
                                                                      "intensive_share"};
/// @endcond

/// What is usual for an input, and what it may be.
struct CapacityInputInfo {
  CapacityInput input = CapacityInput::citizens; ///< The input.
  std::int32_t usual = 0;                        ///< The source's own number.
  std::int32_t least = 0;                        ///< The least that it may be.
  std::int32_t most = 0;                         ///< The most that it may be.
  Text name = {};                                ///< What it is.
  Basis basis = {};                              ///< Source of the usual number.
};

namespace tables {

/// @cond basis
inline constexpr std::string_view capacity_source = "Marselisborg: Indsatsguide langtidsledighed, 2013";
inline constexpr std::string_view capacity_url =
    "https://vdocuments.pub/arketyper-borgere-med-risiko-for-langtidsledighed-borgere-der-enten-er.html";
inline constexpr Basis capacity_basis{capacity_source, capacity_url, {}, Evidence::report};
/// @endcond

/// How often, and how many that is in a year.
inline constexpr std::array frequencies{
    FrequencyInfo{Frequency::timely, 4, {"rettidigt", "timely"}, capacity_basis},
    FrequencyInfo{
        Frequency::every_second_month, 6, {"hver anden måned", "every second month"}, capacity_basis},
    FrequencyInfo{Frequency::monthly, 12, {"hver måned", "monthly"}, capacity_basis},
    FrequencyInfo{Frequency::twice_a_month, 24, {"to gange om måneden", "twice a month"}, capacity_basis}};

/// What the calculator is asked with. The most that an input may be is a limit of this library.
inline constexpr std::array capacity_inputs{
    CapacityInputInfo{CapacityInput::citizens, 330, 0, 10'000'000, {"borgere", "citizens"}, capacity_basis},
    CapacityInputInfo{CapacityInput::days,
                      3,
                      1,
                      7,
                      {"samtaledage om ugen", "conversation days a week"},
                      {"Inferred: that the guide's conversation days are those of a week; no other reading "
                       "gives its printed grid",
                       capacity_url,
                       {},
                       Evidence::inferred}},
    CapacityInputInfo{CapacityInput::weeks,
                      44,
                      1,
                      53,
                      {"uger i et årsværk", "weeks of a full-time year"},
                      {capacity_source, capacity_url, "typisk 43-44", Evidence::report}},
    CapacityInputInfo{CapacityInput::intensive_share,
                      30,
                      0,
                      100,
                      {"procent med intensiv indsats", "per cent with an intensive effort"},
                      capacity_basis}};

/// What the numbers are worth.
inline constexpr Text capacity_caveat_text{
    "Tallene er en indikation: de kender hverken til- og afgang, udeblivelser eller administration.",
    "The numbers are an indication: they know neither inflow and outflow, nor no-shows, nor administration."};
/// @cond basis
inline constexpr Basis capacity_caveat_basis{capacity_source, capacity_url,
                                             "Beregningerne giver kun en indikation", Evidence::report};
/// @endcond

/// Frequencies that the guide prints for all citizens alike.
inline constexpr std::array general_frequencies{Frequency::timely, Frequency::every_second_month,
                                                Frequency::monthly};
/// Frequencies that the guide prints for an intensive effort.
inline constexpr std::array intensive_frequencies{Frequency::twice_a_month, Frequency::monthly,
                                                  Frequency::every_second_month};

} // namespace tables

/// The row of a frequency.
constexpr const FrequencyInfo& info(Frequency frequency) {
  return tables::frequencies[static_cast<std::size_t>(frequency)];
}
/// The row of an input.
constexpr const CapacityInputInfo& info(CapacityInput input) {
  return tables::capacity_inputs[static_cast<std::size_t>(input)];
}

/// What the calculator is asked with; without more, the guide's own example.
struct CapacityInputs {
  std::int32_t citizens = info(CapacityInput::citizens).usual;               ///< Citizens, all year.
  std::int32_t days = info(CapacityInput::days).usual;                       ///< Days a week.
  std::int32_t weeks = info(CapacityInput::weeks).usual;                     ///< Weeks a full-time year.
  std::int32_t intensive_share = info(CapacityInput::intensive_share).usual; ///< Whole per cent.

  /// One of them.
  [[nodiscard]] constexpr std::int32_t get(CapacityInput input) const {
    switch (input) {
    case CapacityInput::citizens:
      return citizens;
    case CapacityInput::days:
      return days;
    case CapacityInput::weeks:
      return weeks;
    case CapacityInput::intensive_share:
      break;
    }
    return intensive_share;
  }
  /// Sets one of them.
  constexpr void set(CapacityInput input, std::int32_t value) {
    (input == CapacityInput::citizens ? citizens
     : input == CapacityInput::days   ? days
     : input == CapacityInput::weeks  ? weeks
                                      : intensive_share) = value;
  }
  friend constexpr bool operator==(const CapacityInputs&, const CapacityInputs&) = default;
};

/// Whether an input may be this number.
constexpr bool may_be(CapacityInput input, std::int64_t value) {
  return value >= info(input).least && value <= info(input).most;
}

/// What an input may be, in words: "a whole number from 1 to 53".
inline std::string wanted(CapacityInput input) {
  return "a whole number from " + std::to_string(info(input).least) + " to " +
         std::to_string(info(input).most);
}

/// Most conversations that staff may be asked for.
inline constexpr std::int32_t most_conversations = 1'000'000'000;
/// Most conversations a day that one employee may be said to hold.
inline constexpr std::int32_t most_per_day = 1'000;
/// Most staff that may be asked about.
inline constexpr std::int32_t most_staff = 1'000'000;

/// A number of conversations in hundredths: shares are per cent, so no more is needed to be exact.
struct Conversations {
  std::int64_t hundredths = 0; ///< Hundredths of a conversation.
  /// The number with a point and no needless zeros: "2383.2".
  [[nodiscard]] std::string text() const;
  friend constexpr auto operator<=>(Conversations, Conversations) = default;
};

/// Conversations in a year when some citizens get an intensive effort and the others timely conversations.
struct IntensiveEffort {
  Conversations intensive = {}; ///< With those who get the intensive effort, exactly.
  Conversations timely = {};    ///< With the others, exactly.
  std::int64_t total = 0;       ///< Both together, rounded up to whole conversations once.
  friend constexpr bool operator==(const IntensiveEffort&, const IntensiveEffort&) = default;
};

/// Full-time staff, exactly: a fraction in its lowest terms.
struct Staff {
  std::int64_t numerator = 0;   ///< Above the line.
  std::int64_t denominator = 1; ///< Below the line, at least 1.
  /// Whole employees, rounded up.
  [[nodiscard]] constexpr std::int64_t whole() const { return (numerator + denominator - 1) / denominator; }
  /// Thousandths of an employee, rounded up: never fewer than are needed.
  [[nodiscard]] constexpr std::int64_t thousandths() const {
    return (numerator * 1000 + denominator - 1) / denominator;
  }
  /// The thousandths with a point and no needless zeros: "2.875".
  [[nodiscard]] std::string text() const;
  friend constexpr bool operator==(const Staff&, const Staff&) = default;
};

namespace detail {

/// A number of small parts of one, `decimals` digits of them, with a point and no needless zeros.
inline std::string decimal_text(std::int64_t parts, int decimals) {
  std::int64_t one = 1;
  for (int i = 0; i < decimals; ++i) one *= 10;
  std::string text = std::to_string(parts / one);
  std::int64_t rest = parts % one;
  if (rest != 0) text += '.';
  while (rest != 0) {
    one /= 10;
    text += static_cast<char>('0' + rest / one);
    rest %= one;
  }
  return text;
}

} // namespace detail

inline std::string Conversations::text() const { return detail::decimal_text(hundredths, 2); }
inline std::string Staff::text() const { return detail::decimal_text(thousandths(), 3); }

/// The calculator with its inputs. All in integers; nothing overflows within the limits of the inputs.
class Capacity {
public:
  /// Conversations a day in the guide's grid.
  static constexpr std::int32_t grid_per_day = 8;
  /// Staff in the guide's grid.
  static constexpr std::int32_t grid_staff = 9;

  /// The guide's own example.
  constexpr Capacity() = default;
  /// The calculator with these inputs; nothing if one of them may not be (`may_be`).
  static constexpr std::optional<Capacity> from(const CapacityInputs& inputs) {
    for (const CapacityInputInfo& input : tables::capacity_inputs)
      if (!may_be(input.input, inputs.get(input.input))) return std::nullopt;
    Capacity capacity;
    capacity.inputs_ = inputs;
    return capacity;
  }

  /// What it was asked with.
  [[nodiscard]] constexpr const CapacityInputs& inputs() const { return inputs_; }

  /// Conversations in a year when all citizens have them equally often.
  [[nodiscard]] constexpr std::int64_t general(Frequency frequency) const {
    return std::int64_t{inputs_.citizens} * info(frequency).per_year;
  }

  /// Conversations in a year when the intensive share has them so often and the others timely.
  [[nodiscard]] constexpr IntensiveEffort intensive(Frequency frequency) const {
    const std::int64_t citizens = inputs_.citizens, share = inputs_.intensive_share;
    const Conversations intensive{citizens * share * info(frequency).per_year};
    const Conversations timely{citizens * (100 - share) * info(Frequency::timely).per_year};
    return {intensive, timely, (intensive.hundredths + timely.hundredths + 99) / 100};
  }

  /// Conversations that staff hold in a year, each `per_day` on a conversation day. Both 0 or more, at most
  /// `most_per_day` and `most_staff`.
  [[nodiscard]] constexpr std::int64_t held(std::int32_t per_day, std::int32_t staff) const {
    return std::int64_t{per_day} * staff * inputs_.days * inputs_.weeks;
  }

  /// Full-time staff that hold so many conversations a year, each `per_day` on a conversation day; nothing
  /// outside 0 to `most_conversations` and 1 to `most_per_day`.
  [[nodiscard]] constexpr std::optional<Staff> fte(std::int64_t conversations, std::int32_t per_day) const {
    if (conversations < 0 || conversations > most_conversations || per_day < 1 || per_day > most_per_day)
      return std::nullopt;
    const std::int64_t each = held(per_day, 1), common = std::gcd(conversations, each);
    return Staff{conversations / common, each / common};
  }

  friend constexpr bool operator==(const Capacity&, const Capacity&) = default;

private:
  CapacityInputs inputs_ = {};
};

} // namespace kontaktforloeb
