// SPDX-License-Identifier: MIT
#include "containerfile/source.hpp"
#include "containerfile/error.hpp"

#include <fmt/format.h>

#include <utility>

namespace containerfile {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

Source::Source(std::string name, std::string text)
    : name_{std::move(name)}, text_{std::move(text)} {
    if (text_.starts_with(byte_order_mark)) text_.erase(0, byte_order_mark.size());
    const bool is_large = text_.size() > max_size;
    if (is_large) text_.resize(max_line);  // enough to show where it begins
    cut();
    if (is_large)
        throw ParseError{*this, {}, "a Containerfile of more than 16 MiB: COPY the data instead"};
    for (std::size_t number = 1; number <= lines(); ++number) {
        const auto line = lines_[number - 1];
        if (line.size() > max_line)
            throw ParseError{
                *this, {number, 1}, "a line of more than 1 MiB: COPY the data instead"};
        if (const auto nul = line.find('\0'); nul != std::string_view::npos)
            throw ParseError{*this, {number, nul + 1}, "a NUL byte: this is not a text file"};
    }
}

void Source::cut() {
    for (std::string_view rest = text_; !rest.empty();) {
        const auto end = rest.find('\n');
        const auto size = end == std::string_view::npos ? rest.size() : end + 1;
        lines_.push_back(rest.substr(0, size));
        rest.remove_prefix(size);
    }
}

std::string_view Source::line(std::size_t number) const {
    auto line = whole_line(number);
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::string_view Source::whole_line(std::size_t number) const {
    return number >= 1 && number <= lines_.size() ? lines_[number - 1] : std::string_view{};
}

}  // namespace containerfile
