// SPDX-License-Identifier: MIT
#include "user_bench.hpp"

#include "support/spawn.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace fs = std::filesystem;
using support::Words;

std::string UserBench::missing() {
    if (::geteuid() != 0) return "only root can become another user";
    for (const char* file : {"/usr/bin/newuidmap", "/etc/subuid", "/etc/subgid"})
        if (!fs::exists(file)) return std::string{"there is no "} + file;
    return "";
}

UserBench::UserBench(const std::string& subordinate) {
    const auto& here = bench_.directory();
    const auto& program = support::subject().program;
    fs::copy_file(program, here / program.filename());  // the build may be where he may not look
    support::write_file(here / "passwd", support::read_file("/etc/passwd") +
                                             fmt::format("user:x:{0}:{0}::/:/bin/sh\n", uid));
    for (const char* file : {"subuid", "subgid"}) support::write_file(here / file, subordinate);
    fs::create_directory(here / "runtime");
    support::run_tool(
        {"chown", "-R", fmt::format("{0}:{0}", uid), here / "runtime", bench_.store()});
}

/// As the user, on a machine that knows him. mount(8) of util-linux would leave a note in /run.
Words UserBench::wrapper() const {
    return {"/bin/sh", "-uc",
            fmt::format("shift; for file in passwd subuid subgid; do "
                        "{0}/probe/busybox mount -o bind {0}/$file /etc/$file; done; "
                        "/usr/bin/env HOME={0} XDG_RUNTIME_DIR={0}/runtime /usr/bin/setpriv "
                        "--reuid={1} --regid={1} --clear-groups {0}/{2} \"$@\"; status=$?; "
                        "for file in passwd subuid subgid; do "
                        "{0}/probe/busybox umount /etc/$file; done; exit $status",
                        bench_.directory().native(), uid,
                        support::subject().program.filename().native()),
            "sh"};
}

support::Outcome UserBench::run(const Words& words) const {
    auto launch = bench_.launch(words);
    launch.wrapper = wrapper();
    auto outcome = bench_.start(launch)->wait();
    INFO(outcome.err);
    REQUIRE(outcome.exit_status == 0);
    REQUIRE(bench_.ours(outcome.left) == "");
    return outcome;
}

Container UserBench::serve(const std::string& image) const {
    support::Launch launch;
    launch.options = {"--root", bench_.store(), "--network", "none"};
    launch.options.insert(launch.options.end(), {"-v", bench_.probe().native() + ":/probe"});
    launch.rootfs = image;
    launch.command = {"/probe/probe", "serve", "/ask"};
    launch.wrapper = wrapper();
    auto live = std::make_unique<support::Live>(launch, bench_.directory() / "rootfs");
    auto probe = live->probe();
    return {std::move(live), std::move(probe)};
}
