#include "applicable.hpp"
#include "cli.hpp"
#include "describe.hpp"
#include "law_page.hpp"

#include <fmt/format.h>

#include <iterator>
#include <memory>
#include <span>

namespace kontaktforloeb::cli {
namespace {

enum class LawFormat : std::uint8_t { text, json, markdown };

struct RulesArguments {
  std::string regime;
  Where where;
  LawFormat format = LawFormat::text;
  Language language = Language::en;
};

/// The catalogue for reading, as plain text.
class Catalogue {
public:
  explicit Catalogue(Language language) : da_(language == Language::da), language_(language) {}

  void add(const Regime& regime) {
    line("{} ({})\n", in(language_, regime.name), regime.id);
    for (const Row& row : rows_of(regime, language_)) line("{:<16}{}", row.name, row.text);
    out_ += '\n';
    for (const Requirement& requirement : regime.requirements) add(requirement.rule, regime, &requirement);
    for_each_other_rule(regime, [&](const Rule& rule) { add(rule, regime, nullptr); });
    out_ += '\n';
  }

  void add(std::span<const OpenQuestion> readings) {
    line("{}\n", da_ ? "Læsninger" : "Readings");
    for (const OpenQuestion& open : readings)
      line("  {}\n      {}\n      {}", info(open.reading).id, in(language_, open.question),
           values_in_words(open.reading, language_));
  }

  [[nodiscard]] const std::string& text() const { return out_; }

private:
  template <class... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }

  /// The sentence says most of it; of the rest, when and on what condition.
  void add(const Rule& rule, const Regime& regime, const Requirement* requirement) {
    const Basis& basis = rule.basis.front();
    line("  {}\n      {}", rule.id, in(language_, rule.text));
    if (requirement != nullptr) {
      line("      {}: {}", da_ ? "vindue" : "window", window_in_words(*requirement, regime, language_));
      for (const std::string& condition : conditions_in_words(*requirement, language_))
        line("      {}: {}", da_ ? "betingelse" : "condition", condition);
    } else if (regime.handover && rule.id == regime.handover->rule.id) {
      line("      {}: {}", da_ ? "vindue" : "window",
           bound_in_words(regime.handover->window.bound, language_));
    }
    line("      {}: {} ({})", da_ ? "kilde" : "source", basis.source, word(basis.evidence));
  }

  bool da_;
  Language language_;
  std::string out_;
};

} // namespace

void add_rules(CLI::App& app, int& status) {
  CLI::App* command =
      app.add_subcommand("rules", "Print the law as encoded: rules, windows, sources, evidence");
  auto arguments = std::make_shared<RulesArguments>();
  auto* only = add_text(*command, "--regime", arguments->regime, "Only this regime", "ID");
  add_choice<LawFormat>(
      *command, "--format", arguments->format, "Format (default text)",
      {{"text", LawFormat::text}, {"json", LawFormat::json}, {"markdown", LawFormat::markdown}});
  add_language(*command, arguments->language);
  Where& where = arguments->where;
  auto* on =
      add_text(*command, "--on", where.on,
               "Say which regimes hold for a benefit period that begins on this day, and why", "YYYY-MM-DD")
          ->excludes(only);
  add_text(*command, "--a-kasse", where.a_kasse, "With --on: for members of this a-kasse", "NAME")->needs(on);
  add_text(*command, "--municipality", where.municipality, "With --on: for those who live there", "NAME")
      ->needs(on);
  add_text(*command, "--admitted", where.admitted,
           "With --on: where a-kasser take part in the trial whose list is not known", "FILE")
      ->needs(on);
  command->callback([arguments, &status] {
    if (!arguments->where.on.empty()) {
      const Answer answer = arguments->format == LawFormat::json
                                ? applicable_as_json(arguments->where)
                                : applicable_as_text(arguments->where, arguments->language,
                                                     arguments->format == LawFormat::markdown);
      write_output(answer.document);
      status = answer.status;
      return;
    }
    if (!arguments->regime.empty()) need_regime(arguments->regime);
    switch (arguments->format) {
    case LawFormat::json:
      write_output(law_to_json(current_law, arguments->regime));
      break;
    case LawFormat::markdown:
      write_output(law_page(current_law, arguments->regime, arguments->language));
      break;
    case LawFormat::text: {
      Catalogue catalogue{arguments->language};
      for (const Regime& regime : current_law.regimes)
        if (arguments->regime.empty() || regime.id == arguments->regime) catalogue.add(regime);
      if (arguments->regime.empty()) catalogue.add(current_law.readings);
      write_output(catalogue.text());
      break;
    }
    }
    status = fine;
  });
}

} // namespace kontaktforloeb::cli
