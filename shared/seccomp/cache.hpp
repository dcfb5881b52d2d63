// SPDX-License-Identifier: MIT
#pragma once

#include "seccomp/resolve.hpp"

#include <linux/filter.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seccomp {

using Compile = std::function<std::vector<sock_filter>(const container::Seccomp&)>;

/// What is kept of a profile.
struct Compiled {
    std::vector<std::string> flags;
    std::vector<sock_filter> program;
};

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

    /// Of a profile's text, the circumstances, and who compiles: this very program (its code may be
    /// a student's, who changes it), the library and the kernel.
    static std::string key(std::string_view text, const Circumstances& here);

    std::optional<Compiled> find(const std::string& key) const;
    /// Cannot fail: without the file, the next start is slower.
    void keep(const std::string& key, const Compiled& compiled) const noexcept;

private:
    std::filesystem::path directory_;
};

/// resolve(parse_profile(text), here), unless what is made of it is in the cache.
container::Seccomp prepare(std::string_view text, const Circumstances& here);

/// The default profile, for a program that can come to have these capabilities.
container::Seccomp prepare_default(const std::vector<std::string>& caps);

/// The program of that profile: made before, or compiled now, shortened, and kept. Throws if no
/// program can be started under it.
std::vector<sock_filter> cached(container::Seccomp profile, const Compile& compile);

}  // namespace seccomp
