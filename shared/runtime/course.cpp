// SPDX-License-Identifier: MIT
#include "runtime/course.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace runtime {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> with_value{
    "--root", "--log", "--log-format", "--log-level", "--cgroup-manager", "--rootless", "--trace"};
constexpr std::array<std::string_view, 13> only_ours{
    "create", "start", "state",  "kill",     "delete", "list",      "exec",
    "resume", "spec",  "events", "features", "stop",   "checkpoint"};
constexpr std::array<std::string_view, 5> shared{"ps", "pause", "stats", "update", "run"};

template <typename Words>
bool contains(const Words& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Where the command is; argc if there is none.
int command_at(int argc, char* argv[]) {
    int at = 1;
    while (at < argc && argv[at][0] == '-') at += contains(with_value, argv[at]) ? 2 : 1;
    return std::min(at, argc);
}

/// `run ID`: one word, and a bundle is said, or we are in one. All that is behind ROOTFS is a
/// command's.
bool is_bundle_run(std::span<char* const> words) {
    constexpr std::array<std::string_view, 5> own_options{"-b", "--bundle", "-d", "--detach",
                                                          "--pid-file"};
    int names = 0;
    for (const std::string_view word : words) {
        const auto option = word.substr(0, word.find('='));
        if (contains(own_options, option)) return true;
        if (!word.starts_with("-")) ++names;
    }
    return names == 1 && !fs::exists(words.back()) && fs::exists("config.json");
}

}  // namespace

std::string_view command_word(int argc, char* argv[]) {
    const int at = command_at(argc, argv);
    return at < argc ? argv[at] : std::string_view{};
}

bool is_of_the_course(int argc, char* argv[], const fs::path& root) {
    const int at = command_at(argc, argv);
    if (at != 1) return false;  // before its commands, the course knows no options
    if (argc == 1) return false;
    const std::string_view command = argv[at];
    if (contains(only_ours, command) || command.starts_with("-")) return false;
    if (!contains(shared, command)) return true;
    if (command == "run")
        return !is_bundle_run({argv + at + 1, static_cast<std::size_t>(argc - at - 1)});
    return std::none_of(argv + at + 1, argv + argc,
                        [&](const char* word) { return fs::is_directory(root / word); });
}

}  // namespace runtime
