// SPDX-License-Identifier: MIT
#include "cli/store_option.hpp"
#include "cli/verbs.hpp"
#include "image/changes.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <stdexcept>

namespace cli {
namespace {

namespace fs = std::filesystem;

/// A name to be removed, and the manifest that it leads to.
struct Name {
    std::string text;
    image::Digest manifest;
};

/// A broken image has names, too: it is not opened unless it must be.
image::Digest manifest_of(const image::Store& store, const image::Descriptor& named) {
    try {
        return store.open(named).descriptor.digest;
    } catch (const std::runtime_error&) {
        return named.digest;
    }
}

std::vector<Name> all_names(const image::Store& store) {
    std::vector<Name> names;
    for (const auto& named : store.index().all())
        names.push_back({image::Index::name_of(named), manifest_of(store, named)});
    return names;
}

/// What was typed is a name, or the beginning of an id that has one name.
Name find(const image::Store& store, const std::vector<Name>& names, const std::string& text) {
    for (const auto& name : names)
        if (name.text == text || name.text == text + ":latest") return name;
    const auto image = store.get(text);
    for (const auto& name : names)
        if (name.manifest == image.descriptor.digest && name.text != image.name)
            throw std::runtime_error{fmt::format("{}: has several names, as {} and {}: say which",
                                                 text, image.name, name.text)};
    return {image.name, image.descriptor.digest};
}

/// Another name may still lead to the image; the last one is needed as long as a container is.
void require_unused(const image::Store& store, const Name& name, const std::vector<Name>& kept) {
    for (const auto& other : kept)
        if (other.manifest == name.manifest) return;
    for (const auto& changes : image::Changes::all(store)) {
        const auto used = changes.image();
        if (!used || used->digest != name.manifest) continue;
        const char* why = changes.is_owned()  ? "runs on it: end that one first"
                          : changes.is_kept() ? "was kept of it: `rm` that one first"
                                              : "was killed: the next `run` clears it away";
        if (!changes.image()) continue;  // it has ended since, and nothing of that was true
        throw std::runtime_error{
            fmt::format("{}: the container {} {}", name.text, changes.name(), why)};
    }
}

int rmi(const fs::path& root, const std::vector<std::string>& texts) {
    const auto store = open_store(root);
    auto kept = all_names(store);
    std::vector<Name> removed;
    for (const auto& text : texts) removed.push_back(find(store, kept, text));
    for (const auto& name : removed)
        std::erase_if(kept, [&name](const Name& other) { return other.text == name.text; });
    for (const auto& name : removed) require_unused(store, name, kept);
    for (const auto& name : removed) {
        store.index().remove(name.text);
        std::puts(name.text.c_str());
    }
    store.tidy();
    return 0;
}

}  // namespace

void add_rmi(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("rmi", "remove images");
    const auto root = std::make_shared<fs::path>();
    const auto names = std::make_shared<std::vector<std::string>>();
    add_store_option(command, *root);
    command.add_option("IMAGE", *names, "names or ids")->required();
    command.callback(
        [&action, root, names] { action = [=](Pipeline) { return rmi(*root, *names); }; });
}

}  // namespace cli
