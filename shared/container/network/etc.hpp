// SPDX-License-Identifier: MIT
#pragma once

#include "container/layer.hpp"
#include "container/network/leases.hpp"
#include "container/spec.hpp"

#include <array>
#include <optional>

/// The files by which programs find names: /etc/hosts, hosts(5), /etc/hostname, hostname(5), and
/// /etc/resolv.conf, resolv.conf(5). They are made for each container in its state directory and
/// mounted over those of the rootfs, so that neither these nor the host's are ever written to.
namespace container::network {

/// Below /etc.
inline constexpr std::array etc_files = {"hosts", "hostname", "resolv.conf"};

/// Makes the files. Runs on the host.
void write_etc(const State& state, const Network& network, const std::optional<Lease>& lease);

/// Mounts the files of `owner`: of the container itself, or of the one whose network it shares.
/// Runs inside, in the build moment, after the mount layer.
void mount_etc(const Rootfs& rootfs, const State& owner);

}  // namespace container::network
