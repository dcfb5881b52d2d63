// SPDX-License-Identifier: MIT
#include "actor.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <cstdio>
#include <stdexcept>

namespace machine {

Actor::Actor(const support::Words& options) {
    const auto socket = directory_.path() / "ask";
    const auto listener = support::listen_at(socket);
    support::Stage::Setup setup;
    setup.program = {support::build_directory() / "rootfs/bin/probe", "serve", socket};
    setup.env = {support::caller_path};
    setup.options = options;
    stage_ = std::make_unique<support::Stage>(setup);
    stage_->start();
    pollfd watched{listener.get(), POLLIN, 0};
    if (::poll(&watched, 1, static_cast<int>(support::patience().count())) <= 0)
        throw std::runtime_error{"no probe on the stage"};
    probe_.emplace(support::accept_probe(listener));
}

support::Path Actor::path(const std::string& on_stage) const {
    return fmt::format("/proc/{}/root{}", stage_->first(), on_stage);
}

void Actor::in_network(const support::Words& command) const {
    support::Words words = {"nsenter", fmt::format("--net=/proc/{}/ns/net", stage_->first())};
    words.insert(words.end(), command.begin(), command.end());
    const auto finished = support::run_tool(words);
    if (finished.exit_status != 0)
        throw std::runtime_error{support::command_line(command) + ": " + finished.output};
}

bool skipped_because(const std::string& reason) {
    if (!reason.empty()) std::printf("skipped: %s\n", reason.c_str());
    return !reason.empty();
}

}  // namespace machine
