// SPDX-License-Identifier: MIT
#include "runtime/log.hpp"

#include "runtime/clock.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <exception>
#include <nlohmann/json.hpp>
#include <string>

namespace runtime {
namespace {

constexpr std::array<std::string_view, 4> names{"error", "warning", "info", "debug"};

/// Another program's bytes may be in a message, and need not be UTF-8.
std::string quoted(std::string_view text) {
    using Json = nlohmann::json;
    return Json(std::string{text}).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string line(Log::Format format, Log::Level level, std::string_view message) {
    const auto name = names.at(static_cast<std::size_t>(level));
    if (format == Log::Format::json)
        return fmt::format("{{\"level\":\"{}\",\"msg\":{},\"time\":\"{}\"}}\n", name,
                           quoted(message), now());
    return fmt::format("time=\"{}\" level={} msg={}\n", now(), name, quoted(message));
}

}  // namespace

void Log::open(const std::filesystem::path& file, Format format) {
    file_ = sys::open(file, O_WRONLY | O_CREAT | O_APPEND, 0644);
    format_ = format;
}

void Log::write(Level level, std::string_view message) noexcept try {
    if (level > level_) return;
    if (file_)
        sys::write_all(file_, line(format_, level, message));
    else if (level != Level::error)  // those are said on stderr anyway
        std::fputs(
            fmt::format("{}: {}\n", names.at(static_cast<std::size_t>(level)), message).c_str(),
            stderr);
} catch (const std::exception&) {  // a full disk: the exit status still tells
}

}  // namespace runtime
