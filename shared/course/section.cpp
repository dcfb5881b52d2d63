// SPDX-License-Identifier: MIT
#include "course/section.hpp"

#include <sstream>

namespace course {

std::string section(const std::string& heading, const std::string& text, const Paint& paint,
                    Lines lines) {
    constexpr std::size_t indent = 4;
    std::string result = "\n  " + paint.strong(heading) + "\n";
    if (lines == Lines::broken) return result + wrapped(text, indent);
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);)
        result += std::string(indent, ' ') + line + "\n";
    return result;
}

}  // namespace course
