#pragma once
// What the fuzzers share: a promise that a course has broken ends the run with a word about it.

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

inline void must(bool holds, std::string_view what, const std::string& about = {}) {
  if (holds) return;
  std::fprintf(stderr, "broken: %.*s: %s\n", static_cast<int>(what.size()), what.data(), about.c_str());
  std::abort();
}
