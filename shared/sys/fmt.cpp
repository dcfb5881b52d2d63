// SPDX-License-Identifier: MIT
//
// All of fmt, for everybody: Debian packages no static library of it. The build gives this file
// alone what the header-only form needs, and has it keep the functions that nobody here calls.
#include <fmt/format.h>
