#pragma once
/// @file
/// Every sentence of the engine that is shown to a person, in Danish and English.

#include <kontaktforloeb/applicable.hpp>
#include <kontaktforloeb/basis.hpp>
#include <kontaktforloeb/finding.hpp>

#include <array>
#include <bit>
#include <string>
#include <string_view>

namespace kontaktforloeb {

/// A day in words: "30 November 2021", "30. november 2021".
inline std::string in_words(Date day, Language language) {
  constexpr std::array<Text, 12> months{{{"januar", "January"},
                                         {"februar", "February"},
                                         {"marts", "March"},
                                         {"april", "April"},
                                         {"maj", "May"},
                                         {"juni", "June"},
                                         {"juli", "July"},
                                         {"august", "August"},
                                         {"september", "September"},
                                         {"oktober", "October"},
                                         {"november", "November"},
                                         {"december", "December"}}};
  if (!day.is_set()) return {};
  std::string text = std::to_string(day.day());
  text += language == Language::da ? ". " : " ";
  text += in(language, months[static_cast<std::size_t>(day.month() - 1)]);
  text += ' ';
  text += std::to_string(day.year());
  return text;
}

/// A month in words: "November 2021", "november 2021".
inline std::string in_words(Month month, Language language) {
  const std::string day = in_words(month.first(), language);
  return day.substr(day.find(' ') + 1);
}

/// A kind of conversation in words; the law's own name in both languages.
constexpr std::string_view in_words(Conversation conversation, bool several = false) {
  switch (conversation) {
  case Conversation::cv_samtale:
    return several ? "CV-samtaler" : "CV-samtale";
  case Conversation::jobsamtale:
    return several ? "jobsamtaler" : "jobsamtale";
  case Conversation::faellessamtale:
    return several ? "fællessamtaler" : "fællessamtale";
  case Conversation::raadighedssamtale:
    return several ? "rådighedssamtaler" : "rådighedssamtale";
  case Conversation::gruppesamtale:
    return several ? "gruppesamtaler" : "gruppesamtale";
  }
  return {};
}

/// A status in words.
constexpr Text in_words(Status status) {
  switch (status) {
  case Status::met:
    return {"opfyldt", "met"};
  case Status::late:
    return {"for sent", "late"};
  case Status::missed:
    return {"ikke holdt", "missed"};
  case Status::planned:
    return {"planlagt", "planned"};
  case Status::planned_late:
    return {"planlagt for sent", "planned late"};
  case Status::open:
    return {"mangler", "open"};
  case Status::breached:
    return {"brudt", "breached"};
  case Status::not_required:
    return {"ikke krævet", "not required"};
  case Status::undecided:
    return {"uafklaret", "undecided"};
  }
  return {};
}

/// A verdict in words.
constexpr Text in_words(Verdict verdict) {
  switch (verdict) {
  case Verdict::fulfilled:
    return {"opfyldt", "fulfilled"};
  case Verdict::open:
    return {"mangler noget", "open"};
  case Verdict::undecided:
    return {"uafklaret", "undecided"};
  case Verdict::violated:
    return {"ikke overholdt", "violated"};
  }
  return {};
}

/// A party in words.
constexpr Text in_words(Party party) {
  return party == Party::a_kasse ? Text{"a-kassen", "the a-kasse"} : Text{"jobcenteret", "the jobcenter"};
}

/// A stage in words.
constexpr Text in_words(Stage stage) {
  return stage == Stage::covered ? Text{"omfattet", "covered"} : Text{"afsluttet", "ended"};
}

/// A reason for ending in words.
constexpr Text in_words(EndReason reason) {
  switch (reason) {
  case EndReason::window_used:
    return {"vinduet er brugt", "the window is used"};
  case EndReason::left_a_kasse:
    return {"udmeldt af a-kassen", "left the a-kasse"};
  case EndReason::moved:
    return {"flyttet", "moved away"};
  case EndReason::early_jobcenter_effort:
    return {"tidlig indsats i jobcenteret", "early effort by the jobcenter"};
  case EndReason::education_order:
    return {"uddannelsespålæg", "education order"};
  case EndReason::other:
    return {"andre årsager", "other causes"};
  }
  return {};
}

/// A form in words, as the way in which a meeting is held.
constexpr Text in_words(Form form) {
  switch (form) {
  case Form::in_person:
    return {"ved personligt fremmøde", "in person"};
  case Form::telephone:
    return {"på telefon", "by telephone"};
  case Form::video:
    return {"på video", "by video"};
  case Form::chat:
    return {"på chat", "by chat"};
  case Form::letter:
    return {"pr. brev", "by letter"};
  }
  return {};
}

/// Why a meeting did not count, in words; a group where an individual conversation is asked for is a form
/// too.
constexpr Text in_words(NotCountedReason why) {
  switch (why) {
  case NotCountedReason::cancelled:
    return {"aflyst", "cancelled"};
  case NotCountedReason::no_show:
    return {"udeblivelse", "the person did not come"};
  case NotCountedReason::outside_course:
    return {"uden for forløbet", "outside the course"};
  case NotCountedReason::wrong_holder:
    return {"holdt af den forkerte part", "held by the wrong party"};
  case NotCountedReason::unrecorded:
    return {"udfaldet er ikke registreret", "the outcome is not recorded"};
  case NotCountedReason::form:
    return {"holdt på denne måde tæller det ikke den dag", "held in this way it does not count on that day"};
  case NotCountedReason::party_absent:
    return {"en part manglede", "a party was absent"};
  case NotCountedReason::wrong_number:
    return {"forkert nummer i rækken", "not the right number in the row"};
  case NotCountedReason::before_window:
    return {"før vinduet", "before the window"};
  case NotCountedReason::after_window:
    return {"efter vinduet", "after the window"};
  }
  return {};
}

/// Whether a regime holds, in words.
constexpr Text in_words(Applicable applies) {
  switch (applies) {
  case Applicable::yes:
    return {"gælder", "applies"};
  case Applicable::as_base:
    return {"gælder under varianten", "applies below the variant"};
  case Applicable::if_visited:
    return {"gælder ved visitation", "applies if visited"};
  case Applicable::perhaps:
    return {"vides ikke", "not known"};
  case Applicable::no:
    return {"gælder ikke", "does not apply"};
  }
  return {};
}

/// Why a regime holds or does not, in words.
constexpr Text in_words(WhyApplicable why) {
  switch (why) {
  case WhyApplicable::national_law:
    return {"den nationale lov for dagpengeperioder, der begynder den dag",
            "the national law of benefit periods that begin on that day"};
  case WhyApplicable::outside_dates:
    return {"uden for dets datoer", "outside its dates"};
  case WhyApplicable::by_name_only:
    return {"vælges kun ved navn", "chosen by name only"};
  case WhyApplicable::municipality:
    return {"kommunens egen variant", "the municipality's own variant"};
  case WhyApplicable::other_municipality:
    return {"en anden kommunes variant", "another municipality's variant"};
  case WhyApplicable::municipality_unknown:
    return {"kommunen er ikke oplyst", "the municipality is not given"};
  case WhyApplicable::admitted:
    return {"a-kassen deltager i kommunen", "the a-kasse takes part in the municipality"};
  case WhyApplicable::not_admitted:
    return {"a-kassen deltager ikke i kommunen", "the a-kasse does not take part in the municipality"};
  case WhyApplicable::admission_unknown:
    return {"om a-kassen deltager i kommunen, vides ikke",
            "whether the a-kasse takes part in the municipality is not known"};
  case WhyApplicable::a_kasse_unknown:
    return {"a-kassen eller kommunen er ikke oplyst", "the a-kasse or the municipality is not given"};
  }
  return {};
}

/// How sure a source is, in words.
constexpr Text in_words(Evidence evidence) {
  switch (evidence) {
  case Evidence::primary:
    return {"lovtekst", "primary"};
  case Evidence::guidance:
    return {"vejledning", "guidance"};
  case Evidence::report:
    return {"rapport", "report"};
  case Evidence::secondary:
    return {"sekundær", "secondary"};
  case Evidence::inferred:
    return {"udledt", "inferred"};
  }
  return {};
}

namespace detail {

/// Puts sentences together in one language.
class Words {
public:
  explicit Words(Language language) : language_(language) {}

  Words& say(std::string_view da, std::string_view en) {
    text_ += language_ == Language::da ? da : en;
    return *this;
  }
  Words& say(const Text& text) { return say(text.da, text.en); }
  Words& as_is(std::string_view text) {
    text_ += text;
    return *this;
  }
  Words& day(Date value) { return as_is(in_words(value, language_)); }
  Words& number(std::int64_t value) { return as_is(std::to_string(value)); }
  Words& hours(Hours value) {
    std::string text = value.text();
    if (language_ == Language::da) text[text.size() - 3] = ',';
    return as_is(text);
  }
  /// "CV-samtale, jobsamtale og fællessamtale".
  Words& conversations(std::uint8_t set) {
    for (unsigned rest = set; rest != 0; rest &= rest - 1) {
      as_is(in_words(static_cast<Conversation>(std::countr_zero(rest))));
      const unsigned left = rest & (rest - 1);
      if (left == 0) break;
      if (std::popcount(left) == 1)
        say(" og ", " and ");
      else
        as_is(", ");
    }
    return *this;
  }
  [[nodiscard]] std::string done() {
    text_ += '.';
    return std::move(text_);
  }

private:
  Language language_;
  std::string text_;
};

/// " from 6 September 2021 to 30 November 2021", or what there is of it.
inline void stretch(Words& words, Date from, Date to) {
  if (from.is_set())
    words.say(" fra ", " from ").day(from);
  else if (to.is_set())
    words.say(" senest ", " by ").day(to);
  else
    words.say(", uden sidste dag", ", without a last day");
  if (from.is_set() && to.is_set()) words.say(" til ", " to ").day(to);
}

/// "2 jobsamtaler required by 30 November 2021".
inline void demand(Words& words, const Finding& finding) {
  words.number(finding.required).as_is(" ");
  words.as_is(in_words(finding.requirement->conversation, finding.required != 1));
  words.say(" kræves", " required");
  if (!finding.gap.from.is_set()) {
    stretch(words, finding.not_before, finding.due);
  } else {
    stretch(words, finding.not_before, finding.gap.from - 1);
    words.say(" eller", " or");
    if (finding.gap.to.is_set())
      stretch(words, finding.gap.to + 1, finding.due);
    else
      words.say(" i et vindue, der endnu ikke kan nås", " in a window that cannot be reached yet");
  }
  if (finding.due_projected) words.say(" (forventet)", " (expected)");
}

inline void excuse(Words& words, const Finding& finding) {
  switch (finding.cause) {
  case Cause::lapsed:
    words.say("Ikke krævet: forløbet sluttede før tid, den ", "Not required: the course ended early, on ")
        .day(finding.cause_date - 1);
    break;
  case Cause::exempt:
    words
        .say("Ikke krævet: sidste dag falder i en fritagelse fra ",
             "Not required: the last day falls in an exemption from ")
        .day(finding.cause_date);
    break;
  case Cause::suspended:
    words
        .say("Ikke krævet: sidste dag falder i suspensionen af indsatsen fra ",
             "Not required: the last day falls in the suspension of the effort from ")
        .day(finding.cause_date);
    break;
  case Cause::deregistered:
    words
        .say("Ikke krævet: personen var ikke tilmeldt den ",
             "Not required: the person was not registered on ")
        .day(finding.cause_date);
    break;
  case Cause::earlier_period:
    words
        .say("Ikke krævet: tilmeldingen hører til dagpengeperioden før ",
             "Not required: the registration belongs to the benefit period before ")
        .day(finding.cause_date);
    break;
  case Cause::opted_out:
    words.say("Ikke krævet: personen har fravalgt a-kassens deltagelse",
              "Not required: the person declined the a-kasse's part");
    break;
  case Cause::national_decides:
    words.say("Ikke krævet: fra ", "Not required: from ")
        .day(finding.cause_date)
        .say(" afgør den nationale regel", " on the national rule decides");
    break;
  case Cause::rule_ended:
    words.say("Ikke krævet: reglen kræver intet efter ", "Not required: the rule asks for nothing after ")
        .day(finding.cause_date);
    break;
  case Cause::not_asked_for:
    words.say("Ikke krævet: intet behov og ingen anmodning er registreret",
              "Not required: no need and no request is recorded");
    break;
  case Cause::on_jobcenter_track:
    words
        .say("Ikke krævet: personen er visiteret til jobcenteret for hele forløbet, fra ",
             "Not required: the person is visited to the jobcenter for the whole course, from ")
        .day(finding.cause_date);
    break;
  case Cause::too_few_duty_days:
    words.say("Ikke krævet: pligt til jobsøgning på ", "Not required: a duty to search on ")
        .number(finding.cause_number)
        .say(" dage, ", " days, ")
        .number(finding.requirement->empty_joblog.least_duty_days)
        .say(" skal til", " are needed");
    break;
  case Cause::month_not_covered:
    words
        .say("Ikke krævet: reglen omfatter ikke måneden fra ",
             "Not required: the rule does not cover the month from ")
        .day(finding.cause_date);
    break;
  default:
    words.say("Ikke krævet", "Not required");
  }
}

inline void doubt(Words& words, const Finding& finding) {
  switch (finding.cause) {
  case Cause::postponed_too_far:
    words.say("hvor langt samtalen kan udskydes efter ", "how far the conversation may be postponed after ")
        .day(finding.cause_date)
        .say(", er ikke afklaret", " is not settled");
    break;
  case Cause::after_trial:
    words
        .say(
            "det er ikke afklaret, hvor mange af de nationale jobsamtaler forsøgets samtaler træder i stedet for, når "
            "jobcenteret overtager den ",
            "it is not settled for how many of the national jobsamtaler those of the trial stand when the jobcenter "
            "takes over on ")
        .day(finding.cause_date);
    break;
  case Cause::unreported_month:
    words.say("dagpenge er ikke indberettet fra ", "benefit is not reported from ")
        .day(finding.cause_date)
        .say(", så sidste dag kan ligge senere", " on, so the last day may lie later");
    break;
  case Cause::in_job:
    words.say("sidste dag falder i et job fra ", "the last day falls in a job from ")
        .day(finding.cause_date)
        .say(" uden afmelding", " without deregistration");
    break;
  case Cause::unrecorded_meeting:
    words.say("udfaldet af mødet den ", "the outcome of the meeting on ")
        .day(finding.cause_date)
        .say(" er ikke registreret", " is not recorded");
    break;
  case Cause::unknown_summons:
    words
        .say("det vides ikke, hvornår der blev indkaldt til mødet den ",
             "it is not known when the meeting on ")
        .day(finding.cause_date)
        .say("", " was summoned");
    break;
  case Cause::unknown_form_rule:
    words.say("det vides ikke, hvilke former der tæller den ", "it is not known which forms count on ")
        .day(finding.cause_date);
    break;
  case Cause::unknown_first:
    words
        .say("det vides ikke, om en første samtale ved personligt fremmøde var holdt før den ",
             "it is not known whether a first conversation in person was held before ")
        .day(finding.cause_date);
    break;
  case Cause::unknown_group:
    words.say("det vides ikke, om gruppesamtalen den ", "it is not known whether the gruppesamtale on ")
        .day(finding.cause_date)
        .say(" er for denne person: uddannelse, alder eller screening mangler",
             " is for this person: education, age or screening is missing");
    break;
  case Cause::unknown_track:
    words.say("sporet for gruppesamtalen den ", "the track of the gruppesamtale on ")
        .day(finding.cause_date)
        .say(" er ikke registreret", " is not recorded");
    break;
  case Cause::other_unit:
    words
        .say("sammenlagt ledighed blev opgjort i en anden enhed før ",
             "aggregate unemployment was counted in another unit before ")
        .day(finding.cause_date);
    break;
  case Cause::after_projected_end:
    words
        .say("det vides ikke, om forløbet stadig løber den ",
             "it is not known whether the course still runs on ")
        .day(finding.cause_date);
    break;
  case Cause::not_visited:
    words
        .say("der er ikke registreret en visitation; der er regnet fra ",
             "no visitation is recorded; counted as if visited on ")
        .day(finding.cause_date);
    break;
  case Cause::not_admitted:
    words
        .say("personen er visiteret, men a-kassen deltager efter listerne ikke i kommunen den ",
             "the person is visited, but by the lists the a-kasse does not take part in the municipality on ")
        .day(finding.cause_date);
    break;
  case Cause::admission_unknown:
    words
        .say("det vides ikke, om a-kassen deltager i kommunen, som personen flyttede til den ",
             "it is not known whether the a-kasse takes part in the municipality moved to on ")
        .day(finding.cause_date);
    break;
  case Cause::visited_again:
    words.say("personen er visiteret igen den ", "the person was visited again on ")
        .day(finding.cause_date)
        .say(" efter en afslutning", " after an end");
    break;
  case Cause::outside_dates:
    words.say("forløbet begynder den ", "the course begins on ")
        .day(finding.cause_date)
        .say(", uden for reglernes datoer", ", outside the dates of these rules");
    break;
  case Cause::beyond_known:
    words.say("en pligt, der ikke er opfyldt, ligger efter ", "a duty that is not done lies after ")
        .day(finding.cause_date)
        .say(", hvor reglerne ikke kendes", ", where the rules are not known");
    break;
  case Cause::track_unknown:
    words.say("personen er visiteret til jobcenteret den ", "the person was visited to the jobcenter on ")
        .day(finding.cause_date)
        .say(", og hvad der så gælder efter disse regler, vides ikke",
             ", and what holds then under these rules is not known");
    break;
  case Cause::variant_unknown:
    words
        .say(
            "kommunen har en egen variant, hvis regler ikke kendes, for en dagpengeperiode fra ",
            "the municipality has a variant of its own, whose rules are not known, for a benefit period from ")
        .day(finding.cause_date);
    break;
  case Cause::municipality_unknown:
    words
        .say("kommunen kendes ikke, og en kommunal variant kan gælde den ",
             "the municipality is not known, and a municipal variant may hold on ")
        .day(finding.cause_date);
    break;
  case Cause::crossing:
    words
        .say("en pligt ligger efter reglernes sidste dag, ",
             "a duty lies after the last day of these rules, ")
        .day(finding.cause_date);
    break;
  case Cause::not_whole:
    words.say("denne version har ikke alle regimets regler",
              "this version does not have all the rules of the regime");
    break;
  case Cause::count_differs:
    words.say("det officielle timetal den ", "the official count on ")
        .day(finding.cause_date)
        .say(" er ", " is ")
        .hours(finding.cause_hours)
        .say(" timer, det beregnede ", " hours, the computed one ")
        .hours(finding.cause_other_hours);
    break;
  default:
    break;
  }
}

inline void breach(Words& words, const Finding& finding) {
  words.say("Mødet den ", "The meeting on ").day(finding.cause_date);
  switch (finding.cause) {
  case Cause::pair_not_allowed:
    words.say(" samler ", " joins ")
        .conversations(finding.conversations)
        .say("; de må ikke holdes i ét møde", "; these may not share a meeting");
    break;
  case Cause::too_many_merged:
    words.say(" er endnu et møde med flere samtaler; det er flere, end én person må have",
              " is one more meeting with several conversations; that is more than one person may have");
    break;
  case Cause::theme_missing:
    words.say(" har intet tema fra sit eget spors liste", " has no theme of its own track's list");
    break;
  case Cause::not_in_target_group:
    words.say(" er på uddannelsessporet, som ikke er for denne person den dag",
              " is on the education track, which is not for this person on that day");
    break;
  case Cause::letter:
    words.say(" er pr. brev; et brev er aldrig en samtale",
              " is by letter; a letter is never a conversation");
    break;
  default:
    words.say(" holdes ", " is held ")
        .say(in_words(finding.form))
        .say("; det tæller ikke den dag", "; that does not count on that day");
  }
}

} // namespace detail

/// A finding in one sentence, with the numbers that were compared.
inline std::string message(const Finding& finding, Language language = Language::en) {
  detail::Words words{language};
  if (finding.status == Status::breached) {
    detail::breach(words, finding);
    return words.done();
  }
  if (finding.requirement == nullptr) {
    if (finding.status == Status::met) {
      words.say("Intet møde bryder reglen", "No meeting breaks the rule");
    } else {
      words.say("Kan ikke afgøres: ", "Cannot be decided: ");
      detail::doubt(words, finding);
    }
    return words.done();
  }
  if (finding.status == Status::not_required) {
    detail::excuse(words, finding);
    if (finding.counted > 0) words.as_is("; ").number(finding.counted).say(" holdt", " held");
    return words.done();
  }

  if (finding.status == Status::undecided && finding.required == 0) {
    words.say("Kan ikke afgøres: ", "Cannot be decided: ");
    detail::doubt(words, finding);
    return words.done();
  }
  const std::int32_t filled = std::min(finding.counted, finding.required);
  detail::demand(words, finding);
  if (finding.status == Status::met && finding.counted == 1)
    return words.say(", holdt den ", ", held on ").day(finding.completed_on).done();
  words.as_is(", ").number(finding.counted).say(" holdt", " held");
  switch (finding.status) {
  case Status::met:
    words.say(", den sidste nødvendige den ", ", the last one needed on ").day(finding.completed_on);
    break;
  case Status::late:
    words.say(" i tide; opfyldt den ", " in time; completed on ").day(finding.completed_on);
    if (finding.due.is_set() && finding.completed_on > finding.due)
      words.as_is(", ")
          .number(finding.completed_on - finding.due)
          .say(finding.completed_on - finding.due == 1 ? " dag for sent" : " dage for sent",
               finding.completed_on - finding.due == 1 ? " day late" : " days late");
    break;
  case Status::missed:
    if (finding.cause == Cause::number_used_up)
      words.say("; samtale nr. ", "; conversation no. ")
          .number(finding.cause_number)
          .say(" den ", " on ")
          .day(finding.cause_date)
          .say(" var den sidste mulige", " was the last one possible");
    break;
  case Status::planned:
    words.say(", ", ", ").number(finding.required - filled).say(" planlagt i tide", " planned in time");
    break;
  case Status::planned_late:
    words.say("; resten er først planlagt efter den dag", "; the rest is planned only after that day");
    break;
  case Status::open:
    words.as_is(", ").number(finding.required - filled).say(" mangler", " to be held");
    break;
  case Status::undecided:
    words.say("; kan ikke afgøres: ", "; cannot be decided: ");
    detail::doubt(words, finding);
    break;
  default:
    break;
  }
  return words.done();
}

/// Why there is no verdict, in one sentence; empty when there is one.
inline std::string no_law_message(const Assessment& assessment, Language language = Language::en) {
  detail::Words words{language};
  switch (assessment.no_law) {
  case NoLaw::none:
    return {};
  case NoLaw::not_encoded:
    words.say("Reglerne ", "The rules ").as_is(assessment.no_law_regime);
    if (assessment.no_law_date.is_set())
      words.say(", der gælder for en dagpengeperiode fra ", ", which hold for a benefit period from ")
          .day(assessment.no_law_date)
          .as_is(",");
    words.say(" findes ikke i denne version", " are not in this version");
    break;
  case NoLaw::no_regime:
    words
        .say("Ingen kendte regler gælder for en dagpengeperiode fra ",
             "No known law holds for a benefit period from ")
        .day(assessment.no_law_date);
    break;
  case NoLaw::beyond_known:
    words.say("En pligt, der ikke er opfyldt, ligger efter ", "A duty that is not done lies after ")
        .day(assessment.no_law_date)
        .say(", den sidste dag, hvor følgerne af ", ", the last day for which the law after ")
        .as_is(assessment.no_law_regime)
        .say(" kendes", " is known");
    break;
  }
  return words.done();
}

} // namespace kontaktforloeb
