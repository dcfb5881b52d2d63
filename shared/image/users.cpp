// SPDX-License-Identifier: MIT
#include "image/users.hpp"

#include "image/stack.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <sstream>
#include <stdexcept>

namespace image {
namespace {

using Fields = std::vector<std::string>;

Fields split(const std::string& text, char separator) {
    Fields fields;
    std::istringstream stream{text};
    for (std::string field; std::getline(stream, field, separator);) fields.push_back(field);
    return fields;
}

std::vector<Fields> read(const std::vector<std::filesystem::path>& directories, const char* path) {
    const auto found = find_in_stack(directories, path);
    if (!found || !S_ISREG(found->info.st_mode)) return {};
    const auto file = sys::openat(found->directory, found->name, O_RDONLY | O_NOFOLLOW);
    std::vector<Fields> lines;
    for (const auto& line :
         split(sys::read_file(fmt::format("/proc/self/fd/{}", file.get())), '\n'))
        lines.push_back(split(line, ':'));
    return lines;
}

std::optional<unsigned> number(const std::string& text) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty())
        return std::nullopt;
    return value;
}

/// The line of that name, or of that number: both stand in the same columns of the two files.
const Fields* find_line(const std::vector<Fields>& lines, const std::string& text) {
    for (const auto& line : lines)
        if (line.size() > 2 && line[0] == text && number(line[2])) return &line;
    for (const auto& line : lines)
        if (line.size() > 2 && number(line[2]) && number(line[2]) == number(text)) return &line;
    return nullptr;
}

[[noreturn]] void refuse(const char* what, const std::string& name, const char* file) {
    throw std::runtime_error{fmt::format(
        "there is no {} {} in the image's {}: write a number, or add it there", what, name, file)};
}

}  // namespace

Users::Users(const std::vector<std::filesystem::path>& directories)
    : users_{read(directories, "etc/passwd")}, groups_{read(directories, "etc/group")} {}

gid_t Users::group(const std::string& text) const {
    if (const auto* line = find_line(groups_, text)) return *number((*line)[2]);
    if (const auto id = number(text)) return *id;
    refuse("group", text, "/etc/group");
}

Users::Found Users::find(const std::string& text) const {
    const auto colon = text.find(':');
    const auto name = text.substr(0, colon).empty() ? "0" : text.substr(0, colon);
    const auto* line = find_line(users_, name);
    if (!line && !number(name)) refuse("user", name, "/etc/passwd");
    Found found;
    found.user.uid = line ? *number((*line)[2]) : *number(name);
    found.home = line && line->size() > 5 ? (*line)[5] : "/";
    if (colon != text.npos && colon + 1 < text.size()) {
        found.user.gid = group(text.substr(colon + 1));
        return found;
    }
    if (line && line->size() > 3) found.user.gid = number((*line)[3]).value_or(0);
    if (!line) return found;
    for (const auto& other : groups_)
        if (other.size() > 3 && number(other[2]))
            for (const auto& member : split(other[3], ','))
                if (member == (*line)[0]) found.user.additional_gids.push_back(*number(other[2]));
    return found;
}

container::User Users::owner(const std::string& text) const {
    auto user = find(text).user;
    if (text.find(':') == text.npos && number(text)) user.gid = user.uid;
    return user;
}

}  // namespace image
