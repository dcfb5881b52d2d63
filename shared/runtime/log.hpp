// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <filesystem>
#include <string_view>

namespace runtime {

/// Where a command says what went wrong: `--log FILE`, which its caller reads, as lines of text or
/// a JSON object each. podman and containerd show their users the last one of level error.
class Log {
public:
    enum class Format { text, json };
    enum class Level { error, warning, info, debug };

    /// Opens the file, to append. No file: warnings go to stderr, and the rest nowhere.
    void open(const std::filesystem::path& file, Format format);
    void set_level(Level level) noexcept { level_ = level; }

    void error(std::string_view message) noexcept { write(Level::error, message); }
    void warn(std::string_view message) noexcept { write(Level::warning, message); }
    void debug(std::string_view message) noexcept { write(Level::debug, message); }

private:
    void write(Level level, std::string_view message) noexcept;

    sys::Fd file_;
    Format format_ = Format::text;
    Level level_ = Level::info;
};

}  // namespace runtime
