// SPDX-License-Identifier: MIT
#include "support/verdict.hpp"

#include "support/catch.hpp"
#include "support/seed.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <fstream>
#include <map>

namespace support {
namespace {

using Json = nlohmann::ordered_json;

std::string reproduce;
std::string last_words;  // of the program under test, on stderr
Run run;
std::map<std::string, std::string> verdicts;  // of the checks of this run
std::shared_ptr<TemporaryDirectory> held;
std::optional<int> judged;
int calls = 0;

void add_line(const std::string& id, const std::string& name, const std::string& verdict,
              const Json& details) {
    if (run.report.empty()) return;
    Json line = {{"id", id}, {"name", name}, {"verdict", verdict}};
    line.update(details);
    std::ofstream{run.report, std::ios::app}
        << line.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n";
}

void record(const Facts& facts, const std::string& verdict, const Json& details = Json::object()) {
    verdicts[facts.id] = verdict;
    add_line(facts.id, Catch::getResultCapture().getCurrentTestName(), verdict, details);
}

/// The first check that this one needs and that did not pass; checks of other runs do not count.
std::string waits_for(const Facts& facts) {
    for (const auto& id : facts.after) {
        const auto verdict = verdicts.find(id);
        if (verdict == verdicts.end() || verdict->second == "pass") continue;
        return id;
    }
    return "";
}

/// The first failure is the one that somebody will want to repeat.
void keep_directory() {
    for (const auto& [id, verdict] : verdicts)
        if (verdict == "fail") return;
    if (run.keep && held && reproduce.find(held->path().native()) != std::string::npos)
        held->keep();
}

std::string indented(const std::string& text) {
    std::string result;
    for (const char c : text) result += c == '\n' ? std::string{"\n             "} : std::string{c};
    return result;
}

/// True if this run is not to make that check.
bool is_left_out(const Facts& facts) {
    if (!run.only.empty() && facts.id != run.only) return true;
    if (run.list) record(facts, "listed", {{"why", facts.why}, {"where", facts.where}});
    return run.list;
}

/// What was observed, and what the program itself said of it.
std::string seen(const Unmet& unmet) {
    const auto said = last_words.substr(0, last_words.find('\n'));
    if (said.empty() || unmet.observed.find(said) != std::string::npos) return unmet.observed;
    return unmet.observed + "\nstderr: " + said;
}

void record_failure(const Facts& facts, const Unmet& unmet) {
    keep_directory();
    const auto observed = seen(unmet);
    record(facts, "fail",
           {{"kind", unmet.kind},
            {"observed", observed},
            {"expected", unmet.expected},
            {"why", facts.why},
            {"where", facts.where},
            {"reproduce", reproduce}});
    FAIL(facts.id << "\n  Observed   " << indented(observed) << "\n  Expected   "
                  << indented(unmet.expected) << "\n  Why        " << indented(facts.why)
                  << "\n  Where      " << facts.where << "\n  Reproduce  " << reproduce);
}

void record_error(const Facts& facts, const std::string& message) {
    record(facts, "error", {{"message", message}, {"reproduce", reproduce}});
    FAIL(facts.id << ": the check itself failed, which is not the program's fault: " << message
                  << "\n  Reproduce  " << reproduce);
}

/// "04.propagation" is of chapter 04, "contract.usage" of all.
int chapter_of(const Facts& facts) {
    const auto number = facts.id.substr(0, facts.id.find('.'));
    const bool is_number = number.find_first_not_of("0123456789") == std::string::npos;
    return is_number ? std::stoi(number) : 0;
}

}  // namespace

std::optional<int> judged_chapter() {
    return judged;
}

void judge(const Facts& facts, const std::function<void()>& body) {
    ++calls;
    SUCCEED();  // Catch2 may be told to complain about a test that asserts nothing
    if (is_left_out(facts)) return;
    reproduce.clear();
    last_words.clear();
    seed_check(facts.id);
    if (const auto id = waits_for(facts); !id.empty()) {
        record(facts, "waits", {{"for", id}});
        return;
    }
    judged = chapter_of(facts);
    try {
        body();
        record(facts, "pass");
    } catch (const Unmet& unmet) {
        record_failure(facts, unmet);
    } catch (const Skipped& reason) {
        record(facts, "skip", {{"reason", reason.what()}});
        std::printf("%s skipped: %s\n", facts.id.c_str(), reason.what());
    } catch (const std::exception& e) {
        record_error(facts, e.what());
    }
}

void expect(bool holds, const std::string& observed, const std::string& expected) {
    if (!holds) throw Unmet{"fail", observed, expected};
}

namespace {

/// A value as a sentence can hold it: text of several lines gets lines of its own.
std::string quoted_text(const std::string& text) {
    return text.find('\n') == std::string::npos ? "'" + text + "'" : "\n" + text;
}

std::string statement(const std::string& what, const std::string& verb, const std::string& value) {
    const auto text = quoted_text(value);
    if (text[0] != '\n') return what + " " + verb + " " + text;
    return (verb == "is" ? what : what + " " + verb) + ":" + text;
}

}  // namespace

void expect_same_text(const std::string& what, const std::string& observed,
                      const std::string& expected) {
    const bool last_line_differs = observed + "\n" == expected || observed == expected + "\n";
    expect(observed == expected,
           statement(what, "is", observed) +
               (last_line_differs ? "\n(only the line break at its end differs)" : ""),
           expected.empty() ? "nothing" : statement("it", "is", expected));
}

void expect_contains(const std::string& what, const std::string& text, const std::string& part) {
    expect(text.find(part) != std::string::npos, statement(what, "is", text),
           statement("it", "contains", part));
}

void expect_lacks(const std::string& what, const std::string& text, const std::string& part) {
    expect(text.find(part) == std::string::npos, statement(what, "is", text),
           statement("it", "does not contain", part));
}

void reproduce_with(const std::string& command) {
    reproduce = command;
}

void remember_stderr(const std::string& text) {
    last_words = text;
}

void hold(std::shared_ptr<TemporaryDirectory> directory) {
    held = std::move(directory);
}

void set_run(const Run& asked) {
    run = asked;
}

void report_case(const std::string& name, const std::string& verdict, const std::string& reason) {
    auto details = Json::object();
    if (!reason.empty()) details[verdict == "skip" ? "reason" : "observed"] = reason;
    add_line(name, name, verdict, details);
}

int judges() {
    return calls;
}

bool all_skipped() {
    for (const auto& [id, verdict] : verdicts)
        if (verdict != "skip") return false;
    return !verdicts.empty();
}

}  // namespace support
