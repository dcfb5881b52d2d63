// SPDX-License-Identifier: MIT
#include "build/run_mounts.hpp"

#include "containerfile/expand.hpp"
#include "image/digest.hpp"
#include "sys/attributes.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/openat2.h>
#include <sys/file.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace build {
namespace {

namespace fs = std::filesystem;
using containerfile::ExpansionError;
using containerfile::Mount;

unsigned number(const std::string& text, int base, unsigned otherwise) {
    return text.empty() ? otherwise : static_cast<unsigned>(std::stoul(text, nullptr, base));
}

std::string read_secret(const Secret& secret) {
    if (!secret.file.empty()) return sys::read_file(secret.file);
    const char* value = std::getenv(secret.variable.c_str());
    if (value) return value;
    throw std::runtime_error{fmt::format("--secret id={0},env={1}: there is no variable {1}",
                                         secret.id, secret.variable)};
}

}  // namespace

RunMounts::RunMounts(const Job& job, std::size_t stage, const containerfile::Run& run,
                     const containerfile::Scope& scope, const Bench& bench,
                     container::Filesystem& filesystem, containerfile::Variables& variables)
    : job_{job},
      stage_{stage},
      scope_{scope},
      bench_{bench},
      filesystem_{filesystem},
      variables_{variables} {
    for (const auto& mount : run.mounts) add(mount);
}

RunMounts::~RunMounts() {
    if (has_secrets_) ::umount2((bench_.path() / "secrets").c_str(), MNT_DETACH);
}

void RunMounts::add(const Mount& mount) {
    switch (mount.type) {
        case Mount::Type::bind:
            return bind(mount);
        case Mount::Type::cache:
            return cache(mount);
        case Mount::Type::tmpfs:
            return tmpfs(mount);
        case Mount::Type::secret:
            return secret(mount);
        case Mount::Type::ssh:
            throw ExpansionError{mount.at,
                                 "no agent can be lent to a RUN here: hand a key over with "
                                 "--mount=type=secret"};
    }
}

std::string RunMounts::target(const Mount& mount) const {
    const auto text = words(mount.target);
    return "/" + containerfile::clean_path(text);
}

void RunMounts::bind(const Mount& mount) {
    origins_.push_back(std::make_unique<Origin>(job_, mount.from.text, stage_, !mount.read_only));
    const auto source = words(mount.source);
    const sys::Fd found =
        sys::openat2(sys::open(origins_.back()->path(), O_PATH),
                     source.empty() ? "." : Path{source}.relative_path(), O_PATH, RESOLVE_IN_ROOT);
    const auto path = fs::read_symlink(fmt::format("/proc/self/fd/{}", found.get()));
    filesystem_.mounts.push_back(
        {target(mount), "bind", path, mount.read_only ? std::uint64_t{MOUNT_ATTR_RDONLY} : 0});
}

/// Caches are the store's, by id: what is in them outlives builds, and is in no image.
void RunMounts::cache(const Mount& mount) {
    if (!mount.from.empty())
        throw ExpansionError{mount.at, "a cache begins empty here: leave out from= and source="};
    const auto id = words(mount.id).empty() ? target(mount) : words(mount.id);
    const bool is_private = mount.sharing == Mount::Sharing::private_;
    for (int copy = 0;; ++copy) {
        const auto name = image::Digest::of(copy == 0 ? id : fmt::format("{} {}", copy, id)).hex();
        const Path path = job_.store.root() / "mounts" / name;
        const bool is_new = !fs::exists(path);
        sys::make_directories(path, 0755);
        locks_.push_back(sys::open(path, O_RDONLY | O_DIRECTORY));
        if (is_private && ::flock(locks_.back().get(), LOCK_EX | LOCK_NB) == -1) continue;
        if (mount.sharing == Mount::Sharing::locked) sys::flock(locks_.back(), LOCK_EX);
        if (is_new) {
            sys::fchownat(AT_FDCWD, path, number(words(mount.uid), 10, 0),
                          number(words(mount.gid), 10, 0));
            sys::fchmodat(AT_FDCWD, path, number(words(mount.mode), 8, 0755));
        }
        filesystem_.mounts.push_back(
            {target(mount), "bind", path, mount.read_only ? std::uint64_t{MOUNT_ATTR_RDONLY} : 0});
        return;
    }
}

void RunMounts::tmpfs(const Mount& mount) {
    const auto size = words(mount.size);
    filesystem_.mounts.push_back({target(mount), "tmpfs", "tmpfs",
                                  MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV,
                                  size.empty() ? "" : "size=" + size});
}

/// On a tmpfs of our own: a secret is never written to a disk.
void RunMounts::secret(const Mount& mount) {
    auto id = words(mount.id);
    if (id.empty()) id = Path{words(mount.target)}.filename();
    const auto& all = job_.request.secrets;
    const auto given =
        std::find_if(all.begin(), all.end(), [&id](const Secret& other) { return other.id == id; });
    if (given == all.end()) {
        if (!mount.required) return;
        throw ExpansionError{
            mount.at, fmt::format("the secret {0} was not given: --secret id={0},src=FILE", id)};
    }
    const auto value = read_secret(*given);
    if (!mount.environment.empty()) variables_[words(mount.environment)] = value;
    if (!mount.environment.empty() && mount.target.empty()) return;
    const Path directory = bench_.path() / "secrets";
    if (!has_secrets_) {
        sys::mkdir(directory, 0700);
        sys::mount("tmpfs", directory, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC);
        has_secrets_ = true;
    }
    const Path file = directory / std::to_string(filesystem_.mounts.size());
    sys::write_all(sys::open(file, O_CREAT | O_WRONLY, 0600), value);
    sys::fchownat(AT_FDCWD, file, number(words(mount.uid), 10, 0), number(words(mount.gid), 10, 0));
    sys::fchmodat(AT_FDCWD, file, number(words(mount.mode), 8, 0400));
    const auto place = mount.target.empty() ? "/run/secrets/" + id : target(mount);
    filesystem_.mounts.push_back({place, "bind", file, MOUNT_ATTR_RDONLY});
}

}  // namespace build
