#pragma once
/// @file
/// What the sources leave open: each reading's question, the words that it turns on, and what supports the
/// default.

#include <kontaktforloeb/reading.hpp>
#include <kontaktforloeb/regimes/sources.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

/// What the sources leave open.
namespace kontaktforloeb::tables::readings {

/// @cond basis
inline constexpr std::string_view wiki_entry = "STAR's wiki om DFDG";
inline constexpr std::string_view wiki_entry_url = "https://starwiki.atlassian.net/wiki/x/bYA3S";
inline constexpr std::string_view programme =
    "minimum to jobsamtaler, en fællessamtale med jobcenteret samt en CV-samtale, ... og en rådgivningssamtale, ... "
    "dvs. minimum tre samtaler.";
inline constexpr std::string_view two_weeks = "senest 2 uger efter personens tilmelding som jobsøgende";

inline constexpr std::array handover_test_at_issue{Basis{
    sources::qav, sources::qav_url,
    "indtil vedkommende har forbrugt mere end tre måneders dagpenge forbrug defineret som hhv. 410 timer for "
    "fuldtidsledige og 333 timer for deltidsforsikrede",
    Evidence::guidance}};
inline constexpr std::array handover_test_support{
    Basis{sources::ma24, sources::ma24_url, "ved udgangen af en måned", Evidence::secondary},
    Basis{sources::udb, sources::udb_url, {}, Evidence::guidance}};

inline constexpr std::array hours_within_month_at_issue{Basis{
    sources::udb, sources::udb_url,
    "Dagpenge udbetales for en måned ad gangen med et fast timetal på 160,33 timer for fuldtidsforsikrede og på 130 "
    "timer for deltidsforsikrede medlemmer.",
    Evidence::guidance}};
inline constexpr std::array hours_within_month_support{
    Basis{"BEK om dagpengeperioden § 8 stk. 1 nr. 3-4 (text of BEK 1266/2023)",
          sources::dp8_url,
          {},
          Evidence::primary},
    Basis{"BEK 2636 of 28/12/2021 om en aktiv beskæftigelsesindsats § 7 stk. 3", sources::bab7_url,
          "ved at gange 1 uge med 37 timer og 1 måned med 160,33 timer", Evidence::primary}};

inline constexpr std::array two_week_day_at_issue{
    Basis{sources::lab31_24, sources::lab31_24_url, two_weeks, Evidence::primary},
    Basis{sources::bupl, sources::bupl_url, "En CV-samtale som vi skal holde med dig senest 2 uger ...",
          Evidence::secondary}};
inline constexpr std::array two_week_day_support{
    Basis{sources::lab31_24, sources::lab31_24_url, "senest 2 uger efter", Evidence::primary}};

inline constexpr std::array jobcenter_absent_at_issue{
    Basis{sources::ramboell_p9, {}, programme, Evidence::report}};
inline constexpr std::array jobcenter_absent_support{
    Basis{sources::ramboell_p9, {}, "en fællessamtale med jobcenteret", Evidence::report}};

inline constexpr std::array declined_party_at_issue{
    Basis{sources::wiki, sources::wiki_url,
          "Under a-kasse forsøg kan borger tilsvarende tilkendegive om jobcentrets deltagelse ønskes",
          Evidence::guidance},
    Basis{sources::wiki, sources::wiki_url,
          "Jobcentret kan tilsvarende fravælge første fælles jobsamtale under a-kasse forsøg.",
          Evidence::guidance}};
inline constexpr std::array declined_party_support{
    Basis{sources::wiki, sources::wiki_url, "uanset om a-kassen deltager", Evidence::guidance}};

inline constexpr std::array merging_limit_at_issue{
    Basis{sources::ramboell,
          {},
          "Der er i forsøget mulighed for sammenkobling af maksimalt to samtaler.",
          Evidence::report}};
inline constexpr std::array merging_limit_support{Basis{
    sources::ramboell,
    {},
    "Følgende samtaler må jf. bekendtgørelsen for forsøget slås sammen: CV-samtale og jobsamtale, CV-samtale og fælles "
    "jobsamtale, rådgivningssamtale og jobsamtale samt rådgivningssamtale og fælles jobsamtale.",
    Evidence::report}};

inline constexpr std::array trial_raadighed_deadline_at_issue{
    Basis{sources::ca, sources::ca_url, "inden du har været ledighed i samlet 3 måneder",
          Evidence::secondary},
    Basis{sources::ramboell_p9, {}, programme, Evidence::report}};
inline constexpr std::array trial_raadighed_deadline_support{
    Basis{sources::ramboell_p9, {}, programme, Evidence::report}};

inline constexpr std::array conversations_before_job_at_issue{
    Basis{sources::ramboell,
          {},
          "fortsætter vedkommende sit kontaktforløb i forsøget, indtil de tre måneder er opbrugte",
          Evidence::report}};
inline constexpr std::array conversations_before_job_support{
    Basis{sources::ramboell, {}, "fortsætter vedkommende sit kontaktforløb", Evidence::report}};

inline constexpr std::array duties_at_early_end_at_issue{
    Basis{sources::ramboell_p9, {}, programme, Evidence::report}};

inline constexpr std::array ordinary_remote_at_issue{
    Basis{sources::cov, sources::cov_url, "som udgangspunkt skal afholdes med fysisk fremmøde",
          Evidence::guidance}};

inline constexpr std::array opt_out_effect_at_issue{
    Basis{sources::lab31_22, sources::lab31_22_url,
          "medmindre personen ikke ønsker, at arbejdsløshedskassen deltager", Evidence::primary}};
inline constexpr std::array opt_out_effect_support{
    Basis{wiki_entry, wiki_entry_url, "uanset om a-kassen deltager", Evidence::guidance}};

inline constexpr std::array joint_counts_at_issue{
    Basis{sources::lab31_22, sources::lab31_22_url, "ud over jobsamtalerne efter stk. 1", Evidence::primary}};
inline constexpr std::array joint_counts_support{
    Basis{sources::lab31_22, sources::lab31_22_url, "ud over jobsamtalerne efter stk. 1", Evidence::primary},
    Basis{"STAR: det fælles og intensiverede kontaktforløb",
          "https://star.dk/da/indsatser-og-ordninger/kontaktforloeb/kontaktforloeb/"
          "det-faelles-og-intensiverede-kontaktforloeb/",
          {},
          Evidence::guidance}};

inline constexpr std::array handover_repair_at_issue{Basis{
    "LAB § 31 stk. 1 (LBK 280/2024)", sources::lab31_24_url,
    "Inden for de første 3 måneder, jf. § 9, holder arbejdsløshedskassen mindst tre individuelle jobsamtaler",
    Evidence::primary}};

inline constexpr std::array registration_restarts_at_issue{
    Basis{sources::lab31_24, sources::lab31_24_url, two_weeks, Evidence::primary}};
inline constexpr std::array registration_restarts_support{
    Basis{sources::sl, sources::sl_url, {}, Evidence::secondary}};

inline constexpr std::array other_benefit_at_issue{Basis{
    "BEK 2636 of 28/12/2021 om en aktiv beskæftigelsesindsats § 7 stk. 1", sources::bab7_url,
    "de timer, hvor personen har modtaget dagpenge eller har deltaget i tilbud om ansættelse med løntilskud efter "
    "lovens kapitel 12",
    Evidence::primary}};
inline constexpr const auto& other_benefit_support = other_benefit_at_issue;

inline constexpr std::array carry_over_at_issue{
    Basis{sources::re, sources::re_url, "ledighed med fra tidligere dagpengeperiode", Evidence::report}};
inline constexpr std::array carry_over_support{
    Basis{"BEK 2636 of 28/12/2021 om en aktiv beskæftigelsesindsats § 7 stk. 4", sources::bab7_url,
          "Hvis personen erhverver ret til en ny dagpengeperiode ...", Evidence::primary}};

inline constexpr std::array week_10_at_issue{
    Basis{sources::re, sources::re_url,
          "Samtalen skal senest være afholdt i den lediges uge 10 (sammenlagt ledighed).", Evidence::report},
    Basis{sources::re, sources::re_url, "2 måneders sammenlagt ledighed", Evidence::report}};
inline constexpr std::array week_10_support{
    Basis{sources::re, sources::re_url, "i den lediges uge 10", Evidence::report}};

inline constexpr std::array week_9_at_issue{Basis{
    sources::ab,
    {},
    "Pga. frikommuneforsøget er første fælles samtale i Aalborg rykket hen til 9 – 12 uger i stedet for 3 – 6 uger.",
    Evidence::report}};

inline constexpr std::array conversation_number_at_issue{
    Basis{sources::re, sources::re_url,
          "1. fællessamtale med a-kassen afholdes som samtale nr. 2 i Jobcentret.", Evidence::report},
    Basis{sources::hn, sources::hn_url,
          "Kadence: Den første fællessamtale flyttes til 2. eller 3. samtale i jobcenteret.",
          Evidence::report}};
inline constexpr std::array conversation_number_support{
    Basis{sources::re, sources::re_url, "i Jobcentret", Evidence::report}};

inline constexpr std::array group_substitution_at_issue{Basis{
    sources::re, sources::re_url,
    "kan der med fordel afholdes gruppesamtaler i en afgrænset periode, som kan sættes i stedet for en individuel "
    "samtale",
    Evidence::report}};
inline constexpr std::array group_substitution_support{Basis{
    sources::re, sources::re_url,
    "Gruppesamtaler vil oftest være enkeltstående. Men der kan bliver tale om en række af samtaler, hvis formålet "
    "tilsiger det.",
    Evidence::report}};

inline constexpr std::array over_30_at_issue{
    Basis{sources::re, sources::re_url,
          "ledige uden kompetencegivende uddannelse (og ledige over 30 år med forældet erhvervsuddannelse)",
          Evidence::report}};
inline constexpr std::array over_30_support{
    Basis{sources::re, sources::re_url, "over 30 år", Evidence::report}};

inline constexpr std::array variant_effect_at_issue{
    Basis{
        sources::bek_fri, sources::bek_fri_url,
        "En frikommune kan alene igangsætte forsøg efter denne bekendtgørelse, som frikommunen har søgt om og fået "
        "godkendt.",
        Evidence::primary},
    week_9_at_issue[0]};
inline constexpr std::array variant_effect_support{
    Basis{sources::ab, {}, "rykket hen til 9 – 12 uger i stedet for 3 – 6 uger", Evidence::report},
    Basis{sources::hn, sources::hn_url, "flyttes til 2. eller 3. samtale i jobcenteret", Evidence::report}};

inline constexpr std::array august_first_at_issue{
    Basis{"BEK 1576/2021, told by STAR", sources::qac_url, {}, Evidence::guidance}};
inline constexpr std::array august_first_support{
    Basis{sources::ramboell, {}, "til og med 31. januar 2022", Evidence::report}};
/// @endcond

/// All open questions in the order of `Reading`.
inline constexpr std::array<OpenQuestion, reading_count> all{{
    {Reading::handover_test,
     {"På hvilken dag prøves det, om dagpengeforbruget har passeret grænsen, så jobcenteret overtager kontaktforløbet?",
      "On which day is it tested whether benefit consumption has passed the limit, so that the jobcenter takes over "
      "the contact course?"},
     {{{"Ved en måneds udgang, månedens egne timer medregnet; a-kassen har forløbet til og med den dag.",
        "At the end of a month, that month's own hours included; the a-kasse has the course through that day."},
       {"Hver dag; a-kassens forløb slutter med den dag, hvor grænsen overskrides.",
        "Every day; the a-kasse's course ends with the day on which the limit is exceeded."}}},
     handover_test_at_issue,
     {"Timerne kendes kun måned for måned, og reglen fra 2024 prøver grænsen ved en måneds udgang.",
      "Hours are known per month only, and the rule of 2024 tests the limit at the end of a month."},
     handover_test_support},
    {Reading::hours_within_month,
     {"På hvilke af månedens dage ligger en måneds dagpengetimer?",
      "On which days of the month do a month's hours of benefit lie?"},
     {{{"Ligeligt på månedens hverdage (mandag til fredag) fra tilmeldingen og uden for job; er der ingen, på månedens "
        "sidste dag.",
        "In equal parts on the month's weekdays (Monday to Friday) from registration and outside jobs; if there are "
        "none, on the month's last day."},
       {"Alle på månedens sidste dag.", "All on the month's last day."}}},
     hours_within_month_at_issue,
     {"Løntilskud tæller 7,4 timer om dagen, og fem sådanne dage giver en uge på 37 timer.",
      "Løntilskud counts 7.4 hours a day, and five such days make a week of 37 hours."},
     hours_within_month_support},
    {Reading::two_week_day,
     {"Er tilmeldingsdagen selv den første dag af de to uger?",
      "Is the day of registration itself the first day of the two weeks?"},
     {{{"Nej; tilmeldingsdagen plus 14 dage er i tide.",
        "No; the day of registration plus 14 days is in time."},
       {"Ja; tilmeldingsdagen plus 13 dage er den sidste dag i tide.",
        "Yes; the day of registration plus 13 days is the last day in time."}}},
     two_week_day_at_issue,
     {"»Senest 2 uger efter« er den samme ugedag to uger senere.",
      "»Senest 2 uger efter« is the same weekday two weeks later."},
     two_week_day_support},
    {Reading::jobcenter_absent,
     {"Tæller en fællessamtale i forsøget, når jobcenteret blot udebliver?",
      "Does a fællessamtale in the trial count when the jobcenter simply does not come?"},
     {{{"Nej; der mangler stadig en fællessamtale.", "No; a fællessamtale is still missing."},
       {"Ja, som om jobcenteret havde været med.", "Yes, as if the jobcenter had been there."}}},
     jobcenter_absent_at_issue,
     {"Pligten er en fællessamtale med jobcenteret.", "The duty is a fællessamtale with the jobcenter."},
     jobcenter_absent_support},
    {Reading::declined_party,
     {"Tæller en fællessamtale, når en part er fravalgt eller selv har sagt fra?",
      "Does a fællessamtale count when a party was declined or has declined itself?"},
     {{{"Ja; samtalen er holdt uden den part.", "Yes; the conversation was held without that party."},
       {"Nej; der mangler stadig en fællessamtale.", "No; a fællessamtale is still missing."}}},
     declined_party_at_issue,
     {"Samtalen registreres som fællessamtale, også når en part siger fra.",
      "The conversation is registered as a fællessamtale even where a party declines."},
     declined_party_support},
    {Reading::merging_limit,
     {"Begrænser »maksimalt to samtaler« det enkelte møde eller også, hvor mange sammenlagte møder en person kan have?",
      "Does »maksimalt to samtaler« limit the single meeting, or also how many merged meetings a person may have?"},
     {{{"Det enkelte møde: højst to samtaler i hvert.",
        "The single meeting: at most two conversations in each."},
       {"Også personen: højst to sammenlagte møder i alt.",
        "The person too: at most two merged meetings in all."}}},
     merging_limit_at_issue,
     {"Kilden nævner kun par af samtaler, og begge læsninger giver mindst tre møder.",
      "The source names pairs only, and both readings give at least three meetings."},
     merging_limit_support},
    {Reading::trial_raadighed_deadline,
     {"Skal forsøgets rådighedssamtale holdes inden for forsøgets vindue eller inden 3 måneders sammenlagt ledighed?",
      "Is the trial's rådighedssamtale to be held within the trial's window or within 3 months of aggregate "
      "unemployment?"},
     {{{"Inden for forsøgets vindue, før jobcenteret overtager.",
        "Within the trial's window, before the jobcenter takes over."},
       {"Inden 3 måneders sammenlagt ledighed: 480,99 timer (390,00 for deltidsforsikrede).",
        "Within 3 months of aggregate unemployment: 480.99 hours (part-time insured 390.00)."}}},
     trial_raadighed_deadline_at_issue,
     {"Pligten står blandt dem, der hører til forsøgets første tre måneder.",
      "The duty stands among those of the trial's first three months."},
     trial_raadighed_deadline_support},
    {Reading::conversations_before_job,
     {"Tæller samtaler fra før et job stadig med, når personen bliver ledig igen i samme forløb?",
      "Do conversations held before a job still count when the person is unemployed again in the same course?"},
     {{{"Ja.", "Yes."},
       {"Nej; samtaler før jobbet tæller ikke for en pligt, hvis sidste dag er jobbets første dag eller senere.",
        "No; conversations before the job do not count for a duty whose last day is the job's first day or later."}}},
     conversations_before_job_at_issue,
     {"Det er det samme kontaktforløb, der fortsætter.", "It is the same contact course that goes on."},
     conversations_before_job_support},
    {Reading::duties_at_early_end,
     {"Hvad bliver der af uopfyldte pligter, når a-kassens forløb slutter før tid?",
      "What becomes of unfinished duties when the a-kasse's course ends early?"},
     {{{"De bortfalder, hvis deres sidste dag er den første dag uden for forløbet eller senere.",
        "They lapse if their last day is the first day outside the course or later."},
       {"De består med deres egen sidste dag.", "They stand, with their own last day."}}},
     duties_at_early_end_at_issue,
     {"Ingen kendt kilde siger det; når forløbet er afsluttet, har a-kassen ikke længere ansvaret for det.",
      "No known source says it; once the course has ended, the a-kasse is no longer responsible for it."},
     {}},
    {Reading::ordinary_remote,
     {"Kan en samtale på telefon, video eller chat tælle, når fremmøde er hovedreglen?",
      "Can a conversation by telephone, video or chat count when attendance is the main rule?"},
     {{{"Nej; den bryder formreglen og tæller ikke.", "No; it breaches the rule on form and does not count."},
       {"Ja; fremmøde er kun udgangspunktet.", "Yes; attendance is only the starting point."}}},
     ordinary_remote_at_issue,
     {"Andre former end fremmøde tæller kun de dage, hvor reglerne tillader dem.",
      "Forms other than attendance count only on the days on which the rules allow them."},
     {}},
    {Reading::opt_out_effect,
     {"Falder fællessamtalen bort, når personen ikke ønsker, at a-kassen deltager?",
      "Does the fællessamtale fall away when the person does not want the a-kasse to take part?"},
     {{{"Nej; den skal holdes uden a-kassen.", "No; it is to be held without the a-kasse."},
       {"Ja; den kræves ikke længere.", "Yes; it is no longer required."}}},
     opt_out_effect_at_issue,
     {"Samtalen registreres som fællessamtale, uanset om a-kassen deltager; loven kan læses på begge måder.",
      "The conversation is registered as a fællessamtale whether the a-kasse takes part or not; the law allows both."},
     opt_out_effect_support},
    {Reading::joint_counts_towards_jobsamtaler,
     {"Tæller fællessamtaler med blandt de krævede jobsamtaler?",
      "Are fællessamtaler counted among the jobsamtaler required?"},
     {{{"Efter regimet: ja under reglerne fra 2015, ellers nej.",
        "By regime: yes under the rules of 2015, otherwise no."},
       {"Nej, under ingen regler.", "No, under no rules."}}},
     joint_counts_at_issue,
     {"Loven kræver fællessamtalerne ud over jobsamtalerne; under reglerne fra 2015 er to af de seks samtaler fælles.",
      "The law asks for fællessamtaler on top of the jobsamtaler; under the rules of 2015 two of the six are joint."},
     joint_counts_support},
    {Reading::handover_repair,
     {"Kan en samtale i jobcenteret træde i stedet for en af a-kassens jobsamtaler, der mangler?",
      "Can a conversation at the jobcenter stand in for a jobsamtale of the a-kasse that is missing?"},
     {{{"Nej; a-kassens samtale mangler stadig.", "No; the a-kasse's conversation is still missing."},
       {"Ja, når den er holdt inden 3 måneder.", "Yes, when it was held within 3 months."}}},
     handover_repair_at_issue,
     {"§ 31 nævner, hvem der holder samtalen.", "§ 31 names who holds the conversation."},
     {}},
    {Reading::registration_restarts_two_weeks,
     {"Begynder de to uger forfra ved en ny tilmelding?",
      "Do the two weeks begin again with a new registration?"},
     {{{"Ja, hvis samtalen ikke er holdt forinden.", "Yes, if the conversation was not held before it."},
       {"Nej; de løber kun én gang i samme dagpengeperiode.",
        "No; they run only once within one benefit period."}}},
     registration_restarts_at_issue,
     {"En person, der ikke er tilmeldt, kan ikke indkaldes, og a-kasser holder en opfølgende CV-samtale, når personen "
      "vender tilbage.",
      "A person who is not registered cannot be summoned, and a-kasser hold a follow-up CV-samtale on return."},
     registration_restarts_support},
    {Reading::other_benefit_in_aggregate,
     {"Tæller timer med feriedagpenge og sygedagpenge som sammenlagt ledighed?",
      "Do hours of holiday benefit and sickness benefit count as aggregate unemployment?"},
     {{{"Nej; kun dagpenge og løntilskud tæller.", "No; only dagpenge and løntilskud count."},
       {"Ja, de tæller også.", "Yes, they count too."}}},
     other_benefit_at_issue,
     {"Bestemmelsen nævner kun dagpenge og løntilskud.", "The provision names dagpenge and løntilskud only."},
     other_benefit_support},
    {Reading::carry_over_previous_period,
     {"Tæller ledighed fra en tidligere dagpengeperiode med i den sammenlagte ledighed?",
      "Does unemployment of an earlier benefit period count as aggregate unemployment?"},
     {{{"Nej; der tælles forfra i hver dagpengeperiode.",
        "No; the count starts anew with each benefit period."},
       {"Ja, den tæller med.", "Yes, it counts."}}},
     carry_over_at_issue,
     {"Bekendtgørelsen lader tidligere timer falde ud, når der er opnået ret til en ny dagpengeperiode.",
      "The order lets earlier hours drop out once the right to a new benefit period is earned."},
     carry_over_support},
    {Reading::week_10_boundary,
     {"Hvornår slutter uge 10 af den sammenlagte ledighed?",
      "When does week 10 of aggregate unemployment end?"},
     {{{"Når uge 10 er gået: ved 370 timer (300 for deltidsforsikrede).",
        "When week 10 is over: at 370 hours (part-time insured 300)."},
       {"Før uge 10 er gået: dagen før 370 timer (300 for deltidsforsikrede).",
        "Before week 10 is over: the day before 370 hours (part-time insured 300)."},
       {"Efter de to måneder, som samme tekst begrunder reglen med: 320,66 timer (260,00 for deltidsforsikrede).",
        "After the two months that the same text gives as the reason: 320.66 hours (part-time insured 260.00)."}}},
     week_10_at_issue,
     {"»I den lediges uge 10« omfatter hele uge 10.", "»I den lediges uge 10« takes in all of week 10."},
     week_10_support},
    {Reading::week_9_lower,
     {"Hvornår er de 9 uger nået, som vinduet åbner med?",
      "When are the 9 weeks reached with which the window opens?"},
     {{{"Når 9 uger er gået: ved 333 timer (270 for deltidsforsikrede).",
        "When 9 weeks are completed: at 333 hours (part-time insured 270)."},
       {"Når uge 9 begynder: ved 296 timer (240 for deltidsforsikrede).",
        "When week 9 begins: at 296 hours (part-time insured 240)."}}},
     week_9_at_issue,
     {"»9 – 12 uger« er læst som hele uger.", "»9 – 12 uger« is read as whole weeks."},
     {}},
    {Reading::jobcenter_conversation_number,
     {"Hvilke samtaler tælles med, når fællessamtalen skal have et bestemt nummer?",
      "Which conversations are numbered when the fællessamtale is to have a certain number?"},
     {{{"Kun jobcenterets samtaler.", "The jobcenter's conversations only."},
       {"Alle samtaler.", "All conversations."}}},
     conversation_number_at_issue,
     {"Kilderne taler om samtaler i jobcenteret.", "The sources speak of conversations at the jobcenter."},
     conversation_number_support},
    {Reading::group_substitution_cap,
     {"Hvor mange gruppesamtaler må træde i stedet for individuelle samtaler?",
      "How many group conversations may stand for individual ones?"},
     {{{"Der er ingen grænse.", "There is no limit."},
       {"Højst én, i det almene spor.", "At most one, in the general track."}}},
     group_substitution_at_issue,
     {"Kilden regner med, at der kan blive tale om en række af samtaler.",
      "The source expects that there may be a series of conversations."},
     group_substitution_support},
    {Reading::over_30,
     {"Er en person på 30 år »over 30 år«?", "Is a person of 30 years »over 30 år«?"},
     {{{"Nej; alderen i fyldte år skal være mere end 30.",
        "No; the age in completed years must be more than 30."},
       {"Ja, fra det fyldte 30. år.", "Yes, from the age of 30."}}},
     over_30_at_issue,
     {"Ordene læses, som de står, om alderen i fyldte år.",
      "The words are read as they stand, of the age in completed years."},
     over_30_support},
    {Reading::variant_effect,
     {"Træder en frikommunes vindue i stedet for det nationale, eller gælder det ved siden af?",
      "Does a free municipality's window replace the national one, or does it hold beside it?"},
     {{{"Det træder i stedet for det nationale.", "It replaces the national one."},
       {"Det gælder ved siden af; en samtale inden for et af de to vinduer er lovlig.",
        "It holds beside it; a conversation inside either window is lawful."}}},
     variant_effect_at_issue,
     {"Kommunerne skriver, at samtalen er rykket eller flyttes.",
      "The municipalities write that the conversation is moved."},
     variant_effect_support},
    {Reading::august_first_2021,
     {"Hører 1. august 2021 til tiden før eller efter skiftet, når der både siges »frem til 1. august« og »efter "
      "1. august«?",
      "Does 1 August 2021 belong to the time before or after the change, when both »frem til 1. august« and »efter "
      "1. august« are said?"},
     {{{"Tiden efter: de almindelige formregler, med undtagelserne for august 2021.",
        "The time after: the ordinary rules on form, with the exceptions for August 2021."},
       {"Tiden før: også andre former end fremmøde er tilladt.",
        "The time before: forms other than attendance are allowed too."}}},
     august_first_at_issue,
     {"Hvor en kilde tager den sidste dag med, skriver den »til og med«.",
      "Where a source takes in the last day, it writes »til og med«."},
     august_first_support},
}};

/// Whether nothing is missing: every reading in its place, each value explained, each sentence in both
/// languages and every source named.
constexpr bool complete(std::span<const OpenQuestion> questions) {
  const auto said = [](const Text& text) { return !text.da.empty() && !text.en.empty(); };
  const auto named = [](const Basis& basis) { return !basis.source.empty(); };
  if (questions.size() != reading_count) return false;
  for (std::size_t i = 0; i < reading_count; ++i) {
    const OpenQuestion& open = questions[i];
    if (static_cast<std::size_t>(open.reading) != i || !said(open.question) || !said(open.support))
      return false;
    for (std::size_t value = 0; value < open.values.size(); ++value)
      if (said(open.values[value]) != (value < info(open.reading).size())) return false;
    if (open.at_issue.empty() || !std::all_of(open.at_issue.begin(), open.at_issue.end(), named) ||
        !std::all_of(open.supported_by.begin(), open.supported_by.end(), named))
      return false;
  }
  return true;
}
static_assert(
    complete(all),
    "each reading needs its question, its values, the sentences at issue and what supports the default");

} // namespace kontaktforloeb::tables::readings
