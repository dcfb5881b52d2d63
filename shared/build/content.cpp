// SPDX-License-Identifier: MIT
#include "build/content.hpp"

#include "build/cache.hpp"
#include "sys/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <array>

namespace build {

void add_content(image::Sha256& sum, const SourceTree& tree, const SourceTree::Entry& entry) {
    // Sizes first: so no two trees give the same bytes.
    sum.update(fmt::format("{}:{} {:o} {} ", entry.path.size(), entry.path, entry.info.st_mode,
                           S_ISREG(entry.info.st_mode) ? entry.info.st_size : 0));
    std::array<char, 1 << 16> buffer;
    if (S_ISLNK(entry.info.st_mode)) {
        const auto link = tree.open(entry, O_PATH);
        const auto size = sys::check(::readlinkat(link.get(), "", buffer.data(), buffer.size()),
                                     "readlinkat {}", entry.path);
        sum.update({buffer.data(), static_cast<std::size_t>(size)});
    }
    if (!S_ISREG(entry.info.st_mode)) return;
    const auto file = tree.open(entry, O_RDONLY);
    for (;;) {
        const auto size =
            sys::check(::read(file.get(), buffer.data(), buffer.size()), "read {}", entry.path);
        if (size == 0) return;
        sum.update({buffer.data(), static_cast<std::size_t>(size)});
    }
}

/// What is in it now. If somebody says what must be, there is no need to look.
std::string content_of_url(const Job& job, const std::string& url, const std::string& checksum) {
    if (!checksum.empty()) return checksum;
    const Bench bench{job.store};
    return download(job, url, checksum, bench.path() / "download").text();
}

std::string read_all(const Job& job, std::size_t stage, const Move& move) {
    const Origin origin{job, move.from, stage};
    image::Sha256 sum;
    for (const auto& source : move.sources) {
        if (move.is_add && is_url(source)) {
            sum.update(content_of_url(job, source, move.checksum));
            continue;
        }
        for (const auto& path : origin.tree().match(source))
            origin.tree().walk(path, move.excluded, [&](const SourceTree::Entry& entry) {
                add_content(sum, origin.tree(), entry);
            });
    }
    return sum.finish().text();
}

/// Of an image's layers, whatever its history, and of what is asked of them.
image::Digest name_of(const image::Image& image, const std::string& words) {
    std::string text = "content " + words;
    for (const auto& diff_id : image.config.diff_ids) text += " " + diff_id.text();
    return image::Digest::of(text);
}

/// Layers never change: what an earlier build has read there need not be mounted and read again.
std::string content(const Job& job, std::size_t stage, const Move& move, const std::string& words) {
    if (move.sources.empty()) return "";
    if (move.from.empty()) return read_all(job, stage, move);
    const auto name = name_of(source(job, move.from, stage), words);
    auto text = recall_text(job.store, name);
    if (text.empty()) {
        text = read_all(job, stage, move);
        remember_text(job.store, name, text);
    }
    return text;
}

std::string content(const Job& job, std::size_t stage, const containerfile::Run& run,
                    const containerfile::Scope& scope) {
    image::Sha256 sum;
    bool reads = false;
    for (const auto& mount : run.mounts) {
        if (mount.type != containerfile::Mount::Type::bind) continue;
        reads = true;
        const Origin origin{job, mount.from.text, stage};
        origin.tree().walk(
            containerfile::clean_path(scope.expand(mount.source)), {},
            [&](const SourceTree::Entry& entry) { add_content(sum, origin.tree(), entry); });
    }
    return reads ? sum.finish().text() : "";
}

}  // namespace build
