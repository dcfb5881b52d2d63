// SPDX-License-Identifier: MIT
#pragma once

#include <unistd.h>

#include <cerrno>
#include <utility>

namespace sys {

/// Owns a file descriptor and closes it, the way unique_ptr owns memory.
class Fd {
public:
    Fd() = default;
    explicit Fd(int fd) noexcept : fd_{fd} {}
    Fd(Fd&& other) noexcept : fd_{std::exchange(other.fd_, -1)} {}
    Fd& operator=(Fd&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Fd() { reset(); }

    int get() const noexcept { return fd_; }
    explicit operator bool() const noexcept { return fd_ >= 0; }

    void reset() noexcept {
        if (fd_ < 0) return;
        const int saved = errno;
        ::close(std::exchange(fd_, -1));  // never retried: Linux frees the number even on EINTR
        errno = saved;
    }

private:
    int fd_ = -1;
};

/// A descriptor someone else owns: Fd is to BorrowedFd what string is to string_view.
class BorrowedFd {
public:
    BorrowedFd(int fd) noexcept : fd_{fd} {}              // NOLINT(google-explicit-constructor)
    BorrowedFd(const Fd& fd) noexcept : fd_{fd.get()} {}  // NOLINT(google-explicit-constructor)
    int get() const noexcept { return fd_; }

private:
    int fd_;
};

}  // namespace sys
