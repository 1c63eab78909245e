#pragma once
// The four checks of the law's tables; each prints what it finds and returns the exit status, 0 or 1.

#include "support/cases.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kontaktforloeb::lawcheck {

/// Whether the cases reach every rule, met and broken, and tell the values of every reading apart.
int coverage(const std::vector<cases::Case>& all);

/// How the changes of the law are tried.
struct MutantOptions {
  bool sample = false; ///< Every fourth only.
  bool list = false;   ///< Name them, try none.
  std::string only;    ///< Those whose name has this text in it.
};

/// Whether each small change of the tables is noticed by a case.
int mutants(const std::vector<cases::Case>& all, const MutantOptions& options);

/// Whether each small change of the tables gives a document of the law of its own, and each change of a text
/// or a source another one.
int document();

/// Writes which source stands behind each rule and which cases exercise it, or compares with what is there.
int traceability(const std::vector<cases::Case>& all, const std::filesystem::path& file, bool check);

} // namespace kontaktforloeb::lawcheck
