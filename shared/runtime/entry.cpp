// SPDX-License-Identifier: MIT
#include "runtime/entry.hpp"

#include "runtime/clock.hpp"
#include "runtime/status.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <stdexcept>

namespace runtime {
namespace {

namespace fs = std::filesystem;
using container::State;

/// What /proc/PID/stat has behind the program's name, which may have anything in it: proc(5), from
/// field 3 on.
std::string fields(pid_t process) {
    const auto path = fmt::format("/proc/{}/stat", process);
    const sys::Fd file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    std::array<char, 1024> buffer;
    const auto size = file ? ::read(file.get(), buffer.data(), buffer.size()) : 0;
    const std::string text{buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
    const auto name_end = text.rfind(')');
    return name_end == text.npos ? "" : text.substr(name_end + 1);
}

/// Field 22, in clock ticks since the machine was booted; empty if there is no such process, or it
/// has ended and only its parent's wait is missing.
std::string start_of(pid_t process) {
    std::istringstream words{fields(process)};
    std::string word;
    words >> word;
    if (word.empty() || word == "Z" || word == "X") return "";
    constexpr int from = 3, start = 22;
    for (int i = from; i < start; ++i) words >> word;
    return word;
}

/// The file of the container's state that knows its first process: PID START, and once it is made,
/// CREATED.
constexpr auto life_file = "life";

}  // namespace

std::string_view name_of(Status status) {
    constexpr std::array<std::string_view, 5> in_order{"creating", "created", "running", "paused",
                                                       "stopped"};
    return in_order.at(static_cast<std::size_t>(status));
}

void check_id(const std::string& id) {
    const auto is_fine = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '+' || c == '-' || c == '.';
    };
    constexpr std::size_t longest = 255;  // a name of a file, NAME_MAX
    if (!id.empty() && id.size() <= longest && id != "." && id != ".." &&
        std::all_of(id.begin(), id.end(), is_fine))
        return;
    throw std::runtime_error{fmt::format(
        "\"{}\" cannot name a container: an ID is letters, digits, '_', '+', '-' and '.'", id)};
}

Entry Entry::create(const Path& root, const std::string& id) {
    check_id(id);
    sys::make_directories(root, 0700);
    try {
        return Entry{State::create_at(root / id)};
    } catch (const sys::SysError& e) {
        if (e.error() != EEXIST) throw;
        throw std::runtime_error{
            fmt::format("container with id {} already exists: delete it, or choose another", id)};
    }
}

bool Entry::exists(const Path& root, const std::string& id) {
    check_id(id);
    return fs::is_directory(root / id);
}

Entry Entry::find(const Path& root, const std::string& id) {
    if (exists(root, id)) return Entry{State::at(root / id)};
    throw std::runtime_error{
        fmt::format("container \"{}\" does not exist: `list` shows those that do", id)};
}

std::vector<Entry> Entry::all(const Path& root) {
    std::vector<Entry> entries;
    std::error_code none;  // not even the directory
    for (const auto& entry : fs::directory_iterator{root, none})
        if (entry.is_directory(none)) entries.push_back(Entry{State::at(entry.path())});
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.id() < b.id(); });
    return entries;
}

void Entry::lock() {
    life_ = {};  // what was read so far may be of another one, which had this name until now
    try {
        state_.lock();
    } catch (const sys::SysError& e) {
        if (e.error() != ENOENT) throw;
        throw std::runtime_error{fmt::format("container \"{}\" was deleted just now", id())};
    }
}

const Entry::Life& Entry::life() const {
    if (!life_.created.empty()) return life_;
    std::istringstream words{state_.read(life_file)};
    life_ = {};
    words >> life_.init >> life_.start >> life_.created;
    return life_;
}

bool Entry::is_alive() const {
    const auto& noted = life();
    return !noted.start.empty() && start_of(noted.init) == noted.start;
}

sys::Fd Entry::open_init() const {
    const pid_t pid = init();
    auto pidfd = pid == 0 ? sys::Fd{} : sys::try_pidfd_open(pid);
    // Looked at only now: whatever it says is of the process that we hold.
    return pidfd && is_alive() ? std::move(pidfd) : sys::Fd{};
}

bool Entry::is_frozen() const noexcept try {
    return group().is_frozen();
} catch (const std::exception&) {  // its cgroup is gone: it ended while we looked
    return false;
}

void Entry::note_start(const State& state, pid_t init) {
    state.write(life_file, fmt::format("{} {}", init, start_of(init)));
}

void Entry::note_complete(const State& state) {
    state.write(life_file, fmt::format("{} {}", state.read(life_file), now()));
}

}  // namespace runtime
