// SPDX-License-Identifier: MIT
#pragma once

#include "support/fixture.hpp"
#include "support/spawn.hpp"

#include <sys/types.h>

#include <string>
#include <vector>

/// Real registries (docker-registry), our program, and other people's, each with a place of its
/// own.
namespace scene {

using support::Path;
using Words = std::vector<std::string>;

struct Setup {
    std::string auth = {};  ///< As its configuration has it; empty: everybody may do all.
    Path certificate = {}, key = {};
};

/// A docker-registry on a free port of 127.0.0.1, with an empty storage.
class Registry {
public:
    explicit Registry(const Setup& setup = {});
    Registry(const Registry&) = delete;
    ~Registry();

    int port() const noexcept { return port_; }
    std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    std::string log() const { return support::read_file(directory_.path() / "log"); }

private:
    support::TemporaryDirectory directory_;
    pid_t pid_ = -1;
    int port_ = 0;
};

/// Our program, or $WORKBOOK_CHAPTER10.
Path program();

/// Somebody with a home and a store, who has our program.
class Somebody {
public:
    Somebody();

    /// Runs it: output and exit status. `environment` is added to HOME and PATH, `input` is stdin.
    support::Finished run(const Words& words, const Words& environment = {},
                          const std::string& input = {}) const;
    /// The same, and requires that it works: the output.
    std::string must(const Words& words, const Words& environment = {},
                     const std::string& input = {}) const;
    /// Starts it, with its output in a file "output" in the home.
    pid_t start(const Words& words) const;
    /// Makes an image of one layer with this content in a file.
    void make_image(const std::string& name, const std::string& content) const;

    const Path& home() const noexcept { return home_.path(); }
    Path store() const { return home_.path() / "store"; }
    /// What is in the store, name by name; not the lock files, which are always there.
    std::string stored() const;

private:
    Words words_for(const Words& words, const Words& environment) const;
    support::TemporaryDirectory home_;
};

/// So many bytes that cannot be compressed.
std::string noise(std::size_t size);

/// False, with the reason on stdout, if one of the programs is missing or only root can run it.
bool has(const Words& programs, bool as_root = false);

}  // namespace scene
