// SPDX-License-Identifier: MIT
#include "cli/device_options.hpp"

#include "cli/usage_error.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <charconv>
#include <filesystem>
#include <string_view>

namespace cli {
namespace {

bool is_access(std::string_view text) {
    return !text.empty() && text.size() <= 3 &&
           text.find_first_not_of("rwm") == std::string_view::npos;
}

struct Parts {
    std::string host;
    std::string container;
    std::string access = "rwm";
};

Parts split(const std::string& text) {
    Parts parts;
    const auto first = text.find(':');
    parts.host = parts.container = text.substr(0, first);
    if (first == std::string::npos) return parts;
    const auto second = text.find(':', first + 1);
    const auto middle = text.substr(first + 1, second - first - 1);
    if (second == std::string::npos && is_access(middle)) {
        parts.access = middle;
        return parts;
    }
    parts.container = middle;
    if (second != std::string::npos) parts.access = text.substr(second + 1);
    return parts;
}

struct stat device_at(const std::string& text, const std::string& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) == -1)
        throw UsageError{fmt::format("--device {}: there is no {} on the host", text, path)};
    if (!S_ISCHR(info.st_mode) && !S_ISBLK(info.st_mode))
        throw UsageError{fmt::format("--device {}: {} is no device; for a file or directory use -v",
                                     text, path)};
    return info;
}

/// Its name below /dev, inside.
std::string name_inside(const std::string& text, const std::string& path) {
    const auto normal = std::filesystem::path{path}.lexically_normal().native();
    if (!normal.starts_with("/dev/") || normal.ends_with("/"))
        throw UsageError{fmt::format(
            "--device {}: the place in the container, '{}', must be below /dev", text, path)};
    return normal.substr(std::string_view{"/dev/"}.size());
}

/// False if `text` is neither * nor a number.
bool set_number(std::string_view text, std::optional<unsigned>& number) {
    if (text == "*") return true;
    const auto* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, number.emplace());
    return error == std::errc{} && end == last;
}

}  // namespace

void add_device(const std::string& text, container::Spec& spec) {
    const auto parts = split(text);
    if (!is_access(parts.access))
        throw UsageError{fmt::format("--device {}: '{}' is no access: r read, w write, m mknod",
                                     text, parts.access)};
    const auto info = device_at(text, parts.host);
    const auto name = name_inside(text, parts.container);
    auto& devices = spec.filesystem.devices;
    std::erase_if(devices, [&name](const container::Device& other) { return other.name == name; });
    devices.push_back({name, major(info.st_rdev), minor(info.st_rdev), info.st_mode, parts.host});
    spec.resources.devices.push_back({true, S_ISBLK(info.st_mode) ? 'b' : 'c', major(info.st_rdev),
                                      minor(info.st_rdev), parts.access});
}

container::DeviceRule parse_device_rule(const std::string& text) {
    container::DeviceRule rule{true};
    const auto colon = text.find(':');
    const auto space = text.find(' ', colon == std::string::npos ? 0 : colon);
    const bool good =
        text.size() > 2 && std::string_view{"abc"}.find(text[0]) != std::string_view::npos &&
        text[1] == ' ' && colon != std::string::npos && space != std::string::npos &&
        set_number(std::string_view{text}.substr(2, colon - 2), rule.major) &&
        set_number(std::string_view{text}.substr(colon + 1, space - colon - 1), rule.minor) &&
        is_access(std::string_view{text}.substr(space + 1));
    if (!good)
        throw UsageError{
            fmt::format("--device-cgroup-rule \"{}\": write \"TYPE MAJOR:MINOR ACCESS\", as in \"c "
                        "10:200 rwm\" "
                        "or \"b 8:* r\"",
                        text)};
    rule.type = text[0];
    rule.access = text.substr(space + 1);
    return rule;
}

}  // namespace cli
