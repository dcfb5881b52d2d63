// SPDX-License-Identifier: MIT
#pragma once

#include "sys/error.hpp"

#include <filesystem>

namespace container::overlay {

using Path = std::filesystem::path;

/// Throws why overlay was not mounted with its changes in `changes`: in a user's words where the
/// kernel's own (EINVAL, and a line in dmesg) help nobody, else `error` as it is. On the host.
/// overlayfs.rst, "Upper and Lower".
[[noreturn]] void explain_refusal(const sys::SysError& error, const Path& changes);

}  // namespace container::overlay
