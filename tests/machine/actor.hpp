// SPDX-License-Identifier: MIT
#pragma once

#include "support/fixture.hpp"
#include "support/probe.hpp"
#include "support/stage.hpp"

#include <memory>
#include <optional>
#include <string>

namespace machine {

/// A stage whose program is a probe, to try out what a stage is.
class Actor {
public:
    explicit Actor(const support::Words& options = {});

    support::Stage& stage() noexcept { return *stage_; }
    /// The stage ends, with all that is on it.
    void leave() { stage_.reset(); }
    std::string ask(const support::Words& question) { return probe_->ask(question); }
    /// A path of the stage, as we can use it.
    support::Path path(const std::string& on_stage) const;
    /// Runs a program of the machine in the stage's network namespace; what fails is thrown.
    void in_network(const support::Words& command) const;

private:
    support::TemporaryDirectory directory_;
    std::unique_ptr<support::Stage> stage_;
    std::optional<support::Probe> probe_;
};

/// Tells ctest, by what it prints, that the test was not made; true if it is so.
bool skipped_because(const std::string& reason);

}  // namespace machine
