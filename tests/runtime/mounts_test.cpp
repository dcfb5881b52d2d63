// SPDX-License-Identifier: MIT
// config.json's `mounts`: where they go, and what is in them.
#include "mounts.hpp"
#include "bundle.hpp"
#include "mountinfo.hpp"
#include "support/catch.hpp"

#include <filesystem>

namespace {

namespace fs = std::filesystem;
using runtime_test::bind_mount;
using runtime_test::Bundle;
using runtime_test::Json;
using runtime_test::mounted_on;
using runtime_test::tmpfs;
using support::write_file;

}  // namespace

TEST_CASE("11 mounts: a bind's source is a path of the bundle's, a file or a directory",
          "[mounts]") {
    Bundle bundle;
    fs::create_directory(bundle.path() / "from");
    write_file(bundle.path() / "from/file", "of the bundle");
    bundle.add_mount(bind_mount("from", "/a/directory"));
    bundle.add_mount(bind_mount("./from/file", "/a/file"));
    bundle.add_mount(bind_mount(bundle.path() / "from/file", "absolute"));
    CHECK(bundle.shell("cat /a/directory/file /a/file /absolute") ==
          "of the bundleof the bundleof the bundle");
    CHECK(fs::is_directory(bundle.rootfs() / "a/directory"));
    CHECK(fs::is_regular_file(bundle.rootfs() / "a/file"));

    bundle.add_mount(bind_mount("no such", "/b"));
    const auto words = bundle.failure();
    CHECK(words.find("mounts[" + std::to_string(bundle.config["mounts"].size() - 1) + "]") !=
          std::string::npos);
    CHECK(words.find("no such: No such file") != std::string::npos);
}

TEST_CASE("11 mounts: symlinks on the way are the container's, and what they lead to is made",
          "[mounts]") {
    Bundle bundle;
    const auto outside = bundle.beside("outside");
    fs::create_directory(outside);
    fs::create_symlink("mnt/relative", bundle.rootfs() / "relative");
    fs::create_symlink(outside, bundle.rootfs() / "absolute");
    fs::create_symlink("../../../../..", bundle.rootfs() / "up");
    bundle.add_mount(tmpfs("/relative/deep/x"));
    bundle.add_mount(tmpfs("/absolute/y"));
    bundle.add_mount(tmpfs("/up/z"));
    const auto info = bundle.shell("cat /proc/self/mountinfo");
    CHECK(mounted_on(info, "/mnt/relative/deep/x").type == "tmpfs");
    CHECK(mounted_on(info, outside.native() + "/y").type == "tmpfs");
    CHECK(mounted_on(info, "/z").type == "tmpfs");
    CHECK(fs::is_empty(outside));
    // What taking the path by its name would do, as on any rootfs that is not guarded.
    CHECK(fs::canonical(bundle.rootfs() / "absolute") == fs::canonical(outside));
}

TEST_CASE("11 mounts: they are made in the config's order, one over another and one in another",
          "[mounts]") {
    Bundle bundle;
    fs::create_directory(bundle.path() / "from");
    write_file(bundle.path() / "from/file", "bound");
    bundle.add_mount(tmpfs("/data"));
    bundle.add_mount(bind_mount("from", "/data/below"));
    bundle.add_mount(tmpfs("/over"));
    bundle.add_mount(bind_mount("from", "/over"));
    CHECK(bundle.shell("cat /data/below/file /over/file") == "boundbound");
    // The other way round, what came first is covered.
    auto& mounts = bundle.config["mounts"];
    std::swap(mounts[mounts.size() - 1], mounts[mounts.size() - 2]);
    CHECK(bundle.shell("ls /over") == "");
}

TEST_CASE("11 mounts: tmpcopyup begins with what it covers, and without it nothing is there",
          "[mounts]") {
    Bundle bundle;
    const auto data = bundle.rootfs() / "data";
    fs::create_directories(data / "deep");
    write_file(data / "deep/file", "content");
    fs::create_symlink("deep/file", data / "link");
    fs::permissions(data / "deep/file", fs::perms{0640});
    fs::permissions(data, fs::perms{01770});
    fs::permissions(data / "deep", fs::perms{0711});
    bundle.add_mount(tmpfs("/data", {"tmpcopyup", "ro"}));
    const auto* script =
        "cat /data/link; stat -c '%a %n' /data /data/deep /data/deep/file; touch /data/new || true";
    CHECK(bundle.shell(script) == "content1770 /data\n711 /data/deep\n640 /data/deep/file\n");
    CHECK(fs::exists(data / "deep/file"));
    bundle.config["mounts"].back()["options"] = Json::array();
    CHECK(bundle.shell("ls /data; stat -c %a /data") == "1770\n");
}

TEST_CASE("11 mounts: remount changes what is there, and nothing else", "[mounts]") {
    Bundle bundle;
    bundle.add_mount(tmpfs("/data", {"nosuid", "size=64k"}));
    bundle.add_mount(tmpfs("/other"));
    bundle.add_mount({{"destination", "/data"}, {"options", {"remount", "ro", "size=128k"}}});
    const auto info = bundle.output({"mounts"});
    CHECK(mounted_on(info, "/data").has("ro"));
    CHECK(mounted_on(info, "/data").has("nosuid"));
    CHECK(mounted_on(info, "/data").super_has("size=128k"));
    CHECK(mounted_on(info, "/other").has("rw"));
    bundle.config["mounts"].back()["destination"] = "/home";
    CHECK(bundle.failure().find("nothing is mounted there") != std::string::npos);
}

TEST_CASE("11 mounts: mountinfo has them in the order of the config", "[mounts]") {
    Bundle bundle;
    const auto source = bundle.beside("source");
    fs::create_directory(source);
    bundle.add_mount(tmpfs("/first"));
    bundle.add_mount(bind_mount(source, "/second", {"bind", "shared"}));
    bundle.add_mount(tmpfs("/third"));
    CHECK(bundle.shell("grep -o ' /\\(first\\|second\\|third\\) ' /proc/self/mountinfo") ==
          " /first \n /second \n /third \n");
}
