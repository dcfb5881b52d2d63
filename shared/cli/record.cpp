// SPDX-License-Identifier: MIT
#include "cli/record.hpp"

#include "cli/capability_options.hpp"
#include "cli/security_options.hpp"
#include "container/rootless.hpp"
#include "seccomp/attend.hpp"
#include "seccomp/write.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <memory>

extern char** environ;

namespace cli {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

struct Task {
    std::string output;               ///< Empty: standard output.
    std::string profile = "default";  ///< What the command may call at most.
    Words run;                        ///< The rest, for `run`.
};

/// A directory of our own, with what `run` is told; it goes with this object.
class Place {
public:
    Place() : path_{sys::mkdtemp(fs::temp_directory_path() / "record-")} {}
    Place(const Place&) = delete;
    ~Place() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    fs::path socket() const { return path_ / "socket"; }
    fs::path profile() const { return path_ / "profile.json"; }

private:
    fs::path path_;
};

Words environment() {
    Words all;
    for (char** variable = environ; *variable; ++variable) all.push_back(*variable);
    return all;
}

bool contains(const Words& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// This program again, as `run`. What it prints must not get into the profile.
container::Child start(const Task& task, const Place& place) {
    Words words{"run", "--security-opt", "seccomp=" + place.profile().native()};
    words.insert(words.begin(), "/proc/self/exe");
    // A normal user is in a namespace of his own already, which `run` would take for the host's.
    if (container::outer_user() != 0 && !contains(task.run, "--userns"))
        words.insert(words.end(), {"--userns", "host"});
    words.insert(words.end(), task.run.begin(), task.run.end());
    auto [pid, pidfd] = sys::clone3({});
    if (pid != 0) return {pid, std::move(pidfd)};
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (task.output.empty()) ::dup2(STDERR_FILENO, STDOUT_FILENO);
    sys::default_dispositions();
    try {
        sys::execve("/proc/self/exe", words, environment());
    } catch (const sys::SysError&) {
        ::_exit(127);
    }
}

int record(const Task& task) {
    auto base = resolve_profile("--security-opt seccomp=", task.profile,
                                capabilities({}, {}, true).bounding);
    if (!base) base = unconfined();
    seccomp::Recording recording{*base};
    const Place place;
    sys::write_all(sys::open(place.profile(), O_CREAT | O_EXCL | O_WRONLY, 0600),
                   seccomp::write_profile(recording.profile(place.socket())));
    auto socket = seccomp::listen_at(place.socket());
    for (const int number : {SIGINT, SIGQUIT}) ::signal(number, SIG_IGN);  // the command's
    const auto child = start(task, place);
    const int status = seccomp::attend(child, std::move(socket), recording);
    if (status >= 125 && status <= 127) return status;  // it did not run: it has said why
    const auto text = seccomp::write_profile(recording.result());
    const auto file = task.output.empty()
                          ? sys::Fd{::dup(STDOUT_FILENO)}
                          : sys::open(task.output, O_CREAT | O_WRONLY | O_TRUNC, 0644);
    sys::write_all(file, text);
    return status;
}

void add_profile_option(CLI::App& command, const std::shared_ptr<Task>& task) {
    command
        .add_option_function<Words>(
            "--security-opt",
            [task](const Words& all) {
                constexpr std::string_view key = "seccomp=";
                for (const auto& text : all)
                    if (text.starts_with(key))
                        task->profile = text.substr(key.size());
                    else
                        task->run.insert(task->run.end(), {"--security-opt", text});
            },
            "seccomp=FILE: what it may call at most (default: the default profile)")
        ->allow_extra_args(false);
}

}  // namespace

void add_record(CLI::App& profile, Action& action) {
    auto& command =
        *profile.add_subcommand("record", "run a command, and write the profile that it needs");
    const auto task = std::make_shared<Task>();
    command.add_option("-o,--output", task->output, "the file to write (default: standard output)");
    add_profile_option(command, task);
    command.prefix_command();
    // Once CLI11 has met "--", it gives what follows to whoever is above this command.
    auto& app = *profile.get_parent();
    command.preparse_callback([&profile, &app](std::size_t) {
        profile.allow_extras();
        app.allow_extras();
    });
    command.callback([&action, &command, &profile, &app, task] {
        for (const auto* above : {&command, &profile, &app}) {
            const auto words = above->remaining();
            task->run.insert(task->run.end(), words.begin(), words.end());
        }
        // The first mark parts our options from those of `run`; any other is the command's.
        if (!task->run.empty() && task->run[0] == "--") task->run.erase(task->run.begin());
        action = [task](Pipeline) { return record(*task); };
    });
}

}  // namespace cli
