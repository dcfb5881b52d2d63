// SPDX-License-Identifier: MIT
#include "oci/document.hpp"

#include "oci/reader.hpp"
#include "oci/way.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace oci {
namespace {

using nlohmann::json;

constexpr std::size_t deepest = 64;  // config.json needs 7; what writes JSON is recursive

/// Is told by nlohmann's parser what it finds, and builds the value. The library's own builder
/// would let a second member of a name replace the first.
class Builder {
public:
    explicit Builder(std::string_view text) : text_{text} {}

    bool null() { return put(nullptr); }
    bool boolean(bool value) { return put(value); }
    bool number_integer(std::int64_t value) { return put(value); }
    bool number_unsigned(std::uint64_t value) { return put(value); }
    bool number_float(double value, const std::string&) { return put(value); }
    bool string(std::string& value) { return put(std::move(value)); }
    bool binary(json::binary_t& value) { return put(std::move(value)); }
    bool start_object(std::size_t) { return open(json::object()); }
    bool start_array(std::size_t) { return open(json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string& name) {
        const auto [member, is_new] = open_.back()->get_ref<json::object_t&>().try_emplace(name);
        slot_ = &member->second;
        if (!is_new) throw std::runtime_error{way_to(top_, slot_) + ": is there twice"};
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const json::exception& error) {
        const auto read = text_.substr(0, std::max<std::size_t>(position, 1) - 1);
        const auto line = 1 + std::count(read.begin(), read.end(), '\n');
        const auto column = read.size() - (read.rfind('\n') + 1) + 1;
        // The library's own words begin with its name for the error, and a place.
        const std::string_view what = error.what();
        const auto colon = what.find(": ");
        throw std::runtime_error{fmt::format("line {}, column {}: not JSON: {}", line, column,
                                             what.substr(colon == what.npos ? 0 : colon + 2))};
    }

    json take() { return std::move(top_); }

private:
    json& place() {
        if (open_.empty()) return top_;
        if (open_.back()->is_object()) return *slot_;
        return open_.back()->emplace_back();
    }

    bool put(json value) {
        place() = std::move(value);
        return true;
    }

    bool open(json value) {
        json& here = place();
        here = std::move(value);
        open_.push_back(&here);
        if (open_.size() > deepest)
            throw std::runtime_error{
                fmt::format("has more than {} lists and objects in each other", deepest)};
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    std::string_view text_;
    json top_;
    std::vector<json*> open_;  ///< Nothing is added to one before those after it are closed.
    json* slot_ = nullptr;     ///< Of the member whose name was read last.
};

}  // namespace

Document::Document(std::string_view text, std::string_view file) : file_{file} {
    Builder builder{text};
    try {
        json::sax_parse(text, &builder);
    } catch (const std::runtime_error& e) {
        throw std::runtime_error{fmt::format("{}: {}", file, e.what())};
    }
    top_ = std::make_unique<json>(builder.take());
}

Document::~Document() = default;

Reader Document::top() {
    return Reader{*this, top_.get(), nullptr, {}};
}

}  // namespace oci
