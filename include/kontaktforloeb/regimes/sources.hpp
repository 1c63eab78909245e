#pragma once
/// @file
/// Names and addresses of the sources that more than one table cites.

#include <string_view>

/// Names and addresses of sources.
namespace kontaktforloeb::tables::sources {

/// @cond sources
inline constexpr std::string_view ramboell =
    "Rambøll: Evaluering af forsøg med mere ansvar til arbejdsløshedskasser, slutevaluering, maj 2023";
inline constexpr std::string_view ramboell_p9 =
    "Rambøll: Evaluering af forsøg med mere ansvar til arbejdsløshedskasser, slutevaluering, maj 2023, p. 9";
inline constexpr std::string_view qav =
    "STAR: spørgsmål og svar om visitation i forsøget om mere ansvar til a-kasser";
inline constexpr std::string_view qav_url =
    "https://star.dk/reformer/forenkling-af-beskaeftigelsesindsats/mere-ansvar-til-a-kasser/"
    "spoergsmaal-og-svar-om-initiativet-mere-ansvar-til-a-kasser/"
    "spoergsmaal-og-svar-om-visitation-i-forsoeget-om-mere-ansvar-til-a-kasser/";
inline constexpr std::string_view call = "STAR: opslag, forsøg med mere ansvar til a-kasser";
inline constexpr std::string_view call_url =
    "https://star.dk/da/reformer/forenkling-af-beskaeftigelsesindsats/mere-ansvar-til-a-kasser/"
    "opslag-forsoeg-med-mere-ansvar-til-a-kasser-ansoegningsfrist-udloebet/";
inline constexpr std::string_view cov =
    "STAR: corona-virus, betydning for beskæftigelsesindsatsen og ydelser";
inline constexpr std::string_view cov_url =
    "https://star.dk/da/om-styrelsen/nyt/corona-virus-betydning-for-beskaeftigelsesindsatsen-og-ydelser/";
inline constexpr std::string_view covq = "STAR: spørgsmål og svar om coronavirus";
inline constexpr std::string_view covq_url = "https://star.dk/om-styrelsen/nyt/"
                                             "corona-virus-betydning-for-beskaeftigelsesindsatsen-og-ydelser/"
                                             "spoergsmaal-og-svar-om-coronavirus/";
inline constexpr std::string_view qac = "STAR: spørgsmål og svar om a-kasseforsøget og coronavirus";
inline constexpr std::string_view qac_url =
    "https://star.dk/om-styrelsen/nyt/"
    "corona-virus-betydning-for-beskaeftigelsesindsatsen-og-ydelser/"
    "spoergsmaal-og-svar-om-coronavirus/a-kasseforsoeget-coronavirus/";
inline constexpr std::string_view qah = "STAR: historiske spørgsmål og svar om a-kasseforsøget og COVID-19";
inline constexpr std::string_view qah_url =
    "https://star.dk/om-styrelsen/nyt/corona-virus-betydning-for-beskaeftigelsesindsatsen-og-ydelser/"
    "spoergsmaal-og-svar-om-coronavirus/a-kasseforsoeget-coronavirus/"
    "historiske-spoergsmaal-og-svar-om-midlertidige-aendringer-vedr-a-kasseforsoeget-som-foelge-af-corona-virus/";
inline constexpr std::string_view raa = "STAR: rådighed, formidling, sanktioner og coronavirus";
inline constexpr std::string_view raa_url = "https://star.dk/om-styrelsen/nyt/"
                                            "corona-virus-betydning-for-beskaeftigelsesindsatsen-og-ydelser/"
                                            "spoergsmaal-og-svar-om-coronavirus/"
                                            "raadighed-formidling-sanktioner-coronavirus/";
inline constexpr std::string_view news22 = "STAR: nyhed, juni 2022, om a-kasseforsøget";
inline constexpr std::string_view news22_url =
    "https://star.dk/om-styrelsen/nyt/nyheder/2022/06/"
    "dagpengemodtagere-er-fortsat-tilfredse-med-kontaktforloebet-i-a-kassen/";
inline constexpr std::string_view news23 = "STAR: nyhed, november 2023, slutevaluering af a-kasseforsøget";
inline constexpr std::string_view news23_url =
    "https://star.dk/om-styrelsen/nyt/nyheder/2023/11/"
    "slutevaluering-af-effekten-af-a-kasseforsoeget-for-beskaeftigelsen/";
inline constexpr std::string_view wiki = "STAR's wiki om DFDG, fælles jobsamtaler";
inline constexpr std::string_view wiki_url =
    "https://starwiki.atlassian.net/wiki/pages/diffpages.action?originalId=1385791585&pageId=2628943984";
inline constexpr std::string_view lab31_22 = "LAB § 31 (LBK 701/2022)";
inline constexpr std::string_view lab31_22_url =
    "https://elov.dk/lov-om-en-aktiv-beskaeftigelsesindsats/paragraf/31/";
inline constexpr std::string_view lab31_24 = "LAB § 31 stk. 4 (LBK 280/2024)";
inline constexpr std::string_view lab31_24_url =
    "https://www.elov.dk/lov-om-en-aktiv-beskaeftigelsesindsats/paragraf/31/";
inline constexpr std::string_view lab9 = "LAB § 9 stk. 1-2 (LBK 280/2024)";
inline constexpr std::string_view lab9_url =
    "https://www.elov.dk/lov-om-en-aktiv-beskaeftigelsesindsats/paragraf/9/";
inline constexpr std::string_view lab106 = "LAB § 106";
inline constexpr std::string_view lab106_url =
    "https://www.elov.dk/lov-om-en-aktiv-beskaeftigelsesindsats/paragraf/106/";
inline constexpr std::string_view bab7 = "BEK 2636 of 28/12/2021 om en aktiv beskæftigelsesindsats § 7";
inline constexpr std::string_view bab7_url =
    "https://www.elov.dk/bekendtgorelse-om-en-aktiv-beskaeftigelsesindsats/paragraf/7/";
inline constexpr std::string_view dp8 = "BEK om dagpengeperioden § 8 stk. 1 (text of BEK 1266/2023)";
inline constexpr std::string_view dp8_url =
    "https://www.elov.dk/bekendtgorelse-om-dagpengeperioden/paragraf/8/";
inline constexpr std::string_view udb = "VEJ 9979 of 28/11/2023, til § 2";
inline constexpr std::string_view udb_url = "https://www.scribd.com/document/688238823/C20230997960";
inline constexpr std::string_view r13 = "BEK om rådighed § 13 stk. 6";
inline constexpr std::string_view r13_url = "https://www.elov.dk/bekendtgorelse-om-radighed/paragraf/13/";
inline constexpr std::string_view r42a = "BEK om rådighed § 42a";
inline constexpr std::string_view r42a_url = "https://www.elov.dk/bekendtgorelse-om-radighed/paragraf/42a/";
inline constexpr std::string_view metal = "Dansk Metals A-kasse: forsøgsordning";
inline constexpr std::string_view metal_url =
    "https://www.danskmetal.dk/akasse/dagpenge/Sider/Forsoegsordning-og-Metal-A-kasse.aspx";
inline constexpr std::string_view bupl = "BUPL-A: særlig indsats til ledige i forsøgskommuner";
inline constexpr std::string_view bupl_url =
    "https://bupl.dk/aktuelt-fra-kassen/saerlig-indsats-ledige-i-forsoegskommuner";
inline constexpr std::string_view ma = "MA-A: samtaler i a-kasse og jobcenter";
inline constexpr std::string_view ma_url =
    "https://ma-kasse.dk/dagpenge/kort-om-dagpenge/samtaler-akasse-jobcenter/ikkeforsoegskommuner/";
inline constexpr std::string_view ma24 = "MA-A: nyt samtaleforløb fra 1. januar 2024";
inline constexpr std::string_view ma24_url =
    "https://ma-kasse.dk/nyheder/nyt-samtaleforloeb-fra-1-januar-2024-hvad-betyder-det-for-dig/";
inline constexpr std::string_view sl = "SL-A: kontaktforløb og obligatorisk selvbook";
inline constexpr std::string_view sl_url =
    "https://sl.dk/a-kasse/raadighed/kontaktforloeb-og-obligatorisk-selvbook";
inline constexpr std::string_view ca = "CA a-kasse: rådighedssamtale";
inline constexpr std::string_view ca_url = "https://www.ca.dk/ordbog/radighedssamtale/";
inline constexpr std::string_view l142 = "Lov 274 of 26/3/2020 (bill L 142)";
inline constexpr std::string_view l142_url =
    "https://ft.dk/samling/20191/lovforslag/l142/20191_l142_som_fremsat.htm";
inline constexpr std::string_view akd = "Danske A-kasser: forlængelse og suspension af dagpengeret";
inline constexpr std::string_view akd_url =
    "https://www.a-kasser.dk/blog/covid-19-forl%C3%A6ngelse-og-suspension-af-dagpengeret-overblik/";
inline constexpr std::string_view akdt = "Danske A-kasser: dagpengetællere";
inline constexpr std::string_view akdt_url = "https://www.a-kasser.dk/dagpenget%C3%A6llere/index.html";
inline constexpr std::string_view q18 =
    "STAR: spørgsmål og svar om det fælles og intensiverede kontaktforløb (2018)";
inline constexpr std::string_view q18_url =
    "https://star.dk/da/indsatser-og-ordninger/kontaktforloeb/"
    "det-faelles-og-intensiverede-kontaktforloeb/spoergsmaal-og-svar/";
inline constexpr std::string_view fj = "STAR: data på fælles jobsamtaler";
inline constexpr std::string_view fj_url =
    "https://star.dk/da/indsatser-og-ordninger/kontaktforloeb/data-paa-faelles-jobsamtaler/";
inline constexpr std::string_view bm =
    "Beskæftigelsesministeriet: ny opgørelse over fælles jobsamtaler, september 2018";
inline constexpr std::string_view bm_url =
    "https://bm.dk/nyheder/nyheder/2018/09/ny-opgoerelse-over-faelles-jobsamtaler-med-dagpengemodtagere/";
inline constexpr std::string_view bek_fri =
    "BEK om frikommuneforsøg II på beskæftigelses- og sygedagpengeområdet, chapter 2 (primary text not yet read)";
inline constexpr std::string_view bek_fri_url =
    "https://ft.dk/samling/20161/almdel/BEU/bilag/252/1766275/index.htm";
inline constexpr std::string_view nf = "Nordjyske frikommuner: info om frikommuneforsøget";
inline constexpr std::string_view nf_url = "https://www.nordjyskefrikommuner.dk/info-om-frikommuneforsoeget/";
inline constexpr std::string_view re = "Rebild Kommune: frikommuneforsøg, formkrav ved lovpligtige samtaler";
inline constexpr std::string_view re_url = "https://www.nordjyskefrikommuner.dk/forsoegene/"
                                           "formkrav-ved-lovpligtige-samtaler/forsoeget-i-rebild/";
inline constexpr std::string_view hn =
    "Hjørring Kommune: frikommuneforsøg, formkrav ved lovpligtige samtaler";
inline constexpr std::string_view hn_url = "https://www.nordjyskefrikommuner.dk/forsoegene/"
                                           "formkrav-ved-lovpligtige-samtaler/forsoeget-i-hjoerring/";
inline constexpr std::string_view ab = "Aalborg Kommune: kvalitativ brugermåling til beskæftigelsesplan 2020";
inline constexpr std::string_view kf_url =
    "https://star.dk/da/indsatser-og-ordninger/kontaktforloeb/det-faelles-og-intensiverede-kontaktforloeb/";
inline constexpr std::string_view lab31_24_1 = "LAB § 31 stk. 1 (LBK 280/2024)";
inline constexpr std::string_view lab31_24_2 = "LAB § 31 stk. 2 (LBK 280/2024)";
inline constexpr std::string_view lab32_1 = "LAB § 32 stk. 1 (LBK 280/2024)";
inline constexpr std::string_view lab32_2 = "LAB § 32 stk. 2 (LBK 280/2024)";
inline constexpr std::string_view lab32_url =
    "https://www.elov.dk/lov-om-en-aktiv-beskaeftigelsesindsats/paragraf/32/";
inline constexpr std::string_view r40 = "BEK 1590/2023 om rådighed § 40";
inline constexpr std::string_view r40_url = "https://www.elov.dk/bekendtgorelse-om-radighed/paragraf/40/";
inline constexpr std::string_view kf =
    "STAR: det fælles og intensiverede kontaktforløb (primary text not yet read)";
inline constexpr std::string_view rx = "STAR: det fælles og intensiverede kontaktforløb, kontaktforløb";
inline constexpr std::string_view rx_url =
    "https://star.dk/da/indsatser-og-ordninger/kontaktforloeb/kontaktforloeb/"
    "det-faelles-og-intensiverede-kontaktforloeb/";
inline constexpr std::string_view q20 = "STAR: spørgsmål og svar om kontaktforløbet (2020)";
inline constexpr std::string_view q20_url = "https://star.dk/da/indsatser-og-ordninger/kontaktforloeb/"
                                            "kontaktforloeb/spoergsmaal-og-svar-om-kontaktforloebet/";
inline constexpr std::string_view sd = "STAR: samtaledata";
inline constexpr std::string_view sd_url =
    "https://star.dk/indsatser-og-ordninger/kontaktforloeb/samtaledata/";
inline constexpr std::string_view ff = "FF (a-kasse)";
inline constexpr std::string_view ff_url = "https://f-f.dk";
inline constexpr std::string_view s24 = "STAR: kontaktforløb (2024)";
inline constexpr std::string_view s24_url = "https://star.dk/da/indsatser/kontaktforloeb/kontaktforloeb";
inline constexpr std::string_view rf =
    "Lov 1750/2025, told by STAR: generelle spørgsmål og svar om reformen (primary text not yet read)";
inline constexpr std::string_view rf_url = "https://star.dk/implementering/beskaeftigelsesreform/"
                                           "generelle-spoergsmaal-og-svar-om-reformen";
inline constexpr std::string_view rw =
    "Lov 1750/2025, told by STAR: svar på spørgsmål fra webinar den 21. januar 2026 (primary text not yet read)";
inline constexpr std::string_view rw_url = "https://star.dk/implementering/beskaeftigelsesreform/"
                                           "svar-paa-spoergsmaal-fra-webinar-den-21-januar-2026";
inline constexpr std::string_view nnf = "NNF a-kasse: jobsamtaler i a-kassen og på jobcenteret";
inline constexpr std::string_view nnf_url =
    "https://www.nnf.dk/a-kasse/ledig/jobsamtaler-i-a-kassen-og-pa-jobcenteret/";
inline constexpr std::string_view vh =
    "Vesthimmerlands Kommune, and Hjørring Kommune, on »Formkrav ved lovpligtige samtaler«: ten of the eleven North "
    "Jutland municipalities; local rules known for three";
inline constexpr std::string_view vh_url = "https://vesthimmerland.dk";
/// @endcond

} // namespace kontaktforloeb::tables::sources
