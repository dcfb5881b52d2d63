// SPDX-License-Identifier: MIT
#include "support/tree.hpp"

#include "sys/attributes.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/sysmacros.h>

#include <algorithm>

namespace support {
namespace {

namespace fs = std::filesystem;

std::string on_one_line(const std::string& text) {
    std::string line;
    for (const char c : text) line += c == '\n' ? "\\n" : c == '\t' ? "\\t" : std::string{c};
    return line;
}

class Describer {
public:
    Describer(const Path& directory, const Looking& looking)
        : directory_{directory}, looking_{looking} {}

    std::map<std::string, std::string> all() {
        add(".", directory_);
        std::vector<Path> paths;
        for (const auto& entry : fs::recursive_directory_iterator{directory_})
            paths.push_back(entry.path());
        std::sort(paths.begin(), paths.end());  // which name of a file is the first
        for (const auto& path : paths) add(path.lexically_relative(directory_), path);
        return std::move(lines_);
    }

private:
    void add(const std::string& name, const Path& path) {
        struct stat info {};
        sys::check(::lstat(path.c_str(), &info), "lstat {}", path.native());
        const bool device = S_ISCHR(info.st_mode) || S_ISBLK(info.st_mode);
        if (device && !looking_.devices) return;
        auto& line = lines_[name];
        line = fmt::format("{:o}", info.st_mode);
        if (looking_.owners)
            line += fmt::format(" {}:{}", looking_.owner(info.st_uid), looking_.owner(info.st_gid));
        if (looking_.time(info))
            line += fmt::format(" {}.{:09}", info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
        if (device) line += fmt::format(" {}:{}", major(info.st_rdev), minor(info.st_rdev));
        if (S_ISLNK(info.st_mode)) line += " -> " + fs::read_symlink(path).native();
        if (S_ISREG(info.st_mode)) line += content(path);
        if (looking_.attributes) line += attributes(path);
        if (S_ISDIR(info.st_mode) || info.st_nlink == 1) return;
        const auto& first = first_.try_emplace({info.st_dev, info.st_ino}, name).first->second;
        if (first != name) line += " = " + first;  // others of its names may be hidden
    }

    /// A short one as it is, for who compares two.
    static std::string content(const Path& path) {
        const auto text = read_file(path);
        if (text.size() < 60) return " '" + on_one_line(text) + "'";
        return fmt::format(" {} bytes {:016x}", text.size(), std::hash<std::string>{}(text));
    }

    /// The kernel's own say nothing of the file: security.selinux comes from a policy.
    static std::string attributes(const Path& path) {
        const auto parent = sys::open(path.parent_path(), O_PATH | O_DIRECTORY);
        const Path name = path.filename().empty() ? "." : path.filename();
        auto names = sys::listxattr(parent, name);
        std::sort(names.begin(), names.end());
        std::string text;
        for (const auto& attribute : names) {
            if (attribute == "security.selinux") continue;
            text += " " + attribute + "=";
            const auto value = sys::getxattr(parent, name, attribute);
            for (const char byte : *value)
                text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
        }
        return text;
    }

    Path directory_;
    const Looking& looking_;
    std::map<std::string, std::string> lines_;
    std::map<std::pair<dev_t, ino_t>, std::string> first_;
};

}  // namespace

std::map<std::string, std::string> describe_files(const Path& directory, const Looking& looking) {
    return Describer{directory, looking}.all();
}

std::string difference(const std::map<std::string, std::string>& one,
                       const std::map<std::string, std::string>& other) {
    std::string text;
    for (const auto& [name, line] : one)
        if (const auto found = other.find(name); found == other.end() || found->second != line)
            text += fmt::format("- {} {}\n", name, line);
    for (const auto& [name, line] : other)
        if (const auto found = one.find(name); found == one.end() || found->second != line)
            text += fmt::format("+ {} {}\n", name, line);
    return text;
}

}  // namespace support
