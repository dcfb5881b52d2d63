// SPDX-License-Identifier: MIT
#include "begin.hpp"

#include "support/catch.hpp"
#include "support/eventually.hpp"

namespace runtime_test {

void begin(Bundle& bundle) {
    const auto made = bundle.create();
    INFO(made.err);
    REQUIRE(made.exit_status == 0);
    REQUIRE(bundle.start().exit_status == 0);
}

void begin(Bundle& bundle, const Words& args) {
    bundle.set_args(args);
    begin(bundle);
}

void wait_for(const std::function<bool()>& condition) {
    if (!support::eventually(condition, 20)) FAIL("it has not come in the time it was given");
}

}  // namespace runtime_test
