// SPDX-License-Identifier: MIT
#include "container/passwd.hpp"

#include <fstream>
#include <sstream>
#include <system_error>
#include <vector>

namespace container {

std::optional<PasswdEntry> find_user(const std::filesystem::path& passwd, uid_t user) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(passwd, ignored)) return std::nullopt;  // a pipe waits
    std::ifstream lines{passwd};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream text{line};
        std::vector<std::string> fields;
        for (std::string field; std::getline(text, field, ':');) fields.push_back(field);
        constexpr std::size_t name = 0, uid = 2, home = 5;
        if (fields.size() > home && fields[uid] == std::to_string(user))
            return PasswdEntry{fields[name], fields[home]};
    }
    return std::nullopt;
}

}  // namespace container
