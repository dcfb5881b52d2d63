// SPDX-License-Identifier: MIT
#pragma once

#include "bundle.hpp"

namespace runtime_test {

/// A container that sleeps, for what is done to it meanwhile.
class Running {
public:
    Running() { bundle.set_args({"sleep", "1000"}); }

    /// Made as `bundle.config` says. Without it, the first exec() does so.
    void begin();
    /// Runs it in the container: options, if there are any, and the command after `words`.
    Result exec(const Words& words, const How& how = {}) { return exec({}, words, how); }
    Result exec(const Words& options, const Words& words, const How& how = {});
    /// What a shell's `script` says there; it must exit with 0.
    std::string shell(const std::string& script, const Words& options = {}, const How& how = {});

    Bundle bundle;

private:
    bool begun_ = false;
};

/// Waits until it is; fails the check if that takes too long.
void wait_for_status(Bundle& bundle, const std::string& status);

}  // namespace runtime_test
