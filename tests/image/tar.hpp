// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// Tar files byte by byte, so that they can say anything, true or not: POSIX.1-2017, pax(1),
/// "ustar Interchange Format" and "pax Interchange Format"; tar(5) for what GNU has beside them.
namespace tar {

/// One 512-byte header, and nothing behind it.
struct Header {
    std::string name;  ///< The first 100 bytes of it.
    char type = '0';   ///< '1' hard link, '2' symlink, '3' character device, ...
    unsigned mode = 0644;
    std::int64_t uid = 0, gid = 0;
    std::int64_t size = 0;
    std::int64_t mtime = 1'000'000'000;
    std::string link = {};  ///< Of a link: where to.
    unsigned major = 0, minor = 0;
    std::string prefix = {};  ///< ustar: comes before the name, with a slash between.
    bool gnu = false;         ///< GNU's magic instead of ustar's.
};
/// What does not fit into octal digits is written as GNU does, in base 256.
std::string header(const Header& header);
/// The content, filled up to whole blocks.
std::string padded(const std::string& content);

std::string file(const std::string& name, const std::string& content, unsigned mode = 0644);
std::string directory(const std::string& name, unsigned mode = 0755);
std::string symlink(const std::string& name, const std::string& target);
std::string hard_link(const std::string& name, const std::string& target);
/// type: '3' character, '4' block.
std::string device(char type, const std::string& name, unsigned major, unsigned minor);
std::string fifo(const std::string& name);

using Records = std::vector<std::pair<std::string, std::string>>;
/// What a pax header says of the entry that follows it; of all that follow, as a global one.
std::string pax(const Records& records, bool global = false);
/// GNU's way: 'L' the next entry's long name, 'K' its long link.
std::string gnu_long(char kind, const std::string& text);
/// Two empty blocks.
std::string end();

}  // namespace tar
