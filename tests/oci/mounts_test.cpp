// SPDX-License-Identifier: MIT
#include "oci/features.hpp"
#include "sample.hpp"
#include "support/catch.hpp"
#include "sys/mount.hpp"

#include <unistd.h>

#include <sys/mount.h>

namespace {

using Texts = std::vector<std::string>;

oci::Mount mount(const Texts& options, const char* type = "tmpfs") {
    auto document = sample::full();
    document["mounts"] = {
        {{"destination", "/x"}, {"type", type}, {"source", "/y"}, {"options", options}}};
    return sample::config(document).mounts.at(0);
}

Texts known_options() {
    return nlohmann::json::parse(oci::features()).at("mountOptions").get<Texts>();
}

}  // namespace

TEST_CASE("oci: each field of a mount is read") {
    const auto mounts = sample::config(sample::full()).mounts;
    REQUIRE(mounts.size() == 3);
    CHECK(mounts[0].destination == "/proc");
    CHECK(mounts[0].type == "proc");
    CHECK(mounts[0].source == "proc");
    const auto& bind = mounts[1];
    CHECK(bind.type == "bind");
    CHECK(bind.source == "/srv");
    CHECK(bind.recursive);
    CHECK(bind.set == (MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID));
    CHECK(bind.clear == 0);
    CHECK(bind.propagation == MS_SLAVE);
    CHECK(bind.propagation_recursive);
    CHECK(bind.mapped);
    CHECK(bind.mapped_below);
    REQUIRE(bind.uid_mappings.size() == 1);
    CHECK(bind.uid_mappings[0].host_id == 5000);
    REQUIRE(bind.gid_mappings.size() == 1);
    CHECK(bind.gid_mappings[0].host_id == 6000);
    CHECK(bind.data.empty());
    const auto& scratch = mounts[2];
    CHECK(scratch.destination == "/scratch");
    CHECK(scratch.data == "mode=755,size=64k,sync");
    CHECK(scratch.set == (MOUNT_ATTR_NOEXEC | MOUNT_ATTR_STRICTATIME));
    CHECK(scratch.clear == MOUNT_ATTR__ATIME);
    CHECK(scratch.copy_up);
    CHECK_FALSE(scratch.mapped);
}

TEST_CASE("oci: of two options that say the contrary, the last one holds") {
    CHECK(mount({"ro", "rw"}).set == 0);
    CHECK(mount({"ro", "rw"}).clear == MOUNT_ATTR_RDONLY);
    CHECK(mount({"suid", "nosuid"}).set == MOUNT_ATTR_NOSUID);
    CHECK(mount({"suid", "nosuid"}).clear == 0);
    CHECK(mount({"noatime", "strictatime"}).set == MOUNT_ATTR_STRICTATIME);
    CHECK(mount({"strictatime", "relatime"}).set == 0);
    CHECK(mount({"rro", "rrw"}).all_clear == MOUNT_ATTR_RDONLY);
    CHECK(mount({"rnoatime", "ratime"}).all_set == 0);
    CHECK(mount({"rnoatime"}).all_clear == MOUNT_ATTR__ATIME);
    CHECK(mount({"shared", "rprivate"}).propagation == MS_PRIVATE);
    CHECK(mount({"rshared", "private"}).propagation_recursive == false);
    CHECK(mount({"rbind", "bind"}).recursive == false);
}

TEST_CASE("oci: a recursive option says nothing of the mount alone, and the other way round") {
    const auto below =
        mount({"rro", "rnosuid", "rnodev", "rnoexec", "rnosymfollow", "rnodiratime"});
    const auto attributes = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV |
                            MOUNT_ATTR_NOEXEC | MOUNT_ATTR_NOSYMFOLLOW | MOUNT_ATTR_NODIRATIME;
    CHECK(below.all_set == attributes);
    CHECK(below.set == 0);
    const auto alone = mount({"ro", "nosuid", "nodev", "noexec", "nosymfollow", "nodiratime"});
    CHECK(alone.set == attributes);
    CHECK(alone.all_set == 0);
    const auto cleared = mount({"rw", "suid", "dev", "exec", "symfollow", "diratime"});
    CHECK(cleared.clear == attributes);
}

TEST_CASE("oci: a bind is one by its type or by an option, wherever that is") {
    CHECK(mount({"bind"}, "none").type == "bind");
    CHECK(mount({}, "bind").type == "bind");
    CHECK_FALSE(mount({}, "bind").recursive);
    const auto late = mount({"mode=755", "rbind"}, "none");
    CHECK(late.type == "bind");
    CHECK(late.data.empty());
    auto document = sample::full();
    document["mounts"] = {
        {{"destination", "/x"}, {"source", "/y"}, {"options", {"bind", "sync", "size=1"}}}};
    CHECK(sample::config(document).warnings ==
          Texts{"config.json: mounts[0].options[2]: a bind has no option \"size=1\"; it is left "
                "out"});
}

TEST_CASE("oci: every option that features names is done, or taken by the kernel for any tmpfs") {
    for (const auto& option : known_options()) {
        INFO(option);
        const auto data = mount({option}).data;
        CHECK((data.empty() || data == option));
        if (geteuid() == 0 && !data.empty()) CHECK_NOTHROW(sys::fsmount("tmpfs", data, 0));
    }
    // What each does is checked above, but for these, of which nothing is to be seen.
    for (const char* option : {"defaults", "silent", "loud", "iversion", "noiversion"}) {
        INFO(option);
        const auto one = mount({option});
        CHECK((one.set | one.clear | one.all_set | one.all_clear | one.propagation) == 0);
        CHECK(one.data.empty());
    }
}

TEST_CASE("oci: propagation has eight forms, for a mount as for the rootfs") {
    const std::pair<const char*, unsigned long> kinds[] = {{"private", MS_PRIVATE},
                                                           {"slave", MS_SLAVE},
                                                           {"shared", MS_SHARED},
                                                           {"unbindable", MS_UNBINDABLE}};
    for (const auto& [name, kind] : kinds) {
        for (const bool recursive : {false, true}) {
            const auto option = (recursive ? "r" : "") + std::string{name};
            INFO(option);
            CHECK(mount({option}).propagation == kind);
            CHECK(mount({option}).propagation_recursive == recursive);
            auto document = sample::full();
            document["linux"]["rootfsPropagation"] = option;
            CHECK(sample::config(document).rootfs_propagation == (kind | (recursive ? MS_REC : 0)));
        }
    }
}
