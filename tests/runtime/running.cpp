// SPDX-License-Identifier: MIT
#include "running.hpp"

#include "begin.hpp"
#include "support/catch.hpp"
#include "support/eventually.hpp"

#include <utility>

namespace runtime_test {

void Running::begin() {
    if (!std::exchange(begun_, true)) runtime_test::begin(bundle);
}

Result Running::exec(const Words& options, const Words& words, const How& how) {
    begin();
    Words all{"exec"};
    all.insert(all.end(), options.begin(), options.end());
    all.push_back(bundle.id());
    all.insert(all.end(), words.begin(), words.end());
    return bundle.command(all, how);
}

std::string Running::shell(const std::string& script, const Words& options, const How& how) {
    const auto result = exec(options, {"sh", "-ec", script}, how);
    INFO(result.err);
    INFO(result.out);
    REQUIRE(result.exit_status == 0);
    return result.out;
}

void wait_for_status(Bundle& bundle, const std::string& status) {
    REQUIRE(support::eventually([&] { return bundle.status() == status; }, 10));
}

}  // namespace runtime_test
