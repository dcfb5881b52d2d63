// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

namespace image {

/// Which unpacked layers may be lost by a power cut: a disk may have a file's name before it has
/// what is in the file. A blob is flushed before it gets its name; for the thousands of files of a
/// layer, that would take longer than to write them. So a layer that this boot of the machine made
/// has a note, `unflushed/HEX` in the store, until it is on the disk. If another boot finds the
/// note, the layer is unpacked again.
class Unflushed {
public:
    /// Of the store at `root`. Whoever calls what follows is its user.
    explicit Unflushed(std::filesystem::path root) : root_{std::move(root)} {}

    /// Notes a layer whose files are written, and which is about to get its place.
    void note(const std::string& layer) const;
    /// Takes a layer away that another boot has noted.
    void discard_lost(const std::string& layer) const;
    /// The same for all of them; and notes without a layer go.
    void discard_all_lost() const;
    /// Forgets the notes of layers that are on the disk: to see to it costs little once the kernel
    /// has had the time to write them by itself.
    void flush() const noexcept;

private:
    std::filesystem::path notes() const { return root_ / "unflushed"; }
    std::filesystem::path root_;
};

}  // namespace image
