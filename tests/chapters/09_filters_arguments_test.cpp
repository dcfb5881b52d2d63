// SPDX-License-Identifier: MIT
// Chapter 09: rules about a call's arguments.
#include "chapters/filters.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <functional>
#include <string>

using namespace support;

namespace {

const std::string lesson = "chapters/09-seccomp/README.md, ";

/// All 64 bits of it count, and each half has room for one more and one less.
std::uint64_t random_value() {
    const auto half = [] { return static_cast<std::uint64_t>(random_number(2, 2'000'000'000)); };
    return half() << 32 | half();
}

/// The call with `value` as its argument `index`. The kernel does not look at any but the first.
std::string called(Probe& probe, unsigned index, std::uint64_t value) {
    Words args(6, "1");
    args[index] = std::to_string(value);
    return call(probe, "native", Harmless::number(), args);
}

/// Neighbours of a value, near and far: each differs in one half alone, or in both.
std::vector<std::uint64_t> around(std::uint64_t value) {
    constexpr std::uint64_t high = std::uint64_t{1} << 32;
    return {value,        value + 1,        value - 1,        value + high,
            value - high, value + high - 1, value - high + 1, value & 0xffff'ffff};
}

using Holds = std::function<bool(std::uint64_t argument)>;

/// Requires that a rule with this comparison holds for exactly those arguments.
void expect_compares(const std::string& op, std::uint64_t value, std::uint64_t value_two,
                     const std::vector<std::uint64_t>& arguments, const Holds& holds) {
    Box box;
    const auto index = static_cast<unsigned>(random_number(1, 5));
    const auto text =
        all_but({rule_if(Harmless::name, "ERRNO 75", {compared(index, op, value, value_two)})});
    const auto live = box.serve(with_profile(box, text));
    auto probe = live->probe();
    for (const auto argument : arguments)
        expect_equal(
            fmt::format("with argument {} {} {:#x} ({:#x}), and called with {:#x}: the call", index,
                        op, value, value_two, argument),
            called(probe, index, argument), holds(argument) ? "EOVERFLOW" : Harmless::natural);
}

}  // namespace

TEST_CASE("09 seccomp: an argument is compared, in six ways", "[09+]") {
    judge({"09.compare",
           {"09.errno"},
           "Most calls are harmless with most arguments: personality, clone, ioctl, socket.",
           lesson + "Arguments; seccomp_rule_add(3)"},
          [] {
              const auto value = random_value();
              const auto all = around(value);
              expect_compares("EQ", value, 0, all, [=](auto x) { return x == value; });
              expect_compares("NE", value, 0, all, [=](auto x) { return x != value; });
              expect_compares("LT", value, 0, all, [=](auto x) { return x < value; });
              expect_compares("LE", value, 0, all, [=](auto x) { return x <= value; });
              expect_compares("GT", value, 0, all, [=](auto x) { return x > value; });
              expect_compares("GE", value, 0, all, [=](auto x) { return x >= value; });
          });
}

TEST_CASE("09 seccomp: some bits of an argument are compared, and the others are not", "[09+]") {
    judge({"09.masked",
           {"09.compare"},
           "Flags: new namespaces may be forbidden, whatever else clone is told.",
           lesson + "Arguments; seccomp_rule_add(3), SCMP_CMP_MASKED_EQ"},
          [] {
              const auto mask = random_value(), value = random_value() & mask;
              const auto holds = [=](std::uint64_t x) { return (x & mask) == value; };
              std::vector<std::uint64_t> arguments{value, value | ~mask, ~value};
              for (unsigned bit = 0; bit < 64; bit += 3)
                  arguments.push_back(value ^ std::uint64_t{1} << bit);
              expect_compares("MASKED_EQ", mask, value, arguments, holds);
              // None of the bits of the mask is set.
              expect_compares("MASKED_EQ", mask, 0, {0, ~mask, mask, mask & -mask},
                              [=](std::uint64_t x) { return (x & mask) == 0; });
          });
}

TEST_CASE("09 seccomp: all comparisons of a rule must hold", "[09+]") {
    judge(
        {"09.all-comparisons",
         {"09.compare"},
         "\"A socket of that family, and of that type\" is one rule. If one comparison were "
         "enough, it would let through the half of all sockets.",
         lesson + "Arguments"},
        [] {
            Box box;
            const auto one = random_value(), two = random_value();
            const auto text = all_but({rule_if(Harmless::name, "ERRNO 75",
                                               {compared(1, "EQ", one), compared(4, "EQ", two)})});
            const auto live = box.serve(with_profile(box, text));
            auto probe = live->probe();
            const auto called_with = [&](std::uint64_t first, std::uint64_t second) {
                return call(probe, "native", Harmless::number(),
                            {"1", std::to_string(first), "0", "0", std::to_string(second)});
            };
            expect_equal("both hold: the call", called_with(one, two), "EOVERFLOW");
            expect_equal("the first holds: the call", called_with(one, two + 1), Harmless::natural);
            expect_equal("the second holds: the call", called_with(one + 1, two),
                         Harmless::natural);
            expect_equal("none holds: the call", called_with(one + 1, two + 1), Harmless::natural);
        });
}

TEST_CASE("09 seccomp: a call may have several rules, and any may hold", "[09+]") {
    judge({"09.several-rules",
           {"09.compare"},
           "This is how a profile says \"this, or that\": personality has five rules.",
           lesson + "Arguments"},
          [] {
              Box box;
              const auto one = random_value(), two = random_value(), three = random_value();
              const auto text = all_but({
                  rule_if(Harmless::name, "ERRNO 75", {compared(1, "EQ", one)}),
                  rule_if(std::string{"getpgrp,"} + Harmless::name, "ERRNO 75",
                          {compared(1, "EQ", two)}),
                  rule_if(Harmless::name, "ERRNO 42", {compared(2, "EQ", three)}),
              });
              const auto live = box.serve(with_profile(box, text));
              auto probe = live->probe();
              expect_equal("the first rule's", called(probe, 1, one), "EOVERFLOW");
              expect_equal("the second rule's", called(probe, 1, two), "EOVERFLOW");
              expect_equal("the third rule's", called(probe, 2, three), "ENOMSG");
              expect_equal("nobody's", called(probe, 1, three), Harmless::natural);
          });
}
