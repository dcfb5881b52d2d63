// SPDX-License-Identifier: MIT
#include "seccomp/rule.hpp"

#include <cerrno>

namespace seccomp {
namespace {

/// All words of a table, for a message.
template <typename Value, std::size_t size>
std::string choices(const std::array<Named<Value>, size>& words) {
    std::string text;
    for (const auto& word : words) text += fmt::format("{}{}", text.empty() ? "" : ", ", word.name);
    return text;
}

template <typename Value, std::size_t size>
Value parse_word(const Place& place, const std::array<Named<Value>, size>& words) {
    if (const auto value = value_of(words, place.text())) return *value;
    place.fail(fmt::format("\"{}\" is none of {}", place.text(), choices(words)));
}

std::vector<std::string> texts(const Place& list) {
    std::vector<std::string> all;
    list.each([&](const Place& one) { all.push_back(one.text()); });
    return all;
}

unsigned parse_error_name(const Place& place) {
    if (const auto number = error_number(place.text())) return *number;
    place.fail(fmt::format("\"{}\" is the name of no error", place.text()));
}

Argument parse_argument(const Place& place) {
    place.require_object({"index", "value", "valueTwo", "op", "comment"});
    Argument argument;
    bool has_index = false, has_op = false;
    place.member("index", [&](const Place& index) {
        argument.index = static_cast<unsigned>(index.number(5));
        has_index = true;
    });
    place.member("value", [&](const Place& value) { argument.value = value.number(); });
    place.member("valueTwo", [&](const Place& value) { argument.value_two = value.number(); });
    place.member("op", [&](const Place& op) {
        argument.op = parse_word(op, operators);
        has_op = true;
    });
    if (!has_index) place.fail("index is missing: which argument, 0 to 5");
    if (!has_op) place.fail("op is missing: one of " + choices(operators));
    return argument;
}

/// The library cannot compare an argument twice in one rule. runc then takes the comparisons for
/// alternatives, which lets more through than was meant.
void add_argument(std::vector<Argument>& all, const Place& place) {
    const auto argument = parse_argument(place);
    for (const auto& other : all)
        if (other.index == argument.index)
            place.fail(
                fmt::format("argument {} is compared twice in one rule; for alternatives, "
                            "write a rule each",
                            argument.index));
    all.push_back(argument);
}

void parse_kernel(std::string& version, const Place& place) {
    unsigned major = 0, minor = 0;
    char rest = 0;
    if (std::sscanf(place.text().c_str(), "%u.%u%c", &major, &minor, &rest) != 2)
        place.fail(fmt::format("\"{}\" is no version, as in \"4.8\"", place.text()));
    version = place.text();
}

Condition parse_condition(const Place& place) {
    place.require_object({"caps", "arches", "minKernel", "comment"});
    Condition condition;
    place.member("caps", [&](const Place& list) { condition.caps = texts(list); });
    place.member("arches", [&](const Place& list) { condition.arches = texts(list); });
    place.member("minKernel",
                 [&](const Place& version) { parse_kernel(condition.min_kernel, version); });
    return condition;
}

}  // namespace

Action parse_action(const Place& object, const ActionKeys& keys) {
    Action action;
    bool is_there = false;
    object.member(keys.action, [&](const Place& word) {
        action.kind = parse_word(word, actions);
        is_there = true;
    });
    if (!is_there) object.fail(fmt::format("{} is missing", keys.action));
    if (action.kind == Action::Kind::error) action.number = EPERM;
    object.member(keys.number, [&](const Place& number) {
        const bool is_error = action.kind == Action::Kind::error;
        if (!is_error && action.kind != Action::Kind::trace)
            number.fail("has a meaning with SCMP_ACT_ERRNO and SCMP_ACT_TRACE alone");
        action.number = static_cast<unsigned>(number.number(is_error ? 4095 : 65535));
    });
    object.member(keys.name, [&](const Place& name) {
        const auto number = parse_error_name(name);
        if (action.kind != Action::Kind::error)
            name.fail("has a meaning with SCMP_ACT_ERRNO alone");
        if (object.value().contains(keys.number) && number != action.number)
            name.fail(fmt::format("{} is {}, and {} says {}", name.text(), number, keys.number,
                                  action.number));
        action.number = number;
    });
    return action;
}

Entry parse_entry(const Place& place) {
    place.require_object({"name", "names", "action", "errnoRet", "errno", "args", "comment",
                          "includes", "excludes"});
    Entry entry;
    auto& rule = entry.rule;
    place.member("names", [&](const Place& list) { rule.names = texts(list); });
    place.member("name", [&](const Place& name) {
        if (!rule.names.empty()) name.fail("there is \"names\" already; write one of them");
        rule.names = {name.text()};
    });
    if (rule.names.empty()) place.fail("names is missing: which calls");
    rule.action = parse_action(place, {"action", "errnoRet", "errno"});
    place.member("args", [&](const Place& list) {
        list.each([&](const Place& one) { add_argument(rule.args, one); });
    });
    place.member("comment", [&](const Place& comment) { rule.comment = comment.text(); });
    place.member("includes", [&](const Place& c) { entry.includes = parse_condition(c); });
    place.member("excludes", [&](const Place& c) { entry.excludes = parse_condition(c); });
    return entry;
}

std::string parse_architecture(const Place& name) {
    const auto result = architecture(name.text());
    if (result.empty())
        name.fail(fmt::format("\"{}\" is no architecture, as in SCMP_ARCH_X86_64", name.text()));
    return result;
}

std::string parse_flag(const Place& name) {
    const auto& flag = name.text();
    if (value_of(filter_flags, flag)) return flag;
    name.fail(fmt::format("\"{}\" is no flag of seccomp(2) that a profile may have", flag));
}

}  // namespace seccomp
