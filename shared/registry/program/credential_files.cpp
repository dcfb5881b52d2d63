// SPDX-License-Identifier: MIT
#include "registry/program/credentials.hpp"

#include <cstdlib>

namespace registry {
namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

constexpr auto docker_hub = "docker.io";

}  // namespace

std::vector<Path> credential_files() {
    if (const auto file = variable("REGISTRY_AUTH_FILE"); !file.empty()) return {file};
    std::vector<Path> files;
    const auto run = variable("XDG_RUNTIME_DIR"), config = variable("XDG_CONFIG_HOME");
    const Path home = variable("HOME");
    if (!run.empty()) files.push_back(Path{run} / "containers/auth.json");
    files.push_back((config.empty() ? home / ".config" : Path{config}) / "containers/auth.json");
    const auto docker = variable("DOCKER_CONFIG");
    files.push_back((docker.empty() ? home / ".docker" : Path{docker}) / "config.json");
    return files;
}

Path credential_file() {
    const auto files = credential_files();
    if (!variable("DOCKER_CONFIG").empty() && std::filesystem::exists(files.back()))
        return files.back();
    return files.front();
}

std::vector<std::string> credential_names(const std::string& registry,
                                          const std::string& repository) {
    std::vector<std::string> names;
    for (auto rest = repository; !rest.empty();) {  // podman has logins for a part of a registry
        names.push_back(registry + "/" + rest);
        const auto slash = rest.rfind('/');
        rest.resize(slash == std::string::npos ? 0 : slash);
    }
    const auto host = registry == docker_hub ? "index.docker.io" : registry;
    if (registry == docker_hub) names.push_back(registry);
    for (const char* form : {"", "/v1/", "/v2/", "/v1", "/v2"}) {
        if (*form == '\0') names.push_back(host);
        names.push_back(std::string{"https://"} + host + form);
    }
    return names;
}

}  // namespace registry
