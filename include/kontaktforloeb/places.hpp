#pragma once
/// @file
/// The 98 municipalities and the a-kasser of the trial, and how their names are recognised.

#include <kontaktforloeb/error.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb {

/// A municipality since 2007-01-01.
struct Municipality {
  std::uint16_t code = 0;     ///< Kommunekode, three digits (Danmarks Statistik's classification).
  std::string_view name = {}; ///< Its name.
};

/// All 98 municipalities, ascending by code.
inline constexpr std::array<Municipality, 98> municipalities{{{101, "København"},
                                                              {147, "Frederiksberg"},
                                                              {151, "Ballerup"},
                                                              {153, "Brøndby"},
                                                              {155, "Dragør"},
                                                              {157, "Gentofte"},
                                                              {159, "Gladsaxe"},
                                                              {161, "Glostrup"},
                                                              {163, "Herlev"},
                                                              {165, "Albertslund"},
                                                              {167, "Hvidovre"},
                                                              {169, "Høje-Taastrup"},
                                                              {173, "Lyngby-Taarbæk"},
                                                              {175, "Rødovre"},
                                                              {183, "Ishøj"},
                                                              {185, "Tårnby"},
                                                              {187, "Vallensbæk"},
                                                              {190, "Furesø"},
                                                              {201, "Allerød"},
                                                              {210, "Fredensborg"},
                                                              {217, "Helsingør"},
                                                              {219, "Hillerød"},
                                                              {223, "Hørsholm"},
                                                              {230, "Rudersdal"},
                                                              {240, "Egedal"},
                                                              {250, "Frederikssund"},
                                                              {253, "Greve"},
                                                              {259, "Køge"},
                                                              {260, "Halsnæs"},
                                                              {265, "Roskilde"},
                                                              {269, "Solrød"},
                                                              {270, "Gribskov"},
                                                              {306, "Odsherred"},
                                                              {316, "Holbæk"},
                                                              {320, "Faxe"},
                                                              {326, "Kalundborg"},
                                                              {329, "Ringsted"},
                                                              {330, "Slagelse"},
                                                              {336, "Stevns"},
                                                              {340, "Sorø"},
                                                              {350, "Lejre"},
                                                              {360, "Lolland"},
                                                              {370, "Næstved"},
                                                              {376, "Guldborgsund"},
                                                              {390, "Vordingborg"},
                                                              {400, "Bornholm"},
                                                              {410, "Middelfart"},
                                                              {420, "Assens"},
                                                              {430, "Faaborg-Midtfyn"},
                                                              {440, "Kerteminde"},
                                                              {450, "Nyborg"},
                                                              {461, "Odense"},
                                                              {479, "Svendborg"},
                                                              {480, "Nordfyns"},
                                                              {482, "Langeland"},
                                                              {492, "Ærø"},
                                                              {510, "Haderslev"},
                                                              {530, "Billund"},
                                                              {540, "Sønderborg"},
                                                              {550, "Tønder"},
                                                              {561, "Esbjerg"},
                                                              {563, "Fanø"},
                                                              {573, "Varde"},
                                                              {575, "Vejen"},
                                                              {580, "Aabenraa"},
                                                              {607, "Fredericia"},
                                                              {615, "Horsens"},
                                                              {621, "Kolding"},
                                                              {630, "Vejle"},
                                                              {657, "Herning"},
                                                              {661, "Holstebro"},
                                                              {665, "Lemvig"},
                                                              {671, "Struer"},
                                                              {706, "Syddjurs"},
                                                              {707, "Norddjurs"},
                                                              {710, "Favrskov"},
                                                              {727, "Odder"},
                                                              {730, "Randers"},
                                                              {740, "Silkeborg"},
                                                              {741, "Samsø"},
                                                              {746, "Skanderborg"},
                                                              {751, "Aarhus"},
                                                              {756, "Ikast-Brande"},
                                                              {760, "Ringkøbing-Skjern"},
                                                              {766, "Hedensted"},
                                                              {773, "Morsø"},
                                                              {779, "Skive"},
                                                              {787, "Thisted"},
                                                              {791, "Viborg"},
                                                              {810, "Brønderslev"},
                                                              {813, "Frederikshavn"},
                                                              {820, "Vesthimmerlands"},
                                                              {825, "Læsø"},
                                                              {840, "Rebild"},
                                                              {846, "Mariagerfjord"},
                                                              {849, "Jammerbugt"},
                                                              {851, "Aalborg"},
                                                              {860, "Hjørring"}}};

/// An a-kasse that took part in the trial 2020-2023.
struct AKasse {
  std::string_view code = {};                   ///< Its code.
  std::array<std::string_view, 3> aliases = {}; ///< Other names on input; unused places are empty.
};

/// The nine a-kasser of the trial.
inline constexpr std::array<AKasse, 9> a_kasser{{
    {"3F-A", {"3F", "", ""}},
    {"BUPL-A", {"BUPL", "", ""}},
    {"Dansk Metal-A", {"Dansk Metal", "Metal", "Metal-A"}},
    {"FOA-A", {"FOA", "", ""}},
    {"FTF-A", {"FTF", "", ""}},
    {"HK-A", {"HK", "", ""}},
    {"MA-A", {"MA", "Magistrenes", "Magistrenes A-kasse"}},
    {"Min-A", {"Min", "Min A-kasse", ""}},
    {"SL-A", {"SL", "", ""}},
}};

namespace detail {

/// Reads a name letter by letter as it is compared: lower case, å as aa.
class Letters {
public:
  constexpr explicit Letters(std::string_view text) : text_(text) {}
  /// The next letter, 0 at the end; the bytes of other characters come one by one.
  constexpr char next() {
    if (pending_ != 0) return std::exchange(pending_, '\0');
    if (text_.empty()) return '\0';
    const char c = text_.front();
    text_.remove_prefix(1);
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    if (c == '\xC3' && !text_.empty()) {
      char second = text_.front();
      text_.remove_prefix(1);
      if (second == '\x86' || second == '\x98' || second == '\x85') second = static_cast<char>(second + 0x20);
      if (second == '\xA5') return pending_ = 'a';
      pending_ = second;
    }
    return c;
  }

private:
  std::string_view text_;
  char pending_ = '\0';
};

/// Whether two names are the same but for case and å.
constexpr bool same_name(std::string_view a, std::string_view b) {
  Letters left{a}, right{b};
  for (;;) {
    const char x = left.next(), y = right.next();
    if (x != y) return false;
    if (x == '\0') return true;
  }
}

} // namespace detail

/// The code of a municipality given by name or three-digit code, or nothing.
///
/// Names match without regard to case, with or without "Kommune", with aa for å, and a closing s may be left
/// out.
constexpr std::optional<std::uint16_t> find_municipality(std::string_view text) {
  if (text.size() == 3 && text[0] >= '0' && text[0] <= '9') {
    for (const Municipality& known : municipalities) {
      const char digits[3] = {static_cast<char>('0' + known.code / 100),
                              static_cast<char>('0' + known.code / 10 % 10),
                              static_cast<char>('0' + known.code % 10)};
      if (std::string_view{digits, 3} == text) return known.code;
    }
    return std::nullopt;
  }
  constexpr std::string_view kommune = " kommune";
  if (text.size() > kommune.size() && detail::same_name(text.substr(text.size() - kommune.size()), kommune))
    text.remove_suffix(kommune.size());
  for (const Municipality& known : municipalities) {
    if (detail::same_name(text, known.name)) return known.code;
    if (known.name == "Vesthimmerlands" || known.name == "Nordfyns")
      if (detail::same_name(text, known.name.substr(0, known.name.size() - 1))) return known.code;
  }
  return std::nullopt;
}

namespace detail {

/// Codes of municipalities as bits: the fastest answer to whether one is known.
inline constexpr auto municipality_bits = [] {
  std::array<std::uint64_t, 16> bits{};
  for (const Municipality& known : municipalities)
    bits[known.code / 64u] |= std::uint64_t{1} << known.code % 64u;
  return bits;
}();

} // namespace detail

/// Whether a municipality has this code.
constexpr bool is_municipality(std::uint16_t code) {
  return code / 64u < detail::municipality_bits.size() &&
         (detail::municipality_bits[code / 64u] >> code % 64u & 1u) != 0;
}

/// The name of the municipality with this code, or empty.
constexpr std::string_view municipality_name(std::uint16_t code) {
  for (const Municipality& known : municipalities)
    if (known.code == code) return known.name;
  return {};
}

/// Prefix of an a-kasse outside the trial's nine: `other:NAME`.
inline constexpr std::string_view other_a_kasse = "other:";

/// The code of an a-kasse given by code or alias, or empty; `other:NAME` is its own code.
constexpr std::string_view find_a_kasse(std::string_view text) {
  if (text.starts_with(other_a_kasse) && text.size() > other_a_kasse.size()) return text;
  for (const AKasse& known : a_kasser) {
    if (detail::same_name(text, known.code)) return known.code;
    for (const std::string_view alias : known.aliases)
      if (!alias.empty() && detail::same_name(text, alias)) return known.code;
  }
  return {};
}

/// The fault of a municipality that is not known; names the nearest.
inline Fault unknown_municipality(std::string key, std::string_view text) {
  std::vector<std::string_view> names;
  for (const Municipality& known : municipalities) names.push_back(known.name);
  Fault fault = Fault::unknown(std::move(key), "municipality", text, names);
  fault.message += fault.message.back() == '?' ? " Write" : "; write";
  fault.message += " one of the 98 names or a three-digit code";
  return fault;
}

/// The fault of an a-kasse that is not known; names the nearest.
inline Fault unknown_a_kasse(std::string key, std::string_view text) {
  std::vector<std::string_view> names;
  for (const AKasse& known : a_kasser) {
    names.push_back(known.code);
  }
  Fault fault = Fault::unknown(std::move(key), "a-kasse", text, names);
  fault.message += "; any other a-kasse is written other:NAME";
  return fault;
}

} // namespace kontaktforloeb
