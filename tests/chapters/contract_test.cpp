// SPDX-License-Identifier: MIT
// What every program promises whatever happens: one clear line, the right status, nothing left.
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/later_layers.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <memory>
#include <vector>

using namespace support;
namespace fs = std::filesystem;

namespace {

/// The program refuses: that status, one line on stderr that names `part`, nothing left.
void expect_refusal(const Outcome& outcome, const std::string& what, int status,
                    const std::string& part) {
    expect_equal("the exit status for " + what, outcome.exit_status, status);
    const auto lines = std::count(outcome.err.begin(), outcome.err.end(), '\n');
    expect(lines == 1, fmt::format("for {}, stderr has {} lines: {}", what, lines, outcome.err),
           "one line that says what was wrong");
    expect_contains("stderr for " + what, outcome.err, part);
    expect_equal("stdout for " + what, outcome.out, "");
    expect_equal("what is left behind after " + what, outcome.left, "");
}

}  // namespace

TEST_CASE("contract: nothing is left behind", "[00+]") {
    judge(
        {"contract.clean",
         {"00.runs"},
         "A mount, a process or a file that stays is somebody else's problem tomorrow.",
         "chapters/00-process/README.md, The contract"},
        [] {
            Box box;
            const auto before = describe_tree(box.rootfs());
            for (const auto& command : std::vector<Words>{
                     {"/bin/true"}, {"/bin/false"}, {"/bin/nothing"}, {"/bin/probe", "die", "9"}}) {
                const auto outcome = box.run({{}, command});
                expect_equal("what is left behind", outcome.left, "");
                expect(
                    describe_tree(box.rootfs()) == before,
                    "the rootfs has changed:\n" + difference(before, describe_tree(box.rootfs())),
                    "the rootfs as it was");
            }
        });
}

TEST_CASE("contract: a wrong ROOTFS is refused in one line", "[00+]") {
    judge({"contract.rootfs",
           {"00.runs"},
           "The first thing a newcomer mistypes.",
           "chapters/00-process/README.md, The contract"},
          [] {
              Box box;
              const auto missing = (box.directory() / random_word()).native();
              Launch launch{{}, {"/bin/true"}};
              launch.rootfs = missing;
              expect_refusal(box.run(launch), "a missing ROOTFS", 125, missing);
              launch.rootfs = (box.rootfs() / "bin/busybox").native();
              expect_refusal(box.run(launch), "a file as ROOTFS", 125, "not a directory");
          });
}

TEST_CASE("contract: an empty ROOTFS has no command to run", "[01+]") {
    judge({"contract.empty-rootfs",
           {"00.not-found"},
           "The container has exactly the files of its rootfs: here, none.",
           "chapters/01-chroot/README.md, The contract"},
          [] {
              Box box;
              const auto empty = box.directory() / "empty";
              fs::create_directory(empty);
              Launch launch{{}, {"/bin/true"}};
              launch.rootfs = empty;
              expect_refusal(box.run(launch), "an empty ROOTFS", 127, "/bin/true");
              expect(fs::is_empty(empty), "the empty directory has files now", "it is still empty");
          });
}

TEST_CASE("contract: a mistyped command line is refused in one line", "[00+]") {
    judge({"contract.usage",
           {"00.runs"},
           "125 says that the runtime failed and the command never ran.",
           "chapters/00-process/README.md, The contract"},
          [] {
              Box box;
              Launch launch;
              const auto rootfs = box.rootfs().native();
              launch.line = {"run", "--" + random_word(), rootfs, "/bin/true"};
              expect_refusal(box.run(launch), "an unknown option", 125, "--");
              launch.line = {"run", rootfs};
              expect_refusal(box.run(launch), "a missing command", 125, "COMMAND");
              launch.line = {"run"};
              expect_refusal(box.run(launch), "a missing ROOTFS", 125, "ROOTFS");
              launch.line = {"run", "-e", "=x", rootfs, "/bin/true"};
              expect_refusal(box.run(launch), "a variable without a name", 125, "NAME");
              launch.line = {random_word()};
              expect_equal("the exit status for an unknown verb", box.run(launch).exit_status, 125);
          });
}

TEST_CASE("contract: -- ends the options, and is a word like any other after ROOTFS", "[00+]") {
    judge({"contract.mark",
           {"00.runs"},
           "Scripts write it where the next word may begin with a dash.",
           "chapters/00-process/README.md, The contract"},
          [] {
              Box box;
              const auto rootfs = box.rootfs().native();
              const auto word = random_word();
              const auto say = [&box](const Words& words) {
                  Launch launch;
                  launch.line = {"run"};
                  launch.line.insert(launch.line.end(), words.begin(), words.end());
                  const auto outcome = box.run(launch);
                  expect_equal("the exit status of " + command_line(words), outcome.exit_status, 0);
                  return outcome.out;
              };
              const auto echo = inside(box.rootfs(), "/bin/echo");
              expect_equal("what it says", say({"--", rootfs, echo, "--", word}),
                           "-- " + word + "\n");
              expect_equal("what it says without a mark of its own",
                           say({"-e", "A=b", rootfs, echo, word, "--", "-e"}), word + " -- -e\n");
              Launch launch;
              launch.line = {"run", "--" + word, "--", rootfs, "/bin/true"};
              expect_refusal(box.run(launch), "an unknown option before the mark", 125, word);
              launch.line = {"run", "--", "--" + word, "/bin/true"};
              expect_refusal(box.run(launch), "a missing ROOTFS after it", 125, word);
          });
}

TEST_CASE("contract: ROOTFS may be relative, and have odd letters", "[00+]") {
    judge({"contract.odd-paths",
           {"00.runs"},
           "Colons and commas mean something to mount options, spaces to shells.",
           "chapters/00-process/README.md, The contract"},
          [] {
              Box box;
              const auto odd = box.directory() / "a b:c,d\\e";
              copy_rootfs(odd);
              Launch launch{{}, {"/bin/probe", "exit", "6"}};
              if (subject().chapter == 0) launch.command[0] = "probe";
              launch.options = {"-e", "PATH=" + inside(odd, "/bin")};
              launch.rootfs = odd;
              if (subject().chapter > 0) expect_equal("the status", box.run(launch).exit_status, 6);
              launch = {{}, {"/bin/probe", "exit", "8"}};
              launch.caller = {"--cwd", box.directory().native()};
              launch.rootfs = "./rootfs";
              expect_equal("the exit status for a relative ROOTFS", box.run(launch).exit_status, 8);
          });
}

TEST_CASE("contract: an argument list over the limit is refused in one line", "[00+]") {
    judge({"contract.too-long",
           {"00.cannot-execute"},
           "What just fits when we are started may be too much for the command, which has a longer "
           "environment.",
           "chapters/00-process/README.md, The contract; execve(2), Limits on size of arguments"},
          [] {
              Box box;
              // With a small stack the limit is 128 KiB: the longest list that reaches us is
              // sought, first in large steps, which the shell ends with a message of its own.
              Launch launch{{}, {"/bin/true"}};
              launch.caller = {"--cwd", box.directory()};
              launch.rootfs = "rootfs";
              launch.wrapper = {
                  "/bin/sh", "-c",
                  // The program's own path counts, too: a long one would be over first, and so
                  // would what keeps later layers off.
                  "ln -s \"$1\" p; for command; do :; done; unset PATH; ulimit -s 512; n=129000; "
                  "step=200; while :; do error=$(./p run rootfs \"$command\" $(/usr/bin/head -c $n "
                  "/dev/zero | /usr/bin/tr '\\0' x) 2>&1); "
                  "status=$?; case $error in *'true: Argument list too long'*) echo \"$error\"; "
                  "exit $status;; esac; if [ $status != 0 ]; then [ $step = 200 ] || "
                  "{ echo \"$error\"; exit 1; }; n=$((n-step)); step=8; fi; n=$((n+step)); done",
                  "sh"};
              const auto outcome = box.run(launch);
              expect_equal("the exit status", outcome.exit_status, 126);
              expect_equal("the lines it says",
                           std::count(outcome.out.begin(), outcome.out.end(), '\n'), 1);
          });
}

/// From chapter 07 on, it is root in a user namespace of its own.
TEST_CASE("contract: a normal user is told to be root", "[01][02][03][04][05][06]") {
    judge({"contract.not-root",
           {"00.runs"},
           "EPERM alone does not say whose mistake it was.",
           "chapters/01-chroot/README.md, The contract; capabilities(7)"},
          [] {
              Box box;
              // A copy: the build may be in a home directory that nobody else may enter.
              const auto program = box.directory() / subject().program.filename();
              fs::copy_file(subject().program, program);
              Launch launch{{}, {"/bin/true"}};
              launch.caller = {"--uid", "65534"};
              launch.wrapper = {"/bin/sh", "-c", "program=$0; shift; exec \"$program\" \"$@\"",
                                program};
              const auto outcome = box.run(launch);
              expect_equal("the exit status for a normal user", outcome.exit_status, 125);
              expect_contains("stderr", outcome.err, "are you root?");
              expect_equal("what is left behind", outcome.left, "");
          });
}

TEST_CASE("contract: a closed stdin, stdout or stderr does no harm", "[00+]") {
    judge({"contract.closed",
           {"00.descriptors"},
           "The next file opened gets the free number: a rootfs directory as the command's stdin.",
           "chapters/00-process/README.md, The contract; open(2)"},
          [] {
              Box box;
              for (const auto& closed : std::vector<Words>{
                       {"--close", "0"}, {"--close", "2"}, {"--close", "0", "--close", "2"}}) {
                  Launch launch{{}, {"/bin/probe", "fds"}};
                  launch.caller = closed;
                  const auto outcome = box.run(launch);
                  expect_equal("the exit status", outcome.exit_status, 0);
                  expect_equal("the open descriptors", outcome.out, "0\n1\n2\n");
              }
              Launch launch{{}, {"/bin/probe", "exit", "5"}};
              launch.caller = {"--close", "0", "--close", "1", "--close", "2"};
              expect_equal("the exit status", box.run(launch).exit_status, 5);
          });
}

TEST_CASE("contract: a full stderr does not change the exit status", "[00+]") {
    judge({"contract.full-stderr",
           {"00.not-found"},
           "The message is lost then; the status is all that the caller has.",
           "chapters/00-process/README.md, Exit status; full(4)"},
          [] {
              Box box;
              Launch launch{{}, {"/bin/nothing"}};
              launch.wrapper = {"/bin/sh", "-c", "exec \"$@\" 2>/dev/full", "sh"};
              expect_equal("the status of a missing command", box.run(launch).exit_status, 127);
              launch.rootfs = box.directory() / "missing";
              expect_equal("the status of a missing ROOTFS", box.run(launch).exit_status, 125);
          });
}

TEST_CASE("contract: a deleted working directory does no harm", "[00+]") {
    judge({"contract.deleted-cwd",
           {"00.runs"},
           "A caller may stand in a directory that is gone.",
           "chapters/00-process/README.md, The contract; getcwd(3)"},
          [] {
              Box box;
              Launch launch{{}, {"/bin/probe", "exit", "4"}};
              launch.caller = {"--deleted-cwd"};
              if (subject().chapter == 0) launch.options = {"-w", "/"};
              const auto outcome = box.run(launch);
              expect_equal("the exit status", outcome.exit_status, 4);
          });
}

TEST_CASE("contract: the next run sweeps what a killed one left", "[01+]") {
    judge({"contract.sweep",
           {"00.killed", "contract.clean"},
           "SIGKILL leaves no time to clean up: what is left must be found again.",
           "chapters/02-pid/README.md, The contract; signal(7)"},
          [] {
              Box box;
              for (const char* name : {"proc", "sys", "dev"}) fs::remove(box.rootfs() / name);
              const auto before = describe_tree(box.rootfs());
              // On one stage: the first run is killed, the second must clean up after both.
              const auto run = typed_run();
              const auto rootfs = command_line({box.rootfs()});
              const auto script = fmt::format(
                  "{0} {1} /bin/sleep 1000 & "
                  "for i in $(seq 500); do "
                  "  children=$(cat /proc/$!/task/$!/children); "
                  "  for c in $children; do "
                  "    grep -q sleep /proc/$c/comm && break 2; done; sleep 0.01; done; "
                  "kill -9 $!; wait $! 2>/dev/null; {0} {1} /bin/true",
                  run, rootfs);
              Launch launch{{}, {"/bin/true"}};
              launch.wrapper = {"/bin/sh", "-c", script};
              const auto outcome = box.run(launch);
              expect_equal("the exit status of the second run", outcome.exit_status, 0);
              expect_equal("what is left behind", outcome.left, "");
              expect_equal("the change of the rootfs",
                           difference(before, describe_tree(box.rootfs())), "");
          });
}

TEST_CASE("contract: a full disk is refused in one line", "[02+]") {
    judge({"contract.full-disk",
           {"contract.clean"},
           "A mount point that the rootfs lacks is noted before it is made, so that it can be "
           "removed even after a kill; without room for the note nothing is made.",
           "chapters/02-pid/README.md, The contract"},
          [] {
              Box box;
              fs::remove(box.rootfs() / "proc");
              const auto before = describe_tree(box.rootfs());
              Launch launch{{}, {"/bin/true"}};
              launch.wrapper = {
                  "/bin/sh", "-c",
                  "umount /run; mount -t tmpfs -o size=64k full /run && "
                  "dd if=/dev/zero of=/run/zeros bs=4k 2>/dev/null; "
                  "\"$@\"; status=$?; umount /run; mount -t tmpfs -o mode=755 run /run; "
                  "exit $status",
                  "sh"};
              const auto outcome = box.run(launch);
              expect_refusal(outcome, "a full /run", 125, "No space left");
              expect_equal("the change of the rootfs",
                           difference(before, describe_tree(box.rootfs())), "");
          });
}
