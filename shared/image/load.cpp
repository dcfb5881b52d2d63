// SPDX-License-Identifier: MIT
#include "image/load.hpp"

#include "image/docker_archive.hpp"
#include "image/entry_path.hpp"
#include "image/inflater.hpp"
#include "image/reference.hpp"
#include "image/take.hpp"
#include "image/tar_reader.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>

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
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    const Path& path() const { return path_; }

private:
    Path path_;
};

/// Copies a blob and what it names, each checked against what named it.
void take(const Store& store, const Blobs& from, const Descriptor& descriptor) {
    if (!from.has(descriptor.digest))
        throw std::runtime_error{fmt::format("blob {} is missing", descriptor.digest.text())};
    if (store.blobs().has(descriptor.digest)) return;
    take_blob(from.open(descriptor.digest), store.blobs(), descriptor);
}

/// The manifest for this machine, with all that it names.
Descriptor take_image(const Store& store, const Blobs& from, const Descriptor& descriptor) {
    const auto text = from.read(descriptor);
    if (const auto manifests = parse_index(text)) {
        for (const auto& manifest : *manifests)
            if (Platform::host().fits(manifest.platform)) return take_image(store, from, manifest);
        throw std::runtime_error{
            fmt::format("the image is for other machines than {}", Platform::host().text())};
    }
    const auto manifest = parse_manifest(text);
    take(store, from, manifest.config);
    for (const auto& layer : manifest.layers) take(store, from, layer);
    take(store, from, descriptor);
    return descriptor;
}

/// Names it only when it is proved good.
std::string keep(const Store& store, const Descriptor& manifest, const std::string& name) {
    if (name.empty())
        throw std::runtime_error{"the image has no name of its own: give it one with --name"};
    const auto familiar = Reference::parse(name).familiar();
    store.unpack(store.open(manifest));
    store.index().set(familiar, manifest);
    return familiar;
}

std::vector<std::string> load_layout(const Store& store, const Path& layout,
                                     const std::string& name) {
    std::vector<std::string> names;
    for (const auto& manifest : read_layout(layout)) {
        const auto taken = take_image(store, Blobs{layout}, manifest);
        const auto own = Index::name_of(manifest);
        // A layout of one image often says just its tag.
        const bool full = own.find_first_of("/:") != own.npos;
        names.push_back(keep(store, taken,
                             name.empty()          ? own
                             : full || own.empty() ? name
                                                   : name + ":" + own));
    }
    return names;
}

/// Only files, and only under their own names: what else an archive holds is nobody's business.
void unpack_archive(const Path& archive, const Path& directory) {
    const auto file = sys::open(archive, O_RDONLY);
    Inflater inflater{file};
    TarReader reader{[&inflater] { return inflater.next(); }};
    for (TarEntry entry; reader.next(entry);) {
        const Path path = directory / entry_path(entry.path);
        if (S_ISLNK(entry.mode) && !fs::path{entry.target}.is_absolute()) {
            // docker save writes a layer that is there twice as a link to the first.
            const auto target =
                (entry_path(entry.path).parent_path() / entry.target).lexically_normal();
            fs::create_directories(path.parent_path());
            fs::create_hard_link(directory / entry_path(target), path);
        }
        if (!S_ISREG(entry.mode) || !entry.hard_link.empty()) continue;
        fs::create_directories(path.parent_path());
        const auto copy = sys::open(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0600);
        for (TarReader::Block block; reader.next(block);) sys::write_all(copy, block.bytes);
    }
}

}  // namespace

std::vector<std::string> load(const Store& store, const Path& path, const std::string& name) {
    if (fs::is_directory(path)) return load_layout(store, path, name);
    const Scratch scratch{store};
    unpack_archive(path, scratch.path());
    if (fs::exists(scratch.path() / "oci-layout")) return load_layout(store, scratch.path(), name);
    if (!fs::exists(scratch.path() / "manifest.json"))
        throw std::runtime_error{fmt::format(
            "{}: neither an OCI layout nor what `docker save` writes; a plain tar file of a root "
            "directory is for `import`",
            path.native())};
    std::vector<std::string> names;
    for (const auto& image : read_docker_archive(store, scratch.path()))
        for (const auto& own : image.names.empty() ? std::vector{name} : image.names)
            names.push_back(keep(store, image.manifest, own));
    return names;
}

}  // namespace image
