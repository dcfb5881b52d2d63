// SPDX-License-Identifier: MIT
#include "runtime/command.hpp"
#include "runtime/lifecycle.hpp"
#include "runtime/memory_watch.hpp"
#include "runtime/size.hpp"
#include "runtime/statistics.hpp"
#include "sys/error.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <memory>
#include <stdexcept>

namespace runtime {
namespace {

using Clock = std::chrono::steady_clock;

struct EventsOptions {
    std::string id, interval = "5s";
    bool once = false;
};

/// Whoever reads them from a pipe has each at once.
void print(const std::string& event) {
    std::puts(event.c_str());
    std::fflush(stdout);
}

Entry find_living(const Globals& globals, const std::string& id) {
    auto entry = Entry::find(globals.root, id);
    if (const auto now = lifecycle::status(entry);
        now == Status::stopped || now == Status::creating)
        throw std::runtime_error{
            fmt::format("cannot watch container {}: it is {}", id, name_of(now))};
    if (!entry.group())
        throw std::runtime_error{
            fmt::format("cannot watch container {}: it has no cgroup, so nobody counts", id)};
    return entry;
}

int stats(const Globals& globals, const std::string& id) {
    print(statistics(id, find_living(globals, id).group()));
    return 0;
}

/// poll(2) with what is left of the time; a negative descriptor is passed over.
int wait_until(Clock::time_point next, std::array<pollfd, 2>& on) {
    using std::chrono::ceil;
    using std::chrono::milliseconds;
    const auto left = ceil<milliseconds>(next - Clock::now());
    return ::poll(on.data(), on.size(), static_cast<int>(std::max<long>(left.count(), 0)));
}

/// Until the container ends.
int watch(const Globals& globals, const EventsOptions& options) {
    const auto interval = parse_duration(options.interval);
    if (!interval || interval->count() <= 0)
        throw std::runtime_error{
            fmt::format("--interval {}: is no time as in 5s, 1m30s", options.interval)};
    const auto entry = find_living(globals, options.id);
    const auto init = entry.open_init();
    MemoryWatch memory{entry.group()};
    std::array<pollfd, 2> on{{{init.get(), POLLIN, 0}, {memory.descriptor().get(), POLLIN, 0}}};
    auto next = Clock::now() + *interval;
    for (;;) {
        if (wait_until(next, on) == -1 && errno != EINTR) sys::check(-1, "poll");
        if (memory.look()) print(fmt::format(R"({{"type":"oom","id":"{}"}})", options.id));
        if (on[0].revents != 0) return 0;
        if (Clock::now() < next) continue;
        print(statistics(options.id, entry.group()));
        next += *interval;
    }
}

}  // namespace

void add_events(CLI::App& command, Action& action) {
    const auto options = std::make_shared<EventsOptions>();
    command.add_option("ID", options->id, "of a container that lives")->required();
    command.add_flag("--stats", options->once, "what it uses, and no more");
    command.add_option("--interval", options->interval, "how often (default: 5s)");
    command.callback([&action, options] {
        action = [options](Globals& globals) {
            return options->once ? stats(globals, options->id) : watch(globals, *options);
        };
    });
}

void add_stats(CLI::App& command, Action& action) {
    const auto id = std::make_shared<std::string>();
    command.add_option("ID", *id, "of a container that lives")->required();
    command.callback(
        [&action, id] { action = [id](Globals& globals) { return stats(globals, *id); }; });
}

}  // namespace runtime
