// SPDX-License-Identifier: MIT
#include "support/box.hpp"

#include "support/typed.hpp"
#include "support/verdict.hpp"
#include "sys/error.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <thread>

namespace support {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

Subject the_subject;
constexpr const char* socket_name = "/ask";

Words program_words(const Launch& launch, const Path& rootfs) {
    Words words = launch.wrapper;
    words.push_back(the_subject.program);
    if (!launch.line.empty()) {
        words.insert(words.end(), launch.line.begin(), launch.line.end());
        return words;
    }
    words.push_back("run");
    words.insert(words.end(), launch.options.begin(), launch.options.end());
    words.push_back(launch.rootfs.empty() ? rootfs.native() : launch.rootfs);
    for (const auto& word : launch.command) {
        const bool names_rootfs = &word == launch.command.data() || word == socket_name;
        words.push_back(names_rootfs ? inside(rootfs, word) : word);
    }
    return words;
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

std::string name_of(int signal) {
    return fmt::format("signal {} ({})", signal, ::strsignal(signal));
}

/// True if something was left that the kernel itself may be about to take away: a process that was
/// killed, and with the last one of a network namespace, its links and all that names them.
bool may_still_go(const std::string& left) {
    for (const char* kind : {"process", "cgroup", "link", "address", "route", "sysctl"})
        if (left.find(std::string{"+ "} + kind) != std::string::npos) return true;
    return false;
}

/// A crash, or an exception that nothing caught: then the C++ runtime has said which.
Unmet died(const std::string& how, const std::string& err) {
    const bool thrown = err.find("terminate called") != std::string::npos;
    return {thrown ? "exception" : "crash", how + (err.empty() ? "" : ":\n" + err),
            "it runs to its end, or says in one line why it cannot"};
}

}  // namespace

const Subject& subject() {
    if (the_subject.program.empty()) throw std::logic_error{"no --box: which program is tested?"};
    return the_subject;
}

void set_subject(const Path& program, int chapter) {
    the_subject = {program, chapter};
}

std::string inside(const Path& rootfs, const std::string& path) {
    if (the_subject.chapter == 0 && path.starts_with("/")) return rootfs.native() + path;
    return path;
}

bool eventually(const std::function<bool()>& holds, int seconds) {
    const auto deadline = std::chrono::steady_clock::now() + patience(seconds);
    while (!holds()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(2ms);
    }
    return true;
}

// ---- Probe

std::string Probe::try_ask(const Words& question) {
    std::string message;
    for (const auto& word : question) message += word + '\0';
    sys::check(::send(socket_.get(), message.data(), message.size(), MSG_NOSIGNAL), "send");
    pollfd watched{socket_.get(), POLLIN, 0};
    if (::poll(&watched, 1, static_cast<int>(patience().count())) <= 0)
        throw Unmet{"hang", "the probe in the container does not answer " + question[0],
                    "an answer"};
    std::string answer(1 << 17, '\0');
    const auto size = ::recv(socket_.get(), answer.data(), answer.size(), 0);
    if (size <= 0)
        throw Unmet{"fail", "the program in the container ended at " + command_line(question),
                    "it goes on"};
    answer.resize(static_cast<std::size_t>(size) - 1);
    return answer;
}

std::string Probe::ask(const Words& question) {
    auto answer = try_ask(question);
    if (answer.starts_with("error: "))
        throw Unmet{"fail", "in the container, " + command_line(question) + ": " + answer,
                    "it works"};
    return answer;
}

void Probe::leave(int status) {
    const std::string message = std::string{"exit"} + '\0' + std::to_string(status) + '\0';
    ::send(socket_.get(), message.data(), message.size(), MSG_NOSIGNAL);
}

std::string Probe::proc_link(const std::string& name) const {
    return fs::read_symlink(fmt::format("/proc/{}/{}", pid_, name)).native();
}

std::string Probe::proc_file(const std::string& name) const {
    return read_file(fmt::format("/proc/{}/{}", pid_, name));
}

// ---- Live

Live::Live(const Launch& launch, const Path& rootfs)
    : input_{launch.input}, wrapped_{!launch.wrapper.empty()} {
    const auto words = program_words(launch, rootfs);
    reproduce_with(as_typed(launch, words, rootfs));

    if (launch.command.size() > 1 && launch.command[1] == "serve") {
        listener_ =
            sys::Fd{sys::check(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0), "socket")};
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        (rootfs.native() + socket_name).copy(address.sun_path, sizeof address.sun_path - 1);
        ::unlink(address.sun_path);
        sys::check(::bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address),
                   "bind {}", address.sun_path);
        sys::check(::listen(listener_.get(), 8), "listen");
    }

    Stage::Setup setup{words, {caller_path}, launch.caller};
    setup.env.insert(setup.env.end(), launch.environment.begin(), launch.environment.end());
    setup.leaked = launch.leaked;
    Pipe in = make_pipe(), out = make_pipe(), err = make_pipe();
    const bool piped = launch.terminal < 0;
    setup.standard_input = piped ? in.reader.get() : launch.terminal;
    setup.standard_output = piped ? out.writer.get() : launch.terminal;
    setup.standard_error = piped ? err.writer.get() : launch.terminal;
    stage_ = std::make_unique<Stage>(setup);
    in_ = std::move(in.writer);
    out_ = std::move(out.reader);
    err_ = std::move(err.reader);
    for (const auto* fd : {&in_, &out_, &err_}) ::fcntl(fd->get(), F_SETFL, O_NONBLOCK);
    ::signal(SIGPIPE, SIG_IGN);
    before_ = stage_->snapshot();
    stage_->start();
}

Live::~Live() = default;

void Live::signal(int number) const {
    sys::check(::kill(pid(), number), "kill {}", pid());
}

void Live::read_output() {
    std::array<char, 65536> buffer;
    const auto drain = [&](sys::Fd& from, std::string& to) {
        for (;;) {
            const auto size = ::read(from.get(), buffer.data(), buffer.size());
            if (size <= 0) return;
            to.append(buffer.data(), static_cast<std::size_t>(size));
        }
    };
    drain(out_, outcome_.out);
    drain(err_, outcome_.err);
}

/// Feeds and drains the pipes until the program ends; nothing if it does not.
std::optional<int> Live::await_end() {
    const auto deadline = std::chrono::steady_clock::now() + patience();
    for (;;) {
        if (in_ && !input_.empty()) {
            const auto size = ::write(in_.get(), input_.data(), input_.size());
            if (size > 0) input_.erase(0, static_cast<std::size_t>(size));
        }
        if (input_.empty()) in_.reset();
        pollfd watched[3] = {
            {out_.get(), POLLIN, 0}, {err_.get(), POLLIN, 0}, {stage_->control().get(), POLLIN, 0}};
        ::poll(watched, 3, 10);
        read_output();
        if (const auto status = stage_->ended(0ms)) {
            read_output();
            return status;
        }
        if (std::chrono::steady_clock::now() > deadline) return std::nullopt;
    }
}

Outcome Live::wait() {
    const auto status = await_end();
    if (!status)
        throw Unmet{"hang", "the program still runs after the time it was given", "it ends"};
    eventually(
        [&] {
            outcome_.left = difference(before_, stage_->snapshot());
            return !may_still_go(outcome_.left);
        },
        1);
    return judge_end(*status);
}

Outcome Live::judge_end(int status) {
    remember_stderr(outcome_.err);
    if (outcome_.err.find("not written yet") != std::string::npos && WIFEXITED(status) &&
        WEXITSTATUS(status) == 64)
        throw Unmet{"not written", first_line(outcome_.err), "the exercise, written"};
    if (WIFSIGNALED(status) && !killed_by_us_ && WTERMSIG(status) != SIGKILL)
        throw died("the program itself was ended by " + name_of(WTERMSIG(status)), outcome_.err);
    if (!wrapped_ && outcome_.err.find("ended without a word") != std::string::npos)
        throw died("the new process ended before its command ran, without a word", outcome_.err);
    outcome_.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return outcome_;
}

Probe Live::probe() {
    pollfd watched{listener_.get(), POLLIN, 0};
    const auto deadline = std::chrono::steady_clock::now() + patience();
    while (::poll(&watched, 1, 20) <= 0) {
        if (const auto status = stage_->ended(0ms)) {
            const auto outcome = wait();
            throw Unmet{"fail",
                        fmt::format("the program ended with status {} before its command ran: {}",
                                    outcome.exit_status, first_line(outcome.err)),
                        "the command runs"};
        }
        if (std::chrono::steady_clock::now() > deadline)
            throw Unmet{"hang", "the command has not started after the time it was given",
                        "the command runs"};
    }
    sys::Fd socket{
        sys::check(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC), "accept")};
    ucred peer{};
    socklen_t size = sizeof peer;
    sys::check(::getsockopt(socket.get(), SOL_SOCKET, SO_PEERCRED, &peer, &size), "SO_PEERCRED");
    return {std::move(socket), peer.pid};
}

// ---- Box

Box::Box() : rootfs_{directory_->path() / "rootfs"} {
    hold(directory_);
    copy_rootfs(rootfs_);
}

std::unique_ptr<Live> Box::start(const Launch& launch) {
    return std::make_unique<Live>(launch, rootfs_);
}

std::unique_ptr<Live> Box::serve(const Words& options) {
    return start({options, {"/bin/probe", "serve", socket_name}});
}

Outcome Box::run(const Launch& launch) {
    return start(launch)->wait();
}

std::string Box::output(const Words& command, const Words& options) {
    const auto outcome = run({options, command});
    if (outcome.exit_status != 0)
        throw Unmet{"fail",
                    fmt::format("exit status {}: {}", outcome.exit_status,
                                first_line(outcome.err.empty() ? outcome.out : outcome.err)),
                    "exit status 0"};
    return outcome.out;
}

}  // namespace support
