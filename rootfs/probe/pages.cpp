// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>

namespace probe {
namespace {

constexpr off_t page_size = 4096, most_pages = 16;

/// The first pages of a file, which are in memory from then on.
struct Pages {
    const char* memory;
    off_t count;
};

Pages map_pages(const std::string& path) {
    const int file = check(::open(path.c_str(), O_RDONLY | O_CLOEXEC), "open " + path);
    const auto count = std::clamp<off_t>(::lseek(file, 0, SEEK_END) / page_size, 1, most_pages);
    const auto* memory = static_cast<const volatile char*>(::mmap(
        nullptr, static_cast<std::size_t>(count * page_size), PROT_READ, MAP_SHARED, file, 0));
    ::close(file);
    if (memory == MAP_FAILED) throw Failed{"mmap " + path};
    for (off_t page = 0; page < count; ++page)
        [[maybe_unused]] const char touched = memory[page * page_size];
    return {const_cast<const char*>(memory), count};
}

/// map FILE: where the first pages of the file are in this process, and how many. They stay there.
std::string map(const Args& words) {
    const auto pages = map_pages(words.at(0));
    char text[64];
    std::snprintf(text, sizeof text, "%ju %jd\n", reinterpret_cast<std::uintmax_t>(pages.memory),
                  static_cast<std::intmax_t>(pages.count));
    return text;
}

/// frames FILE: where in the machine's memory they are, a page frame number a line. Who sees the
/// same numbers reads the same memory. proc_pid_pagemap(5): for CAP_SYS_ADMIN only.
std::string frames(const Args& words) {
    const auto pages = map_pages(words.at(0));
    const int pagemap =
        check(::open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC), "open /proc/self/pagemap");
    std::string text;
    for (off_t page = 0; page < pages.count; ++page) {
        const auto address = reinterpret_cast<std::uintptr_t>(pages.memory + page * page_size);
        std::uint64_t entry = 0;
        check(::pread(pagemap, &entry, sizeof entry,
                      static_cast<off_t>(address / page_size * sizeof entry)),
              "pread /proc/self/pagemap");
        const auto frame = entry & ((std::uint64_t{1} << 55) - 1);
        if (frame == 0) throw Refused{"/proc/self/pagemap hides the frames from this user"};
        char line[32];
        std::snprintf(line, sizeof line, "%#jx\n", static_cast<std::uintmax_t>(frame));
        text += line;
    }
    ::close(pagemap);
    return text;
}

}  // namespace

void add_pages(Commands& commands) {
    commands.insert({{"map", map}, {"frames", frames}});
}

}  // namespace probe
