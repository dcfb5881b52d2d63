// SPDX-License-Identifier: MIT
#include "interop/tree.hpp"

#include "sys/error.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include <array>
#include <cstring>
#include <functional>
#include <set>

namespace interop {
namespace {

namespace fs = std::filesystem;

constexpr time_t this_project = 1'600'000'000;

std::string xattrs_of(const support::Path& path) {
    std::array<char, 4096> names{}, value{};
    const auto size = ::llistxattr(path.c_str(), names.data(), names.size());
    std::set<std::string> lines;
    for (ssize_t at = 0; at < size; at += static_cast<ssize_t>(::strlen(&names[at]) + 1)) {
        const auto length = ::lgetxattr(path.c_str(), &names[at], value.data(), value.size());
        lines.insert(fmt::format(" {}={}", &names[at],
                                 std::string(value.data(), static_cast<std::size_t>(length))));
    }
    std::string text;
    for (const auto& line : lines) text += line;
    return text;
}

std::string on_one_line(const std::string& text) {
    std::string line;
    for (const char c : text) line += c == '\n' ? "\\n" : c == '\t' ? "\\t" : std::string{c};
    return line;
}

std::string content_of(const support::Path& path, const struct stat& info) {
    if (S_ISLNK(info.st_mode)) return " -> " + fs::read_symlink(path).native();
    if (S_ISREG(info.st_mode)) {
        const auto text = support::read_file(path);
        if (text.size() < 60) return " '" + on_one_line(text) + "'";
        return fmt::format(" {} bytes {:x}", text.size(), std::hash<std::string>{}(text));
    }
    return S_ISDIR(info.st_mode) ? "" : fmt::format(" {:x}", info.st_rdev);
}

}  // namespace

Tree tree_of(const support::Path& directory) {
    std::set<support::Path> paths;  // sorted, so that the first of several links is always the same
    for (const auto& entry : fs::recursive_directory_iterator{directory}) paths.insert(entry);
    std::map<ino_t, std::string> first_links;
    Tree tree;
    for (const auto& path : paths) {
        struct stat info {};
        sys::check(::lstat(path.c_str(), &info), "lstat {}", path.native());
        const auto name = "/" + path.lexically_relative(directory).native();
        auto line = fmt::format("{:o} {}:{}{}{}", info.st_mode, info.st_uid, info.st_gid,
                                content_of(path, info), xattrs_of(path));
        if (!S_ISDIR(info.st_mode) && info.st_mtime < this_project)
            line += fmt::format(" of {}", info.st_mtime);
        const auto [first, is_new] = first_links.emplace(info.st_ino, name);
        if (!is_new) line += " is " + first->second;
        tree[name] = line;
    }
    return tree;
}

std::string difference(const Tree& one, const Tree& other) {
    std::string text;
    for (const auto& [path, line] : one) {
        const auto found = other.find(path);
        if (found == other.end())
            text += fmt::format("{}\n    {}\n    (missing)\n", path, line);
        else if (found->second != line)
            text += fmt::format("{}\n    {}\n    {}\n", path, line, found->second);
    }
    for (const auto& [path, line] : other)
        if (one.count(path) == 0) text += fmt::format("{}\n    (missing)\n    {}\n", path, line);
    return text;
}

}  // namespace interop
