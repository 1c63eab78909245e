#include "applicable.hpp"
#include "describe.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace kontaktforloeb::cli {
namespace {

/// What was asked, understood.
struct Question {
  Date day = {};
  std::string_view a_kasse = {};
  std::uint16_t municipality = 0;
  AdmittedLists lists = {};
  std::vector<Applicability> answers = {};

  [[nodiscard]] bool law_known() const {
    return std::any_of(answers.begin(), answers.end(), [](const Applicability& one) {
      return one.regime->entry == Entry::national && one.applies != Applicable::no;
    });
  }
};

Question understood(const Where& where) {
  Question question;
  const auto day = Date::parse(where.on);
  if (!day)
    throw UsageError(Fault::not_a("--on", where.on, "a day of the calendar, written YYYY-MM-DD").text());
  if (*day < first_day || *day > last_day) throw UsageError(Fault::outside_calendar("--on", *day).text());
  question.day = *day;
  if (!where.a_kasse.empty()) {
    question.a_kasse = find_a_kasse(where.a_kasse);
    if (question.a_kasse.empty()) throw UsageError(unknown_a_kasse("--a-kasse", where.a_kasse).text());
  }
  if (!where.municipality.empty()) {
    const auto code = find_municipality(where.municipality);
    if (!code) throw UsageError(unknown_municipality("--municipality", where.municipality).text());
    question.municipality = *code;
  }
  if (!where.admitted.empty()) question.lists = need_admitted(where.admitted);
  question.answers =
      applicable(question.day, question.a_kasse, question.municipality, current_law, question.lists.view());
  return question;
}

} // namespace

Answer applicable_as_text(const Where& where, Language language, bool markdown) {
  const bool da = language == Language::da;
  const Question question = understood(where);
  Answer answer;
  const auto out = std::back_inserter(answer.document);
  std::string of;
  if (!where.a_kasse.empty()) of += fmt::format(", {}", question.a_kasse);
  if (question.municipality != 0) of += fmt::format(", {}", municipality_name(question.municipality));
  fmt::format_to(out, "{}{} {}{}{}\n\n", markdown ? "## " : "",
                 da ? "En dagpengeperiode fra" : "A benefit period from", in_words(question.day, language),
                 of, markdown ? "" : ":");
  if (markdown)
    fmt::format_to(out, "| {} | {} | {} |\n|---|---|---|\n", "regime", da ? "gælder" : "applies",
                   da ? "hvorfor" : "why");
  for (const Applicability& one : question.answers) {
    std::string why{in(language, in_words(one.why))};
    if (one.why == WhyApplicable::outside_dates)
      why += fmt::format(" ({})", dates_in_words(one.regime->valid, language));
    if (markdown)
      fmt::format_to(out, "| `{}` | {} | {} |\n", one.regime->id, in(language, in_words(one.applies)), why);
    else
      fmt::format_to(out, "  {:<16}{}: {}\n", one.regime->id, in(language, in_words(one.applies)), why);
  }
  if (question.law_known()) return answer;
  fmt::format_to(out, "\n{}\n",
                 da ? "Ingen kendte nationale regler gælder for en dagpengeperiode fra den dag."
                    : "No known national law holds for a benefit period from that day.");
  answer.status = no_known_law;
  return answer;
}

Answer applicable_as_json(const Where& where) {
  using Json = nlohmann::ordered_json;
  const Question question = understood(where);
  Json regimes = Json::array();
  for (const Applicability& one : question.answers)
    regimes.push_back({{"regime", one.regime->id},
                       {"applies", word(one.applies)},
                       {"why", {{"da", in_words(one.why).da}, {"en", in_words(one.why).en}}}});
  const Json document{{"schema", "kontaktforloeb/applicable-1"},
                      {"law", {{"revision", current_law.revision}, {"digest", law_digest()}}},
                      {"on", question.day.iso()},
                      {"a_kasse", question.a_kasse.empty() ? Json(nullptr) : Json(question.a_kasse)},
                      {"municipality", question.municipality != 0
                                           ? Json(municipality_name(question.municipality))
                                           : Json(nullptr)},
                      {"regimes", std::move(regimes)}};
  return {document.dump(2) + '\n', question.law_known() ? fine : no_known_law};
}

} // namespace kontaktforloeb::cli
