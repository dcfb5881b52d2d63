// SPDX-License-Identifier: MIT
#include "oci/version.hpp"

namespace oci {
namespace {

constexpr std::string_view digits = "0123456789";

/// Moves past a number without leading zeros.
bool number(std::string_view& rest) {
    const auto length = std::min(rest.find_first_not_of(digits), rest.size());
    if (length == 0 || (length > 1 && rest[0] == '0')) return false;
    rest.remove_prefix(length);
    return true;
}

bool point(std::string_view& rest) {
    if (!rest.starts_with('.')) return false;
    rest.remove_prefix(1);
    return true;
}

/// What may follow the three numbers: "-rc.1", "+dev".
bool is_suffix(std::string_view rest) {
    if (rest.empty()) return true;
    if (rest[0] != '-' && rest[0] != '+') return false;
    return rest.size() > 1 && rest.find_first_not_of(
                                  "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "-+.",
                                  1) == rest.npos;
}

bool is_version(std::string_view text) {
    return number(text) && point(text) && number(text) && point(text) && number(text) &&
           is_suffix(text);
}

}  // namespace

void require_version(const Reader& from) {
    const auto text = from.text();
    if (!is_version(text)) from.fail("is " + from.shown() + ": not a version, as in \"1.2.0\"");
    if (!text.starts_with("1.")) from.fail("is " + from.shown() + ": only 1.x is supported");
}

bool is_1_0(std::string_view version) {
    return version.starts_with("1.0.");
}

}  // namespace oci
