// SPDX-License-Identifier: MIT
//
// Namespaces of users and of time; and a user without rights.
#include "running.hpp"
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/spawn.hpp"

#include <filesystem>
#include <string>

using runtime_test::Bundle;
using runtime_test::How;
using runtime_test::Json;
using runtime_test::Path;
using runtime_test::Running;
using runtime_test::Words;

namespace {

namespace fs = std::filesystem;

void give_user_namespace(Json& config) {
    const Json ids = {{{"containerID", 0}, {"hostID", 100000}, {"size", 65536}}};
    config["linux"]["namespaces"].push_back({{"type", "user"}});
    config["linux"]["uidMappings"] = ids;
    config["linux"]["gidMappings"] = ids;
}

std::string place(Bundle& of, const std::string& kind) {
    return "/proc/" + std::to_string(of.pid()) + "/ns/" + kind;
}

}  // namespace

TEST_CASE("11 namespaces: a user namespace that is there is entered, and owns the new ones",
          "[namespaces]") {
    Running pod;
    give_user_namespace(pod.bundle.config);
    pod.begin();
    Bundle bundle;
    auto& namespaces = bundle.config["linux"]["namespaces"];
    namespaces.push_back({{"type", "user"}, {"path", place(pod.bundle, "user")}});
    for (auto& one : namespaces)
        if (one["type"] == "network") one["path"] = place(pod.bundle, "net");
    // Only who has rights in the owner of a UTS namespace may rename it, and the container has the
    // right in its own: user_namespaces(7).
    bundle.config["process"]["capabilities"]["bounding"].push_back("CAP_SYS_ADMIN");
    bundle.config["process"]["capabilities"]["permitted"].push_back("CAP_SYS_ADMIN");
    bundle.config["process"]["capabilities"]["effective"].push_back("CAP_SYS_ADMIN");
    const auto said = bundle.shell(
        "readlink /proc/self/ns/user; readlink /proc/self/ns/net; id -u; "
        "cut -b 1-30 /proc/self/uid_map; hostname renamed; hostname");
    const auto link = [&](const char* kind) {
        return fs::read_symlink(place(pod.bundle, kind)).native() + "\n";
    };
    CHECK(said.find(link("user")) != std::string::npos);
    CHECK(said.find(link("net")) != std::string::npos);
    CHECK(said.find("\n0\n") != std::string::npos);
    CHECK(said.find("100000") != std::string::npos);
    CHECK(said.ends_with("renamed\n"));
}

TEST_CASE("11 namespaces: exec enters a user namespace, too", "[namespaces]") {
    Running box;
    give_user_namespace(box.bundle.config);
    CHECK(box.shell("id -u; grep -c 100000 /proc/self/uid_map") == "0\n1\n");
    CHECK(box.shell("id -u", {"--user", "7"}) == "7\n");
}

TEST_CASE("11 namespaces: the clocks of a time namespace are as said", "[namespaces]") {
    Running box;
    box.bundle.config["linux"]["namespaces"].push_back({{"type", "time"}});
    box.bundle.config["linux"]["timeOffsets"] = {{"boottime", {{"secs", 100000000}}},
                                                 {"monotonic", {{"secs", 5}, {"nanosecs", 7}}}};
    const std::string uptime = "cut -d . -f 1 /proc/uptime";
    CHECK(std::stol(box.shell(uptime)) >= 100000000);
    CHECK(box.shell("cat /proc/self/timens_offsets | tr -s ' \\t' ' '") ==
          "monotonic 5 7\nboottime 100000000 0\n");
    // Another container goes there by its path.
    Bundle other;
    CHECK(std::stol(other.shell(uptime)) < 100000000);
    other.config["linux"]["namespaces"].push_back(
        {{"type", "time"}, {"path", place(box.bundle, "time")}});
    CHECK(std::stol(other.shell(uptime)) >= 100000000);
}

TEST_CASE("11 namespaces: a user without rights has containers of his own", "[namespaces]") {
    const support::TemporaryDirectory directory;
    const auto& place = directory.path();
    support::copy_rootfs(place / "rootfs");
    const auto program = support::subject().program.native();
    fs::permissions(place, fs::perms{0755});
    support::write_file(place / "life",
                        "set -e; cd '" + place.native() + "'; box() { '" + program +
                            "' --root state \"$@\"; }\n"
                            "box spec --rootless\n"
                            "sed -i 's/\"terminal\": true/\"terminal\": false/; "
                            "s/\"sh\"/\"sleep\", \"1000\"/' config.json\n"
                            "box run --detach mine > /dev/null\n"
                            "box exec mine id -u\n"
                            "box list -q\n"
                            "box kill mine KILL\n"
                            "until box state mine | grep -q stopped; do sleep 0.1; done\n"
                            "box delete mine; box list -q\n");
    const auto owned = support::run_tool({"chown", "-R", "65534:65534", place});
    REQUIRE(owned.exit_status == 0);
    const auto life = support::run_tool({"/usr/bin/setpriv", "--reuid=65534", "--regid=65534",
                                         "--clear-groups", "sh", place / "life"});
    CHECK(life.output == "0\nmine\n");
    CHECK(life.exit_status == 0);
}

TEST_CASE("11 namespaces: an interface of the host's moves in, with its addresses",
          "[namespaces]") {
    Bundle bundle;
    // In a network namespace of this check's own: the machine's is not ours to change.
    How how;
    how.wrapper = {"unshare", "-n", "sh", "-c",
                   "ip link add wb0 type veth peer name wb9 && ip addr add 10.9.8.7/24 dev wb0 && "
                   "ip addr add fd00::7/64 dev wb0 && ip link set wb0 up && exec \"$0\" \"$@\""};
    const std::string look = "ip addr show dev inside 2>&1 || true";
    CHECK(bundle.shell(look, how).find("10.9.8.7") == std::string::npos);
    bundle.config["linux"]["netDevices"] = {{"wb0", {{"name", "inside"}}}};
    const auto seen = bundle.shell(look, how);
    CHECK(seen.find("inet 10.9.8.7/24") != std::string::npos);
    CHECK(seen.find("inet6 fd00::7/64") != std::string::npos);
    CHECK(seen.find(",UP") != std::string::npos);
    bundle.config["linux"]["netDevices"] = {{"wb1", Json::object()}};
    CHECK(bundle.failure(how).find("wb1") != std::string::npos);
}

namespace {

/// Without what is for mounts of the container's own only.
void take_mount_namespace(Json& config) {
    Json kept = Json::array();
    for (const auto& one : config["linux"]["namespaces"])
        if (one["type"] != "mount") kept.push_back(one);
    config["linux"]["namespaces"] = kept;
    config["linux"].erase("maskedPaths");
    config["linux"].erase("readonlyPaths");
}

}  // namespace

TEST_CASE("11 namespaces: who is to have the runtime's mounts has a / of his own all the same",
          "[namespaces]") {
    Running box;
    take_mount_namespace(box.bundle.config);
    support::write_file(box.bundle.rootfs() / "marker", "inside\n");
    const std::string look =
        "readlink /proc/self/ns/mnt; cat /marker; cat /proc/1/comm; echo x > /dev/shm/x && ls /dev";
    const auto seen = box.shell(look);  // by exec, which goes there, too
    CHECK(seen.starts_with(fs::read_symlink("/proc/self/ns/mnt").native() + "\ninside\nsleep\n"));
    CHECK(seen.find("\nnull\n") != std::string::npos);
    // Nothing of that is mounted for others.
    const auto all = support::read_file("/proc/self/mountinfo");
    CHECK(all.find(box.bundle.rootfs().native()) == all.npos);
    CHECK(box.shell("cd /..; cat marker") == "inside\n");
}

TEST_CASE("11 namespaces: a mount namespace that is there is entered, and left as it is",
          "[namespaces]") {
    Running pod;
    pod.begin();
    Running box;
    take_mount_namespace(box.bundle.config);
    box.bundle.config["linux"]["namespaces"].push_back(
        {{"type", "mount"}, {"path", place(pod.bundle, "mnt")}});
    support::write_file(box.bundle.rootfs() / "marker", "inside\n");
    const auto before = pod.shell("cat /proc/self/mountinfo");
    CHECK(box.shell("readlink /proc/self/ns/mnt; cat /marker") ==
          fs::read_symlink(place(pod.bundle, "mnt")).native() + "\ninside\n");
    CHECK(pod.shell("cat /proc/self/mountinfo") == before);
    Bundle wrong;
    take_mount_namespace(wrong.config);
    wrong.config["linux"]["namespaces"].push_back(
        {{"type", "mount"}, {"path", place(pod.bundle, "net")}});
    CHECK(wrong.failure().find("setns") != std::string::npos);
}

TEST_CASE("11 namespaces: a new user namespace has no right to the runtime's mounts",
          "[namespaces]") {
    Bundle bundle;
    give_user_namespace(bundle.config);
    take_mount_namespace(bundle.config);
    CHECK(bundle.failure().find("no new mount namespace") != std::string::npos);
}
