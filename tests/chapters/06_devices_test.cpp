// SPDX-License-Identifier: MIT
// Chapter 06: which device nodes the container can open.
#include "chapters/cgroups.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <filesystem>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/06-cgroup/README.md, ";

struct Numbers {
    unsigned major = 0;
    unsigned minor = 0;
    bool block = false;
};
constexpr Numbers kernel_log{1, 11, false};  // /dev/kmsg: every machine has it

/// A node in the rootfs, made from outside. False if even the host cannot open what it stands for.
bool make_node(const Path& node, const Numbers& numbers) {
    const mode_t type = numbers.block ? S_IFBLK : S_IFCHR;
    fs::remove(node);
    if (::mknod(node.c_str(), type | 0666, makedev(numbers.major, numbers.minor)) == -1)
        return false;
    return static_cast<bool>(sys::Fd{::open(node.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)});
}

/// The host's disks, and its kernel log.
std::vector<Numbers> forbidden() {
    std::vector<Numbers> all = {kernel_log};
    std::error_code none;
    for (const auto& disk : fs::directory_iterator{"/sys/class/block", none}) {
        const auto text = read_file(disk.path() / "dev");  // 254:0
        const auto number = [&](std::size_t at) {
            return static_cast<unsigned>(std::stoul(text.substr(at)));
        };
        all.push_back({number(0), number(text.find(':') + 1), true});
    }
    return all;
}

void need_kernel_log(const Box& box) {
    if (!make_node(box.rootfs() / "opened", kernel_log))
        throw Skipped{"the host itself cannot open a node of /dev/kmsg here"};
}

}  // namespace

TEST_CASE("06 cgroup: root opens no device of the host's", "[06+]") {
    judge({"06.devices",
           {"06.own"},
           "A node for the host's disk is the host's disk, whoever made the node.",
           lesson + "Devices; mknod(2), cgroups(7), devices"},
          [] {
              Box box;
              int tried = 0;
              const auto live = box.serve(alone());
              auto probe = live->probe();
              for (const auto& device : forbidden()) {
                  if (!make_node(box.rootfs() / "there", device)) continue;
                  ++tried;
                  const auto name = fmt::format("{} {}:{}", device.block ? "block" : "character",
                                                device.major, device.minor);
                  expect_contains("opening a node of device " + name + " that was there",
                                  probe.try_ask({"open", "/there", "r"}),
                                  "Operation not permitted");
                  Words own = {"mknod", "/own", std::to_string(device.major),
                               std::to_string(device.minor)};
                  if (device.block) own.emplace_back("b");
                  if (!probe.try_ask(own).starts_with("made")) continue;  // forbidden as well: good
                  expect_contains("opening its own node of device " + name,
                                  probe.try_ask({"open", "/own", "r"}), "Operation not permitted");
                  fs::remove(box.rootfs() / "own");
              }
              if (tried == 0) throw Skipped{"the host itself can open no such device here"};
          });
}

TEST_CASE("06 cgroup: the usual devices can be made and opened", "[06+]") {
    judge({"06.usual-devices",
           {"06.devices"},
           "Programs count on /dev/null, and archives have nodes in them.",
           lesson + "Devices; mknod(2), cgroups(7), devices"},
          [] {
              Box box;
              const auto live = box.serve(alone());
              auto probe = live->probe();
              for (const auto* minor : {"3", "5", "7", "8", "9"}) {
                  const auto node = std::string{"/own"} + minor;
                  probe.ask({"mknod", node, "1", minor});
                  probe.ask({"open", node, "r"});
                  probe.ask({"open", node, "w"});
              }
              probe.ask({"open", "/dev/ptmx", "r"});
          });
}

TEST_CASE("06 cgroup: --device brings one device of the host's", "[06+]") {
    judge({"06.device",
           {"06.devices"},
           "That one, at that place, for that access, and no other.",
           lesson + "Options; mknod(2), cgroups(7), devices"},
          [] {
              Box box;
              need_kernel_log(box);
              const auto live = box.serve(
                  alone({"--device", "/dev/kmsg", "--device", "/dev/kmsg:/dev/some/log:r"}));
              auto probe = live->probe();
              for (const auto* name : {"/dev/kmsg", "/dev/some/log"}) {
                  expect_contains(name, probe.ask({"stat", name}), "char 1:11");
                  probe.ask({"open", name, "r"});
              }
              const auto read_only = box.serve(alone({"--device", "/dev/kmsg:r"}));
              auto reader = read_only->probe();
              reader.ask({"open", "/dev/kmsg", "r"});
              expect_contains("with --device /dev/kmsg:r, opening it for writing",
                              reader.try_ask({"open", "/dev/kmsg", "w"}),
                              "Operation not permitted");
          });
}

TEST_CASE("06 cgroup: --device-cgroup-rule allows devices by their numbers", "[06+]") {
    judge({"06.device-rule",
           {"06.devices"},
           "Devices that come and go have no node yet when the container starts.",
           lesson + "Options; cgroups(7), devices"},
          [] {
              Box box;
              need_kernel_log(box);
              const auto live = box.serve(alone({"--device-cgroup-rule", "c 1:* r"}));
              auto probe = live->probe();
              probe.ask({"open", "/opened", "r"});
              expect_contains("with the rule c 1:* r, opening it for writing",
                              probe.try_ask({"open", "/opened", "w"}), "Operation not permitted");
          });
}
