// SPDX-License-Identifier: MIT
#include "chapters/cgroups.hpp"

#include "stage/hierarchies.hpp"
#include "support/later_layers.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <sstream>

namespace support {
namespace {

namespace fs = std::filesystem;

bool has_word(std::string words, const std::string& word) {
    std::replace_if(
        words.begin(), words.end(), [](char c) { return c == ',' || c == '\n'; }, ' ');
    return (" " + words + " ").find(" " + word + " ") != std::string::npos;
}

/// The machine's, not the stage's.
std::optional<stage::Hierarchy> hierarchy_with(const std::string& controller) {
    for (const auto& hierarchy : stage::hierarchies())
        if (hierarchy.unified
                ? has_word(read_file(hierarchy.root / "cgroup.controllers"), controller)
                : has_word(hierarchy.options, controller))
            return hierarchy;
    return std::nullopt;
}

stage::Hierarchy needed(const std::string& controller) {
    if (const auto hierarchy = hierarchy_with(controller)) return *hierarchy;
    throw Skipped{"no cgroup hierarchy here has the controller " + controller};
}

std::string before_dot(const std::string& file) {
    return file.substr(0, file.find('.'));
}

/// By the numbers of proc_pid_stat(5). The second, a name in parentheses, may have spaces.
std::string stat_field(pid_t pid, int number) {
    const auto stat = read_file(fmt::format("/proc/{}/stat", pid));
    std::istringstream fields{stat.substr(stat.rfind(')') + 1)};
    std::string field;
    for (int i = 3; i <= number; ++i) fields >> field;
    return field;
}

}  // namespace

std::string group_of(pid_t pid, const std::string& controller) {
    const bool unified = needed(controller).unified;
    std::istringstream lines{read_file(fmt::format("/proc/{}/cgroup", pid))};
    for (std::string id, names, path; std::getline(lines, id, ':') &&
                                      std::getline(lines, names, ':') && std::getline(lines, path);)
        if (unified ? names.empty() : has_word(names, controller)) return path;
    throw std::runtime_error{fmt::format("/proc/{}/cgroup does not tell of {}", pid, controller)};
}

Path group_directory(pid_t pid, const std::string& controller) {
    return needed(controller).root / group_of(pid, controller).substr(1);
}

std::string group_file(pid_t pid, const std::string& v1, const std::string& v2) {
    const bool old = is_v1(before_dot(v1));
    const auto& name = old ? v1 : v2;
    const auto path = group_directory(pid, before_dot(name)) / name;
    auto text = read_file(path);
    if (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

bool is_v1(const std::string& controller) {
    const auto hierarchy = hierarchy_with(controller);
    return hierarchy && !hierarchy->unified;
}

Words alone(const Words& options) {
    Words words = {"--network", "none"};
    words.insert(words.end(), options.begin(), options.end());
    return words;
}

Finished beside(Live& live, const Words& words) {
    Words all = {"nsenter", "-t", std::to_string(live.stage().first()),
                 "-m",      "-p", subject().program};
    const auto line = with_later_layers_off(words);
    all.insert(all.end(), line.begin(), line.end());
    return run_tool(all);
}

std::string left_by(Live& live) {
    std::string left;
    eventually([&] { return (left = difference(live.before(), live.stage().snapshot())).empty(); });
    return left;
}

std::unique_ptr<Live> serve_as(Box& box, const std::string& name, const Words& options) {
    Words all = alone({"--name", name});
    all.insert(all.end(), options.begin(), options.end());
    return box.serve(all);
}

int crowd(Probe& probe, int most) {
    for (int count = 0; count < most; ++count) {
        const auto answer = probe.try_ask({"crowd", "1"});
        if (answer == "forked\n") continue;
        expect_contains("the refusal of one more process", answer,
                        "Resource temporarily unavailable");
        return count;
    }
    return most;
}

double processor_time(pid_t pid) {
    const double ticks = std::stod(stat_field(pid, 14)) + std::stod(stat_field(pid, 15));
    return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

int last_cpu(pid_t pid) {
    return std::stoi(stat_field(pid, 39));
}

}  // namespace support
