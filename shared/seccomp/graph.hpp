// SPDX-License-Identifier: MIT
#pragma once

#include <linux/filter.h>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace seccomp {

/// A program of classic BPF whose instructions name those that follow them, and need no place yet.
class Graph {
public:
    using Node = std::size_t;
    struct Instruction {
        std::uint16_t code;
        std::uint32_t k;
        Node yes = 0, no = 0;  ///< Of one that does not jump, `no` comes next.
        auto operator<=>(const Instruction&) const = default;
    };

    /// The same node for equal instructions: what two ways have in common is there once.
    Node add(const Instruction& instruction);

    /// In an order in which all jumps are forward, and those with a condition short enough.
    std::vector<sock_filter> write(Node first) const;

private:
    std::vector<Instruction> instructions_;
    std::map<Instruction, Node> known_;
};

}  // namespace seccomp
