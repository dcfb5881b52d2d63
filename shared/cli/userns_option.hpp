// SPDX-License-Identifier: MIT
#pragma once

#include "container/state.hpp"
#include "container/users.hpp"

#include <string>

namespace cli {

/// --userns host|auto|keep-id|CONTAINER:HOST:SIZE[,...].
enum class UserNamespaceMode { host, automatic, keep_id, mapped };

/// Which of them that is; without a text, root's containers have ids of their own, and a normal
/// user's have his, with a note where there are none for root. Throws UsageError.
UserNamespaceMode userns_mode(const std::string& text, bool is_user);

/// The mappings; those of `automatic` are noted in the container's state.
container::UserNamespace user_namespace(UserNamespaceMode mode, const std::string& text,
                                        const container::State& state);

}  // namespace cli
