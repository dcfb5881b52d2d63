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
constexpr std::array<Row, 14> rows = {{
    {5, add_ps},
    {6, add_stats},
    {6, add_pause},
    {6, add_unpause},
    {6, add_update},
    {7, add_images},
    {7, add_import},
    {7, add_load},
    {7, add_rmi},
    {7, add_history},
    {7, add_inspect},
    {7, add_diff},
    {7, add_commit},
    {7, add_rm},
}};

}  // namespace

void add_verbs(CLI::App& app, int chapter, Action& action) {
    for (const auto& row : rows)
        if (row.since <= chapter) row.add(app, action);
}

}  // namespace cli
