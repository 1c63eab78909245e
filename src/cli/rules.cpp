#include "cli.hpp"
#include "describe.hpp"

#include <fmt/format.h>

#include <iterator>
#include <memory>

namespace kontaktforloeb::cli {
namespace {

enum class Format : std::uint8_t { text, json, markdown };

struct RulesArguments {
  std::string regime;
  Format format = Format::text;
  Language language = Language::en;
};

/// The catalogue for reading, as plain text or Markdown.
class Catalogue {
public:
  Catalogue(Language language, bool markdown)
      : da_(language == Language::da), language_(language), markdown_(markdown) {}

  void regime(const Regime& regime) {
    line(markdown_ ? "## {} (`{}`)" : "{} ({})", in(language_, regime.name), regime.id);
    line("");
    std::string facts =
        fmt::format("{} {}", da_ ? "Gælder" : "Valid", dates_in_words(regime.valid, language_));
    if (regime.known_until.is_set())
      facts += fmt::format("; {} {}", da_ ? "følgerne kendt til" : "consequences known until",
                           regime.known_until.iso());
    if (const auto all = obligations(regime))
      facts +=
          fmt::format("; {} {}, {} {} {}", *all, da_ ? "samtaler" : "conversations",
                      da_ ? "mindst" : "at least", *minimum_meetings(regime), da_ ? "møder" : "meetings");
    line("{}.", facts);
    if (regime.coverage) line("{}", in(language_, regime.coverage->text));
    if (regime.merging && !regime.merging->pairs.empty()) {
      std::string pairs;
      for (const Pair& pair : regime.merging->pairs)
        pairs += fmt::format("{}{} + {}", pairs.empty() ? "" : ", ", in_words(pair[0]), in_words(pair[1]));
      line("{}: {}.", da_ ? "Må slås sammen" : "May be merged", pairs);
    }
    line("");
    if (markdown_) {
      line("| {} | {} | {} | {} |", da_ ? "regel" : "rule", da_ ? "hvad" : "what", da_ ? "vindue" : "window",
           da_ ? "kilde" : "source");
      line("|---|---|---|---|");
    }
    for (const Requirement& requirement : regime.requirements)
      rule(requirement.rule, window_in_words(requirement, regime, language_));
    for_each_other_rule(regime, [&](const Rule& other) {
      const bool handover = regime.handover && other.id == regime.handover->rule.id;
      rule(other, handover ? bound_in_words(regime.handover->window.bound, language_) : std::string{});
    });
    line("");
  }

  [[nodiscard]] const std::string& text() const { return out_; }

private:
  template <class... Arguments>
  void line(std::string_view format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), fmt::runtime(format), std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }

  void rule(const Rule& rule, const std::string& window) {
    const Basis& basis = rule.basis.front();
    const std::string source = markdown_ && !basis.url.empty()
                                   ? fmt::format("[{}]({})", basis.source, basis.url)
                                   : std::string(basis.source);
    if (markdown_) {
      line("| `{}` | {} | {} | {} ({}) |", rule.id, in(language_, rule.text), window, source,
           word(basis.evidence));
      return;
    }
    line("  {}", rule.id);
    line("      {}", in(language_, rule.text));
    if (!window.empty()) line("      {}: {}", da_ ? "vindue" : "window", window);
    line("      {}: {} ({})", da_ ? "kilde" : "source", source, word(basis.evidence));
  }

  bool da_;
  Language language_;
  bool markdown_;
  std::string out_;
};

} // namespace

void add_rules(CLI::App& app, int& status) {
  CLI::App* command =
      app.add_subcommand("rules", "Print the law as encoded: rules, windows, sources, evidence");
  auto arguments = std::make_shared<RulesArguments>();
  add_text(*command, "--regime", arguments->regime, "Only this regime", "ID");
  add_choice<Format>(*command, "--format", arguments->format, "Format (default text)",
                     {{"text", Format::text}, {"json", Format::json}, {"markdown", Format::markdown}});
  add_language(*command, arguments->language);
  command->callback([arguments, &status] {
    if (!arguments->regime.empty()) need_regime(arguments->regime);
    if (arguments->format == Format::json) {
      write_output(law_to_json(current_law, arguments->regime));
    } else {
      Catalogue catalogue{arguments->language, arguments->format == Format::markdown};
      for (const Regime& regime : current_law.regimes)
        if (arguments->regime.empty() || regime.id == arguments->regime) catalogue.regime(regime);
      write_output(catalogue.text());
    }
    status = fine;
  });
}

} // namespace kontaktforloeb::cli
