// SPDX-License-Identifier: MIT
#include "container/names.hpp"

#include "sys/error.hpp"

#include <fmt/format.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

namespace container {
namespace {

constexpr std::array adjectives = {"blue",  "brave", "brisk", "calm",  "clear", "cosy",  "deep",
                                   "early", "eager", "fair",  "fresh", "glad",  "green", "keen",
                                   "kind",  "light", "lucky", "merry", "mild",  "neat",  "plain",
                                   "proud", "quick", "quiet", "red",   "sharp", "shy",   "smart",
                                   "sunny", "tidy",  "warm",  "wise"};
constexpr std::array nouns = {"barge", "beam",  "box",   "brick", "cabin", "canoe", "chest",
                              "cliff", "crane", "crate", "creek", "dock",  "dune",  "ferry",
                              "fjord", "forge", "gate",  "grove", "hull",  "kayak", "lake",
                              "mast",  "mill",  "oak",   "otter", "pier",  "pine",  "quay",
                              "reed",  "sail",  "tide",  "whale"};

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

void check_name(const std::string& name) {
    const bool good = !name.empty() && name.size() <= 64 && is_alphanumeric(name[0]) &&
                      std::all_of(name.begin(), name.end(), [](char c) {
                          return is_alphanumeric(c) || c == '_' || c == '.' || c == '-';
                      });
    if (!good)
        throw std::runtime_error{fmt::format(
            "\"{}\" cannot name a container: a letter or digit, then those, _, . or -, at most 64",
            name)};
}

std::string generate_name() {
    std::array<std::uint8_t, 4> random{};
    sys::check(::getrandom(random.data(), random.size(), 0), "getrandom");
    return fmt::format("{}-{}-{}", adjectives[random[0] % adjectives.size()],
                       nouns[random[1] % nouns.size()], (random[2] << 8 | random[3]) % 1000);
}

}  // namespace container
