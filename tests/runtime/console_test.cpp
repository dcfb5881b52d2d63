// SPDX-License-Identifier: MIT
// The container's terminal: where it is bound, and where not (CVE-2025-52565).
#include "bundle.hpp"
#include "mountinfo.hpp"
#include "support/box.hpp"
#include "support/catch.hpp"
#include "sys/error.hpp"
#include "sys/socket.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstring>
#include <filesystem>

namespace {

namespace fs = std::filesystem;
using runtime_test::Bundle;
using runtime_test::Json;
using runtime_test::mounted_on;

/// Where a caller waits for the terminal.
class Listener {
public:
    explicit Listener(const support::Path& path) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        sys::check(::bind(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address),
                   "bind");
        sys::check(::listen(socket_.get(), 1), "listen");
    }
    /// The master side.
    sys::Fd take() const {
        const auto caller = sys::accept(socket_);
        char name[64];
        return std::move(sys::receive(caller, name, sizeof name).passed);
    }

private:
    sys::Fd socket_{sys::check(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket")};
};

/// Runs with a terminal, to the end of what the program says.
std::string says(Bundle& bundle, const Listener& listener, const support::Words& question) {
    support::Words args{"probe"};
    args.insert(args.end(), question.begin(), question.end());
    bundle.set_args(args);
    bundle.config["process"]["terminal"] = true;
    const auto made =
        bundle.command({"create", "--console-socket", bundle.beside("console"), bundle.id()});
    INFO(made.err);
    REQUIRE(made.exit_status == 0);
    const auto terminal = listener.take();
    REQUIRE(bundle.start().exit_status == 0);
    std::string text;
    char buffer[4096];
    for (;;) {
        const auto size = ::read(terminal.get(), buffer, sizeof buffer);
        if (size <= 0) break;  // EIO: nobody has the other side any more
        text.append(buffer, static_cast<std::size_t>(size));
    }
    support::eventually([&] { return bundle.status() == "stopped"; });
    REQUIRE(bundle.remove().exit_status == 0);
    return text;
}

void drop_mounts_in_dev(Bundle& bundle) {
    Json rest = Json::array();
    for (const auto& mount : bundle.config["mounts"]) {
        const auto place = mount["destination"].get<std::string>();
        if (!place.starts_with("/dev") || place == "/dev/pts") rest.push_back(mount);
    }
    bundle.config["mounts"] = rest;
}

}  // namespace

TEST_CASE("11 console: the terminal is bound on /dev/console", "[console]") {
    Bundle bundle;
    const Listener listener{bundle.beside("console")};
    const auto info = says(bundle, listener, {"mounts"});
    CHECK(mounted_on(info, "/dev/console").type == "devpts");
    CHECK(says(bundle, listener, {"stat", "/dev/console"}).starts_with("char 136:"));
    CHECK(says(bundle, listener, {"terminal"}).find("controlling") != std::string::npos);
}

TEST_CASE("11 console: a symlink of that name is not followed", "[console]") {
    Bundle bundle;
    drop_mounts_in_dev(bundle);
    support::write_file(bundle.rootfs() / "victim", "the victim");
    fs::remove(bundle.rootfs() / "dev/console");
    fs::create_symlink("/victim", bundle.rootfs() / "dev/console");
    const Listener listener{bundle.beside("console")};
    bundle.config["process"]["terminal"] = true;
    const auto made =
        bundle.command({"create", "--console-socket", bundle.beside("console"), bundle.id()});
    CHECK(made.exit_status != 0);
    CHECK(made.err.find("console") != std::string::npos);
    CHECK(made.err.find("symbolic links") != std::string::npos);
    // Without the symlink, the same bundle has its terminal.
    fs::remove(bundle.rootfs() / "dev/console");
    CHECK(says(bundle, listener, {"read", "/victim"}) == "the victim\r\n");
}

TEST_CASE("11 console: a /dev/pts that is no devpts gives no terminal", "[console]") {
    Bundle bundle;
    bundle.mount("/dev/pts") = {{"destination", "/dev/pts"}, {"type", "tmpfs"}, {"source", "x"}};
    const Listener listener{bundle.beside("console")};
    bundle.config["process"]["terminal"] = true;
    const auto made =
        bundle.command({"create", "--console-socket", bundle.beside("console"), bundle.id()});
    CHECK(made.exit_status != 0);
    CHECK(made.err.find("/dev/pts is no devpts") != std::string::npos);
}
