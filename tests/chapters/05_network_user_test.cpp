// SPDX-License-Identifier: MIT
// Chapter 05: the network of a user who may not change the host's.
#include "chapters/beside.hpp"
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/later_layers.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <csignal>

using namespace support;

namespace {

const std::string lesson = "chapters/05-net/README.md, ";
const std::string as_user =
    "env XDG_RUNTIME_DIR=/run/user HOME=/run/user setpriv --reuid=65534 --regid=65534 "
    "--clear-groups unshare --user --map-root-user --mount ";

/// A user is root of a user namespace as in the lab, and of no network. The stage's /dev/net/tun is
/// one that every user may open, as on most machines, and its uplink has a link-local address, as
/// every link has and pasta expects.
Words with_user() {
    return {"/bin/sh", "-c",
            fmt::format("mount -t tmpfs none /dev/net && mknod /dev/net/tun c 10 200 && "
                        "chmod 666 /dev/net/tun && mkdir -m 1777 /run/user; "
                        "ip address add fe80::2/64 dev uplink0 nodad; "
                        "{}\"$@\"; status=$?; ip address del fe80::2/64 dev uplink0; umount "
                        "/dev/net; rm -rf /run/user /run/mount; "
                        "exit $status",
                        as_user),
            "sh"};
}

void need_pasta() {
    if (run_tool({"sh", "-c", "command -v pasta"}).exit_status != 0)
        throw Skipped{"pasta is not installed: package passt"};
    if (run_tool({"sh", "-c", as_user + "test -x " + subject().program.native()}).exit_status != 0)
        throw Skipped{"a normal user can make no user namespace here, or not read the build"};
}

Launch serve(const Words& options) {
    Launch launch{options, {"/bin/probe", "serve", "/ask"}};
    launch.outside = true;
    launch.wrapper = with_user();
    return launch;
}

}  // namespace

TEST_CASE("05 net: a normal user has pasta", "[05+]") {
    judge({"05.pasta",
           {"05.namespace", "05.loopback"},
           "Without rights on the host there is no bridge, and a container without a network is of "
           "little use.",
           lesson + "For a normal user; pasta(1)"},
          [] {
              need_pasta();
              Box box;
              const auto published = random_port(), word = random_word();
              const auto live =
                  box.start(serve({"-p", published + ":80", "-p", published + ":53/udp"}));
              auto probe = live->probe();
              probe.ask({"tcp-serve", "::", "80", word});
              probe.ask({"udp-serve", "::", "53", word});
              std::string udp;  // which may lose a packet
              eventually([&] {
                  udp = live->outside().ask_udp(Outside::host, published);
                  return udp.ends_with(" " + word);
              });
              expect(udp.ends_with(" " + word), "a published UDP port, to the world: " + udp,
                     "the container's server answers");
              const auto port = live->outside().serve_tcp();
              for (const auto& [server, host] : {std::pair{Outside::server, Outside::host},
                                                 std::pair{Outside::server6, Outside::host6}})
                  expect_equal(fmt::format("who asks {}, as that sees it", server),
                               answer(probe, "tcp", server, port), std::string{"did: "} + host);
              auto host = Beside::host(box, *live);
              const auto said = answer(host.probe(), "tcp", "127.0.0.1", published);
              expect(said.ends_with(" " + word), "a published port, to the host: " + said,
                     "the container's server answers");
              const auto own = random_port();
              host.ask({"tcp-serve", "127.0.0.1", own, random_word()});
              for (const std::string address : {"127.0.0.1", Outside::host, Outside::router})
                  expect_contains("a server on the host's 127.0.0.1, asked at " + address,
                                  answer(probe, "tcp", address, own), "refused: ");
              probe.leave(0);
              expect_lacks("what is left behind", live->wait().left, "pasta");
          });
}

TEST_CASE("05 net: pasta goes with its container", "[05+]") {
    judge({"05.pasta-ends",
           {"05.pasta"},
           "It would keep its ports, and a network namespace without a process.",
           lesson + "Nothing is left; pasta(1)"},
          [] {
              need_pasta();
              Box box;
              const auto live = box.start(serve({}));
              const auto probe = live->probe();
              const auto runs = [&] {
                  return run_beside(*live, {"pgrep", "^passt|^pasta"}).exit_status == 0;
              };
              expect(runs(), "the container runs, and pasta does not", "it does");
              // The shell that started it would clear away what the next run has to.
              live->signal(SIGSTOP);
              for (const pid_t program : children_of(live->pid())) ::kill(program, SIGKILL);
              const auto next_run = as_user + typed_run() + " " +
                                    command_line({"--network", "none", box.rootfs(), "/bin/true"});
              // The first may come while the killed one still dies, and so is not to be swept.
              expect(eventually([&] {
                         run_beside(*live, {"sh", "-c", next_run});
                         return !runs();
                     }),
                     "pasta runs on after a SIGKILL and another run", "it has ended");
          });
}
