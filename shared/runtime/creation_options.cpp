// SPDX-License-Identifier: MIT
#include "runtime/creation.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace runtime {

void add_creation_options(CLI::App& command, CreationOptions& options) {
    command.add_option("ID", options.id, "what the container is to be called")->required();
    command.add_option("-b,--bundle", options.bundle,
                       "the directory with config.json (default: .)");
    command.add_option("--console-socket", options.console_socket,
                       "a Unix socket that the terminal is sent to");
    command.add_option("--pid-file", options.pid_file,
                       "is written with the pid, as the host counts");
    command.add_option("--preserve-fds", options.preserved,
                       "so many descriptors from 3 on are the program's, too");
    command.add_flag("--no-pivot", options.no_pivot, "change the root without pivot_root(2)");
    command.add_flag("--no-new-keyring", options.no_new_keyring, "keep the caller's keyring");
}

void write_pid_file(const Path& file, pid_t pid) {
    const Path unfinished = file.parent_path() / ("." + file.filename().native());
    const auto opened = sys::open(unfinished, O_CREAT | O_WRONLY | O_TRUNC, 0644);
    try {
        sys::write_all(opened, std::to_string(pid));
        std::filesystem::rename(unfinished, file);
    } catch (...) {
        ::unlink(unfinished.c_str());
        throw;
    }
}

}  // namespace runtime
