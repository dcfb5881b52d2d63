// SPDX-License-Identifier: MIT
#include "seccomp/place.hpp"

#include <algorithm>

namespace seccomp {

std::string Place::path() const {
    if (!above_) return "";
    const auto above = above_->path();
    if (key_.empty()) return fmt::format("{}[{}]", above, index_);
    return fmt::format("{}{}{}", above, above.empty() ? "" : ".", key_);
}

void Place::fail(const std::string& what) const {
    const auto way = path();
    throw std::runtime_error{way.empty() ? what : fmt::format("{}: {}", way, what)};
}

void Place::require_object(std::initializer_list<std::string_view> keys) const {
    if (!value_.is_object()) fail("must be an object, { ... }");
    for (const auto& member : value_.items()) {
        const auto& key = member.key();
        if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
        // What is passed over in silence might have been meant as a restriction.
        Place{member.value(), this, key}.fail("there is no such member here");
    }
}

const std::string& Place::text() const {
    if (!value_.is_string()) fail("must be a text, \"...\"");
    return value_.get_ref<const std::string&>();
}

std::uint64_t Place::number(std::uint64_t most) const {
    const bool fits = value_.is_number_unsigned() && value_.get<std::uint64_t>() <= most;
    if (!fits) fail(fmt::format("must be a whole number, 0 to {}", most));
    return value_.get<std::uint64_t>();
}

}  // namespace seccomp
