// SPDX-License-Identifier: MIT
#include "cli/amounts.hpp"
#include "cli/groups.hpp"
#include "cli/sample.hpp"
#include "cli/verbs.hpp"

#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

namespace cli {
namespace {

struct StatsOptions {
    bool once = false;
    std::string format = "table";
    std::vector<std::string> names;  ///< None: all of them.
};

/// The containers asked for that still run.
std::vector<container::State> chosen(const std::vector<std::string>& names) {
    std::vector<container::State> states;
    for (auto& state : container::State::all()) {
        const bool wanted =
            names.empty() || std::find(names.begin(), names.end(), state.name()) != names.end();
        if (wanted && state.is_owned()) states.push_back(std::move(state));
    }
    return states;
}

std::string text(const std::optional<std::uint64_t>& bytes) {
    return bytes ? readable_size(*bytes) : "--";
}

std::string table(const std::vector<Sample>& samples) {
    std::size_t width = 4;
    for (const auto& sample : samples) width = std::max(width, sample.name.size());
    auto lines = fmt::format("{:{}}  {:>7}  {:>21}  {:>7}  {:>5}  {:>19}\n", "NAME", width, "CPU %",
                             "MEM USAGE / LIMIT", "MEM %", "PIDS", "BLOCK READ / WRITE");
    for (const auto& sample : samples) {
        const auto& usage = sample.usage;
        const auto limit = sample.memory_limit;
        const auto memory =
            usage.memory ? 100.0 * static_cast<double>(*usage.memory) / static_cast<double>(limit)
                         : 0;
        lines +=
            fmt::format("{:{}}  {:>7}  {:>21}  {:>7}  {:>5}  {:>19}\n", sample.name, width,
                        sample.cpu_percent ? fmt::format("{:.2f}%", *sample.cpu_percent) : "--",
                        text(usage.memory) + " / " + readable_size(limit),
                        usage.memory ? fmt::format("{:.2f}%", memory) : "--",
                        usage.pids ? std::to_string(*usage.pids) : "--",
                        text(usage.bytes_read) + " / " + text(usage.bytes_written));
    }
    return lines;
}

template <typename Number>
std::string json(const std::optional<Number>& number) {
    return number ? fmt::format("{}", *number) : "null";
}

/// A name needs no escapes: check_name() sees to that.
std::string json(const std::vector<Sample>& samples) {
    std::string lines;
    for (const auto& sample : samples) {
        const auto& usage = sample.usage;
        lines += fmt::format(
            "{{\"name\":\"{}\",\"cpu_percent\":{},\"cpu_usec\":{},\"memory\":{},"
            "\"memory_limit\":{},\"pids\":{},\"bytes_read\":{},\"bytes_written\":{}}}\n",
            sample.name, json(sample.cpu_percent), json(usage.cpu), json(usage.memory),
            json(usage.memory_limit), json(usage.pids), json(usage.bytes_read),
            json(usage.bytes_written));
    }
    return lines;
}

void show(const std::vector<Sample>& samples, const StatsOptions& options) {
    std::string output = options.format == "json" ? json(samples) : table(samples);
    if (!options.once && options.format == "table" && ::isatty(STDOUT_FILENO) == 1)
        output = "\x1b[H\x1b[J" + output;  // from the top of an empty screen
    std::fputs(output.c_str(), stdout);
    std::fflush(stdout);
}

int stats(const StatsOptions& options) {
    running(options.names);
    Sampler sampler;
    for (;;) {
        const auto states = chosen(options.names);
        if (states.empty() && !options.names.empty()) return 0;  // they have ended meanwhile
        show(sampler.take(states), options);
        if (options.once) return 0;
        std::this_thread::sleep_for(std::chrono::seconds{1});
    }
}

}  // namespace

void add_stats(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("stats", "show what containers use, every second");
    const auto options = std::make_shared<StatsOptions>();
    command.add_flag("--no-stream", options->once,
                     "once; CPU % is then that of the container's whole life");
    command.add_option("--format", options->format, "table (default) or json, one object a line")
        ->check(CLI::IsMember({"table", "json"}));
    command.add_option("NAME", options->names, "of the containers (default: all)");
    command.callback(
        [&action, options] { action = [options](Pipeline) { return stats(*options); }; });
}

}  // namespace cli
