// SPDX-License-Identifier: MIT
// Chapter 00: the program is started as a fresh program expects it, and its end is told truly.
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"
#include "sys/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <csignal>
#include <filesystem>

using namespace support;

TEST_CASE("00 process: the command runs", "[00+]") {
    judge({"00.runs",
           {},
           "Everything else is built on a process that starts and ends.",
           "chapters/00-process/README.md, Spawn; clone(2), execve(2)"},
          [] {
              Box box;
              const auto word = random_word();
              expect_equal("the output", box.output({"/bin/probe", "args", word}),
                           "1\n[" + word + "]\n");
          });
}

TEST_CASE("00 process: its exit status is ours", "[00+]") {
    judge(
        {"00.exit-status",
         {"00.runs"},
         "Scripts and supervisors decide by it. waitid(2) packs how a process ended together with "
         "its status; only the status is the program's.",
         "chapters/00-process/README.md, Exit status; waitid(2)"},
        [] {
            Box box;
            for (const int status : {0, 1, random_number(2, 125), 255}) {
                const auto outcome = box.run({{}, {"/bin/probe", "exit", std::to_string(status)}});
                expect_equal("the exit status", outcome.exit_status, status);
            }
        });
}

TEST_CASE("00 process: a command ended by signal N is 128+N", "[00],[01]") {
    judge({"00.signal-status",
           {"00.exit-status"},
           "A killed program has no exit status; 0 would say that all went well. Shells say 128+N.",
           "chapters/00-process/README.md, Exit status; waitid(2), si_code"},
          [] {
              Box box;
              for (const int signal : {SIGKILL, SIGSEGV, SIGTERM, SIGUSR1}) {
                  const auto outcome = box.run({{}, {"/bin/probe", "die", std::to_string(signal)}});
                  expect_equal("the exit status", outcome.exit_status, 128 + signal);
              }
          });
}

TEST_CASE("00 process: a command that does not exist is 127, and says so", "[00+]") {
    judge({"00.not-found",
           {"00.exit-status"},
           "Callers tell by 127 that nothing ran at all. A child that goes on in the parent's code "
           "after a failed execve(2) runs everything twice.",
           "chapters/00-process/README.md, Exit status; execve(2), ERRORS"},
          [] {
              Box box;
              for (const auto& name : {"/bin/" + random_word(), random_word()}) {
                  const auto outcome = box.run({{}, {name, "x"}});
                  expect_equal("the exit status of a missing command", outcome.exit_status, 127);
                  expect_equal("stdout", outcome.out, "");
                  expect_contains("stderr", outcome.err, name);
              }
          });
}

TEST_CASE("00 process: a file that cannot be executed is 126, and says so", "[00+]") {
    judge(
        {"00.cannot-execute",
         {"00.not-found"},
         "It is there but it is no program: another mistake than a wrong name, with another cure.",
         "chapters/00-process/README.md, Exit status; execve(2), EACCES, ENOEXEC"},
        [] {
            Box box;
            write_file(box.rootfs() / "etc/data", "no program\n");
            write_file(box.rootfs() / "bin/garbage", "\x01\x02\x03");
            std::filesystem::permissions(box.rootfs() / "bin/garbage",
                                         std::filesystem::perms{0755});
            for (const auto* name : {"/etc/data", "/etc", "/bin/garbage"}) {
                const auto outcome = box.run({{}, {name}});
                expect_equal(fmt::format("the exit status of {}", name), outcome.exit_status, 126);
                expect_contains("stderr", outcome.err, name);
            }
        });
}

TEST_CASE("00 process: a script whose interpreter is missing says which", "[00+]") {
    judge(
        {"00.interpreter",
         {"00.not-found"},
         "execve(2) says ENOENT about the interpreter, which reads as if the script were missing.",
         "chapters/00-process/README.md, Exit status; execve(2), Interpreter scripts"},
        [] {
            Box box;
            const auto interpreter = "/opt/" + random_word();
            write_file(box.rootfs() / "bin/script", "#!" + interpreter + "\n");
            std::filesystem::permissions(box.rootfs() / "bin/script", std::filesystem::perms{0755});
            const auto outcome = box.run({{}, {"/bin/script"}});
            expect_equal("the exit status", outcome.exit_status, 127);
            expect_contains("stderr", outcome.err, interpreter);
        });
}

TEST_CASE("00 process: we wait until it ends", "[00+]") {
    judge({"00.waits",
           {"00.runs"},
           "A caller that gets its prompt back believes that the work is done.",
           "chapters/00-process/README.md, Wait; waitid(2)"},
          [] {
              Box box;
              const auto outcome = box.run({{}, {"/bin/sh", "-c", "sleep 0.5; echo done; exit 3"}});
              expect_equal("the output", outcome.out, "done\n");
              expect_equal("the exit status", outcome.exit_status, 3);
          });
}

TEST_CASE("00 process: every argument arrives as it was", "[00+]") {
    judge({"00.arguments",
           {"00.runs"},
           "An argument that is split, lost or joined makes another command of it.",
           "chapters/00-process/README.md, Execute; execve(2), argv"},
          [] {
              Box box;
              const auto word = random_word();
              const auto out =
                  box.output({"/bin/probe", "args", word, "b  c", "", "-x", "*", "$HOME"});
              expect_equal("what the program got", out,
                           "6\n[" + word + "]\n[b  c]\n[]\n[-x]\n[*]\n[$HOME]\n");
          });
}

TEST_CASE("00 process: the environment is the container's", "[00+]") {
    judge({"00.environment",
           {"00.runs"},
           "What the caller exports are the host's secrets and the host's paths.",
           "chapters/00-process/README.md, Execute; environ(7)"},
          [] {
              Box box;
              const auto secret = random_word(), value = random_word();
              Launch launch{{"-e", "GIVEN=" + value, "-e", "PASSED", "-e", "EMPTY="},
                            {"/bin/probe", "env"}};
              launch.environment = {"SECRET=" + secret, "PASSED=" + value + "2"};
              const auto outcome = box.run(launch);
              expect_equal("the exit status", outcome.exit_status, 0);
              expect_lacks("the environment inside", outcome.out, secret);
              for (const auto& line : {"PATH=/", "HOME=/root\n", "TERM=", "HOSTNAME=", "EMPTY=\n"})
                  expect_contains("the environment inside", outcome.out, line);
              expect_contains("the environment inside", outcome.out, "GIVEN=" + value + "\n");
              expect_contains("the environment inside", outcome.out, "PASSED=" + value + "2\n");
          });
}

TEST_CASE("00 process: a name without a slash is looked up in the container's PATH", "[00+]") {
    judge({"00.path",
           {"00.environment"},
           "execvp(3) searches the caller's PATH: on the host, for files that the container lacks.",
           "chapters/00-process/README.md, Execute; execvp(3), environ(7)"},
          [] {
              Box box;
              const auto name = random_word();
              std::filesystem::create_directory(box.rootfs() / "odd");
              std::filesystem::create_symlink("../bin/busybox", box.rootfs() / "odd" / "echo");
              std::filesystem::copy(box.rootfs() / "bin/probe", box.rootfs() / "odd" / name);
              const auto path = inside(box.rootfs(), "/none") + ":" + inside(box.rootfs(), "/odd");
              const auto out = box.output({name, "args", "x"}, {"-e", "PATH=" + path});
              expect_equal("the output", out, "1\n[x]\n");
          });
}

TEST_CASE("00 process: it inherits descriptors 0, 1 and 2 and no other", "[00+]") {
    judge({"00.descriptors",
           {"00.runs"},
           "A descriptor of a host directory is a way out of every later layer (CVE-2024-21626).",
           "chapters/00-process/README.md, Execute; close_range(2), open(2), O_CLOEXEC"},
          [] {
              Box box;
              const sys::Fd directory{::open("/", O_RDONLY | O_DIRECTORY)};
              const sys::Fd high{::fcntl(directory.get(), F_DUPFD, 250)};
              Launch launch{{}, {"/bin/probe", "fds"}};
              launch.leaked = {directory.get(), high.get()};
              const auto outcome = box.run(launch);
              expect_equal("the open descriptors", outcome.out, "0\n1\n2\n");
          });
}

TEST_CASE("00 process: signals are as a fresh program expects them", "[00+]") {
    judge(
        {"00.signals-reset",
         {"00.runs"},
         "execve(2) keeps the mask and what is ignored: a program that inherits a blocked SIGTERM "
         "cannot be stopped, one that ignores SIGPIPE never notices a closed pipe.",
         "chapters/00-process/README.md, Execute; signal(7), execve(2)"},
        [] {
            Box box;
            Launch launch{{}, {"/bin/probe", "signals"}};
            launch.caller = {"--block", "15", "--block", "40", "--ignore", "13", "--ignore", "1"};
            const auto outcome = box.run(launch);
            expect_equal("the signals inside", outcome.out, "blocked:\nignored:\n");
        });
}

TEST_CASE("00 process: stdin, stdout and stderr pass byte for byte", "[00+]") {
    judge({"00.streams",
           {"00.runs"},
           "A container is a stage of a pipeline like any other program.",
           "chapters/00-process/README.md, Execute"},
          [] {
              Box box;
              std::string bytes;
              while (bytes.size() < 300'000) bytes += static_cast<char>(random_number(0, 255));
              Launch launch{{"-i"}, {"/bin/sh", "-c", "echo e1 >&2; cat; echo e2 >&2"}};
              launch.input = bytes;
              const auto outcome = box.run(launch);
              expect(outcome.out == bytes,
                     fmt::format("{} bytes came out, or other ones", outcome.out.size()),
                     fmt::format("the {} bytes that went in", bytes.size()));
              expect_equal("stderr", outcome.err, "e1\ne2\n");
          });
}

TEST_CASE("00 process: it starts in the working directory that was asked for", "[00+]") {
    judge({"00.workdir",
           {"00.runs"},
           "Relative paths in the command mean nothing without it.",
           "chapters/00-process/README.md, Execute; chdir(2)"},
          [] {
              Box box;
              const auto name = random_word();
              std::filesystem::create_directory(box.rootfs() / name);
              const auto place = inside(box.rootfs(), "/" + name);
              expect_equal("the working directory", box.output({"/bin/pwd"}, {"-w", place}),
                           place + "\n");
              const auto outcome = box.run({{"-w", "/" + random_word()}, {"/bin/true"}});
              expect_equal("the exit status for a missing one", outcome.exit_status, 125);
          });
}

TEST_CASE("00 process: signals reach it", "[00+]") {
    judge({"00.forwards",
           {"00.runs"},
           "Who stops a container signals the program that runs it; the command inside must hear.",
           "chapters/00-process/README.md, Signals; pidfd_send_signal(2), sigwaitinfo(2)"},
          [] {
              Box box;
              const auto live = box.serve();
              auto probe = live->probe();
              probe.ask({"record"});
              for (const int signal :
                   {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGWINCH}) {
                  live->signal(signal);
                  const auto arrived = [&] {
                      return (" " + probe.ask({"recorded"})).find(fmt::format(" {} ", signal)) !=
                             std::string::npos;
                  };
                  expect(
                      eventually(arrived, 2),
                      fmt::format("signal {} was sent to the program and did not arrive", signal),
                      "the command inside receives it");
              }
              const int status = random_number(1, 100);
              probe.leave(status);
              expect_equal("the exit status afterwards", live->wait().exit_status, status);
          });
}

TEST_CASE("00 process: SIGTERM ends a command that does not handle it", "[00],[01]") {
    judge({"00.term",
           {"00.forwards"},
           "That is what SIGTERM is for; the status must say so.",
           "chapters/00-process/README.md, Signals; signal(7)"},
          [] {
              Box box;
              const auto live = box.serve();
              const auto probe = live->probe();
              live->signal(SIGTERM);
              expect_equal("the exit status", live->wait().exit_status, 128 + SIGTERM);
          });
}

TEST_CASE("00 process: a caller that ignores SIGCHLD still gets the status", "[00+]") {
    judge({"00.sigchld-ignored",
           {"00.exit-status"},
           "With SIGCHLD ignored the kernel reaps for us, and the status is lost.",
           "chapters/00-process/README.md, Signals; waitid(2), NOTES"},
          [] {
              Box box;
              Launch launch{{}, {"/bin/probe", "exit", "9"}};
              launch.caller = {"--ignore", std::to_string(SIGCHLD)};
              expect_equal("the exit status", box.run(launch).exit_status, 9);
          });
}

TEST_CASE("00 process: killing us kills it", "[00+]") {
    judge({"00.killed",
           {"00.runs"},
           "A container that nobody holds any more runs on unseen.",
           "chapters/00-process/README.md, The contract; PR_SET_PDEATHSIG in prctl(2)"},
          [] {
              Box box;
              const auto live = box.serve();
              const auto probe = live->probe();
              live->signal(SIGKILL);
              const auto gone = [&] {
                  try {
                      return probe.proc_file("status").find("State:\tZ") != std::string::npos;
                  } catch (const sys::SysError&) {  // ENOENT, or ESRCH while it goes
                      return true;
                  }
              };
              expect(eventually(gone, 5), "the command still runs after its runtime was killed",
                     "it ended");
          });
}

TEST_CASE("00 process: the command has the default umask", "[00+]") {
    judge({"00.umask",
           {"00.runs"},
           "The caller's umask would decide who may read the container's files.",
           "chapters/00-process/README.md, Execute; umask(2)"},
          [] {
              Box box;
              Launch launch{{}, {"/bin/probe", "ids"}};
              launch.caller = {"--umask", "077"};
              expect_contains("the ids inside", box.run(launch).out, "umask 022\n");
          });
}
