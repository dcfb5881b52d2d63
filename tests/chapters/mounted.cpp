// SPDX-License-Identifier: MIT
#include "chapters/mounted.hpp"

#include "support/tree.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace support {

Mounted::Mounted(Host& host, const std::string& what, const Path& where)
    : host_{host}, where_{where} {
    const auto done =
        host.shell(fmt::format("$rootfs/bin/busybox mount {} {}", what, where.native()));
    expect_equal("the output of mount " + what, done.output, "");
}

Mounted Mounted::text(Host& host, const std::string& text, const Path& where) {
    if (!std::filesystem::exists(where))
        throw Skipped{"there is no " + where.native() + " to mount over"};
    const auto file = host.box().directory() / where.filename();
    write_file(file, text);
    return {host, "-o bind " + file.native(), where};
}

Mounted::~Mounted() {
    host_.shell("$rootfs/bin/busybox umount " + where_.native());
}

}  // namespace support
