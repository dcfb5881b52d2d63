// SPDX-License-Identifier: MIT
// Chapter 09: system calls that a container rarely needs.
#include "attack.hpp"
#include "scene.hpp"

#include "support/fixture.hpp"

#include <sys/personality.h>

#include <fmt/format.h>

namespace matrix {
namespace {

/// Whether a child of the attacker mounted something as root of a new user namespace.
bool mounts_as_new_root(Scene& scene, const std::string& call) {
    const auto name = scene.word();
    scene.host_must({"user-namespace", call, name, "/"});
    scene.attempt({"user-namespace", call, name, scene.inside("/.brk")});
    for (const pid_t child : scene.attackers_children())
        if (support::read_file(fmt::format("/proc/{}/mountinfo", child)).find(name) !=
            std::string::npos)
            return true;
    return false;
}

/// Whether a child of the attacker has switched its address randomisation off.
bool randomisation_is_off(Scene& scene) {
    for (const pid_t child : scene.attackers_children()) {
        const auto bits = support::read_file(fmt::format("/proc/{}/personality", child));
        if ((std::stoul(bits, nullptr, 16) & ADDR_NO_RANDOMIZE) != 0) return true;
    }
    return false;
}

}  // namespace

Attacks seccomp_attacks() {
    return {
        {"user-namespace", "become root of a new user namespace by unshare, and mount", 9,
         "the filter refuses unshare, and with it the code of the kernel that only root reaches",
         "unshare(2), user_namespaces(7), CVE-2022-0185",
         [](Scene& scene) { return mounts_as_new_root(scene, "unshare"); }},
        {"user-namespace-clone3", "the same by clone3, whose flags are in memory", 9,
         "a filter cannot read memory: it answers clone3 with ENOSYS, and libc takes clone",
         "clone3(2), seccomp(2)", [](Scene& scene) { return mounts_as_new_root(scene, "clone3"); }},
        {"keyrings", "use the kernel's keyrings, which know no namespace", 9,
         "the filter refuses keyctl", "keyctl(2), keyrings(7), CVE-2016-0728",
         [](Scene& scene) {
             const auto answer = scene.host_must({"keyctl"});
             return scene.attempt({"keyctl"}) == answer;
         }},
        {"personality", "switch off address randomisation for a program", 9,
         "the filter lets only harmless arguments of personality pass",
         "personality(2), seccomp(2)",
         [](Scene& scene) {
             scene.attempt({"personality"});
             return randomisation_is_off(scene);
         }},
        {"32-bit", "the same through the system calls of 32-bit programs, by int 0x80", 9,
         "the filter looks at the architecture before the number", "seccomp(2), syscall(2)",
         [](Scene& scene) {
             scene.host_must({"personality32"});
             scene.attempt({"personality32"});
             return randomisation_is_off(scene);
         }},
        {"type-on-terminal", "type a command on the terminal of who started the container", 9,
         "the filter refuses ioctl with TIOCSTI", "ioctl_tty(2), CVE-2017-5226",
         [](Scene& scene) {
             if (scene.host({"try", "read", "/proc/sys/dev/tty/legacy_tiocsti"}) == "did: 0")
                 throw NotApplicable{
                     "dev.tty.legacy_tiocsti is 0: this kernel keeps TIOCSTI for "
                     "CAP_SYS_ADMIN, so chapter 08 ends it here"};
             const auto command = scene.word();
             scene.attempt({"type", command});
             return scene.typed() == command;
         }},
        {"io-uring", "make system calls through io_uring, past any filter", 9,
         "the filter refuses io_uring_setup: what the kernel does for a ring it never sees",
         "io_uring_setup(2), seccomp(2)",
         [](Scene& scene) {
             scene.host_must({"io-uring"});
             scene.attempt({"io-uring"});
             return scene.attacker_holds("anon_inode:[io_uring]");
         }},
    };
}

}  // namespace matrix
