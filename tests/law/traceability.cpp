// Writes docs/traceability.md: from a source's sentence to the rule to the cases.

#include "checks.hpp"
#include "expectation.hpp"

#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

namespace kontaktforloeb::lawcheck {
namespace {

constexpr std::string_view no_case = "No case.";

class Page {
public:
  explicit Page(const std::vector<cases::Case>& all) : cases_(all) {
    for (const cases::Case& one : all) expected_.emplace_back(one);
  }

  std::string write() {
    out_ << "# Traceability\n\n"
            "From the sentence of a source to the rule to the cases that exercise it. "
            "Written by `make traceability`; do not edit.\n"
            "Grades of evidence, the surest first";
    std::string_view comma = ": ";
    for (const std::string_view grade : words<Evidence>) {
      out_ << comma << grade;
      comma = ", ";
    }
    out_ << ".\n";
    for (const Regime& regime : current_law.regimes) {
      out_ << "\n## " << regime.name.en << " (`" << regime.id << "`)\n";
      for (const Requirement& requirement : regime.requirements) add(requirement.rule);
      for_each_other_rule(regime, [&](const Rule& rule) { add(rule, why_no_case(regime, rule)); });
    }
    out_ << "\n## How time is counted\n\n";
    for (const Basis& basis : current_law.time.basis) add(basis);
    add(current_law.time.observed);
    add_rows();
    return out_.str();
  }

private:
  /// »words« — [source](address), grade.
  void add(const Basis& basis, const std::string& row = {}) {
    out_ << "* ";
    if (!row.empty()) out_ << row << ": ";
    if (!basis.quote.empty()) out_ << "»" << basis.quote << "« — ";
    if (basis.url.empty())
      out_ << basis.source;
    else
      out_ << '[' << basis.source << "](" << basis.url << ')';
    out_ << ", " << word(basis.evidence) << '\n';
  }

  /// What stands in the place of cases where there are none.
  static std::string_view why_no_case(const Regime& regime, const Rule& rule) {
    for (const Share& share : regime.shares)
      if (&rule == &share.rule) return "It is about many persons together: one course has no finding of it.";
    return no_case;
  }

  void add(const Rule& rule, std::string_view why_none = no_case) {
    out_ << "\n### `" << rule.id << "`\n\n" << rule.text.en << "\n\n";
    for (const Basis& basis : rule.basis) add(basis);
    std::string list, suite;
    std::size_t count = 0;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      const cases::Case& one = cases_[i];
      if (!expected_[i].speaks_of(rule)) continue;
      const std::string here = "* [" + one.suite + "](../" + one.file + ")\n";
      if (here != suite) list += here;
      suite = here;
      list += "  * " + one.name + "\n";
      ++count;
    }
    if (count == 0)
      out_ << '\n' << why_none << '\n';
    else
      out_ << '\n' << count << (count == 1 ? " case:\n\n" : " cases:\n\n") << list;
  }

  static std::string days(const DateRange& range) {
    return (range.from.is_set() ? range.from.iso() : "always") + " to " +
           (range.to.is_set() ? range.to.iso() : "further notice");
  }

  /// Rows of tables that have a source of their own.
  void add_rows() {
    out_ << "\n## Rows with a source of their own\n";
    out_ << "\n### Days that count on no hour clock\n\n";
    for (const DeadPeriod& row : current_law.time.dead_periods) add(row.basis, days(row.days));
    out_ << "\n### A month's hours\n\n";
    for (const MonthNorm& row : current_law.time.norms) add(row.basis, "from " + row.from.iso());
    out_ << "\n### Suspensions of the effort\n\n";
    for (const Suspension& row : current_law.suspensions) add(row.basis, days(row.days));
    out_ << "\n### The national law by date\n\n";
    for (const NationalPeriod& row : current_law.national)
      add(row.basis, "`" + std::string(row.id) + "` " + days(row.valid));
    add_forms();
    add_exemptions();
    for (const Regime& regime : current_law.regimes) {
      if (!regime.handover) continue;
      out_ << "\n### Ends and admissions of `" << regime.id << "`\n\n";
      for (const EndRule& row : regime.handover->ends) add(row.basis, std::string(word(row.event)));
      for (const Admission& row : regime.handover->admissions) add(row.basis, std::string(row.a_kasse));
    }
  }

  /// One table of forms begins with the rows of another: each row is written once.
  void add_forms() {
    out_ << "\n### Forms by date\n\n";
    std::set<std::string> written;
    for (const Regime& regime : current_law.regimes)
      for (const FormRow& row : regime.form.rows)
        if (written.insert(days(row.days)).second) add(row.basis, days(row.days));
  }

  /// Regimes that share a table of exemptions stand together.
  void add_exemptions() {
    std::set<const Exemption*> written;
    for (const Regime& regime : current_law.regimes) {
      const auto table = regime.exemptions;
      if (table.empty() || !written.insert(table.data()).second) continue;
      out_ << "\n### Exemptions of";
      std::string_view comma = " ";
      for (const Regime& other : current_law.regimes) {
        if (other.exemptions.data() != table.data()) continue;
        out_ << comma << '`' << other.id << '`';
        comma = ", ";
      }
      out_ << "\n\n";
      for (const Exemption& row : table) add(row.basis, std::string(word(row.reason)));
    }
  }

  const std::vector<cases::Case>& cases_;
  std::vector<Expectation> expected_;
  std::ostringstream out_;
};

} // namespace

int traceability(const std::vector<cases::Case>& all, const std::filesystem::path& file, bool check) {
  const std::string page = Page{all}.write();
  if (!check) {
    std::ofstream stream{file, std::ios::binary};
    stream << page;
    stream.flush();
    if (stream) return 0;
    std::cerr << file.string() << " cannot be written.\n";
    return 1;
  }
  std::ifstream stream{file, std::ios::binary};
  std::ostringstream text;
  text << stream.rdbuf();
  if (stream && text.str() == page) return 0;
  std::cerr << "docs/traceability.md does not fit the law and the cases; run `make traceability`.\n";
  return 1;
}

} // namespace kontaktforloeb::lawcheck
