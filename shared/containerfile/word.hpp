// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/source.hpp"

#include <string>

namespace containerfile {

/// A piece of an instruction as it was written, and what becomes of it when it is used.
struct Word {
    /// What is special in it (Dockerfile reference, "Environment replacement").
    enum class Kind {
        literal,   ///< Nothing: it is used as it is.
        shell,     ///< Variables, quotes and escapes.
        document,  ///< Variables and escapes: quotes stay. The body of a here-document.
    };
    std::string text;
    Kind kind = Kind::shell;
    Position at;

    bool empty() const { return text.empty(); }
};

/// <<NAME in RUN, COPY or ADD, and the lines up to NAME alone on a line.
struct HereDocument {
    std::string name;
    std::string content;       ///< As written, with the tabs that <<- strips.
    bool expands = true;       ///< False if any of NAME was quoted.
    bool strips_tabs = false;  ///< <<-
    Position at;               ///< Of the first <.

    /// The content as a file gets it, before expansion.
    Word text() const;
};

}  // namespace containerfile
