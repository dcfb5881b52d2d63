// SPDX-License-Identifier: MIT
#include "sample.hpp"
#include "support/catch.hpp"

#include <linux/sched.h>

using Texts = std::vector<std::string>;

TEST_CASE("oci: each field of process is read") {
    const auto config = sample::config(sample::full());
    REQUIRE(config.process);
    const auto& process = *config.process;
    CHECK(process.process.args == Texts{"sh", "-c", "exit 3"});
    CHECK(process.process.env == Texts{"PATH=/bin", "TERM=xterm"});
    CHECK(process.process.cwd == "/root");
    CHECK(process.process.user.uid == 1000);
    CHECK(process.process.user.gid == 1001);
    CHECK(process.process.user.additional_gids == std::vector<gid_t>{5, 6});
    CHECK(process.process.no_new_privileges);
    CHECK(process.terminal);
    REQUIRE(process.console_size);
    CHECK(process.console_size->height == 25);
    CHECK(process.console_size->width == 80);
    CHECK(process.umask == 077);
    CHECK(process.oom_score_adj == -100);
    REQUIRE(process.io_priority);
    CHECK(process.io_priority->io_class == oci::IoPriority::best_effort);
    CHECK(process.io_priority->priority == 4);
    REQUIRE(process.exec_cpu_affinity);
    CHECK(process.exec_cpu_affinity->initial == "0-1");
    CHECK(process.exec_cpu_affinity->final == "1,3");
    CHECK(process.apparmor_profile == "unconfined");
    CHECK(process.selinux_label.empty());
}

TEST_CASE("oci: each field of process.scheduler is read") {
    const auto scheduler = sample::config(sample::full()).process.value().scheduler.value();
    CHECK(scheduler.policy == SCHED_DEADLINE);
    CHECK(scheduler.flags == (SCHED_FLAG_RESET_ON_FORK | SCHED_FLAG_RECLAIM));
    CHECK(scheduler.nice == -5);
    CHECK(scheduler.runtime == 1000);
    CHECK(scheduler.deadline == 2000);
    CHECK(scheduler.period == 3000);
    auto document = sample::full();
    document["process"]["scheduler"] = {{"policy", "SCHED_RR"}, {"priority", 7}};
    CHECK(sample::config(document).process->scheduler->priority == 7);
}

TEST_CASE("oci: capabilities are read set by set, and limits one by one") {
    const auto process = sample::config(sample::full()).process.value();
    const auto& sets = process.process.capabilities;
    CHECK(process.has_capabilities);
    CHECK(sets.bounding == Texts{"CAP_CHOWN", "CAP_KILL"});
    CHECK(sets.effective == Texts{"CAP_CHOWN"});
    CHECK(sets.inheritable == Texts{"CAP_KILL"});
    CHECK(sets.permitted == Texts{"CAP_CHOWN", "CAP_KILL"});
    CHECK(sets.ambient == Texts{"CAP_KILL"});
    const auto& limits = process.process.rlimits;
    REQUIRE(limits.size() == 2);
    CHECK(limits[0].type == RLIMIT_NOFILE);
    CHECK(limits[0].soft == 1024);
    CHECK(limits[0].hard == 2048);
    CHECK(limits[1].type == RLIMIT_CORE);
    CHECK(limits[1].hard == RLIM_INFINITY);
}

TEST_CASE("oci: what a process may leave out is as if nobody had said anything") {
    const auto process =
        oci::parse_process(R"({"args": ["sh"], "cwd": "/", "env": null})", "p.json");
    CHECK_FALSE(process.has_capabilities);
    CHECK_FALSE(process.terminal);
    CHECK_FALSE(process.umask);
    CHECK_FALSE(process.oom_score_adj);
    CHECK_FALSE(process.scheduler);
    CHECK_FALSE(process.io_priority);
    CHECK_FALSE(process.exec_cpu_affinity);
    CHECK_FALSE(process.console_size);
    CHECK(process.process.env.empty());
    CHECK(process.process.user.uid == 0);
    CHECK(process.warnings.empty());
    CHECK_THROWS_WITH(oci::parse_process(R"({"args": ["sh"], "cwd": 1})", "p.json"),
                      "p.json: cwd: is not a string");
}

TEST_CASE("oci: a capability that the kernel does not have is left out, with a word") {
    auto document = sample::full();
    auto& sets = document["process"]["capabilities"];
    sets["bounding"] = {"CAP_CHOWN", "CAP_FLY", "cap_kill", "12"};
    sets["ambient"] = {"CAP_FLY"};
    const auto config = sample::config(document);
    CHECK(config.process->process.capabilities.bounding == Texts{"CAP_CHOWN"});
    CHECK(config.process->process.capabilities.ambient.empty());
    CHECK(config.warnings ==
          Texts{"config.json: process.capabilities: this kernel has no \"CAP_FLY\", "
                "\"cap_kill\", \"12\"; left out"});
}

TEST_CASE("oci: version 1.0 wants an error for a capability that the kernel does not have") {
    auto document = sample::full();
    document["ociVersion"] = "1.0.2-dev";
    CHECK(sample::config(document).warnings.empty());
    document["process"]["capabilities"]["bounding"] = {"CAP_CHOWN", "CAP_FLY"};
    CHECK(sample::error_in(document.dump()) ==
          "config.json: process.capabilities.bounding[1]: is \"CAP_FLY\": this kernel has no such "
          "capability");
}
