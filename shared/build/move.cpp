// SPDX-License-Identifier: MIT
#include "build/transfer.hpp"

#include <fmt/format.h>

#include <stdexcept>

/// COPY and ADD as values: their words expanded.
namespace build {
namespace {

using containerfile::clean_path;

/// Written so that it can only be a directory.
bool names_directory(const std::string& path) {
    return path.ends_with('/') || path == "." || path == ".." || path.ends_with("/.") ||
           path.ends_with("/..");
}

}  // namespace

bool is_url(const std::string& source) {
    return source.starts_with("http://") || source.starts_with("https://");
}

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
    move.unpack = add.unpack;
    move.checksum = scope.expand(add.checksum);
    for (const auto& source : move.sources)
        if (source.starts_with("git@") || source.find(".git#") != source.npos ||
            (is_url(source) && source.ends_with(".git")))
            throw std::runtime_error{
                fmt::format("{}: a repository is not fetched here: clone it into the context, and "
                            "COPY it",
                            source)};
    return move;
}

}  // namespace build
