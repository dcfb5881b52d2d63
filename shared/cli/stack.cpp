// SPDX-License-Identifier: MIT
#include "cli/stack.hpp"

#include "cli/store_option.hpp"
#include "cli/usage_error.hpp"

#include <fmt/format.h>

namespace cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& text) {
    if (text.find('/') != text.npos && fs::exists(text))
        throw UsageError{fmt::format("{}: is neither a directory nor an image", text)};
    throw UsageError{
        fmt::format("{0}: there is neither a directory nor an image of that name; `images` lists "
                    "the images, and `import` makes one: import DIRECTORY {0}",
                    text)};
}

}  // namespace

image::Changes stack(container::Spec& spec, const container::Path& root) {
    const auto store = open_store(root);
    std::optional<image::Image> image;
    auto& lower = spec.overlay.lower;
    if (fs::is_directory(spec.root.path)) {
        lower = {fs::canonical(spec.root.path)};
    } else {
        image = store.find(spec.root.path);
        if (!image) refuse(spec.root.path);
        lower = store.unpack(*image);
        if (lower.empty()) lower = {store.empty_layer()};
    }
    spec.root.path = lower.back();
    auto changes = image::Changes::create(store, spec.name, image, lower, spec.overlay.keep);
    spec.name = changes.name();
    spec.overlay.changes = changes.directory();
    return changes;
}

}  // namespace cli
