// SPDX-License-Identifier: MIT
#include "image/changes.hpp"
#include "image/remove_tree.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <nlohmann/json.hpp>
#include <set>

namespace image {
namespace {

namespace fs = std::filesystem;

/// What names lead to: file names of blobs and of layers.
struct Reachable {
    std::set<std::string> blobs, layers{"empty"};

    void add(const Store& store, const Descriptor& manifest) {
        blobs.insert(manifest.digest.hex());
        if (const auto others = parse_index(store.blobs().read(manifest))) {
            for (const auto& other : *others)
                if (store.blobs().has(other.digest)) add(store, other);
            return;
        }
        const auto image = store.open(manifest);
        blobs.insert(image.id().hex());
        for (const auto& layer : image.manifest.layers) blobs.insert(layer.digest.hex());
        for (const auto& chain_id : chain_ids(image.config.diff_ids)) layers.insert(chain_id.hex());
    }
};

/// Under another name first: a kill in between leaves no half of a layer.
void remove(const Path& path, const Path& aside) {
    fs::rename(path, aside);
    remove_tree(aside);
}

/// Forgets the steps of builds whose layers are gone. With the last that has one, the others are of
/// no use either, nor is what RUN --mount=type=cache has kept.
void forget_steps(const Store& store) {
    const auto steps = store.root() / "cache";
    if (!fs::exists(steps)) return;
    bool has_layer = false;
    for (const auto& step : fs::directory_iterator{steps}) {
        const auto text = sys::read_file(step.path());
        const auto record = nlohmann::json::parse(text, nullptr, false);
        if (!record.is_object() || !record.contains("layer")) continue;
        if (store.blobs().has(parse_descriptor(record["layer"]).digest))
            has_layer = true;
        else
            fs::remove(step.path());
    }
    if (has_layer) return;
    for (const auto& directory : {"cache", "mounts"})
        if (fs::exists(store.root() / directory))
            remove(store.root() / directory, store.root() / "new" / directory);
}

}  // namespace

void Store::expect_garbage() const {
    sys::open(root_ / "garbage", O_CREAT | O_WRONLY, 0600);
}

void Store::collect() const {
    expect_garbage();  // for the next one, if we cannot
    if (!be_alone()) return sys::flock(lock_, LOCK_SH);
    Reachable reachable;
    for (const auto& manifest : index_.all()) reachable.add(*this, manifest);
    for (const auto& container : Changes::all(*this))
        if (const auto image = container.image()) reachable.add(*this, *image);
    for (const auto& blob : fs::directory_iterator{blobs_.directory()})
        if (!reachable.blobs.contains(blob.path().filename())) fs::remove(blob.path());
    for (const auto& unfinished : fs::directory_iterator{root_ / "new"})
        fs::remove_all(unfinished.path());
    for (const auto& layer : fs::directory_iterator{root_ / "layers"})
        if (!reachable.layers.contains(layer.path().filename()))
            remove(layer.path(), root_ / "new" / layer.path().filename());
    unflushed_.discard_all_lost();
    forget_steps(*this);
    fs::remove(root_ / "garbage");
    sys::flock(lock_, LOCK_SH);
}

}  // namespace image
