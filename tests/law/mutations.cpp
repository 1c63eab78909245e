#include "mutations.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace kontaktforloeb::lawcheck {
namespace {

using namespace std::string_literals;

using Change = std::function<void(OwnedLaw&)>;
/// Where in a changed law a value stands.
template <class T>
using At = std::function<T&(OwnedLaw&)>;

constexpr std::array<int, 2> steps{-1, 1};

std::string text(std::string_view view) { return std::string(view); }
std::string signed_text(int step, std::string_view unit) {
  return (step < 0 ? "-"s : "+"s) + std::to_string(step < 0 ? -step : step) + text(unit);
}
std::string hundredth(int step) { return step < 0 ? "-0.01 h" : "+0.01 h"; }

template <class T>
void drop(std::vector<T>& table, std::size_t i) {
  table.erase(table.begin() + static_cast<std::ptrdiff_t>(i));
}

/// Whether two form rows say the same, so that the border between them is of no account.
bool same_rule(const FormRow& a, const FormRow& b) {
  return a.remote == b.remote && a.suspended == b.suspended && a.summoned_by == b.summoned_by &&
         a.held_by == b.held_by && a.others_unknown == b.others_unknown && a.not_with == b.not_with &&
         a.first_in_person == b.first_in_person && a.under == b.under && a.remote_under == b.remote_under;
}

/// Whether two tables of forms have the same row at a place: one table begins with the other.
bool same_row(std::span<const FormRow> a, std::span<const FormRow> b, std::size_t k) {
  return k < a.size() && k < b.size() && a[k].days == b[k].days && same_rule(a[k], b[k]);
}

Party other(Party party) { return party == Party::a_kasse ? Party::jobcenter : Party::a_kasse; }

/// Kinds of conversation that fill a requirement by the tables, bits `1 << Conversation`.
unsigned accepted(const Requirement& requirement) {
  const auto bit = [](Conversation conversation) { return 1U << static_cast<unsigned>(conversation); };
  return bit(requirement.conversation) | (requirement.or_else ? bit(*requirement.or_else) : 0U);
}

/// Whether one conversation could fill both of two requirements: of a kind and a holder that both take.
bool compete(const Requirement& a, const Requirement& b) {
  const auto holds = [](const Requirement& requirement, Party party) {
    return requirement.holder == party || requirement.repaired_by == party;
  };
  const bool holder = (holds(a, Party::a_kasse) && holds(b, Party::a_kasse)) ||
                      (holds(a, Party::jobcenter) && holds(b, Party::jobcenter));
  return holder && (accepted(a) & accepted(b)) != 0;
}

class Maker {
public:
  explicit Maker(const Law& law) : law_(law) {}

  std::vector<Mutant> run() {
    for (std::size_t i = 0; i < law_.regimes.size(); ++i) {
      const Regime& regime = law_.regimes[i];
      change_regime(i, regime);
      for (std::size_t r = 0; r < regime.requirements.size(); ++r) change_requirement(i, r);
      if (regime.merging) change_merging(i, *regime.merging);
      if (regime.groups) change_groups(i, *regime.groups);
      if (regime.handover) change_handover(i, *regime.handover);
    }
    change_forms();
    change_exemptions();
    change_time(law_.time);
    change_suspensions();
    change_national();
    return std::move(mutants_);
  }

private:
  void add(std::string_view place, std::string_view kind, std::string what, Change change) {
    mutants_.push_back({text(place), text(kind), std::move(what), std::move(change)});
  }

  /// The value at a place replaced by another.
  template <class T>
  void put(std::string_view place, std::string_view kind, const std::string& what, const At<T>& at, T value) {
    add(place, kind, what, [at, value](OwnedLaw& law) { at(law) = value; });
  }

  /// A value of a closed list replaced by each other one; the field's last word names the kind.
  template <class T, std::size_t size>
  void swap(std::string_view place, const std::string& field, const std::array<std::string_view, size>& names,
            T now, const At<T>& at) {
    for (std::size_t i = 0; i < size; ++i)
      if (i != static_cast<std::size_t>(now))
        put(place, field.substr(field.rfind(' ') + 1), field + " " + text(names[i]), at, static_cast<T>(i));
  }

  void shift_day(std::string_view place, const std::string& field, Date now, const At<Date>& at) {
    if (!now.is_set()) return;
    for (const int step : steps) put(place, field, field + " " + signed_text(step, " day"), at, now + step);
  }

  /// The hours of a limit, a hundredth more and less.
  void shift_hours(std::string_view place, const std::string& field, const At<Limit>& at) {
    for (const int step : steps) {
      add(place, "hours", field + " full_time " + hundredth(step),
          [at, step](OwnedLaw& law) { at(law).full_time += step; });
      add(place, "hours", field + " part_time " + hundredth(step),
          [at, step](OwnedLaw& law) { at(law).part_time += step; });
    }
  }

  void change_bound(std::string_view place, const std::string& field, const Bound& now, const At<Bound>& at) {
    if (now.clock == Clock::calendar) {
      // A calendar has one limit for all.
      for (const int step : steps)
        add(place, "limit", field + " limit " + signed_text(step, " day"),
            [at, step](OwnedLaw& law) { at(law).limit.full_time += step; });
    } else {
      shift_hours(place, field + " limit", [at](OwnedLaw& law) -> Limit& { return at(law).limit; });
    }
    swap<Edge>(place, field + " edge", words<Edge>, now.edge,
               [at](OwnedLaw& law) -> Edge& { return at(law).edge; });
    swap<Test>(place, field + " test", words<Test>, now.test,
               [at](OwnedLaw& law) -> Test& { return at(law).test; });
    swap<Clock>(place, field + " clock", words<Clock>, now.clock,
                [at](OwnedLaw& law) -> Clock& { return at(law).clock; });
  }

  /// One end of a window with its points under other readings.
  void change_end(std::string_view place, const std::string& field, const WindowEnd& now,
                  const At<WindowEnd>& at, const At<std::vector<BoundUnder>>& under) {
    if (now.kind == EndKind::bound)
      change_bound(place, field, now.bound, [at](OwnedLaw& law) -> Bound& { return at(law).bound; });
    if (now.kind != EndKind::open)
      add(place, "window open", field + " open", [at](OwnedLaw& law) { at(law).kind = EndKind::open; });
    if (now.kind == EndKind::handover || now.kind == EndKind::after_handover) {
      const bool after = now.kind == EndKind::after_handover;
      add(place, "window hand-over", field + (after ? " the hand-over" : " after the hand-over"),
          [at, after](OwnedLaw& law) { at(law).kind = after ? EndKind::handover : EndKind::after_handover; });
    }
    for (std::size_t i = 0; i < now.under.size(); ++i) {
      const ReadingChoice when = now.under[i].when;
      const std::string reading =
          field + " under " + text(info(when.reading).id) + "=" + text(info(when.reading).values[when.value]);
      change_bound(place, reading, now.under[i].bound,
                   [under, i](OwnedLaw& law) -> Bound& { return under(law)[i].bound; });
      add(place, "reading's point dropped", reading + " dropped",
          [under, i](OwnedLaw& law) { drop(under(law), i); });
    }
  }

  void change_regime(std::size_t i, const Regime& now) {
    const At<Regime> at = [i](OwnedLaw& law) -> Regime& { return law.regimes[i].regime; };
    shift_day(now.id, "valid.from", now.valid.from,
              [at](OwnedLaw& law) -> Date& { return at(law).valid.from; });
    shift_day(now.id, "valid.to", now.valid.to, [at](OwnedLaw& law) -> Date& { return at(law).valid.to; });
    shift_day(now.id, "known_until", now.known_until,
              [at](OwnedLaw& law) -> Date& { return at(law).known_until; });
    if (now.known_until.is_set())
      add(now.id, "known_until", "known_until dropped", [at](OwnedLaw& law) { at(law).known_until = {}; });
    shift_day(now.id, "national_decides_from", now.national_decides_from,
              [at](OwnedLaw& law) -> Date& { return at(law).national_decides_from; });
    if (now.entry == Entry::municipality)
      add(now.id, "municipality", "municipality 101", [at](OwnedLaw& law) { at(law).municipality = 101; });
    // A national regime is entered through the national periods, whatever its own entry says.
    if (now.entry == Entry::visited || now.entry == Entry::municipality)
      add(now.id, "entry", "entry by name only", [at](OwnedLaw& law) { at(law).entry = Entry::by_name; });
    if (now.coverage)
      add(now.id, "coverage", "coverage dropped", [at](OwnedLaw& law) { at(law).coverage.reset(); });
    add(now.id, "keeps duties", now.keeps_duties ? "keeps no duties" : "keeps its duties",
        [at](OwnedLaw& law) { at(law).keeps_duties = !at(law).keeps_duties; });
    // Without a hand-over the jobcenter has the whole course anyway.
    if (now.handover)
      add(now.id, "track unknown", now.track_unknown ? "track known" : "track unknown",
          [at](OwnedLaw& law) { at(law).track_unknown = !at(law).track_unknown; });
    // A variant has the forms and the exemptions of the national regime below it.
    if (now.entry == Entry::municipality) return;
    add(now.id, "form reported", now.form.reported ? "form not reported" : "form reported",
        [at](OwnedLaw& law) { at(law).form.reported = !at(law).form.reported; });
    add(now.id, "form table", "no form rows", [i](OwnedLaw& law) { law.regimes[i].forms.clear(); });
    add(now.id, "remote forms", "no remote forms", [at](OwnedLaw& law) { at(law).form.remote_forms = 0; });
    add(now.id, "exemptions", "no exemptions", [i](OwnedLaw& law) { law.regimes[i].exemptions.clear(); });
  }

  void change_requirement(std::size_t i, std::size_t r) {
    const Regime& regime = law_.regimes[i];
    const Requirement& now = regime.requirements[r];
    const std::string_view place = now.rule.id;
    const At<Requirement> at = [i, r](OwnedLaw& law) -> Requirement& {
      return law.regimes[i].requirements[r];
    };
    for (const int step : steps)
      add(place, "count", "count " + signed_text(step, ""),
          [at, step](OwnedLaw& law) { at(law).count += step; });
    swap<Conversation>(place, "conversation", words<Conversation>, now.conversation,
                       [at](OwnedLaw& law) -> Conversation& { return at(law).conversation; });
    swap<Party>(place, "holder", words<Party>, now.holder,
                [at](OwnedLaw& law) -> Party& { return at(law).holder; });
    change_parties(place, now, at);

    change_group(place, regime, now, at);
    change_condition(place, regime, r, at);

    if (now.condition == Condition::empty_joblog) {
      // Its window is the month after the empty one, whatever the table says.
      change_joblog(place, now.empty_joblog, at);
    } else {
      for (const std::size_t side : {0U, 1U})
        change_end(
            place, side == 0 ? "window.from" : "window.to", side == 0 ? now.window.from : now.window.to,
            [at, side](OwnedLaw& law) -> WindowEnd& {
              return side == 0 ? at(law).window.from : at(law).window.to;
            },
            [i, r, side](OwnedLaw& law) -> std::vector<BoundUnder>& {
              return law.regimes[i].under[r].at(side);
            });
    }

    if (now.ordinals.last != 0) {
      for (const int step : steps) {
        add(place, "ordinals", "ordinals.first " + signed_text(step, ""), [at, step](OwnedLaw& law) {
          at(law).ordinals.first = static_cast<std::uint8_t>(at(law).ordinals.first + step);
        });
        add(place, "ordinals", "ordinals.last " + signed_text(step, ""), [at, step](OwnedLaw& law) {
          at(law).ordinals.last = static_cast<std::uint8_t>(at(law).ordinals.last + step);
        });
      }
      add(place, "ordinals", "ordinals dropped", [at](OwnedLaw& law) { at(law).ordinals = {}; });
    }
    // No CV conversation lies before the first CV conversation; where none is asked for, none is waited for.
    if (now.conversation != Conversation::cv_samtale && (now.after_cv || asks_for_cv(regime)))
      add(place, "after_cv", now.after_cv ? "after_cv dropped" : "after_cv added",
          [at](OwnedLaw& law) { at(law).after_cv = !at(law).after_cv; });
    if (!now.replaces.empty())
      add(place, "replaces", "replaces nothing", [at](OwnedLaw& law) { at(law).replaces = {}; });
    change_limits(place, regime, now, at);
    change_own_exemptions(i, r);
  }

  static bool asks_for_cv(const Regime& regime) {
    return std::any_of(regime.requirements.begin(), regime.requirements.end(), [](const Requirement& other) {
      return other.conversation == Conversation::cv_samtale;
    });
  }

  /// Whether a regime's rules may follow a trial: both hold on some day.
  [[nodiscard]] bool may_follow(const Regime& regime) const {
    return regime.entry == Entry::national &&
           std::any_of(law_.regimes.begin(), law_.regimes.end(), [&](const Regime& trial) {
             return trial.entry == Entry::visited && trial.valid.overlaps(regime.valid);
           });
  }

  /// A group is who competes for a conversation: two groups with the same rivals are one.
  void change_group(std::string_view place, const Regime& regime, const Requirement& now,
                    const At<Requirement>& at) {
    using Rivals = std::vector<const Requirement*>;
    const auto rivals_in = [&](Group group) {
      Rivals rivals;
      const auto look = [&](const Regime& where) {
        for (const Requirement& other : where.requirements)
          if (&other != &now && other.group == group && compete(other, now)) rivals.push_back(&other);
      };
      look(regime);
      for (const Regime& trial : law_.regimes)
        if (trial.entry == Entry::visited && now.after_trial != AfterTrial::nothing && may_follow(regime))
          look(trial);
      return rivals;
    };
    std::vector<Rivals> tried{rivals_in(now.group)};
    for (std::size_t g = 0; g < group_count; ++g) {
      const auto group = static_cast<Group>(g);
      const Rivals rivals = rivals_in(group);
      if (std::find(tried.begin(), tried.end(), rivals) != tried.end()) continue;
      tried.push_back(rivals);
      put<Group>(
          place, "group", "group " + text(words<Group>[g]),
          [at](OwnedLaw& law) -> Group& { return at(law).group; }, group);
    }
  }

  void change_condition(std::string_view place, const Regime& regime, std::size_t r,
                        const At<Requirement>& at) {
    const Requirement& now = regime.requirements[r];
    // There is a track only where a hand-over and another rule know it.
    bool track = false;
    for (std::size_t other = 0; other < regime.requirements.size(); ++other)
      track |= other != r && regime.requirements[other].condition == Condition::jobcenter_track;
    track &= regime.handover.has_value() && !regime.track_unknown;
    for (std::size_t c = 0; c < words<Condition>.size(); ++c) {
      const auto condition = static_cast<Condition>(c);
      const auto always = [&](Condition one) {
        return one == Condition::none || (one == Condition::not_jobcenter_track && !track);
      };
      if (condition == now.condition || (always(condition) && always(now.condition))) continue;
      put<Condition>(
          place, "condition", "condition " + (c == 0 ? "none" : text(words<Condition>[c])),
          [at](OwnedLaw& law) -> Condition& { return at(law).condition; }, condition);
    }
  }

  /// How far a rule reaches: its number, series, postponement, last day, and what becomes of it after a
  /// trial.
  void change_limits(std::string_view place, const Regime& regime, const Requirement& now,
                     const At<Requirement>& at) {
    // The number is asked for where people choose, ask or postpone.
    if (now.participant || now.condition == Condition::need_or_request || now.postponement != Postponement{})
      add(place, "ordinal", "ordinal +1", [at](OwnedLaw& law) { ++at(law).ordinal; });
    if (now.every != Limit{}) {
      shift_hours(place, "every", [at](OwnedLaw& law) -> Limit& { return at(law).every; });
      add(place, "every", "every dropped", [at](OwnedLaw& law) { at(law).every = {}; });
    }
    change_postponement(place, regime, now, at);
    if (now.repaired_by)
      add(place, "repaired_by", "repaired_by dropped", [at](OwnedLaw& law) { at(law).repaired_by.reset(); });
    else if (std::find(now.rule.readings.begin(), now.rule.readings.end(), Reading::handover_repair) !=
             now.rule.readings.end())
      add(place, "repaired_by", "repaired_by " + text(word(other(now.holder))) + " added",
          [at, by = other(now.holder)](OwnedLaw& law) { at(law).repaired_by = by; });
    if (now.until.is_set()) {
      shift_day(place, "until", now.until, [at](OwnedLaw& law) -> Date& { return at(law).until; });
      add(place, "until", "until dropped", [at](OwnedLaw& law) { at(law).until = {}; });
    }
    if (may_follow(regime))
      swap<AfterTrial>(place, "after_trial", words<AfterTrial>, now.after_trial,
                       [at](OwnedLaw& law) -> AfterTrial& { return at(law).after_trial; });
  }

  void change_postponement(std::string_view place, const Regime& regime, const Requirement& now,
                           const At<Requirement>& at) {
    if (now.postponement != Postponement{}) {
      for (const int step : steps)
        add(place, "postponement", "postponement " + signed_text(step, " day"),
            [at, step](OwnedLaw& law) { at(law).postponement.days += step; });
      shift_hours(place, "postponement",
                  [at](OwnedLaw& law) -> Limit& { return at(law).postponement.hours; });
      add(place, "postponement", "postponement dropped", [at](OwnedLaw& law) { at(law).postponement = {}; });
      return;
    }
    // Where some jobsamtaler may be postponed, the others and the joint ones may not.
    const bool may = now.every == Limit{} && (now.conversation == Conversation::jobsamtale ||
                                              now.conversation == Conversation::faellessamtale);
    const auto like =
        std::find_if(regime.requirements.begin(), regime.requirements.end(),
                     [](const Requirement& other) { return other.postponement != Postponement{}; });
    if (may && like != regime.requirements.end())
      put<Postponement>(
          place, "postponement", "postponement added",
          [at](OwnedLaw& law) -> Postponement& { return at(law).postponement; }, like->postponement);
  }

  /// Exemptions of single rules: where one rule has one, the others do not.
  void change_own_exemptions(std::size_t i, std::size_t r) {
    const Regime& regime = law_.regimes[i];
    const auto own = [](const Requirement& requirement, ExemptReason reason) {
      const auto& all = requirement.exemptions;
      return std::find(all.begin(), all.end(), reason) != all.end();
    };
    for (std::size_t e = 0; e < words<ExemptReason>.size(); ++e) {
      const auto reason = static_cast<ExemptReason>(e);
      const bool somewhere = std::any_of(regime.requirements.begin(), regime.requirements.end(),
                                         [&](const Requirement& other) { return own(other, reason); });
      if (!somewhere) continue;
      const bool there = own(regime.requirements[r], reason);
      add(regime.requirements[r].rule.id, "own exemptions",
          text(word(reason)) + (there ? " dropped" : " added"), [i, r, reason, there](OwnedLaw& law) {
            std::vector<ExemptReason>& all = law.regimes[i].own_exemptions[r];
            if (there)
              std::erase(all, reason);
            else
              all.push_back(reason);
          });
    }
  }

  void change_parties(std::string_view place, const Requirement& now, const At<Requirement>& at) {
    if (now.participant) {
      add(place, "participant", "participant dropped", [at](OwnedLaw& law) { at(law).participant.reset(); });
      if (now.participant_absent)
        add(place, "participant_absent", "participant_absent dropped",
            [at](OwnedLaw& law) { at(law).participant_absent.reset(); });
      else
        add(place, "participant_absent", "participant_absent added",
            [at](OwnedLaw& law) { at(law).participant_absent = Reading::jobcenter_absent; });
    }
    if (now.choosable) {
      add(place, "choosable", "choosable dropped", [at](OwnedLaw& law) { at(law).choosable.reset(); });
      add(place, "choosable", "choosable " + text(word(other(now.choosable->party))),
          [at, party = other(now.choosable->party)](OwnedLaw& law) { at(law).choosable->party = party; });
      swap<Attendance>(place, "choosable.without_choice", words<Attendance>, now.choosable->without_choice,
                       [at](OwnedLaw& law) -> Attendance& { return at(law).choosable->without_choice; });
    }
    if (now.or_else)
      add(place, "or_else", "or_else dropped", [at](OwnedLaw& law) { at(law).or_else.reset(); });
    else if (now.conversation == Conversation::jobsamtale)
      add(place, "or_else", "or_else faellessamtale added",
          [at](OwnedLaw& law) { at(law).or_else = Conversation::faellessamtale; });
  }

  void change_joblog(std::string_view place, const EmptyJoblog& now, const At<Requirement>& at) {
    for (const int step : steps) {
      const Date from = (Month{now.months.from} + step).first();
      const Date to = (Month{now.months.to} + step).last();
      add(place, "joblog", "months.from " + signed_text(step, " month"),
          [at, from](OwnedLaw& law) { at(law).empty_joblog.months.from = from; });
      add(place, "joblog", "months.to " + signed_text(step, " month"),
          [at, to](OwnedLaw& law) { at(law).empty_joblog.months.to = to; });
      add(place, "joblog", "least_duty_days " + signed_text(step, ""),
          [at, step](OwnedLaw& law) { at(law).empty_joblog.least_duty_days += step; });
    }
  }

  void change_merging(std::size_t i, const Merging& now) {
    for (std::size_t a = 0; a < words<Conversation>.size(); ++a)
      for (std::size_t b = a + 1; b < words<Conversation>.size(); ++b) {
        const Pair pair{static_cast<Conversation>(a), static_cast<Conversation>(b)};
        const std::string name = text(word(pair[0])) + " and " + text(word(pair[1]));
        const auto found = std::find_if(now.pairs.begin(), now.pairs.end(), [&](const Pair& other) {
          return other == pair || (other[0] == pair[1] && other[1] == pair[0]);
        });
        if (found == now.pairs.end()) {
          add(now.rule.id, "pairs", "pair " + name + " added",
              [i, pair](OwnedLaw& law) { law.regimes[i].pairs.push_back(pair); });
        } else {
          const auto at = static_cast<std::size_t>(found - now.pairs.begin());
          add(now.rule.id, "pairs", "pair " + name + " dropped",
              [i, at](OwnedLaw& law) { drop(law.regimes[i].pairs, at); });
        }
      }
    for (const int step : steps)
      add(now.rule.id, "most merged", "most " + signed_text(step, ""),
          [i, step](OwnedLaw& law) { law.regimes[i].regime.merging->most += step; });
  }

  void change_groups(std::size_t i, const GroupConversations& now) {
    const At<GroupConversations> at = [i](OwnedLaw& law) -> GroupConversations& {
      return *law.regimes[i].regime.groups;
    };
    const std::string_view substitution = now.substitution.id, theme = now.theme.id;
    add(substitution, "group conversations", "group conversations dropped", [i](OwnedLaw& law) {
      law.regimes[i].themes.clear();
      law.regimes[i].regime.groups.reset();
    });
    swap<Conversation>(substitution, "stands_for", words<Conversation>, now.stands_for,
                       [at](OwnedLaw& law) -> Conversation& { return at(law).stands_for; });
    for (const int step : steps) {
      add(substitution, "cap", "cap " + signed_text(step, ""),
          [at, step](OwnedLaw& law) { at(law).cap += step; });
      add(theme, "least_themes", "least_themes " + signed_text(step, ""),
          [at, step](OwnedLaw& law) { at(law).least_themes += step; });
      add(now.track.id, "older_than", "older_than " + signed_text(step, " year"),
          [at, step](OwnedLaw& law) { at(law).older_than += step; });
    }
    for (std::size_t t = 0; t < now.themes.size(); ++t) {
      const ThemeList& list = now.themes[t];
      swap<Track>(theme, "list of " + text(word(list.track)) + " themes is of track", words<Track>,
                  list.track, [i, t](OwnedLaw& law) -> Track& { return law.regimes[i].themes[t].track; });
      for (std::size_t w = 0; w < list.themes.size(); ++w)
        add(theme, "themes", text(list.themes[w]) + " dropped from " + text(word(list.track)),
            [i, t, w](OwnedLaw& law) { drop(law.regimes[i].theme_words[t], w); });
    }
  }

  void change_handover(std::size_t i, const Handover& now) {
    const std::string_view place = now.rule.id;
    change_end(
        place, "window", now.window,
        [i](OwnedLaw& law) -> WindowEnd& { return law.regimes[i].regime.handover->window; },
        [i](OwnedLaw& law) -> std::vector<BoundUnder>& { return law.regimes[i].handover_under; });
    for (std::size_t e = 0; e < now.ends.size(); ++e) {
      const EndRule& end = now.ends[e];
      const std::string name = "end by " + text(word(end.event));
      const At<EndRule> at = [i, e](OwnedLaw& law) -> EndRule& { return law.regimes[i].ends[e]; };
      add(place, "ends", name + " dropped", [i, e](OwnedLaw& law) { drop(law.regimes[i].ends, e); });
      const auto other =
          static_cast<EndReason>((static_cast<std::size_t>(end.reason) + 1) % words<EndReason>.size());
      put<EndReason>(
          place, "ends", name + " with reason " + text(word(other)),
          [at](OwnedLaw& law) -> EndReason& { return at(law).reason; }, other);
      put<bool>(
          place, "ends", name + (end.only_if_not_admitted ? " always" : " only if not admitted"),
          [at](OwnedLaw& law) -> bool& { return at(law).only_if_not_admitted; }, !end.only_if_not_admitted);
    }
    change_admissions(i, now);
  }

  void change_admissions(std::size_t i, const Handover& now) {
    const std::string place = text(now.rule.id);
    for (std::size_t a = 0; a < now.admissions.size(); ++a) {
      const Admission& admission = now.admissions[a];
      const std::string name = "admission of " + text(admission.a_kasse);
      add(place, "admissions", name + " dropped", [i, a](OwnedLaw& law) {
        drop(law.regimes[i].admissions, a);
        drop(law.regimes[i].municipalities, a);
      });
      add(place, "admissions", name + " without municipalities",
          [i, a](OwnedLaw& law) { law.regimes[i].municipalities[a].clear(); });
      swap<AdmissionList>(
          place, name + " list", words<AdmissionList>, admission.list,
          [i, a](OwnedLaw& law) -> AdmissionList& { return law.regimes[i].admissions[a].list; });

      // A list that several a-kasser share is one table: it is changed for all of them, once.
      std::vector<std::size_t> sharing;
      for (std::size_t b = 0; b < now.admissions.size(); ++b)
        if (now.admissions[b].municipalities.data() == admission.municipalities.data()) sharing.push_back(b);
      if (sharing.front() != a) continue;
      const std::string list =
          sharing.size() > 1 ? "the shared list" : "the list of " + text(admission.a_kasse);
      for (std::size_t m = 0; m < admission.municipalities.size(); ++m)
        add(place, "municipalities", std::to_string(admission.municipalities[m]) + " dropped from " + list,
            [i, sharing, m](OwnedLaw& law) {
              for (const std::size_t b : sharing) drop(law.regimes[i].municipalities[b], m);
            });
    }
  }

  /// Regimes whose table, as `table_of` gives it, is the same one; a list for each table.
  template <class TableOf>
  [[nodiscard]] std::vector<std::vector<std::size_t>> sharing(const TableOf& table_of) const {
    std::vector<std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < law_.regimes.size(); ++i) {
      const auto* data = table_of(law_.regimes[i]).data();
      const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
        return table_of(law_.regimes[group.front()]).data() == data;
      });
      if (same == groups.end())
        groups.push_back({i});
      else
        same->push_back(i);
    }
    return groups;
  }

  /// Regimes whose table of forms has the rows at all of these places as this table has them.
  [[nodiscard]] std::vector<std::size_t> with_rows(std::span<const FormRow> rows, std::size_t first,
                                                   std::size_t last) const {
    std::vector<std::size_t> regimes;
    for (std::size_t i = 0; i < law_.regimes.size(); ++i)
      if (same_row(law_.regimes[i].form.rows, rows, first) && same_row(law_.regimes[i].form.rows, rows, last))
        regimes.push_back(i);
    return regimes;
  }

  /// Form rows are tables that regimes share, and one table begins with the rows of another: a row is changed
  /// wherever it stands, once.
  void change_forms() {
    for (std::size_t i = 0; i < law_.regimes.size(); ++i) {
      const std::span<const FormRow> rows = law_.regimes[i].form.rows;
      for (std::size_t k = 0; k < rows.size(); ++k) {
        const Date first = rows[k].days.from.is_set() ? rows[k].days.from : rows[k].days.to;
        const std::string place = "form row " + first.iso();
        const std::vector<std::size_t> regimes = with_rows(rows, k, k);
        if (regimes.front() == i)
          change_form_row(rows[k], [&](std::string_view kind, std::string what,
                                       const std::function<void(FormRow&)>& change) {
            add(place, kind, std::move(what), [regimes, k, change](OwnedLaw& law) {
              for (const std::size_t r : regimes) change(law.regimes[r].forms[k]);
            });
          });
        if (k > 0) change_border(place, i, k);
        if (k + 1 == rows.size()) change_last_day(place, i);
      }
    }
    for (std::size_t f = 1; f < words<Form>.size(); ++f) // attendance is never asked about
      add("form", "remote forms", "remote forms: " + text(words<Form>[f]) + " toggled", [f](OwnedLaw& law) {
        for (OwnedRegime& owned : law.regimes)
          owned.regime.form.remote_forms = static_cast<Forms>(owned.regime.form.remote_forms ^ (1U << f));
      });
  }

  /// The border between a form row and the one before it.
  void change_border(const std::string& place, std::size_t i, std::size_t k) {
    const std::span<const FormRow> rows = law_.regimes[i].form.rows;
    const std::vector<std::size_t> regimes = with_rows(rows, k - 1, k);
    if (regimes.front() != i || same_rule(rows[k - 1], rows[k])) return;
    for (const int step : steps)
      add(place, "form days", "border to the row before " + signed_text(step, " day"),
          [regimes, k, step](OwnedLaw& law) {
            for (const std::size_t r : regimes) {
              FormRow& before = law.regimes[r].forms[k - 1];
              FormRow& row = law.regimes[r].forms[k];
              before.days.to = before.days.to + step;
              row.days.from = row.days.from + step;
            }
          });
  }

  /// The last day of a table of forms, for the regimes whose table ends with the same row.
  void change_last_day(const std::string& place, std::size_t i) {
    const std::span<const FormRow> rows = law_.regimes[i].form.rows;
    const std::size_t k = rows.size() - 1;
    if (!rows[k].days.to.is_set()) return;
    std::vector<std::size_t> regimes = with_rows(rows, k, k);
    std::erase_if(regimes, [&](std::size_t r) { return law_.regimes[r].form.rows.size() != rows.size(); });
    if (regimes.front() == i)
      add(place, "form days", "ends a day later", [regimes](OwnedLaw& law) {
        for (const std::size_t r : regimes) {
          FormRow& row = law.regimes[r].forms.back();
          row.days.to = row.days.to + 1;
        }
      });
  }

  template <class InAll>
  static void change_form_row(const FormRow& now, const InAll& in_all) {
    // The first row that holds a day decides, so growing over a neighbour is the border's change.
    if (now.days.to.is_set())
      in_all("form days", "ends a day earlier", [](FormRow& row) { row.days.to = row.days.to - 1; });
    if (now.days.from.is_set())
      in_all("form days", "begins a day later", [](FormRow& row) { row.days.from = row.days.from + 1; });
    in_all("form suspended", now.suspended ? "not suspended" : "suspended",
           [](FormRow& row) { row.suspended = !row.suspended; });
    if (now.suspended) return;
    for (std::size_t f = 1; f < words<Form>.size(); ++f) {
      in_all("form allowed", text(words<Form>[f]) + " toggled",
             [f](FormRow& row) { row.remote = static_cast<Forms>(row.remote ^ (1U << f)); });
      if (now.under)
        in_all("form allowed", text(words<Form>[f]) + " under the reading toggled",
               [f](FormRow& row) { row.remote_under = static_cast<Forms>(row.remote_under ^ (1U << f)); });
    }
    if (now.under) in_all("form reading", "reading dropped", [](FormRow& row) { row.under.reset(); });
    if (now.summoned_by.is_set()) {
      for (const int step : steps)
        in_all("form summons", "summoned_by " + signed_text(step, " day"),
               [step](FormRow& row) { row.summoned_by = row.summoned_by + step; });
      in_all("form summons", "summoned_by dropped", [](FormRow& row) { row.summoned_by = {}; });
    }
    if (now.held_by) {
      const Party party = other(*now.held_by);
      in_all("form holder", "held_by " + text(word(party)), [party](FormRow& row) { row.held_by = party; });
      in_all("form holder", "held_by dropped", [](FormRow& row) { row.held_by.reset(); });
      in_all("form holder", now.others_unknown ? "others known" : "others unknown",
             [](FormRow& row) { row.others_unknown = !row.others_unknown; });
    }
    const auto change_kind = [&](const std::string& field, std::optional<Conversation> FormRow::*of) {
      if (!(now.*of)) return;
      in_all("form conversations", field + " dropped", [of](FormRow& row) { (row.*of).reset(); });
      for (std::size_t c = 0; c < words<Conversation>.size(); ++c)
        if (const auto conversation = static_cast<Conversation>(c); conversation != now.*of)
          in_all("form conversations", field + " " + text(word(conversation)),
                 [of, conversation](FormRow& row) { row.*of = conversation; });
    };
    change_kind("not_with", &FormRow::not_with);
    change_kind("first_in_person", &FormRow::first_in_person);
  }

  /// Exemptions are tables that regimes share; each is changed for all of them, once.
  void change_exemptions() {
    for (const auto& regimes : sharing([](const Regime& regime) { return regime.exemptions; })) {
      const std::span<const Exemption> known = law_.regimes[regimes.front()].exemptions;
      if (known.empty()) continue; // a variant has those of the national regime below it
      const std::string place = "exemptions of " + text(law_.regimes[regimes.front()].id);
      for (std::size_t e = 0; e < words<ExemptReason>.size(); ++e) {
        const auto reason = static_cast<ExemptReason>(e);
        const auto is_it = [reason](const Exemption& exemption) { return exemption.reason == reason; };
        const bool there = std::any_of(known.begin(), known.end(), is_it);
        add(place, "exemptions", text(word(reason)) + (there ? " dropped" : " added"),
            [regimes, reason, there, is_it](OwnedLaw& law) {
              for (const std::size_t i : regimes) {
                std::vector<Exemption>& table = law.regimes[i].exemptions;
                if (there)
                  std::erase_if(table, is_it);
                else
                  table.push_back({reason, {}});
              }
            });
      }
    }
  }

  void change_time(const TimeLaw& now) {
    for (std::size_t d = 0; d < now.dead_periods.size(); ++d) {
      const DateRange days = now.dead_periods[d].days;
      const std::string name = "dead period " + days.from.iso();
      const At<DateRange> at = [d](OwnedLaw& law) -> DateRange& { return law.dead_periods[d].days; };
      const auto dead = [&](Date day) {
        return std::any_of(now.dead_periods.begin(), now.dead_periods.end(),
                           [&](const DeadPeriod& period) { return period.days.contains(day); });
      };
      // Growing into another dead period changes nothing.
      for (const int step : steps) {
        if (step > 0 || !dead(days.from - 1))
          add("time", "dead periods", name + " from " + signed_text(step, " day"),
              [at, step](OwnedLaw& law) { at(law).from = at(law).from + step; });
        if (step < 0 || !dead(days.to + 1))
          add("time", "dead periods", name + " to " + signed_text(step, " day"),
              [at, step](OwnedLaw& law) { at(law).to = at(law).to + step; });
      }
      add("time", "dead periods", name + " dropped", [d](OwnedLaw& law) { drop(law.dead_periods, d); });
    }
    for (std::size_t n = 0; n < now.norms.size(); ++n) {
      const Date from = now.norms[n].from;
      const std::string name = "norm from " + from.iso();
      shift_hours("time", name, [n](OwnedLaw& law) -> Limit& { return law.norms[n].hours; });
      for (const int step : steps)
        add("time", "norms", name + " begins " + signed_text(step, " month"),
            [n, from, step](OwnedLaw& law) { law.norms[n].from = (Month{from} + step).first(); });
    }
    shift_hours("time", "day", [](OwnedLaw& law) -> Limit& { return law.time.day; });
    shift_hours("time", "month", [](OwnedLaw& law) -> Limit& { return law.time.month; });
    shift_hours("time", "limited_hours", [](OwnedLaw& law) -> Limit& { return law.time.limited_hours; });
    swap<BenefitKind>("time", "limited_kind", words<BenefitKind>, now.limited_kind,
                      [](OwnedLaw& law) -> BenefitKind& { return law.time.limited_kind; });
    toggle_kinds("aggregate_kinds", 0, [](OwnedLaw& law) -> Kinds& { return law.time.aggregate_kinds; });
    // What counts anyway cannot be added by a reading.
    toggle_kinds("aggregate_kinds_if_counted", now.aggregate_kinds,
                 [](OwnedLaw& law) -> Kinds& { return law.time.aggregate_kinds_if_counted; });
    toggle_kinds("consumption_kinds", 0, [](OwnedLaw& law) -> Kinds& { return law.time.consumption_kinds; });
    shift_day("time", "aggregate_in_hours_from", now.aggregate_in_hours_from,
              [](OwnedLaw& law) -> Date& { return law.time.aggregate_in_hours_from; });
    for (const int step : steps)
      add("time", "years", "aggregate_lapses_after_years " + signed_text(step, ""),
          [step](OwnedLaw& law) { law.time.aggregate_lapses_after_years += step; });
    add("time", "years", "aggregate_lapses_after_years dropped",
        [](OwnedLaw& law) { law.time.aggregate_lapses_after_years = 0; });
  }

  void toggle_kinds(const std::string& field, Kinds without, const At<Kinds>& at) {
    for (std::size_t k = 0; k < words<BenefitKind>.size(); ++k)
      if ((static_cast<unsigned>(without) >> k & 1U) == 0)
        add("time", "kinds", field + ": " + text(words<BenefitKind>[k]) + " toggled",
            [at, k](OwnedLaw& law) { at(law) = static_cast<Kinds>(at(law) ^ (1U << k)); });
  }

  void change_suspensions() {
    for (std::size_t s = 0; s < law_.suspensions.size(); ++s) {
      const DateRange days = law_.suspensions[s].days;
      const std::string place = "suspension " + days.from.iso();
      shift_day(place, "from", days.from,
                [s](OwnedLaw& law) -> Date& { return law.suspensions[s].days.from; });
      shift_day(place, "to", days.to, [s](OwnedLaw& law) -> Date& { return law.suspensions[s].days.to; });
      add(place, "suspension", "dropped", [s](OwnedLaw& law) { drop(law.suspensions, s); });
    }
  }

  void change_national() {
    for (std::size_t n = 0; n < law_.national.size(); ++n) {
      const NationalPeriod& now = law_.national[n];
      const std::string place = "national period " + text(now.id);
      const bool last = n + 1 == law_.national.size();
      shift_day(place, "from", now.valid.from,
                [n](OwnedLaw& law) -> Date& { return law.national[n].valid.from; });
      if (now.valid.to.is_set())
        put<Date>(
            place, "to", "to -1 day", [n](OwnedLaw& law) -> Date& { return law.national[n].valid.to; },
            now.valid.to - 1);
      // The last period that holds a day decides, so growing over the next is the border's change.
      if (!last && now.valid.to.is_set())
        add(place, "to", "border to the next +1 day", [n](OwnedLaw& law) {
          law.national[n].valid.to = law.national[n].valid.to + 1;
          law.national[n + 1].valid.from = law.national[n + 1].valid.from + 1;
        });
      add(place, "national period", "dropped", [n](OwnedLaw& law) { drop(law.national, n); });
    }
  }

  const Law& law_;
  std::vector<Mutant> mutants_;
};

constexpr std::array equivalent{
    Equivalent{"normalindsats.merging: *",
               "no pair is allowed and none may be merged: either of the two alone says it all"},
    Equivalent{"time: norm from 1990-01-01 begins -1 month", "facts begin in 1990"},
    Equivalent{"*: choosable.without_choice *",
               "no finding depends on what holds when nobody chose; tests/test_law.cpp pins it"},
    Equivalent{"national_2024.jobcenter_jobsamtale: choosable *",
               "an individual conversation counts with or without the a-kasse; tests/test_law.cpp pins it"},
    Equivalent{"national_2026.municipality_jobsamtale: choosable *",
               "an individual conversation counts with or without the a-kasse; tests/test_law.cpp pins it"},
    Equivalent{"hjoerring: keeps its duties",
               "its window has no last day: it has one only while it is not done, when both ask the same"},
    Equivalent{"national_2015.jobsamtale_quarterly: condition need_or_request",
               "a series asks for its next conversation whatever anybody says"},
};

} // namespace

std::vector<Mutant> mutants_of(const Law& law) { return Maker{law}.run(); }

std::span<const Equivalent> equivalents() { return equivalent; }

bool fits(std::string_view name, std::string_view pattern) {
  if (pattern.empty()) return name.empty();
  if (pattern.front() != '*')
    return !name.empty() && name.front() == pattern.front() && fits(name.substr(1), pattern.substr(1));
  return fits(name, pattern.substr(1)) || (!name.empty() && fits(name.substr(1), pattern));
}

} // namespace kontaktforloeb::lawcheck
