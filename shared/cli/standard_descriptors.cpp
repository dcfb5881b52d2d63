// SPDX-License-Identifier: MIT
#include "cli/standard_descriptors.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace cli {

void fill_standard_descriptors() noexcept {
    int fd = 0;
    do fd = ::open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0) ::close(fd);
}

}  // namespace cli
