// SPDX-License-Identifier: MIT
#pragma once

#include <sys/stat.h>
#include <sys/types.h>

#include <cstdint>
#include <ctime>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct archive;

namespace image {

/// One entry of a tar file: what is to be at `path`.
struct TarEntry {
    std::string path;       ///< As it was written, trustworthy or not.
    mode_t mode = 0;        ///< Type and permissions; of a hard link, S_IFREG.
    std::string hard_link;  ///< Empty unless it is one: the path it leads to.
    std::string target;     ///< Of a symlink.
    uid_t uid = 0;
    gid_t gid = 0;
    timespec mtime{};
    dev_t device = 0;
    std::uint64_t size = 0;
    std::vector<std::pair<std::string, std::string>> xattrs;
};

/// Reads a tar file (ustar, pax, GNU; tar(5)) with libarchive.
class TarReader {
public:
    /// `source` gives the file's next bytes, none at the end; good until the next call.
    explicit TarReader(std::function<std::string_view()> source);
    ~TarReader();

    /// The next entry, in `entry`; false at the end.
    bool next(TarEntry& entry);

    struct Block {
        std::string_view bytes;
        std::uint64_t offset = 0;  ///< What lies between two blocks is a hole: zeros.
    };
    /// The next piece of the entry's content; false at the end.
    bool next(Block& block);

private:
    static ssize_t read(archive*, void* self, const void** bytes) noexcept;
    [[noreturn]] void fail();

    std::function<std::string_view()> source_;
    std::exception_ptr error_;  ///< What source_ threw: libarchive is C and cannot carry it.
    archive* archive_;
};

}  // namespace image
