// SPDX-License-Identifier: MIT
#pragma once

#include "oci/document.hpp"

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oci {

/// A value in a Document, or the lack of one: Go writes null for what is not there.
///
/// What it throws is one line, and says where: "config.json: process.args[1]: is not a string".
/// A struct is read by a `take` of its own, as those below read what is no struct.
class Reader {
public:
    Reader(Document& document, const nlohmann::json* value, const nlohmann::json* above,
           std::string_view key)
        : document_{&document}, value_{value}, above_{above}, key_{key} {}

    explicit operator bool() const noexcept { return value_ != nullptr; }
    /// A member; this must be an object.
    Reader operator[](std::string_view key) const;
    /// If the member is there, it is read; if not, `value` stays as it is.
    template <typename Value>
    void read(std::string_view key, Value& value) const {
        if (const Reader member = (*this)[key]) take(member, value);
    }
    /// The same of one that must be there.
    template <typename Value>
    void require(std::string_view key, Value& value) const {
        take((*this)[key].required(), value);
    }
    const Reader& required() const;

    /// Calls `use` with each element, or with each member and its name.
    template <typename Use>
    void each(Use use) const {
        for (std::size_t index = 0, count = size(); index < count; ++index) use(element(index));
    }
    template <typename Use>
    void each_member(Use use) const {
        for (const auto& name : names())
            if (const Reader member = (*this)[name]) use(name, member);
    }

    bool boolean() const;
    std::string text() const;  ///< Without a NUL: no system call takes such a one.
    template <std::integral Number>
    Number number() const;
    /// From `least` to `most`, both included.
    template <std::integral Number>
    Number number(Number least, Number most) const;
    /// As JSON, in one line.
    std::string shown() const;

    [[noreturn]] void fail(std::string_view what) const;
    void warn(std::string_view what) const;

private:
    std::string line(std::string_view what) const;
    std::size_t size() const;
    Reader element(std::size_t index) const;
    std::vector<std::string> names() const;
    std::optional<std::int64_t> signed_number() const;
    std::optional<std::uint64_t> unsigned_number() const;

    Document* document_;
    const nlohmann::json* value_;
    const nlohmann::json* above_;  ///< If it is not there: the object that could have it,
    std::string_view key_;         ///< and under which name.
};

template <std::integral Number>
Number Reader::number(Number least, Number most) const {
    const auto value = [this] {
        if constexpr (std::is_signed_v<Number>)
            return signed_number();
        else
            return unsigned_number();
    }();
    if (value && *value >= least && *value <= most) return static_cast<Number>(*value);
    fail("is not an integer from " + std::to_string(least) + " to " + std::to_string(most));
}

template <std::integral Number>
Number Reader::number() const {
    using Limits = std::numeric_limits<Number>;
    if constexpr (std::is_signed_v<Number>) {
        const auto value = signed_number();
        if (value && std::in_range<Number>(*value)) return static_cast<Number>(*value);
    } else {
        const auto value = unsigned_number();
        if (value && std::in_range<Number>(*value)) return static_cast<Number>(*value);
    }
    constexpr int bits = Limits::digits + (std::is_signed_v<Number> ? 1 : 0);
    fail((std::is_signed_v<Number> ? "is not an integer of " : "is not an unsigned integer of ") +
         std::to_string(bits) + " bits");
}

inline void take(const Reader& from, bool& value) {
    value = from.boolean();
}
inline void take(const Reader& from, std::string& value) {
    value = from.text();
}
inline void take(const Reader& from, std::filesystem::path& value) {
    value = from.text();
}
template <std::integral Number>
void take(const Reader& from, Number& value) {
    value = from.number<Number>();
}
template <typename Value>
void take(const Reader& from, std::optional<Value>& value) {
    take(from, value.emplace());
}
template <typename Value>
void take(const Reader& from, std::vector<Value>& values) {
    from.each([&](const Reader& element) { take(element, values.emplace_back()); });
}
template <typename Value>
void take(const Reader& from, std::map<std::string, Value>& values) {
    from.each_member(
        [&](const std::string& name, const Reader& member) { take(member, values[name]); });
}

}  // namespace oci
