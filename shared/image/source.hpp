// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <cstddef>
#include <functional>

namespace image {

/// Gives the next bytes of a blob into `to`: `most`, or fewer at its end. Waits for those that are
/// still to come. May throw.
using Source = std::function<std::size_t(char* to, std::size_t most)>;

/// Reads a file from where its offset is.
Source read_from(sys::BorrowedFd file);
/// The same, and keeps it open.
Source read_from(sys::Fd file);

}  // namespace image
