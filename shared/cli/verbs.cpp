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
constexpr std::array<Row, 1> rows = {{
    {5, add_ps},
}};

}  // namespace

void add_verbs(CLI::App& app, int chapter, Action& action) {
    for (const auto& row : rows)
        if (row.since <= chapter) row.add(app, action);
}

}  // namespace cli
