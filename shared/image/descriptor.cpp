// SPDX-License-Identifier: MIT
#include "image/descriptor.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace image {
namespace {

using nlohmann::json;

Platform parse_platform(const json& platform) {
    return {platform.value("os", ""), platform.value("architecture", ""),
            platform.value("variant", "")};
}

}  // namespace

Platform Platform::host() {
    utsname names{};
    ::uname(&names);
    const std::string machine = names.machine;
    if (machine == "x86_64") return {"linux", "amd64"};
    if (machine == "aarch64") return {"linux", "arm64"};
    if (machine == "i686") return {"linux", "386"};
    return {"linux", machine};  // riscv64, s390x, ppc64le: both say the same
}

Platform Platform::parse(const std::string& text) {
    const auto first = text.find('/');
    const auto second = first == text.npos ? text.npos : text.find('/', first + 1);
    if (first == text.npos || first == 0 || first + 1 == text.size())
        throw std::runtime_error{
            fmt::format("\"{}\": not a platform; write OS/ARCHITECTURE, as in linux/arm64", text)};
    Platform platform{text.substr(0, first), text.substr(first + 1, second - first - 1)};
    if (second != text.npos) platform.variant = text.substr(second + 1);
    return platform;
}

std::string Platform::text() const {
    return os + "/" + architecture + (variant.empty() ? "" : "/" + variant);
}

bool Platform::fits(const Platform& other) const {
    return os == other.os && architecture == other.architecture &&
           (variant.empty() || other.variant.empty() || variant == other.variant);
}

Descriptor parse_descriptor(const json& object) try {
    Descriptor descriptor;
    descriptor.media_type = object.value("mediaType", "");
    descriptor.digest = Digest::parse(object.at("digest").get<std::string>());
    const auto& size = object.at("size");
    if (!size.is_number_unsigned())
        throw std::runtime_error{"a descriptor is not as it should be: its size is no number"};
    descriptor.size = size.get<std::uint64_t>();
    if (object.contains("annotations"))
        descriptor.annotations = object["annotations"].get<std::map<std::string, std::string>>();
    if (object.contains("platform")) descriptor.platform = parse_platform(object["platform"]);
    return descriptor;
} catch (const json::exception& e) {
    throw std::runtime_error{fmt::format("a descriptor is not as it should be: {}", e.what())};
}

json to_json(const Descriptor& descriptor) {
    json object{{"mediaType", descriptor.media_type},
                {"digest", descriptor.digest.text()},
                {"size", descriptor.size}};
    if (!descriptor.annotations.empty()) object["annotations"] = descriptor.annotations;
    if (const auto& platform = descriptor.platform; !platform.architecture.empty()) {
        object["platform"] = {{"os", platform.os}, {"architecture", platform.architecture}};
        if (!platform.variant.empty()) object["platform"]["variant"] = platform.variant;
    }
    return object;
}

}  // namespace image
