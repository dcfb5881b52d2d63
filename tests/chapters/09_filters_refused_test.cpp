// SPDX-License-Identifier: MIT
// Chapter 09: profiles that are wrong, and that no failure is passed over.
#include "chapters/faults.hpp"
#include "chapters/filters.hpp"
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

using namespace support;

namespace {

const std::string lesson = "chapters/09-seccomp/README.md, ";

/// A profile that is wrong, and what the line about it must name.
struct Wrong {
    std::string text;
    std::string part;
};

std::string with_rule(const std::string& text) {
    return profile("ALLOW", {rule("getpgrp", "ERRNO"), text});
}

std::string with_argument(const std::string& text) {
    return with_rule(
        fmt::format(R"({{"names": ["getppid"], "action": "SCMP_ACT_ERRNO", "args": [{}]}})", text));
}

std::vector<Wrong> wrong_profiles() {
    const auto word = random_word();
    const auto with_default = [](const std::string& more) {
        return R"({"defaultAction": "SCMP_ACT_ALLOW", )" + more + "}";
    };
    return {
        {"", "not JSON"},
        {"{", "not JSON"},
        {"{\"defaultAction\": \"SCMP_ACT_ALLOW\"} x", "not JSON"},
        {std::string(100'000, '['), "JSON"},
        {"[]", "object"},
        {"{}", "defaultAction"},
        {"{\"defaultAction\": 7}", "defaultAction"},
        {"{\"defaultAction\": \"" + word + "\"}", word},
        {"{\"defaultAction\": \"ALLOW\"}", "defaultAction"},
        {with_default("\"" + word + "\": 1"), word},
        {with_default(R"("defaultErrnoRet": 1)"), "defaultErrnoRet"},
        {with_default(R"("syscalls": {})"), "syscalls"},
        {with_default(R"("architectures": ["x86_64"])"), "architectures[0]"},
        {with_default(R"("architectures": ["SCMP_ARCH_ARM"])"), "SCMP_ARCH_X86_64"},
        {with_default(R"("architectures": [], "archMap": [{}])"), "archMap[0]"},
        {with_default(R"("flags": [")" + word + "\"]"), "flags[0]"},
        {with_rule("7"), "syscalls[1]"},
        {with_rule(R"({"action": "SCMP_ACT_ALLOW"})"), "syscalls[1]"},
        {with_rule(R"({"names": ["getppid"]})"), "syscalls[1]"},
        {with_rule(R"({"names": "getppid", "action": "SCMP_ACT_ALLOW"})"), "syscalls[1].names"},
        {with_rule(R"({"names": [7], "action": "SCMP_ACT_ALLOW"})"), "syscalls[1].names[0]"},
        {with_rule(R"({"names": ["getppid"], "action": "SCMP_ACT_ERRNO", "errnoRet": -1})"),
         "syscalls[1].errnoRet"},
        {with_rule(R"({"names": ["getppid"], "action": "SCMP_ACT_ERRNO", "errnoRet": 4096})"),
         "syscalls[1].errnoRet"},
        {with_rule(R"({"names": ["getppid"], "action": "SCMP_ACT_KILL", "errnoRet": 1})"),
         "syscalls[1].errnoRet"},
        {with_rule(R"({"names": ["getppid"], "action": "SCMP_ACT_KILL", "arg": []})"),
         "syscalls[1].arg"},
        {with_rule(R"({"names": ["getppid"], "action": "SCMP_ACT_KILL",
                       "includes": {"minKernel": "new"}})"),
         "syscalls[1].includes.minKernel"},
        {with_argument(R"({"index": 6, "op": "SCMP_CMP_EQ", "value": 1})"),
         "syscalls[1].args[0].index"},
        {with_argument(R"({"index": 0, "op": "EQ", "value": 1})"), "syscalls[1].args[0].op"},
        {with_argument(R"({"index": 0, "op": "SCMP_CMP_EQ", "value": -1})"),
         "syscalls[1].args[0].value"},
        {with_argument(R"({"index": 0, "op": "SCMP_CMP_EQ", "value": 18446744073709551616})"),
         "syscalls[1].args[0].value"},
        {with_argument(R"({"index": 0, "op": "SCMP_CMP_EQ", "value": 1.5})"),
         "syscalls[1].args[0].value"},
        {with_argument(compared(0, "GT", 1) + ", " + compared(0, "LT", 9)), "syscalls[1].args[1]"},
    };
}

}  // namespace

TEST_CASE("09 seccomp: a profile that is wrong is refused, with the place", "[09+]") {
    judge({"09.bad-profile",
           {"09.filter"},
           "What is passed over in silence might have been meant as a restriction.",
           lesson + "Exit status"},
          [] {
              Box box;
              for (const auto& [text, part] : wrong_profiles()) {
                  const auto options = with_profile(box, text);
                  expect_refused(box, options, {part, options.back().substr(8)});
              }
          });
}

TEST_CASE("09 seccomp: a profile that cannot be read is refused", "[09+]") {
    judge({"09.no-profile",
           {"09.bad-profile"},
           "Whoever asked for a profile gets it, or no container.",
           lesson + "Exit status"},
          [] {
              Box box;
              const auto missing = (box.directory() / random_word()).native();
              const auto with = [](const std::string& option) {
                  return offline({"--security-opt", option});
              };
              expect_refused(box, with("seccomp=" + missing), {missing});
              expect_refused(box, with("seccomp=" + box.directory().native()),
                             {box.directory().native()});
              expect_refused(box, with("seccomp=/dev/zero"), {"/dev/zero"});
              expect_refused(box, with("seccomp="), {"seccomp="});
              const auto word = random_word();
              expect_refused(box, with(word), {word});
          });
}

TEST_CASE("09 seccomp: a container whose filter fails does not run", "[09+]") {
    judge({"09.faults",
           {"09.filter", "contract.faults"},
           "A filter that is not there lets all pass, and nobody would know.",
           lesson + "Exit status; strace(1), Tampering"},
          [] {
              Box box;
              const Launch launch{offline(), {"/bin/grep", "Seccomp", "/proc/self/status"}};
              const auto healthy = box.output(launch.command, launch.options);
              for (const std::string name : {"seccomp", "memfd_create"})
                  for (int time = 1; time < 200; ++time) {
                      const auto outcome = run_with_fault(box, launch, name, time);
                      if (!outcome) break;
                      const auto what = fmt::format("with call {} of {} failing, ", time, name);
                      expect_equal(what + "what is left behind", outcome->left, "");
                      // A program may know another way, as long as the container is the same.
                      if (outcome->exit_status == 0 && outcome->out == healthy) continue;
                      expect_equal(what + "the exit status", outcome->exit_status, 125);
                      expect_contains(what + "stderr", outcome->err, "Operation not permitted");
                      expect_equal(what + "stdout", outcome->out, "");
                  }
          });
}

TEST_CASE("09 seccomp: a profile without what starts a program is no riddle", "[09+]") {
    judge({"09.too-small",
           {"09.filter", "09.default-action"},
           "Between the filter and the program there are a few calls more. Where one fails, the "
           "host may be out of reach, but not whoever waits for the command.",
           lesson + "Exit status"},
          [] {
              Box box;
              const auto text = profile("ERRNO 1", {rule("execve,write,exit_group", "ALLOW")});
              const auto outcome = box.run({with_profile(box, text), {"/bin/echo", "ran"}});
              expect_equal("the exit status", outcome.exit_status, 125);
              expect_contains("stderr", outcome.err, "Operation not permitted");
              expect_equal("stdout", outcome.out, "");
          });
}
