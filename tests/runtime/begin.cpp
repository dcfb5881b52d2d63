// SPDX-License-Identifier: MIT
#include "begin.hpp"

#include "support/catch.hpp"

namespace runtime_test {

void begin(Bundle& bundle, const Words& args) {
    bundle.set_args(args);
    const auto made = bundle.create();
    INFO(made.err);
    REQUIRE(made.exit_status == 0);
    REQUIRE(bundle.start().exit_status == 0);
}

}  // namespace runtime_test
