// SPDX-License-Identifier: MIT
#include "golden_layer.hpp"

#include "tar.hpp"

#include <linux/capability.h>

namespace {

using namespace std::string_literals;

/// CAP_NET_RAW, permitted and effective, as setcap(8) writes it: capabilities(7), version 2.
std::string capability() {
    std::string value(20, '\0');
    const auto put = [&value](std::size_t at, unsigned number) {
        for (std::size_t i = 0; i < 4; ++i) value[at + i] = static_cast<char>(number >> (8 * i));
    };
    put(0, VFS_CAP_REVISION_2 | VFS_CAP_FLAGS_EFFECTIVE);
    put(4, 1U << CAP_NET_RAW);
    return value;
}

std::string owned(const std::string& name, std::int64_t uid, std::int64_t gid, unsigned mode) {
    tar::Header header{name, '0', mode, uid, gid};
    return tar::header(header);
}

/// In ustar's two fields, GNU's and pax's way of names and links that are long.
std::string long_names() {
    const std::string folder(90, 'f'), longer(150, 'l');
    tar::Header split{std::string(95, 'n')};
    split.prefix = "golden/" + folder;
    return tar::directory("golden/" + folder) + tar::header(split) +
           tar::gnu_long('L', "golden/gnu-" + longer) + tar::file("x", "gnu") +
           tar::pax({{"path", "golden/pax-" + longer}}) + tar::file("x", "pax") +
           tar::gnu_long('K', "gnu-" + longer) + tar::symlink("golden/gnu-link", "x") +
           tar::pax({{"linkpath", "pax-" + longer}}) + tar::symlink("golden/pax-link", "x") +
           tar::pax({{"linkpath", "golden/pax-" + longer}}) +
           tar::hard_link("golden/pax-hard", "x");
}

/// A block, a hole, "4567", and a hole at the end, in both ways that GNU has in pax. What comes
/// before the last hole must be whole blocks.
std::string sparse_files() {
    const tar::Records version_0{{"GNU.sparse.size", "20000"},
                                 {"GNU.sparse.numblocks", "3"},
                                 {"GNU.sparse.map", "0,512,8192,4,20000,0"},
                                 {"GNU.sparse.name", "golden/sparse-0.1"}};
    const tar::Records version_1{{"GNU.sparse.major", "1"},
                                 {"GNU.sparse.minor", "0"},
                                 {"GNU.sparse.realsize", "20000"},
                                 {"GNU.sparse.name", "golden/sparse-1.0"}};
    const auto data = std::string(512, '0') + "4567";
    return tar::pax(version_0) + tar::file("x", data) + tar::pax(version_1) +
           tar::file("x", tar::padded("3\n0\n512\n8192\n4\n20000\n0\n") + data);
}

}  // namespace

std::string golden_layer() {
    return tar::directory("golden") + tar::directory("golden/empty", 0700) +
           tar::directory("golden/sticky", 01777) + tar::directory("golden/group", 02755) +
           tar::file("golden/file", "content") + tar::file("golden/nothing", "") +
           tar::file("golden/unreadable", "x", 0) + owned("golden/setuid", 0, 0, 04755) +
           owned("golden/setgid", 1, 2, 02755) + owned("golden/others", 1000, 33, 06751) +
           owned("golden/large", 3'000'000, 4'000'000, 0640) +
           tar::pax({{"uid", "65534"}, {"gid", "65533"}}) + tar::file("golden/by-pax", "") +
           tar::hard_link("golden/hard", "golden/file") + tar::symlink("golden/link", "file") +
           tar::symlink("golden/absolute", "/etc/passwd") + tar::symlink("golden/loop", "loop") +
           tar::device('3', "golden/character", 1, 3) + tar::device('4', "golden/block", 7, 300) +
           tar::fifo("golden/fifo") + tar::pax({{"mtime", "1700000000.123456789"}}) +
           tar::file("golden/exact", "") + tar::pax({{"mtime", "1600000000.5"}}) +
           tar::directory("golden/exact-directory") + tar::file("golden/exact-directory/file", "") +
           tar::pax(
               {{"SCHILY.xattr.user.text", "value"}, {"SCHILY.xattr.user.bytes", "\0\1\xff="s}}) +
           tar::file("golden/attributes", "") +
           tar::pax({{"SCHILY.xattr.user.text", "of a directory"}}) +
           tar::directory("golden/attributes-directory") +
           tar::pax({{"SCHILY.xattr.security.capability", capability()}}) +
           tar::file("golden/capable", "x", 0755) +
           tar::file("golden/\xc3\xa4\xc3\xb6\xe2\x82\xac", "utf-8") +
           tar::file("golden/\xe4\xf6", "latin-1") + long_names() + sparse_files();
}
