// SPDX-License-Identifier: MIT
// Chapter 02: what process 1 is for, and an init that does its job.
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <csignal>
#include <sstream>

using namespace support;

namespace {

const char* const lesson = "chapters/02-pid/README.md, ";

}  // namespace

TEST_CASE("02 pid: it can go on making processes", "[02+]") {
    judge(
        {"02.forks",
         {"02.pid-1"},
         "When a namespace's first process has ended, fork(2) in it is ENOMEM.",
         std::string{lesson} + "Process numbers; pid_namespaces(7)"},
        [] {
            Box box;
            expect_equal("the output", box.output({"/bin/probe", "fork", "5"}), "forked\n");
            expect_equal("the output", box.output({"/bin/sh", "-c", "true; true; echo $$"}), "1\n");
        });
}

TEST_CASE("02 pid: what it leaves in the background ends with it", "[02+]") {
    judge(
        {"02.background",
         {"02.pid-1"},
         "When process 1 ends the kernel kills the namespace; nothing of a container survives it.",
         std::string{lesson} + "Process numbers; pid_namespaces(7)"},
        [] {
            Box box;
            const auto outcome = box.run({{}, {"/bin/probe", "background"}});
            expect_equal("the exit status", outcome.exit_status, 0);
            expect_lacks("what is left behind", outcome.left, "+ process");
        });
}

TEST_CASE("02 pid: without --init, process 1 ignores what it does not handle", "[02+]") {
    judge({"02.pid-1-signals",
           {"00.forwards", "02.pid-1"},
           "The kernel protects process 1 from signals it has no handler for; that surprises "
           "everybody who runs a program as process 1, and is why --init exists.",
           std::string{lesson} + "Process 1; pid_namespaces(7)"},
          [] {
              Box box;
              const auto live = box.serve();
              auto probe = live->probe();
              live->signal(SIGTERM);
              live->signal(SIGUSR1);
              probe.ask({"ids"});
              probe.leave(7);
              expect_equal("the exit status", live->wait().exit_status, 7);
          });
}

TEST_CASE("02 pid: with --init, process 1 is ours and the command is not", "[02+]") {
    judge({"02.init",
           {"02.pid-1"},
           "The command then has the signals and the children of an ordinary process.",
           std::string{lesson} + "Process 1"},
          [] {
              Box box;
              const auto out = box.output({"/bin/probe", "ids"}, {"--init"});
              expect_contains("the ids inside", out, "ppid 1\n");
              const int status = random_number(1, 125);
              const auto outcome =
                  box.run({{"--init"}, {"/bin/probe", "exit", std::to_string(status)}});
              expect_equal("the exit status", outcome.exit_status, status);
          });
}

TEST_CASE("02 pid: a killed command is 128+N", "[02+]") {
    judge({"02.signal-status",
           {"02.init"},
           "Process 1 does not die of its own signals, so another one tells: --init's child.",
           std::string{lesson} + "Process 1; pid_namespaces(7)"},
          [] {
              Box box;
              for (const int signal : {SIGKILL, SIGSEGV, SIGTERM}) {
                  const auto outcome =
                      box.run({{"--init"}, {"/bin/probe", "die", std::to_string(signal)}});
                  expect_equal("the exit status", outcome.exit_status, 128 + signal);
              }
              const auto live = box.serve();
              ::kill(live->probe().pid(), SIGKILL);
              expect_equal("the exit status", live->wait().exit_status, 137);
          });
}

TEST_CASE("02 pid: with --init, a missing command is still 127", "[02+]") {
    judge(
        {"02.init-not-found",
         {"02.init", "00.not-found"},
         "An init that holds our channel open keeps the host waiting for a start that never comes.",
         std::string{lesson} + "Process 1; execve(2)"},
        [] {
            Box box;
            const auto outcome = box.run({{"--init"}, {"/bin/nothing"}});
            expect_equal("the exit status", outcome.exit_status, 127);
            expect_contains("stderr", outcome.err, "/bin/nothing");
        });
}

TEST_CASE("02 pid: with --init, SIGTERM ends a command that does not handle it", "[02+]") {
    judge({"02.init-term",
           {"02.init", "00.forwards"},
           "That is half of what an init is for.",
           std::string{lesson} + "Process 1; signal(7)"},
          [] {
              Box box;
              const auto live = box.serve({"--init"});
              const auto probe = live->probe();
              live->signal(SIGTERM);
              expect_equal("the exit status", live->wait().exit_status, 143);
          });
}

TEST_CASE("02 pid: with --init, every signal is handed on", "[02+]") {
    judge({"02.init-forwards",
           {"02.init"},
           "A list of signals forgets some, and one of 1 to 31 forgets the real-time ones.",
           std::string{lesson} + "Process 1; signal(7), SIGRTMAX"},
          [] {
              Box box;
              const auto live = box.serve({"--init"});
              auto probe = live->probe();
              probe.ask({"record"});
              const pid_t init = [&] {  // the probe's parent, as we see it
                  std::istringstream status{probe.proc_file("status")};
                  for (std::string word; status >> word;)
                      if (word == "PPid:") {
                          pid_t pid = 0;
                          status >> pid;
                          return pid;
                      }
                  return pid_t{0};
              }();
              for (int signal = 1; signal <= 64; ++signal) {
                  const bool special = signal == SIGKILL || signal == SIGSTOP ||
                                       signal == SIGCHLD || signal == 32 ||
                                       signal == 33;  // libc's own
                  const bool job_control =
                      signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU;
                  if (special || job_control) continue;
                  ::kill(init, signal);
                  const auto arrived = [&] {
                      return (" " + probe.ask({"recorded"})).find(fmt::format(" {} ", signal)) !=
                             std::string::npos;
                  };
                  expect(eventually(arrived, 2),
                         fmt::format("signal {} was sent to process 1 and not handed on", signal),
                         "the command receives it");
              }
          });
}

TEST_CASE("02 pid: with --init, orphans are reaped", "[02+]") {
    judge({"02.init-reaps",
           {"02.init"},
           "Every process whose parent has ended becomes a child of process 1. One that is not "
           "waited for stays as a zombie, until there is no process number left.",
           std::string{lesson} + "Process 1; waitpid(2), NOTES"},
          [] {
              Box box;
              const auto live = box.serve({"--init"});
              auto probe = live->probe();
              // Many at once: one SIGCHLD may stand for all of them.
              for (const int count : {1, 5, 50}) {
                  probe.ask({"orphans", std::to_string(count)});
                  const auto reaped = [&] { return probe.ask({"zombies"}) == "0\n"; };
                  expect(eventually(reaped, 2),
                         fmt::format("of {} orphans, {} zombies stay", count,
                                     std::stoi(probe.ask({"zombies"}))),
                         "none");
              }
          });
}

TEST_CASE("02 pid: without --init, nobody reaps for the command", "[02+]") {
    judge({"02.no-reaping",
           {"02.pid-1"},
           "The command is process 1 and has its duties, whether it knows them or not. If this "
           "fails, "
           "something reaps unasked, and a command that waits for its children is disturbed.",
           std::string{lesson} + "Process 1"},
          [] {
              Box box;
              const auto live = box.serve();
              auto probe = live->probe();
              probe.ask({"orphans", "3"});
              const auto zombies = [&] { return probe.ask({"zombies"}) == "3\n"; };
              expect(eventually(zombies, 2), "zombies: " + probe.ask({"zombies"}), "3");
          });
}

TEST_CASE("02 pid: with --init, the status is the command's, not an orphan's", "[02+]") {
    judge({"02.init-status",
           {"02.init-reaps"},
           "An init that returns the status of the last child it reaped reports somebody else's.",
           std::string{lesson} + "Process 1; waitpid(2)"},
          [] {
              Box box;
              // Orphans end before it with another status, and one lives on.
              const auto live = box.serve({"--init"});
              auto probe = live->probe();
              probe.ask({"background"});
              probe.ask({"orphans", "3"});
              expect(eventually([&] { return probe.ask({"zombies"}) == "0\n"; }, 2), "zombies stay",
                     "none");
              probe.leave(5);
              const auto outcome = live->wait();
              expect_equal("the exit status", outcome.exit_status, 5);
              expect_lacks("what is left behind", outcome.left, "+ process");
          });
}
