// SPDX-License-Identifier: MIT
#pragma once

namespace cli {

/// Opens /dev/null for each of stdin, stdout and stderr that the caller has closed; or else the
/// next file that we open would become one of the program's. To be called before anything is
/// opened.
void fill_standard_descriptors() noexcept;

}  // namespace cli
