// SPDX-License-Identifier: MIT
#pragma once

#include <sys/resource.h>
#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// Chapter 08's part of what a container is to be: see spec.hpp, which includes it.
namespace container {

using Path = std::filesystem::path;

/// Whom a process acts as; `process.user` in config.json.
struct User {
    uid_t uid = 0;
    gid_t gid = 0;
    std::vector<gid_t> additional_gids = {};
};

/// What a process may do; `process.capabilities` in config.json. Names as in capabilities(7),
/// "CAP_CHOWN"; the sets are explained there, under "Thread capability sets".
struct Capabilities {
    std::vector<std::string> bounding = {};
    std::vector<std::string> effective = {};
    std::vector<std::string> inheritable = {};
    std::vector<std::string> permitted = {};
    std::vector<std::string> ambient = {};
};

/// How much of a thing a process may have; `process.rlimits[]` in config.json, setrlimit(2).
struct Rlimit {
    int type = RLIMIT_NOFILE;  ///< RLIMIT_*.
    rlim_t soft = RLIM_INFINITY;
    rlim_t hard = RLIM_INFINITY;
};

/// `size` ids in a row: those from `container_id` on, inside, are those from `host_id` on, outside;
/// `linux.uidMappings[]` in config.json, user_namespaces(7).
struct IdMapping {
    std::uint32_t container_id = 0;
    std::uint32_t host_id = 0;
    std::uint32_t size = 0;
};

/// A second place of a file or directory of the host: one that the container's root can reach, and
/// where, if `mapped`, the ids that are stored are taken for ids inside.
struct View {
    Path source;
    Path place;
    bool mapped = false;
    bool recursive = false;  ///< With all that is mounted below the source.
    bool required = false;   ///< If the ids cannot be mapped, there is no container.
};

/// The user namespace. With no mappings, it is the one that the runtime is in.
struct UserNamespace {
    std::vector<IdMapping> uid_mappings = {};
    std::vector<IdMapping> gid_mappings = {};
    std::vector<View> views = {};    ///< Below `users::views_of` the container's state.
    std::vector<View> devices = {};  ///< The same of device nodes, which are made there.
};

}  // namespace container
