// SPDX-License-Identifier: MIT
//
// What `spec` and `features` write.
#include "oci/default.hpp"
#include "oci/features.hpp"
#include "sample.hpp"
#include "support/catch.hpp"
#include "support/fixture.hpp"
#include "support/spawn.hpp"

#include <algorithm>
#include <set>

namespace {

using sample::json;
using Texts = std::vector<std::string>;

bool has_runc() {
    if (support::run_tool({"sh", "-c", "command -v runc"}).exit_status == 0) return true;
    std::printf("skipped: there is no runc\n");
    return false;
}

json features() {
    return json::parse(oci::features());
}

}  // namespace

TEST_CASE("oci: spec writes what runc's does") {
    if (!has_runc()) return;
    for (const bool rootless : {false, true}) {
        INFO(rootless);
        const support::TemporaryDirectory bundle;
        Texts line{"runc", "spec", "--bundle", bundle.path().native()};
        if (rootless) line.push_back("--rootless");
        REQUIRE(support::run_tool(line).exit_status == 0);
        auto theirs = json::parse(support::read_file(bundle.path() / "config.json"));
        auto ours = json::parse(oci::default_config(rootless));
        ours.erase("ociVersion");
        theirs.erase("ociVersion");
        CHECK(ours.dump(1) == theirs.dump(1));
    }
}

TEST_CASE("oci: what spec writes is read without a word") {
    for (const bool rootless : {false, true}) {
        const auto config = oci::parse_config(oci::default_config(rootless));
        CHECK(config.warnings.empty());
        CHECK(config.uid_mappings.size() == (rootless ? 1 : 0));
        CHECK(config.process.value().process.args == Texts{"sh"});
    }
}

TEST_CASE("oci: features has the form that the specification gives it") {
    const auto all = features();
    CHECK(all.at("ociVersionMin") == "1.0.0");
    CHECK(all.at("ociVersionMax") == "1.2.1");
    CHECK(all.at("hooks") == json{"prestart", "createRuntime", "createContainer", "startContainer",
                                  "poststart", "poststop"});
    const auto& section = all.at("linux");
    CHECK(section.at("namespaces") ==
          json{"cgroup", "ipc", "mount", "network", "pid", "time", "user", "uts"});
    CHECK(section.at("cgroup").at("v1") == true);
    CHECK(section.at("cgroup").at("systemd") == false);
    CHECK(section.at("seccomp").at("enabled") == true);
    CHECK(section.at("intelRdt").at("enabled") == false);
    CHECK(section.at("mountExtensions").at("idmap").at("enabled") == true);
    const auto archs = section.at("seccomp").at("archs").get<std::set<std::string>>();
    CHECK(archs.contains("SCMP_ARCH_X86_64"));
    const auto known = section.at("seccomp").at("knownFlags").get<std::set<std::string>>();
    const auto supported = section.at("seccomp").at("supportedFlags").get<std::set<std::string>>();
    CHECK(std::includes(known.begin(), known.end(), supported.begin(), supported.end()));
    CHECK(supported.contains("SECCOMP_FILTER_FLAG_LOG"));
}

TEST_CASE("oci: what features names, a config may have") {
    const auto all = features();
    auto document = sample::full();
    document["process"]["capabilities"]["bounding"] = all["linux"]["capabilities"];
    const auto config = sample::config(document);
    CHECK(config.warnings.empty());
    CHECK(config.process->process.capabilities.bounding.size() ==
          all["linux"]["capabilities"].size());
}

TEST_CASE("oci: features leaves out nothing that runc's has") {
    if (!has_runc()) return;
    const auto theirs = json::parse(support::run_tool({"runc", "features"}).output);
    const auto ours = features();
    for (const char* list :
         {"/hooks", "/mountOptions", "/linux/namespaces", "/linux/capabilities",
          "/linux/seccomp/actions", "/linux/seccomp/operators", "/linux/seccomp/archs"}) {
        const json::json_pointer place{list};
        const auto mine = ours[place].get<std::set<std::string>>();
        for (const auto& word : theirs[place]) {
            // The kernel has no flag for these: they are the file system's own.
            if (word == "acl" || word == "noacl") continue;
            INFO(list << " " << word);
            CHECK(mine.contains(word.get<std::string>()));
        }
    }
}
