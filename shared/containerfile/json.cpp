// SPDX-License-Identifier: MIT
#include "containerfile/blanks.hpp"
#include "containerfile/json_string.hpp"
#include "containerfile/words.hpp"

namespace containerfile {
namespace {

constexpr int deepest = 64;  // arrays in arrays: none may be in ours, but who knows what is written

/// RFC 8259, as far as it takes to tell whether a text is JSON. Each function moves past what it
/// is called after; false if that is not there.
class JsonReader {
public:
    explicit JsonReader(std::string_view text, std::size_t at) : text_{text}, at_{at} {}

    bool array(JsonArray& result);
    bool at_end() { return blanks() == text_.size(); }

private:
    std::size_t blanks() { return at_ = skip_blanks(text_, at_); }
    bool is(char c) { return blanks() < text_.size() && text_[at_] == c; }
    bool take(char c) { return is(c) && ++at_; }
    bool word(std::string_view expected);
    bool digits();
    bool number();
    bool string(std::string& result) { return is('"') && read_json_string(text_, at_, result); }
    bool list(char end, bool has_keys, int depth);
    bool value(int depth);

    std::string_view text_;
    std::size_t at_;
};

bool JsonReader::word(std::string_view expected) {
    if (text_.substr(at_, expected.size()) != expected) return false;
    at_ += expected.size();
    return true;
}

bool JsonReader::digits() {
    const auto begin = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return at_ > begin;
}

bool JsonReader::number() {
    word("-");
    if (!word("0") && !digits()) return false;
    if (word(".") && !digits()) return false;
    if (!word("e") && !word("E")) return true;
    if (!word("+")) word("-");
    return digits();
}

bool JsonReader::list(char end, bool has_keys, int depth) {
    if (take(end)) return true;
    do {
        std::string key;
        if (has_keys && !(string(key) && take(':'))) return false;
        if (!value(depth + 1)) return false;
    } while (take(','));
    return take(end);
}

bool JsonReader::value(int depth) {
    std::string ignored;
    if (depth > deepest) return false;
    if (is('"')) return string(ignored);
    if (take('[')) return list(']', false, depth);
    if (take('{')) return list('}', true, depth);
    return word("true") || word("false") || word("null") || number();
}

bool JsonReader::array(JsonArray& result) {
    if (!take('[')) return false;
    if (take(']')) return true;
    do {
        RawWord element{{}, blanks()};
        if (is('"')) {
            if (!string(element.text)) return false;
            result.words.push_back(std::move(element));
        } else {
            if (!value(0)) return false;
            result.has_only_strings = false;
        }
    } while (take(','));
    return take(']');
}

}  // namespace

JsonArray read_json(std::string_view text, std::size_t begin) {
    JsonArray result;
    JsonReader reader{text, begin};
    result.is_valid = reader.array(result) && reader.at_end();
    return result;
}

}  // namespace containerfile
