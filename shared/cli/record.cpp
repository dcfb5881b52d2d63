// SPDX-License-Identifier: MIT
#include "cli/record.hpp"

#include "cli/capability_options.hpp"
#include "cli/security_options.hpp"
#include "container/child.hpp"
#include "seccomp/recording.hpp"
#include "seccomp/write.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"
#include "sys/socket.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <memory>
#include <optional>

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

sys::Fd listen_at(const fs::path& path) {
    sys::Fd socket{sys::check(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket AF_UNIX")};
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.native().copy(address.sun_path, sizeof address.sun_path - 1);
    sys::check(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address),
               "bind {}", path.native());
    sys::check(::listen(socket.get(), 1), "listen");
    return socket;
}

/// The runtime says who it is about, which we know, and sends the filter's listener along.
sys::Fd take_listener(sys::BorrowedFd socket) {
    const sys::Fd connection{
        sys::check(::accept4(socket.get(), nullptr, nullptr, SOCK_CLOEXEC), "accept4")};
    char state[4096];
    return sys::receive(connection, state, sizeof state).passed;
}

Words environment() {
    Words all;
    for (char** variable = environ; *variable; ++variable) all.push_back(*variable);
    return all;
}

/// This program again, as `run`. What it prints must not get into the profile.
container::Child start(const Task& task, const Place& place) {
    Words words{"run", "--security-opt", "seccomp=" + place.profile().native()};
    words.insert(words.begin(), "/proc/self/exe");
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

/// Answers until the runtime has ended: its exit status.
int attend(const container::Child& child, sys::Fd socket, seccomp::Recording& recording) {
    sys::Fd listener;
    for (;;) {
        pollfd all[] = {{child.pidfd().get(), POLLIN, 0},
                        {listener ? listener.get() : socket.get(), POLLIN, 0}};
        if (::poll(all, 2, -1) == -1 && errno != EINTR) sys::check(-1, "poll");
        if (listener && (all[1].revents & POLLIN) != 0)
            recording.answer(listener);
        else if (listener && all[1].revents != 0)
            listener.reset(), socket = {};  // nobody is filtered by it any more
        else if (!listener && all[1].revents != 0)
            listener = take_listener(socket);
        if (all[0].revents == 0) continue;
        const auto end = sys::waitid(child.pidfd(), WEXITED);
        return end->si_code == CLD_EXITED ? end->si_status : 128 + end->si_status;
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
    auto socket = listen_at(place.socket());
    for (const int number : {SIGINT, SIGQUIT}) ::signal(number, SIG_IGN);  // the command's
    const auto child = start(task, place);
    const int status = attend(child, std::move(socket), recording);
    if (status == 125) return status;  // it did not run: it has said why
    const auto text = seccomp::write_profile(recording.result());
    const auto file = task.output.empty()
                          ? sys::Fd{::dup(STDOUT_FILENO)}
                          : sys::open(task.output, O_CREAT | O_WRONLY | O_TRUNC, 0644);
    sys::write_all(file, text);
    return status;
}

}  // namespace

void add_record(CLI::App& profile, Action& action) {
    auto& command =
        *profile.add_subcommand("record", "run a command, and write the profile that it needs");
    const auto task = std::make_shared<Task>();
    command.add_option("-o,--output", task->output, "the file to write (default: standard output)");
    command
        .add_option_function<std::string>(
            "--security-opt",
            [task](const std::string& text) {
                constexpr std::string_view key = "seccomp=";
                if (text.starts_with(key))
                    task->profile = text.substr(key.size());
                else
                    task->run.insert(task->run.end(), {"--security-opt", text});
            },
            "seccomp=FILE: what it may call at most (default: the default profile)")
        ->allow_extra_args(false)
        ->take_all();
    command.prefix_command();
    command.callback([&action, &command, task] {
        bool is_first = true;  // of the marks between our options and the command
        for (const auto& word : command.remaining())
            if (word == "--" && is_first)
                is_first = false;
            else
                task->run.push_back(word);
        action = [task](Pipeline) { return record(*task); };
    });
}

}  // namespace cli
