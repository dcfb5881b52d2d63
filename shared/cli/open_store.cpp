// SPDX-License-Identifier: MIT
#include "cli/store_option.hpp"

namespace cli {

image::Store open_store(const std::filesystem::path& root) {
    return image::Store{root.empty() ? image::Store::default_root() : root};
}

}  // namespace cli
