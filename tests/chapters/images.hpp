// SPDX-License-Identifier: MIT
#pragma once

#include "support/box.hpp"
#include "support/spawn.hpp"

#include <sys/stat.h>

#include <memory>
#include <string>
#include <vector>

/// What the checks of chapter 07 need: images made for them, and a host on which one command
/// follows another.
namespace support {

/// One entry of a layer's tar file.
struct Entry {
    std::string path;
    std::string text = {};  ///< What is in the file, or what the symlink leads to.
    mode_t mode = S_IFREG | 0644;
    unsigned uid = 0, gid = 0;
};
using Entries = std::vector<Entry>;

/// A directory of a layer.
Entry folder(const std::string& path, mode_t mode = 0755);
/// The entries of a layer with BusyBox and the probe, on which containers can run.
Entries programs();

/// Writes an OCI layout (image-spec, image-layout.md) of one image, `name`, whose layers are these,
/// the lowest first, each a tar file with its entries in that order.
void write_layout(const Path& layout, const std::string& name, const std::vector<Entries>& layers);

/// A stage on which the program is run again and again: images and containers are kept in its own
/// /var/lib/workbook, a tmpfs.
class Host {
public:
    Host();

    /// Runs the program with these words on the stage, whatever comes of it.
    Finished run(const Words& words);
    /// The same for what must succeed: what it says.
    std::string say(const Words& words);
    /// Runs a command in a container of `image`, which must succeed: its output.
    std::string in(const std::string& image, const Words& command, const Words& options = {});
    /// Requires that it is refused with 125, in one line with `part` in it.
    void expect_refused(const Words& words, const std::string& part);
    /// Runs lines of the shell on the stage, "$program" being the one under test.
    Finished shell(const std::string& lines);

    /// Makes the image `name` of these layers and loads it.
    void load(const std::string& name, const std::vector<Entries>& layers);
    /// What the stage has gained or lost since it began, without what a store keeps.
    std::string left();
    /// A directory of this test's own, and a rootfs in it.
    const Box& box() const noexcept { return box_; }
    Stage& stage() noexcept { return *stage_; }
    /// A path of the stage's, as we reach it.
    Path seen(const Path& path) const;

private:
    Box box_;
    std::unique_ptr<Stage> stage_;
    Snapshot before_;
};

}  // namespace support
