#pragma once
// A copy of the law that owns its tables, so that they can be changed.

#include <kontaktforloeb/rule.hpp>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kontaktforloeb::lawcheck {

/// One regime with its tables. The spans inside its rows are set by `OwnedLaw::law`.
struct OwnedRegime {
  explicit OwnedRegime(const Regime& from);
  /// Lets every span point to the tables here.
  void connect();

  Regime regime;
  std::vector<Requirement> requirements;
  std::vector<std::array<std::vector<BoundUnder>, 2>> under; ///< By requirement: of the window's two ends.
  std::vector<BoundUnder> handover_under;
  std::vector<Pair> pairs;
  std::vector<FormRow> forms;
  std::vector<EndRule> ends;
  std::vector<Admission> admissions;
  std::vector<std::vector<std::uint16_t>> municipalities; ///< By admission.
  std::vector<Exemption> exemptions;
  std::vector<std::vector<ExemptReason>> own_exemptions; ///< By requirement.
  std::vector<ThemeList> themes;
  std::vector<std::vector<std::string_view>> theme_words; ///< By list of themes.
  std::vector<Share> shares;
};

/// The whole law with its tables. Names, texts and sources stay where they are.
class OwnedLaw {
public:
  explicit OwnedLaw(const Law& from);
  /// The law as it now stands; valid until the next change or copy.
  const Law& law();

  TimeLaw time; ///< Its plain fields.
  std::vector<DeadPeriod> dead_periods;
  std::vector<MonthNorm> norms;
  std::vector<Suspension> suspensions;
  std::vector<NationalPeriod> national;
  std::vector<UnknownVariant> unknown_variants;
  std::vector<OpenQuestion> readings;
  std::vector<OwnedRegime> regimes;

private:
  Law law_;
  std::vector<Regime> rows_;
};

} // namespace kontaktforloeb::lawcheck
