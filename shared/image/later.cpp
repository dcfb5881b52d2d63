// SPDX-License-Identifier: MIT
#include "image/later.hpp"

#include <stdexcept>

namespace image {
namespace {

/// In bytes, about. The largest images come to a few MiB.
constexpr std::size_t most = 48 << 20;
constexpr std::size_t node = 100;

template <typename Paths>
void erase_at_and_below(Paths& paths, const std::string& path) {
    paths.erase(path);
    paths.erase(paths.lower_bound(path + "/"), paths.lower_bound(path + "0"));  // '0' follows '/'
}

}  // namespace

void Later::count(const std::string& path) {
    size_ += path.size() + node;
    if (size_ > most)
        throw std::runtime_error{"the layer is a bomb: it has too many directories and links"};
}

void Later::imply(const Path& path) {
    count(path);
    implied.insert(path);
}

void Later::describe(const Path& path, const timespec& mtime) {
    implied.erase(path);
    if (times.insert_or_assign(path, mtime).second) count(path);
}

void Later::link(const Path& path, const Path& target) {
    count(path);
    count(target);
    const auto before = links.find(target);  // which may itself be a link to what is below
    links[path] = before == links.end() ? target.native() : before->second;
}

void Later::forget(const Path& path) {
    erase_at_and_below(implied, path);
    erase_at_and_below(times, path);
    erase_at_and_below(links, path);
}

}  // namespace image
