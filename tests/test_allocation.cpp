// Judging into a caller's buffer allocates nothing once the buffer has grown.
#include "catch2_compat.hpp"
