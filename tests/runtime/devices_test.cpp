// SPDX-License-Identifier: MIT
// /dev, and linux.devices anywhere.
#include "bundle.hpp"
#include "mountinfo.hpp"
#include "support/catch.hpp"

#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <filesystem>

namespace {

namespace fs = std::filesystem;
using runtime_test::Bundle;
using runtime_test::Json;
using runtime_test::mounted_on;
using support::write_file;

Json device(const std::string& path, const std::string& type, int major, int minor, int mode,
            int uid = 0, int gid = 0) {
    return {{"path", path},     {"type", type}, {"major", major}, {"minor", minor},
            {"fileMode", mode}, {"uid", uid},   {"gid", gid}};
}

void map_ids(Bundle& bundle) {
    bundle.config["linux"]["namespaces"].push_back({{"type", "user"}});
    const Json ids = {{{"containerID", 0}, {"hostID", 0}, {"size", 65536}}};
    bundle.config["linux"]["uidMappings"] = ids;
    bundle.config["linux"]["gidMappings"] = ids;
}

void drop_mounts_in_dev(Bundle& bundle) {
    Json rest = Json::array();
    for (const auto& mount : bundle.config["mounts"])
        if (!mount["destination"].get<std::string>().starts_with("/dev")) rest.push_back(mount);
    bundle.config["mounts"] = rest;
}

const char* const look =
    "stat -c '%n %F %t:%T %a' /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty; "
    "for link in fd stdin stdout stderr ptmx; do readlink /dev/$link; done; "
    "ls -d /dev/console 2>/dev/null || true";
const char* const seen =
    "/dev/null character special file 1:3 666\n"
    "/dev/zero character special file 1:5 666\n"
    "/dev/full character special file 1:7 666\n"
    "/dev/random character special file 1:8 666\n"
    "/dev/urandom character special file 1:9 666\n"
    "/dev/tty character special file 5:0 666\n"
    "/proc/self/fd\n/proc/self/fd/0\n/proc/self/fd/1\n/proc/self/fd/2\n"
    "pts/ptmx\n";

struct stat status_of(const char* path) {
    struct stat info {};
    REQUIRE(::stat(path, &info) == 0);
    return info;
}

}  // namespace

TEST_CASE("11 devices: /dev has the default ones and the links, and no console without a terminal",
          "[devices]") {
    Bundle bundle;
    CHECK(bundle.shell(look) == seen);
    if (!fs::exists("/usr/sbin/runc")) return;
    bundle.use("/usr/sbin/runc");
    CHECK(bundle.shell(look) == seen);
}

TEST_CASE("11 devices: without a mount on /dev they are made in the rootfs's own", "[devices]") {
    Bundle bundle;
    bundle.config["root"]["readonly"] = false;
    drop_mounts_in_dev(bundle);
    CHECK(bundle.shell(look) == seen);
    CHECK(S_ISCHR(status_of((bundle.rootfs() / "dev/null").c_str()).st_mode));
    CHECK(bundle.shell(look) == seen);  // now that they are there already
}

TEST_CASE("11 devices: a file of the image's that is in the way is covered, another device refused",
          "[devices]") {
    Bundle bundle;
    drop_mounts_in_dev(bundle);
    write_file(bundle.rootfs() / "dev/null", "an image's");
    CHECK(bundle.shell("cat /dev/null; echo x > /dev/null; stat -c %F /dev/null") ==
          "character special file\n");
    CHECK(support::read_file(bundle.rootfs() / "dev/null") == "an image's");
    fs::remove(bundle.rootfs() / "dev/null");
    fs::create_symlink("/etc/passwd", bundle.rootfs() / "dev/null");
    CHECK(bundle.failure().find("/dev/null: is there already") != std::string::npos);
}

TEST_CASE("11 devices: a /dev that is bound is left as it is", "[devices]") {
    Bundle bundle;
    drop_mounts_in_dev(bundle);
    fs::create_directory(bundle.beside("dev"));
    bundle.add_mount(
        {{"destination", "/dev"}, {"type", "bind"}, {"source", "dev"}, {"options", {"bind"}}});
    CHECK(bundle.shell("ls /dev") == "");
    CHECK(fs::is_empty(bundle.beside("dev")));
}

TEST_CASE("11 devices: those of the config are made wherever, with owner and permissions",
          "[devices]") {
    Bundle bundle;
    bundle.config["linux"]["devices"] = {device("/dev/deep/one", "c", 1, 3, 0640, 12, 34),
                                         device("/elsewhere/disk", "b", 7, 0, 0600),
                                         device("/dev/pipe", "p", 0, 0, 0604, 5, 6),
                                         device("/dev/null", "c", 1, 3, 0600)};
    const auto* script =
        "stat -c '%n %F %t:%T %a %u:%g' /dev/deep/one /elsewhere/disk /dev/pipe "
        "/dev/null";
    CHECK(bundle.shell(script) ==
          "/dev/deep/one character special file 1:3 640 12:34\n"
          "/elsewhere/disk block special file 7:0 600 0:0\n"
          "/dev/pipe fifo 0:0 604 5:6\n"
          "/dev/null character special file 1:3 600 0:0\n");
}

TEST_CASE("11 devices: in a user namespace they are the host's, which stay as they are",
          "[devices]") {
    Bundle bundle;
    map_ids(bundle);
    bundle.config["linux"]["devices"] = {device("/dev/null", "c", 1, 3, 0600, 12, 34),
                                         device("/dev/pipe", "p", 0, 0, 0604, 5, 6)};
    const auto before = status_of("/dev/null");
    CHECK(bundle.shell(
              "echo x > /dev/null; stat -c '%F %t:%T' /dev/null /dev/zero; "
              "stat -c '%F %a %u:%g' /dev/pipe; grep -c ' /dev/null ' /proc/self/mountinfo") ==
          "character special file 1:3\ncharacter special file 1:5\nfifo 604 5:6\n1\n");
    const auto after = status_of("/dev/null");
    CHECK(after.st_mode == before.st_mode);
    CHECK(after.st_uid == before.st_uid);
    CHECK(after.st_gid == before.st_gid);
    // Nor can they be changed from inside: a container's root may be the host's, as here.
    CHECK(mounted_on(bundle.output({"mounts"}), "/dev/null").has("ro"));
    // Under that name the host has another one.
    bundle.config["linux"]["devices"] = Json::array({device("/dev/zero", "c", 1, 3, 0600)});
    CHECK(bundle.failure().find("the host has another one") != std::string::npos);
}
