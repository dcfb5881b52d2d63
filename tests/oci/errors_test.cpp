// SPDX-License-Identifier: MIT
//
// What is wrong with a config, and what is said of it: where it is, and one line.
#include "oci/lsm.hpp"
#include "sample.hpp"
#include "support/catch.hpp"

namespace {

using sample::json;
using sample::out;

struct Case {
    const char* where;  ///< In full.json, as a JSON pointer.
    json value;         ///< What is there instead.
    std::string message;
};

void check(const std::vector<Case>& cases) {
    for (const auto& [where, value, message] : cases) {
        INFO(where);
        CHECK(sample::error_at(where, value) == "config.json: " + message);
    }
}

}  // namespace

TEST_CASE("oci: what is no JSON is told by line and column") {
    CHECK(sample::error_in("") ==
          "config.json: line 1, column 1: not JSON: syntax error while parsing value - unexpected "
          "end of input; expected '[', '{', or a literal");
    CHECK(sample::error_in("{\n  \"a\": 1,\n  b}")
              .starts_with("config.json: line 3, column 3: not JSON: "));
    CHECK(sample::error_in("{} {}").starts_with("config.json: line 1, column 4: not JSON: "));
    CHECK(sample::error_in("{\"a\": \"\xff\"}").starts_with("config.json: line 1, column 8: "));
    CHECK(sample::error_in(R"({"a": 1e999})").starts_with("config.json: line 1, column "));
    CHECK(sample::error_in("[]") == "config.json: is not an object");
    CHECK(sample::error_in(R"({"linux": {"a": [1, {"b": 1, "b": 2}]}})") ==
          "config.json: linux.a[1].b: is there twice");
    CHECK(sample::error_in(std::string(100000, '[')) ==
          "config.json: has more than 64 lists and objects in each other");
}

TEST_CASE("oci: a wrong value at the top is told") {
    check({
        {"/ociVersion", out, "ociVersion: is missing"},
        {"/ociVersion", "1.0", "ociVersion: is \"1.0\": not a version, as in \"1.2.0\""},
        {"/ociVersion", "01.0.0", "ociVersion: is \"01.0.0\": not a version, as in \"1.2.0\""},
        {"/ociVersion", "1.0.0 ", "ociVersion: is \"1.0.0 \": not a version, as in \"1.2.0\""},
        {"/ociVersion", "2.0.0", "ociVersion: is \"2.0.0\": only 1.x is supported"},
        {"/ociVersion", "0.5.0-dev", "ociVersion: is \"0.5.0-dev\": only 1.x is supported"},
        {"/root", out, "root: is missing"},
        {"/root/path", out, "root.path: is missing"},
        {"/root/path", "", "root.path: is empty"},
        {"/root/path", std::string{"a\0b", 3}, "root.path: has a NUL character in it"},
        {"/root/readonly", 1, "root.readonly: is not true or false"},
        {"/hostname", 7, "hostname: is not a string"},
        {"/annotations/a b\n", 7, "annotations[\"a b\\n\"]: is not a string"},
        {"/annotations/", "x", "annotations: has one without a name"},
    });
    for (const char* good : {"1.0.0", "1.0.2-dev", "1.2.1+dev", "1.99.0-rc.1"}) {
        INFO(good);
        CHECK(sample::error_at("/ociVersion", good) == "");
    }
}

TEST_CASE("oci: a wrong value in process is told") {
    check({
        {"/process/args", out, "process.args: is missing"},
        {"/process/args", json::array(), "process.args: is empty: there is no program to run"},
        {"/process/args/1", 5, "process.args[1]: is not a string"},
        {"/process/args/1", nullptr, "process.args[1]: is not a string"},
        {"/process/args", "sh", "process.args: is not a list"},
        {"/process/cwd", out, "process.cwd: is missing"},
        {"/process/cwd", "root", "process.cwd: is \"root\": not an absolute path"},
        {"/process/user/uid", -1, "process.user.uid: is not an unsigned integer of 32 bits"},
        {"/process/user/uid", 4294967296,
         "process.user.uid: is not an unsigned integer of 32 bits"},
        {"/process/user/uid", 1.0, "process.user.uid: is not an unsigned integer of 32 bits"},
        {"/process/user/umask", 512, "process.user.umask: is not an integer from 0 to 511"},
        {"/process/consoleSize/width", 65536,
         "process.consoleSize.width: is not an integer from 0 to 65535"},
        {"/process/consoleSize/width", out, "process.consoleSize.width: is missing"},
        {"/process/capabilities", json::array(), "process.capabilities: is not an object"},
        {"/process/rlimits/1/type", "RLIMIT_NOFILE",
         "process.rlimits[1].type: is \"RLIMIT_NOFILE\" a second time"},
        {"/process/rlimits/0/soft", 4096, "process.rlimits[0].soft: is more than hard, 2048"},
        {"/process/rlimits/0/hard", out, "process.rlimits[0].hard: is missing"},
        {"/process/oomScoreAdj", 1001, "process.oomScoreAdj: is not an integer from -1000 to 1000"},
        {"/process/scheduler/nice", 20, "process.scheduler.nice: is not an integer from -20 to 19"},
        {"/process/scheduler/priority", 3,
         "process.scheduler.priority: has a meaning with SCHED_FIFO and SCHED_RR alone"},
        {"/process/scheduler/policy", "SCHED_OTHER",
         "process.scheduler.runtime: has a meaning with SCHED_DEADLINE alone"},
        {"/process/scheduler/policy", out, "process.scheduler.policy: is missing"},
        {"/process/ioPriority/class", "BE",
         "process.ioPriority.class: is \"BE\", and can be IOPRIO_CLASS_RT, IOPRIO_CLASS_BE, "
         "IOPRIO_CLASS_IDLE"},
        {"/process/ioPriority/priority", 8,
         "process.ioPriority.priority: is not an integer from 0 to 7"},
        {"/process/execCPUAffinity/final", "all",
         "process.execCPUAffinity.final: is \"all\": not a list of CPUs, as in \"0-3,7\""},
    });
    CHECK(sample::error_at("/process/rlimits/0/type", "RLIMIT_FUN\n")
              .starts_with("config.json: process.rlimits[0].type: is \"RLIMIT_FUN\\n\", and can "
                           "be RLIMIT_AS, "));
}

TEST_CASE("oci: a label for a kernel that knows none is an error") {
    if (!oci::has_apparmor())
        check({{"/process/apparmorProfile", "strict",
                "process.apparmorProfile: the running kernel has no AppArmor"}});
    if (!oci::has_selinux())
        check({{"/process/selinuxLabel", "a:b",
                "process.selinuxLabel: the running kernel has no SELinux in force"}});
    SUCCEED("a kernel that has both takes them");
}

TEST_CASE("oci: a wrong mount or hook is told") {
    check({
        {"/mounts/0/destination", out, "mounts[0].destination: is missing"},
        {"/mounts/0/destination", "", "mounts[0].destination: is empty"},
        {"/mounts/0/type", out, "mounts[0].type: is missing"},
        {"/mounts/1/source", out, "mounts[1].source: is missing"},
        {"/mounts/1/options", "ro", "mounts[1].options: is not a list"},
        {"/mounts/1/options/1", 1, "mounts[1].options[1]: is not a string"},
        {"/mounts/1/gidMappings", out,
         "mounts[1]: has one of uidMappings and gidMappings, and needs both or none"},
        {"/mounts/1/uidMappings/0/size", 0,
         "mounts[1].uidMappings[0].size: is 0: a mapping of no ids"},
        {"/hooks/prestart/0/path", "bin/a",
         "hooks.prestart[0].path: is \"bin/a\": not an absolute path"},
        {"/hooks/poststop/0/path", out, "hooks.poststop[0].path: is missing"},
        {"/hooks/prestart/0/timeout", 0,
         "hooks.prestart[0].timeout: is not an integer from 1 to 2147483647"},
        {"/hooks/prestart/0/timeout", -1,
         "hooks.prestart[0].timeout: is not an integer from 1 to 2147483647"},
    });
}
