#pragma once
/// @file
/// Every sentence about plans, deadlines and changes that is shown to a person, in Danish and English.

#include <kontaktforloeb/messages.hpp>
#include <kontaktforloeb/planning.hpp>

#include <array>
#include <bit>
#include <string>
#include <string_view>

namespace kontaktforloeb {

/// What days are preferred, in words.
constexpr Text in_words(Prefer prefer) {
  switch (prefer) {
  case Prefer::spread:
    return {"med afstand", "spread"};
  case Prefer::earliest:
    return {"tidligst muligt", "earliest"};
  case Prefer::latest:
    return {"senest muligt", "latest"};
  }
  return {};
}

/// Why nothing was planned, in one sentence; empty if something was.
inline std::string message(PlanProblem problem, Language language = Language::en) {
  switch (problem) {
  case PlanProblem::none:
    return {};
  case PlanProblem::no_law:
    return std::string(
        in(language, {"Der er ingen kendt lov for forløbet.", "No law is known for the course."}));
  case PlanProblem::horizon_too_short:
    return std::string(in(
        language,
        {"Horisonten er for kort: der er ingen åben dag mellem dagen, der planlægges på, og den. Angiv en senere dag.",
         "The horizon is too short: no open day lies between the day of planning and it. Give a later day."}));
  case PlanProblem::closed_throughout:
    return std::string(in(language, {"De lukkede dage lader ingen åben dag tilbage. Luk færre dage.",
                                     "The closed days leave no open day. Close fewer days."}));
  }
  return {};
}

/// Why a meeting is proposed for its day, in one or two sentences.
inline std::string why(const ProposedMeeting& meeting, Prefer prefer, Language language = Language::en) {
  detail::Words words{language};
  if (std::popcount(meeting.conversations) > 1)
    words.say("Samtalerne må slås sammen. ", "The conversations may share a meeting. ");
  const Date last = meeting.window.to;
  switch (prefer) {
  case Prefer::earliest:
    words.say("Den tidligste åbne dag", "The earliest open day");
    break;
  case Prefer::latest:
    words.say("Den seneste åbne dag", "The latest open day");
    break;
  case Prefer::spread:
    words.say("Med afstand til de andre samtaler", "Apart from the other conversations");
    break;
  }
  if (!last.is_set()) return words.done();
  const int left = last - meeting.date;
  if (left == 0) {
    words.say("; det er sidste dag i tide", "; it is the last day in time");
  } else {
    words.as_is("; ").number(left);
    if (left == 1)
      words.say(" dag er tilbage til sidste dag i tide, ", " day is left until the last day in time, ");
    else
      words.say(" dage er tilbage til sidste dag i tide, ", " days are left until the last day in time, ");
    words.day(last);
  }
  return words.done();
}

/// Why a rule cannot be kept, in one sentence.
inline std::string message(const Conflict& conflict, Language language = Language::en) {
  detail::Words words{language};
  switch (conflict.why) {
  case ConflictReason::passed:
    if (conflict.status == Status::breached)
      words.say("Et holdt møde brød reglen; det kan ikke gøres om",
                "A held meeting broke the rule; that is history");
    else if (conflict.due.is_set())
      words.say("Sidste dag var ", "The last day was ").day(conflict.due);
    else
      words.say("Reglen kan ikke længere overholdes", "The rule can no longer be kept");
    break;
  case ConflictReason::no_open_day:
    words.say("Der er ingen åben dag tilbage", "No open day is left");
    if (conflict.due.is_set()) words.say(" til og med ", " up to ").day(conflict.due);
    break;
  case ConflictReason::too_few_days:
    words.number(conflict.missing);
    if (conflict.missing == 1)
      words.say(" samtale får ingen dag ved siden af de andre",
                " conversation finds no day beside the others");
    else
      words.say(" samtaler får ingen dag ved siden af de andre",
                " conversations find no day beside the others");
    if (conflict.due.is_set()) words.say(" til og med ", " up to ").day(conflict.due);
    break;
  case ConflictReason::booked:
    words.say("Et aftalt møde bryder reglen; en plan rører ikke det, der er aftalt",
              "A booked meeting breaks the rule; a plan does not touch what is booked");
    break;
  }
  return words.done();
}

namespace detail {

/// "meeting 2 (jobsamtale, 9 November 2022)".
inline Words& meeting_of(Words& words, const Edit& edit, std::uint8_t conversations) {
  words.say("møde ", "meeting ")
      .number(edit.meeting + 1)
      .as_is(" (")
      .conversations(conversations)
      .as_is(", ");
  return words.day(edit.from).as_is(")");
}

} // namespace detail

/// One change of a plan as a sentence.
inline std::string message(const Edit& edit, Language language = Language::en) {
  detail::Words words{language};
  const Text holder = in_words(edit.holder);
  switch (edit.op) {
  case EditOp::add:
    words.say("Tilføj et møde den ", "Add a meeting on ").day(edit.date).as_is(": ");
    words.conversations(edit.conversations);
    words.say(", holdt af ", ", held by ").say(holder);
    break;
  case EditOp::move:
    words.say("Flyt ", "Move ");
    detail::meeting_of(words, edit, edit.conversations).say(" til den ", " to ").day(edit.date);
    break;
  case EditOp::split:
    words.say("Hold ", "Hold the ").conversations(edit.conversations).say(" fra ", " of ");
    words.say("møde ", "meeting ").number(edit.meeting + 1).as_is(" (").day(edit.from).as_is(")");
    words.say(" for sig, den ", " by itself, on ").day(edit.date);
    break;
  case EditOp::merge:
    words.say("Hold ", "Hold ");
    detail::meeting_of(words, edit, edit.conversations);
    words.say(" i møde ", " in meeting ").number(edit.into + 1).say(", den ", ", on ").day(edit.date);
    break;
  case EditOp::change:
    words.say("Lad ", "Let ");
    switch (edit.field) {
    case EditField::holder:
      words.say(holder).say(" holde ", " hold ");
      detail::meeting_of(words, edit, edit.conversations);
      break;
    case EditField::form:
      detail::meeting_of(words, edit, edit.conversations)
          .say(" foregå ved personligt fremmøde", " be held in person");
      break;
    case EditField::absent:
      words.say("alle parter deltage i ", "all parties take part in ");
      detail::meeting_of(words, edit, edit.conversations);
      break;
    }
    break;
  }
  return words.done();
}

/// What can still be done about a rule whose conversation was missed, in one sentence.
inline std::string late_still_message(const Rule& rule, Language language = Language::en) {
  detail::Words words{language};
  words.as_is(rule.id).say(": samtalen kan stadig holdes og tæller da som holdt for sent",
                           ": the conversation can still be held, and then counts as held late");
  return words.done();
}

} // namespace kontaktforloeb
