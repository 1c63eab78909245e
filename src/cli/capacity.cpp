#include "cli.hpp"
#include "text_page.hpp"

#include <kontaktforloeb/capacity_document.hpp>
#include <kontaktforloeb/messages.hpp>

#include <fmt/format.h>

#include <charconv>
#include <iterator>
#include <memory>

namespace kontaktforloeb::cli {
namespace {

enum class CapacityFormat : std::uint8_t { text, json, csv };

struct CapacityArguments {
  CapacityInputs inputs;
  CapacityFormat format = CapacityFormat::text;
  Language language = Language::en;
  std::string output;
};

/// The calculator's page for reading.
class CapacityPage : TextPage {
public:
  CapacityPage(const Capacity& capacity, Language language) : TextPage(language), capacity_(capacity) {}

  std::string write() {
    for (const CapacityInputInfo& input : tables::capacity_inputs)
      line("{:>10} {}", capacity_.inputs().get(input.input), say(input.name));
    general();
    intensive();
    grid();
    staff();
    line("\n{}", say(tables::capacity_caveat_text));
    line("{}", say("Rettidigt er minimum efter reglerne i 2013, ikke nutidens lov.",
                   "Timely is the minimum under the rules of 2013, not today's law."));
    const Basis& basis = tables::capacity_caveat_basis;
    line("{}: {}, {} ({})", say("kilde", "source"), basis.source, basis.url, word(basis.evidence));
    return take();
  }

private:
  /// Wide enough for the totals of every citizen in the country, and for the names of frequencies.
  static constexpr int number_width = 11, name_width = 20, staff_width = 9;

  [[nodiscard]] std::string_view name(Frequency frequency) const { return say(info(frequency).name); }
  [[nodiscard]] std::string decimal(std::string text) const {
    if (const auto point = text.find('.'); language() == Language::da && point != std::string::npos)
      text[point] = ',';
    return text;
  }

  /// One row: what it is, then numbers; narrow ones for the columns of tables with many.
  void row(std::string_view head, std::initializer_list<std::string> cells) {
    put(fmt::format("  {:<{}}", head, name_width));
    for (const std::string& cell : cells) put(fmt::format(" {:>{}}", cell, number_width - 1));
    put("\n");
  }

  void general() {
    line("\n{}", say("Samtaler om året, alle borgere lige ofte", "Conversations a year, all citizens alike"));
    row("", {std::string(say("pr. borger", "each")), std::string(say("i alt", "total"))});
    for (const Frequency frequency : tables::general_frequencies)
      row(name(frequency),
          {std::to_string(info(frequency).per_year), std::to_string(capacity_.general(frequency))});
  }

  void intensive() {
    line("\n{}",
         say("Samtaler om året, intensiv indsats for nogle og rettidige samtaler for resten",
             "Conversations a year, an intensive effort for some, timely conversations for the others"));
    row("", {std::string(say("pr. borger", "each")), std::string(say("intensivt", "intensive")),
             std::string(say("rettidigt", "timely")), std::string(say("i alt", "total"))});
    for (const Frequency frequency : tables::intensive_frequencies) {
      const IntensiveEffort effort = capacity_.intensive(frequency);
      row(name(frequency), {std::to_string(info(frequency).per_year), decimal(effort.intensive.text()),
                            decimal(effort.timely.text()), std::to_string(effort.total)});
    }
  }

  void grid() {
    line("\n{}",
         say("Samtaler, som 1 til 9 årsværk når på et år, efter samtaler pr. medarbejder og dag",
             "Conversations that 1 to 9 full-time staff hold in a year, by conversations a day of each"));
    put(fmt::format("  {:>5}", say("dag", "a day")));
    for (std::int32_t staff = 1; staff <= Capacity::grid_staff; ++staff) put(fmt::format("{:>8}", staff));
    put("\n");
    for (std::int32_t per_day = 1; per_day <= Capacity::grid_per_day; ++per_day) {
      put(fmt::format("  {:>5}", per_day));
      for (std::int32_t staff = 1; staff <= Capacity::grid_staff; ++staff)
        put(fmt::format("{:>8}", capacity_.held(per_day, staff)));
      put("\n");
    }
  }

  void staff() {
    line("\n{}",
         say("Årsværk, som samtalerne kræver, efter samtaler pr. medarbejder og dag: rundet op til "
             "tusindedele, og hele",
             "Full-time staff that the conversations need, by conversations a day of each: rounded up to "
             "thousandths, and whole"));
    const auto needs = [&](Frequency frequency, std::int64_t total) {
      staff_row(name(frequency), fmt::format("{}", total), [&](std::int32_t per_day) {
        return decimal(capacity_.fte(total, per_day).value_or(Staff{}).text());
      });
      staff_row("", "", [&](std::int32_t per_day) {
        return std::to_string(capacity_.fte(total, per_day).value_or(Staff{}).whole());
      });
    };
    staff_row(say("alle borgere", "all citizens"), "",
              [](std::int32_t per_day) { return std::to_string(per_day); });
    for (const Frequency frequency : tables::general_frequencies)
      needs(frequency, capacity_.general(frequency));
    staff_row(say("intensivt for nogle", "intensive for some"), "",
              [](std::int32_t per_day) { return std::to_string(per_day); });
    for (const Frequency frequency : tables::intensive_frequencies)
      needs(frequency, capacity_.intensive(frequency).total);
  }

  template <class Cell>
  void staff_row(std::string_view head, std::string_view total, const Cell& cell) {
    put(fmt::format("  {:<{}}{:>{}}", head, name_width, total, number_width));
    for (std::int32_t per_day = 1; per_day <= Capacity::grid_per_day; ++per_day)
      put(fmt::format(" {:>{}}", cell(per_day), staff_width - 1));
    put("\n");
  }

  const Capacity& capacity_;
};

/// Adds the option of one input; anything that it may not be is refused with what it may be.
void add_input(CLI::App& command, CapacityInputs& inputs, CapacityInput input, const std::string& name,
               const std::string& help) {
  command
      .add_option_function<std::string>(
          name,
          [&inputs, input, name](const std::string& text) {
            std::int32_t value = 0;
            const char* last = text.data() + text.size();
            const auto [end, error] = std::from_chars(text.data(), last, value);
            if (error != std::errc{} || end != last || !may_be(input, value))
              throw UsageError(Fault::not_a(name, text, wanted(input)).text());
            inputs.set(input, value);
          },
          fmt::format("{} (default {})", help, info(input).usual))
      ->option_text("N");
}

} // namespace

void add_capacity(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand(
      "capacity", "Reckon how many conversations citizens call for in a year, and how many staff hold them");
  auto arguments = std::make_shared<CapacityArguments>();
  CapacityArguments& a = *arguments;
  add_input(*command, a.inputs, CapacityInput::citizens, "--citizens", "Citizens, the same number all year");
  add_input(*command, a.inputs, CapacityInput::days, "--days", "Days a week on which conversations are held");
  add_input(*command, a.inputs, CapacityInput::weeks, "--weeks",
            "Weeks that a full-time employee works in a year");
  add_input(*command, a.inputs, CapacityInput::intensive_share, "--intensive-share",
            "Per cent of the citizens who get an intensive effort");
  add_choice<CapacityFormat>(
      *command, "--format", a.format, "Format (default text)",
      {{"text", CapacityFormat::text}, {"json", CapacityFormat::json}, {"csv", CapacityFormat::csv}});
  add_text(*command, "--output", a.output, "Write to a file, whole or not at all", "FILE");
  add_language(*command, a.language);
  command->callback([arguments, &status] {
    // Each option has refused what its input may not be.
    const Capacity capacity = Capacity::from(arguments->inputs).value_or(Capacity{});
    const std::string document = arguments->format == CapacityFormat::json ? to_json(capacity)
                                 : arguments->format == CapacityFormat::csv
                                     ? to_csv(capacity)
                                     : CapacityPage{capacity, arguments->language}.write();
    if (arguments->output.empty())
      write_output(document);
    else
      StagedFile{"--output", arguments->output, document}.commit();
    status = fine;
  });
}

} // namespace kontaktforloeb::cli
