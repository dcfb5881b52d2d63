// SPDX-License-Identifier: MIT
#include "runtime/statistics/counts.hpp"
#include "runtime/statistics/parts.hpp"

#include <array>
#include <charconv>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

namespace runtime {
namespace {

using container::cgroup::Group;

/// "8:0" of a line.
std::optional<std::pair<unsigned, unsigned>> device(const std::string& word) {
    unsigned major = 0, minor = 0;
    const auto* const end = word.data() + word.size();
    const auto [colon, error] = std::from_chars(word.data(), end, major);
    if (error != std::errc{} || colon == end || *colon != ':') return std::nullopt;
    std::from_chars(colon + 1, end, minor);
    return std::pair{major, minor};
}

void add(Json& all, const std::pair<unsigned, unsigned>& device, const std::string& operation,
         std::uint64_t value) {
    all.push_back(
        {{"major", device.first}, {"minor", device.second}, {"op", operation}, {"value", value}});
}

/// "8:0 Read 4096" each.
Json lines_v1(const counts::Path& file) {
    auto all = Json::array();
    std::istringstream lines{counts::text_of(file)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        std::string numbers, operation;
        std::uint64_t value = 0;
        words >> numbers >> operation;
        const auto which = device(numbers);
        if (which && words >> value) add(all, *which, operation, value);
    }
    return all;
}

/// "8:0 rbytes=4096 wbytes=0 rios=1 ..." for each device.
Json lines_v2(const counts::Path& file, const std::string& read, const std::string& write) {
    auto all = Json::array();
    std::istringstream lines{counts::text_of(file)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        std::string word;
        words >> word;
        const auto which = device(word);
        while (which && words >> word) {
            const auto equals = word.find('=');
            const auto key = word.substr(0, equals);
            if (key != read && key != write) continue;
            add(all, *which, key == read ? "Read" : "Write", std::stoull(word.substr(equals + 1)));
        }
    }
    return all;
}

}  // namespace

Json block_io_statistics(const Group& group) {
    auto all = Json::object();
    const auto* v1 = group.v1("blkio");
    const auto* branch = v1 ? v1 : group.v2();
    if (!branch) return all;
    const auto bytes = v1 ? lines_v1(v1->path / "blkio.throttle.io_service_bytes_recursive")
                          : lines_v2(branch->path / "io.stat", "rbytes", "wbytes");
    const auto times = v1 ? lines_v1(v1->path / "blkio.throttle.io_serviced_recursive")
                          : lines_v2(branch->path / "io.stat", "rios", "wios");
    if (!bytes.empty()) all["ioServiceBytesRecursive"] = bytes;
    if (!times.empty()) all["ioServicedRecursive"] = times;
    return all;
}

}  // namespace runtime
