// SPDX-License-Identifier: MIT
#include "seccomp/graph.hpp"

#include <linux/bpf_common.h>

#include <algorithm>
#include <limits>

namespace seccomp {
namespace {

constexpr std::uint16_t go_to = BPF_JMP | BPF_JA;

bool is_end(const Graph::Instruction& instruction) {
    return BPF_CLASS(instruction.code) == BPF_RET;
}

bool is_jump(const Graph::Instruction& instruction) {
    return BPF_CLASS(instruction.code) == BPF_JMP;
}

/// Written from the end to the beginning: where a jump goes to is known then.
class Backwards {
public:
    explicit Backwards(const std::vector<Graph::Instruction>& graph)
        : graph_{graph}, place_(graph.size(), nowhere) {}

    void write(Graph::Node node) {
        if (place_[node] != nowhere) return;
        const auto& [code, k, yes, no] = graph_[node];
        sock_filter one{code, 0, 0, k};
        if (!is_end(graph_[node])) {
            if (is_jump(graph_[node])) write(yes);
            write(no);
            if (is_jump(graph_[node])) {
                bring(yes, farthest - 1);  // the other one may take a place in between
                bring(no, farthest);
                one.jt = static_cast<std::uint8_t>(distance(yes));
                one.jf = static_cast<std::uint8_t>(distance(no));
            } else {
                bring(no, 0);
            }
        }
        put(node, one);
    }

    std::vector<sock_filter> result() const { return {written_.rbegin(), written_.rend()}; }

private:
    static constexpr auto nowhere = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t farthest = 255;  // jt and jf are bytes, k is not

    /// How many are between a node and what is written next.
    std::size_t distance(Graph::Node node) const { return written_.size() - 1 - place_[node]; }

    void put(Graph::Node node, const sock_filter& instruction) {
        place_[node] = written_.size();
        written_.push_back(instruction);
    }

    /// Has a node near: itself, an answer like it, or a way to it.
    void bring(Graph::Node node, std::size_t most) {
        const auto& [code, k, yes, no] = graph_[node];
        const auto between = distance(node);
        if (between <= most) return;
        if (is_end(graph_[node]))
            put(node, {code, 0, 0, k});
        else
            put(node, {go_to, 0, 0, static_cast<std::uint32_t>(between)});
    }

    const std::vector<Graph::Instruction>& graph_;
    std::vector<std::size_t> place_;
    std::vector<sock_filter> written_;
};

}  // namespace

Graph::Node Graph::add(const Instruction& instruction) {
    if (is_jump(instruction) && instruction.yes == instruction.no) return instruction.no;
    const auto [found, is_new] = known_.try_emplace(instruction, instructions_.size());
    if (is_new) instructions_.push_back(instruction);
    return found->second;
}

std::vector<sock_filter> Graph::write(Node first) const {
    Backwards backwards{instructions_};
    backwards.write(first);
    return backwards.result();
}

}  // namespace seccomp
