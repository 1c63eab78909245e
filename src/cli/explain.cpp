#include "cli.hpp"
#include "describe.hpp"
#include "report_view.hpp"

#include <fmt/format.h>

#include <iterator>
#include <memory>

namespace kontaktforloeb::cli {
namespace {

struct Found {
  const Rule* rule = nullptr;
  const Regime* regime = nullptr;
  const Requirement* requirement = nullptr;
};

Found find_rule(std::string_view id) {
  std::vector<std::string_view> ids;
  Found found;
  for_each_rule([&](const Rule& rule, const Regime* regime, const Requirement* requirement) {
    ids.push_back(rule.id);
    if (rule.id == id) found = {&rule, regime, requirement};
  });
  if (found.rule == nullptr) {
    const std::string guess = nearest(id, ids);
    throw UsageError(fmt::format("unknown rule '{}'{}; `kontaktforloeb rules` lists those of every regime",
                                 id, guess.empty() ? "" : fmt::format("; did you mean '{}'?", guess)));
  }
  return found;
}

std::string explain(const Found& found, Language language) {
  const bool da = language == Language::da;
  std::string out;
  const auto row = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) fmt::format_to(std::back_inserter(out), "  {:<14}{}\n", name, value);
  };
  const Rule& rule = *found.rule;
  fmt::format_to(std::back_inserter(out), "{}\n  {}\n\n", rule.id, in(language, rule.text));
  row("regime", found.regime != nullptr ? found.regime->id : "");
  row(da ? "slags" : "kind", word(rule.kind));
  if (const Requirement* requirement = found.requirement) {
    row(da ? "samtale" : "conversation", in_words(requirement->conversation));
    row(da ? "holdes af" : "holder", word(requirement->holder));
    if (requirement->participant) row(da ? "deltager" : "takes part", word(*requirement->participant));
    row(da ? "antal" : "count", std::to_string(requirement->count));
    row(da ? "vindue" : "window", window_in_words(*requirement, *found.regime, language));
    for (const auto* end : {&requirement->window.from, &requirement->window.to})
      for (const BoundUnder& under : end->under)
        row("", fmt::format("{}: {}",
                            fmt::format("{}={}", info(under.when.reading).id,
                                        info(under.when.reading).values[under.when.value]),
                            bound_in_words(under.bound, language)));
  }
  if (found.regime != nullptr && found.regime->merging && rule.id == found.regime->merging->rule.id)
    for (const Pair& pair : found.regime->merging->pairs)
      row(da ? "må slås sammen" : "may be merged",
          fmt::format("{} + {}", in_words(pair[0]), in_words(pair[1])));
  if (found.regime != nullptr && found.regime->handover && rule.id == found.regime->handover->rule.id) {
    row(da ? "vindue" : "window", bound_in_words(found.regime->handover->window.bound, language));
    for (const EndRule& end : found.regime->handover->ends)
      row(da ? "slutter ved" : "ends with",
          fmt::format("{} -> {} ({}, {})", word(end.event), word(end.reason), end.basis.source,
                      word(end.basis.evidence)));
  }
  if (found.regime != nullptr && rule.id == found.regime->form.rule.id)
    for (const FormRow& form : found.regime->form.rows) {
      std::string remote;
      for (std::size_t i = 0; i < words<Form>.size(); ++i)
        if ((static_cast<unsigned>(form.remote) >> i & 1u) != 0)
          remote += fmt::format("{}{}", remote.empty() ? "" : ", ", words<Form>[i]);
      if (form.suspended)
        remote = da ? "indsatsen er suspenderet" : "the effort is suspended";
      else if (remote.empty())
        remote = da ? "kun fremmøde" : "attendance only";
      if (form.summoned_by.is_set())
        remote += fmt::format(" ({} {})", da ? "indkaldt senest" : "summoned by", form.summoned_by.iso());
      row(da ? "former" : "forms",
          fmt::format("{}..{}: {} ({}, {})", form.days.from.iso(), form.days.to.iso(), remote,
                      form.basis.source, word(form.basis.evidence)));
    }
  for (const Reading reading : rule.readings) {
    const ReadingInfo& known = info(reading);
    std::string values;
    for (std::size_t i = 0; i < known.size(); ++i)
      values += fmt::format("{}{}{}", i == 0 ? "" : " | ", known.values[i],
                            i == 0 ? (da ? " (standard)" : " (default)") : "");
    row(da ? "læsning" : "reading", fmt::format("{}: {}", known.id, values));
  }
  for (const Basis& basis : rule.basis) {
    fmt::format_to(std::back_inserter(out), "\n  {:<14}{} ({})\n", da ? "kilde" : "source", basis.source,
                   word(basis.evidence));
    row("", basis.url);
    if (!basis.quote.empty()) row("", fmt::format("»{}«", basis.quote));
  }
  return out;
}

} // namespace

void add_explain(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("explain", "Explain one rule in full");
  struct Arguments {
    std::string rule;
    Language language = Language::en;
  };
  auto arguments = std::make_shared<Arguments>();
  command->add_option("RULE", arguments->rule, "The rule's id, as `rules` prints it")->required();
  add_language(*command, arguments->language);
  command->callback([arguments, &status] {
    write_output(explain(find_rule(arguments->rule), arguments->language));
    status = fine;
  });
}

} // namespace kontaktforloeb::cli
