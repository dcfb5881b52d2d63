// SPDX-License-Identifier: MIT
// Chapter 08: a container with users of its own is as whole as it was without.
#include "chapters/beside.hpp"
#include "chapters/cgroups.hpp"
#include "chapters/images.hpp"
#include "chapters/mounts.hpp"
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <pty.h>

#include <filesystem>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/08-users/README.md, ";

}  // namespace

TEST_CASE("08 users: what the other layers give, it still has", "[08+]") {
    judge({"08.whole",
           {"08.root-is-nobody"},
           "Every other namespace belongs to its user namespace now, and not everything that the "
           "host's root may do there, its root may.",
           lesson + "Root that is not root; user_namespaces(7)"},
          [] {
              Box box;
              const auto name = random_word();
              const auto live = box.serve(
                  offline({"--hostname", name, "--domainname", name + "d", "--tmpfs", "/srv",
                           "--pids-limit", "40", "--memory", "64m", "--init", "--read-only"}));
              auto probe = live->probe();
              expect_equal("its name", probe.ask({"hostname"}), name + "\n");
              expect_equal("its domain", probe.ask({"domainname"}), name + "d\n");
              probe.ask({"write", "/srv/file", name});
              expect_contains("writing /etc/passwd",
                              probe.ask({"try", "write", "/etc/passwd", name}), "Read-only");
              for (const std::string device : {"null", "zero", "full", "random", "urandom"})
                  probe.ask({"open", "/dev/" + device, "r"});
              probe.ask({"write", "/dev/null", name});
              probe.ask({"write", "/dev/shm/file", name});
              probe.ask({"mq-create", "/" + name, name});
              expect_equal("its processes", probe.ask({"processes"}).substr(0, 2), "1 ");
              // A kernel without it has no file there.
              for (const std::string path : {"/proc/kcore", "/proc/keys", "/proc/timer_list"}) {
                  const auto said = probe.ask({"try", "read", path});
                  expect(said == "did: " || said.find("No such file") != said.npos,
                         path + " says " + said, "nothing: it is covered");
              }
              expect_contains("opening a kernel setting",
                              probe.ask({"try", "open", "/proc/sys/kernel/core_pattern", "w"}),
                              "refused: ");
              expect(fs::exists("/sys/class/net") && !probe.ask({"list", "/sys"}).empty(),
                     "there is no /sys", "there is");
              expect(crowd(probe, 60) < 40, "it has 60 children with --pids-limit 40",
                     "the limit holds");
          });
}

TEST_CASE("08 users: its terminal is its user's", "[08+]") {
    judge({"08.terminal",
           {"08.whole", "08.ids"},
           "A shell that may not open its own terminal cannot ask for a password.",
           lesson + "Whom it acts as; devpts in the kernel's documentation"},
          [] {
              for (const std::string user : {"0", "1234"}) {
                  Box box;
                  const auto outcome =
                      box.run({offline({"-t", "--user", user}),
                               {"/bin/sh", "-c", "stat -c '%u' $(tty); echo said > /dev/tty"}});
                  expect_equal("the terminal's owner, and what is said to it", outcome.out,
                               user + "\r\nsaid\r\n");
              }
          });
}

TEST_CASE("08 users: it has a network, and may have the host's", "[08+]") {
    judge(
        {"08.network",
         {"08.whole", "05.namespace"},
         "The cable's end inside belongs to the network namespace that the container's root owns; "
         "with the host's network, there is no /sys that its root could mount.",
         lesson + "Root that is not root; network_namespaces(7)"},
        [] {
            Box box;
            Launch launch{{}, {"/bin/probe", "serve", "/ask"}};
            launch.outside = true;
            const auto port = random_port();
            launch.options = {"-p", port + ":80"};
            const auto live = box.start(launch);
            auto probe = live->probe();
            const auto word = random_word();
            probe.ask({"tcp-serve", "::", "80", word});
            const auto said = live->outside().ask_tcp(Outside::host, port);
            expect(said.ends_with(" " + word + "\n") || said.ends_with(" " + word),
                   "its server, asked from outside: " + said, "it answers");
            expect_equal("who asks a server outside",
                         answer(probe, "tcp", Outside::server, live->outside().serve_tcp()),
                         std::string{"did: "} + Outside::host);
            probe.leave(0);
            expect_equal("what is left behind", live->wait().left, "");
            const auto shared = box.serve({"--network", "host", "--ipc", "host"});
            auto other = shared->probe();
            expect_equal("with --network host, its network", namespace_of(other.pid(), "net"),
                         namespace_of(shared->stage().first(), "net"));
            expect(namespace_of(other.pid(), "user") != namespace_of(0, "user"),
                   "with --network host it is in the host's user namespace",
                   "it has one of its own");
            expect_contains("changing the host's network", other.ask({"try", "set-mtu", "1400"}),
                            "refused: ");
            expect(!other.ask({"list", "/sys"}).empty(), "there is no /sys", "there is");
        });
}
