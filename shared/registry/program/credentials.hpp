// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace registry {

using Path = std::filesystem::path;

/// Who somebody is to a registry.
struct Credentials {
    std::string user, password;
    std::string identity_token = {};  ///< Instead of both, for registries that gave one out.
};

/// What is known for this repository of this registry: from docker's and podman's files, or the
/// helper programs that those name (docker-credential-*). containers-auth.json(5).
std::optional<Credentials> find_credentials(const std::string& registry,
                                            const std::string& repository);

/// Keeps them: where $REGISTRY_AUTH_FILE says, else in $DOCKER_CONFIG/config.json if there is one,
/// else in containers' auth.json. Only the user may read the file. Returns where they are now.
Path keep_credentials(const std::string& registry, const Credentials& credentials);

/// Forgets them, wherever they are. False if there were none.
bool forget_credentials(const std::string& registry);

/// The files that may hold credentials, the first to be asked first.
std::vector<Path> credential_files();
/// The one to write to.
Path credential_file();

/// What a registry may be called in such a file, the most exact name first.
std::vector<std::string> credential_names(const std::string& registry,
                                          const std::string& repository);

/// Runs docker-credential-NAME, which is told `input` and asked to `get`, `store` or `erase`: its
/// answer, or nothing if it has none.
std::optional<std::string> ask_helper(const std::string& name, const std::string& verb,
                                      const std::string& input);

}  // namespace registry
