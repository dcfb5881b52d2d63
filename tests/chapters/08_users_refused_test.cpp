// SPDX-License-Identifier: MIT
// Chapter 08: what is refused, and that no failure is passed over.
#include "chapters/faults.hpp"
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/08-users/README.md, ";

void expect_refused(Box& box, const Words& options, const std::string& part) {
    const auto outcome = box.run({offline(options), {"/bin/echo", "ran"}});
    const auto what = command_line(options);
    expect_equal(what + ": the exit status", outcome.exit_status, 125);
    expect_contains(what + ": stderr", outcome.err, part);
    expect_equal(what + ": the lines of stderr",
                 std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1);
    expect_equal(what + ": stdout", outcome.out, "");
    expect_equal(what + ": what is left behind", outcome.left, "");
}

struct Fault {
    const char* calls;  ///< As strace(1) names them: alternatives of one another.
    Words options;
    const char* error = "EPERM";
    const char* reason = "Operation not permitted";
};

/// Without these the container would be less of one, and nobody would know.
const std::vector<Fault> faults = {
    {"setgroups", {}},
    {"setresgid,setgid,setregid,setfsgid", {"--user", "1234:2345"}},
    {"setresuid,setuid,setreuid,setfsuid", {"--user", "1234:2345"}},
    {"capset", {}},
    {"capset", {"--user", "1234", "--cap-add", "SYS_TIME"}},
    {"prctl", {"--user", "1234", "--cap-add", "SYS_TIME"}},
    {"keyctl", {}},
    {"prlimit64,setrlimit", {"--ulimit", "nofile=100:200"}},
    {"open_tree", {}},
    {"mount_setattr", {}, "ENOMEM", "Cannot allocate memory"},  // EPERM: a file system without maps
    {"move_mount", {}},
    {"clone3,clone,fork,vfork,unshare", {}},
    {"setns", {}},
    {"write", {}},
};

/// What the container is, in the order of /proc/PID/status; not what differs each time.
std::string facts_of(const std::string& said) {
    std::istringstream lines{said};
    std::string facts;
    for (std::string line; std::getline(lines, line);)
        for (const char* name : {"Gid", "Groups", "NoNewPrivs", "Cap", "Max open files"})
            if (line.starts_with(name)) facts += line + "\n";
    return facts;
}

/// The probe does nothing else that could fail.
Launch launch_with(const Fault& fault) {
    const bool limits = !fault.options.empty() && fault.options[0] == "--ulimit";
    return {offline(fault.options),
            {"/bin/probe", "read", limits ? "/proc/self/limits" : "/proc/self/status"}};
}

void expect_no_failure_passed_over(Box& box, const Fault& fault) {
    const auto tree = describe_tree(box.rootfs());
    const auto healthy = facts_of(box.run(launch_with(fault)).out);
    expect(!healthy.empty(), "a container says nothing of itself", "its status");
    for (int time = 1; time < 200; ++time) {
        const auto outcome =
            run_with_fault(box, launch_with(fault), fault.calls, time, fault.error);
        if (!outcome) return;
        const auto what = fmt::format("with call {} of {} failing and {}, ", time, fault.calls,
                                      command_line(fault.options));
        expect_equal(what + "what is left behind", outcome->left, "");
        expect_equal(what + "the change of the rootfs",
                     difference(tree, describe_tree(box.rootfs())), "");
        // A program may know another way, as long as the container is the same.
        if (outcome->exit_status == 0 && facts_of(outcome->out) == healthy) continue;
        const bool of_command = std::string_view{fault.calls} == "write" &&
                                outcome->exit_status == 1;  // the probe's own
        if (of_command) continue;
        expect_equal(what + "the exit status", outcome->exit_status, 125);
        // Where write fails, so does the one that would say it, and chapter 09's library says
        // ECANCELED for all that it could not write.
        if (std::string_view{fault.calls} == "write" &&
            (outcome->err.empty() || outcome->err.find("Operation canceled") != std::string::npos))
            continue;
        expect_contains(what + "stderr", outcome->err, fault.reason);
        expect_equal(what + "the lines of stderr",
                     std::count(outcome->err.begin(), outcome->err.end(), '\n'), 1);
    }
}

}  // namespace

TEST_CASE("08 users: a user, a group or a limit that cannot be is refused in one line", "[08+]") {
    judge({"08.bad-process",
           {"08.ids"},
           "What was meant is not what would run.",
           lesson + "Exit status"},
          [] {
              Box box;
              for (const std::string user : {"-1", "4294967295", "4294967296", "1:-1", "1:2:3",
                                             "0x10", "99999999999999999999"})
                  expect_refused(box, {"--user", user}, user.substr(user.rfind(':') + 1));
              // Its user namespace has 65536 ids, and these are none of them.
              for (const std::string id : {"65536", "4294967294"}) {
                  expect_refused(box, {"--user", id}, id);
                  expect_refused(box, {"--user", "0:" + id}, id);
                  expect_refused(box, {"--group-add", id}, id);
              }
              for (const std::string limit :
                   {"nofile", "nofile=", "nofile=x", "nofile=-5", "nofile=200:100", "nofile=1:2:3",
                    "=5", "nothing=1", "nofile=5x"})
                  expect_refused(box, {"--ulimit", limit}, limit);
              for (const std::string option :
                   {"nothing", "no-new-privileges=maybe", "no-new-privileges=", "=true"})
                  expect_refused(box, {"--security-opt", option}, option);
              expect_equal("the exit status of the highest user",
                           box.run({offline({"--user", "65535:65535"}), {"/bin/true"}}).exit_status,
                           0);
          });
}

TEST_CASE("08 users: a map that cannot be is refused in one line", "[08+]") {
    judge({"08.bad-map",
           {"08.map"},
           "The kernel says no more than EINVAL, and says it late.",
           lesson + "Exit status; user_namespaces(7), uid_map"},
          [] {
              Box box;
              for (const std::string map :
                   {"nothing", "0", "0:100000", "0:100000:", "0:100000:0", "a:b:c", "0:-1:5",
                    "0:100000:10:5", "0:100000:65536,", "0:100000:10,5:200000:10",
                    "0:100000:10,10:100005:10", "0:4294967290:10", "0:100000:4294967296"})
                  expect_refused(box, {"--userns", map}, map);
              expect_refused(box, {"--userns", "keep-id"}, "keep-id");
              // Root is there, and the user that was asked for is not.
              expect_refused(box, {"--userns", "0:100000:10", "--user", "10"}, "10");
          });
}

TEST_CASE("08 users: a volume whose file system has no maps is not left unmapped in silence",
          "[08+]") {
    judge({"08.bad-idmap",
           {"08.idmap-volume"},
           "Whoever asked for it relies on it.",
           lesson + "Volumes; mount_setattr(2), MOUNT_ATTR_IDMAP"},
          [] {
              Box box;
              const auto outcome =
                  box.run({offline({"-v", "/proc/sys:/mnt:idmap"}), {"/bin/ls", "/mnt"}});
              expect_contains("stderr", outcome.err, "/proc/sys");
              expect_equal("the lines of stderr",
                           std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1);
              expect_equal("what is left behind", outcome.left, "");
          });
}

TEST_CASE("08 users: a step that fails is the end, whichever it is", "[08+]") {
    judge({"08.faults",
           {"08.user-capabilities", "08.keyring", "08.ulimit", "contract.faults"},
           "A capability that could not be dropped is one that the container has.",
           lesson + "Exit status; strace(1), Tampering"},
          [] {
              for (const auto& fault : faults) {
                  Box box;
                  expect_no_failure_passed_over(box, fault);
              }
          });
}
