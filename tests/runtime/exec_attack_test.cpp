// SPDX-License-Identifier: MIT
//
// What a container, or whoever calls the runtime, may try with a program that enters.
#include "running.hpp"
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/spawn.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>

using runtime_test::Bundle;
using runtime_test::How;
using runtime_test::Path;
using runtime_test::Running;
using runtime_test::Words;

namespace {

namespace fs = std::filesystem;

/// Waits for a process that is none of busybox's, keeps the file that it runs, lets it end, and
/// writes to that file: more than once, since on the host it may still run for a moment.
constexpr auto attack =
    "#!/bin/sh\n"
    "while :; do\n"
    "    for process in /proc/[0-9]*; do\n"
    "        case \"$(readlink $process/exe)\" in *busybox | '') continue ;; esac\n"
    "        exec 9< $process/exe || continue\n"
    "        read line < /fifo\n"
    "        while [ -e $process ]; do :; done\n"
    "        for attempt in 1 2 3 4 5 6 7 8; do\n"
    "            echo '#!/bin/false' > /proc/self/fd/9 && exit\n"
    "            sleep 0.2\n"
    "        done\n"
    "        exit\n"
    "    done\n"
    "done\n";

/// What the first bytes of `program` are after the attack, by a container that it has made and is
/// told to run itself in. It waits for the attack, since it cannot open its log without.
std::string attacked(const Path& original) {
    Bundle bundle;
    const auto program = bundle.beside("program");
    fs::copy_file(original, program);
    support::write_file(bundle.rootfs() / "attack", attack);
    fs::permissions(bundle.rootfs() / "attack", fs::perms{0755});
    REQUIRE(::mkfifo((bundle.rootfs() / "fifo").c_str(), 0666) == 0);
    bundle.set_args({"/attack"});
    REQUIRE(bundle.create().exit_status == 0);
    REQUIRE(bundle.start().exit_status == 0);
    How how;
    how.wrapper = {"/bin/sh", "-c", "shift; exec \"$0\" \"$@\"", program};
    const auto id = bundle.id();
    CHECK(
        bundle.command({"exec", id, "/proc/self/exe", "--log", "/fifo", "list"}, how).exit_status ==
        0);
    wait_for_status(bundle, "stopped");
    return support::read_file(program).substr(0, 4);
}

}  // namespace

TEST_CASE("11 exec: the runtime's own file is not written to from inside (CVE-2019-5736)",
          "[exec][attack]") {
    CHECK(attacked(support::subject().program) ==
          "\x7f"
          "ELF");
    // The same attack on the same program without that defence.
    CHECK(attacked(support::build_directory() / "tests/undefended") == "#!/b");
}

TEST_CASE("11 exec: descriptors of the caller's stay outside, but for those it passes on",
          "[exec][attack]") {
    Running box;
    const auto directory = sys::open("/", O_RDONLY | O_DIRECTORY);
    const auto file = sys::open("/etc/passwd", O_RDONLY);
    How how;
    how.descriptors = {{directory.get(), 3}, {file.get(), 4}, {file.get(), 9}};
    // The last is that of the listing itself.
    const std::string list = "ls /proc/self/fd | tr '\\n' ' '";
    CHECK(box.shell(list, {}, how) == "0 1 2 3 ");
    CHECK(box.shell(list, {"--preserve-fds", "2"}, how) == "0 1 2 3 4 5 ");
    how.descriptors = {{file.get(), 3}, {file.get(), 5}};
    const auto gap = box.exec({"--preserve-fds", "3"}, {"true"}, how);
    CHECK(gap.exit_status == 255);
    CHECK(gap.err.find("descriptor 4") != std::string::npos);
}

TEST_CASE("11 exec: a working directory outside of the container is refused (CVE-2024-21626)",
          "[exec][attack]") {
    Running box;
    const auto root = sys::open("/", O_RDONLY | O_DIRECTORY);
    How how;
    how.descriptors = {{root.get(), 3}};
    // The way out is there: through the descriptor, the host's files are seen.
    const auto marker = box.bundle.beside("config.json").native();
    const Words passed{"--preserve-fds", "1"};
    box.begin();
    REQUIRE(box.exec(passed, {"test", "-e", "/proc/self/fd/3" + marker}, how).exit_status == 0);
    for (int number = 3; number < 24; ++number) {
        const auto cwd = "/proc/self/fd/" + std::to_string(number);
        const auto result =
            box.exec({"--preserve-fds", "1", "--cwd", cwd}, {"test", "-e", "." + marker}, how);
        INFO(cwd);
        CHECK(result.exit_status != 0);
    }
}

TEST_CASE("11 exec: groups of the caller's do not come along", "[exec][attack]") {
    Running box;
    How how;
    how.wrapper = {"/usr/bin/setpriv", "--groups", "4242"};
    const std::string groups = "grep Groups: /proc/self/status";
    CHECK(support::run_tool(
              {"/usr/bin/setpriv", "--groups", "4242", "grep", "Groups:", "/proc/self/status"})
              .output.find("4242") != std::string::npos);
    CHECK(box.shell(groups, {}, how).find("4242") == std::string::npos);
    CHECK(box.shell(groups, {"-g", "4242"}).find("4242") != std::string::npos);
}

TEST_CASE("11 exec: nobody inside opens what it is before it is the program (CVE-2016-9962)",
          "[exec][attack]") {
    Running box;
    box.begin();
    // Held back in the container, with all that it has from the host.
    How how;
    how.wrapper = {"/usr/bin/strace",
                   "-f",
                   "-qq",
                   "-o",
                   "/dev/null",
                   "-e",
                   "trace=chdir",
                   "-e",
                   "inject=chdir:delay_enter=3000000"};
    const auto file = box.bundle.beside("pid");
    auto held = box.bundle.begin({"exec", box.bundle.id(), "true"}, how);
    const std::string look =
        "while :; do for process in /proc/[0-9]*; do\n"
        "    case \"$(cat $process/comm)\" in sleep | sh | cat | '') continue ;; esac\n"
        "    [ -d $process ] || continue\n"
        "    for name in exe cwd fd/0; do\n"
        "        if readlink $process/$name; then echo open; else echo closed; fi\n"
        "    done\n"
        "    exit 0\n"
        "done; done";
    const auto seen = box.exec({"sh", "-c", "{ " + look + "; } 2>&1"});
    CHECK(seen.out == "closed\nclosed\nclosed\n");
    CHECK(held.wait().exit_status == 0);
    // Of a program that runs, the same is there to be seen.
    CHECK(box.shell("readlink /proc/1/exe; readlink /proc/1/cwd") == "/bin/busybox\n/\n");
}
