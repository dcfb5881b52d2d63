// SPDX-License-Identifier: MIT
#pragma once

#include "layout.hpp"
#include "support/box.hpp"
#include "support/catch.hpp"

#include <sys/stat.h>

#include <memory>
#include <string>

/// A container of an image in which the probe runs.
struct Container {
    std::unique_ptr<support::Live> live;
    support::Probe probe;
    /// A file of the container, as the host sees it.
    support::Path path(const std::string& inside) const;
    struct stat stat(const std::string& inside) const;
    std::string ask(const support::Words& question) { return probe.try_ask(question); }
};

/// What the tests of images work on: a store of one test's own, and the program that uses it.
class Bench {
public:
    Bench();

    const support::Path& directory() const noexcept { return directory_.path(); }
    support::Path store() const { return directory() / "store"; }
    /// The host's, which no image has any business in. It has a file "secret", and a directory
    /// "empty".
    support::Path host() const { return directory() / "host"; }
    /// A directory with the probe in it, to be a volume.
    support::Path probe() const { return directory() / "probe"; }
    /// A new layout.
    layout::Layout layout();

    /// Runs a verb on the store to its end: {"load", PATH}. As `run`, but on a stage as `caller`
    /// says (stage/main.cpp).
    support::Outcome run(const support::Words& line, const support::Words& caller = {}) const;
    /// The same, which must succeed: its output.
    std::string output(const support::Words& line, const support::Words& caller = {}) const;
    /// What the container shows in a file: the probe, which no image needs to have, reads it.
    std::string read(const std::string& image, const std::string& path) const;
    /// Starts the probe in a container of the image, with options of `run`.
    Container serve(const std::string& image, const support::Words& options = {},
                    const support::Words& caller = {}) const;
    /// All there is, in the store and on the host.
    std::string everything() const;

    /// How run() starts it.
    support::Launch launch(const support::Words& line, const support::Words& caller = {}) const;
    std::unique_ptr<support::Live> start(const support::Launch& launch) const;
    /// Of what an Outcome has left: without what others on this machine mounted meanwhile, which
    /// shows on every stage.
    std::string ours(const std::string& left) const;
    /// Runs a shell script on a stage in which $program is the program, and $store the store; the
    /// script may mount what it likes. Requires that it succeeds: its output.
    std::string script(const std::string& text) const;

private:
    support::TemporaryDirectory directory_;
    int layouts_ = 0;
};

/// Requires that a verb (or a `load` of a layout) is refused as it should be: status 125, one line
/// that has `reason` in it, and nothing is changed.
void check_refused(const Bench& bench, const support::Launch& launch, const std::string& reason);
void check_refused(const Bench& bench, const support::Words& line, const std::string& reason);
void check_refused(const Bench& bench, const layout::Layout& layout, const std::string& reason);
/// The same for a new image of one layer, called "hostile".
void check_layer_refused(const std::string& entries, const std::string& reason);

/// A bench with an image of one layer, "good", which was loaded as it should be.
struct Loaded {
    explicit Loaded(const std::string& entries);
    Bench bench;
    std::string read(const std::string& path) const { return bench.read("good", path); }
};
