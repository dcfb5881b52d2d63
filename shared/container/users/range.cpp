// SPDX-License-Identifier: MIT
#include "container/users/range.hpp"

#include "container/users/maps.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <stdexcept>

namespace container::users {
namespace {

constexpr auto state_file = "ids";

/// "UIDs and GIDs on systemd Systems", "Container UID Range".
constexpr Range systemds{524288, 1878982656ULL - 524288};

struct Ranges {
    std::vector<Range> ours;    ///< To take from.
    std::vector<Range> others;  ///< Of the host's users.
};

/// subuid(5): "NAME:FIRST:COUNT".
void read_lines(const char* file, Ranges& ranges) {
    std::ifstream lines{file};
    for (std::string line; std::getline(lines, line);) {
        const auto first = line.find(':'), second = line.find(':', first + 1);
        if (first == line.npos || second == line.npos) continue;
        Range range;
        std::from_chars(line.data() + first + 1, line.data() + second, range.first);
        std::from_chars(line.data() + second + 1, line.data() + line.size(), range.size);
        (line.substr(0, first) == "containers" ? ranges.ours : ranges.others).push_back(range);
    }
}

Ranges find_ranges() {
    Ranges ranges;
    read_lines("/etc/subuid", ranges);
    const auto ours = ranges.ours;  // those of /etc/subgid must be the same: one range has both
    read_lines("/etc/subgid", ranges);
    ranges.ours = ours.empty() ? std::vector{systemds} : ours;
    return ranges;
}

bool is_mapped(const Mappings& own, const Range& range) {
    return std::any_of(own.begin(), own.end(), [&range](const IdMapping& mapping) {
        return range.first >= mapping.container_id &&
               range.end() <= std::uint64_t{mapping.container_id} + mapping.size;
    });
}

std::vector<Range> taken_by_containers() {
    std::vector<Range> taken;
    for (const auto& state : State::all())
        for (const auto& mapping : parse(state.read(state_file)))
            taken.push_back({mapping.host_id, mapping.size});
    return taken;
}

}  // namespace

bool overlap(const Range& a, const Range& b) {
    return a.first < b.end() && b.first < a.end();
}

bool has_ranges() {
    const auto own = own_uids();
    for (const auto& range : find_ranges().ours)
        if (is_mapped(own, {range.first, range_size})) return true;
    return false;
}

IdMapping take_range(const State& state) {
    const auto lock = sys::open(state.path().parent_path(), O_RDONLY | O_DIRECTORY);
    sys::flock(lock, LOCK_EX);
    auto ranges = find_ranges();
    const auto containers = taken_by_containers();
    ranges.others.insert(ranges.others.end(), containers.begin(), containers.end());
    for (const auto& ours : ranges.ours)
        for (Range next{ours.first, range_size}; next.end() <= ours.end();
             next.first += range_size) {
            if (std::any_of(ranges.others.begin(), ranges.others.end(),
                            [&next](const Range& other) { return overlap(next, other); }))
                continue;
            const IdMapping mapping{0, static_cast<std::uint32_t>(next.first), range_size};
            state.write(state_file, text({mapping}));
            return mapping;
        }
    throw std::runtime_error{
        fmt::format("--userns auto: no {} ids in a row are free: give the user \"containers\" more "
                    "in /etc/subuid and /etc/subgid, see subuid(5)",
                    range_size)};
}

}  // namespace container::users
