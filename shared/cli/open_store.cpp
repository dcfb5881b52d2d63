// SPDX-License-Identifier: MIT
#include "cli/store_option.hpp"

#include "sys/error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <stdexcept>

namespace cli {

image::Store open_store(const std::filesystem::path& root) {
    if (!root.empty()) return image::Store{root};
    try {
        return image::Store{image::Store::default_root()};
    } catch (const sys::SysError& e) {
        if (e.error() != EACCES && e.error() != EPERM && e.error() != EROFS) throw;
        throw std::runtime_error{fmt::format(
            "{}: images cannot be kept there; --root DIR or XDG_DATA_HOME names another place",
            e.what())};
    }
}

}  // namespace cli
