// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/instruction.hpp"
#include "containerfile/scope.hpp"
#include "image/config.hpp"

#include <string>

namespace build {

/// Does to an image's configuration what one instruction says. Dockerfile reference; image-spec,
/// config.md.
class Configurator {
public:
    Configurator(image::Config& config, containerfile::Scope& scope, bool& has_own_cmd)
        : image_{config}, config_{config.execution}, scope_{scope}, has_own_cmd_{has_own_cmd} {}

    void operator()(const containerfile::Arg& arg) { scope_.declare(arg); }
    void operator()(const containerfile::Cmd& cmd);
    void operator()(const containerfile::Entrypoint& entrypoint);
    void operator()(const containerfile::Env& env);
    void operator()(const containerfile::Expose& expose);
    void operator()(const containerfile::Healthcheck& healthcheck);
    void operator()(const containerfile::Label& label);
    void operator()(const containerfile::Maintainer& maintainer) {
        image_.author = maintainer.name;
    }
    void operator()(const containerfile::Onbuild& onbuild) {
        config_.on_build.push_back(onbuild.trigger);
    }
    void operator()(const containerfile::Shell& shell) { config_.shell = shell.words; }
    void operator()(const containerfile::Stopsignal& stop);
    void operator()(const containerfile::User& user) { config_.user = scope_.expand(user.user); }
    void operator()(const containerfile::Volume& volume);
    void operator()(const containerfile::Workdir& workdir);
    void operator()(const containerfile::Add&) {}  // these three change files alone
    void operator()(const containerfile::Copy&) {}
    void operator()(const containerfile::Run&) {}

private:
    std::vector<std::string> command(const containerfile::Command& command) const;

    image::Config& image_;
    image::Execution& config_;
    containerfile::Scope& scope_;
    bool& has_own_cmd_;
};

/// The shell that runs what is not in exec form: SHELL, or /bin/sh -c.
std::vector<std::string> shell(const image::Execution& config);

}  // namespace build
