// SPDX-License-Identifier: MIT
#pragma once

#include <linux/filter.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace container {

/// Chapter 09: which system calls the program may make; `linux.seccomp` in config.json.
struct Seccomp {
    /// How the kernel answers a call.
    struct Action {
        enum class Kind { kill_process, kill_thread, trap, error, notify, trace, log, allow };
        Kind kind = Kind::allow;  ///< Of several filters' answers, the kernel takes the first here.
        unsigned number = 0;      ///< With `error` the errno, with `trace` what the tracer is told.
        bool operator==(const Action&) const = default;
    };

    /// What an argument of a call, as an unsigned number of 64 bits, must be for a rule to hold.
    struct Argument {
        enum class Compare {
            not_equal,
            less,
            less_or_equal,
            equal,
            greater_or_equal,
            greater,
            masked_equal
        };
        unsigned index = 0;  ///< 0 to 5.
        Compare op = Compare::equal;
        std::uint64_t value = 0;      ///< With masked_equal the mask.
        std::uint64_t value_two = 0;  ///< With masked_equal what the argument is under the mask.
    };

    /// The answer to these calls, if all of `args` hold; no argument is compared twice.
    struct Rule {
        std::vector<std::string> names;  ///< As the library knows them, on at least one ABI.
        Action action;
        std::vector<Argument> args;
        std::string comment;    ///< What whoever wrote the rule says of it.
        std::size_t entry = 0;  ///< Which of its file's `syscalls` it is.
    };

    Action default_action;  ///< The answer to every call that no rule is for.
    /// The ABIs, as seccomp_arch_resolve_name(3) takes them: "x86_64", "x86", "x32". The machine's
    /// own is among them. Whoever calls through another is killed.
    std::vector<std::string> architectures;
    std::vector<std::string> flags;  ///< "SECCOMP_FILTER_FLAG_LOG", ...: seccomp(2).
    std::vector<Rule> syscalls;
    std::filesystem::path listener_path = {};  ///< A socket: who is asked, with Kind::notify.
    std::string listener_metadata = {};        ///< For whoever is asked.
    /// The program will have no no_new_privs: so the filter must be loaded while CAP_SYS_ADMIN is
    /// still there, before the credentials are given up.
    bool while_privileged = false;
    std::string key = {};  ///< Of what it was made from, for the cache.
    /// What was made of it before, if that was kept; then `syscalls` may be missing.
    std::vector<sock_filter> compiled = {};
};

}  // namespace container
