// SPDX-License-Identifier: MIT
#pragma once

/// Catch2 in both of its packaged generations: 2.13 (Debian 12) and 3 (Debian 13, Ubuntu 24.04).
/// `support::options` has what a main() needs to add options to Catch2's own.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
namespace support::options {
using namespace Catch::Clara;
}
#else
#include <catch2/catch.hpp>
#ifdef CATCH_CONFIG_RUNNER
namespace support::options {
using namespace Catch::clara;
}
#endif
#endif
