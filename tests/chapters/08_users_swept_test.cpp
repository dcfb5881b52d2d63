// SPDX-License-Identifier: MIT
// Chapter 08: nothing is left of a container: no mount, no range, no user.
#include "chapters/images.hpp"
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/08-users/README.md, ";

/// One container's worth of ids, so that what is not given back is missed.
class FewIds {
public:
    explicit FewIds(Host& host) : host_{host} {
        const auto file = host.box().directory() / "subuid";
        write_file(file, "containers:3000000000:65536\n");
        if (!fs::exists("/etc/subuid")) throw Skipped{"there is no /etc/subuid to mount over"};
        host.shell("$rootfs/bin/busybox mount -o bind " + file.native() + " /etc/subuid");
    }
    FewIds(const FewIds&) = delete;
    ~FewIds() { host_.shell("$rootfs/bin/busybox umount /etc/subuid"); }

private:
    Host& host_;
};

const std::string killed_run =
    "$program run --network none --name victim -v /etc:/mnt:ro box /bin/sh -c "
    "'echo > /mark; exec sleep 1000' & "
    "for i in $(seq 1000); do [ -e /var/lib/workbook/containers/victim/changes/upper/mark ] && "
    "break; sleep 0.01; done; kill -9 $!; wait $! 2>/dev/null; "
    "[ -e /var/lib/workbook/containers/victim/changes/upper/mark ] && echo killed";

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
                  const FewIds few{host};
                  struct End {
                      const char* command;
                      int status;
                  };
                  for (const auto& [command, status] :
                       {End{"true", 0}, End{"echo x > /x; exit 3", 3},
                        End{"sh -c 'kill -9 $$'; exit $?", 137}, End{"exec /bin/nothing", 127},
                        End{"cd /volume; sleep 100 & exit 4", 4}}) {
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
                const FewIds few{host};
                expect_equal("a run that is killed while its container runs",
                             host.shell(killed_run).output, "killed\n");
                expect(eventually([&] {
                           return host.run({"run", "--network", "none", "box", "/bin/true"})
                                      .exit_status == 0;
                       }),
                       "the next run does not get the ids of the killed one", "it runs");
            }
            expect_equal("what is left behind after the next run", host.left(), "");
        });
}
