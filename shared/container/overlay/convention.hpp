// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <sys/stat.h>

#include <string>

/// How the kernel's overlay writes "not here" into a directory: a character device 0:0 hides the
/// name below it, and an attribute "opaque" on a directory hides all that is below that. The
/// kernel's Documentation/filesystems/overlayfs.rst, "whiteouts and opaque directories".
namespace container::overlay {

/// What the attributes' names begin with: "trusted.overlay.", or "user.overlay." in a user
/// namespace, whose root may not set trusted ones.
const std::string& attribute_prefix();
/// What to tell overlay beside the directories: which attributes it is to use ("userxattr"), or
/// that what it writes must mean something without it, too ("redirect_dir=off,metacopy=off").
std::string other_options();

/// An attribute of that kind, which is overlay's own business and no file's.
bool is_attribute(const std::string& name);
/// The file is a whiteout.
bool is_whiteout(const struct stat& file);
/// The directory hides what is below it.
bool is_opaque(sys::BorrowedFd directory, const std::string& name);

}  // namespace container::overlay
