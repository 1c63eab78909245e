#pragma once
/// @file
/// The library's version: the only place where it is written. CMake and the packages read it from here.

/// Major version: changes when a name or a verdict's meaning changes.
#define KONTAKTFORLOEB_VERSION_MAJOR 0
/// Minor version: changes when rules, readings or functions are added.
#define KONTAKTFORLOEB_VERSION_MINOR 1
/// Patch version.
#define KONTAKTFORLOEB_VERSION_PATCH 0
/// The version as text, `major.minor.patch`.
#define KONTAKTFORLOEB_VERSION "0.1.0"
