// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace container {

using Path = std::filesystem::path;

/// Where this user's containers are noted: /run/workbook for root. For others it is workbook in
/// $XDG_RUNTIME_DIR or, for want of that, a directory of their own in /tmp.
Path state_directory();

/// What is known of one container outside of it: a directory named after the container, one value
/// a file. Whoever makes the container holds a lock on the directory, flock(2), for as long as the
/// container is to exist; so a directory that nobody has locked is what a kill left behind.
///
/// Everything that a layer must undo on the host can be found from here, because whoever undoes it
/// may be another process. Runs on the host.
class State {
public:
    State() = default;
    /// For a new container, which this process owns from now on. With no `name` it gets one that
    /// no other has. Throws if a container that lives has that name.
    static State create(const std::string& name = {});
    /// That container's, dead or alive; nothing if there is none of that name.
    static std::optional<State> find(const std::string& name);
    /// That of a container that lives. Throws if there is none of that name.
    static State running(const std::string& name);
    /// The same in a directory that the caller has chosen. What is made must not be there yet
    /// (EEXIST), and has an owner only until this process has done its part.
    static State create_at(const Path& path);
    static State at(const Path& path) { return State{path, {}}; }
    /// Every container's, sorted by name.
    static std::vector<State> all();

    explicit operator bool() const noexcept { return !path_.empty(); }
    std::string name() const { return path_.filename().native(); }
    const Path& path() const noexcept { return path_; }

    /// Somebody owns it.
    bool is_owned() const;
    /// Becomes the owner if there is none: then true.
    bool take_over();
    /// Becomes the owner as soon as there is none. Throws ENOENT if the container is gone by then.
    void lock();
    void unlock() noexcept { lock_.reset(); }

    void write(const std::string& file, const std::string& value) const;
    /// Empty if the file is not there.
    std::string read(const std::string& file) const;

    /// Forgets the container. The owner's last act.
    void remove() noexcept;
    /// Runs in the child: the container is its parent's.
    void leave_to_host() noexcept { lock_.reset(); }

private:
    State(Path path, sys::Fd lock) : path_{std::move(path)}, lock_{std::move(lock)} {}

    Path path_;
    sys::Fd lock_;
};

}  // namespace container
