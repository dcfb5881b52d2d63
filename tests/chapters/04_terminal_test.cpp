// SPDX-License-Identifier: MIT
// Chapter 04, -t: a terminal of the container's own.
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"
#include "sys/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

using namespace support;

namespace {

const char* const lesson = "chapters/04-mount/README.md, A terminal; ";

/// The terminal of somebody who types: what they see, and their keys.
class Person {
public:
    Person() {
        seat_ = sys::Fd{sys::check(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC), "posix_openpt")};
        sys::check(::grantpt(seat_.get()), "grantpt");
        sys::check(::unlockpt(seat_.get()), "unlockpt");
        screen_ = sys::Fd{
            sys::check(::open(::ptsname(seat_.get()), O_RDWR | O_NOCTTY | O_CLOEXEC), "open pts")};
        ::fcntl(seat_.get(), F_SETFL, O_NONBLOCK);
    }
    int terminal() const { return screen_.get(); }
    void resize(unsigned short rows, unsigned short columns) {
        const winsize size{rows, columns, 0, 0};
        sys::check(::ioctl(seat_.get(), TIOCSWINSZ, &size), "TIOCSWINSZ");
    }
    void type(const std::string& keys) {
        sys::check(::write(seat_.get(), keys.data(), keys.size()), "write");
    }
    /// Waits until `text` is on the screen.
    bool sees(const std::string& text, int seconds = 5) {
        return eventually(
            [&] {
                char buffer[4096];
                for (;;) {
                    const auto size = ::read(seat_.get(), buffer, sizeof buffer);
                    if (size <= 0) break;
                    seen_.append(buffer, static_cast<std::size_t>(size));
                }
                return seen_.find(text) != std::string::npos;
            },
            seconds);
    }
    void expect_sees(const std::string& text) {
        expect(sees(text), "the screen shows '" + seen_ + "'", "'" + text + "'");
    }
    const std::string& seen() const { return seen_; }
    void forget() { seen_.clear(); }
    termios settings() const {
        termios now{};
        sys::check(::tcgetattr(screen_.get(), &now), "tcgetattr");
        return now;
    }

private:
    sys::Fd seat_, screen_;
    std::string seen_;
};

std::unique_ptr<Live> start_on(Person& person, Box& box, const Words& command,
                               const Words& options = {"-t"}) {
    Launch launch{options, command};
    launch.caller = {"--terminal"};
    launch.terminal = person.terminal();
    return box.start(launch);
}

}  // namespace

TEST_CASE("04 terminal: -t gives one from the container's own devpts", "[04+]") {
    judge({"04.terminal",
           {"04.dev"},
           "A terminal of the host's, passed on, cannot be opened by its name inside, and lets the "
           "container type on the host's.",
           std::string{lesson} + "pty(7), devpts in mount(8)"},
          [] {
              Box box;
              Person person;
              person.resize(33, 77);
              const auto live = start_on(person, box, {"/bin/probe", "terminal"});
              person.expect_sees("/dev/");
              person.expect_sees("33x77 controlling");
              expect_equal("the exit status", live->wait().exit_status, 0);
              Person other;
              const auto names = start_on(other, box,
                                          {"/bin/sh", "-c",
                                           "test -t 0 && test -t 1 && "
                                           "test -c /dev/console && echo all good"});
              other.expect_sees("all good");
          });
}

TEST_CASE("04 terminal: what is typed arrives, and Ctrl-C is one SIGINT", "[04+]") {
    judge({"04.terminal-keys",
           {"04.terminal"},
           "The caller's terminal is raw meanwhile; the container's turns Ctrl-C into a signal.",
           std::string{lesson} + "termios(3), Raw mode"},
          [] {
              Box box;
              Person person;
              const auto live =
                  start_on(person, box,
                           {"/bin/sh", "-c",
                            "n=0; trap 'n=$((n+1)); echo interrupt $n' INT; echo ready; "
                            "while read line; do echo got $line; "
                            "test \"$line\" = end && exit 3; done; "
                            "while read line; do echo got $line; "
                            "test \"$line\" = end && exit 3; done"});
              person.expect_sees("ready");
              const auto word = random_word();
              person.type(word + "\n");
              person.expect_sees("got " + word);
              person.type("\x03");
              person.expect_sees("interrupt 1");
              person.type("end\n");
              expect_equal("the exit status", live->wait().exit_status, 3);
              person.sees("\x01", 0);
              expect_lacks("the screen", person.seen(), "interrupt 2");
          });
}

TEST_CASE("04 terminal: a new window size reaches it", "[04+]") {
    judge({"04.terminal-size",
           {"04.terminal"},
           "An editor inside draws for the size it was told.",
           std::string{lesson} + "ioctl_tty(2), TIOCSWINSZ; SIGWINCH"},
          [] {
              Box box;
              Person person;
              person.resize(24, 80);
              const auto live =
                  start_on(person, box, {"/bin/sh", "-c", "echo ready; read x; stty size; exit 0"});
              person.expect_sees("ready");
              person.resize(50, 132);
              const auto resized = [&] {
                  // The relay sets it when SIGWINCH comes: until then we may only ask again.
                  person.type("\n");
                  return person.sees("50 132", 2);
              };
              ::usleep(100'000);
              expect(resized(), "the size inside: " + person.seen(), "50 132");
              expect_equal("the exit status", live->wait().exit_status, 0);
          });
}

TEST_CASE("04 terminal: the caller's terminal is as it was afterwards", "[04+]") {
    judge({"04.terminal-restored",
           {"04.terminal"},
           "A shell in a raw terminal echoes nothing and takes no Ctrl-C.",
           std::string{lesson} + "tcsetattr(3)"},
          [] {
              Box box;
              Person person;
              const auto before = person.settings();
              const auto restored = [&] {
                  const auto now = person.settings();
                  return now.c_lflag == before.c_lflag && now.c_iflag == before.c_iflag &&
                         now.c_oflag == before.c_oflag;
              };
              start_on(person, box, {"/bin/true"})->wait();
              expect(restored(), "the terminal is still raw after a command", "as it was");
              const auto live = start_on(person, box, {"/bin/sh", "-c", "echo ready; sleep 1000"});
              person.expect_sees("ready");
              live->signal(SIGKILL);
              expect(eventually(restored), "the terminal is still raw after SIGKILL", "as it was");
          });
}

TEST_CASE("04 terminal: without -t, there is none unless the caller passes one", "[04+]") {
    judge({"04.no-terminal",
           {"00.streams"},
           "A program that finds a terminal asks questions; in a script nobody answers.",
           std::string{lesson} + "isatty(3)"},
          [] {
              Box box;
              const auto outcome = box.run({{}, {"/bin/sh", "-c", "test -t 0 && echo terminal"}});
              expect_equal("the output", outcome.out, "");
          });
}
