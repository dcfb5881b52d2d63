// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace seccomp {

/// A value of a JSON text, and the way to it from the top: "syscalls[3].args[0].op".
///
/// Lives as long as the one it was reached from. What it throws begins with the way.
class Place {
public:
    explicit Place(const nlohmann::json& top) : value_{top} {}
    Place(const nlohmann::json& value, const Place* above, std::string_view key)
        : value_{value}, above_{above}, key_{key} {}
    Place(const nlohmann::json& value, const Place* above, std::size_t index)
        : value_{value}, above_{above}, index_{index} {}

    const nlohmann::json& value() const noexcept { return value_; }
    std::string path() const;
    [[noreturn]] void fail(const std::string& what) const;

    /// Calls `take` with the member, if there is one that is not null.
    template <typename Take>
    void member(std::string_view key, Take take) const {
        const auto found = value_.find(key);
        if (found != value_.end() && !found->is_null()) take(Place{*found, this, key});
    }
    /// Calls `take` with each element of a list.
    template <typename Take>
    void each(Take take) const {
        if (!value_.is_array()) fail("must be a list");
        std::size_t index = 0;
        for (const auto& element : value_) take(Place{element, this, index++});
    }
    /// Must be an object that has no other members than these, each of them possibly missing.
    void require_object(std::initializer_list<std::string_view> keys) const;

    const std::string& text() const;
    /// A whole number, `most` at most.
    std::uint64_t number(std::uint64_t most = UINT64_MAX) const;

private:
    const nlohmann::json& value_;
    const Place* above_ = nullptr;
    std::string_view key_ = {};
    std::size_t index_ = 0;
};

}  // namespace seccomp
