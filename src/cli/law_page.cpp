#include "law_page.hpp"

#include "describe.hpp"
#include "markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <span>
#include <vector>

namespace kontaktforloeb::cli {
namespace {

/// Writes the page. Anchors are `<rule>`, `regime-<regime>`, `reading-<reading>`, `evidence-<grade>` and the
/// names of the sections, the same in both languages.
class LawPage {
public:
  LawPage(const Law& law, std::string_view regime, Language language)
      : law_(law), language_(language), whole_(regime.empty()) {
    for (const Regime& one : law.regimes)
      if (whole_ || one.id == regime) regimes_.push_back(&one);
    std::uint32_t used = 0;
    for (const Regime* one : regimes_) {
      for (const Requirement& requirement : one->requirements) rules_.push_back(&requirement.rule);
      for_each_other_rule(*one, [this](const Rule& rule) { rules_.push_back(&rule); });
    }
    rules_.push_back(&law.time.observed);
    for (const Rule* rule : rules_)
      for (const Reading reading : rule->readings) used |= 1u << static_cast<unsigned>(reading);
    for (const OpenQuestion& open : law.readings)
      if (whole_ || (used >> static_cast<unsigned>(open.reading) & 1u) != 0) readings_.push_back(&open);
  }

  std::string write() {
    heading();
    if (whole_) national();
    for (const Regime* regime : regimes_) write(*regime);
    time();
    forms();
    readings();
    evidence();
    return std::move(out_);
  }

private:
  [[nodiscard]] std::string_view say(std::string_view da, std::string_view en) const {
    return language_ == Language::da ? da : en;
  }
  [[nodiscard]] std::string_view say(const Text& text) const { return in(language_, text); }

  template <class... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }
  void section(std::string_view marks, std::string_view anchor, std::string_view title) {
    line("\n{} <a id=\"{}\"></a>{}\n", marks, anchor, title);
  }
  /// A row of a table; the cells are Markdown already.
  void cells(std::initializer_list<std::string_view> all) {
    for (const std::string_view cell : all) fmt::format_to(std::back_inserter(out_), "| {} ", cell);
    out_ += "|\n";
  }
  void table(std::initializer_list<std::string_view> names) {
    cells(names);
    for (std::size_t i = 0; i < names.size(); ++i) out_ += "|---";
    out_ += "|\n";
  }
  /// Named facts as a table, the first one its head; a lone one as a line.
  void facts(const std::vector<std::array<std::string, 2>>& rows) {
    if (rows.size() == 1) {
      line("{}: {}.", capital(rows[0][0]), rows[0][1]);
      return;
    }
    bool head = true;
    for (const auto& [name, text] : rows) {
      if (head)
        table({capital(name), text});
      else
        cells({capital(name), text});
      head = false;
    }
  }
  static std::string capital(std::string_view text) {
    std::string first{text};
    if (!first.empty() && first[0] >= 'a' && first[0] <= 'z')
      first[0] = static_cast<char>(first[0] - 'a' + 'A');
    return first;
  }

  [[nodiscard]] bool is_here(std::string_view rule) const {
    return std::any_of(rules_.begin(), rules_.end(), [&](const Rule* one) { return one->id == rule; });
  }
  [[nodiscard]] std::string rule_link(std::string_view rule) const {
    return is_here(rule) ? link(code(rule), "#" + std::string(rule)) : code(rule);
  }
  static std::string reading_link(Reading reading) {
    return link(code(info(reading).id), fmt::format("#reading-{}", info(reading).id));
  }
  static std::string links_of(std::span<const Reading> readings) {
    std::string links;
    for (const Reading reading : readings)
      links += fmt::format("{}{}", links.empty() ? "" : ", ", reading_link(reading));
    return links;
  }
  /// "with `two_week_day` = `plus_13`: " before what holds only then.
  [[nodiscard]] std::string under(const Row& row) const {
    if (!row.under) return {};
    return fmt::format("{} {} = {}: ", say("ved", "with"), reading_link(row.under->reading),
                       code(info(row.under->reading).values[row.under->value]));
  }
  static std::string grade(Evidence evidence) {
    return link(code(word(evidence)), fmt::format("#evidence-{}", word(evidence)));
  }
  /// [source](address), grade; with »words« before it.
  static std::string source(const Basis& basis) {
    std::string text = basis.quote.empty() ? "" : fmt::format("»{}« — ", escaped(basis.quote));
    text += basis.url.empty() ? paragraph(basis.source) : link(escaped(basis.source), basis.url);
    return fmt::format("{}, {}", text, grade(basis.evidence));
  }
  void sources(std::span<const Basis> basis) {
    for (const Basis& one : basis) line("* {}", source(one));
  }

  void heading() {
    line("# {}\n",
         say("Reglerne for kontaktforløbet, som de er kodet", "The law of the contact course as encoded"));
    line("{}\n",
         fmt::format(
             fmt::runtime(say(
                 "Skrevet af `kontaktforloeb rules --format markdown --lang da`; det, der skal ændres, "
                 "ændres i tabellerne. Reglerne er sidst gennemgået den {}.",
                 "Written by `kontaktforloeb rules --format markdown --lang en`; what is to be changed is "
                 "changed in the tables. The law was last gone through on {}.")),
             kontaktforloeb::in_words(Date::parse(law_.revision).value_or(Date{}), language_)));
    line(
        "{}\n",
        say("Hver regel står med sine kilder, den afgørende først, og med den [sikkerhed](#evidence), de giver. "
            "I »citationstegn« står kildens egne ord og intet andet. Hvad kilderne lader stå åbent, er en "
            "[læsning](#readings) med en standard. Første og sidste dag i et vindue er begge i tide.",
            "Each rule stands with its sources, the governing one first, and with [how sure](#evidence) they "
            "are. In »quotation marks« are a source's own words, in Danish, and nothing else. What the sources "
            "leave open is a [reading](#readings) with a default. The first and the last day of a window are "
            "both in time."));
    line("## {}\n", say("Indhold", "Contents"));
    if (whole_) line("* {}", link(national_title(), "#national"));
    for (const Regime* regime : regimes_)
      line("* {} ({})", link(escaped(say(regime->name)), fmt::format("#regime-{}", regime->id)),
           code(regime->id));
    line("* {}", link(time_title(), "#time"));
    line("* {}", link(forms_title(), "#forms"));
    line("* {}", link(readings_title(), "#readings"));
    line("* {}", link(evidence_title(), "#evidence"));
  }

  [[nodiscard]] std::string_view national_title() const {
    return say("Den nationale lov efter dato", "The national law by date");
  }
  [[nodiscard]] std::string_view time_title() const {
    return say("Hvordan tid tælles", "How time is counted");
  }
  [[nodiscard]] std::string_view forms_title() const { return say("Former efter dato", "Forms by date"); }
  [[nodiscard]] std::string_view readings_title() const { return say("Læsninger", "Readings"); }
  [[nodiscard]] std::string_view evidence_title() const {
    return say("Hvor sikre kilderne er", "How sure the sources are");
  }
  [[nodiscard]] std::string_view days_name() const { return say("Dage", "Days"); }
  [[nodiscard]] std::string_view source_name() const { return say("Kilde", "Source"); }

  void national() {
    section("##", "national", national_title());
    table({say("Regime", "Regime"), days_name(), say("I denne version", "In this version"), source_name()});
    for (const NationalPeriod& period : law_.national) {
      const Regime* regime = law_.find(period.id);
      cells({code(period.id), dates_in_words(period.valid, language_),
             regime == nullptr ? std::string(say("nej", "no"))
                               : link(regime->whole() ? say("ja", "yes") : say("til dels", "in part"),
                                      fmt::format("#regime-{}", period.id)),
             source(period.basis)});
    }
  }

  void write(const Regime& regime) {
    section("##", fmt::format("regime-{}", regime.id),
            fmt::format("{} ({})", escaped(say(regime.name)), code(regime.id)));
    std::vector<std::array<std::string, 2>> rows;
    for (const Row& row : rows_of(regime, language_)) rows.push_back({row.name, escaped(row.text)});
    rows.push_back(
        {std::string(say("former", "forms")),
         fmt::format(
             "{}{}", link(say("efter dato", "by date"), "#forms"),
             regime.form.reported
                 ? say("; et brud er en fejl", "; a breach is an error")
                 : say("; en samtale i en anden form tæller ikke, men er ikke i sig selv en fejl",
                       "; a conversation in another form does not count, but is no error by itself"))});
    facts(rows);
    out_ += '\n';
    table({say("Regel", "Rule"), say("Hvad den siger", "What it says")});
    for (const Requirement& requirement : regime.requirements) outline(requirement.rule);
    for_each_other_rule(regime, [this](const Rule& rule) { outline(rule); });
    for (const Requirement& requirement : regime.requirements) write(requirement.rule, &regime, &requirement);
    for_each_other_rule(regime, [&](const Rule& rule) {
      write(rule, &regime, nullptr);
      if (regime.handover && rule.id == regime.handover->rule.id) write(*regime.handover);
    });
  }

  void outline(const Rule& rule) { cells({rule_link(rule.id), escaped(say(rule.text))}); }

  void write(const Rule& rule, const Regime* regime, const Requirement* requirement) {
    section("###", rule.id, code(rule.id));
    line("{}\n", paragraph(say(rule.text)));
    std::vector<std::array<std::string, 2>> rows;
    for (const Row& row : rows_of(rule, regime, requirement, language_))
      rows.push_back({row.name, is_here(row.text) ? rule_link(row.text) : under(row) + escaped(row.text)});
    if (!rule.readings.empty())
      rows.push_back({std::string(say("læsninger", "readings")), links_of(rule.readings)});
    facts(rows);
    out_ += '\n';
    sources(rule.basis);
  }

  void write(const Handover& handover) {
    if (!handover.ends.empty()) {
      line(
          "\n{}\n",
          say("A-kassens forløb slutter også med en registreret hændelse; dens dato er den første dag udenfor:",
              "The a-kasse's course also ends with a recorded event; its date is the first day outside:"));
      table({say("Hændelse", "Event"), say("Grund", "Reason"), source_name()});
      for (const EndRule& end : handover.ends)
        cells({code(word(end.event)), escaped(end_in_words(end, language_)), source(end.basis)});
    }
    if (!handover.admissions.empty()) {
      line("\n{}\n", say("Hvor hver a-kasse er med:", "Where each a-kasse takes part:"));
      table({say("A-kasse", "A-kasse"), say("Kommuner", "Municipalities"), source_name()});
      // Many have one list and one source.
      std::vector<std::array<std::string, 3>> rows;
      for (const Admission& admission : handover.admissions) {
        const std::string where = escaped(admission_in_words(admission, language_)),
                          told = source(admission.basis);
        const auto same = std::find_if(rows.begin(), rows.end(),
                                       [&](const auto& row) { return row[1] == where && row[2] == told; });
        if (same == rows.end())
          rows.push_back({escaped(admission.a_kasse), where, told});
        else
          (*same)[0] += ", " + escaped(admission.a_kasse);
      }
      for (const auto& [names, where, told] : rows) cells({names, where, told});
    }
  }

  void time() {
    section("##", "time", time_title());
    line("{}\n", say("Tre ure løber ved siden af hinanden, og hvert vindue nævner sit:",
                     "Three clocks run side by side, and each window names its own:"));
    table({say("Ur", "Clock"), say("Måler", "Measures"), say("Fra", "From"), say("Tæller", "Counts")});
    for (std::size_t i = 0; i < words<Clock>.size(); ++i) {
      const auto [measures, from, counts] = clock_in_words(static_cast<Clock>(i), law_.time, language_);
      cells({code(words<Clock>[i]), escaped(measures), escaped(from), escaped(counts)});
    }
    out_ += '\n';
    for (const std::string& sentence : counting_in_words(law_.time, language_))
      line("* {}", paragraph(sentence));
    line("* {}: {}.", say("Åbne spørgsmål om tællingen", "Open questions of the count"),
         links_of(law_.time.observed.readings));

    section("###", "dead-periods", say("Døde perioder", "Dead periods"));
    line(
        "{}\n",
        say("Timer, der ligger i disse perioder, tæller hverken som sammenlagt ledighed eller som dagpengeforbrug. Kalenderen "
            "løber videre.",
            "Hours in these periods count neither as aggregate unemployment nor as benefit consumption. The "
            "calendar runs on."));
    table({days_name(), source_name()});
    for (const DeadPeriod& period : law_.time.dead_periods)
      cells({dates_in_words(period.days, language_), source(period.basis)});

    section("###", "month-norms", say("Månedens norm", "A month's norm"));
    line("{}\n", say("Flere timer kan en måned ikke have.", "A month cannot have more hours."));
    table({say("Fra", "From"), say("Højst", "At most"), source_name()});
    for (const MonthNorm& norm : law_.time.norms)
      cells({kontaktforloeb::in_words(norm.from, language_), hours_in_words(norm.hours, language_),
             source(norm.basis)});

    section("###", "suspensions", say("Suspension af indsatsen", "Suspension of the effort"));
    line("{}\n",
         say("En pligt, hvis sidste dag er en af disse dage, kræves ikke, og samtaler på dem tæller ikke.",
             "A duty whose last day is one of these days is not required, and conversations on them do not "
             "count."));
    table({days_name(), source_name()});
    for (const Suspension& suspension : law_.suspensions)
      cells({dates_in_words(suspension.days, language_), source(suspension.basis)});

    section("###", "time-sources", say("Kilder til tallene", "Sources of the numbers"));
    sources(law_.time.basis);
    write(law_.time.observed, nullptr, nullptr);
  }

  void forms() {
    section("##", "forms", forms_title());
    std::vector<const FormRow*> written;
    for (const Regime* regime : regimes_) {
      const FormRow* rows = regime->form.rows.data();
      if (std::find(written.begin(), written.end(), rows) != written.end()) continue;
      if (!written.empty()) out_ += '\n';
      written.push_back(rows);
      line("{}\n", paragraph(say(regime->form.rule.text)));
      std::string users;
      for (const Regime* other : regimes_)
        if (other->form.rows.data() == rows)
          users += fmt::format("{}{}", users.empty() ? "" : ", ",
                               link(code(other->id), fmt::format("#regime-{}", other->id)));
      line("{}: {}.\n", say("Gælder for", "Holds for"), users);
      table({days_name(), say("Hvad der tæller", "What counts"), source_name()});
      for (const FormRow& row : regime->form.rows)
        cells({dates_in_words(row.days, language_), escaped(forms_in_words(row, language_)),
               source(row.basis)});
    }
  }

  void readings() {
    section("##", "readings", readings_title());
    line(
        "{}\n",
        say("Hver læsning er et spørgsmål, som kilderne lader stå åbent. Standarden gælder, hvis intet andet er "
            "valgt; et resultat, som en anden værdi ville ændre, er omtvistet.",
            "Each reading is a question that the sources leave open. The default holds unless another value is "
            "chosen; a finding that another value would change is contested."));
    table({say("Læsning", "Reading"), say("Spørgsmål", "Question"), say("Standard", "Default")});
    for (const OpenQuestion* open : readings_)
      cells({reading_link(open->reading), escaped(say(open->question)), code(info(open->reading).values[0])});
    for (const OpenQuestion* open : readings_) write(*open);
  }

  void write(const OpenQuestion& open) {
    const ReadingInfo& known = info(open.reading);
    section("###", fmt::format("reading-{}", known.id), code(known.id));
    line("{}\n", paragraph(say(open.question)));
    table({say("Værdi", "Value"), say("Betyder", "Means")});
    for (std::size_t i = 0; i < known.size(); ++i)
      cells({fmt::format("{}{}", code(known.values[i]), i == 0 ? say(" (standard)", " (default)") : ""),
             escaped(say(open.values[i]))});
    line("\n{}\n", say("De ord, det drejer sig om:", "The words at issue:"));
    sources(open.at_issue);
    line("\n{}: {}{}", say("Hvad der taler for standarden", "What speaks for the default"),
         escaped(say(open.support)),
         open.supported_by.empty() ? fmt::format(" ({})", grade(Evidence::inferred)) : "");
    if (!open.supported_by.empty()) {
      out_ += '\n';
      sources(open.supported_by);
    }
    std::string users;
    for (const Rule* rule : rules_)
      if (std::find(rule->readings.begin(), rule->readings.end(), open.reading) != rule->readings.end())
        users += fmt::format("{}{}", users.empty() ? "" : ", ", rule_link(rule->id));
    line("\n{}: {}.", say("Bruges af", "Used by"),
         users.empty() ? say("ingen regel i denne version", "no rule in this version")
                       : std::string_view{users});
  }

  void evidence() {
    section("##", "evidence", evidence_title());
    table({say("Grad", "Grade"), say("Hvad kilden er", "What the source is")});
    for (std::size_t i = 0; i < words<Evidence>.size(); ++i)
      cells({fmt::format("<a id=\"evidence-{0}\"></a>`{0}`", words<Evidence>[i]),
             escaped(say(meaning_of(static_cast<Evidence>(i))))});
  }

  const Law& law_;
  Language language_;
  bool whole_;
  std::vector<const Regime*> regimes_;
  std::vector<const Rule*> rules_;
  std::vector<const OpenQuestion*> readings_;
  std::string out_;
};

} // namespace

std::string law_page(const Law& law, std::string_view regime, Language language) {
  return LawPage{law, regime, language}.write();
}

} // namespace kontaktforloeb::cli
