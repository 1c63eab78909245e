#pragma once
/// @file
/// The public codes of DFDG, the municipalities' and a-kasser's shared data, and what they are in our facts,
/// both ways; what has no counterpart is a gap with a name.

#include <kontaktforloeb/basis.hpp>
#include <kontaktforloeb/date.hpp>
#include <kontaktforloeb/regimes/trial_2020.hpp>
#include <kontaktforloeb/terms.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace kontaktforloeb {

/// Codes of Det Fælles Datagrundlag (DFDG) and our facts. No verdict depends on them.
namespace dfdg {

/// The lists of codes, by their Danish names.
enum class CodeList : std::uint8_t {
  samtaletype, ///< What a conversation was about.
  fravaer,     ///< Why a person is away or exempt, the marker 75 among them.
  kontaktform, ///< How people met; one code of it is known.
  system,      ///< The system that a row comes from.
};

/// Why something has no counterpart, or what its counterpart leaves out.
struct Gap {
  std::string_view id = {}; ///< Its name; empty: no gap.
  Text why = {};            ///< The reason in one or two sentences.
};

/// One code, and what it is in our facts.
struct Code {
  CodeList list = CodeList::samtaletype;         ///< The list that it stands in.
  int code = 0;                                  ///< The code.
  std::string_view name = {};                    ///< Its Danish name, transliterated.
  std::optional<Conversation> conversation = {}; ///< The conversation that it is.
  std::optional<EventType> event = {};           ///< The event that it is.
  DateRange days = {};                           ///< Days on which it is that event.
  bool written = false; ///< Whether the counterpart is written as this code; otherwise it is only read.
  Gap gap = {};         ///< Why there is no counterpart, or what it leaves out.
  std::span<const Basis> basis = {}; ///< Sources of code and counterpart; never empty.
};

/// A type of event without a code.
struct EventGap {
  EventType event = EventType::visited; ///< The type.
  Gap gap = {};                         ///< Why.
};

/// A field of a meeting that no code of a conversation's type carries.
struct FieldGap {
  std::string_view field = {}; ///< Its key path in a course file.
  Gap gap = {};                ///< Why.
};

/// The gaps by name.
namespace gaps {
/// @cond gaps
inline constexpr Gap other_conversation{
    "other_conversation",
    {"Ingen af de samtaler, som reglerne her spørger efter, har dette navn; hvad typen dækker, siger kilderne "
     "ikke.",
     "None of the conversations that the rules here ask for has this name; what the type covers, the sources "
     "do not say."}};
inline constexpr Gap referral{"referral",
                              {"En henvisning er ikke en samtale.", "A referral is not a conversation."}};
inline constexpr Gap information_meeting{
    "information_meeting",
    {"Et informationsmøde er ikke en samtale; om en gruppesamtale registreres sådan, er ikke kendt.",
     "An information meeting is not a conversation; whether a gruppesamtale is registered so is not known."}};
inline constexpr Gap type_17_or_19{
    "type_17_or_19",
    {"Hvad der skiller type 17 fra type 19, er ikke kendt: begge læses som fællessamtale, og en fællessamtale "
     "skrives som 17. Fra 2024 kan a-kassen også deltage i jobcenterets første jobsamtale; om den registreres "
     "som 7 eller 17, er ikke kendt.",
     "What sets type 17 apart from type 19 is not known: both are read as a fællessamtale, and a "
     "fællessamtale is written as 17. From 2024 the a-kasse may also take part in the jobcenter's first "
     "jobsamtale; whether that is registered as 7 or as 17 is not known."}};
inline constexpr Gap type_not_in_use{"type_not_in_use", {"Typen bruges ikke.", "The type is not in use."}};
inline constexpr Gap education{
    "education",
    {"Uddannelse som fravær er ikke et uddannelsespålæg (education_order); hvad fraværet gør ved "
     "kontaktforløbet, siger kilderne ikke.",
     "Education as an absence is not an order to take an education (education_order); what the absence does "
     "to the contact course, the sources do not say."}};
inline constexpr Gap temporary_work{
    "temporary_work",
    {"Om et job er midlertidigt, står ikke i forløbets oplysninger: ethvert job skrives som 2, og den, der "
     "skriver, udelader de varige. STAR's vejledende datoer ser bort fra koden; her tager jobbet hverdage ud "
     "af de måneder, der endnu ikke er indberettet.",
     "Whether a job is temporary is not among our facts: every job is written as 2, and whoever writes leaves "
     "out the lasting ones. STAR's guiding dates take no account of the code; here the job takes weekdays out "
     "of the months that are not reported yet."}};
inline constexpr Gap no_such_fact{
    "no_such_fact",
    {"Forløbets oplysninger har intet tilsvarende; hvad fraværet gør ved kontaktforløbet, siger kilderne ikke.",
     "Our facts have nothing of the kind; what the absence does to the contact course, the sources do not "
     "say."}};
inline constexpr Gap parental_leave{
    "parental_leave",
    {"Fritaget (exempt) er den, der inden seks uger går på barsel; koden er selve barslen, og om den fritager "
     "for samtaler, siger kilderne ikke.",
     "Exempt is who goes on parental leave within six weeks; the code is the leave itself, and whether it "
     "exempts from conversations, the sources do not say."}};
inline constexpr Gap holiday{
    "holiday",
    {"Ferie er ikke en hændelse; betalt ferie ses som timer af typen feriedagpenge, og timer har koden ikke.",
     "Holiday is no event; paid holiday shows as hours of the kind feriedagpenge, and the code has no "
     "hours."}};
inline constexpr Gap sickness{
    "sickness",
    {"Sygdom er ikke en hændelse; den ses som timer af typen sygedagpenge, og timer har koden ikke.",
     "Sickness is no event; it shows as hours of the kind sygedagpenge, and the code has no hours."}};
inline constexpr Gap self_booking{
    "self_booking",
    {"Selvbooking er ikke blandt forløbets oplysninger; at være uden selvbooking er ikke at være fritaget for "
     "samtaler.",
     "Self-booking is not among our facts; to be without self-booking is not to be exempt from "
     "conversations."}};
inline constexpr Gap marker_outside_trial{
    "marker_outside_trial",
    {"Mærket er kun forsøgets inden for forsøgets dage. På andre dage siger det, at kontaktforløbet er hos "
     "a-kassen; hvem der har forløbet, følger her af loven og er ikke en hændelse.",
     "The marker is the trial's only within the trial's days. On other days it says that the contact course "
     "lies with the a-kasse; who has the course follows here from the law and is no event."}};
inline constexpr Gap meeting_at_work{
    "meeting_at_work",
    {"Om et møde direkte på arbejde er personligt fremmøde, siger kilderne ikke.",
     "Whether a meeting directly at work is personal attendance, the sources do not say."}};
inline constexpr Gap source_system{
    "source_system",
    {"Hvilket system en oplysning kommer fra, er ikke blandt forløbets oplysninger.",
     "Which system something comes from is not among our facts."}};
inline constexpr Gap group_conversation{
    "group_conversation",
    {"Ingen kendt samtaletype er en gruppesamtale.", "No known type is a gruppesamtale."}};
inline constexpr Gap merged_meeting{
    "merged_meeting",
    {"Et møde med flere samtaler har ingen kendt kode. Evalueringen af forsøget nævner »jobsamtale og "
     "rådgivning« som registreret type for en sammenlagt job- og rådighedssamtale; dens kode er ikke kendt.",
     "A meeting with more than one conversation has no known code. The trial's evaluation names »jobsamtale "
     "og rådgivning« as the registered type of a merged job- and rådighedssamtale; its code is not known."}};
inline constexpr Gap marker_end{
    "marker_end",
    {"Når mærke 75 hører op, siger det ikke hvorfor; for årsagen er ingen kode kendt.",
     "When marker 75 ends, it does not say why; for the reason no code is known."}};
inline constexpr Gap exemption{
    "exemption",
    {"For fritagelse for samtaler er ingen kode kendt; 56 fritager for selvbooking alene.",
     "For an exemption from conversations no code is known; 56 exempts from self-booking alone."}};
inline constexpr Gap no_known_code{"no_known_code", {"Ingen kode er kendt.", "No code is known."}};
inline constexpr Gap holder_not_told{
    "holder_not_told",
    {"Typen siger ikke, hvem der holdt samtalen.", "The type does not say who held the conversation."}};
inline constexpr Gap parties_not_told{
    "parties_not_told",
    {"En fælles samtale er type 17, uanset om a-kassen deltager; typen siger ikke, hvem der var der.",
     "A joint conversation is type 17 whether the a-kasse takes part or not; the type does not say who was "
     "there."}};
/// @endcond
} // namespace gaps

/// All gaps, each once.
inline constexpr std::array all_gaps{gaps::other_conversation,
                                     gaps::referral,
                                     gaps::information_meeting,
                                     gaps::type_17_or_19,
                                     gaps::type_not_in_use,
                                     gaps::education,
                                     gaps::temporary_work,
                                     gaps::no_such_fact,
                                     gaps::parental_leave,
                                     gaps::holiday,
                                     gaps::sickness,
                                     gaps::self_booking,
                                     gaps::marker_outside_trial,
                                     gaps::meeting_at_work,
                                     gaps::source_system,
                                     gaps::group_conversation,
                                     gaps::merged_meeting,
                                     gaps::marker_end,
                                     gaps::exemption,
                                     gaps::no_known_code,
                                     gaps::holder_not_told,
                                     gaps::parties_not_told};

/// @cond basis
namespace basis {
inline constexpr std::string_view wiki = "STAR's wiki om DFDG";
inline constexpr std::string_view wiki_url = "https://starwiki.atlassian.net/wiki/x/bYA3S";
inline constexpr std::array code{Basis{wiki, wiki_url, {}, Evidence::guidance}};
inline constexpr std::array joint{Basis{wiki, wiki_url, "uanset om a-kassen deltager", Evidence::guidance}};
inline constexpr std::array joint_by_name{
    Basis{
        "Inferred: the joint conversation, by the type's name; what sets it apart from type 17 is not known",
        {},
        {},
        Evidence::inferred},
    code[0]};
inline constexpr std::array temporary_work{
    Basis{"Inferred: temporary work is a job", {}, {}, Evidence::inferred}, code[0],
    Basis{
        "STAR: spørgsmål og svar om selvbook på Jobnet",
        "https://star.dk/it/borger-it/selvbook-paa-jobnet-og-frister/"
        "spoergsmaal-og-svar-om-selvbook-paa-jobnet/",
        "Der tages i beregningen af vejledende samtaledatoer ikke højde for, at borgeren er registreret med "
        "fraværsforholdet 'Midlertidigt arbejde'.",
        Evidence::guidance}};
inline constexpr std::array marker{
    tables::trial_2020::applicability_basis[0], code[0],
    Basis{
        "Inferred: outside the trial's days the marker says where the course lies, and nothing of the trial",
        {},
        {},
        Evidence::inferred}};
} // namespace basis
/// @endcond

/// All known codes, list by list, ascending.
inline constexpr std::array codes{
    Code{.list = CodeList::samtaletype,
         .code = 4,
         .name = "opfoelgningssamtale",
         .gap = gaps::other_conversation,
         .basis = basis::code},
    Code{.list = CodeList::samtaletype,
         .code = 7,
         .name = "jobsamtale",
         .conversation = Conversation::jobsamtale,
         .written = true,
         .basis = basis::code},
    Code{.list = CodeList::samtaletype,
         .code = 8,
         .name = "henvisning",
         .gap = gaps::referral,
         .basis = basis::code},
    Code{.list = CodeList::samtaletype,
         .code = 9,
         .name = "informationsmoede",
         .gap = gaps::information_meeting,
         .basis = basis::code},
    Code{.list = CodeList::samtaletype,
         .code = 10,
         .name = "cv_samtale",
         .conversation = Conversation::cv_samtale,
         .written = true,
         .basis = basis::code},
    Code{.list = CodeList::samtaletype,
         .code = 11,
         .name = "formidlingssamtale",
         .gap = gaps::other_conversation,
         .basis = basis::code},
    Code{.list = CodeList::samtaletype,
         .code = 12,
         .name = "anden_samtale",
         .gap = gaps::other_conversation,
         .basis = basis::code},
    Code{.list = CodeList::samtaletype,
         .code = 13,
         .name = "informationsmoede_uden_moedepligt",
         .gap = gaps::information_meeting,
         .basis = basis::code},
    Code{.list = CodeList::samtaletype,
         .code = 15,
         .name = "raadighedssamtale",
         .conversation = Conversation::raadighedssamtale,
         .written = true,
         .basis = basis::code},
    Code{.list = CodeList::samtaletype,
         .code = 17,
         .name = "jobsamtale_med_a_kasse",
         .conversation = Conversation::faellessamtale,
         .written = true,
         .gap = gaps::type_17_or_19,
         .basis = basis::joint},
    Code{.list = CodeList::samtaletype,
         .code = 19,
         .name = "faelles_jobsamtale",
         .conversation = Conversation::faellessamtale,
         .gap = gaps::type_17_or_19,
         .basis = basis::joint_by_name},
    Code{.list = CodeList::samtaletype,
         .code = 20,
         .name = "a_kasse_forsoegssamtale",
         .gap = gaps::type_not_in_use,
         .basis = basis::code},
    Code{.list = CodeList::fravaer,
         .code = 1,
         .name = "uddannelse",
         .gap = gaps::education,
         .basis = basis::code},
    Code{.list = CodeList::fravaer,
         .code = 2,
         .name = "midlertidigt_arbejde",
         .event = EventType::job,
         .written = true,
         .gap = gaps::temporary_work,
         .basis = basis::temporary_work},
    Code{.list = CodeList::fravaer,
         .code = 3,
         .name = "borgerligt_ombud",
         .gap = gaps::no_such_fact,
         .basis = basis::code},
    Code{.list = CodeList::fravaer,
         .code = 4,
         .name = "barsel_max_14_dage",
         .gap = gaps::parental_leave,
         .basis = basis::code},
    Code{.list = CodeList::fravaer,
         .code = 8,
         .name = "barsel",
         .gap = gaps::parental_leave,
         .basis = basis::code},
    Code{.list = CodeList::fravaer,
         .code = 9,
         .name = "friperiode",
         .gap = gaps::no_such_fact,
         .basis = basis::code},
    Code{.list = CodeList::fravaer, .code = 10, .name = "ferie", .gap = gaps::holiday, .basis = basis::code},
    Code{
        .list = CodeList::fravaer, .code = 11, .name = "sygdom", .gap = gaps::sickness, .basis = basis::code},
    Code{.list = CodeList::fravaer,
         .code = 56,
         .name = "fritaget_for_selvbook",
         .gap = gaps::self_booking,
         .basis = basis::code},
    Code{.list = CodeList::fravaer,
         .code = 57,
         .name = "frataget_selvbook",
         .gap = gaps::self_booking,
         .basis = basis::code},
    Code{.list = CodeList::fravaer,
         .code = 75,
         .name = "kontaktforloeb_hos_a_kassen",
         .event = EventType::visited,
         .days = tables::trial_2020::regime.valid,
         .written = true,
         .gap = gaps::marker_outside_trial,
         .basis = basis::marker},
    Code{.list = CodeList::kontaktform,
         .code = 6,
         .name = "moede_direkte_paa_arbejde",
         .gap = gaps::meeting_at_work,
         .basis = basis::code},
    Code{.list = CodeList::system,
         .code = 30,
         .name = "DFDG",
         .gap = gaps::source_system,
         .basis = basis::code},
    Code{.list = CodeList::system,
         .code = 32,
         .name = "Jobnet",
         .gap = gaps::source_system,
         .basis = basis::code},
};

/// Types of events without a code, in their own order.
inline constexpr std::array events_without_code{
    EventGap{EventType::moved, gaps::marker_end},
    EventGap{EventType::left_a_kasse, gaps::marker_end},
    EventGap{EventType::early_jobcenter_effort, gaps::marker_end},
    EventGap{EventType::education_order, gaps::marker_end},
    EventGap{EventType::ended_other, gaps::marker_end},
    EventGap{EventType::window_used, gaps::marker_end},
    EventGap{EventType::deregistered, gaps::no_known_code},
    EventGap{EventType::registered_again, gaps::no_known_code},
    EventGap{EventType::placed, gaps::no_known_code},
    EventGap{EventType::exempt, gaps::exemption},
    EventGap{EventType::exemption_lifted, gaps::exemption},
    EventGap{EventType::choice, gaps::no_known_code},
    EventGap{EventType::request, gaps::no_known_code},
    EventGap{EventType::jobcenter_track, gaps::no_known_code},
    EventGap{EventType::joblog_empty, gaps::no_known_code},
    EventGap{EventType::municipality_closed, gaps::no_known_code},
    EventGap{EventType::screening, gaps::no_known_code},
    EventGap{EventType::education_ruled_out, gaps::no_known_code},
    EventGap{EventType::postponed, gaps::no_known_code},
};

/// Fields of a meeting that its type's code does not carry.
inline constexpr std::array fields_without_code{
    FieldGap{"meetings.holder", gaps::holder_not_told},
    FieldGap{"meetings.absent", gaps::parties_not_told},
    FieldGap{"meetings.status", gaps::no_known_code},
    FieldGap{"meetings.form", gaps::no_known_code},
};

/// The code in a list, or null.
constexpr const Code* find(CodeList list, int code) {
  for (const Code& known : codes)
    if (known.list == list && known.code == code) return &known;
  return nullptr;
}
/// The type of conversation with this code, or null.
constexpr const Code* conversation_type(int code) { return find(CodeList::samtaletype, code); }
/// The absence with this code, the marker 75 among them, or null.
constexpr const Code* absence(int code) { return find(CodeList::fravaer, code); }

/// The conversation that a type's code stands for, or nothing.
constexpr std::optional<Conversation> conversation_of(int code) {
  const Code* known = conversation_type(code);
  return known != nullptr ? known->conversation : std::nullopt;
}
/// The event that an absence's code stands for when it begins on `day`, or nothing.
constexpr std::optional<EventType> event_of(int code, Date day) {
  const Code* known = absence(code);
  return known != nullptr && known->days.contains(day) ? known->event : std::nullopt;
}

/// The type's code as which a conversation is written, or nothing.
constexpr std::optional<int> conversation_code(Conversation conversation) {
  for (const Code& known : codes)
    if (known.written && known.conversation == conversation) return known.code;
  return std::nullopt;
}
/// The type's code as which a meeting with these conversations is written, or nothing.
constexpr std::optional<int> meeting_code(std::span<const Conversation> conversations) {
  return conversations.size() == 1 ? conversation_code(conversations[0]) : std::nullopt;
}
/// The absence's code as which an event that begins on `day` is written, or nothing.
constexpr std::optional<int> event_code(EventType event, Date day) {
  for (const Code& known : codes)
    if (known.written && known.event == event && known.days.contains(day)) return known.code;
  return std::nullopt;
}

/// Why a conversation is written as no code, or null when it is written as one.
constexpr const Gap* conversation_gap(Conversation conversation) {
  return conversation_code(conversation) ? nullptr : &gaps::group_conversation;
}
/// Why a meeting with these conversations is written as no code, or null when it is written as one.
constexpr const Gap* meeting_gap(std::span<const Conversation> conversations) {
  return conversations.size() == 1 ? conversation_gap(conversations[0]) : &gaps::merged_meeting;
}
/// Why an event that begins on `day` is written as no code, or null when it is written as one.
constexpr const Gap* event_gap(EventType event, Date day) {
  if (event_code(event, day)) return nullptr;
  for (const EventGap& known : events_without_code)
    if (known.event == event) return &known.gap;
  for (const Code& known : codes)
    if (known.event == event) return &known.gap; // it has a code on other days
  return nullptr;
}

} // namespace dfdg

/// @cond words
template <>
inline constexpr std::array<std::string_view, 4> words<dfdg::CodeList>{"samtaletype", "fravaer",
                                                                       "kontaktform", "system"};
/// @endcond

} // namespace kontaktforloeb
