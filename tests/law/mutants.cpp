// Tries every small change of the law's tables and names the case that notices it.

#include "checks.hpp"
#include "expectation.hpp"
#include "mutations.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <iostream>
#include <map>
#include <numeric>
#include <optional>
#include <thread>
#include <utility>

namespace kontaktforloeb::lawcheck {
namespace {

constexpr std::size_t sample_step = 4;
constexpr std::size_t thread_count = 2;

/// A case with what tells how near it is to a change.
struct Probe {
  const cases::Case* one;
  Expectation expected;
};

/// Whether a case comes out otherwise than expected.
bool notices(const Probe& probe, const Law& law) {
  try {
    if (probe.one->is_no_course()) return !cases::differences(*probe.one, law).empty();
    // What is contested takes longest to find out; most cases do not ask.
    return !cases::differences(*probe.one, cases::judge(*probe.one, law, probe.expected.contested)).empty();
  } catch (const std::exception&) {
    return true; // under this law it is no course any more, or leads to days beyond the calendar
  }
}

/// Cases that speak of the changed place first, then those of its regime: most changes are noticed soon.
std::vector<std::size_t> order_for(const std::vector<Probe>& probes, std::string_view place) {
  const auto distance = [&](std::size_t i) {
    const auto near = [&](std::string_view part) {
      return [part](std::string_view rule) { return rule == part || regime_of(rule) == part; };
    };
    const auto& rules = probes[i].expected.rules;
    if (rules.contains(place)) return 0;
    if (probes[i].expected.regime == regime_of(place)) return 1;
    return std::any_of(rules.begin(), rules.end(), near(regime_of(place))) ? 1 : 2;
  };
  std::vector<std::size_t> order(probes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return distance(a) < distance(b); });
  return order;
}

/// The first case that notices a change, or nothing.
const cases::Case* killer(const std::vector<Probe>& probes, const OwnedLaw& law, const Mutant& mutant) {
  OwnedLaw changed = law;
  mutant.change(changed);
  const Law& now = changed.law();
  for (const std::size_t i : order_for(probes, mutant.place))
    if (notices(probes[i], now)) return probes[i].one;
  return nullptr;
}

const Equivalent* equivalent_of(const Mutant& mutant) {
  for (const Equivalent& equivalent : equivalents())
    if (fits(mutant.name(), equivalent.name)) return &equivalent;
  return nullptr;
}

std::vector<Mutant> chosen(const MutantOptions& options) {
  std::vector<Mutant> all = mutants_of(current_law);
  std::vector<Mutant> some;
  for (std::size_t i = 0; i < all.size(); ++i)
    if ((!options.sample || i % sample_step == 0) &&
        (options.only.empty() || all[i].name().find(options.only) != std::string::npos))
      some.push_back(std::move(all[i]));
  return some;
}

int list(const std::vector<Mutant>& all) {
  for (const Mutant& mutant : all) {
    const Equivalent* equivalent = equivalent_of(mutant);
    std::cout << mutant.name();
    if (equivalent != nullptr) std::cout << "  (equivalent: " << equivalent->why << ')';
    std::cout << '\n';
  }
  std::cout << all.size() << " mutants\n";
  return 0;
}

/// Entries of the table of equivalents that no mutant bears.
std::vector<std::string> stale_equivalents() {
  const std::vector<Mutant> all = mutants_of(current_law);
  std::vector<std::string> stale;
  for (const Equivalent& equivalent : equivalents())
    if (std::none_of(all.begin(), all.end(),
                     [&](const Mutant& mutant) { return fits(mutant.name(), equivalent.name); }))
      stale.push_back("No mutant is called »" + std::string(equivalent.name) +
                      "«; take it out of the equivalents.");
  return stale;
}

} // namespace

int mutants(const std::vector<cases::Case>& all, const MutantOptions& options) {
  const std::vector<Mutant> tried = chosen(options);
  if (options.list) return list(tried);

  // Only cases that hold without any change can notice one.
  OwnedLaw law{current_law};
  const Law& unchanged = law.law();
  std::vector<Probe> probes;
  std::vector<std::string> complaints = stale_equivalents();
  for (const cases::Case& one : all) {
    Probe probe{&one, Expectation{one}};
    if (notices(probe, unchanged))
      complaints.push_back("The case »" + one.title() + "« fails without any change; it was left out.");
    else
      probes.push_back(std::move(probe));
  }

  std::vector<const cases::Case*> killers(tried.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < tried.size(); i = next++) killers[i] = killer(probes, law, tried[i]);
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < thread_count; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();

  struct Count {
    int tried = 0, survived = 0;
  };
  std::map<std::string, Count> kinds;
  std::vector<std::string> survivors;
  std::size_t without_effect = 0;
  for (std::size_t i = 0; i < tried.size(); ++i) {
    const Mutant& mutant = tried[i];
    const std::string name = mutant.name();
    if (equivalent_of(mutant) != nullptr) {
      ++without_effect;
      if (killers[i] != nullptr)
        complaints.push_back("»" + name + "« is listed as equivalent, but »" + killers[i]->title() +
                             "« notices it.");
      continue;
    }
    Count& kind = kinds[mutant.kind];
    ++kind.tried;
    if (killers[i] != nullptr) {
      std::cout << name << " -> " << killers[i]->title() << '\n';
    } else {
      ++kind.survived;
      survivors.push_back(name);
    }
  }

  std::cout << "\nKinds of change: tried, not noticed\n";
  for (const auto& [kind, count] : kinds)
    std::cout << "  " << kind << ": " << count.tried << ", " << count.survived << '\n';
  if (!survivors.empty()) std::cout << "\nNo case notices\n";
  for (const std::string& name : survivors) std::cout << "  " << name << '\n';
  if (!complaints.empty()) std::cout << '\n';
  for (const std::string& line : complaints) std::cout << line << '\n';
  std::cout << '\n'
            << tried.size() << " mutants, " << without_effect << " of them equivalent, " << survivors.size()
            << " survive " << probes.size() << " cases\n";
  return survivors.empty() && complaints.empty() ? 0 : 1;
}

} // namespace kontaktforloeb::lawcheck
