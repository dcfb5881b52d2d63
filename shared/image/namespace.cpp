// SPDX-License-Identifier: MIT
#include "container/overlay/directories.hpp"
#include "image/changes.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <sstream>

/// What a container with a user namespace writes is owned by its ids on the host, and written
/// through another place.
namespace image {
namespace {

constexpr auto file_name = "namespace";

std::string lines(char kind, const std::vector<container::IdMapping>& mappings) {
    std::string text;
    for (const auto& [inside, outside, size] : mappings)
        text += fmt::format("{} {} {} {}\n", kind, inside, outside, size);
    return text;
}

}  // namespace

void Changes::note_namespace(const container::UserNamespace& ids, const Path& place) const {
    sys::write_all(
        sys::open(path_ / file_name, O_CREAT | O_WRONLY | O_TRUNC, 0600),
        place.native() + "\n" + lines('u', ids.uid_mappings) + lines('g', ids.gid_mappings));
}

container::UserNamespace Changes::ids() const {
    container::UserNamespace ids;
    std::istringstream text{sys::try_read_file(path_ / file_name).value_or("")};
    std::string place;
    std::getline(text, place);
    char kind = 0;
    for (container::IdMapping next; text >> kind >> next.container_id >> next.host_id >> next.size;)
        (kind == 'u' ? ids.uid_mappings : ids.gid_mappings).push_back(next);
    return ids;
}

Path Changes::merged() const {
    Path place = directory();
    if (const auto text = sys::try_read_file(path_ / file_name))
        place = text->substr(0, text->find('\n'));
    return container::overlay::Directories{place}.merged;
}

}  // namespace image
