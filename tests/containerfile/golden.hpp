// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

/// Files of this folder that hold what is expected.
namespace golden {

std::filesystem::path folder();  ///< tests/containerfile
std::string read(const std::filesystem::path& file);
/// What is expected: the content of `file`. With WORKBOOK_GOLDEN=write in the environment `actual`
/// becomes it, and the difference is git's to show.
std::string expected(const std::filesystem::path& file, const std::string& actual);

}  // namespace golden
