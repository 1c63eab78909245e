#include "describe.hpp"

#include <fmt/format.h>

namespace kontaktforloeb::cli {
namespace {

std::string hours_in_words(std::int32_t hundredths, Language language) {
  std::string text = Hours{hundredths}.text();
  if (language == Language::da) text[text.size() - 3] = ',';
  return text;
}

std::string end_in_words(const WindowEnd& end, const Regime& regime, Language language) {
  const bool da = language == Language::da;
  switch (end.kind) {
  case EndKind::bound:
    return bound_in_words(end.bound, language);
  case EndKind::handover:
    return fmt::format(fmt::runtime(da ? "jobcenteret overtager ({})" : "the jobcenter takes over ({})"),
                       regime.handover ? bound_in_words(regime.handover->window.bound, language)
                                       : std::string{});
  default:
    return {};
  }
}

} // namespace

std::string dates_in_words(const DateRange& range, Language language) {
  const bool da = language == Language::da;
  return fmt::format("{} {} {}", range.from.iso(), da ? "til" : "to",
                     range.to.is_set() ? range.to.iso()
                     : da              ? "videre"
                                       : "further notice");
}

std::string bound_in_words(const Bound& bound, Language language) {
  const bool da = language == Language::da;
  if (bound.clock == Clock::calendar)
    return fmt::format(fmt::runtime(da ? "{} dage efter tilmeldingen" : "{} days after registration"),
                       bound.limit.full_time);
  const std::string_view edge = bound.edge == Edge::exceeded ? (da ? "mere end " : "more than ")
                                : bound.edge == Edge::before ? (da ? "dagen før " : "the day before ")
                                                             : "";
  const std::string_view clock = bound.clock == Clock::benefit_consumption
                                     ? (da ? "dagpengeforbrug" : "benefit consumption")
                                     : (da ? "sammenlagt ledighed" : "aggregate unemployment");
  return fmt::format("{}{} h ({} h {}) {}{}{}", edge, hours_in_words(bound.limit.full_time, language),
                     hours_in_words(bound.limit.part_time, language),
                     da ? "for deltidsforsikrede" : "part-time insured", da ? "" : "of ", clock,
                     bound.test != Test::end_of_month ? ""
                     : da                             ? " ved en måneds udgang"
                                                      : " at the end of a month");
}

std::string window_in_words(const Requirement& requirement, const Regime& regime, Language language) {
  const bool da = language == Language::da;
  const Window& window = requirement.window;
  std::string text;
  if (window.to.kind == EndKind::next_month) {
    text = da ? "måneden efter den tomme måned" : "the month after the empty month";
  } else {
    const std::string from = end_in_words(window.from, regime, language);
    const std::string to = end_in_words(window.to, regime, language);
    if (!from.empty()) text += fmt::format("{} {}", da ? "fra" : "from", from);
    if (!to.empty()) text += fmt::format("{}{} {}", text.empty() ? "" : " ", da ? "til" : "until", to);
    if (text.empty()) text = da ? "uden grænse i tid" : "no limit in time";
  }
  if (requirement.ordinals.last != 0) {
    text += fmt::format("; {} {}", da ? "samtale nr." : "conversation no.", requirement.ordinals.first);
    if (requirement.ordinals.last != requirement.ordinals.first)
      text += fmt::format("{}{}", da ? " eller " : " or ", requirement.ordinals.last);
  }
  if (requirement.after_cv) text += da ? "; efter CV-samtalen" : "; after the CV-samtale";
  return text;
}

} // namespace kontaktforloeb::cli
