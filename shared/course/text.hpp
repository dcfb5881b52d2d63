// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

/// Text for people: 80 columns, and colour where it is wanted.
namespace course {

/// `text` in lines of at most 80 columns, each after `indent` spaces. Its own line breaks stay; a
/// word that is too long stays whole. The first line goes on at column `at`, which has been
/// written.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t at = 0);

/// What a program said, fit to be shown: control characters spelt out, and the middle of very long
/// text left out.
std::string harmless(const std::string& text);

/// "1 check", "2 checks".
std::string count(std::size_t number, const std::string& noun);

/// Colours, if stdout is a terminal that has them and NO_COLOR (no-color.org) is not set.
class Paint {
public:
    explicit Paint(bool on) : on_{on} {}
    /// What suits stdout.
    static Paint of_stdout();

    bool is_on() const noexcept { return on_; }
    std::string good(std::string_view text) const { return in("32", text); }
    std::string bad(std::string_view text) const { return in("1;31", text); }
    std::string faint(std::string_view text) const { return in("2", text); }
    std::string strong(std::string_view text) const { return in("1", text); }

private:
    std::string in(std::string_view code, std::string_view text) const;
    bool on_;
};

}  // namespace course
