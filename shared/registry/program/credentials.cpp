// SPDX-License-Identifier: MIT
#include "registry/program/credentials.hpp"

#include "registry/program/base64.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace registry {
namespace {

using nlohmann::json;

/// An empty object if there is no such file. What is in it is never shown.
json read(const Path& file) try {
    if (::access(file.c_str(), F_OK) != 0) return json::object();
    auto object = json::parse(sys::read_file(file));
    if (object.is_object()) return object;
    throw std::runtime_error{fmt::format("{}: is no JSON object", file.native())};
} catch (const json::exception&) {
    throw std::runtime_error{fmt::format("{}: is not JSON", file.native())};
}

/// Flushed before it gets its name; nobody else can read it, not even for a moment.
void write(const Path& file, const json& object) {
    sys::make_directories(file.parent_path(), 0700);
    auto name = file.native() + ".XXXXXX";  // mkostemp(3) makes it 0600
    const sys::Fd unfinished{sys::check(::mkostemp(name.data(), O_CLOEXEC), "mkostemp {}", name)};
    try {
        sys::write_all(unfinished, object.dump(1, '\t') + "\n");
        sys::check(::fsync(unfinished.get()), "fsync {}", name);
        std::filesystem::rename(name, file);
    } catch (...) {
        ::unlink(name.c_str());
        throw;
    }
}

/// What docker calls the registry when it speaks with its helper programs.
std::string canonical(const std::string& registry) {
    return registry == "docker.io" ? "https://index.docker.io/v1/" : registry;
}

/// The helper program that the file has for this name; "" if none.
std::string helper(const json& object, const std::string& name) {
    if (object.contains("credHelpers") && object["credHelpers"].contains(name))
        return object["credHelpers"][name];
    return object.value("credsStore", "");
}

std::optional<Credentials> from_helper(const std::string& helper, const std::string& name) {
    const auto answer = ask_helper(helper, "get", name);
    if (!answer) return std::nullopt;
    const auto object = json::parse(*answer, nullptr, false);
    if (!object.is_object()) return std::nullopt;
    const auto user = object.value("Username", ""), secret = object.value("Secret", "");
    if (user == "<token>") return Credentials{"", "", secret};
    return Credentials{user, secret};
}

std::optional<Credentials> from_entry(const json& entry, const Path& file) try {
    if (const auto token = entry.value("identitytoken", ""); !token.empty())
        return Credentials{"", "", token};
    const auto pair = from_base64(entry.value("auth", ""));
    const auto colon = pair.find(':');
    if (colon == std::string::npos) return std::nullopt;
    return Credentials{pair.substr(0, colon), pair.substr(colon + 1)};
} catch (const std::exception&) {
    throw std::runtime_error{fmt::format("{}: a login in it cannot be read", file.native())};
}

std::optional<Credentials> find(const Path& file, const std::string& registry,
                                const std::string& repository) {
    const auto object = read(file);
    const auto name = canonical(registry);
    if (const auto program = helper(object, name); !program.empty())
        if (auto found = from_helper(program, name)) return found;
    const auto auths = object.value("auths", json::object());
    for (const auto& form : credential_names(registry, repository))
        if (auths.contains(form))
            if (auto found = from_entry(auths[form], file)) return found;
    return std::nullopt;
}

}  // namespace

std::optional<Credentials> find_credentials(const std::string& registry,
                                            const std::string& repository) {
    for (const auto& file : credential_files())
        if (auto found = find(file, registry, repository)) return found;
    return std::nullopt;
}

Path keep_credentials(const std::string& registry, const Credentials& credentials) {
    const auto file = credential_file();
    auto object = read(file);
    const auto name = file.filename() == "config.json" ? canonical(registry) : registry;
    if (const auto program = helper(object, name); !program.empty()) {
        const json entry{
            {"ServerURL", name}, {"Username", credentials.user}, {"Secret", credentials.password}};
        if (!ask_helper(program, "store", entry.dump()))
            throw std::runtime_error{
                fmt::format("docker-credential-{} did not take the password", program)};
        object["auths"][name] = json::object();
    } else {
        object["auths"][name] = {
            {"auth", to_base64(credentials.user + ":" + credentials.password)}};
    }
    write(file, object);
    return file;
}

bool forget_credentials(const std::string& registry) {
    bool found = false;
    for (const auto& file : credential_files()) {
        auto object = read(file);
        const auto name = canonical(registry);
        if (const auto program = helper(object, name); !program.empty())
            found |= ask_helper(program, "get", name) && ask_helper(program, "erase", name);
        bool changed = false;
        for (const auto& form : credential_names(registry, ""))
            if (object.contains("auths")) changed |= object["auths"].erase(form) > 0;
        if (changed) write(file, object);
        found |= changed;
    }
    return found;
}

}  // namespace registry
