#include "owned_law.hpp"

#include <span>

namespace kontaktforloeb::lawcheck {
namespace {

template <class T>
std::vector<T> copy(std::span<const T> table) {
  return {table.begin(), table.end()};
}

} // namespace

OwnedRegime::OwnedRegime(const Regime& from)
    : regime(from), requirements(copy(from.requirements)), forms(copy(from.form.rows)),
      exemptions(copy(from.exemptions)), shares(copy(from.shares)) {
  for (const Requirement& requirement : requirements) {
    under.push_back({copy(requirement.window.from.under), copy(requirement.window.to.under)});
    own_exemptions.push_back(copy(requirement.exemptions));
  }
  if (regime.merging) pairs = copy(regime.merging->pairs);
  if (regime.groups) themes = copy(regime.groups->themes);
  for (const ThemeList& list : themes) theme_words.push_back(copy(list.themes));
  if (!regime.handover) return;
  handover_under = copy(regime.handover->window.under);
  ends = copy(regime.handover->ends);
  admissions = copy(regime.handover->admissions);
  for (const Admission& admission : admissions) municipalities.push_back(copy(admission.municipalities));
}

void OwnedRegime::connect() {
  for (std::size_t i = 0; i < requirements.size(); ++i) {
    requirements[i].window.from.under = under[i][0];
    requirements[i].window.to.under = under[i][1];
    requirements[i].exemptions = own_exemptions[i];
  }
  regime.requirements = requirements;
  regime.form.rows = forms;
  regime.exemptions = exemptions;
  regime.shares = shares;
  if (regime.merging) regime.merging->pairs = pairs;
  for (std::size_t i = 0; i < themes.size(); ++i) themes[i].themes = theme_words[i];
  if (regime.groups) regime.groups->themes = themes;
  if (!regime.handover) return;
  for (std::size_t i = 0; i < admissions.size(); ++i) admissions[i].municipalities = municipalities[i];
  regime.handover->window.under = handover_under;
  regime.handover->ends = ends;
  regime.handover->admissions = admissions;
}

OwnedLaw::OwnedLaw(const Law& from)
    : time(from.time), dead_periods(copy(from.time.dead_periods)), norms(copy(from.time.norms)),
      suspensions(copy(from.suspensions)), national(copy(from.national)),
      unknown_variants(copy(from.unknown_variants)), readings(copy(from.readings)), law_(from) {
  for (const Regime& regime : from.regimes) regimes.emplace_back(regime);
}

const Law& OwnedLaw::law() {
  rows_.clear();
  for (OwnedRegime& owned : regimes) {
    owned.connect();
    rows_.push_back(owned.regime);
  }
  time.dead_periods = dead_periods;
  time.norms = norms;
  law_.time = time;
  law_.suspensions = suspensions;
  law_.national = national;
  law_.unknown_variants = unknown_variants;
  law_.readings = readings;
  law_.regimes = rows_;
  return law_;
}

} // namespace kontaktforloeb::lawcheck
