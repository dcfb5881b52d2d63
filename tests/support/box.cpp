// SPDX-License-Identifier: MIT
#include "support/box.hpp"

#include "support/later_layers.hpp"
#include "support/typed.hpp"
#include "support/verdict.hpp"
#include "sys/error.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>
#include <filesystem>

namespace support {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

Subject the_subject;
constexpr const char* socket_name = "/ask";

bool serves(const Launch& launch) {
    return launch.command.size() > 1 && launch.command[1] == "serve";
}

Words program_words(const Launch& launch, const Path& rootfs) {
    Words words = launch.wrapper;
    words.push_back(the_subject.program);
    if (!launch.line.empty()) {
        const auto line = with_later_layers_off(launch.line);
        words.insert(words.end(), line.begin(), line.end());
        return words;
    }
    words.push_back("run");
    const auto calm = later_layers_off();  // first: a test's own options have the last word
    words.insert(words.end(), calm.begin(), calm.end());
    const auto door = serves(launch) ? Door{rootfs, "ask"} : Door{};
    words.insert(words.end(), door.options.begin(), door.options.end());
    words.insert(words.end(), launch.options.begin(), launch.options.end());
    words.push_back(launch.rootfs.empty() ? rootfs.native() : launch.rootfs);
    for (const auto& word : launch.command) {
        const bool names_rootfs = &word == launch.command.data() || word == socket_name;
        const auto& path = word == socket_name ? door.inside : word;
        words.push_back(names_rootfs ? inside(rootfs, path) : path);
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

Door::Door(const Path& rootfs, const std::string& name)
    : socket{rootfs / name}, inside{"/" + name} {
    if (the_subject.chapter < 7) return;
    const Path outside = rootfs.native() + "-door";
    fs::create_directory(outside);
    fs::permissions(outside, fs::perms{0755});  // from chapter 08 on, its root is nobody here
    socket = outside / name;
    inside = fmt::format("{}/{}", directory, name);
    options = {"-v", fmt::format("{}:{}", outside.native(), directory)};
}

std::string inside(const Path& rootfs, const std::string& path) {
    if (the_subject.chapter == 0 && path.starts_with("/")) return rootfs.native() + path;
    return path;
}

// ---- Live

Live::Live(const Launch& launch, const Path& rootfs)
    : input_{launch.input}, wrapped_{!launch.wrapper.empty()} {
    const auto words = program_words(launch, rootfs);
    reproduce_with(as_typed(launch, words, rootfs));

    if (serves(launch)) {
        const auto socket = Door{rootfs, "ask"}.socket;
        ::unlink(socket.c_str());  // an earlier probe's
        listener_ = listen_at(socket);
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
    if (launch.outside) outside_ = std::make_unique<Outside>(*stage_);
    before_ = stage_->snapshot();
    stage_->start();
}

Live::~Live() = default;

Outside& Live::outside() const {
    if (!outside_) throw std::logic_error{"a launch without an outside"};
    return *outside_;
}

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
    return accept_probe(listener_);
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
