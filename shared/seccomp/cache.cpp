// SPDX-License-Identifier: MIT
#include "seccomp/cache.hpp"

#include "image/digest.hpp"
#include "image/store.hpp"
#include "seccomp/describe.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/bpf_common.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstring>

namespace seccomp {
namespace {

namespace fs = std::filesystem;

/// More than any person has profiles: the oldest go.
constexpr std::size_t most_files = 64;

bool is_only_ours(const struct stat& info) {
    return info.st_uid == ::geteuid() && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/// Nothing if it is not there, or somebody else could have put something there.
std::optional<sys::Fd> open_own(const fs::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd == -1) return std::nullopt;
    sys::Fd directory{fd};
    if (!is_only_ours(sys::fstat(directory))) return std::nullopt;
    return directory;
}

std::string_view bytes(const Program& program) {
    return {reinterpret_cast<const char*>(program.data()), program.size() * sizeof(sock_filter)};
}

/// A file's first line: it is whole, and it is the one that was asked for.
std::string seal(const std::string& key, std::string_view bytes) {
    image::Sha256 sum;
    sum.update(key);
    sum.update(bytes);
    return sum.finish().hex() + "\n";
}

std::string read_all(sys::BorrowedFd file, std::size_t size) {
    std::string text(size, '\0');
    const auto got = sys::check(::read(file.get(), text.data(), size), "read");
    text.resize(static_cast<std::size_t>(got));
    return text;
}

/// Room for one more.
void remove_oldest(const fs::path& directory) {
    std::vector<fs::directory_entry> files;
    for (const auto& file : fs::directory_iterator{directory}) files.push_back(file);
    if (files.size() < most_files) return;
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) {
        return a.last_write_time() < b.last_write_time();
    });
    for (std::size_t i = 0; i + most_files / 2 < files.size(); ++i) fs::remove(files[i]);
}

}  // namespace

std::optional<Cache> Cache::open_default() try {
    return Cache{image::Store::default_root() / "filters"};
} catch (const std::runtime_error&) {  // no HOME
    return std::nullopt;
}

std::string Cache::key(const container::Seccomp& profile) {
    return image::Digest::of(describe_maker() + describe(profile)).hex();
}

std::optional<Program> Cache::find(const std::string& key) const {
    const auto directory = open_own(directory_);
    if (!directory) return std::nullopt;
    const int fd =
        ::openat(directory->get(), key.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (fd == -1) return std::nullopt;
    const sys::Fd file{fd};
    const auto info = sys::fstat(file);
    constexpr std::size_t most = 65 + BPF_MAXINSNS * sizeof(sock_filter);
    const auto size = static_cast<std::size_t>(info.st_size);
    if (!S_ISREG(info.st_mode) || !is_only_ours(info) || size <= 65 || size > most)
        return std::nullopt;
    const auto text = read_all(file, size);
    const auto rest = std::string_view{text}.substr(std::min<std::size_t>(65, text.size()));
    if (rest.empty() || rest.size() % sizeof(sock_filter) != 0 ||
        !text.starts_with(seal(key, rest)))
        return std::nullopt;
    Program program(rest.size() / sizeof(sock_filter));
    std::memcpy(program.data(), rest.data(), rest.size());
    return program;
}

void Cache::keep(const std::string& key, const Program& program) const noexcept try {
    if (!directory_.parent_path().empty()) sys::make_directories(directory_.parent_path(), 0755);
    ::mkdir(directory_.c_str(), 0700);
    const auto directory = open_own(directory_);
    if (!directory) return;
    remove_oldest(directory_);
    // Under another name first: who looks at the same time finds a whole file or none.
    const auto unfinished = fmt::format(".{}-{}", key, ::getpid());
    try {
        const auto file =
            sys::openat(*directory, unfinished, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0600);
        sys::write_all(file, seal(key, bytes(program)));
        sys::write_all(file, bytes(program));
        sys::check(::renameat(directory->get(), unfinished.c_str(), directory->get(), key.c_str()),
                   "renameat");
    } catch (const std::exception&) {
        ::unlinkat(directory->get(), unfinished.c_str(), 0);
    }
} catch (const std::exception&) {  // a full disk, or one that is read-only
}

Program cached(const container::Seccomp& profile, const Compile& compile) {
    const auto cache = Cache::open_default();
    if (!cache) return compile(profile);
    const auto key = Cache::key(profile);
    if (auto program = cache->find(key)) return *program;
    auto program = compile(profile);
    cache->keep(key, program);
    return program;
}

}  // namespace seccomp
