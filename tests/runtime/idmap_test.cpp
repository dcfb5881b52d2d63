// SPDX-License-Identifier: MIT
// Mounts whose ids are mapped: mount_setattr(2), MOUNT_ATTR_IDMAP.
#include "bundle.hpp"
#include "support/catch.hpp"

#include <unistd.h>

#include <filesystem>

namespace {

namespace fs = std::filesystem;
using runtime_test::Bundle;
using runtime_test::How;
using runtime_test::Json;

Json ids(int inside, int outside, int size) {
    return {{{"containerID", inside}, {"hostID", outside}, {"size", size}}};
}

/// A directory with a tmpfs below, and in both a file that is 1000's.
How owned(Bundle& bundle) {
    const auto source = bundle.beside("from").native();
    fs::create_directories(source);
    return {.wrapper = {"unshare", "-m", "sh", "-ec",
                        "cd " + source + "; touch file; chown 1000:1000 file; mkdir -p below; " +
                            "mount -t tmpfs x below; touch below/file; " +
                            "chown 1000:1000 below/file; cd /; exec \"$@\"",
                        "sh"}};
}

Json bind(Bundle& bundle, const std::vector<std::string>& options) {
    return {{"destination", "/data"},
            {"type", "bind"},
            {"source", bundle.beside("from")},
            {"options", options},
            {"uidMappings", ids(1000, 2000, 1)},
            {"gidMappings", ids(1000, 3000, 1)}};
}

const char* const owners = "stat -c %u:%g /data/file /data/below/file";

}  // namespace

TEST_CASE("11 mounts: idmap maps the ids of a mount, ridmap of those below it too", "[mounts]") {
    Bundle bundle;
    const auto how = owned(bundle);
    bundle.add_mount(bind(bundle, {"rbind", "idmap"}));
    CHECK(bundle.shell(owners, how) == "2000:3000\n1000:1000\n");
    bundle.config["mounts"].back() = bind(bundle, {"rbind", "ridmap"});
    CHECK(bundle.shell(owners, how) == "2000:3000\n2000:3000\n");
    bundle.config["mounts"].back() = bind(bundle, {"rbind"});  // to have mappings is enough
    CHECK(bundle.shell(owners, how) == "2000:3000\n1000:1000\n");
    bundle.config["mounts"].back().erase("uidMappings");
    bundle.config["mounts"].back().erase("gidMappings");
    CHECK(bundle.shell(owners, how) == "1000:1000\n1000:1000\n");
    CHECK(fs::exists(bundle.beside("from") / "file"));
}

TEST_CASE("11 mounts: without mappings of its own, a mount has the container's", "[mounts]") {
    Bundle bundle;
    const auto how = owned(bundle);
    bundle.add_mount(bind(bundle, {"rbind", "idmap"}));
    bundle.config["mounts"].back().erase("uidMappings");
    bundle.config["mounts"].back().erase("gidMappings");
    CHECK(bundle.failure(how).find("gidMappings") != std::string::npos);
    bundle.config["linux"]["namespaces"].push_back({{"type", "user"}});
    bundle.config["linux"]["uidMappings"] = ids(0, 100000, 65536);
    bundle.config["linux"]["gidMappings"] = ids(0, 100000, 65536);
    REQUIRE(::chown(bundle.rootfs().c_str(), 100000, 100000) == 0);
    CHECK(bundle.shell(owners, how) == "1000:1000\n65534:65534\n");
}

TEST_CASE("11 mounts: ids that cannot be mapped are an error in words", "[mounts]") {
    Bundle bundle;
    bundle.add_mount(bind(bundle, {"rbind", "idmap"}));
    bundle.config["mounts"].back()["source"] = "/proc/sys";
    const auto words = bundle.failure();
    CHECK(words.find("config.json: mounts[") != std::string::npos);
    CHECK(words.find("the ids of /proc/sys cannot be mapped") != std::string::npos);
    bundle.config["mounts"].back()["type"] = "tmpfs";
    bundle.config["mounts"].back()["options"] = {"idmap"};
    CHECK(bundle.failure().find("of a bind alone") != std::string::npos);
}
