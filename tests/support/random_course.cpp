#include "random_course.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <set>
#include <string_view>

namespace kontaktforloeb::random_course {
namespace {

/// Makes the facts of one sample.
class Maker {
public:
  Maker(Dice& dice, Kind kind) : dice_(dice), kind_(kind) {}

  Sample run() {
    if (kind_ == Kind::any)
      kind_ = dice_.one_of(std::array{Kind::any, Kind::trial, Kind::trial, Kind::normal, Kind::variant});
    facts_.id = "course-" + std::to_string(dice_.below(1000));
    tidy_ = dice_.percent(25);
    registered();
    person();
    benefit();
    events();
    observed();
    choices();
    look_for_days();
    meetings();
    if (dice_.percent(20)) facts_.as_of = some_day();
    sample_.facts = facts_;
    sample_.as_of = as_of();
    sample_.as_planned = dice_.percent(8);
    if (dice_.percent(15)) sample_.regime = some_regime();
    if (dice_.percent(20)) sample_.readings = some_readings();
    return sample_;
  }

private:
  // --- days

  // Nowhere are two throws in one expression whose order the language leaves open.

  Date around(Date day, int before, int after) { return day + dice_.between(before, after); }
  Date within(Date from, Date to) { return std::clamp(day_, from, to); }

  void registered() {
    Date from{2017, 5, 1}, to{2024, 6, 30};
    if (kind_ == Kind::trial || kind_ == Kind::normal) {
      from = {2019, 12, 1};
      to = {2023, 12, 31};
    } else if (kind_ == Kind::variant) {
      from = {2017, 6, 1};
      to = dice_.percent(70) ? Date{2020, 1, 31} : Date{2021, 12, 31};
    } else if (dice_.percent(10)) {
      from = {2014, 1, 1};
      to = {2027, 12, 31};
    }
    // Before 2020, where the variants still decide, few days turn.
    day_ = dice_.percent(kind_ == Kind::variant ? 15 : 50) ? around(dice_.one_of(turning_days()), -110, 5)
                                                           : dice_.day(from, to);
    facts_.registered = within(from, to);
    if (dice_.percent(25)) facts_.placed = Month{facts_.registered}.first();
    if (dice_.percent(8)) facts_.placed = facts_.registered + dice_.between(-70, 40);
  }

  /// A day near the start, near a day on which something turns, or anywhere in between.
  Date some_day() {
    const int chance = dice_.between(0, 99);
    if (chance < 50 || days_.empty()) return facts_.registered + dice_.between(-12, 210);
    if (chance < 90) return around(dice_.one_of(days_), -1, 1);
    return around(dice_.one_of(turning_days()), -1, 1);
  }

  /// The days that this course's rules speak of, meetings aside.
  void look_for_days() {
    const Date start = facts_.registered;
    for (const int days : {0, 13, 14}) days_.push_back(start + days);
    for (int i = 0; i < 5; ++i) days_.push_back((Month{start} + i).last());
    const Course course = Course::checked(facts_);
    AssessOptions options{.contested = false};
    for (const std::string_view regime : {std::string_view{facts_.regime}, main_regime()}) {
      options.regime = regime;
      const Assessment assessment = assess(course, start + 60, options);
      for (const Finding& finding : assessment.findings)
        for (const Date day : {finding.not_before, finding.due})
          if (day.is_set()) days_.push_back(day);
      if (assessment.state.handover && assessment.state.handover->last_day.is_set())
        days_.push_back(assessment.state.handover->last_day);
    }
    for (const EventFacts& event : facts_.events)
      for (const Date day : {event.date, event.from, event.to})
        if (day.is_set()) days_.push_back(day);
    for (Date& day : days_) day = std::clamp(day, Date{1991, 1, 1}, Date{2098, 12, 31});
  }

  Date as_of() {
    if (!facts_.meetings.empty() && dice_.percent(25))
      return around(dice_.one_of(facts_.meetings).date, -1, 1);
    if (dice_.percent(30)) return facts_.registered + dice_.between(150, 900);
    return some_day();
  }

  // --- the person

  void person() {
    PersonFacts& person = facts_.person;
    person.insurance = {{{}, dice_.percent(85) ? Insurance::full_time : Insurance::part_time}};
    if (dice_.percent(15)) {
      person.insurance.clear();
      Date from = facts_.registered - dice_.between(0, 400);
      for (int i = dice_.between(1, 3); i > 0; --i) {
        person.insurance.push_back({from, dice_.any<Insurance>()});
        from = dice_.percent(50) ? (Month{from} + dice_.between(1, 8)).first() : from + dice_.between(1, 200);
      }
    }
    static constexpr std::array<std::string_view, 15> a_kasser{
        "3F-A", "BUPL-A", "Dansk Metal-A", "FOA-A", "FTF-A", "HK-A", "MA-A",       "Min-A",
        "SL-A", "3f",     "Metal",         "FOA",   "BUPL",  "",     "other:Krifa"};
    person.a_kasse = dice_.one_of(a_kasser);
    if (kind_ == Kind::variant)
      person.municipality =
          dice_.one_of(std::array{"Aalborg", "Rebild", "840", "Hjørring", "Rebild Kommune"});
    else if (!dice_.percent(10))
      person.municipality = municipality();
    if (dice_.percent(40)) person.birth_year = dice_.between(1950, 2003);
    if (dice_.percent(20)) person.qualifying_education = dice_.percent(50);
    if (dice_.percent(20)) person.vocational_education_outdated = dice_.percent(50);
  }

  std::string municipality() {
    static constexpr std::array<std::uint16_t, 6> likely{101, 630, 751, 840, 851, 860};
    const std::uint16_t code = dice_.percent(50) ? dice_.one_of(likely) : dice_.one_of(municipalities).code;
    return dice_.percent(20) ? std::to_string(code) : std::string(municipality_name(code));
  }

  // --- benefit

  Hours norm(Month month) {
    CourseView view;
    view.insurance = facts_.person.insurance;
    return month_norm(current_law.time, month, view.insurance_in(month));
  }

  /// Hours of a month with at most `most`, often such that the sum meets a limit or all but does.
  Hours hours(Hours most) {
    const int chance = dice_.between(0, 99);
    if (chance < 45) return most;
    if (chance < 50) return {0};
    if (chance < 70) {
      static constexpr std::array limits{3700,  7400,  11100, 22200, 33300, 35520,
                                         37000, 39000, 41000, 44400, 48099};
      std::int32_t wanted = dice_.one_of(limits) - sum_;
      wanted += dice_.between(-1, 1);
      if (wanted > 0 && wanted <= most.hundredths) return {wanted};
    }
    return {dice_.between(0, most.hundredths)};
  }

  void add_benefit(const BenefitFacts& row) {
    sum_ += row.hours.hundredths;
    facts_.benefit.push_back(row);
  }

  void benefit() {
    const bool sick = dice_.percent(6);
    Month month = Month{facts_.registered} + (dice_.percent(10) ? dice_.between(-3, 3) : 0);
    for (int left = dice_.between(0, 8); left > 0; --left, month = month + 1) {
      if (dice_.percent(6)) continue;
      const Hours most = norm(month);
      BenefitKind kind = sick ? BenefitKind::sygedagpenge : BenefitKind::dagpenge;
      if (dice_.percent(15)) kind = dice_.any<BenefitKind>();
      const Hours all = hours(most);
      const int shape = dice_.between(0, 99);
      if (shape < 70) {
        add_benefit({.month = month, .hours = all, .kind = kind});
        continue;
      }
      // Two stretches of the month, of one kind or two.
      const Date middle = dice_.day(month.first(), month.last() - 1);
      const Hours some{dice_.between(0, all.hundredths)};
      BenefitFacts one{.from = dice_.day(month.first(), middle), .to = middle, .hours = some, .kind = kind};
      BenefitFacts other{.from = middle + 1,
                         .to = dice_.day(middle + 1, month.last()),
                         .hours = all - some,
                         .kind = dice_.percent(50) ? kind : dice_.any<BenefitKind>()};
      if (shape < 80 && other.kind != kind) one = {.month = month, .hours = some, .kind = kind};
      add_benefit(one);
      if (shape < 95) add_benefit(other);
    }
    if (dice_.percent(15)) dice_.shuffle(facts_.benefit);
  }

  // --- events

  EventFacts event(EventType type) {
    const EventFields fields = event_fields(type);
    const auto wants = [&](EventField field) {
      return has(fields.required, field) || (has(fields.optional, field) && dice_.percent(60));
    };
    EventFacts event;
    event.type = type;
    const Date day = facts_.registered + dice_.between(-15, 230);
    if (wants(EventField::date)) event.date = day;
    if (wants(EventField::from)) event.from = day;
    if (wants(EventField::to)) event.to = day + dice_.between(0, dice_.percent(50) ? 20 : 150);
    if (wants(EventField::month)) event.month = Month{day};
    if (wants(EventField::municipality)) event.municipality = municipality();
    if (wants(EventField::conversation))
      event.conversation = dice_.percent(80) ? Conversation::faellessamtale : dice_.any<Conversation>();
    if (wants(EventField::ordinal)) event.ordinal = dice_.between(1, dice_.percent(90) ? 3 : 99);
    if (wants(EventField::party)) event.party = dice_.any<Party>();
    if (wants(EventField::by)) event.by = dice_.any<Chooser>();
    if (wants(EventField::choice)) event.choice = dice_.any<ChoiceValue>();
    if (wants(EventField::reason)) event.reason = dice_.any<ExemptReason>();
    if (wants(EventField::outcome)) event.outcome = dice_.any<ScreeningOutcome>();
    if (wants(EventField::duty_days))
      event.duty_days = dice_.percent(70) ? dice_.between(14, 16) : dice_.between(0, 31);
    if (type == EventType::placed) event.date = Month{day}.first();
    return event;
  }

  void events() {
    if (kind_ == Kind::trial) {
      EventFacts visit = event(EventType::visited);
      visit.date = facts_.registered + (dice_.percent(60) ? 0 : dice_.between(-12, 25));
      facts_.events.push_back(visit);
    }
    if (kind_ == Kind::variant && dice_.percent(30)) facts_.events.push_back(event(EventType::choice));
    if (tidy_) return;
    if (dice_.percent(15)) {
      // A way out and back in.
      EventFacts out = event(EventType::deregistered), in = event(EventType::registered_again);
      in.date = out.date + dice_.between(0, 60);
      facts_.events.push_back(out);
      if (dice_.percent(80)) facts_.events.push_back(in);
    }
    if (!dice_.percent(50)) return;
    for (int left = dice_.between(1, 4); left > 0; --left)
      facts_.events.push_back(event(dice_.any<EventType>()));
    if (facts_.registered > Date{2022, 1, 1} && dice_.percent(30))
      facts_.events.push_back(event(EventType::joblog_empty));
    dice_.shuffle(facts_.events);
  }

  void observed() {
    if (tidy_ || !dice_.percent(12)) return;
    std::set<std::pair<Clock, Date>> seen;
    for (int left = dice_.between(1, 3); left > 0; --left) {
      const ObservedFacts count{dice_.percent(50) ? Clock::aggregate_unemployment
                                                  : Clock::benefit_consumption,
                                facts_.registered + dice_.between(-20, 200),
                                {dice_.percent(50) ? dice_.between(40900, 41100) : dice_.between(0, 60000)}};
      if (seen.insert({count.clock, count.date}).second) facts_.observed.push_back(count);
    }
  }

  // --- what is asked

  std::string_view main_regime() {
    return kind_ == Kind::trial ? "trial_2020" : kind_ == Kind::normal ? "normalindsats" : "auto";
  }

  std::string some_regime() {
    if (dice_.percent(20)) return "auto";
    return std::string(dice_.one_of(current_law.regimes).id);
  }

  std::vector<ReadingChoice> some_readings() {
    std::vector<ReadingChoice> chosen;
    std::set<Reading> seen;
    for (int left = dice_.between(1, 4); left > 0; --left) {
      const auto reading = static_cast<Reading>(dice_.below(reading_count));
      const auto value = static_cast<std::uint8_t>(dice_.below(info(reading).size()));
      if (seen.insert(reading).second) chosen.push_back({reading, value});
    }
    return chosen;
  }

  void choices() {
    if (kind_ == Kind::normal) facts_.regime = "normalindsats";
    if (dice_.percent(10)) facts_.regime = some_regime();
    if (dice_.percent(25)) facts_.readings = some_readings();
  }

  // --- meetings

  MeetingFacts meeting(Conversation conversation, Party holder) {
    MeetingFacts meeting;
    meeting.conversations = {conversation};
    meeting.holder = holder == Party::a_kasse ? Holder::a_kasse : Holder::jobcenter;
    meeting.date = some_day();
    meeting.status = MeetingStatus::held;
    if (dice_.percent(5)) {
      meeting.holder = Holder::other_actor;
      meeting.on_behalf_of = holder;
    }
    return meeting;
  }

  /// Perhaps a conversation that the law asks for, mostly on a good day.
  void wanted(Conversation conversation, Party holder, Date from, Date to, int chance) {
    if (!dice_.percent(tidy_ && chance >= 50 ? 98 : chance)) return;
    MeetingFacts good = meeting(conversation, holder);
    if (dice_.percent(tidy_ ? 95 : 60)) good.date = dice_.day(from, to);
    if (dice_.percent(tidy_ ? 4 : 12)) good.conversations.push_back(dice_.any<Conversation>());
    add_meeting(std::move(good));
  }

  /// What may differ from the plain case.
  void vary(MeetingFacts& meeting) {
    if (tidy_ && dice_.percent(95)) return;
    if (dice_.percent(30)) meeting.status = dice_.any<MeetingStatus>();
    if (dice_.percent(22)) meeting.form = dice_.any<Form>();
    if (dice_.percent(15)) {
      meeting.summoned = meeting.date - dice_.between(0, 50);
    } else if (dice_.percent(30)) {
      const Date last_summons = Date{2021, 6, 22} + dice_.between(0, 1);
      if (last_summons <= meeting.date) meeting.summoned = last_summons;
    }
    if (dice_.percent(12)) meeting.absent.push_back({dice_.any<Party>(), dice_.any<Absence>()});
    if (dice_.percent(2))
      meeting.absent = {{Party::a_kasse, Absence::no_show}, {Party::jobcenter, dice_.any<Absence>()}};
    const auto& kinds = meeting.conversations;
    if (std::find(kinds.begin(), kinds.end(), Conversation::gruppesamtale) != kinds.end()) {
      if (dice_.percent(50)) meeting.track = dice_.any<Track>();
      if (dice_.percent(50)) meeting.themes = {"CV og ansøgning", "netværk"};
    }
    if (dice_.percent(30)) meeting.id = "m" + std::to_string(facts_.meetings.size());
  }

  void add_meeting(MeetingFacts meeting) {
    vary(meeting);
    facts_.meetings.push_back(std::move(meeting));
  }

  void meetings() {
    // What is asked for, most of it, so that much is met; then whatever else.
    const Date start = facts_.registered;
    if (kind_ == Kind::variant) {
      // The jobcenter's conversations are numbered there: mostly a jobsamtale goes before the joint one.
      wanted(Conversation::cv_samtale, Party::a_kasse, start, start + 15, 60);
      wanted(Conversation::jobsamtale, Party::jobcenter, start, start + 30, 75);
      wanted(Conversation::faellessamtale, Party::jobcenter, start + 18, start + 80, 80);
    } else {
      const Regime* regime = current_law.find(main_regime());
      if (regime == nullptr) regime = current_law.find("national_2015");
      for (const Requirement& requirement : regime->requirements)
        for (int left = requirement.count; left > 0; --left)
          wanted(requirement.conversation, requirement.holder, start,
                 start + (requirement.conversation == Conversation::cv_samtale ? 15 : 75),
                 requirement.condition != Condition::none ? 15 : 75);
    }
    for (int left = tidy_ ? 0 : dice_.between(0, 4); left > 0; --left) {
      const auto conversation = dice_.any<Conversation>();
      MeetingFacts other = meeting(conversation, dice_.any<Party>());
      while (dice_.percent(25)) other.conversations.push_back(dice_.any<Conversation>());
      add_meeting(std::move(other));
    }
    dice_.shuffle(facts_.meetings);
  }

  Dice& dice_;
  Kind kind_;
  bool tidy_ = false; ///< Little goes wrong, so that whole courses are fulfilled too.
  Date day_;
  std::int32_t sum_ = 0;
  CourseFacts facts_;
  Sample sample_;
  std::vector<Date> days_;
};

/// Writes mappings in flow style, each on its line.
class Yaml {
public:
  Yaml& key(std::string_view name, std::string_view value) {
    if (value.empty()) return *this;
    if (text_.back() != '{') text_ += ", ";
    text_.append(name).append(": ").append(value);
    return *this;
  }
  Yaml& text(std::string_view name, std::string_view value) {
    return value.empty() ? *this : key(name, quoted(value));
  }
  Yaml& day(std::string_view name, Date value) { return key(name, value.iso()); }
  Yaml& month(std::string_view name, Month value) {
    return value == Month{} ? *this : key(name, value.iso());
  }
  template <class Enum>
  Yaml& choice(std::string_view name, const std::optional<Enum>& value) {
    return value ? key(name, word(*value)) : *this;
  }
  Yaml& number(std::string_view name, const std::optional<std::int32_t>& value) {
    return value ? key(name, std::to_string(*value)) : *this;
  }
  Yaml& boolean(std::string_view name, const std::optional<bool>& value) {
    return value ? key(name, *value ? "true" : "false") : *this;
  }
  template <class List, class Show>
  Yaml& list(std::string_view name, const List& list, const Show& show) {
    if (list.empty()) return *this;
    std::string items = "[";
    for (const auto& item : list) {
      if (items.size() > 1) items += ", ";
      items += show(item);
    }
    return key(name, items += ']');
  }
  [[nodiscard]] std::string done() const { return text_ + '}'; }

  static std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

private:
  std::string text_ = "{";
};

std::string person_as_yaml(const PersonFacts& person) {
  Yaml yaml;
  if (person.insurance.size() == 1 && !person.insurance.front().from.is_set())
    yaml.key("insurance", word(person.insurance.front().status));
  else
    yaml.list("insurance", person.insurance, [](const InsuranceFacts& status) {
      return Yaml{}.day("from", status.from).key("status", word(status.status)).done();
    });
  return yaml.text("a_kasse", person.a_kasse)
      .text("municipality", person.municipality)
      .number("birth_year", person.birth_year)
      .boolean("qualifying_education", person.qualifying_education)
      .boolean("vocational_education_outdated", person.vocational_education_outdated)
      .done();
}

std::string as_yaml(const BenefitFacts& row) {
  return Yaml{}
      .month("month", row.month)
      .day("from", row.from)
      .day("to", row.to)
      .key("hours", row.hours.text())
      .key("kind", word(row.kind))
      .done();
}

std::string as_yaml(const MeetingFacts& meeting) {
  return Yaml{}
      .text("id", meeting.id)
      .day("date", meeting.date)
      .list("conversations", meeting.conversations, [](Conversation kind) { return std::string(word(kind)); })
      .key("holder", word(meeting.holder))
      .choice("on_behalf_of", meeting.on_behalf_of)
      .key("status", word(meeting.status))
      .key("form", word(meeting.form))
      .day("summoned", meeting.summoned)
      .list("absent", meeting.absent,
            [](const AbsentFacts& absent) {
              return Yaml{}.key("party", word(absent.party)).key("why", word(absent.why)).done();
            })
      .choice("track", meeting.track)
      .list("themes", meeting.themes, [](const std::string& theme) { return Yaml::quoted(theme); })
      .done();
}

std::string as_yaml(const EventFacts& event) {
  return Yaml{}
      .key("type", word(event.type))
      .day("date", event.date)
      .day("from", event.from)
      .day("to", event.to)
      .month("month", event.month)
      .text("municipality", event.municipality)
      .choice("conversation", event.conversation)
      .number("ordinal", event.ordinal)
      .choice("party", event.party)
      .choice("by", event.by)
      .choice("choice", event.choice)
      .choice("reason", event.reason)
      .choice("outcome", event.outcome)
      .number("duty_days", event.duty_days)
      .done();
}

std::string as_yaml(const ObservedFacts& count) {
  return Yaml{}
      .key("clock", word(count.clock))
      .day("date", count.date)
      .key("hours", count.hours.text())
      .done();
}

std::string as_yaml(const std::vector<ReadingChoice>& readings) {
  Yaml yaml;
  for (const ReadingChoice& choice : readings)
    yaml.key(info(choice.reading).id, info(choice.reading).values[choice.value]);
  return yaml.done();
}

} // namespace

const std::vector<Date>& turning_days() {
  static const std::vector<Date> days = [] {
    std::vector<Date> found;
    const auto add = [&](const DateRange& range) {
      if (range.from.is_set()) found.push_back(range.from);
      if (range.to.is_set()) found.push_back(range.to);
    };
    for (const Regime& regime : current_law.regimes) {
      add(regime.valid);
      add({regime.known_until, regime.national_decides_from});
      for (const FormRow& row : regime.form.rows) {
        add(row.days);
        add({row.summoned_by, {}});
      }
      for (const Requirement& requirement : regime.requirements) add(requirement.empty_joblog.months);
    }
    for (const NationalPeriod& national : current_law.national) add(national.valid);
    for (const DeadPeriod& dead : current_law.time.dead_periods) add(dead.days);
    for (const Suspension& suspension : current_law.suspensions) add(suspension.days);
    add({current_law.time.aggregate_in_hours_from, {}});
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }();
  return days;
}

std::string as_yaml(const CourseFacts& facts) {
  std::string text = "schema: kontaktforloeb/course-1\n";
  const auto line = [&](std::string_view key, std::string_view value) {
    if (!value.empty()) text.append(key).append(": ").append(value).append("\n");
  };
  const auto block = [&](std::string_view key, const auto& list) {
    if (list.empty()) return;
    text.append(key).append(":\n");
    for (const auto& item : list) text.append("  - ").append(as_yaml(item)).append("\n");
  };
  line("id", Yaml::quoted(facts.id));
  line("person", person_as_yaml(facts.person));
  line("registered", facts.registered.iso());
  line("placed", facts.placed.iso());
  block("benefit", facts.benefit);
  block("meetings", facts.meetings);
  block("events", facts.events);
  block("observed", facts.observed);
  line("regime", facts.regime);
  if (!facts.readings.empty()) line("readings", as_yaml(facts.readings));
  line("as_of", facts.as_of.iso());
  return text;
}

std::string describe(const Sample& sample) {
  std::string text = "as_of " + sample.as_of.iso();
  if (sample.as_planned) text += ", as_planned";
  if (!sample.regime.empty()) text += ", regime " + sample.regime;
  if (!sample.readings.empty()) text += ", readings " + as_yaml(sample.readings);
  return text + "\n" + as_yaml(sample.facts);
}

Sample sample(std::uint64_t seed, Kind kind) {
  Dice dice{seed};
  Sample made = Maker{dice, kind}.run();
  if (const auto faults = find_faults(made.facts); !faults.empty()) {
    // A generator that makes faulty facts would make every property vacuous: no test may go on.
    std::cerr << "seed " << seed << ": " << faults.front().text() << "\n" << describe(made);
    std::abort();
  }
  return made;
}

std::uint64_t samples(std::uint64_t usual) {
  const char* more = std::getenv("KONTAKTFORLOEB_SAMPLES"); // NOLINT(concurrency-mt-unsafe): nobody sets it
  return more != nullptr ? std::stoull(more) : usual;
}

std::string text(Date day) { return day.is_set() ? day.iso() : "-"; }

} // namespace kontaktforloeb::random_course
