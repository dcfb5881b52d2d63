// SPDX-License-Identifier: MIT
#include "image/small_file.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>

namespace image {
namespace {

constexpr std::size_t largest = 4 << 20;

}  // namespace

sys::Fd open_regular(const std::filesystem::path& path) {
    auto file = sys::open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    if (S_ISREG(sys::fstat(file).st_mode)) return file;
    throw std::runtime_error{fmt::format("{}: is not a file", path.native())};
}

std::string read_small(const std::filesystem::path& path) {
    const auto file = open_regular(path);
    const auto length = static_cast<std::uint64_t>(sys::fstat(file).st_size);
    if (length > largest)
        throw std::runtime_error{fmt::format(
            "{}: more than 4 MiB are too many for what describes an image", path.native())};
    // As much as there is now: 4 MiB that nobody needs would take longer than a container's start.
    std::string text(length, '\0');
    std::size_t size = 0;
    while (const auto got = sys::check(::read(file.get(), text.data() + size, text.size() - size),
                                       "read {}", path.native()))
        size += static_cast<std::size_t>(got);
    text.resize(size);
    return text;
}

}  // namespace image
