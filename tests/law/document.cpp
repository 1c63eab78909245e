// Tries every change of the law and looks whether the law's document becomes another one: what the document
// leaves out, the digest that assessments carry does not cover.

#include "checks.hpp"
#include "mutations.hpp"

#include <kontaktforloeb/assessment_json.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <iostream>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kontaktforloeb::lawcheck {
namespace {

/// Changes of a value that stands at several places of the law, one place at a time.
///
/// `visit` hands each of the places of a law to a function.
template <class T>
struct Places {
  std::string name;
  std::function<void(OwnedLaw&, const std::function<void(T&)>&)> visit;

  void add(std::vector<Mutant>& all, const std::string& what, const std::function<void(T&)>& change) const {
    std::size_t count = 0;
    OwnedLaw law{current_law};
    visit(law, [&](T&) { ++count; });
    for (std::size_t i = 0; i < count; ++i)
      all.push_back({name + " no. " + std::to_string(i + 1), "document", what,
                     [visit = visit, change, i](OwnedLaw& changed) {
                       std::size_t at = 0;
                       visit(changed, [&](T& value) {
                         if (at++ == i) change(value);
                       });
                     }});
  }
};

void each_rule(OwnedLaw& law, const std::function<void(Rule&)>& each) {
  for (OwnedRegime& owned : law.regimes) {
    Regime& regime = owned.regime;
    for (Requirement& requirement : owned.requirements) each(requirement.rule);
    if (regime.merging) each(regime.merging->rule);
    if (regime.form.reported) each(regime.form.rule);
    if (regime.groups) {
      each(regime.groups->substitution);
      each(regime.groups->theme);
      each(regime.groups->track);
    }
    if (regime.handover) each(regime.handover->rule);
    for (Share& share : owned.shares) each(share.rule);
    each(regime.applicability);
    each(regime.transition);
    if (regime.coverage) each(*regime.coverage);
  }
  each(law.time.observed);
}

/// Sources that stand at their entry by themselves.
void each_basis(OwnedLaw& law, const std::function<void(Basis&)>& each) {
  for (OwnedRegime& owned : law.regimes) {
    for (FormRow& row : owned.forms) each(row.basis);
    for (EndRule& end : owned.ends) each(end.basis);
    for (Admission& admission : owned.admissions) each(admission.basis);
    for (Exemption& exemption : owned.exemptions) each(exemption.basis);
  }
  for (DeadPeriod& period : law.dead_periods) each(period.basis);
  for (MonthNorm& norm : law.norms) each(norm.basis);
  for (Suspension& suspension : law.suspensions) each(suspension.basis);
  for (NationalPeriod& period : law.national) each(period.basis);
  for (UnknownVariant& variant : law.unknown_variants) each(variant.basis);
}

/// Tables of sources.
void each_bases(OwnedLaw& law, const std::function<void(std::span<const Basis>&)>& each) {
  each_rule(law, [&](Rule& rule) { each(rule.basis); });
  for (OpenQuestion& open : law.readings) {
    each(open.at_issue);
    if (!open.supported_by.empty()) each(open.supported_by);
  }
  each(law.time.basis);
}

void each_text(OwnedLaw& law, const std::function<void(Text&)>& each) {
  each_rule(law, [&](Rule& rule) { each(rule.text); });
  for (OwnedRegime& owned : law.regimes) each(owned.regime.name);
  for (OpenQuestion& open : law.readings) {
    each(open.question);
    each(open.support);
    for (std::size_t i = 0; i < info(open.reading).size(); ++i) each(open.values[i]);
  }
}

void each_requirement(OwnedLaw& law, const std::function<void(Requirement&)>& each) {
  for (OwnedRegime& owned : law.regimes)
    for (Requirement& requirement : owned.requirements) each(requirement);
}

void each_bound(OwnedLaw& law, const std::function<void(Bound&)>& each) {
  each_requirement(law, [&](Requirement& requirement) {
    for (WindowEnd* end : {&requirement.window.from, &requirement.window.to})
      if (end->kind == EndKind::bound) each(end->bound);
  });
  for (OwnedRegime& owned : law.regimes) {
    for (auto& ends : owned.under)
      for (auto& under : ends)
        for (BoundUnder& one : under) each(one.bound);
    for (BoundUnder& one : owned.handover_under) each(one.bound);
    if (owned.regime.handover) each(owned.regime.handover->window.bound);
  }
}

/// Changes that no verdict shows, and so no case: texts, sources, and what an entry of another kind leaves
/// unread.
std::vector<Mutant> silent_changes() {
  std::vector<Mutant> all;
  const Places<Rule> rules{"rule", each_rule};
  rules.add(all, "another id", [](Rule& rule) { rule.id = "another"; });
  rules.add(all, "another kind", [](Rule& rule) {
    rule.kind = rule.kind == RuleKind::state ? RuleKind::prohibition : RuleKind::state;
  });
  rules.add(all, "another reading", [](Rule& rule) {
    static constexpr std::array other{Reading::over_30, Reading::over_30};
    rule.readings = other;
  });
  const Places<Text> texts{"text", each_text};
  texts.add(all, "another in Danish", [](Text& text) { text.da = "Andet."; });
  texts.add(all, "another in English", [](Text& text) { text.en = "Other."; });
  const Places<Basis> sources{"source", each_basis};
  sources.add(all, "another name", [](Basis& basis) { basis.source = "Another"; });
  sources.add(all, "another address", [](Basis& basis) { basis.url = "https://example.org"; });
  sources.add(all, "another quote", [](Basis& basis) { basis.quote = "andre ord"; });
  sources.add(all, "another grade", [](Basis& basis) {
    basis.evidence = basis.evidence == Evidence::primary ? Evidence::inferred : Evidence::primary;
  });
  const Places<std::span<const Basis>> tables{"sources", each_bases};
  tables.add(all, "first dropped", [](std::span<const Basis>& basis) { basis = basis.subspan(1); });
  const Places<Bound> bounds{"bound", each_bound};
  bounds.add(all, "part_time +1", [](Bound& bound) { ++bound.limit.part_time; });
  const Places<Requirement> requirements{"requirement", each_requirement};
  requirements.add(all, "beside another", [](Requirement& one) { one.beside = "another"; });
  requirements.add(all, "ordinal +1", [](Requirement& one) { ++one.ordinal; });
  requirements.add(all, "window.to another kind", [](Requirement& one) {
    one.window.to.kind = one.window.to.kind == EndKind::next_month ? EndKind::open : EndKind::next_month;
  });
  requirements.add(all, "participant_absent another",
                   [](Requirement& one) { one.participant_absent = Reading::over_30; });
  for (std::size_t i = 0; i < current_law.regimes.size(); ++i) {
    const std::string place{current_law.regimes[i].id};
    const auto add = [&](std::string what, const std::function<void(OwnedRegime&)>& change) {
      all.push_back(
          {place, "document", std::move(what), [i, change](OwnedLaw& law) { change(law.regimes[i]); }});
    };
    add("another id", [](OwnedRegime& owned) { owned.regime.id = "another"; });
    add("track unknown toggled",
        [](OwnedRegime& owned) { owned.regime.track_unknown = !owned.regime.track_unknown; });
    for (std::size_t e = 0; e < words<Entry>.size(); ++e)
      if (const auto entry = static_cast<Entry>(e); entry != current_law.regimes[i].entry)
        add("entry " + std::string(word(entry)), [entry](OwnedRegime& owned) { owned.regime.entry = entry; });
    for (std::size_t s = 0; s < current_law.regimes[i].shares.size(); ++s) {
      add("share +1", [s](OwnedRegime& owned) { ++owned.shares[s].per_cent; });
      add("share of nobody", [s](OwnedRegime& owned) { owned.shares[s].holders = {}; });
    }
    if (!current_law.regimes[i].handover) continue;
    for (std::size_t a = 0; a < current_law.regimes[i].handover->admissions.size(); ++a)
      add("admission from another day", [a](OwnedRegime& owned) {
        owned.admissions[a].days = {{2020, 1, 1}, {2020, 12, 31}};
      });
  }
  for (std::size_t v = 0; v < current_law.unknown_variants.size(); ++v) {
    const auto add = [&](std::string what, const std::function<void(UnknownVariant&)>& change) {
      all.push_back({"unknown variant", "document", std::move(what),
                     [v, change](OwnedLaw& law) { change(law.unknown_variants[v]); }});
    };
    add("first municipality dropped",
        [](UnknownVariant& one) { one.municipalities = one.municipalities.subspan(1); });
    add("from +1 day", [](UnknownVariant& one) { one.days.from = one.days.from + 1; });
    add("to +1 day", [](UnknownVariant& one) { one.days.to = one.days.to + 1; });
  }
  return all;
}

} // namespace

int document() {
  OwnedLaw law{current_law};
  const std::string unchanged = law_to_json(law.law());
  if (unchanged != law_to_json()) {
    std::cout << "A copy of the law gives another document.\n";
    return 1;
  }
  const auto document_of = [&](const Mutant& mutant) {
    OwnedLaw changed = law;
    mutant.change(changed);
    return law_to_json(changed.law());
  };
  std::size_t hidden = 0;
  const auto complain = [&](const Mutant& mutant, const std::string& like) {
    ++hidden;
    std::cout << "»" << mutant.name() << "« gives the same document as " << like << '\n';
  };

  // Two changes of the tables are two laws, and so two documents. Their hashes are kept: they themselves are
  // a gigabyte.
  const std::vector<Mutant> mutants = mutants_of(current_law);
  const std::string nothing = "no change";
  const std::hash<std::string> hash;
  std::unordered_map<std::size_t, std::string> names{{hash(unchanged), nothing}};
  for (const Mutant& mutant : mutants)
    if (const auto [other, is_new] = names.emplace(hash(document_of(mutant)), "»" + mutant.name() + "«");
        !is_new)
      complain(mutant, other->second);
  const std::vector<Mutant> silent = silent_changes();
  for (const Mutant& mutant : silent)
    if (document_of(mutant) == unchanged) complain(mutant, nothing);

  std::cout << mutants.size() + silent.size() << " changes of the law, " << hidden
            << " of them not to be told by its document\n";
  return hidden == 0 ? 0 : 1;
}

} // namespace kontaktforloeb::lawcheck
