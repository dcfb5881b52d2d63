// SPDX-License-Identifier: MIT
#pragma once

namespace runtime {

/// Throws unless the caller has so many descriptors open from 3 on: one of ours would be taken for
/// the one that is missing.
void require_open(unsigned preserved);

/// Closes all others that the caller has left open: a container that waits at its gate would hold
/// them, and whatever they lead to (CVE-2024-21626). They are told from ours by their not being
/// close-on-exec.
void close_others(unsigned preserved);

}  // namespace runtime
