// SPDX-License-Identifier: MIT
#include "oci/reader.hpp"

#include "oci/way.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace oci {
namespace {

using nlohmann::json;

const json* unless_null(const json& value) {
    return value.is_null() ? nullptr : &value;
}

}  // namespace

Reader Reader::operator[](std::string_view key) const {
    required();
    if (!value_->is_object()) fail("is not an object");
    const auto& members = value_->get_ref<const json::object_t&>();
    const auto found = members.find(key);
    const json* member = found == members.end() ? nullptr : unless_null(found->second);
    return {*document_, member, value_, key};
}

const Reader& Reader::required() const {
    if (!value_) fail("is missing");
    return *this;
}

std::size_t Reader::size() const {
    required();
    if (!value_->is_array()) fail("is not a list");
    return value_->size();
}

/// A null in a list is no lack of something: it is a value of a wrong type.
Reader Reader::element(std::size_t index) const {
    return {*document_, &(*value_)[index], value_, {}};
}

std::vector<std::string> Reader::names() const {
    required();
    if (!value_->is_object()) fail("is not an object");
    std::vector<std::string> all;
    for (const auto& [name, member] : value_->get_ref<const json::object_t&>()) all.push_back(name);
    return all;
}

bool Reader::boolean() const {
    if (!value_->is_boolean()) fail("is not true or false");
    return value_->get<bool>();
}

std::string Reader::text() const {
    if (!value_->is_string()) fail("is not a string");
    const auto& text = value_->get_ref<const std::string&>();
    if (text.find('\0') != text.npos) fail("has a NUL character in it");
    return text;
}

std::optional<std::int64_t> Reader::signed_number() const {
    if (value_->is_number_unsigned()) {
        const auto value = value_->get<std::uint64_t>();
        if (!std::in_range<std::int64_t>(value)) return std::nullopt;
        return static_cast<std::int64_t>(value);
    }
    if (!value_->is_number_integer()) return std::nullopt;
    return value_->get<std::int64_t>();
}

std::optional<std::uint64_t> Reader::unsigned_number() const {
    if (value_->is_number_unsigned()) return value_->get<std::uint64_t>();
    if (const auto value = signed_number(); value && *value >= 0)  // "-0" is a signed one
        return static_cast<std::uint64_t>(*value);
    return std::nullopt;
}

std::string Reader::shown() const {
    return in_one_line(*value_);
}

std::string Reader::line(std::string_view what) const {
    const auto& top = *document_->top_;
    const auto way = value_ ? way_to(top, value_) : way_to_member(way_to(top, above_), key_);
    return fmt::format("{}: {}{}{}", document_->file_, way, way.empty() ? "" : ": ", what);
}

void Reader::fail(std::string_view what) const {
    throw std::runtime_error{line(what)};
}

void Reader::warn(std::string_view what) const {
    document_->warnings_.push_back(line(what));
}

}  // namespace oci
