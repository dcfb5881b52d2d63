// SPDX-License-Identifier: MIT
#include "oci/features.hpp"

#include "container/users/capabilities.hpp"
#include "oci/hooks.hpp"
#include "oci/lsm.hpp"
#include "oci/mount_options.hpp"
#include "oci/namespaces.hpp"
#include "oci/version.hpp"
#include "seccomp/names.hpp"
#include "sys/seccomp.hpp"

#include <fmt/format.h>
#include <seccomp.h>

#include <nlohmann/json.hpp>

namespace oci {
namespace {

using Json = nlohmann::ordered_json;

template <typename Table>
Json names(const Table& table) {
    Json list = Json::array();
    for (const auto& word : table) list.push_back(word.name);
    return list;
}

/// Those of libseccomp(3) that a container may have been built for, as far as this one knows them.
Json architectures() {
    Json list = Json::array();
    for (const char* name :
         {"aarch64",   "arm",    "loongarch64", "m68k",        "mips",   "mips64",
          "mips64n32", "mipsel", "mipsel64",    "mipsel64n32", "parisc", "parisc64",
          "ppc",       "ppc64",  "ppc64le",     "riscv64",     "s390",   "s390x",
          "sheb",      "sh",     "x32",         "x86",         "x86_64"})
        if (::seccomp_arch_resolve_name(name) != 0)
            list.push_back(seccomp::architecture_name(name));
    return list;
}

Json supported_flags() {
    Json list = Json::array();
    for (const auto& flag : seccomp::filter_flags)
        if (sys::seccomp_knows_flag(flag.value)) list.push_back(flag.name);
    return list;
}

Json seccomp_section() {
    return {
        {"enabled", true},
        {"actions", names(seccomp::actions)},
        {"operators", names(seccomp::operators)},
        {"archs", architectures()},
        {"knownFlags", names(seccomp::filter_flags)},
        {"supportedFlags", supported_flags()},
    };
}

Json linux_section() {
    const Json yes{{"enabled", true}};
    return {
        {"namespaces", names(kinds_of_namespaces)},
        {"capabilities", container::users::known_capabilities()},
        {"cgroup",
         {{"v1", true}, {"v2", true}, {"systemd", false}, {"systemdUser", false}, {"rdma", true}}},
        {"seccomp", seccomp_section()},
        {"apparmor", {{"enabled", has_apparmor()}}},
        {"selinux", {{"enabled", has_selinux()}}},
        {"intelRdt", {{"enabled", false}}},
        {"mountExtensions", {{"idmap", yes}}},
        {"netDevices", yes},
    };
}

Json annotations() {
    const scmp_version* const library = ::seccomp_version();
    return {{"io.github.seccomp.libseccomp.version",
             fmt::format("{}.{}.{}", library->major, library->minor, library->micro)}};
}

}  // namespace

std::string features() {
    const Json document{
        {"ociVersionMin", first_version}, {"ociVersionMax", last_version},
        {"hooks", names(kinds_of_hooks)}, {"mountOptions", known_mount_options()},
        {"linux", linux_section()},       {"annotations", annotations()},
    };
    return document.dump(4) + "\n";
}

}  // namespace oci
