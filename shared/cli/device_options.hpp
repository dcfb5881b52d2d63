// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"

#include <string>

/// The arguments of `--device` and `--device-cgroup-rule`. Each throws UsageError.
namespace cli {

/// HOST[:CONTAINER][:rwm]: adds the node, in place of a default one, and a rule that allows it.
void add_device(const std::string& text, container::Spec& spec);

/// "c 10:200 rwm", "b 8:* r", "a *:* rwm".
container::DeviceRule parse_device_rule(const std::string& text);

}  // namespace cli
