// SPDX-License-Identifier: MIT
#include "build/scaffold.hpp"

#include "image/stack.hpp"
#include "sys/attributes.hpp"
#include "sys/file.hpp"

#include <fcntl.h>

#include <algorithm>

namespace build {
namespace {

/// Directories of the layer hide the looks of those below: they must look the same.
void look_like(const Path& path, const struct stat& other) {
    sys::fchownat(AT_FDCWD, path, other.st_uid, other.st_gid);
    sys::fchmodat(AT_FDCWD, path, other.st_mode & 07777);
    sys::utimensat(AT_FDCWD, path, other.st_mtim);
}

class Scaffold {
public:
    Scaffold(const std::vector<Path>& lower, const Path& root) : lower_{lower}, root_{root} {
        sys::mkdir(root, 0755);
    }
    ~Scaffold() = default;
    Scaffold(const Scaffold&) = delete;

    void add(const Path& destination, bool is_directory) {
        const auto path = destination.relative_path().lexically_normal();
        Path sofar;
        for (auto part = path.begin(); part != path.end() && !part->empty(); ++part) {
            const Path parent = sofar;
            sofar /= *part;
            if (std::filesystem::exists(root_ / sofar)) continue;
            if (const auto found = image::find_in_stack(lower_, sofar)) {
                if (!S_ISDIR(found->info.st_mode)) return;  // a symlink, or there already
                continue;
            }
            make(parent, sofar, is_directory || std::next(part) != path.end());
        }
    }
    /// Now that nothing more is made in them.
    void finish() const {
        for (const auto& entry : std::filesystem::recursive_directory_iterator{root_})
            dress(entry.path().lexically_relative(root_));
        look_like(root_, sys::fstat(sys::open(lower_.back(), O_PATH)));
    }

private:
    void make(const Path& parent, const Path& path, bool is_directory) const {
        sys::make_directories(root_ / parent, 0755);
        if (is_directory)
            sys::mkdir(root_ / path, 0755);
        else
            sys::open(root_ / path, O_CREAT | O_WRONLY, 0644);
    }
    void dress(const Path& path) const {
        if (const auto found = image::find_in_stack(lower_, path))
            look_like(root_ / path, found->info);
        else
            sys::utimensat(AT_FDCWD, root_ / path, {});
    }

    const std::vector<Path>& lower_;
    const Path& root_;
};

/// What is on another mount needs no place here.
bool is_below_another(const container::Mount& mount, const std::vector<container::Mount>& mounts) {
    return std::any_of(mounts.begin(), mounts.end(), [&mount](const container::Mount& other) {
        return mount.destination.starts_with(other.destination + "/");
    });
}

}  // namespace

Path make_scaffold(const std::vector<Path>& lower, const std::vector<container::Mount>& mounts,
                   const Path& directory) {
    Scaffold scaffold{lower, directory};
    for (const char* file : {"/etc/hosts", "/etc/hostname", "/etc/resolv.conf"})
        scaffold.add(file, false);  // chapter 05's
    scaffold.add("/proc", true);    // chapter 02's
    for (const auto& mount : mounts)
        if (!is_below_another(mount, mounts))
            scaffold.add(mount.destination,
                         mount.type != "bind" || std::filesystem::is_directory(mount.source));
    scaffold.finish();
    return directory;
}

}  // namespace build
