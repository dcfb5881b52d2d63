// SPDX-License-Identifier: MIT
#include "image/changes.hpp"

#include "container/journal.hpp"
#include "container/names.hpp"
#include "image/remove_tree.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

namespace image {
namespace {

namespace fs = std::filesystem;

void note(const Path& path, const std::string& text) {
    sys::write_all(sys::open(path, O_CREAT | O_WRONLY | O_TRUNC, 0600), text);
}

bool is_mount_point(const Path& path) {
    struct stat here {
    }, above{};
    return ::stat(path.c_str(), &here) == 0 && ::stat(path.parent_path().c_str(), &above) == 0 &&
           here.st_dev != above.st_dev;
}

[[noreturn]] void refuse_name(const std::string& name, const std::string& why) {
    throw std::runtime_error{fmt::format("--name {}: a container of that name {}", name, why)};
}

}  // namespace

Changes Changes::create(const Store& store, const std::string& name,
                        const std::optional<Image>& image, const std::vector<Path>& lower,
                        bool keep) {
    if (!name.empty()) container::check_name(name);
    // Goes again, unless it gets its name.
    Changes changes{sys::mkdtemp(store.root() / "new" / "container-"), {}};
    if (!changes.try_lock()) throw std::logic_error{"somebody looks into the store's new/"};
    sys::mkdir(changes.directory(), 0755);
    std::string lines;
    for (const auto& directory : lower) lines += directory.native() + "\n";
    note(changes.path_ / "lower", lines);
    if (image) note(changes.path_ / "image", to_json(image->descriptor).dump());
    while (!changes.take_name(store.root() / "containers" /
                              (name.empty() ? container::generate_name() : name))) {
        if (name.empty()) continue;
        Changes other{store.root() / "containers" / name, {}};
        if (!other.is_abandoned())
            refuse_name(name, other.is_kept()
                                  ? fmt::format("was kept: choose another name, or `rm {}`", name)
                                  : "runs: choose another name, or end that one");
        other.remove();
    }
    if (keep) note(changes.path_ / "keep", "");
    return changes;
}

/// False if another container has it.
bool Changes::take_name(const Path& path) {
    if (::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0) {
        path_ = path;
        return true;
    }
    if (errno != EEXIST) sys::check(-1, "renameat2 {}", path.native());
    return false;
}

Changes Changes::of(const Path& directory) {
    return {directory.parent_path(), {}};
}

Changes Changes::find(const Store& store, const std::string& name) {
    container::check_name(name);
    Changes changes{store.root() / "containers" / name, {}};
    if (fs::exists(changes.directory())) return changes;
    throw std::runtime_error{fmt::format(
        "{0}: there is no container of that name; run --keep --name {0} would have kept it", name)};
}

std::vector<Changes> Changes::all(const Store& store) {
    std::vector<Changes> all;
    for (const auto& entry : fs::directory_iterator{store.root() / "containers"})
        all.push_back(Changes{entry.path(), {}});
    std::sort(all.begin(), all.end(),
              [](const Changes& a, const Changes& b) { return a.path_ < b.path_; });
    return all;
}

Changes::~Changes() {
    if (!lock_ || is_kept()) return;
    try {
        remove_tree(path_);
    } catch (const std::exception&) {  // the next user of the store tries again
    }
}

std::vector<Path> Changes::lower() const {
    std::istringstream lines{sys::read_file(path_ / "lower")};
    std::vector<Path> lower;
    for (std::string line; std::getline(lines, line);) lower.emplace_back(line);
    return lower;
}

std::optional<Descriptor> Changes::image() const {
    const auto text = sys::try_read_file(path_ / "image");
    if (!text) return std::nullopt;
    return parse_descriptor(nlohmann::json::parse(*text));
}

std::vector<Path> Changes::scaffolding() const {
    if (!fs::exists(merged())) return {};
    return container::Journal{sys::open(merged(), O_RDONLY | O_DIRECTORY)}.noted();
}

bool Changes::is_kept() const {
    return fs::exists(path_ / "keep");
}

bool Changes::try_lock() {
    const int fd = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd == -1) return false;
    sys::Fd lock{fd};
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) == -1) return false;
    lock_ = std::move(lock);
    return true;
}

bool Changes::is_owned() const {
    Changes other{path_, {}};
    const bool owned = !other.try_lock();
    other.lock_.reset();
    return owned;
}

bool Changes::is_abandoned() const {
    return !is_kept() && !is_mount_point(merged()) && !is_owned();
}

void Changes::remove() {
    if (!try_lock()) throw std::runtime_error{fmt::format("{}: runs; end it first", name())};
    // What it wrote may be large: out of sight first, so that a kill leaves nothing half there.
    const Path aside = path_.parent_path().parent_path() / "new" / name();
    fs::rename(path_, aside);
    remove_tree(aside);
    lock_.reset();
}

}  // namespace image
