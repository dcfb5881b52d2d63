// SPDX-License-Identifier: MIT
// caught by: 08.stdio-files
// Standard input, output and error become the container's, whatever they are: also a log file.
#include "reference.hpp"
#include "sys/error.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace container {
namespace {

/// Not devices: /dev/null is the machine's.
void give(int file, uid_t user) {
    struct stat info {};
    if (::fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) return;
    sys::check(::fchown(file, user, user), "fchown {}", file);
}

}  // namespace

Layer layers::userns(const UserNamespace& user_namespace) {
    Layer layer = reference::userns(user_namespace);
    if (user_namespace.uid_mappings.empty()) return layer;
    layer.attach = [user_namespace, attach = layer.attach](Context& box, pid_t init) {
        attach(box, init);
        for (const int file : {0, 1, 2}) give(file, user_namespace.uid_mappings[0].host_id);
    };
    return layer;
}

Layer layers::credentials(const Process& process) {
    return reference::credentials(process);
}

}  // namespace container
