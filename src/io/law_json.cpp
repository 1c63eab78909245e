// The law as one document. Every entry of every table stands in it, so that its digest covers all the law: a
// field added to rule.hpp is added here, and `kontaktforloeb_law document` tells when one is missing.

#include "json_parts.hpp"
#include "law_digest.hpp"

#include <kontaktforloeb/assessment_json.hpp>

#include <utility>

namespace kontaktforloeb {
namespace {

using namespace json;

Json range_to_json(const DateRange& days) {
  return {{"from", day_or_null(days.from)}, {"to", day_or_null(days.to)}};
}

/// A range of days with its source, as tables by date have it.
Json range_to_json(const DateRange& days, const Basis& basis) {
  Json json = range_to_json(days);
  json["basis"] = basis_to_json({&basis, 1});
  return json;
}

Json limit_to_json(const Limit& limit) {
  return {{"full_time", hours({limit.full_time})}, {"part_time", hours({limit.part_time})}};
}

template <class Enum>
Json words_to_json(std::span<const Enum> values) {
  Json list = Json::array();
  for (const Enum value : values) list.push_back(word(value));
  return list;
}

/// The words of an enumeration whose bits are set.
template <class Enum>
Json bits_to_json(unsigned bits) {
  Json list = Json::array();
  for (std::size_t i = 0; i < words<Enum>.size(); ++i)
    if ((bits >> i & 1u) != 0) list.push_back(words<Enum>[i]);
  return list;
}

Json bound_to_json(const Bound& bound) {
  const bool calendar = bound.clock == Clock::calendar;
  const auto limit = [&](std::int32_t value) { return calendar ? Json(value) : hours({value}); };
  return {{"clock", word(bound.clock)},
          {"full_time", limit(bound.limit.full_time)},
          {"part_time", limit(bound.limit.part_time)},
          {"strict", bound.edge != Edge::reached},
          {"test", word(bound.test)}};
}

/// The point on a clock that a window's end shows: the hand-over's for a day before it, else its own.
const Bound* bound_of(const WindowEnd& end, const Regime& regime) {
  if (end.kind == EndKind::bound) return &end.bound;
  if (end.kind == EndKind::handover && regime.handover) return &regime.handover->window.bound;
  return nullptr;
}

Json end_to_json(const WindowEnd& end, const Regime& regime) {
  if (end.kind == EndKind::after_handover && regime.handover)
    return Json{{"after", regime.handover->rule.id}};
  const Bound* bound = bound_of(end, regime);
  return bound != nullptr ? bound_to_json(*bound) : Json(nullptr);
}

/// How a window's end is given, and which day its point on a clock means.
Json end_kind_to_json(const WindowEnd& end, const Regime& regime) {
  const Bound* bound = bound_of(end, regime);
  return {{"kind", word(end.kind)}, {"edge", bound != nullptr ? Json(word(bound->edge)) : Json(nullptr)}};
}

void put_window(Json& rule, const Window& window, const Regime& regime) {
  rule["window"] = {{"from", end_to_json(window.from, regime)}, {"to", end_to_json(window.to, regime)}};
  rule["window_ends"] = {{"from", end_kind_to_json(window.from, regime)},
                         {"to", end_kind_to_json(window.to, regime)}};
  rule["window_under"] = Json::array();
  const auto add = [&](std::string_view end, const WindowEnd& of) {
    for (const BoundUnder& other : of.under)
      rule["window_under"].push_back({{"end", end},
                                      {"reading", info(other.when.reading).id},
                                      {"value", info(other.when.reading).values[other.when.value]},
                                      {"bound", bound_to_json(other.bound)},
                                      {"edge", word(other.bound.edge)}});
  };
  add("from", window.from);
  add("to", window.to);
}

Json readings_to_json(const Rule& rule) {
  Json readings = Json::array();
  for (const Reading reading : rule.readings) readings.push_back(info(reading).id);
  return readings;
}

Json rule_to_json(const Rule& rule, const Regime& regime) {
  Json json = {{"rule", rule.id},
               {"regime", regime.id},
               {"kind", word(rule.kind)},
               {"conversation", nullptr},
               {"holder", Json::array()},
               {"participant", nullptr},
               {"participant_absent", nullptr},
               {"count", nullptr},
               {"window", nullptr},
               {"window_ends", nullptr},
               {"window_under", nullptr},
               {"ordinals", nullptr},
               {"condition", nullptr},
               {"after_cv", nullptr},
               {"empty_joblog", nullptr},
               {"group", nullptr},
               {"among", nullptr},
               {"participation", nullptr},
               {"ordinal", nullptr},
               {"every", nullptr},
               {"postponement", nullptr},
               {"exemptions", Json::array()},
               {"until", nullptr},
               {"after_trial", nullptr},
               {"repaired_by", nullptr},
               {"replaces", nullptr},
               {"beside", nullptr},
               {"share", nullptr},
               {"themes", nullptr},
               {"readings", readings_to_json(rule)},
               {"basis", basis_to_json(rule.basis)},
               {"text", text_to_json(rule.text)}};
  put_window(json, {}, regime);
  return json;
}

Json requirement_to_json(const Requirement& requirement, const Regime& regime) {
  Json json = rule_to_json(requirement.rule, regime);
  json["conversation"] = word(requirement.conversation);
  json["holder"].push_back(word(requirement.holder));
  json["participant"] = word_or_null(requirement.participant);
  if (requirement.participant_absent) json["participant_absent"] = info(*requirement.participant_absent).id;
  json["count"] = requirement.count;
  put_window(json, requirement.window, regime);
  if (requirement.ordinals != Ordinals{})
    json["ordinals"] = {requirement.ordinals.first, requirement.ordinals.last};
  if (requirement.after_cv) json["condition"] = "after_cv_samtale";
  if (requirement.condition != Condition::none) json["condition"] = word(requirement.condition);
  json["after_cv"] = requirement.after_cv;
  if (requirement.condition == Condition::empty_joblog) {
    json["empty_joblog"] = range_to_json(requirement.empty_joblog.months);
    json["empty_joblog"]["least_duty_days"] = requirement.empty_joblog.least_duty_days;
  }
  json["group"] = word(requirement.group);
  json["among"] = word_or_null(requirement.or_else);
  if (requirement.choosable)
    json["participation"] = {{"party", word(requirement.choosable->party)},
                             {"without_choice", word(requirement.choosable->without_choice)}};
  json["ordinal"] = requirement.ordinal;
  if (requirement.every != Limit{}) json["every"] = limit_to_json(requirement.every);
  if (requirement.postponement != Postponement{})
    json["postponement"] = {{"days", requirement.postponement.days},
                            {"hours", limit_to_json(requirement.postponement.hours)}};
  json["exemptions"] = words_to_json(requirement.exemptions);
  json["until"] = day_or_null(requirement.until);
  if (regime.entry == Entry::national) json["after_trial"] = word(requirement.after_trial);
  json["repaired_by"] = word_or_null(requirement.repaired_by);
  json["replaces"] = text_or_null(requirement.replaces);
  json["beside"] = text_or_null(requirement.beside);
  return json;
}

/// A rule that asks for no conversation, with what its regime says for it.
Json other_rule_to_json(const Rule& rule, const Regime& regime) {
  Json json = rule_to_json(rule, regime);
  if (regime.handover && rule.id == regime.handover->rule.id)
    put_window(json, {{}, regime.handover->window}, regime);
  for (const Share& share : regime.shares)
    if (rule.id == share.rule.id) {
      json["share"] = share.per_cent;
      json["holder"] = words_to_json(share.holders);
    }
  if (regime.groups && rule.id == regime.groups->theme.id) {
    json["themes"] = Json::object();
    for (const ThemeList& list : regime.groups->themes)
      json["themes"][std::string(word(list.track))] =
          Json(std::vector<std::string_view>{list.themes.begin(), list.themes.end()});
  }
  return json;
}

Json form_row_to_json(const FormRow& row) {
  Json under = nullptr;
  if (row.under)
    under = {{"reading", info(row.under->reading).id},
             {"value", info(row.under->reading).values[row.under->value]},
             {"remote", bits_to_json<Form>(row.remote_under)}};
  return {{"from", day_or_null(row.days.from)},
          {"to", day_or_null(row.days.to)},
          {"remote", bits_to_json<Form>(row.remote)},
          {"suspended", row.suspended},
          {"summoned_by", day_or_null(row.summoned_by)},
          {"held_by", word_or_null(row.held_by)},
          {"others_unknown", row.others_unknown},
          {"not_with", word_or_null(row.not_with)},
          {"first_in_person", word_or_null(row.first_in_person)},
          {"under", std::move(under)},
          {"basis", basis_to_json({&row.basis, 1})}};
}

Json form_rows_to_json(std::span<const FormRow> rows) {
  Json list = Json::array();
  for (const FormRow& row : rows) list.push_back(form_row_to_json(row));
  return list;
}

Json handover_to_json(const Handover& handover) {
  Json ends = Json::array(), admissions = Json::array();
  for (const EndRule& end : handover.ends)
    ends.push_back({{"event", word(end.event)},
                    {"reason", word(end.reason)},
                    {"only_if_not_admitted", end.only_if_not_admitted},
                    {"basis", basis_to_json({&end.basis, 1})}});
  for (const Admission& admission : handover.admissions)
    admissions.push_back({{"a_kasse", admission.a_kasse},
                          {"list", word(admission.list)},
                          {"municipalities", Json(admission.municipalities)},
                          {"from", day_or_null(admission.days.from)},
                          {"to", day_or_null(admission.days.to)},
                          {"basis", basis_to_json({&admission.basis, 1})}});
  return {{"rule", handover.rule.id}, {"ends", std::move(ends)}, {"admissions", std::move(admissions)}};
}

Json regime_to_json(const Regime& regime) {
  Json merging = Json::array(), exemptions = Json::array();
  for (const Exemption& exemption : regime.exemptions)
    exemptions.push_back(
        {{"reason", word(exemption.reason)}, {"basis", basis_to_json({&exemption.basis, 1})}});
  if (regime.merging)
    for (const Pair& pair : regime.merging->pairs) merging.push_back({word(pair[0]), word(pair[1])});
  Json groups = nullptr;
  if (regime.groups)
    groups = {{"stands_for", word(regime.groups->stands_for)},
              {"least_themes", regime.groups->least_themes},
              {"older_than", regime.groups->older_than},
              {"cap", regime.groups->cap}};
  const auto all = obligations(regime);
  const auto fewest = minimum_meetings(regime);
  return {{"regime", regime.id},
          {"name", text_to_json(regime.name)},
          {"entry", word(regime.entry)},
          {"municipality", regime.municipality != 0 ? Json(regime.municipality) : Json(nullptr)},
          {"valid", range_to_json(regime.valid)},
          {"known_until", day_or_null(regime.known_until)},
          {"national_decides_from", day_or_null(regime.national_decides_from)},
          {"whole", regime.whole()},
          {"obligations", all ? Json(*all) : Json(nullptr)},
          {"minimum_meetings", fewest ? Json(*fewest) : Json(nullptr)},
          {"merging", std::move(merging)},
          {"most_merged", regime.merging ? Json(regime.merging->most) : Json(nullptr)},
          {"forms",
           {{"reported", regime.form.reported},
            {"remote", bits_to_json<Form>(regime.form.remote_forms)},
            {"rows", form_rows_to_json(regime.form.rows)}}},
          {"handover", regime.handover ? handover_to_json(*regime.handover) : Json(nullptr)},
          {"group_conversations", std::move(groups)},
          {"keeps_duties", regime.keeps_duties},
          {"track_unknown", regime.track_unknown},
          {"exemptions", std::move(exemptions)}};
}

Json open_question_to_json(const OpenQuestion& open) {
  const ReadingInfo& known = info(open.reading);
  Json values = Json::array();
  for (std::size_t i = 0; i < known.size(); ++i)
    values.push_back({{"value", known.values[i]}, {"text", text_to_json(open.values[i])}});
  return {{"id", known.id},
          {"values", std::move(values)},
          {"default", known.values[0]},
          {"question", text_to_json(open.question)},
          {"basis", basis_to_json(open.at_issue)},
          {"support",
           {{"text", text_to_json(open.support)},
            {"evidence", word(open.evidence())},
            {"basis", basis_to_json(open.supported_by)}}}};
}

/// The numbers behind the clocks, and the forms by date.
Json time_to_json(const Law& law) {
  const TimeLaw& time = law.time;
  Json dead = Json::array(), norms = Json::array(), suspensions = Json::array();
  for (const DeadPeriod& period : time.dead_periods) dead.push_back(range_to_json(period.days, period.basis));
  for (const MonthNorm& norm : time.norms)
    norms.push_back({{"from", day_or_null(norm.from)},
                     {"full_time", hours({norm.hours.full_time})},
                     {"part_time", hours({norm.hours.part_time})},
                     {"basis", basis_to_json({&norm.basis, 1})}});
  for (const Suspension& suspension : law.suspensions)
    suspensions.push_back(range_to_json(suspension.days, suspension.basis));
  // Each regime has its own rows above; where they share one table, the longest has all of it.
  std::span<const FormRow> rows;
  for (const Regime& regime : law.regimes)
    if (regime.form.rows.size() > rows.size()) rows = regime.form.rows;
  Json limit = {{"kind", word(time.limited_kind)}};
  limit.update(limit_to_json(time.limited_hours));
  return {{"dead_periods", std::move(dead)},
          {"month_norms", std::move(norms)},
          {"month", limit_to_json(time.month)},
          {"day", limit_to_json(time.day)},
          {"kinds",
           {{"aggregate_unemployment", bits_to_json<BenefitKind>(time.aggregate_kinds)},
            {"aggregate_unemployment_if_counted", bits_to_json<BenefitKind>(time.aggregate_kinds_if_counted)},
            {"benefit_consumption", bits_to_json<BenefitKind>(time.consumption_kinds)}}},
          {"limited_consumption", std::move(limit)},
          {"aggregate_in_hours_from", day_or_null(time.aggregate_in_hours_from)},
          {"aggregate_lapses_after_years", time.aggregate_lapses_after_years},
          {"suspensions", std::move(suspensions)},
          {"forms", form_rows_to_json(rows)},
          {"observed",
           {{"rule", time.observed.id},
            {"kind", word(time.observed.kind)},
            {"readings", readings_to_json(time.observed)},
            {"basis", basis_to_json(time.observed.basis)},
            {"text", text_to_json(time.observed.text)}}},
          {"basis", basis_to_json(time.basis)}};
}

} // namespace

std::string law_to_json(const Law& law, std::string_view regime) {
  Json regimes = Json::array(), rules = Json::array(), readings = Json::array();
  Json national = Json::array(), unknown = Json::array();
  std::uint32_t used = 0;
  for (const Regime& r : law.regimes) {
    if (!regime.empty() && r.id != regime) continue;
    used |= readings_of(r);
    regimes.push_back(regime_to_json(r));
    for (const Requirement& requirement : r.requirements)
      rules.push_back(requirement_to_json(requirement, r));
    for_each_other_rule(r, [&](const Rule& rule) { rules.push_back(other_rule_to_json(rule, r)); });
  }
  for (const OpenQuestion& open : law.readings)
    if (regime.empty() || (used >> static_cast<unsigned>(open.reading) & 1u) != 0)
      readings.push_back(open_question_to_json(open));
  for (const NationalPeriod& period : law.national) {
    national.push_back({{"regime", period.id}});
    national.back().update(range_to_json(period.valid, period.basis));
  }
  for (const UnknownVariant& variant : law.unknown_variants) {
    unknown.push_back({{"municipalities", Json(variant.municipalities)}});
    unknown.back().update(range_to_json(variant.days, variant.basis));
  }
  return dump({{"schema", "kontaktforloeb/rules-1"},
               {"law", {{"revision", law.revision}}},
               {"regimes", std::move(regimes)},
               {"rules", std::move(rules)},
               {"readings", std::move(readings)},
               {"time", time_to_json(law)},
               {"national", std::move(national)},
               {"unknown_variants", std::move(unknown)}});
}

std::string_view law_digest() { return encoded_law_digest; }

} // namespace kontaktforloeb
