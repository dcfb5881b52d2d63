// SPDX-License-Identifier: MIT
#include "cli/images.hpp"
#include "cli/security_options.hpp"
#include "cli/verbs.hpp"

/// Containers that may not make every system call: from chapter 09 on.
namespace cli {
namespace {

std::vector<std::string> capabilities() {
    return {"CAP_CHOWN",   "CAP_DAC_OVERRIDE", "CAP_FSETID",           "CAP_FOWNER",
            "CAP_MKNOD",   "CAP_NET_RAW",      "CAP_SETGID",           "CAP_SETUID",
            "CAP_SETFCAP", "CAP_SETPCAP",      "CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT",
            "CAP_KILL",    "CAP_AUDIT_WRITE"};
}

std::shared_ptr<void> stack(container::Spec& spec, const ImageOptions& options) {
    spec.seccomp = find_profile(
        "--security-opt seccomp=", options.seccomp.empty() ? "default" : options.seccomp,
        capabilities(), options.verbose);
    return images.stack(spec, options);
}

void add_options(CLI::App& run, ImageOptions& options) {
    add_security_options(run, options);
}

void add_commands(CLI::App& app, Action& action) {
    images.add_commands(app, action);
}

}  // namespace

const Images filtered{stack, add_commands, add_options};

}  // namespace cli
