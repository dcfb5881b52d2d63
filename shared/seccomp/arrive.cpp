// SPDX-License-Identifier: MIT
#include "seccomp/arrive.hpp"

#include <linux/bpf_common.h>
#include <linux/seccomp.h>

#include <algorithm>
#include <cstddef>
#include <set>

namespace seccomp {
namespace {

struct NotUnderstood {};

/// The machine of classic BPF, for a call whose arguments nobody knows.
class Walk {
public:
    Walk(const std::vector<sock_filter>& program, std::set<std::uint32_t>& named)
        : program_{program}, named_{named} {}

    std::size_t arrive(std::optional<std::uint32_t> arch, std::uint32_t number) {
        loaded_ = Loaded::nothing;
        for (std::size_t at = 0; at < program_.size(); ++at) {
            const auto& instruction = program_[at];
            if (is_end(instruction)) return at;
            if (instruction.code == (BPF_LD | BPF_W | BPF_ABS))
                loaded_ = instruction.k == number_offset ? Loaded::number : Loaded::arch;
            else if (instruction.code == (BPF_JMP | BPF_JA))
                at += instruction.k;
            else
                at += holds(instruction, arch, number) ? instruction.jt : instruction.jf;
        }
        throw NotUnderstood{};
    }

private:
    enum class Loaded { nothing, arch, number };
    static constexpr auto number_offset = offsetof(seccomp_data, nr);
    static constexpr auto arch_offset = offsetof(seccomp_data, arch);

    static bool is_end(const sock_filter& instruction) {
        if (instruction.code == (BPF_RET | BPF_K)) return true;
        return instruction.code == (BPF_LD | BPF_W | BPF_ABS) && instruction.k != number_offset &&
               instruction.k != arch_offset;
    }

    bool holds(const sock_filter& jump, std::optional<std::uint32_t> arch, std::uint32_t number) {
        const bool of_arch = loaded_ == Loaded::arch;
        if (loaded_ == Loaded::nothing) throw NotUnderstood{};
        switch (jump.code) {
            case BPF_JMP | BPF_JEQ | BPF_K:
                if (of_arch) named_.insert(jump.k);
                return of_arch ? arch == jump.k : number == jump.k;
            case BPF_JMP | BPF_JGT | BPF_K:
                if (!of_arch) return number > jump.k;
                break;
            case BPF_JMP | BPF_JGE | BPF_K:
                if (!of_arch) return number >= jump.k;
                break;
        }
        throw NotUnderstood{};  // what is greater than one value of an ABI, no single one stands
                                // for
    }

    const std::vector<sock_filter>& program_;
    std::set<std::uint32_t>& named_;
    Loaded loaded_ = Loaded::nothing;
};

/// Numbers where a comparison may begin to come out otherwise. Between two of them, all come out
/// alike: to try one number is to try all.
std::set<std::uint32_t> borders(const std::vector<sock_filter>& program) {
    std::set<std::uint32_t> result{0};
    for (const auto& instruction : program) {
        if (BPF_CLASS(instruction.code) != BPF_JMP) continue;
        result.insert(instruction.k);
        result.insert(instruction.k + 1);  // after the greatest: 0
    }
    return result;
}

}  // namespace

std::optional<std::vector<Door>> arrive(const std::vector<sock_filter>& program) try {
    const auto numbers = borders(program);
    std::set<std::uint32_t> named, seen;
    const auto door = [&](std::optional<std::uint32_t> arch) {
        Door result{arch, {}};
        for (const auto number : numbers)
            result.ranges.push_back({number, Walk{program, named}.arrive(arch, number)});
        return result;
    };
    std::vector<Door> doors;
    auto other = door(std::nullopt);
    // Behind one name, others may be found.
    for (auto next = named.begin(); next != named.end();) {
        if (seen.insert(*next).second) doors.push_back(door(*next));
        next = std::find_if(named.begin(), named.end(), [&](auto one) { return !seen.count(one); });
    }
    doors.push_back(std::move(other));
    return doors;
} catch (const NotUnderstood&) {
    return std::nullopt;
}

}  // namespace seccomp
