// SPDX-License-Identifier: MIT
#include "oci/parts.hpp"

namespace oci {
namespace {

void take_user(const Reader& from, Process& process) {
    auto& user = process.process.user;
    from.read("uid", user.uid);
    from.read("gid", user.gid);
    from.read("additionalGids", user.additional_gids);
    if (const auto umask = from["umask"]) process.umask = umask.number<mode_t>(0, 0777);
}

void take(const Reader& from, ConsoleSize& size) {
    // What a terminal keeps it in: struct winsize, ioctl_tty(2).
    size.height = from["height"].required().number<unsigned>(0, UINT16_MAX);
    size.width = from["width"].required().number<unsigned>(0, UINT16_MAX);
}

/// Two limits of one kind would leave it to us which of them holds.
void take_limits(const Reader& from, std::vector<container::Rlimit>& limits) {
    from.each([&](const Reader& element) {
        container::Rlimit limit;
        take(element, limit);
        for (const auto& other : limits)
            if (other.type == limit.type)
                element["type"].fail("is " + element["type"].shown() + " a second time");
        limits.push_back(limit);
    });
}

}  // namespace

void take(const Reader& from, Process& process) {
    auto& base = process.process;
    from.read("terminal", process.terminal);
    if (const auto size = from["consoleSize"]) take(size, process.console_size.emplace());
    if (const auto user = from["user"]) take_user(user, process);
    from.require("args", base.args);
    if (base.args.empty()) from["args"].fail("is empty: there is no program to run");
    from.read("env", base.env);
    from.require("cwd", base.cwd);
    require_absolute(from["cwd"]);
    process.has_capabilities = static_cast<bool>(from["capabilities"]);
    from.read("capabilities", base.capabilities);
    if (const auto limits = from["rlimits"]) take_limits(limits, base.rlimits);
    from.read("noNewPrivileges", base.no_new_privileges);
    if (const auto adjustment = from["oomScoreAdj"])
        process.oom_score_adj = adjustment.number(-1000, 1000);
    from.read("scheduler", process.scheduler);
    from.read("ioPriority", process.io_priority);
    from.read("execCPUAffinity", process.exec_cpu_affinity);
    from.read("apparmorProfile", process.apparmor_profile);
    from.read("selinuxLabel", process.selinux_label);
}

}  // namespace oci
