// SPDX-License-Identifier: MIT
// Chapter 02: process numbers of its own, and a /proc that tells the truth.
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <sstream>

using namespace support;
namespace fs = std::filesystem;

namespace {

const char* const lesson = "chapters/02-pid/README.md, ";

}  // namespace

TEST_CASE("02 pid: the command is process 1", "[02+]") {
    judge(
        {"02.pid-1",
         {"00.runs"},
         "unshare(CLONE_NEWPID) does not move the caller: only a child is born in the namespace.",
         std::string{lesson} + "Process numbers; pid_namespaces(7)"},
        [] {
            Box box;
            expect_contains("the ids inside", box.output({"/bin/probe", "ids"}), "pid 1\nppid 0\n");
        });
}

TEST_CASE("02 pid: it is in a PID namespace of its own", "[02+]") {
    judge({"02.namespace",
           {"02.pid-1"},
           "What looks like pid 1 may be a trick; the kernel's name of the namespace is not.",
           std::string{lesson} + "Process numbers; namespaces(7)"},
          [] {
              Box box;
              const auto live = box.serve();
              const auto probe = live->probe();
              const auto outside = fs::read_symlink(fmt::format("/proc/{}/ns/pid", live->pid()));
              expect(probe.proc_link("ns/pid") != outside.native(),
                     "the command's namespace is that of the program that runs it", "another one");
          });
}

TEST_CASE("02 pid: no host process can be seen or signalled", "[02+]") {
    judge({"02.host-processes",
           {"02.pid-1"},
           "Root inside could otherwise kill everything outside.",
           std::string{lesson} + "Process numbers; pid_namespaces(7), kill(2)"},
          [] {
              Box box;
              const auto live = box.serve();
              auto probe = live->probe();
              probe.ask({"ids"});
              // Nothing but itself: each number up to those that the host hands out is free.
              for (int pid = 2; pid < 200; ++pid)
                  expect_contains(fmt::format("the answer to kill({}, 0)", pid),
                                  probe.try_ask({"kill", std::to_string(pid), "0"}),
                                  "No such process");
          });
}

TEST_CASE("02 pid: /proc shows the container's processes and no others", "[02+]") {
    judge(
        {"02.proc",
         {"02.pid-1"},
         "A procfs belongs to the PID namespace of whoever mounts it: mounted too early, it shows "
         "the host's processes.",
         std::string{lesson} + "A /proc that tells the truth; proc(5)"},
        [] {
            Box box;
            expect_equal("the processes in /proc", box.output({"/bin/probe", "processes"}),
                         "1 R probe\n");
            expect_equal("/proc/1/comm", box.output({"/bin/probe", "comm", "1"}), "probe\n");
        });
}

TEST_CASE("02 pid: /proc is mounted as safely as it can be", "[02+]") {
    judge({"02.proc-flags",
           {"02.proc"},
           "Nothing in /proc should ever be a device, a program, or give rights.",
           std::string{lesson} + "A /proc that tells the truth; mount(2), MS_NOSUID"},
          [] {
              Box box;
              std::istringstream mounts{box.output({"/bin/probe", "mounts"})};
              std::string flags;
              for (std::string line; std::getline(mounts, line);)
                  if (line.find(" /proc ") != std::string::npos &&
                      line.find(" - proc ") != std::string::npos)
                      flags = line;
              for (const char* flag : {"nosuid", "nodev", "noexec"})
                  expect_contains("the mount of /proc", flags, flag);
          });
}

TEST_CASE("02 pid: /proc is gone again afterwards", "[02],[03]") {
    judge(
        {"02.proc-gone",
         {"02.proc"},
         "Until chapter 04 the mount is the host's as well: a /proc of a namespace that has ended "
         "is an empty directory that nobody can remove.",
         std::string{lesson} + "A /proc that tells the truth; umount(2)"},
        [] {
            Box box;
            for (const auto& command : std::vector<Words>{{"/bin/true"}, {"/bin/nothing"}}) {
                const auto outcome = box.run({{}, command});
                expect_lacks("what is left behind", outcome.left, "+ mount");
            }
            expect(fs::is_empty(box.rootfs() / "proc"), "rootfs/proc has files on the host",
                   "it is empty again");
        });
}

TEST_CASE("02 pid: a rootfs whose proc is a symlink harms nobody", "[02+]") {
    judge({"02.proc-symlink",
           {"02.proc"},
           "Whoever made the rootfs chose where its links lead; on the host they lead elsewhere "
           "(CVE-2019-19921).",
           std::string{lesson} + "A /proc that tells the truth; path_resolution(7)"},
          [] {
              Box box;
              const auto target = box.directory() / "target";
              fs::create_directory(target);
              write_file(target / "mark", "host");
              fs::remove(box.rootfs() / "proc");
              fs::create_symlink(target, box.rootfs() / "proc");
              const auto live = box.serve();
              std::string changes;
              try {
                  const auto probe = live->probe();  // it runs for as long as we hold it
                  changes = difference(live->before(), live->stage().snapshot());
              } catch (const Unmet&) {  // refusing such a rootfs is right, too
              }
              expect_lacks("the host's mounts while it runs", changes,
                           "+ mount " + target.native());
          });
}

TEST_CASE("02 pid: a rootfs is one container's at a time", "[02],[03]") {
    judge({"02.alone",
           {"02.proc"},
           "Without a mount namespace both containers would see the /proc that was mounted last.",
           std::string{lesson} + "One at a time"},
          [] {
              Box box;
              const auto live = box.serve();
              auto probe = live->probe();
              const auto second = box.run({{}, {"/bin/true"}});
              expect_equal("the exit status of a second container", second.exit_status, 125);
              expect_contains("stderr", second.err, "in use");
              expect_equal("the first one's processes", probe.ask({"processes"}), "1 R probe\n");
          });
}
