// SPDX-License-Identifier: MIT
// Chapter 08: nothing is left of a container: no mount, no range, no user.
#include "chapters/ends.hpp"
#include "chapters/mounted.hpp"
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/later_layers.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/08-users/README.md, ";

/// One container's worth of ids, so that what is not given back is missed.
Mounted few_ids(Host& host) {
    return Mounted::text(host, "containers:3000000000:65536\n", "/etc/subuid");
}

}  // namespace

TEST_CASE("08 users: after any end, no mount is left and its ids are free", "[08+]") {
    judge({"08.clean",
           {"08.image", "08.volume", "07.clean"},
           "The mapped layers are mounts of the host's, and ids are few.",
           lesson + "Nothing is left; umount2(2)"},
          [] {
              Host host;
              host.say({"import", host.box().rootfs(), "box"});
              const auto volume = host.box().directory() / "volume";
              fs::create_directory(volume);
              {
                  const auto few = few_ids(host);
                  for (const auto& [command, status] : ends("/volume")) {
                      const auto finished =
                          host.run({"run", "--network", "none", "-v", volume.native() + ":/volume",
                                    "box", "/bin/sh", "-c", command});
                      expect_equal(fmt::format("the exit status of {}", command),
                                   finished.exit_status, status);
                  }
                  for (const auto& option : {std::string{"--memory=5k"}, "--user=" + random_word(),
                                             std::string{"--ulimit=nofile=x"}})
                      expect_equal(
                          "the exit status with " + option,
                          host.run({"run", "--network", "none", option, "box", "/bin/true"})
                              .exit_status,
                          125);
              }
              expect_equal("what is left behind", host.left(), "");
          });
}

TEST_CASE("08 users: the next run sweeps the mounts and the ids of a killed one", "[08+]") {
    judge(
        {"08.sweep",
         {"08.clean", "07.sweep"},
         "SIGKILL leaves no time to clean up: what was mounted is found again by the state alone.",
         lesson + "Nothing is left; signal(7)"},
        [] {
            Host host;
            host.say({"import", host.box().rootfs(), "box"});
            {
                const auto few = few_ids(host);
                expect_equal("a run that is killed while its container runs",
                             host.shell(killed(typed_run() + " -v /etc:/mnt:ro")).output,
                             "killed\n");
                expect(eventually([&] {
                           return host.run({"run", "--network", "none", "box", "/bin/true"})
                                      .exit_status == 0;
                       }),
                       "the next run does not get the ids of the killed one", "it runs");
            }
            expect_equal("what is left behind after the next run", host.left(), "");
        });
}
