// SPDX-License-Identifier: MIT
#include "seccomp/recording.hpp"

#include "sys/error.hpp"

#include <linux/audit.h>
#include <seccomp.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string_view>

namespace seccomp {
namespace {

constexpr auto allow = Action::Kind::allow;
constexpr auto notify = Action::Kind::notify;

/// What any program may come to need, though it was not seen to: that depends on signals.
constexpr std::string_view always[] = {"exit", "exit_group", "restart_syscall", "rt_sigreturn"};

constexpr int x32_bit = 0x40000000;

std::string architecture_of(const seccomp_data& call) {
    if (call.arch == AUDIT_ARCH_X86_64) return (call.nr & x32_bit) != 0 ? "x32" : "x86_64";
    for (const char* name : {"x86", "aarch64", "arm", "riscv64", "s390x", "s390", "ppc64le"})
        if (::seccomp_arch_resolve_name(name) == call.arch) return name;
    return "";
}

std::string name_of(const std::string& architecture, int number) {
    char* name = ::seccomp_syscall_resolve_num_arch(
        ::seccomp_arch_resolve_name(architecture.c_str()), number);
    const std::string result = name ? name : "";
    std::free(name);
    return result;
}

void ask(Action& action) {
    if (action.kind == allow || action.kind == Action::Kind::log) action = {notify};
}

}  // namespace

Seccomp Recording::profile(const std::string& socket) const {
    auto asking = base_;
    ask(asking.default_action);
    for (auto& rule : asking.syscalls) ask(rule.action);
    asking.listener_path = socket;
    asking.key.clear();
    return asking;
}

void Recording::note(const seccomp_data& call) {
    const auto architecture = architecture_of(call);
    const auto name = name_of(architecture, call.nr);
    if (name.empty()) return;
    // Before it becomes the program, the container's process waits for whoever handed the listener
    // over: without a listener, it does not.
    if (name == "execve") runs_program_ = true;
    if (name == "wait4" && !runs_program_) return;
    architectures_.insert(architecture);
    Arguments arguments{};
    std::copy(std::begin(call.args), std::end(call.args), arguments.begin());
    for (std::size_t i = 0; i < base_.syscalls.size(); ++i) {
        const auto& rule = base_.syscalls[i];
        if (rule.action.kind != allow || !matches(rule, name, arguments)) continue;
        names_[i].insert(name);
        return;
    }
    others_.insert(name);
}

void Recording::answer(sys::BorrowedFd listener) {
    seccomp_notif question{};
    if (::ioctl(listener.get(), SECCOMP_IOCTL_NOTIF_RECV, &question) == -1) {
        if (errno == ENOENT || errno == EINTR) return;  // a signal ended the call, or its process
        sys::check(-1, "ioctl SECCOMP_IOCTL_NOTIF_RECV");
    }
    note(question.data);
    seccomp_notif_resp answer{};
    answer.id = question.id;
    answer.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
    if (::ioctl(listener.get(), SECCOMP_IOCTL_NOTIF_SEND, &answer) == -1 && errno != ENOENT)
        sys::check(-1, "ioctl SECCOMP_IOCTL_NOTIF_SEND");
}

Seccomp Recording::result() const {
    Seccomp result;
    result.default_action = base_.default_action.kind < notify
                                ? base_.default_action
                                : Action{Action::Kind::error, ENOSYS};
    result.architectures = {architectures_.begin(), architectures_.end()};
    Seccomp::Rule plain{{}, {allow}, {}, "What the command was seen to call."};
    std::set<std::string> names = others_;
    for (const auto& [index, called] : names_)
        if (base_.syscalls[index].args.empty()) names.insert(called.begin(), called.end());
    for (const auto name : always) names.insert(std::string{name});
    plain.names = {names.begin(), names.end()};
    result.syscalls.push_back(plain);
    for (const auto& [index, called] : names_) {
        auto rule = base_.syscalls[index];
        if (rule.args.empty()) continue;
        rule.names = {called.begin(), called.end()};
        result.syscalls.push_back(rule);
    }
    return result;
}

}  // namespace seccomp
