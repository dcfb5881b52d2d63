// SPDX-License-Identifier: MIT
#include "support/fixture.hpp"
#include "timeline.hpp"

#include <algorithm>
#include <map>

namespace runtime_test {
namespace {

Shares shares(const Events& life, const std::string& kind) {
    std::map<std::string, double> sums;
    for (const auto& event : life)
        if (event.kind == kind) sums[event.name] += event.duration / whole(life);
    Shares sorted{sums.begin(), sums.end()};
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return a.second > b.second; });
    return sorted;
}

double sum_of(const Events& life, const std::string& kind) {
    double sum = 0;
    for (const auto& event : life)
        if (event.kind == kind) sum += event.duration;
    return sum;
}

}  // namespace

Path recorded_life() {
    return support::source_directory() / "chapters/11-runtime/trace.json";
}

double whole(const Events& life) {
    return sum_of(life, "command");
}

Shares shares_of_moments(const Events& life) {
    return shares(life, "moment");
}

Shares shares_of_calls(const Events& life) {
    return shares(life, "call");
}

double share_of_starts(const Events& life) {
    double noted = 0;
    for (const auto& event : life)
        if (event.kind == "step" && event.name == event.process) noted += event.duration;
    return 1 - noted / whole(life);
}

}  // namespace runtime_test
