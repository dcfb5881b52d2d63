// SPDX-License-Identifier: MIT
#include "support/fixture.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <stdexcept>
#include <vector>

namespace support {

namespace fs = std::filesystem;

TemporaryDirectory::TemporaryDirectory() {
    std::string name = "/tmp/wb.XXXXXX";
    if (!::mkdtemp(name.data())) throw sys::SysError{errno, "mkdtemp " + name};
    fs::permissions(name, fs::perms{0755});
    path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
    if (kept_) return;
    std::error_code ignored;  // a test that failed may have left a mount in it
    fs::remove_all(path_, ignored);
}

void copy_rootfs(const Path& destination) {
    const auto original = build_directory() / "rootfs";
    if (!fs::exists(original / "bin/probe"))
        throw std::runtime_error{"build/rootfs has no probe: run ./workbook build"};
    fs::copy(original, destination, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    fs::permissions(destination, fs::perms{0755});  // whatever the umask of the build was
    fs::permissions(destination / "tmp", fs::perms{01777});
}

namespace {

std::map<std::string, std::string> outline(const Path& directory) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator{directory}) {
        std::string about;
        if (entry.is_symlink())
            about = "-> " + fs::read_symlink(entry).native();
        else if (entry.is_regular_file())
            about = std::to_string(entry.file_size());
        files[entry.path().lexically_relative(directory)] = about;
    }
    return files;
}

}  // namespace

bool is_original(const Path& rootfs) {
    static const auto original = outline(build_directory() / "rootfs");
    try {
        return outline(rootfs) == original;
    } catch (const fs::filesystem_error&) {  // somebody changes it while we look
        return false;
    }
}

namespace {

std::string describe(const Path& directory, bool contents) {
    std::vector<std::string> lines;
    for (const auto& entry : fs::recursive_directory_iterator{directory}) {
        struct stat info {};
        sys::check(::lstat(entry.path().c_str(), &info), "lstat {}", entry.path().native());
        std::string content;
        if (entry.is_symlink())
            content = fs::read_symlink(entry).native();
        else if (S_ISREG(info.st_mode) && contents)
            content = std::to_string(std::hash<std::string>{}(read_file(entry)));
        lines.push_back(fmt::format("{} {:o} {}:{} {}\n",
                                    entry.path().lexically_relative(directory).native(),
                                    info.st_mode, info.st_uid, info.st_gid, content));
    }
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const auto& line : lines) text += line;
    return text;
}

}  // namespace

std::string describe_tree(const Path& directory) {
    return describe(directory, true);
}

std::string describe_entries(const Path& directory) {
    return describe(directory, false);
}

void write_file(const Path& path, const std::string& text) {
    std::ofstream file{path, std::ios::binary};
    file << text;
    if (!file.flush()) throw std::runtime_error{"cannot write " + path.native()};
}

std::string read_file(const Path& path) {
    return sys::read_file(path);
}

const Path& build_directory() {
    static const Path path = WORKBOOK_BUILD_DIRECTORY;
    return path;
}

const Path& source_directory() {
    static const Path path = WORKBOOK_SOURCE_DIRECTORY;
    return path;
}

}  // namespace support
