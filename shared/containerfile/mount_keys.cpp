// SPDX-License-Identifier: MIT
#include "containerfile/mount_keys.hpp"
#include "containerfile/blanks.hpp"

#include <algorithm>
#include <map>

namespace containerfile {
namespace {

bool is_number(std::string_view text, char last_digit) {
    constexpr std::size_t longest = 10;  // digits of 32 bits
    return !text.empty() && text.size() <= longest &&
           std::all_of(text.begin(), text.end(),
                       [&](char c) { return c >= '0' && c <= last_digit; });
}

/// Digits and one of the suffixes b, k, m, g, t, after which b or ib may stand.
bool is_size(std::string_view text) {
    const auto end = std::min(text.find_first_not_of("0123456789."), text.size());
    const auto suffix = lower(text.substr(end));
    const std::string_view letters = "kmgt";
    if (end == 0 || text[0] == '.') return false;
    if (suffix.empty() || suffix == "b") return true;
    const auto rest = suffix.substr(1);
    return letters.find(suffix[0]) != std::string_view::npos &&
           (rest.empty() || rest == "b" || rest == "ib");
}

}  // namespace

std::vector<std::string> mount_types() {
    return {"bind", "cache", "tmpfs", "secret", "ssh"};
}

std::vector<std::string> mount_keys(Mount::Type type) {
    const std::string ro = "readonly", rw = "readwrite";
    switch (type) {
        case Mount::Type::bind:
            return {"target", "source", "from", ro, rw};
        case Mount::Type::cache:
            return {"id", "target", "sharing", "from", "source", "mode", "uid", "gid", ro, rw};
        case Mount::Type::tmpfs:
            return {"target", "size", ro, rw};
        case Mount::Type::secret:
            return {"id", "source", "target", "env", "required", "mode", "uid", "gid"};
        case Mount::Type::ssh:
            return {"id", "target", "required", "mode", "uid", "gid"};
    }
    return {};
}

std::string first_name(const std::string& key) {
    static const std::map<std::string, std::string> others{{"src", "source"},
                                                           {"dst", "target"},
                                                           {"destination", "target"},
                                                           {"ro", "readonly"},
                                                           {"rw", "readwrite"}};
    const auto found = others.find(key);
    return found == others.end() ? key : found->second;
}

const char* wrong_value(const std::string& key, const std::string& value) {
    if (key == "from")
        return value.find('$') == std::string_view::npos ? nullptr
                                                         : "a stage or an image without variables";
    if (value.find('$') != std::string_view::npos && key != "sharing") return nullptr;
    if (key == "mode") return is_number(value, '7') ? nullptr : "an octal number";
    if (key == "uid" || key == "gid") return is_number(value, '9') ? nullptr : "a number";
    if (key == "size") return is_size(value) ? nullptr : "a size such as 64m";
    const auto small = lower(value);
    if (key == "sharing" && small != "shared" && small != "private" && small != "locked")
        return "shared, private or locked";
    return nullptr;
}

}  // namespace containerfile
