// SPDX-License-Identifier: MIT
#include "containerfile/blanks.hpp"
#include "containerfile/expander.hpp"
#include "containerfile/pattern.hpp"

#include <fmt/format.h>

#include <utility>

/// What a dollar begins.
namespace containerfile {
namespace {

constexpr int deepest = 32;  // ${a:-${b:-${c:-...}}}

}  // namespace

std::string Expander::dollar() {
    take('$');
    if (take('{')) {
        if (++depth_ > deepest) fail("variables in variables in variables: more than 32 deep");
        auto result = braces();
        --depth_;
        return result;
    }
    const auto variable = name();
    if (variable.empty()) return "$";
    return lookup_(variable).value_or("");
}

/// A name, a number ($1), or one of the shell's special parameters, which are never set here.
std::string_view Expander::name() {
    const auto begin = at_;
    if (!at_end() && is_digit(text_[at_])) {
        while (!at_end() && is_digit(text_[at_])) ++at_;
    } else if (!at_end() &&
               std::string_view{"@*#?-$!"}.find(text_[at_]) != std::string_view::npos) {
        ++at_;
    } else {
        while (!at_end() && (is_letter(text_[at_]) || is_digit(text_[at_]) || text_[at_] == '_'))
            ++at_;
    }
    return text_.substr(begin, at_ - begin);
}

std::string Expander::braces() {
    const auto variable = name();
    if (variable.empty()) fail("a ${ without a name: write ${NAME}");
    if (at_end()) fail("a ${ without its }");
    const char operation = text_[at_++];
    if (operation == '}') return lookup_(variable).value_or("");
    const bool has_colon = operation == ':';
    if (has_colon && at_end()) fail("a ${ without its }");
    return substitute(variable, has_colon ? text_[at_++] : operation, has_colon);
}

std::string Expander::substitute(std::string_view name, char operation, bool empty_is_unset) {
    const auto value = lookup_(name);
    const bool is_set = value && !(empty_is_unset && value->empty());
    switch (operation) {
        case '-': {
            auto otherwise = inner('}', Escapes::removed);
            return is_set ? *value : otherwise;
        }
        case '+': {
            auto instead = inner('}', Escapes::removed);
            return is_set ? instead : "";
        }
        case '?': {
            const auto why = inner('}', Escapes::removed);
            const char* usual = value ? "must not be empty" : "must be set";
            if (!is_set) fail(fmt::format("{}: {}", name, why.empty() ? usual : why));
            return *value;
        }
        case '#':
        case '%':
            if (!empty_is_unset) return trim(value.value_or(""), operation);
            break;
        case '/':
            if (!empty_is_unset) return replace(value.value_or(""));
            break;
        default:
            break;
    }
    fail(fmt::format("there is no ${{{}{}{}: there are :- :+ :? - + ? # ## % %% / and //", name,
                     empty_is_unset ? ":" : "", operation));
}

std::string Expander::inner(char stop, Escapes escapes) {
    return until(stop, escapes).characters;
}

std::string Expander::trim(const std::string& value, char operation) {
    const bool longest = take(operation);
    const auto pattern = inner('}', Escapes::kept);
    try {
        return operation == '#' ? without_beginning(value, pattern, longest, escape_)
                                : without_end(value, pattern, longest, escape_);
    } catch (const std::invalid_argument& error) {
        fail(error.what());
    }
}

std::string Expander::replace(const std::string& value) {
    const bool every = take('/');
    const auto pattern = inner('/', Escapes::kept);
    const auto replacement = inner('}', Escapes::removed);
    try {
        return with_replacements(value, pattern, replacement, every, escape_);
    } catch (const std::invalid_argument& error) {
        fail(error.what());
    }
}

}  // namespace containerfile
