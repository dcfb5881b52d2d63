// SPDX-License-Identifier: MIT
//
// From the words of config.json to those of the chapters.
#include "runtime/bundle.hpp"
#include "runtime/capabilities.hpp"
#include "runtime/namespaces.hpp"
#include "runtime/resources.hpp"
#include "seccomp/cache.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fmt/format.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace runtime {
namespace {

using container::Spec;

/// The directory, as the host sees it.
Path root_of(const Bundle& bundle) try {
    return sys::realpath(bundle.path / bundle.config.root);
} catch (const sys::SysError& e) {
    throw std::runtime_error{fmt::format("config.json: root.path: {}", e.what())};
}

/// Where the mount namespace is another's, the process goes there: mount_namespace.
void require_way_to_mounts(const oci::Config& config) {
    const auto fresh = new_namespaces(config);
    if ((fresh & CLONE_NEWUSER) && !(fresh & CLONE_NEWNS))
        throw std::runtime_error{
            "config.json: linux.namespaces: has a new user namespace and no new mount namespace: "
            "root in the one has no right to another's mounts"};
}

std::string own_hostname() {
    std::array<char, HOST_NAME_MAX + 1> name{};
    sys::check(::gethostname(name.data(), name.size() - 1), "gethostname");
    return name.data();
}

/// Chapter 04's "/" and its terminal. The rest are layers of more.hpp.
container::Filesystem filesystem_of(const oci::Config& config) {
    container::Filesystem filesystem;
    filesystem.terminal = config.process && config.process->terminal;
    return filesystem;
}

void take_process(const oci::Process& from, Spec& spec, std::vector<std::string>& warnings) {
    spec.process = from.process;
    spec.process.capabilities = possible_capabilities(from, warnings);
    if (from.umask) spec.process.umask = *from.umask;
    spec.resources.oom_score_adj = from.oom_score_adj;
}

void take_seccomp(const oci::Config& config, Spec& spec) {
    if (config.seccomp.empty()) return;
    seccomp::Circumstances here;
    here.caps = spec.process.capabilities.bounding;
    spec.seccomp = seccomp::prepare(config.seccomp, here);
    spec.seccomp->while_privileged = !spec.process.no_new_privileges;
}

}  // namespace

Spec spec_of(const Bundle& bundle, std::vector<std::string>& warnings) {
    const auto& config = bundle.config;
    require_way_to_mounts(config);
    Spec spec;
    spec.root.path = root_of(bundle);
    spec.overlay.none = true;
    spec.uts.hostname = config.hostname.value_or(own_hostname());
    spec.uts.domainname = config.domainname.value_or("");
    spec.filesystem = filesystem_of(config);
    spec.network.mode = container::Network::Mode::none;
    spec.network.files = false;
    // These two, and the rest as well, are for layers of chapter 11's own: more.hpp, resources.hpp.
    spec.resources.view = false;
    spec.resources.devices.clear();
    warn_of_ignored(config.resources, resources_of_config, warnings);
    if (new_namespaces(config) & CLONE_NEWUSER)
        spec.user_namespace = {config.uid_mappings, config.gid_mappings};
    if (config.process) take_process(*config.process, spec, warnings);
    take_seccomp(config, spec);
    return spec;
}

Spec spec_of_process(const oci::Config& config, std::vector<std::string>& warnings) {
    Spec spec;
    if (config.process) take_process(*config.process, spec, warnings);
    take_seccomp(config, spec);
    return spec;
}

}  // namespace runtime
