// SPDX-License-Identifier: MIT
#include "runtime/cgroup_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace runtime {
namespace {

/// slice:prefix:name is what callers write who have systemd make their groups.
bool is_systemds(const std::string& path) {
    return path.find('/') == path.npos && std::count(path.begin(), path.end(), ':') == 2;
}

[[noreturn]] void refuse(const std::string& path, const char* reason) {
    throw std::runtime_error{
        fmt::format("config.json: linux.cgroupsPath: \"{}\" {}", path, reason)};
}

}  // namespace

std::string cgroup_path(const oci::Config& config, const std::string& id) {
    const auto& said = config.cgroups_path;
    if (said.empty()) return "chapter11-" + id;
    if (is_systemds(said))
        refuse(said,
               "is slice:prefix:name, as systemd takes it: this runtime makes its cgroups itself, "
               "and needs a path");
    if (said.find('\n') != said.npos) refuse(said, "has a line in it that ends, and no cgroup has");
    // Below "/", so that ".." leads nowhere else.
    const auto whole = (oci::Path{"/"} / said).lexically_normal();
    const auto below = (whole / "").parent_path().relative_path();
    if (below.empty()) refuse(said, "is the root, which is no group of a container's own");
    return said.front() == '/' ? "/" + below.native() : below.native();
}

}  // namespace runtime
