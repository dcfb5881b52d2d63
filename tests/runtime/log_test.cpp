// SPDX-License-Identifier: MIT
// `--log`: where a caller that nobody looks over the shoulder of reads what went wrong.
#include "bundle.hpp"
#include "support/catch.hpp"
#include "sys/file.hpp"

#include <sstream>

namespace {

using runtime_test::Bundle;
using runtime_test::Json;
using support::Words;

/// The global options, the command, and what is in the log then; it is a new one.
std::string logged(Bundle& bundle, const Words& options, const Words& command) {
    const auto log = bundle.beside("log");
    std::filesystem::remove(log);
    Words words{"--log", log};
    words.insert(words.end(), options.begin(), options.end());
    words.insert(words.end(), command.begin(), command.end());
    CHECK(bundle.command(words).exit_status == 1);
    return std::filesystem::exists(log) ? sys::read_file(log) : "";
}

}  // namespace

TEST_CASE("11 log: an error is a line, as text or as JSON", "[log]") {
    Bundle bundle;
    const auto text = logged(bundle, {}, {"state", "nothing"});
    CHECK(text.find("level=error") != std::string::npos);
    CHECK(text.find("\\\"nothing\\\" does not exist") != std::string::npos);
    CHECK(std::count(text.begin(), text.end(), '\n') == 1);
    const auto json = Json::parse(logged(bundle, {"--log-format", "json"}, {"state", "nothing"}));
    CHECK(json["level"] == "error");
    CHECK(json["msg"].get<std::string>().find("\"nothing\" does not exist") != std::string::npos);
    CHECK(json["time"].get<std::string>().ends_with("Z"));
}

TEST_CASE("11 log: a command line that is wrong is in there, too", "[log]") {
    Bundle bundle;
    for (const Words& command :
         {Words{"state"}, Words{"state", "--no-such-option", "x"}, Words{"no-such-command"}}) {
        INFO(command.back());
        const auto json = Json::parse(logged(bundle, {"--log-format", "json"}, command));
        CHECK(json["level"] == "error");
        CHECK(json["msg"].get<std::string>().find("--help") != std::string::npos);
    }
}

TEST_CASE("11 log: a file that cannot be opened is said", "[log]") {
    Bundle bundle;
    const auto result = bundle.command({"--log", bundle.beside("no/such/log"), "list"});
    CHECK(result.exit_status == 1);
    CHECK(result.err.find("no/such/log: No such file or directory") != std::string::npos);
}
