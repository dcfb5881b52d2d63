// SPDX-License-Identifier: MIT
#pragma once

#include "oci/config.hpp"
#include "sys/fd.hpp"

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>

namespace runtime {

/// sd_notify(3): what a program tells the service manager that has started us, who said by
/// NOTIFY_SOCKET where he listens. In the container there is a socket for that, too.
///
/// A manager believes nobody but those that it has started itself. So as long as we stay, we are
/// who listens in the container's stead, and say it in our own name.
class Notifications {
public:
    /// Listens at `path`. Nothing if nobody wants to be told.
    static std::optional<Notifications> listen(const std::filesystem::path& path);

    sys::BorrowedFd socket() const noexcept { return socket_; }
    /// Tells the manager what can be read now; that all is ready, with the process that it is
    /// about.
    void pass_on(pid_t init) const;

private:
    sys::Fd socket_, manager_;
};

/// Gives the container the socket at `path` or, without one, the manager's own; and its program the
/// name of it.
void give_notify_socket(const std::filesystem::path& path, oci::Config& config,
                        container::Process& process);

}  // namespace runtime
