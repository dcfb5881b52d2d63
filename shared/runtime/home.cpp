// SPDX-License-Identifier: MIT
#include "container/passwd.hpp"
#include "runtime/more.hpp"

#include <algorithm>

namespace runtime {

container::Layer home(const oci::Process& process) {
    container::Layer layer{"home"};
    const auto& given = process.process.env;
    if (std::any_of(given.begin(), given.end(),
                    [](const auto& variable) { return variable.starts_with("HOME="); }))
        return layer;
    // Inside: the file may be a mount, and its symlinks are the container's.
    layer.inside = [user = process.process.user.uid](container::Context& box) {
        const auto found = container::find_user("/etc/passwd", user);
        box.env.push_back("HOME=" + (found ? found->home : "/"));
    };
    return layer;
}

}  // namespace runtime
