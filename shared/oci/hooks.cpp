// SPDX-License-Identifier: MIT
#include "oci/hooks.hpp"

namespace oci {

void take(const Reader& from, Hook& hook) {
    from.require("path", hook.path);
    require_absolute(from["path"]);
    from.read("args", hook.args);
    from.read("env", hook.env);
    if (const auto timeout = from["timeout"])
        hook.timeout = std::chrono::seconds{timeout.number(1, std::numeric_limits<int>::max())};
}

void take(const Reader& from, Hooks& hooks) {
    for (const auto& kind : kinds_of_hooks) from.read(kind.name, hooks.*kind.value);
}

}  // namespace oci
