// SPDX-License-Identifier: MIT
//
// lesson FILE
//
// Runs all commands that a lesson shows, on a stage, in a folder that looks like build/, and prints
// each that does not do what the lesson says. They must leave nothing behind. Exits with 1 then,
// and with 2 if the lesson shows no command at all.
#include "book/commands.hpp"
#include "support/fixture.hpp"
#include "support/spawn.hpp"

#include <fmt/format.h>

#include <exception>
#include <filesystem>

namespace {

namespace fs = std::filesystem;
using support::build_directory;

/// build/ and its neighbours, without what somebody else may be using.
void furnish(const fs::path& checkout) {
    const auto build = checkout / "build";
    fs::create_directories(build);
    for (const auto* shared : {"solutions", "libexec", "tests", "recipes"})
        if (fs::exists(build_directory() / shared))
            fs::create_directory_symlink(build_directory() / shared, build / shared);
    support::copy_rootfs(build / "rootfs");
    for (const auto* source : {"rootfs", "chapters"})
        fs::create_directory_symlink(support::source_directory() / source, checkout / source);
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    return text;
}

int run(const std::string& file) {
    const auto commands = book::commands_of(support::read_file(file));
    if (commands.empty()) return 2;
    const support::TemporaryDirectory directory;
    furnish(directory.path());
    const auto script = directory.path() / "script";
    support::write_file(script, book::script_of(commands));
    const auto result =
        support::run_tool({build_directory() / "tests/onstage", "--", "/bin/sh", "-c",
                           fmt::format("cd {}/build && . ../script", directory.path().native())});

    const auto outputs = book::outputs_of(result.output);
    int wrong = 0;
    for (std::size_t i = 0; i < commands.size(); ++i) {
        if (i < outputs.size() && book::agrees(commands[i].shown, outputs[i])) continue;
        ++wrong;
        fmt::print("{}:{}: $ {}\nshown:\n{}printed:\n{}\n", file, commands[i].line,
                   commands[i].typed, joined(commands[i].shown),
                   i < outputs.size() ? outputs[i] : "(it was never run)\n");
    }
    if (result.output.find("nothing left behind") == std::string::npos) {
        ++wrong;
        fmt::print("{}: the end of the script:\n{}\n", file,
                   result.output.substr(result.output.rfind('\036') + 1));
    }
    fmt::print("{} commands, {} not as shown\n", commands.size(), wrong);
    return wrong == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char* argv[]) try {
    if (argc != 2) throw std::invalid_argument{"usage: lesson FILE"};
    return run(argv[1]);
} catch (const std::exception& e) {
    fmt::print(stderr, "lesson: {}\n", e.what());
    return 125;
}
