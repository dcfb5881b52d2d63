// SPDX-License-Identifier: MIT
#include "cli/report.hpp"

#include "cli/usage_error.hpp"
#include "container/command_error.hpp"
#include "container/todo.hpp"
#include "sys/error.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string_view>

namespace cli {
namespace {

constexpr int not_written = 64;
constexpr int failed = 125;

/// What to do about it, where that is known; empty otherwise.
std::string advice(const sys::SysError& error) {
    const bool permission = error.error() == EPERM || error.error() == EACCES;
    if (permission && ::geteuid() != 0) return " (are you root? try sudo, or ./workbook lab)";
    if (error.error() == EPERM) return " (root here lacks a capability: see capabilities(7))";
    if (error.error() == ENOSPC) return " (the disk, or a limit in /proc/sys/user, is full)";
    if (error.error() == ENAMETOOLONG) return " (shorten it)";
    if (error.error() == EADDRINUSE) return " (another program has it: ss -lntup lists them)";
    const bool name = error.call().find("hostname") != std::string::npos ||
                      error.call().find("domainname") != std::string::npos;
    if (error.error() == EINVAL && name) return " (a name has at most 64 bytes)";
    return "";
}

/// Names in a message may be somebody else's, such as a layer's: they get no lines of their own,
/// and no word with the terminal.
std::string on_one_line(const std::string& message) {
    std::string line;
    for (const char c : message)
        if (c == '\n')
            line += "\\n";
        else if (static_cast<unsigned char>(c) < ' ' || c == '\x7f')
            line += fmt::format("\\x{:02x}", c);
        else
            line += c;
    return line;
}

/// In the order of our own errors: what was done, on what, why. The library puts the path last, and
/// what was done between two texts that it tells.
sys::SysError as_ours(const std::filesystem::filesystem_error& error) {
    constexpr std::string_view beginning = "filesystem error: ";
    std::string what = error.what();
    if (what.starts_with(beginning)) what.erase(0, beginning.size());
    what.resize(std::min(what.find(": " + error.code().message()), what.size()));
    return {error.code().value(), what + " " + error.path1().native()};
}

int print(int status, const std::string& program, const std::string& message) {
    // fmt::print would throw if stderr is full or closed, and there is nowhere left to say so.
    std::fputs(fmt::format("{}: {}\n", program, on_one_line(message)).c_str(), stderr);
    return status;
}

}  // namespace

int report(const std::string& program, std::exception_ptr error) noexcept try {
    std::rethrow_exception(error);
} catch (const sys::SysError& e) {
    return print(failed, program, e.what() + advice(e));
} catch (const std::filesystem::filesystem_error& e) {
    const auto same = as_ours(e);
    return print(failed, program, same.what() + advice(same));
} catch (const container::CommandError& e) {
    return print(e.exit_status(), program, e.what());
} catch (const container::NotWritten& e) {
    return print(
        not_written, program,
        fmt::format("{} (the reference is: ./solutions/{} run rootfs /bin/sh)", e.what(), program));
} catch (const UsageError& e) {
    return print(failed, program, fmt::format("{} (see ./{} run --help)", e.what(), program));
} catch (const std::exception& e) {
    return print(failed, program, e.what());
} catch (...) {
    return print(failed, program, "an exception that is no std::exception");
}

}  // namespace cli
