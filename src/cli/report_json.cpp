#include "formats.hpp"

#include <nlohmann/json.hpp>

namespace kontaktforloeb::cli {

std::string json_report(const ReportView& view) {
  std::string document = to_json(view.report, view.language);
  if (view.suppressions.empty()) return document;
  using Json = nlohmann::ordered_json;
  Json suppressed = Json::array();
  for (std::size_t c = 0; c < view.report.courses.size(); ++c)
    for (std::size_t f = 0; f < view.suppressions[c].size(); ++f)
      if (const Suppression why = view.suppression(c, f); why != Suppression::none)
        suppressed.push_back(
            {{"course", c}, {"finding", f}, {"by", why == Suppression::baseline ? "baseline" : "ignore"}});
  Json json = Json::parse(document);
  json["suppressed"] = std::move(suppressed);
  return json.dump(2) + '\n';
}

} // namespace kontaktforloeb::cli
