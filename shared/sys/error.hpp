// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/core.h>

#include <cerrno>
#include <concepts>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace sys {

/// A system call that failed: which one, on what, and why.
///
/// what() reads "call arguments: reason", as in "sethostname box: Operation not permitted".
class SysError : public std::system_error {
public:
    SysError(int error, const std::string& call)
        : std::system_error{error, std::system_category(), call}, call_{call} {}

    /// The call and its arguments, without the reason.
    const std::string& call() const noexcept { return call_; }
    /// The reason, as errno(3) numbers it.
    int error() const noexcept { return code().value(); }

    /// The same failure, seen from one step further out.
    SysError in(std::string_view where) const {
        return {error(), fmt::format("{}: {}", where, call_)};
    }

private:
    std::string call_;
};

/// Turns the kernel's -1 into a SysError, and returns anything else unchanged.
/// `call` and `args` are what the message names, in the words of the man page.
template <std::integral Result, typename... Args>
Result check(Result result, fmt::format_string<Args...> call, Args&&... args) {
    if (result != Result(-1)) return result;
    const int error = errno;  // before fmt can touch it
    throw SysError{error, fmt::format(call, std::forward<Args>(args)...)};
}

}  // namespace sys
