// SPDX-License-Identifier: MIT
#include "image/load.hpp"

#include "image/archive.hpp"
#include "image/docker_archive.hpp"
#include "image/reference.hpp"
#include "image/remove_tree.hpp"
#include "image/take.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fmt/format.h>

#include <map>
#include <stdexcept>

namespace image {
namespace {

namespace fs = std::filesystem;

/// A directory that goes when this does, or with a kill when the store is swept.
class Scratch {
public:
    explicit Scratch(const Store& store) : path_{sys::mkdtemp(store.root() / "new" / "load-")} {}
    Scratch(const Scratch&) = delete;
    ~Scratch() {
        try {
            remove_tree(path_);
        } catch (const std::exception&) {  // the next user of the store tries again
        }
    }
    const Path& path() const { return path_; }

private:
    Path path_;
};

/// Copies a blob, checked against what named it.
void take(const Store& store, const Blobs& from, const Descriptor& descriptor) {
    if (!store.blobs().has(descriptor.digest)) {
        take_blob(from.open(descriptor.digest), store.blobs(), descriptor);
        return;
    }
    const auto size = sys::fstat(store.blobs().open(descriptor.digest)).st_size;
    if (static_cast<std::uint64_t>(size) != descriptor.size)
        throw std::runtime_error{fmt::format("blob {}: has {} bytes and not {}, as announced",
                                             descriptor.digest.text(), size, descriptor.size)};
}

/// The manifest for this machine, with all that it names. An index may name indexes.
Descriptor take_image(const Store& store, const Blobs& from, const Descriptor& descriptor,
                      int depth = 0) {
    constexpr int deepest = 4;
    if (depth > deepest) throw std::runtime_error{"an index of indexes of indexes without end"};
    const auto text = from.read(descriptor);
    if (const auto manifests = parse_index(text))
        return take_image(store, from, choose_manifest(*manifests), depth + 1);
    const auto manifest = parse_manifest(text);
    take(store, from, manifest.config);
    for (const auto& layer : manifest.layers) take(store, from, layer);
    take(store, from, descriptor);
    return descriptor;
}

/// An image that has been proved good, and what it will be called.
struct Proved {
    std::string name;
    Descriptor manifest;
};

Proved prove(const Store& store, const Descriptor& manifest, const std::string& name) {
    if (name.empty())
        throw std::runtime_error{"the image has no name of its own: give it one with --name"};
    Proved proved{Reference::parse(name).familiar(), manifest};
    const auto image = store.open(manifest);
    const auto& platform = image.config.platform;
    if (!platform.architecture.empty() && !Platform::host().fits(platform))
        throw std::runtime_error{fmt::format("{}: is for {}, and this machine is {}", proved.name,
                                             platform.text(), Platform::host().text())};
    store.unpack(image);
    return proved;
}

/// What a layout's image is to be called: docker and buildkit note the whole name; and often there
/// is just the tag, for a name that was `given`.
std::string name_for(const Descriptor& manifest, const std::string& given) {
    const auto own = Index::name_of(manifest);
    const auto whole = manifest.annotations.find("io.containerd.image.name");
    if (given.empty()) return whole == manifest.annotations.end() ? own : whole->second;
    const bool tag = !own.empty() && own.find_first_of("/:@") == own.npos;
    const bool has_tag = given.find_first_of(":@", given.rfind('/') + 1) != given.npos;
    return tag && !has_tag ? given + ":" + own : given;
}

/// An image may be there once for each kind of machine, under one name.
std::vector<Proved> take_layout(const Store& store, const Path& layout, const std::string& given) {
    std::vector<std::string> names;
    std::map<std::string, std::vector<Descriptor>> images;
    for (const auto& manifest : read_layout(layout)) {
        const auto name = name_for(manifest, given);
        if (!images.contains(name)) names.push_back(name);
        images[name].push_back(manifest);
    }
    std::vector<Proved> proved;
    for (const auto& name : names)
        proved.push_back(
            prove(store, take_image(store, Blobs{layout}, choose_manifest(images[name])), name));
    return proved;
}

std::vector<Proved> take_docker_archive(const Store& store, const Path& directory,
                                        const std::string& given) {
    std::vector<Proved> proved;
    for (const auto& image : read_docker_archive(store, directory))
        for (const auto& name :
             given.empty() && !image.names.empty() ? image.names : std::vector{given})
            proved.push_back(prove(store, image.manifest, name));
    return proved;
}

std::vector<Proved> take_all(const Store& store, const Path& path, const std::string& given) {
    if (fs::is_directory(path)) return take_layout(store, path, given);
    const Scratch scratch{store};
    unpack_archive(path, scratch.path());
    if (fs::exists(scratch.path() / "oci-layout")) return take_layout(store, scratch.path(), given);
    if (fs::exists(scratch.path() / "manifest.json"))
        return take_docker_archive(store, scratch.path(), given);
    throw std::runtime_error{fmt::format(
        "{}: neither an OCI layout nor what `docker save` writes; a plain tar file of a root "
        "directory is for `import`",
        path.native())};
}

}  // namespace

std::vector<std::string> load(const Store& store, const Path& path, const std::string& name) try {
    store.expect_garbage();
    const auto images = take_all(store, path, name);  // all of them are good, or none is in
    if (images.empty()) throw std::runtime_error{path.native() + ": there is no image in it"};
    std::vector<std::string> names;
    for (const auto& image : images) {
        store.index().set(image.name, image.manifest);
        names.push_back(image.name);
    }
    store.tidy();
    return names;
} catch (...) {
    store.tidy();
    throw;
}

}  // namespace image
