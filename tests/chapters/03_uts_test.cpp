// SPDX-License-Identifier: MIT
// Chapter 03: names of its own, and IPC objects of its own.
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <filesystem>

using namespace support;
namespace fs = std::filesystem;

namespace {

const char* const lesson = "chapters/03-uts/README.md, ";

/// Whether the command shares the namespace `kind` with the program that runs it.
bool shares(Box& box, const std::string& kind, const Words& options = {}) {
    const auto live = box.serve(options);
    const auto probe = live->probe();
    return probe.proc_link("ns/" + kind) ==
           fs::read_symlink(fmt::format("/proc/{}/ns/{}", live->pid(), kind)).native();
}

/// Makes objects of the stage's before the program starts, and runs it there.
Outcome run_beside(Box& box, const std::string& preparation, const Launch& launch) {
    Launch beside = launch;
    beside.wrapper = {"/bin/sh", "-c", preparation + " >/dev/null && \"$@\"", "sh"};
    return box.run(beside);
}

}  // namespace

TEST_CASE("03 uts: the container has the name it was given", "[03+]") {
    judge({"03.hostname",
           {"00.runs"},
           "Programs name themselves, their logs and their cluster after it.",
           std::string{lesson} + "Names; uts_namespaces(7), sethostname(2)"},
          [] {
              Box box;
              for (const auto length : {std::size_t{10}, std::size_t{1}, std::size_t{64}}) {
                  const auto name = random_word(length);
                  expect_equal("the name",
                               box.output({"/bin/probe", "hostname"}, {"--hostname", name}),
                               name + "\n");
              }
              expect_equal("the name if none is given", box.output({"/bin/probe", "hostname"}),
                           "container\n");
          });
}

TEST_CASE("03 uts: the host keeps its name", "[03+]") {
    judge({"03.host-name",
           {"03.hostname"},
           "Without CLONE_NEWUTS the same call renames the machine.",
           std::string{lesson} + "Names; uts_namespaces(7)"},
          [] {
              Box box;
              expect(!shares(box, "uts"), "the UTS namespace is the host's", "one of its own");
              const auto live = box.serve({"--hostname", random_word()});
              auto probe = live->probe();
              probe.ask({"sethostname", random_word()});
              expect_lacks("the change of the host while it runs",
                           difference(live->before(), live->stage().snapshot()), "+ hostname");
          });
}

TEST_CASE("03 uts: a name that is too long is refused in one line", "[03+]") {
    judge({"03.long-name",
           {"03.hostname"},
           "The kernel takes 64 bytes; a name cut short is another name.",
           std::string{lesson} + "Names; sethostname(2), EINVAL"},
          [] {
              Box box;
              const auto outcome = box.run({{"--hostname", random_word(65)}, {"/bin/true"}});
              expect_equal("the exit status", outcome.exit_status, 125);
              expect_contains("stderr", outcome.err, "sethostname");
              expect_lacks("what is left behind", outcome.left, "hostname");
          });
}

TEST_CASE("03 uts: the container has the domain name it was given", "[03+]") {
    judge({"03.domainname",
           {"03.hostname"},
           "The second of the two names in a UTS namespace.",
           std::string{lesson} + "Names; setdomainname(2)"},
          [] {
              Box box;
              utsname host{};  // the stage has the names that we have, but for its host name
              ::uname(&host);
              expect_equal("the domain name if none is given",
                           box.output({"/bin/probe", "domainname"}),
                           std::string{host.domainname} + "\n");
              const auto name = random_word();
              const auto live = box.serve({"--domainname", name});
              auto probe = live->probe();
              expect_equal("the domain name", probe.ask({"domainname"}), name + "\n");
              expect_lacks("the change of the host while it runs",
                           difference(live->before(), live->stage().snapshot()), "+ domainname");
          });
}

TEST_CASE("03 uts: System V objects of the host are out of reach", "[03+]") {
    judge({"03.shm",
           {"00.runs"},
           "A shared memory segment is found by a number, whatever the root directory is.",
           std::string{lesson} + "IPC objects; ipc_namespaces(7), shmget(2)"},
          [] {
              Box box;
              const auto key = std::to_string(random_number(1000, 1'000'000));
              const auto probe = command_line({box.rootfs() / "bin/probe"});
              const auto outcome = run_beside(box, fmt::format("{} shm-create {} x", probe, key),
                                              {{}, {"/bin/probe", "shm-read", key}});
              expect_equal("the exit status of reading the host's segment", outcome.exit_status, 1);
              expect_contains("stderr", outcome.err, "No such file");
              const auto own = box.run({{}, {"/bin/probe", "shm-create", key, "y"}});
              expect_equal("the exit status of making one", own.exit_status, 0);
              expect_lacks("what is left behind", own.left, "ipc");
          });
}

TEST_CASE("03 uts: POSIX message queues of the host are out of reach", "[03+]") {
    judge({"03.mqueue",
           {"00.runs"},
           "A message queue is found by a name that is no path.",
           std::string{lesson} + "IPC objects; ipc_namespaces(7), mq_overview(7)"},
          [] {
              Box box;
              const auto name = "/" + random_word();
              const auto probe = command_line({box.rootfs() / "bin/probe"});
              const auto outcome = run_beside(box, fmt::format("{} mq-create {} x", probe, name),
                                              {{}, {"/bin/probe", "mq-read", name}});
              expect_equal("the exit status of reading the host's queue", outcome.exit_status, 1);
              expect_contains("stderr", outcome.err, "No such file");
              expect_equal("making one of its own",
                           box.output({"/bin/probe", "mq-create", name, "y"}), "created\n");
              expect(!shares(box, "ipc"), "the IPC namespace is the host's", "one of its own");
          });
}

TEST_CASE("03 uts: --ipc host shares them on request", "[03+]") {
    judge({"03.ipc-host",
           {"03.shm"},
           "Some programs, such as databases with a monitor, are meant to share memory.",
           std::string{lesson} + "IPC objects; ipc_namespaces(7)"},
          [] {
              Box box;
              const auto key = std::to_string(random_number(1000, 1'000'000));
              const auto word = random_word();
              const auto probe = command_line({box.rootfs() / "bin/probe"});
              const auto outcome =
                  run_beside(box, fmt::format("{} shm-create {} {}", probe, key, word),
                             {{"--ipc", "host"}, {"/bin/probe", "shm-read", key}});
              expect_equal("the segment", outcome.out, word + "\n");
              expect(!shares(box, "uts", {"--ipc", "host"}), "the UTS namespace is the host's, too",
                     "one of its own");
          });
}
