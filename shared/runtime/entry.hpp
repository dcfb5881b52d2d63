// SPDX-License-Identifier: MIT
#pragma once

#include "container/cgroup/group.hpp"
#include "container/state.hpp"
#include "sys/fd.hpp"

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace runtime {

using Path = std::filesystem::path;

/// What is kept of one container between two commands, of which each is a process of its own: the
/// directory ROOT/ID. Its status is not in there, because no command is there to note that the
/// program has ended: it is seen each time anew, from the process, the gate and the cgroup.
class Entry {
public:
    /// For a new container. Whoever makes it holds the lock. Throws if the name is one already.
    static Entry create(const Path& root, const std::string& id);
    /// Throws if there is no such container.
    static Entry find(const Path& root, const std::string& id);
    static bool exists(const Path& root, const std::string& id);
    /// All of them, sorted by name.
    static std::vector<Entry> all(const Path& root);

    std::string id() const { return state_.name(); }
    const container::State& state() const noexcept { return state_; }
    container::State& state() noexcept { return state_; }

    /// The socket of the start gate. It is there for as long as nobody has opened the gate.
    Path gate() const { return state_.path() / "gate"; }
    /// The copy of the config that the container was made with.
    Path config() const { return state_.path() / "config.json"; }

    /// From now on, no other command changes the container. Throws if it is gone by then.
    void lock();
    /// Somebody makes it just now, or changes it.
    bool is_locked() const { return state_.is_owned(); }

    /// The number of the container's first process, as the host counts; 0 if it has none yet.
    pid_t init() const { return life().init; }
    /// The process itself; no descriptor if it has ended. A later process that has got its number
    /// is told from it by when it was started.
    sys::Fd open_init() const;
    bool is_alive() const;
    /// The container was made to its end: it waits at its gate, or has been started.
    bool is_complete() const { return !created().empty(); }
    /// When that was, as RFC 3339 writes it.
    const std::string& created() const { return life().created; }

    /// Notes who the process is and when it was started. Runs on the host, while the process is
    /// sure to be there.
    static void note_start(const container::State& state, pid_t init);
    /// Notes that the container is made, after note_start().
    static void note_complete(const container::State& state);

    bool is_frozen() const noexcept;
    container::cgroup::Group group() const { return container::cgroup::Group::find(state_); }

private:
    explicit Entry(container::State state) : state_{std::move(state)} {}

    /// In one file, since `list` reads it of every container.
    struct Life {
        pid_t init = 0;
        std::string start;  ///< The process's starttime, proc(5).
        std::string created;
    };
    const Life& life() const;

    container::State state_;
    mutable Life life_;  ///< As it was read. Once it is whole, it never changes.
};

/// Throws unless `id` can name a container: letters, digits, '_', '+', '-' and '.'; so it is never
/// a path that leads elsewhere.
void check_id(const std::string& id);

}  // namespace runtime
