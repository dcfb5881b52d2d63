// SPDX-License-Identifier: MIT
// Chapter 09: when the filter is put in force, and for whom it holds from then on.
#include "chapters/filters.hpp"
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>

using namespace support;

namespace {

const std::string lesson = "chapters/09-seccomp/README.md, ";

Words with(Words options, const Words& more) {
    options.insert(options.end(), more.begin(), more.end());
    return options;
}

/// What is needed to make a container, and what a program has no need of.
const std::string makers_calls =
    "setresuid,setuid,setreuid,setresgid,setgid,setregid,setgroups,capset,prctl,keyctl,"
    "mount,umount2,pivot_root,chroot,clone3,unshare,setns,sethostname,setdomainname,"
    "open_tree,move_mount,fsopen,fsmount,mount_setattr,mknodat,mkdirat,symlinkat,fchown,fchownat,"
    "recvmsg,socket,seccomp";

}  // namespace

TEST_CASE("09 seccomp: the filter is the last thing before the program", "[09+]") {
    judge(
        {"09.last",
         {"09.kill"},
         "What makes the container needs calls that nobody in it should have. A filter that comes "
         "before them must let them pass for ever.",
         lesson + "The last thing; seccomp(2)"},
        [] {
            Box box;
            const auto options = with_profile(box, all_but({rule(makers_calls, "KILL_PROCESS")}));
            // With all that is asked for beside it.
            for (const Words& more :
                 {Words{}, Words{"--user", "1234:2345"},
                  Words{"--cap-add", "SYS_TIME", "--user", "7"}, Words{"--userns", "host"},
                  Words{"--hostname", "other", "--tmpfs", "/mnt", "-w", "/etc"}}) {
                const auto status = random_number(1, 100);
                const auto outcome =
                    box.run({with(options, more), {"/bin/probe", "exit", std::to_string(status)}});
                expect_equal("with " + (more.empty() ? "no more options" : command_line(more)) +
                                 ", the exit status",
                             outcome.exit_status, status);
            }
        });
}

TEST_CASE("09 seccomp: the filter holds for each thread", "[09+]") {
    judge({"09.threads",
           {"09.filter"},
           "The kernel keeps a filter for each thread. A new one has that of its maker, and no "
           "other.",
           lesson + "Who has it; seccomp(2)"},
          [] {
              Box box;
              const int callers = filters_of(read_file("/proc/self/status"));
              const auto live = box.serve(offline());
              auto probe = live->probe();
              probe.ask({"threads", "5"});
              int threads = 0;
              for (const auto& task :
                   std::filesystem::directory_iterator{fmt::format("/proc/{}/task", probe.pid())}) {
                  ++threads;
                  expect_equal("Seccomp_filters of thread " + task.path().filename().native(),
                               filters_of(read_file(task.path() / "status")), callers + 1);
              }
              expect_equal("the number of threads", threads, 6);
              expect_equal("unshare(0) of a second thread", call(probe, "native", 272, {"0"}),
                           "EPERM");
          });
}

TEST_CASE("09 seccomp: the filter stays in every program that is started", "[09+]") {
    judge({"09.stays",
           {"09.errno"},
           "Nobody can give back what was taken: no program, no setuid root one, no child.",
           lesson + "Who has it; seccomp(2)"},
          [] {
              Box box;
              const auto options = with_profile(box, all_but({rule(Harmless::name, "ERRNO 75")}));
              const auto probe = fmt::format("/bin/probe call native {} 1", Harmless::number());
              const auto script = fmt::format(
                  "{0}; (setsid sh -c '{0}' & wait); sh -c 'exec env {0}'; probe as-nobody {0}",
                  probe);
              expect_equal("what it is for a child, a grandchild, a program, and another user",
                           box.output({"/bin/sh", "-c", script}, options),
                           "EOVERFLOW\nEOVERFLOW\nEOVERFLOW\nEOVERFLOW\n");
          });
}

TEST_CASE("09 seccomp: PID 1 and what runs beside it have the filter, too", "[09+]") {
    judge({"09.init",
           {"09.filter"},
           "With --init, the runtime's own process stays in the container.",
           lesson + "Who has it"},
          [] {
              Box box;
              const auto outcome =
                  box.run({offline({"--init"}),
                           {"/bin/grep", "-h", "Seccomp:", "/proc/1/status", "/proc/self/status"}});
              expect_equal("Seccomp of PID 1 and of the program", outcome.out,
                           "Seccomp:\t2\nSeccomp:\t2\n");
          });
}

TEST_CASE("09 seccomp: a filter needs no no_new_privs if its maker has the right", "[09+]") {
    judge({"09.new-privileges",
           {"09.filter", "09.last"},
           "A filter could make a setuid program misbehave, so the kernel asks for one of two: "
           "no_new_privs, or CAP_SYS_ADMIN, which the container must not have.",
           lesson + "The last thing; seccomp(2), EACCES"},
          [] {
              Box box;
              const int callers = filters_of(read_file("/proc/self/status"));
              const std::string allowed = "no-new-privileges=false";
              for (const Words& more :
                   {Words{}, Words{"--cap-drop", "ALL"}, Words{"--user", "1234"},
                    Words{"--userns", "host", "--cap-drop", "ALL", "--user", "1234"}}) {
                  const auto live = box.serve(with(offline({"--security-opt", allowed}), more));
                  const auto status = live->probe().proc_file("status");
                  expect_equal("NoNewPrivs", status_in(status, "NoNewPrivs"), "0");
                  expect_equal("Seccomp_filters", filters_of(status), callers + 1);
                  expect(more.empty() || status_in(status, "CapEff") == "0000000000000000",
                         "CapEff is " + status_in(status, "CapEff"), "it is 0");
              }
              const auto live = box.serve(offline());
              expect_equal("NoNewPrivs without the option", status_of(live->probe(), "NoNewPrivs"),
                           "1");
          });
}
