#include "describe.hpp"

#include "report_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace kontaktforloeb::cli {
namespace {

/// Chooses between two texts.
class Say {
public:
  explicit Say(Language language) : language_(language) {}
  [[nodiscard]] std::string_view operator()(std::string_view da, std::string_view en) const {
    return language_ == Language::da ? da : en;
  }
  [[nodiscard]] std::string_view operator()(const Text& text) const { return in(language_, text); }
  /// The text with its places filled; each language has the same places.
  template <class... Arguments>
  [[nodiscard]] std::string with(std::string_view da, std::string_view en, Arguments&&... arguments) const {
    return fmt::format(fmt::runtime((*this)(da, en)), std::forward<Arguments>(arguments)...);
  }
  /// "480.99", "480,99".
  [[nodiscard]] std::string number(std::int32_t hundredths) const {
    std::string text = Hours{hundredths}.text();
    if (language_ == Language::da) text[text.size() - 3] = ',';
    return text;
  }
  [[nodiscard]] std::string day(Date day) const { return kontaktforloeb::in_words(day, language_); }
  [[nodiscard]] Language language() const { return language_; }

private:
  Language language_;
};

template <class Items, class InWords>
std::string listed(const Items& items, const InWords& in_words) {
  std::string text;
  for (const auto& item : items) text += fmt::format("{}{}", text.empty() ? "" : ", ", in_words(item));
  return text;
}

/// "3 months of aggregate unemployment", if the hours are so many whole months or weeks.
std::optional<std::string> round_amount(const Limit& limit, const Say& say) {
  for (int n = 1; n <= 60; ++n) {
    if (limit == tables::time::months(n))
      return say.with("{} {}", "{} {}", n, n == 1 ? say("måneds", "month") : say("måneders", "months"));
    if (limit == tables::time::weeks(n))
      return say.with("{} {}", "{} {}", n, n == 1 ? say("uges", "week") : say("ugers", "weeks"));
  }
  return std::nullopt;
}

std::string end_of_window_in_words(const WindowEnd& end, const Regime& regime, const Say& say) {
  switch (end.kind) {
  case EndKind::open:
  case EndKind::next_month:
    break;
  case EndKind::bound:
    return bound_in_words(end.bound, say.language());
  case EndKind::handover:
    return say.with("jobcenteret overtager: {}", "the jobcenter takes over: {}",
                    regime.handover ? bound_in_words(regime.handover->window.bound, say.language())
                                    : std::string{});
  case EndKind::after_handover:
    return say.with("dagen efter at jobcenteret overtager: {}", "the day after the jobcenter takes over: {}",
                    regime.handover ? bound_in_words(regime.handover->window.bound, say.language())
                                    : std::string{});
  }
  return {};
}

/// The points that hold instead under other readings; `side` goes before them.
void add_other_bounds(std::vector<Row>& rows, const WindowEnd& end, std::string_view side, const Say& say) {
  for (const BoundUnder& under : end.under)
    rows.push_back({std::string(say("vindue", "window")),
                    fmt::format("{}{}", side, bound_in_words(under.bound, say.language())), under.when});
}

std::string_view kind_in_words(RuleKind kind, const Say& say) {
  switch (kind) {
  case RuleKind::requirement:
    return say("krav", "requirement");
  case RuleKind::prohibition:
    return say("forbud", "prohibition");
  case RuleKind::state:
    return say("tilstand", "state");
  }
  return {};
}

std::string_view reason_in_words(ExemptReason reason, const Say& say) {
  switch (reason) {
  case ExemptReason::less_intensive:
    return say("mindre intensiv indsats", "less intensive effort (mindre intensiv indsats)");
  case ExemptReason::sent_home:
    return say("hjemsendelse på grund af vejrlig eller materialemangel",
               "sent home because of weather or lack of materials");
  case ExemptReason::work_sharing:
    return say("arbejdsfordeling", "work-sharing (arbejdsfordeling)");
  case ExemptReason::share_75:
    return say("den ene af fire, der kan undtages", "the one in four who may be exempted");
  }
  return {};
}

std::string entry_in_words(const Regime& regime, const Say& say) {
  switch (regime.entry) {
  case Entry::by_name:
    return std::string(say("kun når der bedes om det ved navn", "only when asked for by name"));
  case Entry::national:
    return std::string(say("efter dagen for indplaceringen i en dagpengeperiode",
                           "by the day of the placing in a benefit period"));
  case Entry::municipality:
    return say.with("efter kommunen på indplaceringens dag: {}",
                    "by the municipality on the day of the placing: {}",
                    municipality_name(regime.municipality));
  case Entry::visited:
    return std::string(say("ved visitation i perioden", "by being visited within these dates"));
  }
  return {};
}

std::string merging_in_words(const Merging& merging, const Say& say) {
  if (merging.pairs.empty()) return std::string(say("ingen samtaler", "no conversations"));
  return listed(merging.pairs, [](const Pair& pair) {
    return fmt::format("{} + {}", in_words(pair[0]), in_words(pair[1]));
  });
}

} // namespace

std::string dates_in_words(const DateRange& range, Language language) {
  const Say say{language};
  if (!range.from.is_set())
    return range.to.is_set() ? say.with("til og med {}", "through {}", say.day(range.to))
                             : std::string(say("altid", "always"));
  if (!range.to.is_set()) return say.with("fra {}", "from {}", say.day(range.from));
  if (range.from == range.to) return say.day(range.from);
  return say.with("{} til {}", "{} to {}", say.day(range.from), say.day(range.to));
}

std::string hours_in_words(const Limit& hours, Language language) {
  const Say say{language};
  return say.with("{} timer (deltidsforsikrede {} timer)", "{} h (part-time insured {} h)",
                  say.number(hours.full_time), say.number(hours.part_time));
}

std::string bound_in_words(const Bound& bound, Language language) {
  const Say say{language};
  std::string text;
  if (bound.edge == Edge::exceeded) text = say("mere end ", "more than ");
  if (bound.edge == Edge::before) text = say("dagen før ", "the day before ");
  const std::string full = say.number(bound.limit.full_time), part = say.number(bound.limit.part_time);
  const std::string_view test =
      bound.test == Test::end_of_month ? say(" ved en måneds udgang", " at the end of a month") : "";
  switch (bound.clock) {
  case Clock::calendar:
    return text + say.with("{} dage efter tilmeldingen{}", "{} days after registration{}",
                           bound.limit.full_time, test);
  case Clock::aggregate_unemployment:
    if (const auto round = round_amount(bound.limit, say))
      return text + say.with("{} sammenlagt ledighed{} ({} timer; deltidsforsikrede {} timer)",
                             "{} of aggregate unemployment{} ({} h; part-time insured {} h)", *round, test,
                             full, part);
    return text + say.with("{} timers sammenlagt ledighed{} (deltidsforsikrede {} timer)",
                           "{} h of aggregate unemployment{} (part-time insured {} h)", full, test, part);
  case Clock::benefit_consumption:
    return text + say.with("{} timers dagpengeforbrug{} (deltidsforsikrede {} timer)",
                           "{} h of benefit consumption{} (part-time insured {} h)", full, test, part);
  }
  return {};
}

std::string window_in_words(const Requirement& requirement, const Regime& regime, Language language) {
  const Say say{language};
  const Window& window = requirement.window;
  if (window.to.kind == EndKind::next_month)
    return std::string(say("hele måneden efter den måned, der udløser samtalen",
                           "the whole month after the one that calls for it"));
  const std::string from = end_of_window_in_words(window.from, regime, say);
  const std::string to = end_of_window_in_words(window.to, regime, say);
  std::string text;
  if (!from.empty()) text += say.with("fra {}", "from {}", from);
  if (!to.empty()) text += fmt::format("{}{}", text.empty() ? "" : " ", say.with("til {}", "until {}", to));
  return text.empty() ? std::string(say("uden grænse i tid", "no limit in time")) : text;
}

std::vector<std::string> conditions_in_words(const Requirement& requirement, Language language) {
  const Say say{language};
  std::vector<std::string> all;
  const Ordinals& ordinals = requirement.ordinals;
  if (ordinals.last != 0 && ordinals.first == ordinals.last)
    all.push_back(say.with("som samtale nr. {}", "as conversation no. {}", ordinals.first));
  else if (ordinals.last != 0)
    all.push_back(say.with(ordinals.last - ordinals.first == 1 ? "som samtale nr. {} eller {}"
                                                               : "som en af samtalerne nr. {} til {}",
                           ordinals.last - ordinals.first == 1 ? "as conversation no. {} or {}"
                                                               : "as one of the conversations no. {} to {}",
                           ordinals.first, ordinals.last));
  if (requirement.after_cv)
    all.emplace_back(say("ikke før CV-samtalen er holdt", "not before the CV-samtale"));
  switch (requirement.condition) {
  case Condition::none:
    break;
  case Condition::empty_joblog:
    all.push_back(say.with(
        "for hver måned i tiden {}, hvor der ikke er registreret jobsøgning, og hvor personen har haft pligt til at "
        "søge job i mindst {} dage",
        "for each month within {} without a logged job search in which the person had a duty to search on at least "
        "{} days",
        dates_in_words(requirement.empty_joblog.months, language), requirement.empty_joblog.least_duty_days));
    break;
  case Condition::need_or_request:
    all.emplace_back(say("kun hvis a-kassen finder behov, eller jobcenteret eller personen beder om det",
                         "only if the a-kasse finds a need, or the jobcenter or the person asks"));
    break;
  case Condition::not_jobcenter_track:
    all.emplace_back(say("ikke for personer, der er visiteret til jobcenteret for hele forløbet",
                         "not for persons who are visited to the jobcenter for the whole course"));
    break;
  case Condition::jobcenter_track:
    all.emplace_back(say("kun for personer, der er visiteret til jobcenteret for hele forløbet",
                         "only for persons who are visited to the jobcenter for the whole course"));
    break;
  }
  if (requirement.choosable) {
    const bool takes_part = requirement.choosable->without_choice == Attendance::takes_part;
    all.push_back(say.with(takes_part ? "{} deltager, medmindre personen siger nej"
                                      : "{} deltager i den første, hvis personen ønsker det",
                           takes_part ? "{} takes part unless the person declines"
                                      : "{} joins the first one if the person wants it",
                           say(in_words(requirement.choosable->party))));
  }
  if (requirement.or_else)
    all.push_back(say.with("en {} tæller med", "a {} counts too", in_words(*requirement.or_else)));
  if (requirement.every != Limit{})
    all.push_back(say.with("derefter én mere for hver {}", "then one more for each {}",
                           hours_in_words(requirement.every, language)));
  if (requirement.postponement != Postponement{})
    all.push_back(say.with("kan udskydes op til {} dage; den næste frist flytter sig ikke",
                           "may be postponed by up to {} days; the next last day stays",
                           requirement.postponement.days));
  if (requirement.repaired_by)
    all.push_back(say.with("om en samtale hos {} kan træde i stedet, er en læsning",
                           "whether a conversation held by {} may stand for it is a reading",
                           say(in_words(*requirement.repaired_by))));
  for (const ExemptReason reason : requirement.exemptions)
    all.push_back(say.with("ikke for {}", "not for {}", reason_in_words(reason, say)));
  if (requirement.until.is_set())
    all.push_back(say.with("kun når sidste dag falder senest {}", "only if its last day falls by {}",
                           say.day(requirement.until)));
  if (requirement.after_trial == AfterTrial::in_full)
    all.emplace_back(say("gælder fuldt ud efter a-kasseforsøget", "applies in full after the a-kasse trial"));
  if (requirement.after_trial == AfterTrial::unsettled)
    all.emplace_back(say("hvor meget der er tilbage efter a-kasseforsøget, er ikke afklaret",
                         "how much of it is left after the a-kasse trial is not settled"));
  return all;
}

std::vector<Row> rows_of(const Rule& rule, const Regime* regime, const Requirement* requirement,
                         Language language) {
  const Say say{language};
  std::vector<Row> rows;
  const auto add = [&](std::string_view name, std::string text) {
    rows.push_back({std::string(name), std::move(text), {}});
  };
  add(say("slags", "kind"), std::string(kind_in_words(rule.kind, say)));
  if (requirement != nullptr && regime != nullptr) {
    add(say("samtale", "conversation"), std::string(in_words(requirement->conversation)));
    add(say("holdes af", "holder"), std::string(say(in_words(requirement->holder))));
    if (requirement->participant)
      add(say("deltager", "takes part"), std::string(say(in_words(*requirement->participant))));
    add(say("antal", "count"), std::to_string(requirement->count));
    add(say("vindue", "window"), window_in_words(*requirement, *regime, language));
    add_other_bounds(rows, requirement->window.from, say("fra ", "from "), say);
    add_other_bounds(rows, requirement->window.to, say("til ", "until "), say);
    for (std::string& condition : conditions_in_words(*requirement, language))
      add(say("betingelse", "condition"), std::move(condition));
    if (!requirement->replaces.empty()) add(say("erstatter", "replaces"), std::string(requirement->replaces));
  }
  if (regime != nullptr && regime->merging && rule.id == regime->merging->rule.id) {
    add(say("må slås sammen", "may be merged"), merging_in_words(*regime->merging, say));
    if (!regime->merging->pairs.empty())
      add(say("højst", "at most"),
          say.with("{} samtaler i ét møde", "{} conversations in one meeting", regime->merging->most));
  }
  if (regime != nullptr && regime->handover && rule.id == regime->handover->rule.id) {
    const WindowEnd& window = regime->handover->window;
    add(say("grænse", "limit"), bound_in_words(window.bound, language));
    for (const BoundUnder& under : window.under)
      rows.push_back(
          {std::string(say("grænse", "limit")), bound_in_words(under.bound, language), under.when});
  }
  if (regime == nullptr) return rows;
  for (const Share& share : regime->shares)
    if (rule.id == share.rule.id)
      add(say("andel", "share"),
          say.with("mindst {} pct. af personerne, hos hver part",
                   "at least {} per cent of the persons, with each party", share.per_cent));
  if (regime->groups && rule.id == regime->groups->theme.id)
    for (const ThemeList& list : regime->groups->themes)
      add(list.track == Track::education ? say("uddannelsessporet", "education track")
                                         : say("det generelle spor", "general track"),
          listed(list.themes, [](std::string_view theme) { return theme; }));
  return rows;
}

std::vector<Row> rows_of(const Regime& regime, Language language) {
  const Say say{language};
  std::vector<Row> rows;
  const auto add = [&](std::string_view name, std::string text) {
    rows.push_back({std::string(name), std::move(text), {}});
  };
  add(say("gælder", "valid"), dates_in_words(regime.valid, language));
  add(say("vælges", "entry"), entry_in_words(regime, say));
  add(say("kendt til", "known until"), regime.known_until.is_set()
                                           ? say.day(regime.known_until)
                                           : std::string(say("uden grænse: den følgende lov er kendt",
                                                             "no end: the law that follows is known")));
  if (const auto all = obligations(regime))
    add(say("forpligtelser", "obligations"),
        minimum_meetings(regime)
            ? say.with("{} samtaler, mindst {} møder", "{} conversations, at least {} meetings", *all,
                       *minimum_meetings(regime))
            : say.with("{} samtaler", "{} conversations", *all));
  if (regime.merging) add(say("må slås sammen", "may be merged"), merging_in_words(*regime.merging, say));
  add(say("ansvar", "responsible"),
      regime.handover
          ? say.with("først a-kassen; jobcenteret efter {}", "first the a-kasse; the jobcenter after {}",
                     bound_in_words(regime.handover->window.bound, language))
          : std::string(say("jobcenteret hele vejen", "the jobcenter throughout")));
  if (!regime.exemptions.empty())
    add(say("fritagelser", "exemptions"), listed(regime.exemptions, [&](const Exemption& exemption) {
          return reason_in_words(exemption.reason, say);
        }));
  if (regime.national_decides_from.is_set())
    add(say("national regel", "national rule"),
        say.with("afgør fra {}", "decides from {}", say.day(regime.national_decides_from)));
  if (regime.coverage) add(say("dækning", "coverage"), std::string(say(regime.coverage->text)));
  return rows;
}

std::string forms_in_words(const FormRow& row, Language language) {
  const Say say{language};
  if (row.suspended)
    return std::string(say("ingen: indsatsen er suspenderet", "none: the effort is suspended"));
  if (row.remote == 0) return std::string(say("kun personligt fremmøde", "attendance only"));
  const auto in_bits = [&](Forms bits) {
    std::string text;
    for (std::size_t i = 0; i < words<Form>.size(); ++i)
      if ((static_cast<unsigned>(bits) >> i & 1u) != 0)
        text += fmt::format(", {}", say(in_words(static_cast<Form>(i))));
    return text;
  };
  std::string text = fmt::format("{}{}", say(in_words(Form::in_person)), in_bits(row.remote));
  const auto add = [&](const std::string& more) { text += "; " + more; };
  if (row.summoned_by.is_set())
    add(say.with("andre former end fremmøde kun ved indkaldelse senest {} eller i en lukket kommune",
                 "forms other than attendance only if summoned by {} or in a closed municipality",
                 say.day(row.summoned_by)));
  if (row.held_by)
    add(say.with("andre former end fremmøde kun for samtaler, som {} holder",
                 "forms other than attendance only for conversations held by {}",
                 say(in_words(*row.held_by))));
  if (row.others_unknown)
    add(std::string(say("hvad der tæller for andre, vides ikke", "what counts for others is not known")));
  if (row.first_in_person)
    add(say.with("den første {} ved personligt fremmøde", "the first {} in person",
                 in_words(*row.first_in_person)));
  if (row.not_with)
    add(say.with("ikke for et møde med {}", "not for a meeting with a {}", in_words(*row.not_with)));
  if (row.under) {
    const ReadingInfo& known = info(row.under->reading);
    add(say.with("uden betingelse ved {}={}", "without condition with {}={}", known.id,
                 known.values[row.under->value]));
  }
  return text;
}

std::string end_in_words(const EndRule& end, Language language) {
  const Say say{language};
  std::string text{say(in_words(end.reason))};
  if (end.only_if_not_admitted)
    text += say(", men kun til en kommune, hvor a-kassen ikke er med",
                ", but only to a municipality where the a-kasse is not admitted");
  return text;
}

std::string admission_in_words(const Admission& admission, Language language) {
  const Say say{language};
  const std::string names = listed(
      admission.municipalities, [](std::uint16_t municipality) { return municipality_name(municipality); });
  switch (admission.list) {
  case AdmissionList::only:
    return say.with("kun {}", "only {}", names);
  case AdmissionList::all_except:
    return say.with("alle undtagen {}", "all except {}", names);
  case AdmissionList::unknown:
    return say.with("ikke kendt; med sikkerhed ikke {}", "not known; surely not {}", names);
  }
  return {};
}

std::string_view benefit_in_words(BenefitKind kind) {
  switch (kind) {
  case BenefitKind::dagpenge:
    return "dagpenge";
  case BenefitKind::loentilskud:
    return "løntilskud";
  case BenefitKind::feriedagpenge:
    return "feriedagpenge";
  case BenefitKind::sygedagpenge:
    return "sygedagpenge";
  case BenefitKind::karantaene:
    return "karantæne";
  case BenefitKind::efterloen:
    return "efterløn";
  }
  return {};
}

std::array<std::string, 3> clock_in_words(Clock clock, const TimeLaw& time, Language language) {
  const Say say{language};
  const auto kinds = [](Kinds bits) {
    std::string text;
    for (std::size_t i = 0; i < words<BenefitKind>.size(); ++i)
      if ((static_cast<unsigned>(bits) >> i & 1u) != 0)
        text += fmt::format("{}{}", text.empty() ? "" : ", ", benefit_in_words(static_cast<BenefitKind>(i)));
    return text;
  };
  switch (clock) {
  case Clock::calendar:
    return {std::string(say("kalenderdage", "calendar days")),
            std::string(say("tilmeldingen som jobsøgende", "registration as job-seeker")),
            std::string(say("hver dag", "every day"))};
  case Clock::aggregate_unemployment:
    return {std::string(say("sammenlagt ledighed i timer", "aggregate unemployment in hours")),
            std::string(say("indplaceringen i en dagpengeperiode", "the placing in a benefit period")),
            kinds(time.aggregate_kinds)};
  case Clock::benefit_consumption:
    return {std::string(say("dagpengeforbrug i timer", "benefit consumption in hours")),
            std::string(say("indplaceringen i en dagpengeperiode", "the placing in a benefit period")),
            kinds(time.consumption_kinds)};
  }
  return {};
}

std::vector<std::string> counting_in_words(const TimeLaw& time, Language language) {
  const Say say{language};
  const auto hours = [&](const Limit& limit) { return hours_in_words(limit, language); };
  return {
      say.with(
          "En uges sammenlagt ledighed er {}, en måneds er {}; flere uger og måneder er de nøjagtige produkter.",
          "A week of aggregate unemployment is {}, a month {}; several weeks and months are the exact products.",
          hours(tables::time::week), hours(tables::time::month)),
      say.with("Af en ubrudt periode med {} tæller de første {} som dagpengeforbrug.",
               "Of an unbroken run of {} the first {} count as benefit consumption.",
               benefit_in_words(time.limited_kind), hours(time.limited_hours)),
      say.with(
          "Er dagpengeperioden begyndt før {}, blev sammenlagt ledighed talt i en anden enhed, og vinduer i timer er "
          "uafklarede.",
          "For a benefit period that began before {} aggregate unemployment was counted in another unit, and windows in "
          "hours are undecided.",
          say.day(time.aggregate_in_hours_from)),
      say.with(
          "Måneder, der ikke er indberettet endnu, regnes med fulde dagpenge, {}; optager tilmelding, job eller "
          "framelding nogle af månedens hverdage, dog højst {} for hver af de andre.",
          "Months that are not reported yet are projected at full benefit, {}; if registration, a job or a "
          "deregistration takes some of the month's weekdays, at most {} for each of the others.",
          hours(time.month), hours(time.day)),
  };
}

Text meaning_of(Evidence evidence) {
  switch (evidence) {
  case Evidence::primary:
    return {"Teksten i en lov, en bekendtgørelse eller et lovforslag.",
            "The text of a law, an order or a bill."};
  case Evidence::guidance:
    return {"Styrelsen (STAR) eller ministeriet.", "The agency (STAR) or the ministry."};
  case Evidence::report:
    return {"Evalueringen fra 2023 eller en kommune.", "The evaluation of 2023, or a municipality."};
  case Evidence::secondary:
    return {"En a-kasse, en fagforening eller en avis.", "An a-kasse, a union or the news."};
  case Evidence::inferred:
    return {"En slutning, som biblioteket selv drager; aldrig lov.",
            "A conclusion of this library; never law."};
  }
  return {};
}

std::string values_in_words(Reading reading, Language language) {
  const ReadingInfo& known = info(reading);
  std::string text = fmt::format("{}{}", known.values[0], Say{language}(" (standard)", " (default)"));
  for (std::size_t i = 1; i < known.size(); ++i) text += fmt::format(" | {}", known.values[i]);
  return text;
}

std::vector<const Rule*> users_of(Reading reading) {
  std::vector<const Rule*> users;
  for_each_rule([&](const Rule& rule, const Regime*, const Requirement*) {
    if (std::find(rule.readings.begin(), rule.readings.end(), reading) != rule.readings.end())
      users.push_back(&rule);
  });
  return users;
}

} // namespace kontaktforloeb::cli
