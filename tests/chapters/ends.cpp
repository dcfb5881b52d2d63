// SPDX-License-Identifier: MIT
#include "chapters/ends.hpp"

namespace support {

std::vector<End> ends(const std::string& directory) {
    return {{"true", 0},
            {"echo x > /x; exit 3", 3},
            {"sh -c 'kill -9 $$'; exit $?", 137},
            {"exec /bin/nothing", 127},
            {"mkdir -p " + directory + "; cd " + directory + "; sleep 100 & exit 4", 4}};
}

std::string killed(const std::string& run) {
    return "mark=/var/lib/workbook/containers/victim/changes/upper/mark; " + run +
           " --network none --name victim box /bin/sh -c 'echo > /mark; exec sleep 1000' & "
           "for i in $(seq 1000); do [ -e $mark ] && break; sleep 0.01; done; "
           "kill -9 $!; wait $! 2>/dev/null; [ -e $mark ] && echo killed";
}

}  // namespace support
