// SPDX-License-Identifier: MIT
#include "table.hpp"

#include "support/catch.hpp"
#include "support/spawn.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace interop {
namespace {

using Row = std::array<std::string, 4>;

class Table {
public:
    ~Table() {
        if (rows_.size() == 1) return;
        std::array<std::size_t, 4> widths{};
        for (const auto& row : rows_)
            for (std::size_t i = 0; i < row.size(); ++i)
                widths[i] = std::max(widths[i], row[i].size());
        for (const auto& row : rows_)
            std::puts(fmt::format("{:{}}  {:{}}  {:{}}  {}", row[0], widths[0], row[1], widths[1],
                                  row[2], widths[2], row[3])
                          .c_str());
    }
    void add(Row row) { rows_.push_back(std::move(row)); }

private:
    std::vector<Row> rows_{{"IMAGE", "TOOL", "COMPARED", "EQUAL"}};
};

}  // namespace

void check_equal(const std::string& image, const std::string& tool, const std::string& compared,
                 bool equal) {
    static Table table;  // printed at the program's end
    table.add({image, tool, compared, equal ? "yes" : "NO"});
    INFO(image << ", " << tool << ": " << compared);
    CHECK(equal);
}

bool installed(std::initializer_list<const char*> programs) {
    for (const auto* program : programs) {
        if (support::run_tool({"sh", "-c", fmt::format("command -v {}", program)}).exit_status == 0)
            continue;
        std::puts(fmt::format("skipped: there is no {}", program).c_str());
        return false;
    }
    return true;
}

}  // namespace interop
