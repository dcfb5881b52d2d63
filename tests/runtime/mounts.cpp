// SPDX-License-Identifier: MIT
#include "mounts.hpp"

namespace runtime_test {

Json tmpfs(const std::string& destination, const std::vector<std::string>& options) {
    return {{"destination", destination}, {"type", "tmpfs"}, {"source", "x"}, {"options", options}};
}

Json bind_mount(const std::string& source, const std::string& destination,
                const std::vector<std::string>& options) {
    return {
        {"destination", destination}, {"type", "bind"}, {"source", source}, {"options", options}};
}

}  // namespace runtime_test
