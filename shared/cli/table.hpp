// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cli {

/// Prints rows on stdout, each column as wide as its widest cell; the first row is the head.
void print_table(const std::vector<std::vector<std::string>>& rows);

/// "2 hours ago", from what RFC 3339 writes; as it is, if it is not that.
std::string age(const std::string& created);

}  // namespace cli
