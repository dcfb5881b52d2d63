// SPDX-License-Identifier: MIT
#include "container/state.hpp"

#include "container/names.hpp"
#include "container/rootless.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace container {
namespace {

namespace fs = std::filesystem;

Path containers() {
    return state_directory() / "containers";
}

bool try_lock(const sys::Fd& directory) {
    if (::flock(directory.get(), LOCK_EX | LOCK_NB) == 0) return true;
    if (errno != EWOULDBLOCK) sys::check(-1, "flock");
    return false;
}

/// ENOTEMPTY if there are other containers.
void remove_if_last() {
    ::rmdir(containers().c_str());
    ::rmdir(state_directory().c_str());
}

/// Whatever the caller's umask: the root of a user namespace must pass, who is a stranger here.
void make_directory(const Path& path, mode_t mode) {
    if (::mkdir(path.c_str(), mode) == 0) ::chmod(path.c_str(), mode);
}

/// Makes the directory under a name that nobody looks at. The last container to go takes the
/// directories above along, perhaps just now: then again.
Path make_unseen() {
    for (;;) {
        make_directory(state_directory(), ::geteuid() == 0 ? 0755 : 0700);
        make_directory(containers(), 0755);
        auto name = (containers() / ".new-XXXXXX").native();
        if (::mkdtemp(name.data()) && ::chmod(name.c_str(), 0711) == 0) return name;
        if (const int error = errno; error != ENOENT) {
            remove_if_last();
            throw sys::SysError{error, "mkdir " + name};
        }
    }
}

/// What is still mounted is not ours to remove.
bool on_same_mount(const Path& path, const Path& directory) {
    struct stat here {
    }, above{};
    return ::lstat(path.c_str(), &here) == 0 && ::stat(directory.c_str(), &above) == 0 &&
           here.st_dev == above.st_dev;
}

bool owned(const Path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd == -1) return false;
    return !try_lock(sys::Fd{fd});
}

}  // namespace

Path state_directory() {
    if (::access("/run", W_OK) == 0) return "/run/workbook";
    if (const char* runtime = std::getenv("XDG_RUNTIME_DIR")) return Path{runtime} / "workbook";
    const Path path = fmt::format("/tmp/workbook-{}", outer_user());
    struct stat info {};
    if (::lstat(path.c_str(), &info) == 0 && info.st_uid != ::geteuid())
        throw std::runtime_error{
            fmt::format("{}: belongs to another user; set XDG_RUNTIME_DIR to a directory of yours",
                        path.native())};
    return path;
}

State State::create(const std::string& name) {
    if (!name.empty()) check_name(name);
    const Path unseen = make_unseen();
    // Locked before it has its name: it is never seen without an owner.
    sys::Fd lock = sys::open(unseen, O_RDONLY | O_DIRECTORY);
    sys::flock(lock, LOCK_EX);
    for (;;) {
        const Path path = containers() / (name.empty() ? generate_name() : name);
        if (::renameat2(AT_FDCWD, unseen.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0)
            return State{path, std::move(lock)};
        const int error = errno;
        if (error == EEXIST && name.empty()) continue;  // the next name, then
        ::rmdir(unseen.c_str());
        remove_if_last();
        if (error == EEXIST)
            throw std::runtime_error{
                fmt::format("--name {0}: a container of that name {1}", name,
                            owned(path) ? "runs: choose another name, or end that one"
                                        : "was left behind: a later run of its chapter sweeps it")};
        throw sys::SysError{error, fmt::format("renameat2 {}", path.native())};
    }
}

State State::create_at(const Path& path) {
    sys::mkdir(path, 0711);
    ::chmod(path.c_str(), 0711);  // whatever the caller's umask
    State state{path, {}};
    state.lock();
    return state;
}

std::optional<State> State::find(const std::string& name) {
    check_name(name);
    const Path path = containers() / name;
    if (!fs::is_directory(path)) return std::nullopt;
    return State{path, {}};
}

State State::running(const std::string& name) {
    if (auto state = find(name); state && state->is_owned()) return std::move(*state);
    throw std::runtime_error{
        fmt::format("{}: no container of that name runs; ps lists those that do", name)};
}

std::vector<State> State::all() {
    std::vector<State> states;
    std::error_code none;  // not even the directory
    for (const auto& entry : fs::directory_iterator{containers(), none})
        if (entry.path().filename().native().front() != '.')
            states.push_back(State{entry.path(), {}});
    std::sort(states.begin(), states.end(),
              [](const State& a, const State& b) { return a.path_ < b.path_; });
    return states;
}

bool State::is_owned() const {
    return lock_ || owned(path_);
}

bool State::take_over() {
    const int fd = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd == -1) return false;  // somebody swept it first
    sys::Fd lock{fd};
    if (!try_lock(lock) || !fs::exists(path_)) return false;
    lock_ = std::move(lock);
    return true;
}

void State::lock() {
    sys::Fd directory = sys::open(path_, O_RDONLY | O_DIRECTORY);
    sys::flock(directory, LOCK_EX);
    struct stat now {};
    const bool same =
        ::stat(path_.c_str(), &now) == 0 && now.st_ino == sys::fstat(directory).st_ino;
    if (!same) throw sys::SysError{ENOENT, "flock " + path_.native()};
    lock_ = std::move(directory);
}

void State::write(const std::string& file, const std::string& value) const {
    // Under another name first: a reader never sees half a value.
    const Path unfinished = path_ / ("." + file);
    const auto opened = sys::open(unfinished, O_CREAT | O_WRONLY | O_TRUNC, 0644);
    sys::write_all(opened, value);
    sys::check(::fchmod(opened.get(), 0644), "fchmod {}", unfinished.native());
    fs::rename(unfinished, path_ / file);
}

std::string State::read(const std::string& file) const {
    return sys::try_read_file(path_ / file).value_or("");
}

void State::remove() noexcept {
    if (path_.empty()) return;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator{path_, ignored})
        if (!fs::remove(entry.path(), ignored) && on_same_mount(entry.path(), path_))
            fs::remove_all(entry.path(), ignored);
    fs::remove(path_, ignored);
    remove_if_last();
    path_.clear();
    lock_.reset();
}

}  // namespace container
