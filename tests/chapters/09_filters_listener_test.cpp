// SPDX-License-Identifier: MIT
// Chapter 09: a call may wait until somebody outside has decided about it.
#include "chapters/filters.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"
#include "sys/error.hpp"
#include "sys/socket.hpp"

#include <fmt/format.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <nlohmann/json.hpp>

using namespace support;

namespace {

const std::string lesson = "chapters/09-seccomp/README.md, ";

sys::Fd listening_at(const Path& path) {
    sys::Fd socket{sys::check(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket")};
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.native().copy(address.sun_path, sizeof address.sun_path - 1);
    sys::check(::bind(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), "bind");
    sys::check(::listen(socket.get(), 1), "listen");
    return socket;
}

void await(const sys::Fd& fd, const std::string& what) {
    pollfd watched{fd.get(), POLLIN, 0};
    expect(::poll(&watched, 1, static_cast<int>(patience().count())) == 1, "nobody " + what,
           "somebody does");
}

}  // namespace

TEST_CASE("09 seccomp: a profile may have somebody outside asked", "[09+]") {
    judge({"09.notify",
           {"09.errno"},
           "So a container can be given one mount, or one device, and not the right to all.",
           lesson + "A profile; seccomp_unotify(2), runtime-spec config-linux.md"},
          [] {
              Box box;
              const auto socket = box.directory() / "listener";
              const auto listening = listening_at(socket);
              const auto metadata = random_word();
              const auto text =
                  all_but({rule(Harmless::name, "NOTIFY")},
                          fmt::format(R"("listenerPath": "{}", "listenerMetadata": "{}")",
                                      socket.native(), metadata));
              const auto live = box.start(
                  {with_profile(box, text),
                   {"/bin/probe", "call", "native", std::to_string(Harmless::number()), "1"}});
              await(listening, "connects to listenerPath");
              const sys::Fd connection{::accept4(listening.get(), nullptr, nullptr, SOCK_CLOEXEC)};
              await(connection, "sends the listener");
              std::array<char, 4096> message{};
              const auto received = sys::receive(connection, message.data(), message.size() - 1);
              const auto state = nlohmann::json::parse(std::string{message.data(), received.size});
              expect(bool(received.passed), "the message has no descriptor", "it has one");
              expect_equal("fds", state.at("fds").dump(), R"(["seccompFd"])");
              expect_equal("metadata", state.at("metadata").get<std::string>(), metadata);
              await(received.passed, "makes the call");
              seccomp_notif asked{};
              sys::check(::ioctl(received.passed.get(), SECCOMP_IOCTL_NOTIF_RECV, &asked), "ioctl");
              expect_equal("the call that is asked about", long{asked.data.nr}, Harmless::number());
              seccomp_notif_resp answer{};
              answer.id = asked.id;
              answer.error = -EOVERFLOW;
              sys::check(::ioctl(received.passed.get(), SECCOMP_IOCTL_NOTIF_SEND, &answer),
                         "ioctl");
              const auto outcome = live->wait();
              expect_equal("what it comes to", outcome.out, "EOVERFLOW\n");
              expect_equal("stderr", outcome.err, "");
          });
}

TEST_CASE("09 seccomp: a container whose listener is not there does not run", "[09+]") {
    judge({"09.no-listener",
           {"09.notify"},
           "Nobody would answer, and each of those calls would wait for ever, or fail.",
           lesson + "Exit status"},
          [] {
              Box box;
              const auto missing = (box.directory() / random_word()).native();
              const auto with = [](const std::string& path) {
                  return all_but({rule(Harmless::name, "NOTIFY")},
                                 fmt::format(R"("listenerPath": "{}")", path));
              };
              expect_refused(box, with_profile(box, with(missing)), {missing});
              const auto closed = box.directory() / "closed";
              listening_at(closed);
              expect_refused(box, with_profile(box, with(closed)), {closed});
          });
}
