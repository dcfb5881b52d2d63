// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/glob.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace containerfile {

/// What a .containerignore or .dockerignore keeps out of a build; also COPY --exclude.
///
/// A pattern is a path from the context's root, with Go's filepath.Match and ** in it; it also
/// stands for all that is in a directory that it matches. `!` makes an exception, `#` a comment.
/// The last pattern that matches decides (Dockerfile reference, ".dockerignore file").
class IgnorePatterns {
public:
    IgnorePatterns() = default;  ///< Ignores nothing.

    /// Reads the text of a file that errors call `name`. Throws a ParseError.
    static IgnorePatterns parse(std::string text, const std::string& name);

    /// Adds one pattern. Throws std::invalid_argument if it is none.
    void add(std::string_view pattern);

    /// Whether `path`, relative to the context and without dots, is left out.
    bool ignores(std::string_view path) const;
    /// Whether something in an ignored directory may be wanted nevertheless: if not, nobody need
    /// look into it.
    bool has_exceptions() const { return has_exceptions_; }
    bool empty() const { return patterns_.empty(); }

private:
    struct Pattern {
        Glob glob;
        bool is_exception;
    };
    std::vector<Pattern> patterns_;
    bool has_exceptions_ = false;
};

/// The ignore file of a build, if there is one: CONTAINERFILE.containerignore or
/// CONTAINERFILE.dockerignore beside the Containerfile, else .containerignore or .dockerignore in
/// the context.
std::optional<std::filesystem::path> find_ignore_file(const std::filesystem::path& context,
                                                      const std::filesystem::path& containerfile);

/// A path without "." and "..", double slashes, and slashes around it, as far as its text tells:
/// Go's filepath.Clean of what is below a root.
std::string clean_path(std::string_view path);

}  // namespace containerfile
