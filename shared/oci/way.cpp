// SPDX-License-Identifier: MIT
#include "oci/way.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

namespace oci {
namespace {

using nlohmann::json;

bool is_plain(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
        return std::isalnum(c) || c == '_' || c == '-';
    });
}

bool find(const json& value, const json* wanted, std::string& way) {
    if (&value == wanted) return true;
    const auto before = way.size();
    if (value.is_object()) {
        for (const auto& [name, member] : value.get_ref<const json::object_t&>()) {
            way = way_to_member(std::move(way), name);
            if (find(member, wanted, way)) return true;
            way.resize(before);
        }
    } else if (value.is_array()) {
        for (std::size_t index = 0; index < value.size(); ++index) {
            way += fmt::format("[{}]", index);
            if (find(value[index], wanted, way)) return true;
            way.resize(before);
        }
    }
    return false;
}

}  // namespace

std::string in_one_line(const json& value) {
    constexpr bool ascii = true;  // in other letters, terminals find line breaks and worse
    return value.dump(-1, ' ', ascii);
}

std::string way_to(const json& top, const json* wanted) {
    std::string way;
    find(top, wanted, way);
    return way;
}

std::string way_to_member(std::string way, std::string_view name) {
    if (is_plain(name))
        way.append(way.empty() ? "" : ".").append(name);
    else  // a sysctl has points in its name, and an attacker's key a line break
        way += fmt::format("[{}]", in_one_line(json(name)));
    return way;
}

}  // namespace oci
