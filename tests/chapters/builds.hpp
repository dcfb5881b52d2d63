// SPDX-License-Identifier: MIT
#pragma once

#include "chapters/images.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

/// What the checks of chapter 10 need: a host on which images are built, and what came of them, as
/// it is in the store, which is an OCI layout.
namespace support {

class BuildHost {
public:
    /// There is an image, `base`, on which commands run.
    BuildHost();

    Host& host() noexcept { return host_; }
    /// The directory that is built from.
    const Path& context() const noexcept { return context_; }
    void write(const std::string& file, const std::string& text) const;

    /// Builds a Containerfile as `image`, whatever comes of it; without a network, which takes a
    /// moment to make.
    Finished build(const std::string& text, const Words& options = {});
    /// The same for what must succeed.
    void make(const std::string& text, const Words& options = {});
    /// Requires that it is refused, with `part` in what it says, and that there is no `image` then.
    void expect_refused(const std::string& text, const std::string& part);

    /// The command that `image` runs by itself, or another one: what it says.
    std::string run(const Words& command = {}, const Words& options = {});
    /// A file of `image`, as a container sees it.
    std::string file(const std::string& path);

    /// The digest of `image`, which stands for all that is in it.
    std::string digest() const;
    /// Its configuration, image-spec, config.md; and the part `config` of that.
    nlohmann::json whole_config() const;
    nlohmann::json config() const;
    /// For each layer, the names in it, sorted, a line each.
    std::vector<std::string> layers() const;
    /// The digests of the layers, uncompressed.
    Words diff_ids() const;

private:
    Path store() const { return host_.seen("/var/lib/workbook"); }
    nlohmann::json blob(const std::string& digest) const;
    nlohmann::json manifest() const;

    Host host_;
    Path context_;
};

}  // namespace support
