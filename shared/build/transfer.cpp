// SPDX-License-Identifier: MIT
#include "build/transfer.hpp"

#include "build/users.hpp"
#include "containerfile/expand.hpp"

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

namespace build {
namespace {

using containerfile::clean_path;

/// Written so that it can only be a directory.
bool names_directory(const std::string& path) {
    return path.ends_with('/') || path == "." || path == ".." || path.ends_with("/.") ||
           path.ends_with("/..");
}

std::optional<mode_t> parse_mode(const std::string& text) {
    if (text.empty()) return std::nullopt;
    unsigned mode = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), mode, 8);
    if (error == std::errc{} && end == text.data() + text.size() && mode <= 07777)
        return static_cast<mode_t>(mode);
    throw std::runtime_error{fmt::format("--chmod={}: write an octal number, such as 755", text)};
}

std::string join(const std::string& directory, const std::string& name) {
    return directory.empty() || name.empty() ? directory + name : directory + "/" + name;
}

/// Where in the image a source goes.
std::string target(const Move& move, const std::string& source, bool is_directory,
                   bool into_directory) {
    if (move.parents) return join(move.destination, source);
    if (is_directory || !into_directory) return move.destination;
    return join(move.destination, Path{source}.filename());
}

}  // namespace

Move expand(const containerfile::Transfer& transfer, const containerfile::Scope& scope,
            const std::string& working_directory) {
    Move move;
    for (const auto& source : transfer.sources) move.sources.push_back(scope.expand(source));
    for (const auto& document : transfer.documents)
        move.documents.emplace_back(
            document.name, document.expands ? scope.expand(document.text()) : document.text().text);
    const auto written = scope.expand(transfer.destination);
    move.destination =
        clean_path(written.starts_with('/') ? written : working_directory + "/" + written);
    move.into_directory = names_directory(written);
    move.chown = scope.expand(transfer.chown);
    move.chmod = scope.expand(transfer.chmod);
    for (const auto& pattern : transfer.excludes) move.excluded.add(scope.expand(pattern));
    return move;
}

Move expand(const containerfile::Copy& copy, const containerfile::Scope& scope,
            const std::string& working_directory) {
    auto move = expand(static_cast<const containerfile::Transfer&>(copy), scope, working_directory);
    move.from = copy.from.text;
    move.parents = copy.parents;
    return move;
}

Move expand(const containerfile::Add& add, const containerfile::Scope& scope,
            const std::string& working_directory) {
    auto move = expand(static_cast<const containerfile::Transfer&>(add), scope, working_directory);
    move.is_add = true;
    move.unpack = add.unpack.value_or(true);
    return move;
}

void carry_out(const Job& job, std::size_t stage, const Move& move, const Worktree& worktree) {
    const Origin origin{job, move.from, stage};
    std::vector<std::string> sources;
    for (const auto& source : move.sources)
        for (const auto& path : origin.tree().match(source)) sources.push_back(path);
    const auto files = sources.size() + move.documents.size();
    if (files == 0) throw std::runtime_error{"nothing matches the patterns of what to copy"};

    const Copier copier{worktree.root(),
                        {Users{{worktree.path()}}.owner(move.chown), parse_mode(move.chmod)}};
    const bool into = move.into_directory || copier.is_directory(move.destination);
    if (files > 1 && !into)
        throw std::runtime_error{
            fmt::format("several files go into a directory: write /{}/", move.destination)};
    if (move.into_directory) copier.directory(move.destination);
    for (const auto& source : sources)
        origin.tree().walk(source, move.excluded, [&](const SourceTree::Entry& entry) {
            const bool directory = S_ISDIR(entry.info.st_mode);
            const bool is_in_directory = !entry.below.empty();
            const auto to = target(move, source, directory || is_in_directory, into);
            if (directory && !is_in_directory && !move.parents)
                copier.directory(to);  // its content is copied, and not itself
            else
                copier.copy(origin.tree(), entry, join(to, entry.below));
        });
    for (const auto& [name, text] : move.documents)
        copier.write(text, into ? join(move.destination, name) : move.destination);
}

}  // namespace build
