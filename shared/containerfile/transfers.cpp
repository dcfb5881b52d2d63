// SPDX-License-Identifier: MIT
#include "containerfile/flags.hpp"
#include "containerfile/instructions.hpp"

#include <fmt/format.h>

#include <utility>

/// COPY and ADD.
namespace containerfile {
namespace {

using Takes = Flags::Takes;

bool is_mark(const Statement& statement, const RawWord& word) {
    const auto at = statement.word(word).at;
    for (const auto& document : statement.documents())
        if (document.at.line == at.line && document.at.column == at.column) return true;
    return false;
}

/// The words of either form: COPY A B or COPY ["A", "B"]. Quotes mean nothing to the first one's
/// blanks; that is what the second is for.
std::vector<RawWord> words_of(const Statement& statement) {
    auto words = statement.json();
    return words ? std::move(*words) : statement.split_at_blanks();
}

void read_files(const Statement& statement, const Flags& flags, Transfer& transfer) {
    auto words = words_of(statement);
    if (words.size() < 2)
        statement.fail(fmt::format("{0} lacks {1}: write {0} SOURCE... DESTINATION",
                                   statement.name(), words.empty() ? "files" : "a destination"));
    const auto destination = std::move(words.back());
    words.pop_back();
    if (is_mark(statement, destination))
        statement.fail(destination.offset, "a here-document is a source, never the destination");
    for (const auto& word : words)
        if (!is_mark(statement, word)) transfer.sources.push_back(statement.word(word));
    transfer.documents = statement.documents();
    transfer.destination = statement.word(destination);
    transfer.chown = flags.word("chown");
    transfer.chmod = flags.word("chmod");
    transfer.excludes = flags.words("exclude");
    transfer.link = flags.truth("link").value_or(false);
}

}  // namespace

Add parse_add(const Statement& statement) {
    const Flags flags{statement,
                      {{"chown"},
                       {"chmod"},
                       {"checksum"},
                       {"exclude", Takes::values},
                       {"link", Takes::truth},
                       {"keep-git-dir", Takes::truth},
                       {"unpack", Takes::truth}}};
    Add add;
    read_files(statement, flags, add);
    add.checksum = flags.word("checksum");
    add.keep_git_dir = flags.truth("keep-git-dir").value_or(false);
    add.unpack = flags.truth("unpack");
    return add;
}

Copy parse_copy(const Statement& statement) {
    const Flags flags{statement,
                      {{"from"},
                       {"chown"},
                       {"chmod"},
                       {"exclude", Takes::values},
                       {"link", Takes::truth},
                       {"parents", Takes::truth}}};
    Copy copy;
    read_files(statement, flags, copy);
    copy.from = flags.word("from", Word::Kind::literal);
    if (copy.from.text.find('$') != std::string::npos)
        statement.fail(
            flags.find("from")->offset,
            "--from takes no variables: name a stage, FROM $X AS name, and copy from it");
    copy.parents = flags.truth("parents").value_or(false);
    return copy;
}

}  // namespace containerfile
