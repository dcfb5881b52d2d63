// SPDX-License-Identifier: MIT
#pragma once

#include "chapters/images.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <string>

/// What the checks of chapter 11 need: a host with a bundle, on which one command follows another.
namespace support {

class BundleHost {
public:
    /// Where the program is told to keep its containers, on the stage.
    static constexpr const char* root = "/run/containers";

    /// There is a bundle, whose program adds a line to /ran in its rootfs, and then sleeps.
    BundleHost();

    Host& host() noexcept { return host_; }
    /// config.json, as `change` makes it.
    void configure(const std::function<void(nlohmann::json& config)>& change) const;
    /// The program is to run these words instead.
    void command(const Words& words) const;
    /// These lines of the shell.
    void script(const std::string& lines) const;

    /// Runs the program with `--root` and these words, whatever comes of it. What a container
    /// writes later is not waited for.
    Finished run(const Words& words);
    /// The same for what must succeed: what it says.
    std::string say(const Words& words);
    /// Requires that it is refused with 1, in one line with `part` in it.
    void expect_refused(const Words& words, const std::string& part);

    void create(const std::string& id);
    /// What `state` says; empty if it fails.
    nlohmann::json state(const std::string& id);
    std::string status(const std::string& id);
    /// Requires that it comes to have this status.
    void expect_status(const std::string& id, const std::string& status);
    /// /proc/PID of the container's first process, as we reach it.
    Path process(const std::string& id);
    /// Everything below ROOT/ID, and the cgroups: equal if nothing has changed.
    std::string traces();

    /// A file of the rootfs; empty if there is none.
    std::string file(const std::string& name) const;
    void write(const std::string& name, const std::string& text) const;
    const Path& bundle() const noexcept { return bundle_; }
    Path rootfs() const { return host_.box().rootfs(); }
    /// Lines of the shell on the stage: "$run" is the program with its --root.
    Finished shell(const std::string& lines);

private:
    Host host_;
    Path bundle_;
    int runs_ = 0;
};

}  // namespace support
