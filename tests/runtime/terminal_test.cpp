// SPDX-License-Identifier: MIT
//
// Who gets the terminal of a program that has one.
#include "running.hpp"
#include "support/catch.hpp"
#include "sys/error.hpp"
#include "sys/socket.hpp"

#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <string>

using runtime_test::Bundle;
using runtime_test::Json;
using runtime_test::Path;
using runtime_test::Running;
using runtime_test::Words;

namespace {

/// A console socket, as conmon(8) listens at one.
sys::Fd console_at(const Path& path) {
    sys::Fd socket{sys::check(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket")};
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.native().copy(address.sun_path, sizeof address.sun_path - 1);
    sys::check(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address),
               "bind {}", path.native());
    sys::check(::listen(socket.get(), 1), "listen");
    return socket;
}

sys::Fd terminal_from(const sys::Fd& console) {
    std::array<char, 64> name{};
    return sys::receive(sys::accept(console), name.data(), name.size()).passed;
}

/// To the end, which a terminal reports as EIO.
std::string said_on(const sys::Fd& terminal) {
    std::string text;
    std::array<char, 512> some;
    for (ssize_t size = 0; (size = ::read(terminal.get(), some.data(), some.size())) > 0;)
        text.append(some.data(), static_cast<std::size_t>(size));
    return text;
}

}  // namespace

TEST_CASE("11 terminal: a command that stays shows what it says", "[terminal]") {
    Bundle bundle;
    const Words look{"sh", "-c", "tty; test -t 0 && test -t 2 && echo all; exit 3"};
    bundle.config["process"]["terminal"] = true;
    bundle.set_args(look);
    const auto result = bundle.run();
    CHECK(result.out.find("all\r\n") != std::string::npos);
    CHECK(result.exit_status == 3);
    Running box;
    const auto inside = box.exec({"--tty"}, look);
    CHECK(inside.out.find("/dev/pts/0\r\nall\r\n") != std::string::npos);
    CHECK(inside.exit_status == 3);
    CHECK(box.exec(look).out.find("all") == std::string::npos);
}

TEST_CASE("11 terminal: whoever listens at the console socket is sent it, in its size",
          "[terminal]") {
    Running box;
    auto process = box.bundle.config["process"];
    process["args"] = {"tty"};
    process["terminal"] = true;
    process["consoleSize"] = {{"height", 33}, {"width", 77}};
    const auto file = box.bundle.beside("process.json");
    support::write_file(file, process.dump());
    const auto path = box.bundle.beside("console");
    const auto console = console_at(path);
    CHECK(
        box.exec({"--detach", "--process", file, "--console-socket", path}, Words{}).exit_status ==
        0);
    const auto terminal = terminal_from(console);
    REQUIRE(terminal);
    winsize size{};
    REQUIRE(::ioctl(terminal.get(), TIOCGWINSZ, &size) == 0);
    CHECK(size.ws_row == 33);
    CHECK(size.ws_col == 77);
    CHECK(said_on(terminal) == "/dev/pts/0\r\n");
}

TEST_CASE("11 terminal: without anybody to have it, there is none", "[terminal]") {
    Running box;
    const auto nobody = box.exec({"--detach", "--tty"}, {"true"});
    CHECK(nobody.exit_status == 255);
    CHECK(nobody.err.find("--console-socket") != std::string::npos);
    const auto path = box.bundle.beside("console");
    const auto console = console_at(path);
    CHECK(box.exec({"--console-socket", path}, {"true"}).exit_status == 255);
    Bundle bundle;
    bundle.config["process"]["terminal"] = true;
    CHECK(bundle.create().exit_status != 0);
}
