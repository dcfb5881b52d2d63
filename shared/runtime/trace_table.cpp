// SPDX-License-Identifier: MIT
#include "runtime/trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace runtime {
namespace {

namespace trace = sys::trace;

struct Sum {
    double ms = 0;
    int times = 0;
};
using Sums = std::map<std::string, Sum>;

/// The longest first, and what has no place in one line.
std::string lines(const Sums& sums, double whole, const char* title) {
    constexpr std::size_t most = 12;
    std::vector<std::pair<std::string, Sum>> rows{sums.begin(), sums.end()};
    std::sort(rows.begin(), rows.end(),
              [](const auto& a, const auto& b) { return a.second.ms > b.second.ms; });
    auto text = fmt::format("{:>9} {:>5} {:>6}  {}\n", "ms", "%", "times", title);
    Sum rest;
    std::size_t shown = 0;
    for (const auto& [name, sum] : rows) {
        if (shown++ < most)
            text += fmt::format("{:9.3f} {:5.1f} {:6}  {}\n", sum.ms, 100 * sum.ms / whole,
                                sum.times, name);
        else
            rest = {rest.ms + sum.ms, rest.times + sum.times};
    }
    if (rest.times == 0) return text;
    return text + fmt::format("{:9.3f} {:5.1f} {:6}  {} others\n", rest.ms, 100 * rest.ms / whole,
                              rest.times, rows.size() - most);
}

void add(Sum& sum, double ms) {
    sum.ms += ms;
    ++sum.times;
}

}  // namespace

std::string as_table(const trace::Notes& notes) {
    Sums turns, calls;
    double whole = 0;
    for (std::uint32_t i = 0; i < notes.count; ++i) {
        const auto& note = notes.notes[i];
        if (note.end == 0) continue;
        const double ms = static_cast<double>(note.end - note.begin) / 1e6;
        const std::string name = note.name.data(), who = notes.processes[note.process].name.data();
        if (i == 0) whole = ms;  // the command itself
        if (note.kind == trace::Kind::moment)
            add(turns[fmt::format("{}.{} ({})", name, note.object.data(), who)], ms);
        else if (note.kind == trace::Kind::call)
            add(calls[name], ms);
        else if (note.kind == trace::Kind::wait)
            add(calls[fmt::format("{} ({} waits)", name, who)], ms);
    }
    const std::string lost =
        notes.lost == 0 ? "" : fmt::format("{} notes had no room\n", notes.lost);
    return fmt::format("{}: {:.3f} ms\n{}{}{}", notes.processes[0].name.data(), whole,
                       lines(turns, whole, "moment"), lines(calls, whole, "call"), lost);
}

}  // namespace runtime
