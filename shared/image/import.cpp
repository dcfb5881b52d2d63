// SPDX-License-Identifier: MIT
#include "image/inflater.hpp"
#include "image/load.hpp"
#include "image/pack.hpp"
#include "image/reference.hpp"
#include "image/take.hpp"
#include "image/times.hpp"
#include "sys/file.hpp"

#include <fcntl.h>

namespace image {
namespace {

/// The file as it is, compressed or not.
Packed take_tar(const Store& store, const Path& file) {
    Packed packed{take_blob(sys::open(file, O_RDONLY), store.blobs()), {}};
    const auto written = store.blobs().open(packed.blob.digest);
    Inflater inflater{written};
    while (!inflater.next().empty()) {
    }
    packed.diff_id = inflater.diff_id();
    return packed;
}

}  // namespace

void import(const Store& store, const Path& source, const std::string& name) try {
    const auto familiar = Reference::parse(name).familiar();
    const auto layer = std::filesystem::is_directory(source) ? pack_layer(source, store.blobs())
                                                             : take_tar(store, source);
    Config config;
    config.platform = Platform::host();
    config.created = rfc3339(now());
    config.diff_ids = {layer.diff_id};
    config.history = {{config.created, "import " + source.filename().native(), "", false}};
    const auto manifest = store.write(config, {layer.blob});
    store.unpack(store.open(manifest));
    store.index().set(familiar, manifest);
} catch (...) {
    store.tidy();
    throw;
}

}  // namespace image
