#include "fact_reader.hpp"
#include "tree_reader.hpp"

#include <kontaktforloeb/admitted_file.hpp>

#include <set>
#include <utility>

namespace kontaktforloeb {
namespace io {
namespace {

class AdmittedReader : TreeReader {
public:
  AdmittedReader(const Node& root, std::string file, std::vector<Fault> before)
      : TreeReader(std::move(before)), root_(root), file_(std::move(file)) {}

  AdmittedFile run() {
    static constexpr std::string_view keys[] = {"schema", "admitted"};
    if (mapping(root_, "", keys, "lists, that is a mapping with 'schema' and 'admitted'")) {
      schema(root_, admitted_schema_id);
      if (present(root_, "admitted") == nullptr)
        fault(Fault::missing("admitted", "a list of a-kasser with their municipalities"), root_.position);
      list(root_, "", "admitted", [&](const Node& node, const std::string& path) { read_list(node, path); });
      // What could not be read is told already; its absence is no second fault.
      std::set<std::string, std::less<>> told;
      for (const Fault& fault : faults) told.insert(fault.key);
      for (Fault& problem : find_faults(lists_)) {
        const auto at = told.lower_bound(problem.key);
        if (at != told.end() && at->starts_with(problem.key)) continue;
        const Position position = root_.position_of(problem.key);
        fault(std::move(problem), position);
      }
    }
    AdmittedFile result;
    if (faults.empty())
      result.lists = AdmittedLists{std::move(lists_)};
    else
      result.faults = faults_in_order(file_);
    return result;
  }

private:
  void read_list(const Node& node, const std::string& path) {
    static constexpr std::string_view keys[] = {"a_kasse", "municipalities", "from", "to"};
    AdmittedFacts& facts = lists_.emplace_back();
    if (!mapping(node, path, keys, "a mapping with 'a_kasse' and 'municipalities'")) return;
    text(node, path, "a_kasse", facts.a_kasse);
    list(node, path, "municipalities", [&](const Node& name, const std::string& where) {
      text(name, where, facts.municipalities.emplace_back());
    });
    date(node, path, "from", facts.from);
    date(node, path, "to", facts.to);
  }

  const Node& root_;
  std::string file_;
  std::vector<AdmittedFacts> lists_;
};

} // namespace
} // namespace io

AdmittedFile read_admitted(std::string_view text, TextFormat format, const std::string& file) {
  io::Parsed parsed = io::parse(text, format);
  if (parsed.root) return io::AdmittedReader{*parsed.root, file, std::move(parsed.faults)}.run();
  AdmittedFile result;
  result.faults = std::move(parsed.faults);
  for (Fault& fault : result.faults) fault.file = file;
  return result;
}

AdmittedFile read_admitted_file(const std::filesystem::path& path) {
  std::string problem;
  if (const auto text = read_text(path, problem)) return read_admitted(*text, format_of(path), path.string());
  AdmittedFile result;
  result.faults.push_back(Fault::because({}, problem));
  result.faults.back().file = path.string();
  return result;
}

} // namespace kontaktforloeb
