// SPDX-License-Identifier: MIT
#include "image/reference.hpp"

#include <fmt/format.h>

#include <regex>
#include <stdexcept>

namespace image {
namespace {

constexpr auto docker_hub = "docker.io";

/// The first part of a name is a host only if it looks like one: docker's rule.
bool is_host(const std::string& part) {
    return part.find_first_of(".:") != part.npos || part == "localhost";
}

[[noreturn]] void refuse(const std::string& text, const char* reason) {
    throw std::runtime_error{fmt::format("\"{}\" names no image: {}", text, reason)};
}

void check(const Reference& reference, const std::string& text) {
    constexpr std::size_t longest = 1000;  // std::regex would take a level of the stack for each
    if (text.size() > longest) refuse(text.substr(0, 100) + "...", "that is far too long");
    static const std::regex part{
        "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)"
        "[a-z0-9]+)*)*"};
    static const std::regex tag{"[A-Za-z0-9_][A-Za-z0-9._-]{0,127}"};
    static const std::regex host{
        "([A-Za-z0-9]+(-+[A-Za-z0-9]+)*)(\\.[A-Za-z0-9]+(-+[A-Za-z0-9]+)*)*(:[0-9]{1,5})?"
        "|\\[[0-9A-Fa-f:]+\\](:[0-9]{1,5})?"};
    if (reference.repository.size() > 255 || !std::regex_match(reference.repository, part))
        refuse(text, "lower-case letters, digits and single separators . _ - between slashes");
    if (!std::regex_match(reference.tag, tag))
        refuse(text, "after the colon come letters, digits, _ . and -, at most 128");
    if (!std::regex_match(reference.registry, host)) refuse(text, "the host is none");
}

}  // namespace

Reference Reference::parse(const std::string& text) {
    Reference reference;
    std::string rest = text;
    if (const auto at = rest.find('@'); at != rest.npos) {
        reference.digest = Digest::parse(rest.substr(at + 1));
        rest.resize(at);
    }
    reference.tag = "latest";
    if (const auto colon = rest.rfind(':');
        colon != rest.npos && rest.find('/', colon) == rest.npos) {
        reference.tag = rest.substr(colon + 1);
        rest.resize(colon);
    }
    reference.registry = docker_hub;
    const auto slash = rest.find('/');
    if (slash != rest.npos && is_host(rest.substr(0, slash))) {
        reference.registry = rest.substr(0, slash);
        rest.erase(0, slash + 1);
    }
    if (reference.registry == docker_hub && rest.find('/') == rest.npos) rest = "library/" + rest;
    reference.repository = rest;
    check(reference, text);
    return reference;
}

std::string Reference::familiar() const {
    std::string name = registry == docker_hub ? "" : registry + "/";
    name += registry == docker_hub && repository.starts_with("library/")
                ? repository.substr(std::string_view{"library/"}.size())
                : repository;
    return digest.empty() ? name + ":" + tag : name + "@" + digest.text();
}

std::string Reference::manifest() const {
    return digest.empty() ? tag : digest.text();
}

}  // namespace image
