#pragma once
// Every small change of the law's tables that the cases must notice, made by loops over the tables.

#include "owned_law.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb::lawcheck {

/// One change of the law.
struct Mutant {
  std::string place;                     ///< Rule id, regime id or table that it changes.
  std::string kind;                      ///< What sort of change it is.
  std::string what;                      ///< The change.
  std::function<void(OwnedLaw&)> change; ///< Makes it.

  [[nodiscard]] std::string name() const { return place + ": " + what; }
};

/// A change that no case can notice, and why.
struct Equivalent {
  std::string_view name; ///< Name of the mutant; `*` stands for any text.
  std::string_view why;  ///< Why it changes nothing.
};

/// All changes of `law`, one table after the other.
std::vector<Mutant> mutants_of(const Law& law);

/// The changes among them that change nothing.
std::span<const Equivalent> equivalents();

/// Whether a name fits a pattern in which `*` stands for any text.
bool fits(std::string_view name, std::string_view pattern);

} // namespace kontaktforloeb::lawcheck
