// SPDX-License-Identifier: MIT
#pragma once

#include "support/fixture.hpp"
#include "support/spawn.hpp"

#include <string>
#include <vector>

namespace scene {

using support::Path;
using Words = std::vector<std::string>;

/// A context, a store that has the image "base" (BusyBox) in it, and our program, which runs on a
/// stage: all that it leaves behind there is a failure.
class Site {
public:
    Site();

    const Path& directory() const noexcept { return directory_.path(); }
    Path context() const { return directory() / "context"; }
    Path store() const { return directory() / "store"; }

    /// Writes a file of the context.
    void file(const std::string& path, const std::string& text, unsigned mode = 0644) const;
    /// Writes the Containerfile and builds it as "made".
    support::Finished build(const std::string& text, const Words& options = {}) const;
    /// The same; requires that it works: the output.
    std::string must(const std::string& text, const Words& options = {}) const;
    /// The same; requires that it fails, with 125: what it says.
    std::string fails(const std::string& text, const Words& options = {}) const;

    /// Runs the program with other words.
    support::Finished run(const Words& words) const;
    /// Runs lines of the shell in a container of "made", which must succeed: what they print.
    std::string inside(const std::string& lines) const;
    /// Runs lines of the shell beside it, with "$program" and "$store" set.
    support::Finished shell(const std::string& lines) const;
    /// The id of "made".
    std::string id() const;
    /// Of the whole image: the digest of its manifest.
    std::string digest() const;

    Words stage_options = {};  ///< See tests/stage/main.cpp.
    Words environment = {};    ///< NAME=VALUE.

private:
    support::Finished on_stage(const Words& words) const;

    support::TemporaryDirectory directory_;
};

/// Whether `text` has `part` in it.
bool has(const std::string& text, const std::string& part);

}  // namespace scene
