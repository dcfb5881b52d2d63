// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/word.hpp"

#include <optional>

namespace containerfile {

/// RUN --mount=KEY=VALUE,... (Dockerfile reference, "RUN --mount"). Words may have variables in
/// them; one without is known to be right for its key.
struct Mount {
    enum class Type { bind, cache, tmpfs, secret, ssh };
    enum class Sharing { shared, private_, locked };

    Type type = Type::bind;
    Word from;  ///< A stage or an image; never expanded. Empty: the build context.
    Word source, target;
    Word id;                ///< Of a cache, a secret or an agent's socket.
    Word mode, uid, gid;    ///< Octal; decimal; decimal.
    Word size;              ///< Of a tmpfs: bytes, or with a suffix b, k, m, g.
    Word environment;       ///< The variable that holds a secret.
    bool read_only = true;  ///< What the type has unless said otherwise: not cache and tmpfs.
    bool required = false;  ///< Whether the build fails without the secret or the agent.
    Sharing sharing = Sharing::shared;
    Position at;
};

}  // namespace containerfile
