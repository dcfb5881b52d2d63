// SPDX-License-Identifier: MIT
#include "sys/file.hpp"

#include "sys/error.hpp"
#include "sys/trace.hpp"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <memory>

namespace sys {
namespace {

constexpr std::size_t page_size = 4096;

/// Until a read(2) gives no more than `least` bytes.
std::string read_until(std::size_t least, const Fd& file, const Path& path) {
    const trace::Call call{"read", path.native()};
    std::string text;
    std::array<char, page_size> buffer;
    std::size_t size = 0;
    do {
        size = static_cast<std::size_t>(
            check(::read(file.get(), buffer.data(), buffer.size()), "read {}", path.native()));
        text.append(buffer.data(), size);
    } while (size > least);
    return text;
}

}  // namespace

Fd open(const Path& path, int flags, mode_t mode) {
    const trace::Call call{"open", path.native()};
    return Fd{check(::open(path.c_str(), flags | O_CLOEXEC, mode), "open {}", path.native())};
}

Fd openat(BorrowedFd directory, const Path& path, int flags, mode_t mode) {
    const trace::Call call{"openat", path.native()};
    return Fd{check(::openat(directory.get(), path.c_str(), flags | O_CLOEXEC, mode), "openat {}",
                    path.native())};
}

Fd openat2(BorrowedFd directory, const Path& path, int flags, std::uint64_t resolve) {
    const trace::Call call{"openat2", path.native()};
    open_how how{};
    how.flags = static_cast<std::uint64_t>(flags) | O_CLOEXEC;
    how.resolve = resolve;
    const auto fd = ::syscall(SYS_openat2, directory.get(), path.c_str(), &how, sizeof how);
    return Fd{static_cast<int>(check(fd, "openat2 {}", path.native()))};
}

struct stat fstat(BorrowedFd file) {
    struct stat info {};
    check(::fstat(file.get(), &info), "fstat {}", file.get());
    return info;
}

void mkdir(const Path& path, mode_t mode) {
    const trace::Call call{"mkdir", path.native()};
    check(::mkdir(path.c_str(), mode), "mkdir {}", path.native());
}

void make_directories(const Path& path, mode_t mode) {
    Path sofar;
    for (const auto& part : path) {
        sofar /= part;
        // Another process may be making it, too.
        if (::access(sofar.c_str(), F_OK) == -1 && ::mkdir(sofar.c_str(), mode) == -1 &&
            errno != EEXIST)
            check(-1, "mkdir {}", sofar.native());
    }
}

Path mkdtemp(const Path& prefix) {
    auto name = prefix.native() + "XXXXXX";
    check(::mkdtemp(name.data()) ? 0 : -1, "mkdir {}", name);
    return name;
}

void mkdirat(BorrowedFd directory, const Path& name, mode_t mode) {
    const trace::Call call{"mkdirat", name.native()};
    check(::mkdirat(directory.get(), name.c_str(), mode), "mkdirat {}", name.native());
}

void mknodat(BorrowedFd directory, const Path& name, mode_t mode, dev_t device) {
    const trace::Call call{"mknodat", name.native()};
    check(::mknodat(directory.get(), name.c_str(), mode, device), "mknodat {}", name.native());
}

void symlinkat(const Path& target, BorrowedFd directory, const Path& name) {
    const trace::Call call{"symlinkat", name.native()};
    check(::symlinkat(target.c_str(), directory.get(), name.c_str()), "symlinkat {} to {}",
          name.native(), target.native());
}

void linkat(BorrowedFd old_directory, const Path& old_name, BorrowedFd new_directory,
            const Path& new_name) {
    check(::linkat(old_directory.get(), old_name.c_str(), new_directory.get(), new_name.c_str(), 0),
          "linkat {} to {}", new_name.native(), old_name.native());
}

void unlinkat(BorrowedFd directory, const Path& name, int flags) {
    const trace::Call call{"unlinkat", name.native()};
    check(::unlinkat(directory.get(), name.c_str(), flags), "unlinkat {}", name.native());
}

Path realpath(const Path& path) {
    const std::unique_ptr<char, void (*)(void*)> resolved{::realpath(path.c_str(), nullptr),
                                                          std::free};
    check(resolved ? 0 : -1, "realpath {}", path.native());
    return resolved.get();
}

Path getcwd() {
    const std::unique_ptr<char, void (*)(void*)> path{::getcwd(nullptr, 0), std::free};
    check(path ? 0 : -1, "getcwd");
    return path.get();
}

void chdir(const Path& directory) {
    const trace::Call call{"chdir", directory.native()};
    check(::chdir(directory.c_str()), "chdir {}", directory.native());
}

void fchdir(BorrowedFd directory) {
    check(::fchdir(directory.get()), "fchdir {}", directory.get());
}

void chroot(const Path& root) {
    const trace::Call call{"chroot", root.native()};
    check(::chroot(root.c_str()), "chroot {}", root.native());
}

void dup2(BorrowedFd file, int number) {
    check(::dup2(file.get(), number), "dup2 {} to {}", file.get(), number);
}

void flock(BorrowedFd file, int operation) {
    const trace::Wait wait{"flock"};
    int result = 0;
    do result = ::flock(file.get(), operation);
    while (result == -1 && errno == EINTR);
    check(result, "flock {}", file.get());
}

std::string read_file(const Path& path) {
    return read_until(0, open(path, O_RDONLY), path);
}

std::optional<std::string> try_read_file(const Path& path) {
    const Fd file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!file && errno == ENOENT) return std::nullopt;
    check(file ? 0 : -1, "open {}", path.native());
    return read_until(page_size - 1, file, path);
}

void write_file(const Path& path, std::string_view text) {
    const Fd file = open(path, O_WRONLY);
    const trace::Call call{"write", path.native()};
    check(::write(file.get(), text.data(), text.size()), "write {} to {}", text, path.native());
}

void write_all(BorrowedFd file, std::string_view text) {
    const trace::Call call{"write"};
    while (!text.empty()) {
        const auto size = ::write(file.get(), text.data(), text.size());
        if (size == -1 && errno == EINTR) continue;
        text.remove_prefix(static_cast<std::size_t>(check(size, "write {}", file.get())));
    }
}

}  // namespace sys
