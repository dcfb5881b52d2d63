// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"

#include <string>

namespace cli {

/// "none", "bridge", "host", "pasta" or "container:NAME", as podman's --network has them.
void parse_network(const std::string& text, container::Network& network);

/// What a container gets whose command line says nothing: a bridge; for a user who may not make
/// one pasta or else, with a note on stderr, nothing but its loopback.
container::Network::Mode default_network_mode();

/// "[ADDRESS:]HOST:CONTAINER[/udp]"; an IPv6 address stands in brackets.
container::Port parse_port(const std::string& text);

/// "NAME:ADDRESS", for /etc/hosts.
container::HostEntry parse_host_entry(const std::string& text);

/// Throws unless `text` is an address that `option` can take: IPv4, or also IPv6.
std::string parse_address(const std::string& option, const std::string& text, bool ipv6);

/// "02:42:00:00:00:07", six bytes, not a group's.
std::string parse_mac_address(const std::string& text);

/// Throws if what was asked for does not go together.
void check_network(const container::Network& network);

}  // namespace cli
