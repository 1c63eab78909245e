#include "cli.hpp"
#include "describe.hpp"
#include "report_view.hpp"

#include <fmt/format.h>

#include <iterator>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace kontaktforloeb::cli {
namespace {

/// A rule or a reading.
struct Found {
  const Rule* rule = nullptr;
  const Regime* regime = nullptr;
  const Requirement* requirement = nullptr;
  std::optional<Reading> reading = {};
};

Found find(std::string_view id) {
  std::vector<std::string_view> ids;
  Found found;
  for_each_rule([&](const Rule& rule, const Regime* regime, const Requirement* requirement) {
    ids.push_back(rule.id);
    if (rule.id == id) found = {&rule, regime, requirement, {}};
  });
  for (const ReadingInfo& known : reading_ids) ids.push_back(known.id);
  found.reading = find_reading(id);
  if (found.rule == nullptr && !found.reading) {
    const std::string guess = nearest(id, ids);
    throw UsageError(fmt::format("unknown rule or reading '{}'{}; `kontaktforloeb rules` lists them all", id,
                                 guess.empty() ? "" : fmt::format("; did you mean '{}'?", guess)));
  }
  return found;
}

/// Rows of names and texts, the names in one column.
class Sheet {
public:
  explicit Sheet(Language language) : language_(language) {}

  [[nodiscard]] std::string_view say(std::string_view da, std::string_view en) const {
    return language_ == Language::da ? da : en;
  }
  [[nodiscard]] std::string_view say(const Text& text) const { return in(language_, text); }

  void title(std::string_view id, const Text& sentence) {
    fmt::format_to(std::back_inserter(out_), "{}\n  {}\n\n", id, say(sentence));
  }
  void row(std::string_view name, std::string_view value) {
    if (!value.empty()) fmt::format_to(std::back_inserter(out_), "  {:<14}{}\n", name, value);
  }
  void gap() { out_ += '\n'; }
  void source(std::string_view name, const Basis& basis) {
    row(name, fmt::format("{} ({})", basis.source, word(basis.evidence)));
    row("", basis.url);
    if (!basis.quote.empty()) row("", fmt::format("»{}«", basis.quote));
  }

  std::string text() && { return std::move(out_); }

private:
  Language language_;
  std::string out_;
};

std::string explain_rule(const Found& found, Language language) {
  Sheet sheet{language};
  const Rule& rule = *found.rule;
  sheet.title(rule.id, rule.text);
  sheet.row("regime", found.regime != nullptr ? found.regime->id : "");
  for (const Row& row : rows_of(rule, found.regime, found.requirement, language))
    sheet.row(row.name, row.under ? fmt::format("{}={}: {}", info(row.under->reading).id,
                                                info(row.under->reading).values[row.under->value], row.text)
                                  : row.text);
  const auto with_source = [](std::string_view text, const Basis& basis) {
    return fmt::format("{} ({}, {})", text, basis.source, word(basis.evidence));
  };
  if (found.regime != nullptr && found.regime->handover && rule.id == found.regime->handover->rule.id) {
    for (const EndRule& end : found.regime->handover->ends)
      sheet.row(sheet.say("slutter ved", "ends with"),
                with_source(fmt::format("{}: {}", word(end.event), end_in_words(end, language)), end.basis));
    for (const Admission& admission : found.regime->handover->admissions)
      sheet.row(sheet.say("kommuner", "municipalities"),
                with_source(fmt::format("{}: {}", admission.a_kasse, admission_in_words(admission, language)),
                            admission.basis));
  }
  if (found.regime != nullptr && rule.id == found.regime->form.rule.id)
    for (const FormRow& form : found.regime->form.rows)
      sheet.row(sheet.say("former", "forms"),
                with_source(fmt::format("{}: {}", dates_in_words(form.days, language),
                                        forms_in_words(form, language)),
                            form.basis));
  for (const Reading reading : rule.readings) {
    sheet.row(sheet.say("læsning", "reading"),
              fmt::format("{}: {}", info(reading).id, values_in_words(reading, language)));
  }
  for (const Basis& basis : rule.basis) {
    sheet.gap();
    sheet.source(sheet.say("kilde", "source"), basis);
  }
  return std::move(sheet).text();
}

std::string explain_reading(Reading reading, Language language) {
  Sheet sheet{language};
  const ReadingInfo& known = info(reading);
  const OpenQuestion& open = current_law.readings[static_cast<std::size_t>(reading)];
  sheet.title(known.id, open.question);
  for (std::size_t i = 0; i < known.size(); ++i)
    sheet.row(sheet.say("værdi", "value"),
              fmt::format("{}{}: {}", known.values[i], i == 0 ? sheet.say(" (standard)", " (default)") : "",
                          sheet.say(open.values[i])));
  sheet.row(sheet.say("standarden", "default"),
            open.supported_by.empty() ? fmt::format("{} ({})", sheet.say(open.support), word(open.evidence()))
                                      : std::string(sheet.say(open.support)));
  const std::vector<const Rule*> users = users_of(reading);
  if (users.empty())
    sheet.row(sheet.say("bruges af", "used by"),
              sheet.say("ingen regel i denne version", "no rule in this version"));
  for (const Rule* rule : users) sheet.row(sheet.say("bruges af", "used by"), rule->id);
  for (const Basis& basis : open.at_issue) {
    sheet.gap();
    sheet.source(sheet.say("ordene", "at issue"), basis);
  }
  for (const Basis& basis : open.supported_by) {
    sheet.gap();
    sheet.source(sheet.say("støtte", "support"), basis);
  }
  return std::move(sheet).text();
}

} // namespace

void add_explain(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("explain", "Explain one rule or reading in full");
  struct Arguments {
    std::string id;
    Language language = Language::en;
  };
  auto arguments = std::make_shared<Arguments>();
  command->add_option("RULE", arguments->id, "The id of a rule or a reading, as `rules` prints it")
      ->required();
  add_language(*command, arguments->language);
  command->callback([arguments, &status] {
    const Found found = find(arguments->id);
    write_output(found.rule != nullptr ? explain_rule(found, arguments->language)
                                       : explain_reading(*found.reading, arguments->language));
    status = fine;
  });
}

} // namespace kontaktforloeb::cli
