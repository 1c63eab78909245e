#pragma once
// Catch2 renamed its one header between versions 2 and 3; tests include this one and work with either.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
