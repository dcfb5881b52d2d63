// SPDX-License-Identifier: MIT
// All that is in the image `scratch`, and the program of `distroless`: one program. It asks the
// kernel its name, which no image brings.
#include <sys/utsname.h>

#include <cstdio>

int main() {
    utsname kernel{};
    if (::uname(&kernel) != 0) {
        std::perror("uname");
        return 1;
    }
    std::printf("Hello. This image has no kernel, and runs on %s %s.\n", kernel.sysname,
                kernel.release);
}
