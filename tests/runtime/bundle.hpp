// SPDX-License-Identifier: MIT
#pragma once

#include "call.hpp"

#include <nlohmann/json.hpp>

#include <atomic>
#include <string>
#include <vector>

namespace runtime_test {

using Json = nlohmann::json;

/// A bundle of this check's own: build/rootfs copied, what `spec` writes as config.json, and a
/// runtime (`--box`, chapter 11's if not said) with a `--root` of its own.
///
///     Bundle bundle;
///     bundle.config["hostname"] = "x";
///     CHECK(bundle.output({"read", "/proc/sys/kernel/hostname"}) == "x\n");
///
/// When it goes, so does all that was made; what then is left of a container, fails the check.
class Bundle {
public:
    Bundle();
    Bundle(const Bundle&) = delete;
    ~Bundle() noexcept(false);

    /// Written to config.json by each command that makes a container. To begin with, the program
    /// is `probe` without a word, no terminal, and a cgroup of its own.
    Json config;
    Words options;  ///< Of the runtime, before each command.
    const std::string& id() const noexcept { return id_; }
    const Path& path() const noexcept { return path_; }
    Path rootfs() const { return path_ / "rootfs"; }
    Path root() const { return path_ / "state"; }
    /// The same bundle by another runtime, if the machine has it; or else the check is skipped.
    void use(const Path& runtime);
    /// Where things may be put that are no part of the bundle's.
    Path beside(const std::string& name) const { return path_ / name; }

    /// `process.args`.
    void set_args(const Words& args) { config["process"]["args"] = args; }
    /// Adds to `mounts`.
    void add_mount(const Json& mount) { config["mounts"].push_back(mount); }
    /// The one of `mounts` with that destination.
    Json& mount(const std::string& destination);

    /// Any command: its verb, options and operands. config.json is as `config` says.
    Result command(const Words& words, const How& how = {});
    /// The same, still running.
    Call begin(const Words& words, const How& how = {});

    /// `run`, to its end.
    Result run(const How& how = {}) { return command({"run", id_}, how); }
    Result create(const How& how = {}) { return command({"create", id_}, how); }
    Result start() { return command({"start", id_}); }
    Result kill(const std::string& signal = "KILL") { return command({"kill", id_, signal}); }
    Result remove(bool force = false);
    /// What `state` says; fails the check if it says nothing.
    Json state();
    std::string status() { return state().at("status"); }
    pid_t pid() { return state().at("pid"); }

    /// Runs `probe QUESTION...` in a container, which must exit with 0: its answer.
    std::string output(const Words& question, const How& how = {});
    /// Runs a shell's `script` in a container, which must exit with 0: what it says.
    std::string shell(const std::string& script, const How& how = {});
    /// Runs it, and it must fail: what the runtime says, the last line of it.
    std::string failure(const How& how = {});

private:
    std::string succeed(const How& how);
    void end_all();

    support::TemporaryDirectory directory_;
    Path path_ = directory_.path();
    std::string id_;
    Path runtime_;
    std::atomic<int> calls_ = 0;
};

}  // namespace runtime_test
