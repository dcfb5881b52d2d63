// SPDX-License-Identifier: MIT
#include "container/users/empty_namespace.hpp"

#include "container/users/maps.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstddef>

namespace container::users {
namespace {

/// A namespace begins with a process in it.
class Inhabitant {
public:
    Inhabitant()
        : pid_{sys::check(
              // In our memory, CLONE_VM: to copy the page tables would take longer than all else.
              // So it must touch nothing of it but its own stack.
              ::clone(wait_for_the_end, stack_.data() + stack_.size(),
                      CLONE_NEWUSER | CLONE_VM | SIGCHLD, nullptr),
              "clone CLONE_NEWUSER")} {}
    Inhabitant(const Inhabitant&) = delete;
    ~Inhabitant() {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }

    Path file(const char* name) const { return fmt::format("/proc/{}/{}", pid_, name); }

private:
    static int wait_for_the_end(void*) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (;;) ::pause();
    }

    alignas(std::max_align_t) std::array<std::byte, 16384> stack_;
    pid_t pid_;
};

}  // namespace

sys::Fd empty_namespace(const UserNamespace& with) {
    const Inhabitant inhabitant;
    sys::write_file(inhabitant.file("gid_map"), text(with.gid_mappings));
    sys::write_file(inhabitant.file("uid_map"), text(with.uid_mappings));
    return sys::open(inhabitant.file("ns/user"), O_RDONLY);
}

}  // namespace container::users
