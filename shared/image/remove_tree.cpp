// SPDX-License-Identifier: MIT
#include "image/remove_tree.hpp"

#include "sys/error.hpp"
#include "sys/fd.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace image {
namespace {

namespace fs = std::filesystem;

/// One directory, made empty with two descriptors: what its directories hold is moved up into it,
/// each directory once.
class Flattened {
public:
    explicit Flattened(sys::Fd top) : top_{std::move(top)} {}

    void clear() {
        while (clear_once()) continue;  // reading does not show for certain what was moved here
    }

private:
    static fs::directory_iterator entries(const sys::Fd& directory) {
        return fs::directory_iterator{fmt::format("/proc/self/fd/{}", directory.get())};
    }

    bool clear_once() {
        bool any = false;
        for (const auto& entry : entries(top_)) {
            any = true;
            const auto name = entry.path().filename();
            if (::unlinkat(top_.get(), name.c_str(), 0) == 0) continue;
            if (::unlinkat(top_.get(), name.c_str(), AT_REMOVEDIR) == 0) continue;
            lift(sys::openat(top_, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
            sys::unlinkat(top_, name, AT_REMOVEDIR);
        }
        return any;
    }

    void lift(const sys::Fd& directory) {
        for (const auto& entry : entries(directory)) {
            const auto name = entry.path().filename();
            if (::unlinkat(directory.get(), name.c_str(), 0) == 0) continue;
            int result = -1;
            do
                result = ::renameat2(directory.get(), name.c_str(), top_.get(),
                                     fmt::format("lifted-{}", ++lifted_).c_str(), RENAME_NOREPLACE);
            while (result == -1 && errno == EEXIST);
            sys::check(result, "renameat2 {}", name.native());
        }
    }

    sys::Fd top_;
    std::size_t lifted_ = 0;
};

}  // namespace

void remove_tree(const fs::path& path) {
    if (::unlink(path.c_str()) == 0 || errno == ENOENT) return;
    Flattened{sys::open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)}.clear();
    sys::check(::rmdir(path.c_str()), "rmdir {}", path.native());
}

}  // namespace image
