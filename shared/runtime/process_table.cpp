// SPDX-License-Identifier: MIT
#include "runtime/process_table.hpp"

#include <unistd.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace runtime {
namespace {

/// The word that stands in that place; empty if there are not so many.
std::string word_of(const std::string& line, std::size_t place) {
    std::istringstream words{line};
    std::string word;
    for (std::size_t i = 0; i <= place; ++i)
        if (!(words >> word)) return "";
    return word;
}

/// Only columns in front of it have words without a space in them, for sure.
std::size_t column_of(const std::string& title, const std::string& name) {
    std::istringstream words{title};
    std::size_t place = 0;
    for (std::string word; words >> word; ++place)
        if (word == name) return place;
    throw std::runtime_error{"ps: its table has no column PID, by which to find the container's"};
}

}  // namespace

std::string find_ps() {
    for (const auto* ps : {"/usr/bin/ps", "/bin/ps"})
        if (::access(ps, X_OK) == 0) return ps;
    throw std::runtime_error{"ps: there is none here (package procps): use --format json"};
}

std::string rows_of(const std::string& table, const std::vector<pid_t>& pids) {
    std::istringstream lines{table};
    std::string line;
    std::getline(lines, line);
    const auto place = column_of(line, "PID");
    auto rows = line + "\n";
    while (std::getline(lines, line)) {
        const auto word = word_of(line, place);
        if (std::any_of(pids.begin(), pids.end(),
                        [&](pid_t pid) { return word == std::to_string(pid); }))
            rows += line + "\n";
    }
    return rows;
}

}  // namespace runtime
