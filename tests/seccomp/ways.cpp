// SPDX-License-Identifier: MIT
#include "ways.hpp"

#include <linux/bpf_common.h>

#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <stdexcept>

namespace ways {
namespace {

/// What came out of a comparison with some bits of a word.
struct Outcome {
    std::uint32_t bits;
    sock_filter jump;
    bool holds;
};

using Outcomes = std::map<std::uint32_t, std::vector<Outcome>>;  // of the word at that offset

bool holds(const sock_filter& jump, std::uint32_t value) {
    switch (BPF_OP(jump.code)) {
        case BPF_JEQ:
            return value == jump.k;
        case BPF_JGT:
            return value > jump.k;
        case BPF_JGE:
            return value >= jump.k;
        case BPF_JSET:
            return (value & jump.k) != 0;
    }
    throw std::logic_error{"a jump that is not known here"};
}

std::optional<std::uint32_t> word_for(const std::vector<Outcome>& wanted) {
    std::vector<std::uint32_t> candidates{0, UINT32_MAX};
    for (const auto& [bits, jump, _] : wanted)
        for (const auto one : {jump.k, jump.k + 1, jump.k - 1, ~jump.k, jump.k | ~bits,
                               jump.k ^ (bits & -bits), jump.k & -jump.k})
            candidates.push_back(one);
    for (const auto word : candidates) {
        bool fits = true;
        for (const auto& [bits, jump, outcome] : wanted)
            fits = fits && holds(jump, word & bits) == outcome;
        if (fits) return word;
    }
    return std::nullopt;
}

/// What is in the accumulator: a value, or bits of the call's word at an offset.
struct Loaded {
    std::optional<std::uint32_t> value = 0;
    std::uint32_t offset = 0, bits = UINT32_MAX;
};

class Search {
public:
    Search(const Program& program, const seccomp_data& call, std::size_t most)
        : program_{program}, call_{call}, most_{most} {}

    void follow(std::size_t at, std::size_t length, Loaded loaded, const Outcomes& outcomes) {
        for (; found_.size() < most_; ++at, ++length) {
            const auto& one = program_.at(at);
            if (BPF_CLASS(one.code) == BPF_RET) return finish(outcomes, length + 1);
            if (one.code == (BPF_JMP | BPF_JA)) {
                at += one.k;
            } else if (BPF_CLASS(one.code) != BPF_JMP) {
                loaded = after(one, loaded);
            } else if (loaded.value) {
                at += holds(one, *loaded.value) ? one.jt : one.jf;
            } else {
                for (const bool outcome : {true, false}) {
                    auto all = outcomes;
                    all[loaded.offset].push_back({loaded.bits, one, outcome});
                    if (word_for(all[loaded.offset]))
                        follow(at + 1 + (outcome ? one.jt : one.jf), length + 1, loaded, all);
                }
                return;
            }
        }
    }

    std::vector<Way> found() && { return std::move(found_); }

private:
    Loaded after(const sock_filter& one, Loaded loaded) const {
        if (one.code == (BPF_ALU | BPF_AND | BPF_K)) {
            if (loaded.value) return {*loaded.value & one.k};
            loaded.bits &= one.k;
            return loaded;
        }
        if (one.code != (BPF_LD | BPF_W | BPF_ABS))
            throw std::logic_error{"an instruction that is not known here"};
        if (one.k == offsetof(seccomp_data, nr)) return {static_cast<std::uint32_t>(call_.nr)};
        if (one.k == offsetof(seccomp_data, arch)) return {call_.arch};
        return {std::nullopt, one.k};
    }

    void finish(const Outcomes& outcomes, std::size_t length) {
        auto call = call_;
        for (const auto& [offset, wanted] : outcomes) {
            const auto word = word_for(wanted).value();
            std::memcpy(reinterpret_cast<char*>(&call) + offset, &word, sizeof word);
        }
        found_.push_back({call, length});
    }

    const Program& program_;
    const seccomp_data call_;
    const std::size_t most_;
    std::vector<Way> found_;
};

}  // namespace

std::vector<Way> through(const Program& program, const seccomp_data& call, std::size_t most) {
    Search search{program, call, most};
    search.follow(0, 0, {}, {});
    return std::move(search).found();
}

}  // namespace ways
