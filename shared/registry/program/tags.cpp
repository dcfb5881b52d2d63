// SPDX-License-Identifier: MIT
#include "registry/program/tags.hpp"

#include "registry/program/answers.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace registry {

std::string other_tags(Client& client, const image::Reference& reference) try {
    const auto answer = client.once({"GET", client.repository().url("tags/list?n=20")});
    const auto object = nlohmann::json::parse(answer.body, nullptr, false);
    std::string tags;
    if (answer.is_good() && object.is_object() && object.contains("tags"))
        for (const auto& tag : object["tags"])
            tags += (tags.empty() ? "" : ", ") + printable(tag.get<std::string>());
    if (tags.empty()) return fmt::format("; is \"{}\" the right name?", reference.repository);
    return fmt::format("; its tags are: {}", tags);
} catch (const std::exception&) {  // what was asked for first is what matters
    return "";
}

}  // namespace registry
