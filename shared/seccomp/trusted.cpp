// SPDX-License-Identifier: MIT
#include "seccomp/trusted.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace seccomp {
namespace {

constexpr off_t most = 1 << 20;

bool is_only_ours(const struct stat& info) {
    return info.st_uid == ::geteuid() && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

}  // namespace

std::optional<sys::Fd> open_trusted(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd == -1) return std::nullopt;
    sys::Fd directory{fd};
    if (!is_only_ours(sys::fstat(directory))) return std::nullopt;
    return directory;
}

std::optional<std::string> read_trusted(const std::filesystem::path& path,
                                        const std::string& name) {
    const auto directory = open_trusted(path);
    if (!directory) return std::nullopt;
    const int fd =
        ::openat(directory->get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd == -1) return std::nullopt;
    const sys::Fd file{fd};
    const auto info = sys::fstat(file);
    if (!S_ISREG(info.st_mode) || !is_only_ours(info) || info.st_size > most) return std::nullopt;
    std::string text(static_cast<std::size_t>(info.st_size), '\0');
    const auto got = ::read(fd, text.data(), text.size());
    if (got != info.st_size) return std::nullopt;
    return text;
}

void write_trusted(const std::filesystem::path& path, const std::string& name,
                   const std::string& text) {
    const auto directory = open_trusted(path);
    if (!directory) return;
    const auto unfinished = fmt::format(".{}-{}", name, ::getpid());
    try {
        constexpr int flags = O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW;
        sys::write_all(sys::openat(*directory, unfinished, flags, 0600), text);
        sys::check(::renameat(directory->get(), unfinished.c_str(), directory->get(), name.c_str()),
                   "renameat");
    } catch (...) {
        ::unlinkat(directory->get(), unfinished.c_str(), 0);
        throw;
    }
}

}  // namespace seccomp
