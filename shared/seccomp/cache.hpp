// SPDX-License-Identifier: MIT
#pragma once

#include "container/seccomp.hpp"

#include <linux/filter.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace seccomp {

using Program = std::vector<sock_filter>;
using Compile = std::function<Program(const container::Seccomp&)>;

/// Programs that were compiled before: a file each, named after all that they were made from. To
/// build one takes longer than to start the container.
///
/// The directory is trusted if it is ours and nobody else can write there, and a file if the same
/// holds for it and its digest is right. What is not is passed over, and written again.
class Cache {
public:
    /// `filters` in the user's own store; nothing if he has no place for one.
    static std::optional<Cache> open_default();
    explicit Cache(std::filesystem::path directory) : directory_{std::move(directory)} {}

    /// Of the profile, this program, the library and the kernel.
    static std::string key(const container::Seccomp& profile);

    std::optional<Program> find(const std::string& key) const;
    /// Cannot fail: without the file, the next start is slower.
    void keep(const std::string& key, const Program& program) const noexcept;

private:
    std::filesystem::path directory_;
};

/// The program of that profile: from the cache, or compiled now, and kept.
Program cached(const container::Seccomp& profile, const Compile& compile);

}  // namespace seccomp
