// SPDX-License-Identifier: MIT
#include "container/users/maps.hpp"
#include "image/changes.hpp"
#include "sys/file.hpp"

#include <fcntl.h>

/// What a container with a user namespace writes is owned by its ids on the host.
namespace image {
namespace {

namespace users = container::users;

void note(const Path& path, const std::string& text) {
    sys::write_all(sys::open(path, O_CREAT | O_WRONLY | O_TRUNC, 0600), text);
}

users::Mappings noted(const Path& path) {
    if (!std::filesystem::exists(path)) return {};
    return users::parse(sys::read_file(path));
}

}  // namespace

void Changes::note_namespace(const container::UserNamespace& ids, const Path& place) const {
    note(path_ / "uids", users::text(ids.uid_mappings));
    note(path_ / "gids", users::text(ids.gid_mappings));
    note(path_ / "place", place);
}

container::UserNamespace Changes::ids() const {
    return {noted(path_ / "uids"), noted(path_ / "gids"), {}};
}

}  // namespace image
