// SPDX-License-Identifier: MIT
// Chapter 09: the other doors to the kernel: the calls of 32-bit programs, and of x32.
#include "chapters/filters.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

using namespace support;

namespace {

const std::string lesson = "chapters/09-seccomp/README.md, ";

/// What the harmless call comes to through each of these doors.
void expect_through(Box& box, const std::string& text, const Words& doors,
                    const std::string& expected) {
    const auto live = box.serve(with_profile(box, text));
    auto probe = live->probe();
    for (const auto& door : doors)
        expect_equal(fmt::format("through the door {}, the call", door),
                     call(probe, door, Harmless::number(door), {"1"}), expected);
}

}  // namespace

TEST_CASE("09 seccomp: a 32-bit call has the same rule as its 64-bit one", "[09+]") {
    judge({"09.x86",
           {"09.errno"},
           "A 64-bit program makes the calls of a 32-bit one by int 0x80, and there each has "
           "another number: what is sched_get_priority_max here, is getxattr there.",
           lesson + "Three doors; syscall(2), seccomp(2)"},
          [] {
              require_door("x86");
              Box box;
              const auto live = box.serve(unconfined());
              auto probe = live->probe();
              expect_equal("without a filter", call(probe, "x86", Harmless::number("x86"), {"1"}),
                           Harmless::natural);
              expect_through(box, all_but({rule(Harmless::name, "ERRNO 75")}), {"native", "x86"},
                             "EOVERFLOW");
              // The rule is about the name, not about its number.
              expect_through(box, all_but({rule("fchown", "ERRNO 75")}), {"native", "x86"},
                             Harmless::natural);
          });
}

TEST_CASE("09 seccomp: a 32-bit call's arguments are compared, too", "[09+]") {
    judge({"09.x86-arguments",
           {"09.x86", "09.compare"},
           "They come in other registers, and half as wide.",
           lesson + "Three doors; syscall(2)"},
          [] {
              require_door("x86");
              Box box;
              const auto value = static_cast<std::uint64_t>(random_number(1000, 1'000'000'000));
              const auto text =
                  all_but({rule_if(Harmless::name, "ERRNO 75", {compared(2, "EQ", value)})});
              const auto live = box.serve(with_profile(box, text));
              auto probe = live->probe();
              for (const std::string door : {"native", "x86"}) {
                  const auto called = [&](std::uint64_t third) {
                      return call(probe, door, Harmless::number(door),
                                  {"1", "0", std::to_string(third)});
                  };
                  expect_equal(door + ", the value of the rule", called(value), "EOVERFLOW");
                  expect_equal(door + ", another", called(value + 1), Harmless::natural);
              }
          });
}

TEST_CASE("09 seccomp: x32 has the same rules", "[09+]") {
    judge({"09.x32",
           {"09.errno"},
           "Its calls come through the 64-bit door, with one bit more in the number. A filter that "
           "looks for equal numbers finds none.",
           lesson + "Three doors; syscall(2), seccomp(2)"},
          [] {
              require_door("x32");
              Box box;
              // The kernel need not have x32: the filter answers before it is asked.
              expect_through(box, all_but({rule(Harmless::name, "ERRNO 75")}), {"x32"},
                             "EOVERFLOW");
          });
}

TEST_CASE("09 seccomp: who comes through a door that the profile does not name is killed",
          "[09+]") {
    judge({"09.other-doors",
           {"09.x86", "09.x32"},
           "No rule is about it, so no rule can let it pass: not even with SCMP_ACT_ALLOW for the "
           "rest.",
           lesson + "Three doors; seccomp(2)"},
          [] {
              require_door("x86");
              Box box;
              const auto killed = [&](const std::string& text, const std::string& door) {
                  const auto said =
                      call_with(box, with_profile(box, text), door, Harmless::number(door), {"1"});
                  expect(said.find("killed") != std::string::npos,
                         fmt::format("through the door {}, the call gets {}", door, said),
                         "whoever makes it is killed");
              };
              const std::string only = R"("architectures": ["SCMP_ARCH_X86_64"])";
              const auto text = bare_profile("ALLOW", {rule("getpgrp", "ERRNO")}, only);
              expect_through(box, text, {"native"}, Harmless::natural);
              killed(text, "x86");
              killed(text, "x32");
              const std::string two = R"("architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86"])";
              const auto wider = bare_profile("ALLOW", {rule("getpgrp", "ERRNO")}, two);
              expect_through(box, wider, {"native", "x86"}, Harmless::natural);
              killed(wider, "x32");
          });
}

TEST_CASE("09 seccomp: an archMap names the doors of this machine", "[09+]") {
    judge({"09.arch-map",
           {"09.other-doors"},
           "One profile for all machines: of each family only the own one counts.",
           lesson + "A profile"},
          [] {
              require_door("x86");
              Box box;
              const std::string map = R"("archMap": [
                  {"architecture": "SCMP_ARCH_AARCH64", "subArchitectures": ["SCMP_ARCH_ARM"]},
                  {"architecture": "SCMP_ARCH_X86_64", "subArchitectures": ["SCMP_ARCH_X86"]}])";
              const auto text = bare_profile("ALLOW", {rule(Harmless::name, "ERRNO 75")}, map);
              expect_through(box, text, {"native", "x86"}, "EOVERFLOW");
              const auto said = call_with(box, with_profile(box, text), "x32", Harmless::number());
              expect_contains("through x32, which the map lacks, the call", said, "killed");
          });
}
