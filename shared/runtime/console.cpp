// SPDX-License-Identifier: MIT
#include "runtime/console.hpp"

#include "sys/error.hpp"
#include "sys/socket.hpp"

#include <sys/ioctl.h>
#include <sys/socket.h>

#include <string_view>

namespace runtime {

void set_size(sys::BorrowedFd terminal, const oci::ConsoleSize& size) {
    winsize window{};
    window.ws_row = static_cast<unsigned short>(size.height);
    window.ws_col = static_cast<unsigned short>(size.width);
    sys::check(::ioctl(terminal.get(), TIOCSWINSZ, &window), "ioctl TIOCSWINSZ");
}

void send_terminal(const std::filesystem::path& path, sys::BorrowedFd terminal,
                   const std::optional<oci::ConsoleSize>& size) {
    if (size) set_size(terminal, *size);
    constexpr std::string_view name = "/dev/ptmx";  // some want a name with it
    sys::send(sys::connect(path, SOCK_STREAM), name.data(), name.size(), terminal);
}

}  // namespace runtime
