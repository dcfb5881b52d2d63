// SPDX-License-Identifier: MIT
#include "seccomp/shorten.hpp"

#include "seccomp/arrive.hpp"
#include "seccomp/graph.hpp"

#include <linux/bpf_common.h>
#include <linux/seccomp.h>

#include <algorithm>

namespace seccomp {
namespace {

constexpr std::uint16_t load = BPF_LD | BPF_W | BPF_ABS;
constexpr std::uint16_t if_equal = BPF_JMP | BPF_JEQ | BPF_K;
constexpr std::uint16_t if_from = BPF_JMP | BPF_JGE | BPF_K;

/// As the kernel asks of it: no jump leaves the program, and neither does its last instruction.
bool is_whole(const std::vector<sock_filter>& program) {
    for (std::size_t at = 0; at < program.size(); ++at) {
        const auto& [code, jt, jf, k] = program[at];
        if (BPF_CLASS(code) != BPF_JMP) continue;
        const std::size_t most = BPF_OP(code) == BPF_JA ? k : std::max(jt, jf);
        if (at + 1 + most >= program.size()) return false;
    }
    return !program.empty() && BPF_CLASS(program.back().code) == BPF_RET;
}

/// Calls from `first` on, to the next one's.
struct Run {
    std::uint32_t first;
    Graph::Node node;
};

class Shorter {
public:
    explicit Shorter(const std::vector<sock_filter>& program)
        : program_{program}, copies_(program.size()) {}

    std::vector<sock_filter> write(const std::vector<Door>& doors) {
        auto first = behind(doors.back());
        for (auto door = doors.rbegin() + 1; door != doors.rend(); ++door)
            first = graph_.add({if_equal, *door->arch, behind(*door), first});
        return graph_.write(graph_.add({load, offsetof(seccomp_data, arch), 0, first}));
    }

private:
    Graph::Node behind(const Door& door) {
        std::vector<Run> runs;
        for (const auto& range : door.ranges) {
            const auto node = copy(range.instruction);
            if (runs.empty() || runs.back().node != node) runs.push_back({range.first, node});
        }
        if (runs.size() == 1) return runs[0].node;
        return graph_.add({load, offsetof(seccomp_data, nr), 0, tree(runs, 0, runs.size())});
    }

    /// An instruction of the program, with all that can follow it.
    Graph::Node copy(std::size_t at) {
        if (copies_[at]) return *copies_[at];
        const auto& [code, jt, jf, k] = program_[at];
        const bool jumps = BPF_CLASS(code) == BPF_JMP;
        if (BPF_CLASS(code) == BPF_RET)
            copies_[at] = graph_.add({code, k});
        else if (jumps && BPF_OP(code) == BPF_JA)
            copies_[at] = copy(at + 1 + k);
        else if (jumps)
            copies_[at] = graph_.add({code, k, copy(at + 1 + jt), copy(at + 1 + jf)});
        else
            copies_[at] = graph_.add({code, k, 0, copy(at + 1)});
        return *copies_[at];
    }

    /// Of the runs from `begin` to `end`, the one that has the number.
    Graph::Node tree(const std::vector<Run>& runs, std::size_t begin, std::size_t end) {
        if (is_list(runs, begin, end)) return list(runs, begin, end);
        const auto middle = begin + (end - begin) / 2;
        const auto upper = tree(runs, middle, end);
        return graph_.add({if_from, runs[middle].first, upper, tree(runs, begin, middle)});
    }

    /// Up to three single calls among others that fare alike: to ask for each is no longer a way
    /// than a tree is, and half as many instructions.
    static bool is_list(const std::vector<Run>& runs, std::size_t begin, std::size_t end) {
        int singles = 0;
        for (auto i = begin; i < end; ++i) {
            if (runs[i].node == runs[begin].node) continue;
            const bool single = i + 1 < runs.size() && runs[i + 1].first == runs[i].first + 1;
            if (!single || ++singles > 3) return false;
        }
        return true;
    }

    Graph::Node list(const std::vector<Run>& runs, std::size_t begin, std::size_t end) {
        auto node = runs[begin].node;
        for (auto i = end; i-- > begin;)
            if (runs[i].node != runs[begin].node)
                node = graph_.add({if_equal, runs[i].first, runs[i].node, node});
        return node;
    }

    const std::vector<sock_filter>& program_;
    std::vector<std::optional<Graph::Node>> copies_;
    Graph graph_;
};

}  // namespace

std::vector<sock_filter> shorten(const std::vector<sock_filter>& program) {
    const auto doors = is_whole(program) ? arrive(program) : std::nullopt;
    if (!doors) return program;
    auto shorter = Shorter{program}.write(*doors);
    return shorter.size() < program.size() ? shorter : program;
}

}  // namespace seccomp
