// SPDX-License-Identifier: MIT
#include "runtime/normal_user.hpp"

#include "container/rootless.hpp"
#include "container/users/maps.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <stdexcept>

namespace runtime {
namespace {

namespace users = container::users;

/// A range has its ids in a row outside, and so has each of ours: the ends are enough, if the range
/// is no longer than what is between them.
void translate(users::Mappings& mappings, const users::Mappings& own, const char* field) {
    for (std::size_t i = 0; i < mappings.size(); ++i) {
        auto& one = mappings[i];
        const auto first = users::inside(own, one.host_id);
        const auto last = users::inside(own, one.host_id + (one.size - 1));
        if (!first || !last || *last - *first != one.size - 1)
            throw std::runtime_error{fmt::format(
                "config.json: linux.{}[{}].hostID: not all of {} to {} have been given to this "
                "user: see subuid(5)",
                field, i, one.host_id, one.host_id + (one.size - 1))};
        one.host_id = *first;
    }
}

}  // namespace

void become_root(oci::Config& config) {
    if (::geteuid() == 0) return;
    container::become_root();
    translate(config.uid_mappings, users::own_uids(), "uidMappings");
    translate(config.gid_mappings, users::own_gids(), "gidMappings");
}

}  // namespace runtime
