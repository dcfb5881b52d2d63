// SPDX-License-Identifier: MIT
#include "scene.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <pty.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <utility>

namespace matrix {
namespace {

namespace fs = std::filesystem;
using support::listen_at;
using support::Probe;
using sys::Fd;

/// Starts the probe on the host, waits until the gate opens, and becomes the program.
constexpr const char* script =
    "( \"$1\" serve \"$2\" & ) </dev/null; read -r go <\"$3\"; shift 3; exec \"$@\"";

void make_image(const Path& rootfs) {
    fs::create_directories(rootfs / "bin");
    for (const char* name : {"dev", "etc", "proc", "sys", "mnt", "tmp", "volume", ".brk"})
        fs::create_directory(rootfs / name);
    fs::copy_file(support::build_directory() / "rootfs/bin/probe", rootfs / "bin/probe");
}

std::string without_newline(std::string text) {
    if (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

void add_descendants(pid_t pid, std::vector<pid_t>& all) {
    for (const pid_t child : support::children_of(pid)) {
        all.push_back(child);
        add_descendants(child, all);
    }
}

}  // namespace

Scene::Scene(const Column& column, std::uint32_t seed)
    : column_{column},
      engine_{seed},
      rootfs_{directory_.path() / "rootfs"},
      volume_{directory_.path() / "volume"} {
    make_image(rootfs_);
    fs::create_directory(volume_);
    const auto host_socket = directory() / "host", gate = directory() / "gate";
    host_listener_ = listen_at(host_socket);
    // Overlay, from chapter 07 on, connects to no socket of the image.
    listener_ = listen_at((column.has_volumes ? volume_ : rootfs_) / "ask");
    sys::check(::mkfifo(gate.c_str(), 0600), "mkfifo {}", gate.native());
    gate_ = sys::open(gate, O_RDWR);  // read and write: then the open does not wait, fifo(7)

    int master = -1, slave = -1;
    sys::check(::openpty(&master, &slave, nullptr, nullptr, nullptr), "openpty");
    terminal_ = Fd{master};
    caller_terminal_ = Fd{slave};
    for (const int fd : {master, slave}) ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    const Fd log = sys::open(directory() / "log", O_CREAT | O_WRONLY | O_APPEND, 0600);

    support::Stage::Setup setup;
    setup.program = {
        "/bin/sh",   "-c", script, "sh", support::build_directory() / "rootfs/bin/probe",
        host_socket, gate};
    const auto socket = column.has_volumes ? "/volume/ask" : inside("/ask");
    const auto line = column.line(rootfs_, volume_, {"/bin/probe", "serve", socket});
    setup.program.insert(setup.program.end(), line.begin(), line.end());
    setup.env = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin"};
    setup.options = {"--terminal", "--cwd", directory()};
    setup.standard_input = slave;
    setup.standard_output = setup.standard_error = log.get();
    stage_ = std::make_unique<support::Stage>(setup);
    stage_->start();
    host_ = accept(host_listener_);
}

Probe Scene::accept(const Fd& listener) {
    pollfd watched{listener.get(), POLLIN, 0};
    const auto deadline = std::chrono::steady_clock::now() + support::patience();
    while (::poll(&watched, 1, 20) <= 0) {
        const bool ended = stage_->ended(std::chrono::milliseconds{0}).has_value();
        if (ended || std::chrono::steady_clock::now() > deadline)
            throw std::runtime_error{fmt::format("no probe: the program {}, having said '{}'",
                                                 ended ? "ended" : "hangs",
                                                 support::read_file(directory() / "log"))};
    }
    return support::accept_probe(listener);
}

Probe& Scene::container() {
    if (!container_) {
        sys::write_all(gate_, "go\n");
        container_ = accept(listener_);
    }
    return *container_;
}

const Path& Scene::volume() {
    if (!column_.has_volumes && !std::exchange(bound_, true))
        host({"bind", volume_, rootfs_ / "volume"});
    return volume_;
}

std::string Scene::word(std::size_t length) {
    std::string word;
    while (word.size() < length) word += static_cast<char>('a' + number(0, 25));
    return word;
}

int Scene::number(int least, int most) {
    return std::uniform_int_distribution<int>{least, most}(engine_);
}

std::string Scene::secret_file(const Path& path) {
    auto secret = word();
    support::write_file(path, secret);
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    return secret;
}

std::string Scene::host(const Words& question) {
    return without_newline(host_->ask(question));
}

std::string Scene::host_must(const Words& question) {
    Words words = question;
    words.insert(words.begin(), "try");
    const auto answer = host(words);
    if (answer.starts_with("did: ")) return without_newline(answer.substr(5));
    throw NotApplicable{"the host's own root cannot do it: " + answer};
}

void Scene::need(const Words& question) {
    container().ask(question);
}

std::optional<std::string> Scene::attempt(const Words& question) {
    Words words = question;
    words.insert(words.begin(), "try");
    const auto answer = container().ask(words);
    story_ +=
        (story_.empty() ? "" : "; ") + question[0] + ": " + without_newline(answer).substr(0, 200);
    refused_ = answer.starts_with("refused: ");
    if (refused_) return std::nullopt;
    if (!answer.starts_with("did: ")) throw std::runtime_error{"the probe said " + answer};
    return without_newline(answer.substr(5));
}

std::string Scene::attacker(const std::string& proc_file) {
    return container().proc_file(proc_file);
}

std::string Scene::attacker_link(const std::string& proc_link) {
    return container().proc_link(proc_link);
}

bool Scene::attacker_holds(const std::string& descriptor) {
    for (const auto& fd : fs::directory_iterator{fmt::format("/proc/{}/fd", container().pid())}) {
        std::error_code ignored;  // a descriptor that has just been closed
        if (fs::read_symlink(fd, ignored) == descriptor) return true;
    }
    return false;
}

bool Scene::attacker_holds_disk(dev_t device) {
    for (const auto& fd : fs::directory_iterator{fmt::format("/proc/{}/fd", container().pid())}) {
        struct stat info {};  // of what is open, whatever its name has become
        if (::stat(fd.path().c_str(), &info) == 0 && S_ISBLK(info.st_mode) &&
            info.st_rdev == device)
            return true;
    }
    return false;
}

std::vector<pid_t> Scene::attackers_children() {
    std::vector<pid_t> all;
    add_descendants(container().pid(), all);
    return all;
}

std::string Scene::typed() const {
    ::fcntl(caller_terminal_.get(), F_SETFL, O_NONBLOCK);
    char text[256];
    const auto size = ::read(caller_terminal_.get(), text, sizeof text);
    return size <= 0 ? "" : without_newline(std::string(text, static_cast<std::size_t>(size)));
}

}  // namespace matrix
