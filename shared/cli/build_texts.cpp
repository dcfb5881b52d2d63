// SPDX-License-Identifier: MIT
#include "cli/build_texts.hpp"

#include "cli/network_options.hpp"
#include "cli/usage_error.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

namespace cli {

namespace fs = std::filesystem;
using build::Request;
using build::Secret;

void add_argument(Request& request, const std::string& text) {
    const auto end = text.find('=');
    const auto name = text.substr(0, end);
    if (name.empty()) throw UsageError{fmt::format("--build-arg {}: write NAME=VALUE", text)};
    if (end != text.npos)
        request.arguments[name] = text.substr(end + 1);
    else if (const char* value = std::getenv(name.c_str()))
        request.arguments[name] = value;
}

void add_label(Request& request, const std::string& text) {
    const auto end = text.find('=');
    if (end == 0) throw UsageError{fmt::format("--label {}: write NAME=VALUE", text)};
    request.labels[text.substr(0, end)] = end == text.npos ? "" : text.substr(end + 1);
}

void add_secret(Request& request, const std::string& text) {
    Secret secret;
    std::istringstream stream{text};
    for (std::string field; std::getline(stream, field, ',');) {
        const auto end = field.find('=');
        const auto key = field.substr(0, end);
        const auto value = end == field.npos ? "" : field.substr(end + 1);
        if (key == "id")
            secret.id = value;
        else if (key == "src" || key == "source")
            secret.file = value;
        else if (key == "env")
            secret.variable = value;
        else if (field != "type=file" && field != "type=env")
            throw UsageError{
                fmt::format("--secret {}: write id=NAME,src=FILE or id=NAME,env=VARIABLE", text)};
    }
    if (secret.id.empty()) throw UsageError{fmt::format("--secret {}: id=NAME is missing", text)};
    const bool says_where = !secret.file.empty() || !secret.variable.empty();
    if (!says_where && std::getenv(secret.id.c_str())) secret.variable = secret.id;
    if (secret.variable.empty() && secret.file.empty()) secret.file = secret.id;
    if (!secret.file.empty()) secret.file = fs::absolute(secret.file);
    request.secrets.push_back(secret);
}

void set_network(Request& request, const std::string& text) {
    container::Network network;
    if (text == "default") return;
    parse_network(text, network);
    if (network.mode == container::Network::Mode::container)
        throw UsageError{
            "--network: a build has a network of its own: none, host, bridge or pasta"};
    request.network = network.mode;
}

}  // namespace cli
