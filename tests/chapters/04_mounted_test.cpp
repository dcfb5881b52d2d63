// SPDX-License-Identifier: MIT
// Chapter 04: what is mounted: /proc, /sys, /dev, and what covers parts of them.
#include "chapters/mounts.hpp"
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <sstream>

using namespace support;
namespace fs = std::filesystem;

namespace {

const char* const lesson = "chapters/04-mount/README.md, ";

bool has_option(const std::string& options, const std::string& option) {
    return ("," + options + ",").find("," + option + ",") != std::string::npos;
}

}  // namespace

TEST_CASE("04 mount: /proc, /sys and /dev are mounted as safely as they can be", "[04+]") {
    judge({"04.flags",
           {"04.namespace"},
           "No set-uid program, no device and, but for /dev, nothing to execute belongs there.",
           std::string{lesson} + "What is mounted; mount_setattr(2)"},
          [] {
              Box box;
              const auto mounts = parse_mounts(box.output({"/bin/probe", "mounts"}));
              const std::map<std::string, std::pair<std::string, Words>> wanted = {
                  {"/proc", {"proc", {"nosuid", "nodev", "noexec"}}},
                  {"/sys", {"sysfs", {"ro", "nosuid", "nodev", "noexec"}}},
                  {"/dev", {"tmpfs", {"nosuid"}}},
                  {"/dev/pts", {"devpts", {"nosuid", "noexec"}}},
                  {"/dev/shm", {"tmpfs", {"nosuid", "nodev", "noexec"}}},
                  {"/dev/mqueue", {"mqueue", {"nosuid", "nodev", "noexec"}}}};
              for (const auto& [point, want] : wanted) {
                  const auto found = mounts.find(point);
                  expect(found != mounts.end(), point + " is not mounted", "a " + want.first);
                  expect_equal("the type of " + point, found->second.type, want.first);
                  for (const auto& option : want.second)
                      expect(has_option(found->second.options, option),
                             point + " is mounted " + found->second.options, "with " + option);
              }
          });
}

TEST_CASE("04 mount: /dev has the devices that programs count on, and no others", "[04+]") {
    judge({"04.dev",
           {"04.namespace"},
           "A regular file in the place of /dev/null grows; the host's /dev has its disks.",
           std::string{lesson} + "/dev; null(4), random(4), tty(4), mknod(2)"},
          [] {
              Box box;
              const auto live = box.serve();
              auto probe = live->probe();
              const std::map<std::string, std::string> devices = {
                  {"null", "char 1:3 666\n"},    {"zero", "char 1:5 666\n"},
                  {"full", "char 1:7 666\n"},    {"random", "char 1:8 666\n"},
                  {"urandom", "char 1:9 666\n"}, {"tty", "char 5:0 666\n"}};
              for (const auto& [name, want] : devices)
                  expect_equal("/dev/" + name, probe.ask({"stat", "/dev/" + name}), want);
              for (const auto* name :
                   {"console", "fd", "mqueue", "ptmx", "pts", "shm", "stderr", "stdin", "stdout"})
                  probe.ask({"stat", std::string{"/dev/"} + name});
              std::istringstream entries{probe.ask({"list", "/dev"})};
              int count = 0;
              for (std::string name; std::getline(entries, name); ++count) {
                  const auto stat = probe.ask({"stat", "/dev/" + name});
                  expect(!stat.starts_with("block") && !stat.starts_with("char 5:1"),
                         "/dev/" + name + " is " + stat, "no disk and no console of the host");
              }
              expect(count <= 20, fmt::format("/dev has {} entries", count), "at most 20");
              expect_equal("the host's own /dev/null", fs::is_character_file("/dev/null"), true);
          });
}

TEST_CASE("04 mount: the devices work", "[04+]") {
    judge({"04.dev-works",
           {"04.dev"},
           "A node on a nodev mount looks right and cannot be opened.",
           std::string{lesson} + "/dev; mount(2), MS_NODEV"},
          [] {
              Box box;
              const auto out = box.output(
                  {"/bin/sh", "-c",
                   "echo x > /dev/null && head -c 3 /dev/zero | wc -c && "
                   "head -c 4 /dev/urandom | wc -c; echo x 2>/dev/null > /dev/full || echo full; "
                   "echo out > /dev/stdout; echo s > /dev/shm/s && cat /dev/fd/0 < /dev/shm/s; "
                   "stat -c %s /dev/null; test -c /dev/ptmx && echo ptmx; echo y > /dev/console"});
              expect_equal("the output", out, "3\n4\nfull\nout\ns\n0\nptmx\n");
          });
}

TEST_CASE("04 mount: what tells about the machine is masked", "[04+]") {
    judge(
        {"04.masked",
         {"04.namespace", "02.proc"},
         "/proc/kcore is the machine's memory, /proc/keys its keyrings, /sys/firmware its tables.",
         std::string{lesson} + "Masked and read-only paths; proc(5)"},
        [] {
            Box box;
            const auto live = box.serve();
            auto probe = live->probe();
            for (const auto* path : {"/proc/kcore", "/proc/keys", "/proc/timer_list",
                                     "/proc/sched_debug", "/proc/interrupts"}) {
                const auto answer = probe.try_ask({"read", path});
                if (answer.find("No such file") != std::string::npos) continue;
                expect_equal(std::string{"what is read from "} + path, answer, "");
            }
            for (const auto* path : {"/proc/acpi", "/proc/scsi", "/sys/firmware"}) {
                const auto answer = probe.try_ask({"list", path});
                if (answer.find("No such file") != std::string::npos) continue;
                expect_equal(std::string{"what is listed in "} + path, answer, "");
                expect_contains("writing into a masked directory",
                                probe.try_ask({"write", std::string{path} + "/x", "x"}), "error");
            }
        });
}

TEST_CASE("04 mount: what steers the machine is read-only", "[04+]") {
    judge({"04.readonly",
           {"04.namespace", "02.proc"},
           "/proc/sysrq-trigger reboots, /proc/sys/kernel/core_pattern runs a program on the host.",
           std::string{lesson} + "Masked and read-only paths; proc(5), core(5)"},
          [] {
              Box box;
              const auto live = box.serve();
              auto probe = live->probe();
              for (const auto* path :
                   {"/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern",
                    "/proc/sys/vm/drop_caches", "/sys/kernel/uevent_helper", "/sys/power/state"}) {
                  const auto answer = probe.try_ask({"open", path, "w"});
                  expect(answer.find("Read-only") != std::string::npos ||
                             answer.find("No such file") != std::string::npos,
                         fmt::format("opening {} for writing: {}", path, answer),
                         "Read-only file system");
              }
          });
}
