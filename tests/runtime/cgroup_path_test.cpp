// SPDX-License-Identifier: MIT
//
// Where a container's cgroup is, and what is there when it is gone.
#include "bundle.hpp"
#include "group.hpp"
#include "left.hpp"
#include "support/catch.hpp"

#include <filesystem>
#include <string>
#include <vector>

using runtime_test::Bundle;
using runtime_test::left_of;
using runtime_test::Path;
using runtime_test::place_of;
using runtime_test::root_of;

namespace {

namespace fs = std::filesystem;

/// Groups that a caller has made, in every hierarchy that is looked at here.
class Groups {
public:
    explicit Groups(const std::string& name) {
        for (const auto* controller : {"", "pids", "cpuset"})
            if (const auto root = root_of(controller);
                root && fs::create_directory(root->directory / name))
                all_.push_back(root->directory / name);
    }
    Groups(const Groups&) = delete;
    ~Groups() {
        std::error_code ignored;
        for (const auto& path : all_) fs::remove(path, ignored);
    }
    const std::vector<Path>& all() const noexcept { return all_; }
    bool are_there() const {
        for (const auto& path : all_)
            if (!fs::is_directory(path)) return false;
        return !all_.empty();
    }

private:
    std::vector<Path> all_;
};

std::string group_of(Bundle& bundle, const std::string& controller) {
    const auto place = place_of(bundle.pid(), controller);
    return place ? place->group : "";
}

}  // namespace

TEST_CASE("11 cgroup: cgroupsPath says where, however deep, and all that was made goes again",
          "[cgroup]") {
    Bundle bundle;
    bundle.set_args({"sleep", "1000"});
    const auto below = "/" + bundle.id() + "/a/b/c";
    bundle.config["linux"]["cgroupsPath"] = below;
    REQUIRE(bundle.create().exit_status == 0);
    for (const auto* controller : {"", "pids", "cpuset", "memory"})
        if (const auto place = place_of(bundle.pid(), controller)) {
            INFO(controller);
            CHECK(place->group == below);
        }
    REQUIRE(bundle.remove(true).exit_status == 0);
    CHECK(left_of(bundle.id()).empty());
}

TEST_CASE("11 cgroup: a relative cgroupsPath leads below a place that the runtime has chosen",
          "[cgroup]") {
    Bundle bundle;
    bundle.set_args({"sleep", "1000"});
    bundle.config["linux"]["cgroupsPath"] = bundle.id() + "/../" + bundle.id() + "/x";
    REQUIRE(bundle.create().exit_status == 0);
    CHECK(group_of(bundle, "pids").ends_with("/" + bundle.id() + "/x"));
}

TEST_CASE("11 cgroup: without a cgroupsPath, each container has one of its own", "[cgroup]") {
    Bundle bundle;
    bundle.set_args({"sleep", "1000"});
    bundle.config["linux"].erase("cgroupsPath");
    REQUIRE(bundle.create().exit_status == 0);
    const auto group = group_of(bundle, "pids");
    CHECK((group.ends_with("/" + bundle.id()) || group.ends_with("/chapter11-" + bundle.id())));
}

TEST_CASE("11 cgroup: groups of the caller's above the container's stay", "[cgroup]") {
    Bundle bundle;
    bundle.set_args({"true"});
    {
        const Groups callers{bundle.id()};
        bundle.config["linux"]["cgroupsPath"] = "/" + bundle.id() + "/made/x";
        REQUIRE(bundle.run().exit_status == 0);
        CHECK(callers.are_there());
        for (const auto& path : callers.all()) CHECK_FALSE(fs::exists(path / "made"));
    }
}

TEST_CASE(
    "11 cgroup: a group that the caller has made for the container is taken as it is, and "
    "stays",
    "[cgroup]") {
    const auto pids = root_of("pids");
    if (!pids) return runtime_test::skip("no cgroup hierarchy has pids");
    Bundle bundle;
    bundle.set_args({"sleep", "1000"});
    bundle.config["linux"]["cgroupsPath"] = "/" + bundle.id();
    {
        const Groups callers{bundle.id()};
        // In v2 the root hands it on, or there is none to set before the runtime comes.
        const auto file = pids->directory / bundle.id() / "pids.max";
        const bool has_limit = fs::exists(file);
        if (has_limit) support::write_file(file, "77");
        REQUIRE(bundle.create().exit_status == 0);
        const auto place = place_of(bundle.pid(), "pids");
        if (has_limit) CHECK(runtime_test::value_of(place->directory / "pids.max") == "77");
        REQUIRE(bundle.remove(true).exit_status == 0);
        CHECK(callers.are_there());
    }
}

TEST_CASE("11 cgroup: what two containers share goes with the second", "[cgroup]") {
    Bundle first, second;
    for (auto* bundle : {&first, &second}) {
        bundle->set_args({"sleep", "1000"});
        bundle->config["linux"]["cgroupsPath"] = "/" + first.id() + "/" + bundle->id();
        REQUIRE(bundle->create().exit_status == 0);
    }
    REQUIRE(first.remove(true).exit_status == 0);
    CHECK(group_of(second, "pids") == "/" + first.id() + "/" + second.id());
    REQUIRE(second.remove(true).exit_status == 0);
    CHECK(left_of(first.id()).empty());
}

TEST_CASE("11 cgroup: a group in which others run is refused, and not touched", "[cgroup]") {
    Bundle first, second;
    first.set_args({"sleep", "1000"});
    first.config["linux"]["cgroupsPath"] = "/" + first.id();
    second.config["linux"]["cgroupsPath"] = first.config["linux"]["cgroupsPath"];
    REQUIRE(first.create().exit_status == 0);
    CHECK(second.failure().find("has processes") != std::string::npos);
    CHECK(first.status() == "created");
    CHECK(group_of(first, "pids") == "/" + first.id());
}

TEST_CASE("11 cgroup: what is no path of a group is refused in words", "[cgroup]") {
    Bundle bundle;
    const auto failure = [&](const std::string& path) {
        bundle.config["linux"]["cgroupsPath"] = path;
        return bundle.failure();
    };
    const std::string place = "config.json: linux.cgroupsPath: ";
    CHECK(failure("system.slice:runc:x").starts_with(place));
    CHECK(failure("system.slice:runc:x").find("systemd") != std::string::npos);
    CHECK(failure("/").starts_with(place));
    CHECK(failure("/a/../..").starts_with(place));
    bundle.config["linux"]["cgroupsPath"] = "/" + bundle.id() + "/a:b";
    CHECK(bundle.output({"args"}) == "0\n");
}
