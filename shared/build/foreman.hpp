// SPDX-License-Identifier: MIT
#pragma once

#include "build/display.hpp"
#include "build/job.hpp"
#include "build/reporter.hpp"
#include "build/signals.hpp"
#include "build/worker.hpp"

#include <list>
#include <set>
#include <string>

namespace build {

/// Starts the stages that the target needs, each as soon as those that it needs are made, shows
/// what they report, and waits for the target.
class Foreman {
public:
    Foreman(Job& job, Display& display);
    /// The target's manifest. Throws a Failure; then the stages still at work are killed, once this
    /// object ends.
    image::Descriptor run();

private:
    void want(std::size_t stage);
    void start_what_can();
    void wait();
    /// What was printed before an event is shown before it.
    void print(const Worker& worker);
    /// False if that was its last word.
    bool listen(Worker& worker);
    void take(Worker& worker, const Event& event);
    void begin(Worker& worker, std::size_t step, const std::string& text);
    void fail(const Worker& worker);

    Job& job_;
    Display& display_;
    std::set<std::size_t> wanted_, started_;
    std::list<Worker> workers_;
    std::size_t displayed_ = 0;
    Signals signals_;
};

}  // namespace build
