// SPDX-License-Identifier: MIT
#pragma once

#include "image/blobs.hpp"
#include "image/config.hpp"
#include "image/index.hpp"
#include "image/manifest.hpp"
#include "image/source.hpp"
#include "image/unflushed.hpp"
#include "sys/fd.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace image {

/// An image of the store.
struct Image {
    std::string name;  ///< As in "debian:12"; empty if it was found by its id.
    Descriptor descriptor;
    Manifest manifest;
    Config config;
    const Digest& id() const { return manifest.config.digest; }  ///< docker's IMAGE ID.
};

/// Where a user's images and the changes of his containers are kept.
///
///     oci-layout index.json blobs/sha256/HEX    the images: an OCI layout that others can read
///     layers/HEX/                               unpacked, named after their ChainID
///     unflushed/HEX                             which of those a power cut would damage
///     containers/NAME/                          what one container has written
///     filters/                                  from chapter 09 on: compiled filters of calls
///     cache/ mounts/                            from chapter 10 on: what builds need not do again
///     new/                                      what is not finished: nobody looks here
///     lock
///
/// Whoever uses the store holds the lock, shared. What a kill left behind is removed by the next
/// one who finds himself alone.
class Store {
public:
    /// /var/lib/workbook for root; for others $XDG_DATA_HOME/workbook, or ~/.local/share/workbook.
    static Path default_root();

    /// Makes the store if there is none, and becomes a user of it.
    explicit Store(const Path& root);

    const Path& root() const noexcept { return root_; }
    const Blobs& blobs() const noexcept { return blobs_; }
    const Index& index() const noexcept { return index_; }

    /// Every image that has a name, in the order in which they came; without those that are
    /// broken, of which `broken` is told the name and why.
    std::vector<Image> images(
        const std::function<void(const std::string&, const std::string&)>& broken = {}) const;
    /// By name ("debian", "debian:12") or by the first digits of its id. Throws if those are more
    /// than one image's.
    std::optional<Image> find(const std::string& text) const;
    /// The same. Throws, saying which there are, if there is none.
    Image get(const std::string& text) const;
    /// The image that this manifest (of the store) describes; it may be an index's.
    Image open(const Descriptor& manifest) const;
    /// Writes the configuration and the manifest of an image whose layers are there.
    Descriptor write(const Config& config, const std::vector<Descriptor>& layers) const;

    /// The directories of the image's layers, the lowest first, without those that one above hides
    /// as a whole: unpacked now if they are not yet, several at once. Checks each against its
    /// DiffID. Threads run while this does. `open` is for blobs that are still to come: it is asked
    /// for their bytes, in any thread.
    std::vector<Path> unpack(const Image& image,
                             const std::function<Source(const Descriptor&)>& open = {}) const;
    Path layer(const Digest& chain_id) const { return root_ / "layers" / chain_id.hex(); }
    /// Gives a layer, whose files are written, its place. False if it is there already: another
    /// process may just have done the same.
    bool place_layer(const Path& written, const Digest& chain_id) const;
    /// An empty directory, for an image that has no layer.
    Path empty_layer() const;

    /// Removes all that no name leads to. Does nothing while another process uses the store: then
    /// the next one does it.
    void collect() const;
    /// From now on there may be such things, even if we are killed: the next one who finds himself
    /// alone will collect() them.
    void expect_garbage() const;
    /// The same, as far as it goes: if an image is broken, whoever wants that one will hear of it.
    void tidy() const noexcept;

private:
    void sweep() const;
    bool be_alone() const;

    Path root_;
    Blobs blobs_;
    Index index_;
    Unflushed unflushed_;
    sys::Fd lock_;
};

}  // namespace image
