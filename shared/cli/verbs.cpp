// SPDX-License-Identifier: MIT
#include "cli/verbs.hpp"

#include <array>

namespace cli {
namespace {

/// The one table of commands: which chapter brings which.
struct Row {
    int since;
    void (*add)(CLI::App&, Action&);
};
constexpr std::array<Row, 5> rows = {{
    {5, add_ps},
    {6, add_stats},
    {6, add_pause},
    {6, add_unpause},
    {6, add_update},
}};

}  // namespace

void add_verbs(CLI::App& app, int chapter, Action& action) {
    for (const auto& row : rows)
        if (row.since <= chapter) row.add(app, action);
}

}  // namespace cli
