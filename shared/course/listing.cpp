// SPDX-License-Identifier: MIT
#include "course/listing.hpp"

#include <fmt/format.h>

namespace course {
namespace {

constexpr std::size_t text_column = 9;  // "  pass   "

/// The word that a line begins with.
std::string word_of(const Check& check) {
    if (check.has("fail")) return check.kind == "not written" ? "to do" : "FAIL";
    return check.has("error") ? "ERROR" : check.verdict;
}

std::string painted(const Check& check, const Paint& paint) {
    const auto word = word_of(check);
    if (check.has("pass")) return paint.good(word);
    if (word == "FAIL" || word == "ERROR") return paint.bad(word);
    return word == "to do" ? paint.strong(word) : paint.faint(word);
}

/// What is to be said of a check beside its name.
std::string remark(const Check& check, const Judgement& judgement) {
    if (check.has("skip")) return ": " + check.reason;
    if (check.has("error")) return fmt::format(" ({}): our mistake, see below", check.id);
    if (check.has("fail")) return fmt::format(" ({})", check.id);
    if (!check.has("waits")) return "";
    const auto awaited = judgement.awaited(check);
    const bool skipped = awaited && awaited->has("skip");
    return fmt::format(" (for {}{})", awaited ? awaited->id : check.waits_for,
                       skipped ? ", which was skipped" : "");
}

std::string line(const std::string& word, std::size_t width, const std::string& text) {
    return "  " + word + wrapped(text, text_column, 2 + width);
}

}  // namespace

std::string Listing::heading(const Check& check) {
    if (check.group() == group_) return "";
    group_ = check.group();
    return "\n" + paint_.strong(group_) + "\n";
}

std::string Listing::add(const Check& check, const Judgement& judgement) {
    if (check.has("waits")) {
        const auto awaited = judgement.awaited(check);
        if (awaited && awaited->kind == "not written") {
            ++folded_;
            return "";
        }
    }
    const auto text = harmless(check.title() + remark(check, judgement));
    return heading(check) + line(painted(check, paint_), word_of(check).size(), text);
}

std::string Listing::end() const {
    if (folded_ == 0) return "";
    return fmt::format("\n  {} for it.\n",
                       count(folded_, "more check") + (folded_ == 1 ? " waits" : " wait"));
}

std::string Listing::running(const Check& check) const {
    return fmt::format("  ...    {}", check.title().substr(0, 70));
}

std::string list_of(const std::vector<Check>& checks, const Paint& paint) {
    std::string text, group;
    for (const auto& check : checks) {
        if (check.group() != group) text += "\n" + paint.strong(check.group()) + "\n";
        group = check.group();
        text += wrapped(check.title() + " (" + check.id + ")", 2);
    }
    return text;
}

}  // namespace course
