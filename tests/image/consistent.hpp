// SPDX-License-Identifier: MIT
#pragma once

#include "bench.hpp"

/// Requires that every blob of the store is what its name says, that every name leads to a whole
/// image whose layers are there, and that nothing is unfinished.
void check_consistent(const Bench& bench);
