// SPDX-License-Identifier: MIT
// Chapter 08: what the program may do: the five sets of capabilities, and what the kernel makes of
// them.
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <linux/capability.h>

#include <algorithm>
#include <filesystem>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/08-users/README.md, ";

/// The sets of a container with these options, and what they were, for messages.
void expect_container(const Words& options, const Sets& expected) {
    Box box;
    const auto live = box.serve(offline(options));
    expect_sets("a container with " + (options.empty() ? "no option" : command_line(options)),
                sets_of(live->probe()), expected);
}

/// Not every kernel has modules, or a clock to set.
bool can_be_done(const Words& words) {
    if (words[0] != "load-module" && words[0] != "set-clock") return true;
    return run_tool({host_probe(), "try", words[0]}).output.starts_with("did: ");
}

/// Of somebody who has all of them that he can have.
Sets root_with(std::uint64_t all) {
    return {0, all, all, all, 0};
}
Sets user_with(std::uint64_t own, std::uint64_t bounding) {
    return {own, own, own, bounding, own};
}

}  // namespace

TEST_CASE("08 users: root has fourteen capabilities of forty-one, in three sets", "[08+]") {
    judge({"08.capabilities",
           {"08.root-is-nobody"},
           "The bounding set is what any program that is started later can get at most: what is "
           "left there, comes back. One that the kernel knows and the headers do not, too.",
           lesson + "What it may do; capabilities(7), /proc/sys/kernel/cap_last_cap"},
          [] {
              expect_container({}, root_with(fourteen));
              expect_container({"--userns", "host"}, root_with(fourteen));
          });
}

TEST_CASE("08 users: a user who is not root has none", "[08+]") {
    judge({"08.user-capabilities",
           {"08.capabilities", "08.ids"},
           "They are what makes root root.",
           lesson + "What it may do; capabilities(7), \"Effect of user ID changes\""},
          [] {
              expect_container({"--user", "1234"}, user_with(0, fourteen));
              expect_container({"--userns", "host", "--user", "1234"}, user_with(0, fourteen));
          });
}

TEST_CASE("08 users: --cap-drop takes away, --cap-add gives", "[08+]") {
    judge({"08.add-and-drop",
           {"08.capabilities"},
           "What a program does not need, whoever takes it over does not get.",
           lesson + "Options; capabilities(7)"},
          [] {
              expect_container({"--cap-drop", "NET_RAW"}, root_with(fourteen & ~bit(CAP_NET_RAW)));
              expect_container({"--cap-drop", "cap_net_raw", "--cap-drop", "Mknod"},
                               root_with(fourteen & ~bit(CAP_NET_RAW) & ~bit(CAP_MKNOD)));
              expect_container({"--cap-add", "SYS_TIME", "--cap-add", "CAP_NET_ADMIN"},
                               root_with(fourteen | bit(CAP_SYS_TIME) | bit(CAP_NET_ADMIN)));
              expect_container({"--cap-drop", "ALL"}, root_with(0));
              expect_container({"--cap-drop", "all", "--cap-add", "CHOWN"},
                               root_with(bit(CAP_CHOWN)));
              expect_container({"--cap-add", "ALL"}, root_with(callers_capabilities()));
              expect_container({"--cap-add", "ALL", "--cap-drop", "SYS_ADMIN"},
                               root_with(callers_capabilities() & ~bit(CAP_SYS_ADMIN)));
              expect_container({"--userns", "host", "--cap-add", "ALL"},
                               root_with(callers_capabilities()));
          });
}

TEST_CASE("08 users: a user who is not root keeps what was added for him", "[08+]") {
    judge({"08.ambient",
           {"08.user-capabilities", "08.add-and-drop"},
           "execve takes the capabilities of whoever is not root, but for ambient ones. And who "
           "asked for one did not ask for all fourteen.",
           lesson + "What it may do; capabilities(7), \"Ambient\""},
          [] {
              const auto time = bit(CAP_SYS_TIME), raw = bit(CAP_NET_RAW);
              for (const std::string space : {"auto", "host"}) {
                  expect_container({"--userns", space, "--user", "1234", "--cap-add", "SYS_TIME"},
                                   user_with(time, fourteen | time));
                  expect_container({"--userns", space, "--user", "1234", "--cap-drop", "ALL",
                                    "--cap-add", "SYS_TIME", "--cap-add", "NET_RAW"},
                                   user_with(time | raw, time | raw));
              }
          });
}

TEST_CASE("08 users: the kernel refuses what the set does not have", "[08+]") {
    judge({"08.deeds",
           {"08.add-and-drop"},
           "A mask is a number; what counts is what the kernel does.",
           lesson + "What it may do; capabilities(7)"},
          [] {
              struct Deed {
                  const char* capability;
                  Words words;
                  bool by_default;
              };
              const std::vector<Deed> deeds = {
                  {"MKNOD", {"mknod", "/tmp/node", "1", "3"}, true},
                  {"NET_RAW", {"raw-socket"}, true},
                  {"CHOWN", {"chown", "/etc/hosts", "7", "7"}, true},
                  {"SYS_CHROOT", {"breakout", "/etc/passwd", "/tmp"}, true},
                  {"SYS_ADMIN", {"mount-tmpfs", "/mnt"}, false},
                  {"SYS_TIME", {"set-clock"}, false},
                  {"SYS_MODULE", {"load-module"}, false},
                  {"SYS_NICE", {"renice", "-5"}, false},
                  {"SYS_ADMIN", {"sethostname", "other"}, false}};
              Box box;
              const auto tried = [&](const Words& options, const Words& words) {
                  auto all = offline({"--userns", "host"});
                  all.insert(all.end(), options.begin(), options.end());
                  const auto live = box.serve(all);
                  auto question = words;
                  question.insert(question.begin(), "try");
                  return live->probe().ask(question);
              };
              for (const auto& deed : deeds) {
                  if (!can_be_done(deed.words)) continue;  // not here, by anybody
                  const auto what = command_line(deed.words);
                  const Words add{"--cap-add", deed.capability};
                  const Words drop{"--cap-drop", deed.capability};
                  expect_contains(what + " with --cap-add " + deed.capability,
                                  tried(add, deed.words), "did: ");
                  expect_contains(what + " with --cap-drop " + deed.capability,
                                  tried(drop, deed.words), "refused: ");
                  expect_contains(what, tried({}, deed.words),
                                  deed.by_default ? "did: " : "refused: ");
              }
          });
}

TEST_CASE("08 users: in its user namespace a capability is good for what belongs to that",
          "[08+]") {
    judge(
        {"08.not-the-machines",
         {"08.add-and-drop"},
         "All capabilities of such a namespace are still none for the clock, the kernel's modules, "
         "and the devices: those are the machine's.",
         lesson + "Root that is not root; user_namespaces(7), \"Capabilities\""},
        [] {
            Box box;
            const auto live = box.serve(offline({"--cap-add", "ALL"}));
            auto probe = live->probe();
            probe.ask({"mount-tmpfs", "/mnt"});
            probe.ask({"sethostname", random_word()});
            probe.ask({"raw-socket"});
            for (const Words& words :
                 {Words{"set-clock"}, Words{"load-module"}, Words{"mknod", "/tmp/node", "1", "3"},
                  Words{"renice", "-5"}, Words{"bpf-map"}}) {
                auto question = words;
                question.insert(question.begin(), "try");
                expect_contains(command_line(words), probe.ask(question), "refused: ");
            }
        });
}

TEST_CASE("08 users: a capability that nobody knows, or that we lack, is refused", "[08+]") {
    judge({"08.bad-capability",
           {"08.add-and-drop"},
           "A misspelt --cap-drop would drop nothing, and nobody would notice.",
           lesson + "Exit status; capabilities(7)"},
          [] {
              Box box;
              const auto expect_refused = [&](const Launch& launch, const std::string& part) {
                  const auto outcome = box.run(launch);
                  const auto what = command_line(launch.options);
                  expect_equal(what + ": the exit status", outcome.exit_status, 125);
                  expect_contains(what + ": stderr", outcome.err, part);
                  expect_equal(what + ": the lines of stderr",
                               std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1);
                  expect_equal(what + ": what is left behind", outcome.left, "");
              };
              const auto word = random_word();
              for (const std::string option : {"--cap-add", "--cap-drop"})
                  for (const std::string& name : {word, "CAP_" + word, std::string{"7"}})
                      expect_refused({offline({option, name}), {"/bin/true"}}, name);
              Launch lacking{offline({"--userns", "host", "--cap-add", "SYS_TIME"}), {"/bin/true"}};
              lacking.wrapper = {"/usr/bin/setpriv", "--bounding-set", "-sys_time"};
              expect_refused(lacking, "SYS_TIME");
              // ALL is all that there is.
              lacking.options = offline({"--userns", "host", "--cap-add", "ALL"});
              lacking.command = {"/bin/grep", "CapBnd", "/proc/self/status"};
              expect_contains("--cap-add ALL of a caller without SYS_TIME", box.run(lacking).out,
                              fmt::format("{:016x}", callers_capabilities() & ~bit(CAP_SYS_TIME)));
          });
}
