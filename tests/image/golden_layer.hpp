// SPDX-License-Identifier: MIT
#pragma once

#include <string>

/// The entries of a layer that has one of everything a file can be, in each way of writing it that
/// tar has: ustar, pax and GNU. All below golden/.
std::string golden_layer();
