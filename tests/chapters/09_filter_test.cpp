// SPDX-License-Identifier: MIT
// Chapter 09: there is a filter, and it answers as the profile says.
#include "chapters/filters.hpp"
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

using namespace support;

namespace {

const std::string lesson = "chapters/09-seccomp/README.md, ";

/// An error that the harmless call never has by itself. Not every number is one.
int random_error() {
    for (;;) {
        const int number = random_number(ENOTEMPTY, EUCLEAN);
        if (::strerrorname_np(number)) return number;
    }
}

/// What the harmless call comes to under a profile that says this of it.
std::string answered(Box& box, const std::string& action) {
    return call_with(box, with_profile(box, all_but({rule(Harmless::name, action)})), "native",
                     Harmless::number(), {"1"});
}

}  // namespace

TEST_CASE("09 seccomp: a container has one filter more than who started it", "[09+]") {
    judge({"09.filter",
           {"00.runs"},
           "The kernel says it of each process, and no program can say otherwise. Two filters cost "
           "twice as much with each call.",
           lesson + "The contract; proc_pid_status(5), Seccomp"},
          [] {
              Box box;
              const int callers = filters_of(read_file("/proc/self/status"));
              const auto live = box.serve(offline());
              const auto status = live->probe().proc_file("status");
              expect_equal("Seccomp of the container's process", status_in(status, "Seccomp"), "2");
              expect_equal("Seccomp_filters", filters_of(status), callers + 1);
          });
}

TEST_CASE("09 seccomp: with seccomp=unconfined there is none", "[09+]") {
    judge({"09.unconfined",
           {"09.filter"},
           "What one cannot switch off, one cannot compare with.",
           lesson + "Options"},
          [] {
              Box box;
              const int callers = filters_of(read_file("/proc/self/status"));
              const auto live = box.serve(unconfined());
              auto probe = live->probe();
              expect_equal("Seccomp_filters", filters_of(probe.proc_file("status")), callers);
              expect_equal("unshare(0)", call(probe, "native", 272, {"0"}), "0");
          });
}

TEST_CASE("09 seccomp: a call fails with the number that the profile names", "[09+]") {
    judge({"09.errno",
           {"09.filter"},
           "A program that is told ENOSYS does without, one that is told EPERM may give up.",
           lesson + "A profile; seccomp(2), SECCOMP_RET_ERRNO"},
          [] {
              Box box;
              const int number = random_error();
              expect_equal("a call that has a rule", answered(box, fmt::format("ERRNO {}", number)),
                           ::strerrorname_np(number));
              expect_equal("without a number", answered(box, "ERRNO"), "EPERM");
              expect_equal("with SCMP_ACT_ALLOW", answered(box, "ALLOW"), Harmless::natural);
              expect_equal("with the number 0", answered(box, "ERRNO 0"), "0");
          });
}

TEST_CASE("09 seccomp: a call without a rule gets the default answer", "[09+]") {
    judge(
        {"09.default-action",
         {"09.errno"},
         "The kernel gets new calls with each version. A list of what is forbidden knows nothing "
         "of them.",
         lesson + "A profile"},
        [] {
            Box box;
            const int number = random_error();
            // What the probe makes itself, and whoever starts it.
            const std::string needed =
                "execve,brk,arch_prctl,set_tid_address,set_robust_list,rseq,prlimit64,"
                "readlink,readlinkat,getrandom,mprotect,mmap,munmap,madvise,futex,clone,clone3,"
                "fork,wait4,"
                "write,read,close,pipe,pipe2,rt_sigaction,rt_sigprocmask,rt_sigreturn,exit,"
                "exit_group,sigaltstack,newfstatat,fstat,gettid,getpid,tgkill,chdir,getcwd,"
                "close_range,umask,prctl,access,faccessat,faccessat2";
            const auto said = [&](const std::string& also, const std::string& more = "") {
                const auto text =
                    profile(fmt::format("ERRNO {}", number), {rule(needed + also, "ALLOW")}, more);
                return call_with(box, with_profile(box, text), "native", Harmless::number(), {"1"});
            };
            expect_equal("a call that no rule is for", said(""), ::strerrorname_np(number));
            expect_equal("the same with one", said(std::string{","} + Harmless::name),
                         Harmless::natural);
        });
}

TEST_CASE("09 seccomp: a profile may end the process, or only the thread", "[09+]") {
    judge({"09.kill",
           {"09.errno"},
           "A thread that goes alone may leave a lock taken for ever. The kernel has both, and so "
           "does the profile.",
           lesson + "A profile; seccomp(2), SECCOMP_RET_KILL_PROCESS"},
          [] {
              Box box;
              expect_equal("SCMP_ACT_KILL_PROCESS", answered(box, "KILL_PROCESS"),
                           "the process was killed by SYS");
              expect_equal("SCMP_ACT_KILL_THREAD", answered(box, "KILL_THREAD"),
                           "the thread was killed");
              expect_equal("SCMP_ACT_KILL, its old name", answered(box, "KILL"),
                           "the thread was killed");
              const auto text = all_but({rule("getppid", "KILL_PROCESS")});
              const auto outcome = box.run({with_profile(box, text), {"/bin/sh", "-c", "true"}});
              expect_equal("the exit status of a shell, which asks for its parent",
                           outcome.exit_status, 159);
          });
}

TEST_CASE("09 seccomp: a profile may send a signal", "[09+]") {
    judge({"09.trap",
           {"09.errno"},
           "A program that knows of it can answer its own calls: browsers do.",
           lesson + "A profile; seccomp(2), SECCOMP_RET_TRAP"},
          [] {
              Box box;
              expect_equal("SCMP_ACT_TRAP", answered(box, "TRAP"),
                           fmt::format("SIGSYS about call {} with 0", Harmless::number()));
          });
}

TEST_CASE("09 seccomp: a profile may ask a tracer", "[09+]") {
    judge(
        {"09.trace",
         {"09.errno"},
         "The number tells the tracer which rule it was. Without a tracer, the call is not there.",
         lesson + "A profile; seccomp(2), SECCOMP_RET_TRACE"},
        [] {
            Box box;
            const int number = random_number(1, 65535);
            const auto action = fmt::format("TRACE {}", number);
            const auto options = with_profile(box, all_but({rule(Harmless::name, action)}));
            expect_equal("without a tracer", answered(box, action), "ENOSYS");
            expect_equal(
                "what a tracer is told",
                box.output({"/bin/probe", "traced-call", std::to_string(Harmless::number())},
                           options),
                fmt::format("told {}\n", number));
        });
}

TEST_CASE("09 seccomp: a profile may log a call, and let it pass", "[09+]") {
    judge({"09.log",
           {"09.default-action", "09.kill"},
           "To see what a profile would forbid, before it does.",
           lesson + "A profile; seccomp(2), SECCOMP_RET_LOG"},
          [] {
              Box box;
              expect_equal("SCMP_ACT_LOG", answered(box, "LOG"), Harmless::natural);
              const auto text = profile("KILL_PROCESS", {rule(Harmless::name, "LOG")});
              const auto outcome = box.run({with_profile(box, text), {"/bin/true"}});
              expect(outcome.exit_status != 0, "a command runs with one call alone", "it does not");
          });
}
