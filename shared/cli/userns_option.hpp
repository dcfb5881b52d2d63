// SPDX-License-Identifier: MIT
#pragma once

#include "container/state.hpp"
#include "container/users.hpp"
#include "container/users/maps.hpp"

#include <string>

namespace cli {

/// --userns host|auto|keep-id|CONTAINER:HOST:SIZE[,...].
struct UsernsOption {
    enum class Mode { host, automatic, keep_id, mapped };
    Mode mode = Mode::host;
    container::users::Mappings mappings = {};  ///< With Mode::mapped: as typed.
};

/// What was typed. Without a text, root's containers have ids of their own, and a normal user's
/// have his, with a note where there are none for root. Throws UsageError.
UsernsOption parse_userns(const std::string& text, bool is_user);

/// The mappings; those of `automatic` are noted in the container's state.
container::UserNamespace user_namespace(const UsernsOption& option, const container::State& state);

}  // namespace cli
