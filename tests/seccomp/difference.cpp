// SPDX-License-Identifier: MIT
#include "difference.hpp"

#include "seccomp/simulate.hpp"

#include <fmt/format.h>
#include <linux/audit.h>
#include <linux/bpf_common.h>

#include <algorithm>
#include <set>

namespace ways {

const std::vector<std::uint32_t> arches{AUDIT_ARCH_X86_64, AUDIT_ARCH_I386, AUDIT_ARCH_AARCH64, 0};

std::vector<std::uint32_t> numbers(const std::vector<Program>& programs) {
    constexpr std::uint32_t x32 = 0x40000000, sign = 0x80000000;
    std::set<std::uint32_t> result{x32 - 1, sign - 1, sign, sign + 1, UINT32_MAX - 1, UINT32_MAX};
    for (std::uint32_t number = 0; number < 1024; ++number) {
        result.insert(number);
        result.insert(x32 + number);
    }
    for (const auto& program : programs)
        for (const auto& one : program)
            if (BPF_CLASS(one.code) == BPF_JMP && BPF_OP(one.code) != BPF_JA)
                result.insert({one.k - 1, one.k, one.k + 1});
    return {result.begin(), result.end()};
}

std::string difference(const Program& one, const Program& other) {
    for (const auto arch : arches)
        for (const auto number : numbers({one, other})) {
            const seccomp_data call{
                static_cast<int>(number), arch, 1, {UINT64_MAX, 0, 1, 2, 1ULL << 32, 3}};
            auto all = through(one, call);
            const auto more = through(other, call);
            all.insert(all.end(), more.begin(), more.end());
            for (const auto& [way, _] : all) {
                const auto expected = seccomp::simulate(one, way);
                const auto got = seccomp::simulate(other, way);
                if (got != expected)
                    return fmt::format("call {:#x} of {:#x} with {:#x}: {:#x} becomes {:#x}",
                                       number, arch, fmt::join(way.args, ", "), expected, got);
            }
        }
    return "";
}

std::size_t longest(const Program& program) {
    std::size_t result = 0;
    for (const auto arch : arches)
        for (const auto number : numbers({program}))
            for (const auto& way : through(program, {static_cast<int>(number), arch, 1, {}}))
                result = std::max(result, way.length);
    return result;
}

}  // namespace ways
