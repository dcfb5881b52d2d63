// SPDX-License-Identifier: MIT
//
// What `process` in a config.json says, and what else a program is started with.
#include "running.hpp"
#include "support/catch.hpp"
#include "support/spawn.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>

using runtime_test::Bundle;
using runtime_test::How;
using runtime_test::Json;
using runtime_test::Running;
using runtime_test::Words;

namespace {

namespace fs = std::filesystem;

Json limit(const char* type, unsigned soft, unsigned hard) {
    return {{"type", type}, {"soft", soft}, {"hard", hard}};
}

}  // namespace

TEST_CASE("11 process: limits go down, and up to what the caller may have", "[process]") {
    Bundle bundle;
    auto& limits = bundle.config["process"]["rlimits"];
    How low;
    low.wrapper = {"/bin/sh", "-c", "ulimit -S -n 64; exec \"$0\" \"$@\""};
    limits = Json::array({limit("RLIMIT_NOFILE", 20, 30)});
    CHECK(bundle.shell("ulimit -S -n; ulimit -H -n") == "20\n30\n");
    limits = Json::array({limit("RLIMIT_NOFILE", 200, 300)});
    CHECK(bundle.shell("ulimit -S -n; ulimit -H -n", low) == "200\n300\n");
    limits = Json::array();
    CHECK(bundle.shell("ulimit -S -n", low) == "64\n");
}

TEST_CASE("11 process: umask, score, niceness and personality are as said", "[process]") {
    Bundle bundle;
    const std::string look =
        "umask; cat /proc/self/oom_score_adj; uname -m; "
        "cut -d ' ' -f 19 /proc/self/stat";
    auto& process = bundle.config["process"];
    const auto before = bundle.shell(look);
    CHECK(before.starts_with("0022\n"));
    process["user"]["umask"] = 077;
    process["oomScoreAdj"] = 500;
    process["scheduler"] = {{"policy", "SCHED_BATCH"}, {"nice", 7}};
    bundle.config["linux"]["personality"] = {{"domain", "LINUX32"}};
    CHECK(bundle.shell(look) == "0077\n500\ni686\n7\n");
}

TEST_CASE("11 process: the priority for disks is as said", "[process]") {
    Bundle bundle;
    bundle.config["process"]["ioPriority"] = {{"class", "IOPRIO_CLASS_BE"}, {"priority", 6}};
    CHECK(bundle.shell("ionice -p $$") == "best-effort: prio 6\n");
    bundle.config["process"]["ioPriority"] = {{"class", "IOPRIO_CLASS_IDLE"}, {"priority", 0}};
    CHECK(bundle.shell("ionice -p $$").starts_with("idle"));
}

TEST_CASE("11 process: HOME is what the config says, or the user's own", "[process]") {
    Running box;
    const auto passwd = box.bundle.rootfs() / "etc/passwd";
    support::write_file(passwd,
                        "root:x:0:0:root:/root:/bin/sh\nanna:x:1234:1:Anna:/home/anna:/bin/sh\n");
    box.begin();
    CHECK(box.shell("echo $HOME") == "/root\n");
    CHECK(box.shell("echo $HOME", {"--user", "1234"}) == "/home/anna\n");
    CHECK(box.shell("echo $HOME", {"--user", "4321"}) == "/\n");
    CHECK(box.shell("echo $HOME", {"--env", "HOME=/x"}) == "/x\n");

    Bundle bundle;
    CHECK(bundle.shell("echo $HOME") == "/root\n");
    bundle.config["process"]["env"].push_back("HOME=/x");
    CHECK(bundle.shell("echo $HOME") == "/x\n");
    // Nobody waits for what never comes.
    bundle.config["process"]["env"].erase(bundle.config["process"]["env"].size() - 1);
    fs::remove(bundle.rootfs() / "etc/passwd");
    REQUIRE(::mkfifo((bundle.rootfs() / "etc/passwd").c_str(), 0644) == 0);
    CHECK(bundle.shell("echo $HOME") == "/\n");
}

TEST_CASE("11 process: a program of exec keeps to its CPUs", "[process]") {
    Running box;
    auto process = box.bundle.config["process"];
    process["args"] = {"grep", "Cpus_allowed_list", "/proc/self/status"};
    const auto file = box.bundle.beside("process.json");
    const auto cpus = [&](const Json& affinity) {
        process["execCPUAffinity"] = affinity;
        support::write_file(file, process.dump());
        const auto result = box.exec({"--process", file}, Words{});
        INFO(result.err);
        CHECK(result.exit_status == 0);
        return result.out.substr(result.out.find('\t') + 1);
    };
    CHECK(cpus({{"final", "0"}}) == "0\n");
    CHECK(cpus({{"initial", "0"}}) == "0\n");
    CHECK(box.exec({"grep", "Cpus_allowed_list", "/proc/self/status"}).out != "0\n");
}

TEST_CASE("11 process: descriptors are passed on when asked, and sockets with their names",
          "[process]") {
    Bundle bundle;
    const auto file = sys::open("/etc/passwd", O_RDONLY);
    How how;
    how.descriptors = {{file.get(), 3}, {file.get(), 4}};
    const std::string list = "ls /proc/self/fd | tr '\\n' ' '; echo $LISTEN_FDS,$LISTEN_PID";
    CHECK(bundle.shell(list, how) == "0 1 2 3 ,\n");
    bundle.set_args({"sh", "-c", list});
    CHECK(bundle.command({"run", "--preserve-fds", "1", bundle.id()}, how).out == "0 1 2 3 4 ,\n");
    // As a service manager does it: the number is of the process that it starts.
    how.wrapper = {"/bin/sh", "-c", "LISTEN_PID=$$ LISTEN_FDS=2 exec \"$0\" \"$@\""};
    CHECK(bundle.run(how).out == "0 1 2 3 4 5 2,1\n");
    how.wrapper = {"/bin/sh", "-c", "LISTEN_PID=1 LISTEN_FDS=2 exec \"$0\" \"$@\""};
    CHECK(bundle.run(how).out == "0 1 2 3 ,\n");
}

TEST_CASE("11 process: it has a session of its own", "[process]") {
    Bundle bundle;
    // Field 6 of /proc/PID/stat, proc(5): 0 is a session from outside.
    CHECK(bundle.shell("cut -d ' ' -f 6 /proc/1/stat") == "1\n");
    Running box;
    CHECK(box.shell("cut -d ' ' -f 6 /proc/self/stat") != "0\n");
}

TEST_CASE("11 process: a session keyring of its own, unless told otherwise", "[process]") {
    Bundle bundle;
    // The caller has one with a key in it.
    How how;
    how.wrapper = {bundle.rootfs() / "bin/probe", "with-key", "runtime", "secret"};
    bundle.set_args({"probe", "read-key", "runtime"});
    CHECK(bundle.command({"run", "--no-new-keyring", bundle.id()}, how).out == "secret\n");
    CHECK(bundle.run(how).out == "");
}

TEST_CASE("11 process: a bundle without /proc has a program, too", "[process]") {
    Bundle bundle;
    bundle.config["mounts"] = Json::array();
    bundle.config["linux"]["maskedPaths"] = Json::array();
    bundle.config["linux"]["readonlyPaths"] = Json::array();
    CHECK(bundle.shell("echo in; ls /proc") == "in\n");
}

TEST_CASE("11 process: the runtime does without what a filter may forbid it", "[process]") {
    Running box;
    // Loaded while there is more to do than execve(2): a program that may gain privileges cannot be
    // given it later.
    box.bundle.config["process"]["noNewPrivileges"] = false;
    box.bundle.config["linux"]["seccomp"] = {
        {"defaultAction", "SCMP_ACT_ALLOW"},
        {"syscalls",
         {{{"names", {"getcwd", "faccessat2", "close_range"}}, {"action", "SCMP_ACT_ERRNO"}}}}};
    CHECK(box.shell("grep Seccomp: /proc/self/status | tr -d '\\t'") == "Seccomp:2\n");
    CHECK(box.exec({"true"}).exit_status == 0);
    CHECK(box.exec({"no-such-program"}).exit_status == 255);
}
