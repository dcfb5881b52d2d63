// SPDX-License-Identifier: MIT
#include "build/transfer.hpp"

#include "build/archive.hpp"
#include "image/users.hpp"
#include "sys/attributes.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

/// COPY and ADD, carried out.
namespace build {
namespace {

std::optional<mode_t> parse_mode(const std::string& text) {
    if (text.empty()) return std::nullopt;
    unsigned mode = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), mode, 8);
    if (error == std::errc{} && end == text.data() + text.size() && mode <= 07777)
        return static_cast<mode_t>(mode);
    throw std::runtime_error{fmt::format("--chmod={}: write an octal number, such as 755", text)};
}

std::string below(const std::string& directory, const std::string& name) {
    return directory.empty() || name.empty() ? directory + name : directory + "/" + name;
}

/// One COPY or ADD on its way.
class Transport {
public:
    Transport(const Job& job, std::size_t stage, const Move& move, const Worktree& worktree)
        : job_{job},
          move_{move},
          origin_{job, move.from, stage},
          owner_{image::Users{{worktree.path()}}.owner(move.chown)},
          copier_{worktree.root(), {owner_, parse_mode(move.chmod)}},
          into_{move.into_directory || copier_.is_directory(move.destination)} {}

    void run() {
        std::vector<std::string> paths, urls;
        for (const auto& source : move_.sources)
            if (move_.is_add && is_url(source))
                urls.push_back(source);
            else
                for (const auto& path : origin_.tree().match(source)) paths.push_back(path);
        const auto files = paths.size() + urls.size() + move_.documents.size();
        if (files == 0) throw std::runtime_error{"nothing matches the patterns of what to copy"};
        if (files > 1 && !into_)
            throw std::runtime_error{
                fmt::format("several files go into a directory: write /{}/", move_.destination)};
        if (move_.into_directory) copier_.directory(move_.destination);
        for (const auto& path : paths) take(path);
        for (const auto& url : urls) fetch(url);
        for (const auto& [name, text] : move_.documents) copier_.write(text, place(name));
    }

private:
    /// Where a file of that name goes.
    std::string place(const std::string& name) const {
        return into_ ? below(move_.destination, name) : move_.destination;
    }

    void take(const std::string& path) {
        const auto& tree = origin_.tree();
        const auto root = move_.parents ? below(move_.destination, path) : move_.destination;
        tree.walk(path, move_.excluded, [&](const SourceTree::Entry& entry) {
            const bool is_directory = S_ISDIR(entry.info.st_mode);
            if (!entry.below.empty())
                copier_.copy(tree, entry, below(root, entry.below));
            else if (is_directory && !move_.parents)
                copier_.directory(root);  // what is in it is copied, and not itself
            else if (is_directory || move_.parents)
                copier_.copy(tree, entry, root);
            else
                take_file(entry, path);
        });
    }

    void take_file(const SourceTree::Entry& entry, const std::string& path) {
        const auto& tree = origin_.tree();
        const bool may_unpack = move_.is_add && move_.unpack.value_or(true);
        if (may_unpack && S_ISREG(entry.info.st_mode))
            if (const auto file = tree.open(entry, O_RDONLY); is_archive(file)) return unpack(file);
        copier_.copy(tree, entry, place(Path{path}.filename()));
    }

    void unpack(sys::BorrowedFd file) {
        const auto directory = copier_.directory(move_.destination);
        unpack_archive(file, fmt::format("/proc/self/fd/{}", directory.get()),
                       move_.chown.empty() ? std::nullopt : std::optional{owner_});
    }

    void fetch(const std::string& url) {
        const Bench bench{job_.store};
        const auto name = Path{url.substr(0, url.find_first_of("?#"))}.filename();
        if (into_ && name.empty())
            throw std::runtime_error{
                fmt::format("{}: has no file name: write one after the /", url)};
        const auto file = bench.path() / "download";
        download(job_, url, move_.checksum, file);
        const auto opened = sys::open(file, O_RDONLY);
        if (move_.unpack.value_or(false) && is_archive(opened)) return unpack(opened);
        sys::fchmodat(AT_FDCWD, file, 0600);  // docker's rule for what comes from elsewhere
        const containerfile::IgnorePatterns nothing;
        const sys::Fd directory = sys::open(bench.path(), O_PATH | O_DIRECTORY);
        const SourceTree tree{directory, nothing};
        tree.walk("download", nothing,
                  [&](const SourceTree::Entry& entry) { copier_.copy(tree, entry, place(name)); });
    }

    const Job& job_;
    const Move& move_;
    Origin origin_;
    container::User owner_;
    Copier copier_;
    bool into_;
};

}  // namespace

image::Digest download(const Job& job, const std::string& url, const std::string& checksum,
                       const Path& file) {
    const auto digest = registry::fetch(url, file, job.request.access).digest;
    if (checksum.empty() || checksum == digest.text()) return digest;
    throw std::runtime_error{
        fmt::format("{}: is {} and not {}, as --checksum says", url, digest.text(), checksum)};
}

void carry_out(const Job& job, std::size_t stage, const Move& move, const Worktree& worktree) {
    Transport{job, stage, move, worktree}.run();
}

}  // namespace build
