// SPDX-License-Identifier: MIT
//
// sd_notify(3): what a program tells the service manager that has started the runtime.
#include "running.hpp"
#include "support/catch.hpp"
#include "support/spawn.hpp"
#include "sys/error.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <string>

using runtime_test::Bundle;
using runtime_test::How;
using runtime_test::Path;

namespace {

/// Where a service manager listens.
class Manager {
public:
    explicit Manager(const Path& path)
        : socket_{sys::check(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket")} {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.native().copy(address.sun_path, sizeof address.sun_path - 1);
        sys::check(
            ::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address),
            "bind {}", path.native());
    }
    /// The next thing that it is told.
    std::string told() {
        pollfd socket{socket_.get(), POLLIN, 0};
        REQUIRE(::poll(&socket, 1, static_cast<int>(support::patience().count())) == 1);
        std::array<char, 512> text{};
        return {text.data(),
                static_cast<std::size_t>(::recv(socket_.get(), text.data(), text.size(), 0))};
    }

private:
    sys::Fd socket_;
};

}  // namespace

TEST_CASE("11 notify: a command that stays says in its own name that the program is ready",
          "[notify]") {
    Bundle bundle;
    Manager manager{bundle.beside("manager")};
    How how;
    how.environment = {"NOTIFY_SOCKET=" + bundle.beside("manager").native()};
    bundle.set_args({"probe", "notify", "READY=1", "STATUS=up"});
    auto call = bundle.begin({"run", bundle.id()}, how);
    const auto told = manager.told();
    CHECK(told.starts_with("READY=1\nSTATUS=up\nMAINPID="));
    CHECK(call.wait().exit_status == 0);
    // Nobody is to be told: there is no socket, and no name of one.
    CHECK(bundle.run().exit_status != 0);
}

TEST_CASE("11 notify: of a command that is gone, the program tells the manager itself",
          "[notify]") {
    Bundle bundle;
    Manager manager{bundle.beside("manager")};
    How how;
    how.environment = {"NOTIFY_SOCKET=" + bundle.beside("manager").native()};
    bundle.set_args({"probe", "notify", "READY=1"});
    REQUIRE(bundle.create(how).exit_status == 0);
    REQUIRE(bundle.start().exit_status == 0);
    CHECK(manager.told() == "READY=1\n");
}
