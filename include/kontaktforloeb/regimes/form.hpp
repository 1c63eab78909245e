#pragma once
/// @file
/// Which forms count on which days: attendance, the covid windows, and the member's choice from 2023.

#include <kontaktforloeb/regimes/sources.hpp>
#include <kontaktforloeb/rule.hpp>

#include <array>

/// Which forms count on which days.
namespace kontaktforloeb::tables::form {

/// Forms of »en tidsmæssig sammenhængende dialog«.
inline constexpr Forms remote = forms(Form::telephone, Form::video, Form::chat);
/// Telephone and video, but not writing.
inline constexpr Forms spoken = forms(Form::telephone, Form::video);
/// 1 August 2021 read as the last day of the time before.
inline constexpr ReadingChoice first_of_august_remote{Reading::august_first_2021, 1};
/// Last day of a digital summons that still allowed a remote conversation in August 2021.
inline constexpr Date last_summons{2021, 6, 22};

/// Every day to the end of 2023, by date.
inline constexpr std::array rows{
    FormRow{.days = {{}, {2020, 3, 11}},
            .basis = {sources::cov, sources::cov_url, "som udgangspunkt skal afholdes med fysisk fremmøde",
                      Evidence::guidance}},
    FormRow{.days = {{2020, 3, 12}, {2020, 5, 26}},
            .suspended = true,
            .basis = {"BEK of 20/3/2020, told by STAR", sources::cov_url,
                      "vil ikke være nulstillende samtaler", Evidence::guidance}},
    FormRow{.days = {{2020, 5, 27}, {2020, 9, 30}},
            .remote = remote,
            .basis = {"Reopening of 27 May 2020; the act is not known", {}, {}, Evidence::secondary}},
    FormRow{.days = {{2020, 10, 1}, {2020, 12, 19}},
            .remote = remote,
            .basis = {"BEK 1398 of 25/9/2020, told by STAR", sources::covq_url, {}, Evidence::guidance}},
    FormRow{.days = {{2020, 12, 20}, {2021, 4, 14}},
            .remote = remote,
            .basis = {"BEK 2050/2020, from 1 February 2021 BEK 113/2021, told by STAR", sources::covq_url,
                      "overvejende", Evidence::guidance}},
    FormRow{.days = {{2021, 4, 15}, {2021, 5, 15}},
            .remote = remote,
            .basis = {"BEK 646 of 13/4/2021, told by STAR", sources::raa_url, {}, Evidence::guidance}},
    FormRow{.days = {{2021, 5, 16}, {2021, 6, 12}},
            .remote = remote,
            .basis = {"BEK 885 of 11/5/2021, told by STAR", sources::covq_url, {}, Evidence::guidance}},
    FormRow{.days = {{2021, 6, 13}, {2021, 7, 10}},
            .remote = remote,
            .basis = {"BEK 1251/2021 (primary text not yet read)", {}, {}, Evidence::secondary}},
    FormRow{.days = {{2021, 7, 11}, {2021, 7, 31}},
            .remote = remote,
            .basis = {"BEK 1576/2021, told by STAR", sources::qac_url,
                      "en tidsmæssig sammenhængende dialog, fx ved videosamtaler, mail/sms-chat",
                      Evidence::guidance}},
    FormRow{.days = {{2021, 8, 1}, {2021, 8, 1}},
            .remote = remote,
            .summoned_by = last_summons,
            .under = first_of_august_remote,
            .remote_under = remote,
            .basis = {"BEK 1576/2021, told by STAR", sources::qac_url, {}, Evidence::guidance}},
    FormRow{.days = {{2021, 8, 2}, {2021, 8, 31}},
            .remote = remote,
            .summoned_by = last_summons,
            .basis = {"BEK 1576/2021, told by STAR", sources::qac_url, {}, Evidence::guidance}},
    FormRow{.days = {{2021, 9, 1}, {2021, 12, 18}}, .basis = {sources::ramboell, {}, {}, Evidence::report}},
    FormRow{.days = {{2021, 12, 19}, {2022, 1, 31}},
            .remote = remote,
            .basis = {sources::ramboell, {}, "til og med 31. januar 2022", Evidence::report}},
    FormRow{.days = {{2022, 2, 1}, {2023, 3, 21}},
            .basis = {sources::cov, sources::cov_url, "som udgangspunkt skal afholdes med fysisk fremmøde",
                      Evidence::guidance}},
    FormRow{.days = {{2023, 3, 22}, {2023, 12, 31}},
            .remote = spoken,
            .held_by = Party::a_kasse,
            .not_with = Conversation::cv_samtale,
            .basis = {sources::r13, sources::r13_url,
                      "ved personligt fremmøde, telefonisk eller ved personligt digitalt fremmøde",
                      Evidence::primary}},
};

/// The a-kasse's conversations from 2024 on, under the national regimes; the jobcenter's forms are not known.
inline constexpr FormRow from_2024{
    .days = {{2024, 1, 1}, {2026, 6, 30}},
    .remote = spoken,
    .held_by = Party::a_kasse,
    .others_unknown = true,
    .not_with = Conversation::cv_samtale,
    .first_in_person = Conversation::jobsamtale,
    .basis = {"NNF a-kasse: jobsamtaler i a-kassen og på jobcenteret (primary text not yet read)",
              sources::nnf_url, "Den første jobsamtale kræver personligt fremmøde", Evidence::secondary}};

/// Every day to the end of June 2026, by date, under the national regimes; later forms are not known.
inline constexpr auto national_rows = [] {
  std::array<FormRow, rows.size() + 1> all{};
  for (std::size_t i = 0; i < rows.size(); ++i) all[i] = rows[i];
  all.back() = from_2024;
  return all;
}();

/// Sources of the form rules as a whole.
inline constexpr std::array basis{
    Basis{sources::cov, sources::cov_url, "som udgangspunkt skal afholdes med fysisk fremmøde",
          Evidence::guidance},
    Basis{sources::qac, sources::qac_url,
          "en tidsmæssig sammenhængende dialog, fx ved videosamtaler, mail/sms-chat", Evidence::guidance},
    Basis{sources::r13, sources::r13_url,
          "ved personligt fremmøde, telefonisk eller ved personligt digitalt fremmøde", Evidence::primary},
};

/// Sources of the form rules from 2024.
inline constexpr std::array basis_2024{
    Basis{"NNF a-kasse: jobsamtaler i a-kassen og på jobcenteret (primary text not yet read)",
          sources::nnf_url, "Den første jobsamtale kræver personligt fremmøde", Evidence::secondary},
    Basis{sources::r13, sources::r13_url,
          "ved personligt fremmøde, telefonisk eller ved personligt digitalt fremmøde", Evidence::primary},
};

/// Open questions of the form rules.
inline constexpr std::array readings{Reading::ordinary_remote, Reading::august_first_2021};

/// The form rules in one sentence.
inline constexpr Text text{
    "Samtaler holdes ved personligt fremmøde; telefon, video og chat tæller kun de dage, hvor reglerne tillader det, "
    "og et brev er aldrig en samtale.",
    "Conversations are held in person; telephone, video and chat count only on days on which the rules allow them, and "
    "a letter is never a conversation."};

} // namespace kontaktforloeb::tables::form
