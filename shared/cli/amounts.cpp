// SPDX-License-Identifier: MIT
#include "cli/amounts.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>

namespace cli {

std::string readable_size(std::uint64_t bytes) {
    constexpr std::array units = {"B", "KiB", "MiB", "GiB", "TiB"};
    auto amount = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; amount >= 1000 && unit + 1 < units.size(); ++unit) amount /= 1024;
    return fmt::format("{:.3g} {}", amount, units[unit]);
}

}  // namespace cli
