// SPDX-License-Identifier: MIT
#include "cli/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

namespace cli {

void print_table(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
    }
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += i + 1 < row.size() ? fmt::format("{:{}}  ", row[i], widths[i]) : row[i];
        std::puts(line.c_str());
    }
}

std::string age(const std::string& created) {
    std::tm parts{};
    if (!::strptime(created.c_str(), "%Y-%m-%dT%H:%M:%S", &parts)) return created;
    const auto seconds = std::max<std::time_t>(0, std::time(nullptr) - ::timegm(&parts));
    struct Unit {
        const char* name;
        std::time_t seconds;
    };
    constexpr std::array<Unit, 5> units = {{{"years", 31'536'000},
                                            {"months", 2'592'000},
                                            {"days", 86'400},
                                            {"hours", 3'600},
                                            {"minutes", 60}}};
    for (const auto& unit : units)
        if (seconds >= 2 * unit.seconds)
            return fmt::format("{} {} ago", seconds / unit.seconds, unit.name);
    return fmt::format("{} seconds ago", seconds);
}

}  // namespace cli
