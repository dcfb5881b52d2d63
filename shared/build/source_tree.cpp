// SPDX-License-Identifier: MIT
#include "build/source_tree.hpp"

#include "containerfile/glob.hpp"
#include "sys/attributes.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/openat2.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace build {
namespace {

namespace fs = std::filesystem;
using containerfile::Glob;

std::string join(const std::string& directory, const std::string& name) {
    return directory.empty() ? name : directory + "/" + name;
}

const char* or_dot(const std::string& path) {
    return path.empty() ? "." : path.c_str();
}

/// Nothing if there is no such file.
std::optional<sys::Fd> find(sys::BorrowedFd root, const std::string& path) try {
    return sys::openat2(root, or_dot(path), O_PATH, RESOLVE_IN_ROOT);
} catch (const sys::SysError& e) {
    if (e.error() == ENOENT || e.error() == ENOTDIR) return std::nullopt;
    throw;
}

std::vector<std::string> names_in(sys::BorrowedFd directory) {
    std::vector<std::string> names;
    for (const auto& entry :
         fs::directory_iterator{fmt::format("/proc/self/fd/{}", directory.get())})
        names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
}

bool has_pattern(const std::string& text) {
    return text.find_first_of("*?[\\") != text.npos;
}

std::vector<std::string> split(const std::string& path) {
    std::vector<std::string> parts;
    for (const auto& part : Path{path}) parts.push_back(part);
    return parts;
}

}  // namespace

void SourceTree::match_below(const std::string& directory, std::vector<std::string> rest,
                             std::vector<std::string>& found) const {
    const auto file = find(root_, directory);
    if (!file) return;
    if (rest.empty()) return found.push_back(directory);
    const auto pattern = rest.front();
    rest.erase(rest.begin());
    if (!has_pattern(pattern)) return match_below(join(directory, pattern), rest, found);
    if (!S_ISDIR(sys::fstat(*file).st_mode)) return;
    const Glob glob{pattern};
    for (const auto& name : names_in(*file))
        if (glob.matches(name)) match_below(join(directory, name), rest, found);
}

std::vector<std::string> SourceTree::match(const std::string& source) const {
    const auto path = containerfile::clean_path(source);
    std::vector<std::string> found;
    match_below("", split(path), found);
    const auto seen = found.size();
    std::erase_if(found, [this](const std::string& one) {
        const bool may_have_exceptions =
            ignored_.has_exceptions() && S_ISDIR(sys::fstat(*find(root_, one)).st_mode);
        return ignored_.ignores(one) && !may_have_exceptions;
    });
    if (!found.empty() || (has_pattern(source) && seen == 0)) return found;
    throw std::runtime_error{
        seen > 0 ? fmt::format("{}: is kept out of the build by the ignore file", source)
                 : fmt::format("{}: there is no such file in what it is copied from", source)};
}

sys::Fd SourceTree::open(const Entry& entry, int flags) const {
    return sys::openat2(root_, or_dot(entry.path), flags | (entry.below.empty() ? 0 : O_NOFOLLOW),
                        RESOLVE_IN_ROOT);
}

void SourceTree::walk(const std::string& path, const containerfile::IgnorePatterns& excluded,
                      const std::function<void(const Entry&)>& visit) const {
    Entry entry{path, "", {}};
    entry.info = sys::fstat(open(entry, O_PATH));
    visit(entry);
    if (S_ISDIR(entry.info.st_mode)) walk_below(entry, excluded, visit);
}

void SourceTree::walk_below(const Entry& directory, const containerfile::IgnorePatterns& excluded,
                            const std::function<void(const Entry&)>& visit) const {
    const auto opened = open(directory, O_RDONLY | O_DIRECTORY);
    for (const auto& name : names_in(opened)) {
        Entry entry{join(directory.path, name), join(directory.below, name), {}};
        const auto info = sys::fstatat(opened, name);
        if (!info) continue;  // it is gone
        entry.info = *info;
        const bool is_left_out = ignored_.ignores(entry.path) || excluded.ignores(entry.below);
        const bool may_have_exceptions = ignored_.has_exceptions() || excluded.has_exceptions();
        if (is_left_out && !(S_ISDIR(info->st_mode) && may_have_exceptions)) continue;
        if (!is_left_out) visit(entry);
        if (S_ISDIR(info->st_mode)) walk_below(entry, excluded, visit);
    }
}

}  // namespace build
