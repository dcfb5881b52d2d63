// SPDX-License-Identifier: MIT
#include "container/program.hpp"

#include "container/command_error.hpp"
#include "container/layers.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cctype>
#include <cerrno>
#include <optional>
#include <string_view>
#include <system_error>

namespace container {
namespace {

std::string_view search_path(const Process& process) {
    for (const std::string_view variable : process.env)
        if (variable.starts_with("PATH=")) return variable.substr(5);
    return "";
}

/// What the kernel itself has no reason to say of a file that is looked at: the answer is that of a
/// filter of system calls, which is in force by now if the program may gain privileges. Old ones
/// do not know faccessat2(2).
bool is_a_filters(int error) {
    return error == EPERM || error == ENOSYS;
}

/// Why the file cannot be executed: 0 if it can, or if only execve(2) will tell.
int hindrance(const Path& file) {
    struct stat info {};
    if (::stat(file.c_str(), &info) == -1) return is_a_filters(errno) ? 0 : errno;
    if (!S_ISREG(info.st_mode)) return EACCES;
    // With the ids and capabilities that execve(2) looks at: access(2) takes the real ones.
    if (::faccessat(AT_FDCWD, file.c_str(), X_OK, AT_EACCESS) == 0) return 0;
    return is_a_filters(errno) ? 0 : errno;
}

/// In the words of runc, which its callers look for: in small letters.
[[noreturn]] void refuse(const std::string& name, int error) {
    auto reason = std::system_category().message(error);
    reason[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(reason[0])));
    if (error != ENOENT && error != ENOTDIR)
        throw CommandError{CommandError::cannot_execute,
                           fmt::format("open executable {}: {}", name, reason)};
    if (name.find('/') != std::string::npos)
        throw CommandError{CommandError::not_found, fmt::format("exec {}: {}", name, reason)};
    throw CommandError{
        CommandError::not_found,
        fmt::format("exec: \"{}\": executable file not found in $PATH: {}", name, reason)};
}

}  // namespace

void require_program(const Process& process) {
    const auto& name = process.args.at(0);
    const auto from = [&process](const Path& file) { return process.cwd / file; };
    if (name.find('/') != std::string::npos) {
        if (const int error = hindrance(from(name))) refuse(name, error);
        return;
    }
    int worst = ENOENT;
    const auto path = search_path(process);
    for (std::size_t begin = 0; begin <= path.size();) {
        const auto end = std::min(path.find(':', begin), path.size());
        const int error = hindrance(from(path.substr(begin, end - begin)) / name);
        if (error == 0) return;
        if (error == EACCES) worst = error;
        begin = end + 1;
    }
    refuse(name, worst);
}

void become_program(Process process, const Context& context) {
    process.env.insert(process.env.end(), context.env.begin(), context.env.end());
    ::umask(process.umask);
    layers::execute(process);
}

}  // namespace container
