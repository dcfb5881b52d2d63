// SPDX-License-Identifier: MIT
//
// One more program in a container that is there.
#include "begin.hpp"
#include "group.hpp"
#include "running.hpp"
#include "support/catch.hpp"

#include <filesystem>
#include <string>

using runtime_test::Json;
using runtime_test::place_of;
using runtime_test::Running;
using runtime_test::value_of;
using runtime_test::Words;

namespace {

namespace fs = std::filesystem;

std::string link_of(const std::string& process, const std::string& name) {
    return fs::read_symlink("/proc/" + process + "/" + name).native();
}

/// One of those that have no threads of their own to count, so that who is divided has no process.
std::string group_v2_controller() {
    for (const auto* name : {"memory", "hugetlb"})
        if (const auto root = runtime_test::root_of(name); root && !root->v1) return name;
    return "";
}

}  // namespace

TEST_CASE("11 exec: the program is in all of the container's namespaces and cgroups",
          "[exec][cgroup]") {
    Running box;
    const auto file = box.bundle.beside("pid");
    REQUIRE(box.exec({"--detach", "--pid-file", file}, {"sleep", "1000"}).exit_status == 0);
    const auto guest = support::read_file(file);
    const auto init = std::to_string(box.bundle.pid());
    REQUIRE(guest != init);
    for (const char* kind : {"mnt", "pid", "uts", "ipc", "net", "user", "cgroup", "time"}) {
        INFO(kind);
        CHECK(link_of(guest, std::string{"ns/"} + kind) ==
              link_of(init, std::string{"ns/"} + kind));
    }
    CHECK(link_of(guest, "ns/mnt") != link_of("self", "ns/mnt"));  // or all would be one
    const auto cgroups = support::read_file("/proc/" + guest + "/cgroup");
    CHECK(cgroups == support::read_file("/proc/" + init + "/cgroup"));
    CHECK(cgroups.find(box.bundle.id()) != std::string::npos);
    CHECK(box.shell("ls /proc | grep -c '^[0-9]'") != "0\n");
    REQUIRE(box.bundle.remove(true).exit_status == 0);
    CHECK_FALSE(fs::exists("/proc/" + guest + "/exe"));  // it went with the container
}

TEST_CASE("11 exec: where a container has divided its cgroup, it is with the first process",
          "[exec][cgroup]") {
    Running box;
    box.bundle.mount("/sys/fs/cgroup")["options"] = {"nosuid", "noexec", "nodev"};
    // A controller that its group has: v2's memory is there anyway, huge pages are limited here.
    const auto controller = group_v2_controller();
    if (controller.empty()) return runtime_test::skip("no controller is v2's");
    if (controller == "hugetlb")
        box.bundle.config["linux"]["resources"]["hugepageLimits"] = {
            {{"pageSize", "2MB"}, {"limit", 4194304}}};
    box.bundle.set_args({"sh", "-ec",
                         "cd /sys/fs/cgroup; if [ -d unified ]; then cd unified; fi; mkdir first; "
                         "echo 1 >first/cgroup.procs; echo +" +
                             controller + " >cgroup.subtree_control; exec sleep 1000"});
    box.begin();
    const auto group = [&box] { return place_of(box.bundle.pid(), "").value().directory; };
    runtime_test::wait_for([&] {
        return group().filename() == "first" &&
               value_of(group().parent_path() / "cgroup.subtree_control") == controller;
    });
    // Beginning at the container's own, if it has a namespace for that.
    CHECK(box.exec({"sh", "-c", "grep ^0: /proc/self/cgroup"}).out.ends_with("/first\n"));
    const auto named = box.exec({"--cgroup", "/"}, {"true"});  // which takes nobody
    CHECK(named.exit_status == 255);
    CHECK(named.err.find("divided") != std::string::npos);
}

TEST_CASE("11 exec: its exit status is the program's", "[exec]") {
    Running box;
    CHECK(box.exec({"true"}).exit_status == 0);
    CHECK(box.exec({"sh", "-c", "exit 7"}).exit_status == 7);
    CHECK(box.exec({"sh", "-c", "kill -KILL $$"}).exit_status == 137);
}

TEST_CASE("11 exec: what cannot be run is said in the words that callers look for", "[exec]") {
    Running box;
    const auto refusal = [&box](const Words& command) {
        const auto result = box.exec(command);
        CHECK(result.exit_status == 255);
        return result.err;
    };
    CHECK(refusal({"nosuch"}) ==
          "exec: \"nosuch\": executable file not found in $PATH: no such file or directory\n");
    CHECK(refusal({"/nosuch"}) == "exec /nosuch: no such file or directory\n");
    CHECK(refusal({"/etc/passwd"}) == "open executable /etc/passwd: permission denied\n");
    CHECK(box.exec({"--cwd", "/nosuch"}, {"true"}).exit_status == 255);
    CHECK(box.exec({"true"}).exit_status == 0);  // the container has taken no harm
}

TEST_CASE("11 exec: options change the container's own process", "[exec]") {
    Running box;
    box.bundle.config["process"]["env"].push_back("KEPT=1");
    const Words options{"--cwd",  "/tmp", "--env", "A=b c", "-e", "PATH=/bin",
                        "--user", "5:6",  "-g",    "7",     "-g", "8"};
    CHECK(box.shell("pwd; echo $A,$KEPT,$PATH; id -u; id -g; id -G", options) ==
          "/tmp\nb c,1,/bin\n5\n6\n6 7 8\n");
    CHECK(box.shell("pwd; echo $A,$KEPT; id -u") == "/\n,1\n0\n");
}

TEST_CASE("11 exec: capabilities are the container's, and those of --cap", "[exec]") {
    Running box;
    const std::string bounding = "grep CapBnd /proc/self/status";
    const auto net_admin = [](const std::string& line) {
        return (std::stoull(line.substr(line.find('\t') + 1), nullptr, 16) >> 12 & 1) != 0;
    };
    CHECK_FALSE(net_admin(box.shell(bounding)));
    CHECK(net_admin(box.shell(bounding, {"--cap", "CAP_NET_ADMIN"})));
    CHECK(box.exec({"--cap", "CAP_NOSUCH"}, {"true"}).exit_status == 255);
}

TEST_CASE("11 exec: a file says all of the process", "[exec]") {
    Running box;
    auto process = box.bundle.config["process"];
    process["args"] = {"sh", "-c", "pwd; id -u; umask; echo $A; ulimit -n"};
    process["cwd"] = "/tmp";
    process["env"] = {"PATH=/bin:/usr/bin", "A=b"};
    process["user"] = {{"uid", 9}, {"gid", 9}, {"umask", 027}};
    process["rlimits"] = {{{"type", "RLIMIT_NOFILE"}, {"soft", 77}, {"hard", 88}}};
    const auto file = box.bundle.beside("process.json");
    support::write_file(file, process.dump());
    CHECK(box.exec({"--process", file}, Words{}).out == "/tmp\n9\n0027\nb\n77\n");
    process["cwd"] = "tmp";
    support::write_file(file, process.dump());
    const auto refused = box.exec({"--process", file}, Words{});
    CHECK(refused.exit_status == 255);
    CHECK(refused.err.find("process.json: cwd") != std::string::npos);
}

TEST_CASE("11 exec: the container's filter of system calls holds for it", "[exec]") {
    Running box;
    const std::string attempt =
        "cd /dev/shm; if mkdir a; then echo made; rmdir a; else echo refused; fi";
    SECTION("with one") {
        box.bundle.config["linux"]["seccomp"] = {
            {"defaultAction", "SCMP_ACT_ALLOW"},
            {"syscalls", {{{"names", {"mkdir", "mkdirat"}}, {"action", "SCMP_ACT_ERRNO"}}}}};
        CHECK(box.shell(attempt) == "refused\n");
    }
    SECTION("without one") {
        CHECK(box.shell(attempt) == "made\n");
    }
}

TEST_CASE("11 exec: none in a container that is paused or has stopped", "[exec]") {
    Running box;
    box.begin();
    REQUIRE(box.bundle.command({"pause", box.bundle.id()}).exit_status == 0);
    const auto refused = box.exec({"true"});
    CHECK(refused.exit_status == 255);
    CHECK(refused.err.find("paused") != std::string::npos);
    auto patient = box.bundle.begin({"exec", "--ignore-paused", box.bundle.id(), "true"});
    REQUIRE(box.bundle.command({"resume", box.bundle.id()}).exit_status == 0);
    CHECK(patient.wait().exit_status == 0);
    REQUIRE(box.bundle.kill().exit_status == 0);
    wait_for_status(box.bundle, "stopped");
    const auto late = box.exec({"true"});
    CHECK(late.exit_status == 255);
    CHECK(late.err.find("stopped") != std::string::npos);
}

TEST_CASE("11 exec: in a container that waits to be started, too", "[exec]") {
    Running box;
    REQUIRE(box.bundle.create().exit_status == 0);
    const auto result = box.bundle.command({"exec", box.bundle.id(), "echo", "in"});
    CHECK(result.out == "in\n");
    CHECK(box.bundle.status() == "created");
}
