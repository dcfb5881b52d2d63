// SPDX-License-Identifier: MIT
// Chapter 09: what a profile's file may say, and for whom its rules count.
#include "chapters/filters.hpp"
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <sys/syscall.h>

#include <algorithm>
#include <filesystem>

using namespace support;

namespace {

const std::string lesson = "chapters/09-seccomp/README.md, ";

Words with(Words options, const Words& more) {
    options.insert(options.end(), more.begin(), more.end());
    return options;
}

/// What the harmless call comes to, in a container with that profile and those options.
std::string said(Box& box, const std::string& text, const Words& options = {}) {
    return call_with(box, with(with_profile(box, text), options), "native", Harmless::number(),
                     {"1"});
}

/// A profile whose one rule counts under this condition.
std::string under(const std::string& condition) {
    return all_but({rule(Harmless::name, "ERRNO 75", condition)});
}

}  // namespace

TEST_CASE("09 seccomp: a rule counts for who has the capabilities that it names", "[09+]") {
    judge({"09.caps",
           {"09.errno", "08.add-and-drop"},
           "docker's profile opens mount for CAP_SYS_ADMIN, and closes clone without it.",
           lesson + "A profile"},
          [] {
              Box box;
              const auto includes = under(R"("includes": {"caps": ["CAP_SYS_TIME"]})");
              const auto excludes = under(R"("excludes": {"caps": ["CAP_SYS_TIME"]})");
              const Words has{"--cap-add", "SYS_TIME"}, lacks{"--cap-drop", "SYS_TIME"};
              expect_equal("includes, and it is there", said(box, includes, has), "EOVERFLOW");
              expect_equal("includes, and it is not", said(box, includes), Harmless::natural);
              expect_equal("excludes, and it is there", said(box, excludes, has),
                           Harmless::natural);
              expect_equal("excludes, and it is not", said(box, excludes), "EOVERFLOW");
              // Of what is included all must be there, of what is excluded nothing.
              const auto both = under(R"("includes": {"caps": ["CAP_SYS_TIME", "CAP_CHOWN"]})");
              expect_equal("both are there", said(box, both, has), "EOVERFLOW");
              expect_equal("one is there", said(box, both), Harmless::natural);
              const auto neither = under(R"("excludes": {"caps": ["CAP_SYS_TIME", "CAP_CHOWN"]})");
              expect_equal("one is there", said(box, neither), Harmless::natural);
              expect_equal("none is there", said(box, neither, {"--cap-drop", "ALL"}), "EOVERFLOW");
              expect_equal("what a user who is not root could still get",
                           said(box, includes, with(has, {"--user", "1234"})), "EOVERFLOW");
          });
}

TEST_CASE("09 seccomp: a rule counts on the machines that it names", "[09+]") {
    judge({"09.arches", {"09.errno"}, "One file for all machines.", lesson + "A profile"}, [] {
        require_door("x32");
        Box box;
        expect_equal("includes amd64",
                     said(box, under(R"("includes": {"arches": ["arm64", "amd64"]})")),
                     "EOVERFLOW");
        expect_equal("includes others",
                     said(box, under(R"("includes": {"arches": ["arm64", "s390x"]})")),
                     Harmless::natural);
        expect_equal("excludes amd64", said(box, under(R"("excludes": {"arches": ["amd64"]})")),
                     Harmless::natural);
        expect_equal("excludes others", said(box, under(R"("excludes": {"arches": ["arm64"]})")),
                     "EOVERFLOW");
    });
}

TEST_CASE("09 seccomp: a rule counts from the kernel on that it names", "[09+]") {
    judge({"09.kernel",
           {"09.errno"},
           "docker lets ptrace pass from 4.8 on: before, it was a way round the filter.",
           lesson + "A profile; uname(2)"},
          [] {
              Box box;
              for (const std::string old : {"2.6", "4.8", "5.0"})
                  expect_equal(
                      "minKernel " + old,
                      said(box, under(fmt::format(R"("includes": {{"minKernel": "{}"}})", old))),
                      "EOVERFLOW");
              for (const std::string future : {"99.0", "10.100"})
                  expect_equal(
                      "minKernel " + future,
                      said(box, under(fmt::format(R"("includes": {{"minKernel": "{}"}})", future))),
                      Harmless::natural);
          });
}

TEST_CASE("09 seccomp: a call that the library does not know is left out, and said", "[09+]") {
    judge({"09.unknown",
           {"09.default-action"},
           "A profile of next year names calls that are not there yet. To be left out, they must "
           "get an answer that is no milder.",
           lesson + "Names that nobody knows"},
          [] {
              Box box;
              const auto name = "call_" + random_word();
              const auto text = profile(
                  "ALLOW", {rule(name + ",getpgrp", "ALLOW"), rule(Harmless::name, "ERRNO 75")});
              const auto options = with_profile(box, text);
              const auto silent = box.run({options, {"/bin/echo", "ran"}});
              expect_equal("stderr", silent.err, "");
              expect_equal("stdout", silent.out, "ran\n");
              const auto verbose = box.run({with(options, {"--verbose"}), {"/bin/echo", "ran"}});
              expect_equal("stdout with --verbose", verbose.out, "ran\n");
              expect_contains("stderr with --verbose", verbose.err, name);
              expect_contains("stderr with --verbose", verbose.err, "syscalls[0].names[0]");
              expect_equal("the rule after it", said(box, text), "EOVERFLOW");
          });
}

TEST_CASE("09 seccomp: what the library does not know opens nothing", "[09+]") {
    judge({"09.never-wider",
           {"09.unknown"},
           "A misspelt name in a list of what is forbidden forbids nothing, and nobody notices.",
           lesson + "Names that nobody knows"},
          [] {
              Box box;
              const auto name = "call_" + random_word();
              for (const std::string action : {"ERRNO", "KILL_PROCESS", "TRAP", "LOG"})
                  expect_refused(box,
                                 with_profile(box, all_but({rule("getpgrp", "ERRNO"),
                                                            rule("getpid," + name, action)})),
                                 {name, "syscalls[1].names[1]"});
              // With a default that is as strict, it is left out.
              const auto text =
                  profile("LOG", {rule(name, "ALLOW"), rule(Harmless::name, "ERRNO 75")});
              expect_equal("a rule beside it", said(box, text), "EOVERFLOW");
          });
}

TEST_CASE("09 seccomp: OCI's form of a profile is understood", "[09+]") {
    judge({"09.oci",
           {"09.errno", "09.default-action"},
           "docker's file is for people, config.json's for runtimes; the second is a part of the "
           "first.",
           lesson + "A profile; runtime-spec config-linux.md, Seccomp"},
          [] {
              Box box;
              const auto inner = bare_profile(
                  "ALLOW", {rule(Harmless::name, "ERRNO 75")},
                  R"("architectures": ["SCMP_ARCH_X86_64"], "flags": ["SECCOMP_FILTER_FLAG_LOG"])");
              expect_equal("linux.seccomp by itself", said(box, inner), "EOVERFLOW");
              const auto whole =
                  fmt::format(R"({{"ociVersion": "1.0.2", "linux": {{"seccomp": {}}}}})", inner);
              expect_equal("that of a config.json", said(box, whole), "EOVERFLOW");
              expect_refused(box, with_profile(box, R"({"ociVersion": "1.0.2", "linux": {}})"),
                             {"linux.seccomp"});
          });
}

TEST_CASE("09 seccomp: podman's own profile is read without a word", "[09+]") {
    judge({"09.podmans",
           {"09.caps", "09.arches"},
           "Whoever has one need not write another.",
           lesson + "A profile"},
          [] {
              const Path file = "/usr/share/containers/seccomp.json";
              if (!std::filesystem::exists(file))
                  throw Skipped{"there is no " + file.native() +
                                ": package golang-github-containers-common"};
              Box box;
              const auto options = offline({"--security-opt", "seccomp=" + file.native()});
              expect_equal("what is said about it",
                           box.run({with(options, {"--verbose"}), {"/bin/true"}}).err, "");
              const auto tried = [&](long number, const Words& args, const Words& more = {}) {
                  return call_with(box, with(options, more), "native", number, args);
              };
              expect_equal("userfaultfd", tried(SYS_userfaultfd, {"1"}), "EPERM");
              expect_equal("personality 8", tried(SYS_personality, {"8"}), "0");
              expect_equal("personality 0x40000", tried(SYS_personality, {"0x40000"}), "ENOSYS");
              const Words watch{"0", "0", "0", "0", "0xffff"};
              expect_equal("perf_event_open", tried(SYS_perf_event_open, watch), "EPERM");
              expect_equal("perf_event_open with --cap-add SYS_ADMIN",
                           tried(SYS_perf_event_open, watch, {"--cap-add", "SYS_ADMIN"}), "EINVAL");
          });
}
