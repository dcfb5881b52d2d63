// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

namespace probe {

/// A child that does `work` and then stays, so that it can be looked at from outside. Returns what
/// `work` did, or throws what it threw; a child that is killed at it is Refused, too.
/// `namespaces` are CLONE_NEW*, clone3(2).
std::string in_child(const std::function<std::string()>& work, unsigned long namespaces = 0);

/// A child that does `work` for as long as the tests want.
void stay(const std::function<void()>& work);

}  // namespace probe
