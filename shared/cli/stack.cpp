// SPDX-License-Identifier: MIT
#include "cli/images.hpp"
#include "cli/store_option.hpp"
#include "cli/usage_error.hpp"
#include "cli/user_options.hpp"
#include "cli/verbs.hpp"
#include "image/changes.hpp"

#include <fmt/format.h>

namespace cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& text, bool can_pull) {
    if (text.find('/') != text.npos && fs::exists(text))
        throw UsageError{fmt::format("{}: is not a directory, and not an image", text)};
    throw UsageError{fmt::format(
        "{0}: there is neither a directory nor an image of that name; `images` lists "
        "the images, and {1} {0}",
        text, can_pull ? "a registry may have it: pull" : "`import` makes one: import DIRECTORY")};
}

std::shared_ptr<void> stack(container::Spec& spec, ImageOptions& options) {
    const auto store = open_store(options.root);
    std::optional<image::Image> image;
    auto& lower = spec.overlay.lower;
    if (fs::is_directory(spec.root.path)) {
        lower = {fs::canonical(spec.root.path)};
    } else {
        image = store.find(spec.root.path);
        if (!image) refuse(spec.root.path, options.can_pull);
        lower = store.unpack(*image);
        if (lower.empty()) lower = {store.empty_layer()};
    }
    spec.root.path = lower.back();
    auto changes = image::Changes::create(store, spec.name, image, lower, spec.overlay.keep);
    spec.name = changes.name();
    spec.overlay.changes = changes.directory();
    return std::make_shared<image::Changes>(std::move(changes));
}

void add_commands(CLI::App& app, Action& action) {
    for (const auto add : {add_images, add_import, add_load, add_rmi, add_history, add_inspect,
                           add_diff, add_commit, add_rm})
        add(app, action);
}

}  // namespace

const Images images{stack, add_commands, nullptr, false, &users};

}  // namespace cli
