// SPDX-License-Identifier: MIT
#include "swapper.hpp"

#include <fcntl.h>
#include <stdio.h>

namespace runtime_test {

Swapper::Swapper(const support::Path& one, const support::Path& other)
    : thread_{[this, one, other] {
          while (!over_)
              if (::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) == 0)
                  ++count_;
      }} {}

Swapper::~Swapper() {
    over_ = true;
    thread_.join();
}

}  // namespace runtime_test
