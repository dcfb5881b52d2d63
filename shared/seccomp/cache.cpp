// SPDX-License-Identifier: MIT
#include "seccomp/cache.hpp"

#include "image/digest.hpp"
#include "image/store.hpp"
#include "seccomp/shorten.hpp"
#include "seccomp/startable.hpp"
#include "seccomp/trusted.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/bpf_common.h>
#include <seccomp.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <sstream>
#include <utility>

namespace seccomp {
namespace {

namespace fs = std::filesystem;

/// More than any person has profiles: the oldest go.
constexpr std::size_t most_files = 64;

/// The flags, a word each; an empty line; the instructions.
std::string encode(const Compiled& compiled) {
    std::string text;
    for (const auto& flag : compiled.flags) text += flag + ' ';
    text += '\n';
    text.append(reinterpret_cast<const char*>(compiled.program.data()),
                compiled.program.size() * sizeof(sock_filter));
    return text;
}

std::optional<Compiled> decode(std::string_view text) {
    const auto end = text.find('\n');
    if (end == text.npos) return std::nullopt;
    const auto program = text.substr(end + 1);
    const auto count = program.size() / sizeof(sock_filter);
    if (count == 0 || count > BPF_MAXINSNS || program.size() % sizeof(sock_filter) != 0)
        return std::nullopt;
    Compiled result{{}, std::vector<sock_filter>(count)};
    std::istringstream words{std::string{text.substr(0, end)}};
    for (std::string flag; words >> flag;) result.flags.push_back(flag);
    std::memcpy(result.program.data(), program.data(), program.size());
    return result;
}

/// A file's first line: it is whole, and the one that was asked for.
std::string seal(const std::string& key, std::string_view text) {
    image::Sha256 sum;
    sum.update(key);
    sum.update(text);
    return sum.finish().hex() + "\n";
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

std::string describe_maker() {
    struct stat own {};
    ::stat("/proc/self/exe", &own);
    utsname kernel{};
    ::uname(&kernel);
    const auto* library = ::seccomp_version();
    return fmt::format("{}:{} {} {}.{} libseccomp {}.{}.{} {} {}\n", own.st_dev, own.st_ino,
                       own.st_size, own.st_ctim.tv_sec, own.st_ctim.tv_nsec, library->major,
                       library->minor, library->micro, kernel.version, kernel.machine);
}

}  // namespace

std::optional<Cache> Cache::open_default() try {
    return Cache{image::Store::default_root() / "filters"};
} catch (const std::runtime_error&) {  // no HOME
    return std::nullopt;
}

std::string Cache::key(std::string_view text, const Circumstances& here) {
    image::Sha256 sum;
    sum.update(describe_maker());
    sum.update(describe(here));
    sum.update(text);
    return sum.finish().hex();
}

std::optional<Compiled> Cache::find(const std::string& key) const {
    const auto text = read_trusted(directory_, key);
    constexpr std::size_t seal_size = 65;
    if (!text || text->size() < seal_size) return std::nullopt;
    const auto rest = std::string_view{*text}.substr(seal_size);
    if (!text->starts_with(seal(key, rest))) return std::nullopt;
    return decode(rest);
}

void Cache::keep(const std::string& key, const Compiled& compiled) const noexcept try {
    if (!directory_.parent_path().empty()) sys::make_directories(directory_.parent_path(), 0755);
    ::mkdir(directory_.c_str(), 0700);
    if (!open_trusted(directory_)) return;
    remove_oldest(directory_);
    const auto text = encode(compiled);
    write_trusted(directory_, key, seal(key, text) + text);
} catch (const std::exception&) {  // a full disk, or one that is read-only
}

container::Seccomp prepare(std::string_view text, const Circumstances& here) {
    const auto key = Cache::key(text, here);
    const auto cache = Cache::open_default();
    if (auto found = cache ? cache->find(key) : std::nullopt) {
        container::Seccomp profile;
        profile.flags = std::move(found->flags);
        profile.compiled = std::move(found->program);
        return profile;
    }
    auto profile = resolve(parse_profile(text), here);
    if (profile.listener_path.empty()) profile.key = key;  // one with a listener is not kept
    return profile;
}

container::Seccomp prepare_default(const std::vector<std::string>& caps) {
    return prepare(default_profile(), {caps});
}

std::vector<sock_filter> cached(container::Seccomp profile, const Compile& compile) {
    if (!profile.compiled.empty()) return std::move(profile.compiled);
    auto program = shorten(compile(profile));
    require_startable(program);
    if (const auto cache = Cache::open_default(); cache && !profile.key.empty())
        cache->keep(profile.key, {profile.flags, program});
    return program;
}

}  // namespace seccomp
