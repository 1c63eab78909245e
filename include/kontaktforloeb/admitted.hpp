#pragma once
/// @file
/// Where a-kasser take part in a trial, told by a caller, for those whose list the law's tables do not know.

#include <kontaktforloeb/error.hpp>
#include <kontaktforloeb/places.hpp>
#include <kontaktforloeb/regimes/regimes.hpp>
#include <kontaktforloeb/rule.hpp>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kontaktforloeb {

/// One list of a caller's: the municipalities in which an a-kasse takes part.
struct AdmittedFacts {
  std::string a_kasse = {};                     ///< Code or alias.
  std::vector<std::string> municipalities = {}; ///< Names or codes; at least one.
  Date from = {};                               ///< First day; unset: from the trial's first day.
  Date to = {};                                 ///< Last day, inclusive; unset: to its last.
  friend bool operator==(const AdmittedFacts&, const AdmittedFacts&) = default;
};

/// What is wrong with a caller's lists; empty when they can be used.
///
/// Refused are names that are not known, an a-kasse whose list stands in the law's tables, and a municipality
/// in which it surely does not take part.
inline std::vector<Fault> find_faults(std::span<const AdmittedFacts> lists, const Law& law = current_law) {
  std::vector<Fault> faults;
  const auto item = [](std::size_t i, std::string_view field) {
    return "admitted[" + std::to_string(i) + "]." + std::string(field);
  };
  const auto known = [&](std::string_view code) -> const Admission* {
    for (const Regime& regime : law.regimes)
      if (regime.handover)
        for (const Admission& admission : regime.handover->admissions)
          if (admission.a_kasse == code) return &admission;
    return nullptr;
  };
  for (std::size_t i = 0; i < lists.size(); ++i) {
    const AdmittedFacts& list = lists[i];
    const std::string_view code = find_a_kasse(list.a_kasse);
    const Admission* admission = known(code);
    if (list.a_kasse.empty())
      faults.push_back(Fault::missing(item(i, "a_kasse"), "the a-kasse that takes part"));
    else if (code.empty())
      faults.push_back(unknown_a_kasse(item(i, "a_kasse"), list.a_kasse));
    else if (admission == nullptr)
      faults.push_back(Fault::because(item(i, "a_kasse"), std::string(code) + " takes part in no trial"));
    else if (admission->list != AdmissionList::unknown)
      faults.push_back(Fault::because(item(i, "a_kasse"),
                                      "where " + std::string(code) + " takes part is known; leave it out"));
    if (list.municipalities.empty())
      faults.push_back(Fault::missing(item(i, "municipalities"), "at least one name or code"));
    for (std::size_t j = 0; j < list.municipalities.size(); ++j) {
      const std::string key = item(i, "municipalities") + "[" + std::to_string(j) + "]";
      const auto municipality = find_municipality(list.municipalities[j]);
      if (!municipality)
        faults.push_back(unknown_municipality(key, list.municipalities[j]));
      else if (admission != nullptr && admission->list == AdmissionList::unknown &&
               std::find(admission->municipalities.begin(), admission->municipalities.end(), *municipality) !=
                   admission->municipalities.end())
        faults.push_back(Fault::because(
            key, "is left out of the trial for every a-kasse (frikommuneforsøg II); leave it out"));
    }
    for (const auto& [day, field] : {std::pair{list.from, "from"}, std::pair{list.to, "to"}})
      if (day.is_set() && (day < first_day || day > last_day))
        faults.push_back(Fault::outside_calendar(item(i, field), day));
    if (list.from.is_set() && list.to.is_set() && list.to < list.from)
      faults.push_back(Fault::reversed(item(i, "to"), list.from, list.to));
  }
  return faults;
}

/// A caller's lists as the engine reads them; `AssessOptions::admissions` takes `view()`.
class AdmittedLists {
public:
  /// No lists.
  AdmittedLists() = default;
  /// Lists without faults; throws CourseError with all of them.
  explicit AdmittedLists(std::vector<AdmittedFacts> lists, const Law& law = current_law)
      : facts_(std::move(lists)) {
    if (auto faults = find_faults(facts_, law); !faults.empty()) throw CourseError(std::move(faults));
    codes_.reserve(facts_.size());
    for (const AdmittedFacts& list : facts_) {
      std::vector<std::uint16_t>& codes = codes_.emplace_back();
      for (const std::string& name : list.municipalities) codes.push_back(*find_municipality(name));
      std::sort(codes.begin(), codes.end());
    }
    for (std::size_t i = 0; i < facts_.size(); ++i)
      rows_.push_back({find_a_kasse(facts_[i].a_kasse),
                       AdmissionList::only,
                       codes_[i],
                       {"Told by the caller", {}, {}, Evidence::inferred},
                       {facts_[i].from, facts_[i].to}});
  }
  /// A copy with rows of its own.
  AdmittedLists(const AdmittedLists& other) : AdmittedLists(other.facts_) {}
  /// Takes over another's lists.
  AdmittedLists(AdmittedLists&&) noexcept = default;
  /// Takes the other's lists in place of its own.
  AdmittedLists& operator=(AdmittedLists other) noexcept {
    std::swap(facts_, other.facts_);
    std::swap(codes_, other.codes_);
    std::swap(rows_, other.rows_);
    return *this;
  }
  ~AdmittedLists() = default;

  /// The lists as given.
  [[nodiscard]] const std::vector<AdmittedFacts>& facts() const { return facts_; }
  /// The lists for `AssessOptions::admissions`; valid as long as this object lives and is not assigned to.
  [[nodiscard]] std::span<const Admission> view() const { return rows_; }
  /// Whether two say the same.
  friend bool operator==(const AdmittedLists& a, const AdmittedLists& b) { return a.facts_ == b.facts_; }

private:
  std::vector<AdmittedFacts> facts_;
  std::vector<std::vector<std::uint16_t>> codes_;
  std::vector<Admission> rows_;
};

} // namespace kontaktforloeb
