// SPDX-License-Identifier: MIT
#include "image/store.hpp"

#include "image/changes.hpp"
#include "image/remove_tree.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <pwd.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace image {
namespace {

namespace fs = std::filesystem;

/// Other users have no business in files that may be set-user-ID.
Path private_directory(const Path& path) {
    if (!path.parent_path().empty()) sys::make_directories(path.parent_path(), 0755);
    sys::make_directories(path, 0700);
    if (!fs::is_directory(path))
        throw std::runtime_error{
            fmt::format("{}: is not a directory, which images could be kept in", path.native())};
    return sys::realpath(path);
}

}  // namespace

Path Store::default_root() {
    if (::access("/var/lib", W_OK) == 0) return "/var/lib/workbook";
    if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data)
        return Path{data} / "workbook";
    if (const char* home = std::getenv("HOME"); home && *home)
        return Path{home} / ".local" / "share" / "workbook";
    throw std::runtime_error{"no place for images: set HOME, or name a directory with --root"};
}

Store::Store(const Path& root)
    : root_{private_directory(root)},
      blobs_{root_},
      index_{root_},
      unflushed_{root_},
      lock_{sys::open(root_ / "lock", O_CREAT | O_RDWR, 0600)} {
    for (const auto& folder : {"layers", "unflushed", "containers", "new"})
        sys::make_directories(root_ / folder, 0755);
    if (be_alone()) sweep();
    sys::flock(lock_, LOCK_SH);
    unflushed_.flush();
}

bool Store::be_alone() const {
    return ::flock(lock_.get(), LOCK_EX | LOCK_NB) == 0;
}

std::vector<Image> Store::images(
    const std::function<void(const std::string&, const std::string&)>& broken) const {
    std::vector<Image> images;
    for (const auto& manifest : index_.all()) try {
            images.push_back(open(manifest));
            images.back().name = Index::name_of(manifest);
        } catch (const std::runtime_error& e) {
            if (broken) broken(Index::name_of(manifest), e.what());
        }
    return images;
}

std::optional<Image> Store::find(const std::string& text) const {
    for (const auto& manifest : index_.all()) {
        const auto name = Index::name_of(manifest);
        if (name != text && name != text + ":latest") continue;
        auto image = open(manifest);
        image.name = name;
        return image;
    }
    constexpr std::size_t least = 4;
    const auto id = text.starts_with("sha256:") ? text.substr(7) : text;
    if (id.size() < least) return std::nullopt;
    std::optional<Image> found;
    for (auto& image : images()) {
        if (!image.id().hex().starts_with(id) && !image.descriptor.digest.hex().starts_with(id))
            continue;
        if (found && found->id() != image.id())
            throw std::runtime_error{
                fmt::format("{}: the ids of several images begin so: give more digits", text)};
        if (!found) found = std::move(image);
    }
    return found;
}

Image Store::get(const std::string& text) const {
    if (auto image = find(text)) return std::move(*image);
    throw std::runtime_error{
        fmt::format("{}: there is no image of that name; `images` lists those there are", text)};
}

Image Store::open(const Descriptor& descriptor) const {
    const auto text = blobs_.read(descriptor);
    if (const auto manifests = parse_index(text)) return open(choose_manifest(*manifests));
    Image image{{}, descriptor, parse_manifest(text), {}};
    image.config = parse_config(blobs_.read(image.manifest.config));
    if (image.config.diff_ids.size() != image.manifest.layers.size())
        throw std::runtime_error{
            fmt::format("the image {} has {} layers, and names {}", descriptor.digest.brief(),
                        image.manifest.layers.size(), image.config.diff_ids.size())};
    return image;
}

Descriptor Store::write(const Config& config, const std::vector<Descriptor>& layers) const {
    const Manifest manifest{blobs_.write(to_text(config), media_type::config), layers};
    auto descriptor = blobs_.write(to_text(manifest), media_type::manifest);
    descriptor.platform = config.platform;
    return descriptor;
}

/// Runs alone.
void Store::sweep() const {
    for (const auto& entry : fs::directory_iterator{root_ / "new"}) remove_tree(entry.path());
    for (const char* name : {"index.json.new", "oci-layout.new"}) fs::remove(root_ / name);
    unflushed_.discard_all_lost();
    for (auto& changes : Changes::all(*this))
        if (changes.is_abandoned()) changes.remove();
    if (fs::exists(root_ / "garbage")) tidy();
}

void Store::tidy() const noexcept {
    try {
        collect();
    } catch (const std::exception&) {  // an image is broken: whoever wants it will hear of that
    }
}

}  // namespace image
