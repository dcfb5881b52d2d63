// SPDX-License-Identifier: MIT
#include "seccomp/listener.hpp"

#include "sys/error.hpp"
#include "sys/seccomp.hpp"
#include "sys/socket.hpp"

#include <linux/seccomp.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <new>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace seccomp {
namespace {

constexpr int pending = -1, failed = -2, sent = -3;

}  // namespace

/// Memory that the host, the container's process and its helper all see.
struct Listener::Shared {
    std::atomic<pid_t> process{0};
    std::atomic<int> listener{pending};  ///< Or the number of a descriptor.
};

std::unique_ptr<Listener> Listener::connect(const container::Seccomp& profile) {
    if (profile.listener_path.empty()) return nullptr;
    return std::make_unique<Listener>(profile.listener_path, profile.listener_metadata);
}

Listener::Listener(const std::filesystem::path& path, std::string metadata)
    : socket_{sys::check(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket AF_UNIX")},
      metadata_{std::move(metadata)} {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.native().size() >= sizeof address.sun_path)
        throw std::runtime_error{"listenerPath " + path.native() + ": too long for a socket"};
    path.native().copy(address.sun_path, sizeof address.sun_path - 1);
    sys::check(
        ::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address),
        "connect to the listenerPath {}", path.native());
    void* memory =
        ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) sys::check(-1, "mmap");
    shared_ = new (memory) Shared;
}

Listener::~Listener() {
    ::munmap(shared_, sizeof(Shared));
}

void Listener::set_process(pid_t init) noexcept {
    shared_->process = init;
}

/// Whoever loads a filter that asks about sendmsg(2) can send nothing any more. A process that
/// shares its descriptors, and has no filter, can.
void Listener::hand_over(unsigned flags, const std::vector<sock_filter>& program) {
    const auto helper =
        sys::check(::syscall(SYS_clone, CLONE_FILES | SIGCHLD, 0, 0, 0, 0), "clone");
    if (helper == 0) send_from_helper();
    sys::Fd listener;
    try {
        listener = sys::seccomp_set_mode_filter(flags | SECCOMP_FILTER_FLAG_NEW_LISTENER, program);
    } catch (...) {
        shared_->listener = failed;
        throw;
    }
    shared_->listener = listener.get();
    while (shared_->listener != sent && shared_->listener != failed) {  // no call can be made here
    }
    const bool worked = shared_->listener == sent;
    ::waitpid(static_cast<pid_t>(helper), nullptr, 0);
    if (!worked)
        throw std::runtime_error{"nobody took the listener at the other end of listenerPath"};
}

void Listener::send_from_helper() noexcept {
    while (shared_->listener == pending) ::sched_yield();
    if (shared_->listener == failed) ::_exit(0);
    const pid_t process = shared_->process;
    try {
        const nlohmann::json state{
            {"ociVersion", "1.0.2"},
            {"fds", {"seccompFd"}},
            {"pid", process},
            {"metadata", metadata_},
            {"state", {{"ociVersion", "1.0.2"}, {"status", "creating"}, {"pid", process}}}};
        const auto text = state.dump();
        sys::send(socket_, text.data(), text.size(), shared_->listener.load());
        shared_->listener = sent;
    } catch (...) {
        shared_->listener = failed;
    }
    ::_exit(0);
}

}  // namespace seccomp
