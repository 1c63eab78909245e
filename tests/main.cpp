// Catch2 version 2 has its body compiled here and nowhere else; version 3 is a library and ignores the macro.
#define CATCH_CONFIG_RUNNER
#include "catch2_compat.hpp"

int main(int argc, char* argv[]) { return Catch::Session().run(argc, argv); }
