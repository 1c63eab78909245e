#include <kontaktforloeb/version.hpp>

#include <iostream>

int main() { std::cout << KONTAKTFORLOEB_VERSION << '\n'; }
