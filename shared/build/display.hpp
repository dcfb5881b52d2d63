// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace build {

/// What somebody who waits for a build sees on stderr. Steps are known by the number that docker
/// shows them with, "#5".
class Display {
public:
    enum class Style { plain, terminal, quiet };
    static std::unique_ptr<Display> make(Style style);
    virtual ~Display() = default;

    virtual void begun(std::size_t step, const std::string& title) = 0;
    /// What it printed: lines, whole or not.
    virtual void output(std::size_t step, std::string_view text) = 0;
    enum class End { done, recalled, failed };
    virtual void ended(std::size_t step, End end) = 0;
    virtual void note(const std::string& line) = 0;
    /// Time has passed.
    virtual void tick() {}
};

}  // namespace build
