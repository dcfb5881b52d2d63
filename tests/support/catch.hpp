// SPDX-License-Identifier: MIT
#pragma once

/// Catch2 in both of its packaged generations: 2.13 (Debian 12) and 3 (Debian 13, Ubuntu 24.04).
/// `support::options` has what a main() needs to add options to Catch2's own, support::Listener is
/// what is told of each TEST_CASE, and support::Heard what it answers.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
namespace support::options {
using namespace Catch::Clara;
}
namespace support {
using Listener = Catch::EventListenerBase;
using Heard = void;
}  // namespace support
#else
#include <catch2/catch.hpp>
#ifdef CATCH_CONFIG_RUNNER
namespace support::options {
using namespace Catch::clara;
}
#endif
#ifdef CATCH_CONFIG_EXTERNAL_INTERFACES
namespace support {
using Listener = Catch::TestEventListenerBase;
using Heard = bool;
}  // namespace support
#endif
#endif
