#pragma once
/// @file
/// What a rule of the law is, as plain data: tables of these are the law (see `regimes/`).

#include <kontaktforloeb/basis.hpp>
#include <kontaktforloeb/date.hpp>
#include <kontaktforloeb/hours.hpp>
#include <kontaktforloeb/reading.hpp>
#include <kontaktforloeb/terms.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace kontaktforloeb {

/// What a rule does.
enum class RuleKind : std::uint8_t {
  requirement, ///< Asks for conversations in a window.
  prohibition, ///< Forbids something of a meeting.
  state,       ///< Says who is responsible, or what about the course is not known.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 3> words<RuleKind>{"requirement", "prohibition", "state"};
/// @endcond

/// What every rule has: a name, a sentence, and what it stands on.
struct Rule {
  std::string_view id = {};               ///< `<regime>.<rule>`.
  RuleKind kind = RuleKind::state;        ///< What it does.
  Text text = {};                         ///< The rule in one sentence.
  std::span<const Basis> basis = {};      ///< Its sources, the governing one first; never empty.
  std::span<const Reading> readings = {}; ///< The open questions that can change its outcome.
};

/// How a limit meets the amount on a clock.
enum class Edge : std::uint8_t {
  reached,  ///< The first day on which the amount is at least the limit.
  exceeded, ///< The first day on which the amount is more than the limit.
  before,   ///< The last day before the amount is at least the limit.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 3> words<Edge>{"reached", "exceeded", "before"};
/// @endcond

/// When a limit is tested.
enum class Test : std::uint8_t {
  on_the_day,   ///< Every day.
  end_of_month, ///< On the last day of a month, that month's hours included.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 2> words<Test>{"on_the_day", "end_of_month"};
/// @endcond

/// A limit by insurance status: hundredths of hours on the hour clocks, days on the calendar.
struct Limit {
  std::int32_t full_time = 0; ///< For full-time insured.
  std::int32_t part_time = 0; ///< For part-time insured.
  friend constexpr bool operator==(const Limit&, const Limit&) = default;
};

/// A point on a clock.
struct Bound {
  Clock clock = Clock::calendar; ///< The clock.
  Limit limit = {};              ///< How much it must show.
  Edge edge = Edge::reached;     ///< Which day that is.
  Test test = Test::on_the_day;  ///< When it is tested.
  friend constexpr bool operator==(const Bound&, const Bound&) = default;
};

/// A bound that holds instead under a reading's value.
struct BoundUnder {
  ReadingChoice when = {}; ///< The reading and its value.
  Bound bound = {};        ///< The bound then.
};

/// How the end of a window is given.
enum class EndKind : std::uint8_t {
  open,           ///< No end on this side.
  bound,          ///< A point on a clock.
  handover,       ///< The last day before the regime's hand-over.
  next_month,     ///< The first or last day of the month after the event that calls for the conversation.
  after_handover, ///< The first day after the regime's hand-over.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 5> words<EndKind>{"open", "bound", "handover", "next_month",
                                                                "after_handover"};
/// @endcond

/// One end of a window; the day itself is inside.
struct WindowEnd {
  EndKind kind = EndKind::open;           ///< How it is given.
  Bound bound = {};                       ///< The point, for `EndKind::bound`.
  std::span<const BoundUnder> under = {}; ///< Other points under other readings, whatever the kind.
};

/// From the first to the last day in time, both inside.
struct Window {
  WindowEnd from = {}; ///< First day.
  WindowEnd to = {};   ///< Last day.
};

/// A conversation fills at most one slot in each group.
enum class Group : std::uint8_t {
  cv,            ///< CV conversations.
  jobsamtale,    ///< Jobsamtaler.
  joint,         ///< Joint conversations, all ordinals.
  raadighed,     ///< Rådighedssamtaler, the extra one too.
  a_kasse_first, ///< The a-kasse's first jobsamtale, which is one of its jobsamtaler too.
  beside,        ///< A variant's conversations where the national rule decides.
};
/// Number of groups.
inline constexpr std::size_t group_count = 6;

/// @cond words
template <>
inline constexpr std::array<std::string_view, group_count> words<Group>{
    "cv", "jobsamtale", "joint", "raadighed", "a_kasse_first", "beside"};
/// @endcond

/// What makes a requirement apply.
enum class Condition : std::uint8_t {
  none,                ///< It always does.
  empty_joblog,        ///< A month with a duty to search and no search logged; once for each such month.
  need_or_request,     ///< A need that the a-kasse found, or somebody's request.
  not_jobcenter_track, ///< Unless the person is visited to the jobcenter for the whole course.
  jobcenter_track,     ///< Only for a person visited to the jobcenter for the whole course.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 5> words<Condition>{"", "empty_joblog", "need_or_request",
                                                                  "not_jobcenter_track", "jobcenter_track"};
/// @endcond

/// Whether a party takes part in a conversation of another about which nobody chose anything.
enum class Attendance : std::uint8_t {
  takes_part, ///< It takes part until it is declined.
  stays_out,  ///< It stays out until it is wanted.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 2> words<Attendance>{"takes_part", "stays_out"};
/// @endcond

/// A party whose part in a conversation is a matter of choice, one conversation at a time.
struct Choosable {
  Party party = Party::a_kasse;                       ///< The party.
  Attendance without_choice = Attendance::takes_part; ///< What holds when nobody chose.
  friend constexpr bool operator==(const Choosable&, const Choosable&) = default;
};

/// How far a conversation may be postponed; 0 and zero hours: not at all.
struct Postponement {
  std::int32_t days = 0; ///< Calendar days beyond the last day that are allowed in any case.
  Limit hours = {}; ///< Hours beyond the limit that may be meant instead; between the two nothing is settled.
  friend constexpr bool operator==(const Postponement&, const Postponement&) = default;
};

/// What becomes of a national rule for a person who comes from a trial.
enum class AfterTrial : std::uint8_t {
  nothing,   ///< The trial's own rules stood for it.
  in_full,   ///< It applies in full.
  unsettled, ///< How much the trial's conversations stand for is not settled.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 3> words<AfterTrial>{"nothing", "in_full", "unsettled"};
/// @endcond

/// Which empty months call for an extra conversation.
struct EmptyJoblog {
  DateRange months = {};            ///< Days that the month must lie within.
  std::int32_t least_duty_days = 0; ///< Days with a duty to search, at least.
};

/// Numbers that a conversation may have among the jobcenter's conversations; 0 and 0: any.
struct Ordinals {
  std::uint8_t first = 0; ///< Lowest number allowed.
  std::uint8_t last = 0;  ///< Highest number allowed.
  friend constexpr bool operator==(const Ordinals&, const Ordinals&) = default;
};

/// A rule that asks for conversations.
struct Requirement {
  Rule rule = {};                                       ///< Name, sentence, sources.
  Conversation conversation = Conversation::jobsamtale; ///< What is to be held.
  std::optional<Conversation> or_else =
      {}; ///< Kind that counts too by the regime (`joint_counts_towards_jobsamtaler`).
  Group group = Group::jobsamtale;                ///< Which slots compete for one conversation.
  Party holder = Party::a_kasse;                  ///< Who holds it.
  std::optional<Party> participant = {};          ///< Who else takes part, for joint conversations.
  std::optional<Reading> participant_absent = {}; ///< Reading that decides a plain absence; none: it counts.
  std::int32_t count = 1;                         ///< How many.
  Window window = {};                             ///< When.
  Ordinals ordinals = {};                         ///< Which number it must have.
  bool after_cv = false;                          ///< Not before the CV conversation.
  std::optional<Choosable> choosable = {};        ///< Party whose part the person may choose.
  Condition condition = Condition::none;          ///< What makes it apply.
  EmptyJoblog empty_joblog = {};                  ///< For `Condition::empty_joblog`.
  std::string_view replaces = {};                 ///< Rule of the national regime that a variant replaces.
  std::string_view beside = {};   ///< National rule beside which a variant's stands where it replaces none.
  std::int32_t ordinal = 1;       ///< Which of several, for choices, requests and postponements.
  Limit every = {};               ///< A series: one more each time the clock shows so much more; zero: none.
  Postponement postponement = {}; ///< How far it may be postponed.
  std::optional<Party> repaired_by = {};         ///< Holder that counts too under `handover_repair`.
  std::span<const ExemptReason> exemptions = {}; ///< What frees from it besides the regime's exemptions.
  Date until = {};                               ///< Last day on which it can fall due; unset: the regime's.
  AfterTrial after_trial = AfterTrial::nothing;  ///< What becomes of it after a trial.
};

/// Two kinds of conversation that may share a meeting.
using Pair = std::array<Conversation, 2>;

/// Which conversations may be merged into one meeting.
struct Merging {
  Rule rule = {}; ///< Name, sentence, sources.
  std::span<const Pair> pairs =
      {}; ///< The pairs allowed; every other meeting of several conversations is not.
  std::int32_t most =
      2; ///< Most conversations in one meeting; under `merging_limit` most merged meetings too.
};

/// Forms as bits, `1 << Form`.
using Forms = std::uint8_t;

/// The bits of some forms.
template <class... Form_>
constexpr Forms forms(Form_... form) {
  return static_cast<Forms>((0 | ... | (1u << static_cast<unsigned>(form))));
}

/// Which forms count on some days, besides personal attendance.
struct FormRow {
  DateRange days = {};    ///< The days.
  Forms remote = 0;       ///< Forms that count besides attendance.
  bool suspended = false; ///< The effort is suspended: nothing counts, nothing is forbidden.
  Date summoned_by = {};  ///< If set, remote counts only if summoned by then or in a closed municipality.
  std::optional<Party> held_by = {}; ///< If set, remote counts only for this holder.
  bool others_unknown = false;       ///< Whether it is not known what counts for the other holder.
  std::optional<Conversation> not_with =
      {}; ///< If set, remote does not count for a meeting with this conversation.
  std::optional<Conversation> first_in_person =
      {}; ///< If set, remote counts only after one such conversation of that holder in person.
  std::optional<ReadingChoice> under = {}; ///< Reading under which `remote_under` counts without condition.
  Forms remote_under = 0;                  ///< Forms for `under`.
  Basis basis = {};                        ///< The row's source.
};

/// Which forms are allowed when.
struct FormRule {
  Rule rule = {};                     ///< Name, sentence, sources.
  std::span<const FormRow> rows = {}; ///< By date.
  bool reported = false;  ///< Whether a breach is a finding; the rows decide what counts either way.
  Forms remote_forms = 0; ///< Forms that reading `ordinary_remote` would let count.
};

/// Themes of one track of group conversations.
struct ThemeList {
  Track track = {};                              ///< The track.
  std::span<const std::string_view> themes = {}; ///< Their words in files.
};

/// Group conversations that may stand for individual ones.
struct GroupConversations {
  Rule substitution = {};                             ///< That, and for whom, they may.
  Rule theme = {};                                    ///< That each has a theme of its own track.
  Rule track = {};                                    ///< Who belongs to the education track.
  Conversation stands_for = Conversation::jobsamtale; ///< What they may stand for.
  std::span<const ThemeList> themes = {};             ///< Themes by track.
  std::int32_t least_themes = 1;                      ///< Themes of its own list that each has at least.
  std::int32_t older_than = 0; ///< Age in completed years above which an outdated education is none.
  std::int32_t cap = 0;        ///< Most general ones that count under `group_substitution_cap`.
};

/// An event that ends the a-kasse's course.
struct EndRule {
  EventType event = {};  ///< The event; its date is the first day outside.
  EndReason reason = {}; ///< The reason it gives.
  bool only_if_not_admitted =
      false;        ///< For moving: only to a municipality where the a-kasse is not admitted.
  Basis basis = {}; ///< Source.
};

/// What is known of where an a-kasse takes part.
enum class AdmissionList : std::uint8_t {
  only,       ///< Only in these municipalities.
  all_except, ///< In all but these.
  unknown,    ///< The list is not known; surely not in these.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 3> words<AdmissionList>{"only", "all_except", "unknown"};
/// @endcond

/// Where an a-kasse takes part in a trial.
struct Admission {
  std::string_view a_kasse = {};                      ///< The a-kasse's code.
  AdmissionList list = {};                            ///< What the municipalities mean.
  std::span<const std::uint16_t> municipalities = {}; ///< Codes, ascending.
  Basis basis = {};                                   ///< Source.
  DateRange days = {};                                ///< Days on which that holds; an unset end is open.
};

/// What a part of all persons is owed, for whole cohorts.
struct Share {
  Rule rule = {};                      ///< Name, sentence, sources.
  std::int32_t per_cent = 0;           ///< At least so many of a hundred.
  std::span<const Party> holders = {}; ///< Whose conversations it is about, each by itself.

  /// Whether `kept` of `all` persons are enough; nobody is enough of nobody.
  [[nodiscard]] constexpr bool kept(std::int64_t of_those, std::int64_t all) const {
    return of_those * 100 >= all * per_cent;
  }
};

/// An exemption from every conversation of a regime.
struct Exemption {
  ExemptReason reason = {}; ///< Why.
  Basis basis = {};         ///< Source.
};

/// When and how responsibility passes from the a-kasse to the jobcenter.
struct Handover {
  Rule rule = {};                             ///< Name, sentence, sources.
  WindowEnd window = {};                      ///< The limit, and how it is tested.
  std::span<const EndRule> ends = {};         ///< Recorded events that end the course.
  std::span<const Admission> admissions = {}; ///< Where which a-kasse takes part.
};

/// How a course comes under a regime.
enum class Entry : std::uint8_t {
  by_name,      ///< Only when asked for by name.
  national,     ///< By the day of the placing.
  municipality, ///< By the municipality on the day of the placing.
  visited,      ///< By being visited.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 4> words<Entry>{"by_name", "national", "municipality",
                                                              "visited"};
/// @endcond

/// One set of rules with its dates.
struct Regime {
  std::string_view id = {};       ///< Its name in files and reports.
  Text name = {};                 ///< What it is.
  Entry entry = Entry::by_name;   ///< How a course comes under it.
  DateRange valid = {};           ///< Days on which courses begin under it.
  Date known_until = {};          ///< Last day for which what follows is known; unset: the next law is.
  std::uint16_t municipality = 0; ///< For `Entry::municipality`: its code.
  std::span<const Requirement> requirements = {}; ///< What it asks for.
  std::optional<Merging> merging = {};            ///< What may be merged; none: no rule about it.
  FormRule form = {};                             ///< Which forms count.
  std::optional<Handover> handover = {};         ///< Who is responsible when; none: the jobcenter throughout.
  std::span<const Exemption> exemptions = {};    ///< Exemptions from every conversation.
  std::optional<GroupConversations> groups = {}; ///< Group conversations that may stand for individual ones.
  std::span<const Share> shares = {};            ///< What is owed to a part of all persons.
  bool track_unknown = false;        ///< Whether what holds for the jobcenter's track is not known.
  bool keeps_duties = false;         ///< Whether a course begun under it keeps its duties after its last day.
  Date national_decides_from = {};   ///< For variants: from here the national rule decides.
  Rule applicability = {};           ///< Whether the course lies within the regime at all.
  Rule transition = {};              ///< What holds when a course outlives the regime.
  std::optional<Rule> coverage = {}; ///< Present while not all of the regime's rules are in this version.

  /// Whether all of its rules are in this version.
  [[nodiscard]] constexpr bool whole() const { return !coverage.has_value(); }
};

/// Calls `each` with every rule of a regime that is not a requirement, in the order in which they are
/// reported.
template <class Each>
constexpr void for_each_other_rule(const Regime& regime, const Each& each) {
  if (regime.merging) each(regime.merging->rule);
  if (regime.form.reported) each(regime.form.rule);
  if (regime.groups) {
    each(regime.groups->substitution);
    each(regime.groups->theme);
    each(regime.groups->track);
  }
  if (regime.handover) each(regime.handover->rule);
  for (const Share& share : regime.shares) each(share.rule);
  each(regime.applicability);
  each(regime.transition);
  if (regime.coverage) each(*regime.coverage);
}

/// A stretch of national law, in this version or not.
struct NationalPeriod {
  std::string_view id = {}; ///< The regime's id.
  DateRange valid = {};     ///< Its days.
  Basis basis = {};         ///< Source.
};

/// Days whose hours count on no hour clock.
struct DeadPeriod {
  DateRange days = {}; ///< Inclusive.
  Basis basis = {};    ///< Source.
};

/// The most hours that a month may carry, from a day on.
struct MonthNorm {
  Date from = {};   ///< First day, always the first of a month.
  Limit hours = {}; ///< Hundredths of hours.
  Basis basis = {}; ///< Source.
};

/// Kinds of benefit as bits, `1 << BenefitKind`.
using Kinds = std::uint8_t;

/// The bits of some kinds of benefit.
template <class... Kind>
constexpr Kinds kinds(Kind... kind) {
  return static_cast<Kinds>((0 | ... | (1u << static_cast<unsigned>(kind))));
}

/// How time is counted: the numbers behind the clocks.
struct TimeLaw {
  std::span<const DeadPeriod> dead_periods = {}; ///< Days that count on no hour clock, ascending.
  std::span<const MonthNorm> norms = {};         ///< A month's hours, ascending by date.
  Limit month = {};                              ///< Hours of a month of full benefit, for projecting.
  Limit day = {};                                ///< Hours of one day of full benefit.
  Kinds aggregate_kinds = 0;                     ///< Kinds that count as aggregate unemployment.
  Kinds aggregate_kinds_if_counted = 0;          ///< Kinds added by reading `other_benefit_in_aggregate`.
  Kinds consumption_kinds = 0;                   ///< Kinds that consume the right to benefit.
  BenefitKind limited_kind = BenefitKind::sygedagpenge; ///< Kind that consumes only for a time.
  Limit limited_hours = {};                             ///< Hours of an unbroken run of it that consume.
  Date aggregate_in_hours_from = {}; ///< Aggregate unemployment of earlier placings is in another unit.
  std::int32_t aggregate_lapses_after_years =
      0;                             ///< Years without its benefit after which earlier hours drop out.
  std::span<const Basis> basis = {}; ///< Sources of the numbers without one of their own.
  Rule observed = {};                ///< The finding when an official count differs from the computed one.

  /// Whether aggregate unemployment of the time up to `paid_until` has dropped out on the day `then`, when
  /// none of its benefit was paid between them.
  [[nodiscard]] constexpr bool lapsed(Date paid_until, Date then) const {
    if (aggregate_lapses_after_years == 0) return false;
    const Date next = paid_until + 1;
    const std::int32_t years = then.year() - next.year();
    const auto in_year = [](Date date) { return date.month() * 32 + date.day(); };
    return years > aggregate_lapses_after_years ||
           (years == aggregate_lapses_after_years && in_year(then) >= in_year(next));
  }
};

/// Days on which the whole effort was suspended.
struct Suspension {
  DateRange days = {}; ///< Inclusive.
  Basis basis = {};    ///< Source.
};

/// Municipalities with a variant of their own whose rules are not known.
struct UnknownVariant {
  std::span<const std::uint16_t> municipalities = {}; ///< Codes, ascending.
  DateRange days = {};                                ///< Days on which benefit periods begin under it.
  Basis basis = {};                                   ///< Source.
};

/// All the law that the engine judges by. `current_law` is the one in force.
struct Law {
  std::string_view revision = {};                        ///< Day on which the law was last gone through.
  TimeLaw time = {};                                     ///< How time is counted.
  std::span<const Suspension> suspensions = {};          ///< Suspensions of the whole effort.
  std::span<const NationalPeriod> national = {};         ///< The national law by date.
  std::span<const Regime> regimes = {};                  ///< The regimes of this version.
  std::span<const UnknownVariant> unknown_variants = {}; ///< Variants whose rules are not known.
  std::span<const OpenQuestion> readings = {}; ///< What the sources leave open, in the order of `Reading`.

  /// The regime with this id, or null.
  [[nodiscard]] constexpr const Regime* find(std::string_view id) const {
    for (const Regime& regime : regimes)
      if (regime.id == id) return &regime;
    return nullptr;
  }
  /// The requirement with this rule id, or null.
  [[nodiscard]] constexpr const Requirement* find_requirement(std::string_view id) const {
    for (const Regime& regime : regimes)
      for (const Requirement& requirement : regime.requirements)
        if (requirement.rule.id == id) return &requirement;
    return nullptr;
  }
};

} // namespace kontaktforloeb
