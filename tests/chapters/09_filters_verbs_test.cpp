// SPDX-License-Identifier: MIT
// Chapter 09: the commands about profiles, and a normal user.
#include "chapters/filters.hpp"
#include "chapters/user_host.hpp"
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

using namespace support;

namespace {

const std::string lesson = "chapters/09-seccomp/README.md, ";

/// What the program says to these words, which must succeed.
std::string said(Box& box, const Words& line) {
    Launch launch;
    launch.line = line;
    const auto outcome = box.run(launch);
    const auto what = command_line(line);
    expect_equal(what + ": stderr", outcome.err, "");
    expect_equal(what + ": the exit status", outcome.exit_status, 0);
    return outcome.out;
}

/// The lines about one door.
std::string about(const std::string& text, const std::string& door) {
    const auto begin = text.find(door + " ");
    if (begin == std::string::npos) return "";
    return text.substr(begin, text.find('\n', begin) - begin);
}

bool names_call(const nlohmann::json& profile, const std::string& name) {
    for (const auto& rule : profile.at("syscalls"))
        for (const auto& one : rule.at("names"))
            if (one == name) return true;
    return false;
}

}  // namespace

TEST_CASE("09 seccomp: profile explain says what happens to a call, and which rule it is",
          "[09+]") {
    judge({"09.explain",
           {"09.errno", "09.x32"},
           "A profile has hundreds of lines, and the filter a thousand instructions.",
           lesson + "Ask it"},
          [] {
              Box box;
              const auto file = with_profile(box, all_but({rule("getpgrp", "KILL_PROCESS"),
                                                           rule_if(Harmless::name, "ERRNO 75",
                                                                   {compared(1, "GT", 1000)})}))
                                    .back()
                                    .substr(8);
              const auto explain = [&](const Words& more) {
                  Words line{"profile", "explain", file};
                  line.insert(line.end(), more.begin(), more.end());
                  return said(box, line);
              };
              const auto harmful = explain({Harmless::name, "1", "1001"});
              for (const std::string door : {"x86_64", "x86", "x32"}) {
                  expect_contains("about " + door, about(harmful, door), "EOVERFLOW");
                  expect_contains("about " + door, about(harmful, door), "syscalls[1]");
              }
              const auto harmless = explain({Harmless::name, "1", "1000"});
              expect_contains("with another argument", about(harmless, "x86_64"), "is allowed");
              expect_contains("about another call", about(explain({"getpgrp"}), "x86_64"),
                              "syscalls[0]");
              const auto by_default = [&](const Words& more) {
                  Words line{"profile", "explain", "default", "unshare"};
                  line.insert(line.end(), more.begin(), more.end());
                  return about(said(box, line), "x86_64");
              };
              expect_contains("unshare by default", by_default({}), "EPERM");
              expect_contains("unshare with --cap-add SYS_ADMIN",
                              by_default({"--cap-add", "SYS_ADMIN"}), "is allowed");
          });
}

TEST_CASE("09 seccomp: profile explain refuses what is no call, and no profile", "[09+]") {
    judge({"09.explain-refused",
           {"09.explain"},
           "A misspelt name would look like one that is not allowed.",
           lesson + "Ask it"},
          [] {
              Box box;
              const auto word = "call_" + random_word();
              const auto missing = (box.directory() / random_word()).native();
              for (const auto& [line, part] : std::vector<std::pair<Words, std::string>>{
                       {{"profile", "explain", "default", word}, word},
                       {{"profile", "explain", missing, "getpid"}, missing},
                       {{"profile", "explain", "default", "getpid", word}, word},
                       {{"profile", "explain"}, "PROFILE"}}) {
                  Launch launch;
                  launch.line = line;
                  const auto outcome = box.run(launch);
                  expect_equal(command_line(line) + ": the exit status", outcome.exit_status, 125);
                  expect_contains(command_line(line) + ": stderr", outcome.err, part);
                  expect_equal(command_line(line) + ": stdout", outcome.out, "");
              }
          });
}

TEST_CASE("09 seccomp: a recorded profile has what the command calls, and no more", "[09+]") {
    judge({"09.record",
           {"09.errno", "09.filter"},
           "The smallest profile is the best one, and nobody knows it by heart.",
           lesson + "Record one"},
          [] {
              Box box;
              const auto file = (box.directory() / "recorded.json").native();
              const auto rootfs = box.rootfs().native();
              const auto word = random_word();
              const Words command{"/bin/sh", "-c", "mkdir /tmp/x && echo " + word};
              Words line{"profile", "record", "-o", file, "--", "--network", "none", rootfs};
              line.insert(line.end(), command.begin(), command.end());
              expect_equal("what the command says while it is recorded", said(box, line),
                           word + "\n");
              const auto profile = nlohmann::json::parse(read_file(file));
              expect(names_call(profile, "execve") &&
                         (names_call(profile, "mkdir") || names_call(profile, "mkdirat")),
                     "execve or mkdir is missing in " + profile.dump(), "both are there");
              for (const std::string name : {"unshare", "socket", "ptrace", "symlink", "chroot"})
                  expect(!names_call(profile, name), name + " is in the profile",
                         "what the command does not call is not there");
              const auto options = offline({"--security-opt", "seccomp=" + file});
              expect_equal("what the command says under it", box.output(command, options),
                           word + "\n");
              const auto other =
                  box.run({options, {"/bin/sh", "-c", "ln -s a /tmp/b && echo " + word}});
              expect(other.exit_status != 0 && other.out.empty(),
                     "another command, which makes a symlink, runs under it, too", "it is not let");
          });
}

TEST_CASE("09 seccomp: a normal user's container has the filter, too", "[09+]") {
    judge({"09.user",
           {"09.filter", "09.kept", "08.user"},
           "He has no right on the host that a filter would need: no_new_privs is enough.",
           lesson + "For a normal user; seccomp(2)"},
          [] {
              UserHost user;
              const auto rootfs = user.host().box().rootfs().native();
              const int callers = filters_of(read_file("/proc/self/status"));
              const auto in_container = [&](const Words& options, const Words& command) {
                  auto words = options;
                  words.push_back(rootfs);
                  words.insert(words.end(), command.begin(), command.end());
                  return user.say(run_alone(words));
              };
              const Words status{"/bin/cat", "/proc/self/status"};
              expect_equal("Seccomp_filters", filters_of(in_container({}, status)), callers + 1);
              const Words unshare{"/bin/probe", "call", "native", "272", "0"};
              expect_equal("unshare(0)", in_container({}, unshare), "EPERM\n");
              const Words none{"--security-opt", "seccomp=unconfined"};
              expect_equal("unshare(0) without a filter", in_container(none, unshare), "0\n");
              const auto kept = user.host().shell("ls /run/user/data/workbook/filters").output;
              expect(!kept.empty(), "nothing is kept in his own store's filters/", "a filter is");
              const Words loose{"--security-opt", "no-new-privileges=false"};
              expect_equal("Seccomp_filters without no_new_privs",
                           filters_of(in_container(loose, status)), callers + 1);
          });
}
