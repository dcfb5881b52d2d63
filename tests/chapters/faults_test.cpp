// SPDX-License-Identifier: MIT
// What no other test finds: each system call that makes the container fails in turn, for every time
// that it is made. The program must say which call it was, and leave nothing behind.
#include "chapters/faults.hpp"
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

using namespace support;
namespace fs = std::filesystem;

namespace {

struct Fault {
    const char* calls;  ///< As strace(1) names them: alternatives of one another.
    const char* word;   ///< What the message must name.
    int since;          ///< The first chapter that makes the call.
};

const std::vector<Fault> faults = {
    {"clone3,clone,fork,vfork", "", 0},  // clone or fork: whichever was used
    {"chroot", "chroot", 1},
    {"mount", "mount", 2},
    {"sethostname", "sethostname", 3},
    {"setdomainname", "setdomainname", 3},
    {"pivot_root", "pivot_root", 4},
    {"umount2", "umount", 4},  // earlier it only cleans up, and there is nobody left to help
    {"fsopen", "fsopen", 4},
    {"fsconfig", "fsconfig", 4},
    {"fsmount", "fsmount", 4},
    {"open_tree", "open_tree", 4},
    {"mount_setattr", "mount_setattr", 4},
    {"move_mount", "move_mount", 4},
    {"mknodat,mknod", "mknod", 4},
    {"symlinkat,symlink", "symlink", 4},
    {"mkdirat,mkdir", "mkdir", 2},
    {"write", "write", 2},
};

/// The mount points inside, without those of devices: made, or bound from the host's, they do.
std::string facts_of(const std::string& mountinfo) {
    std::istringstream lines{mountinfo};
    std::string facts;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        std::string id, parent, device, root, point;
        words >> id >> parent >> device >> root >> point;
        if (point != "/dev" + root) facts += point + "\n";
    }
    return facts;
}

void expect_survives(Box& box, const Fault& fault, const Launch& launch) {
    const auto tree = describe_tree(box.rootfs()), entries = describe_entries(box.rootfs());
    const auto healthy = facts_of(box.run(launch).out);
    for (int time = 1; time < 100; ++time) {
        const auto outcome = run_with_fault(box, launch, fault.calls, time);
        if (!outcome) break;
        const auto what = fmt::format("with call {} of {} failing, ", time, fault.calls);
        expect_equal(what + "what is left behind", outcome->left, "");
        expect_equal(what + "the change of the rootfs",
                     difference(entries, describe_entries(box.rootfs())), "");
        // A program may know another way, as long as the container is the same.
        const bool recovered = outcome->exit_status == 0 && facts_of(outcome->out) == healthy;
        if (!recovered) {
            expect_equal(what + "the exit status", outcome->exit_status, 125);
            // Where write fails, so does the one that would say it.
            if (std::string_view{fault.calls} == "write" && outcome->err.empty()) continue;
            expect_contains(what + "stderr", outcome->err, fault.word);
            expect_contains(what + "stderr", outcome->err, "Operation not permitted");
        }
    }
    expect_equal(fmt::format("after {} has failed, the change of the rootfs", fault.calls),
                 difference(tree, describe_tree(box.rootfs())), "");
}

}  // namespace

TEST_CASE("contract: whichever call fails, it is named and nothing is left", "[00+]") {
    judge({"contract.faults",
           {"contract.clean", "00.runs"},
           "A call whose failure is not noticed is a layer that is not there.",
           "chapters/00-process/README.md, The contract; strace(1), Tampering"},
          [] {
              for (const auto& fault : faults) {
                  if (fault.since > subject().chapter) continue;
                  Box box;
                  Launch launch{{}, {"/bin/true"}};
                  if (subject().chapter >= 2) launch.command = {"/bin/probe", "mounts"};
                  if (subject().chapter >= 3) launch.options = {"--domainname", "domain"};
                  // Chapter 05's own to lose; for the others it is a second program for each start.
                  if (subject().chapter > 5)
                      launch.options.insert(launch.options.end(), {"--network", "none"});
                  // Without these, mount points must be made, and noted.
                  for (const char* name : {"proc", "sys", "dev"})
                      if (subject().chapter >= 2) fs::remove(box.rootfs() / name);
                  if (std::string_view{fault.calls} == "write") launch.command = {"/bin/true"};
                  expect_survives(box, fault, launch);
              }
          });
}
