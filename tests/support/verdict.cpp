// SPDX-License-Identifier: MIT
#include "support/verdict.hpp"

#include "support/catch.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <fstream>
#include <map>

namespace support {
namespace {

using Json = nlohmann::ordered_json;

std::string reproduce;
std::string report_file;
std::map<std::string, std::string> verdicts;  // of the checks of this run

void record(const Facts& facts, const std::string& verdict, Json details) {
    verdicts[facts.id] = verdict;
    if (report_file.empty()) return;
    Json line = {{"id", facts.id},
                 {"name", Catch::getResultCapture().getCurrentTestName()},
                 {"verdict", verdict}};
    line.update(details);
    std::ofstream{report_file, std::ios::app}
        << line.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n";
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

std::string indented(const std::string& text) {
    std::string result;
    for (const char c : text) result += c == '\n' ? std::string{"\n             "} : std::string{c};
    return result;
}

}  // namespace

void judge(const Facts& facts, const std::function<void()>& body) {
    reproduce.clear();
    if (const auto id = waits_for(facts); !id.empty()) {
        record(facts, "waits", {{"for", id}});
        SUCCEED("waits for " << id);
        return;
    }
    try {
        body();
        record(facts, "pass", {});
        SUCCEED();
    } catch (const Unmet& unmet) {
        record(facts, "fail",
               {{"kind", unmet.kind},
                {"observed", unmet.observed},
                {"expected", unmet.expected},
                {"why", facts.why},
                {"where", facts.where},
                {"reproduce", reproduce}});
        FAIL(facts.id << "\n  Observed   " << indented(unmet.observed) << "\n  Expected   "
                      << indented(unmet.expected) << "\n  Why        " << indented(facts.why)
                      << "\n  Where      " << facts.where << "\n  Reproduce  " << reproduce);
    } catch (const Skipped& reason) {
        record(facts, "skip", {{"reason", reason.what()}});
        SUCCEED("skipped: " << reason.what());
        std::printf("%s skipped: %s\n", facts.id.c_str(), reason.what());
    } catch (const std::exception& e) {
        record(facts, "error", {{"message", e.what()}, {"reproduce", reproduce}});
        FAIL(facts.id << ": the check itself failed, which is not the program's fault: "
                      << e.what() << "\n  Reproduce  " << reproduce);
    }
}

void expect(bool holds, const std::string& observed, const std::string& expected) {
    if (!holds) throw Unmet{"fail", observed, expected};
}

void expect_contains(const std::string& what, const std::string& text, const std::string& part) {
    expect(text.find(part) != std::string::npos, what + " is '" + text + "'",
           "it contains '" + part + "'");
}

void expect_lacks(const std::string& what, const std::string& text, const std::string& part) {
    expect(text.find(part) == std::string::npos, what + " is '" + text + "'",
           "it does not contain '" + part + "'");
}

void reproduce_with(const std::string& command) {
    reproduce = command;
}

void report_to(const std::string& file) {
    report_file = file;
}

bool all_skipped() {
    for (const auto& [id, verdict] : verdicts)
        if (verdict != "skip") return false;
    return !verdicts.empty();
}

}  // namespace support
