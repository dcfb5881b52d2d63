// SPDX-License-Identifier: MIT
// `list` and `state`: what is said of the containers that are there.
#include "bundle.hpp"
#include "support/catch.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <sstream>

namespace {

using runtime_test::Bundle;
using runtime_test::Json;

}  // namespace

TEST_CASE("11 list: a line for each, sorted, and what callers read as JSON", "[list]") {
    Bundle bundle;
    bundle.set_args({"sleep", "1000"});
    bundle.config["annotations"] = {{"org.example.note", "a \"b\""}, {"other", ""}};
    bundle.config["linux"].erase("cgroupsPath");
    for (const auto* id : {"b", "a", "c"})
        REQUIRE(bundle.command({"create", bundle.id() + id}).exit_status == 0);
    REQUIRE(bundle.command({"start", bundle.id() + "b"}).exit_status == 0);
    CHECK(bundle.command({"list", "--quiet"}).out ==
          fmt::format("{0}a\n{0}b\n{0}c\n", bundle.id()));

    const auto all = Json::parse(bundle.command({"list", "--format", "json"}).out);
    REQUIRE(all.size() == 3);
    CHECK(all[0]["status"] == "created");
    CHECK(all[1]["status"] == "running");
    CHECK(all[1]["id"] == bundle.id() + "b");
    CHECK(all[1]["owner"] == "root");
    CHECK(all[1]["bundle"] == bundle.path().native());
    CHECK(all[1]["annotations"] == bundle.config["annotations"]);
    CHECK(all[1] == Json::parse(bundle.command({"state", bundle.id() + "b"}).out));

    std::istringstream table{bundle.command({"list"}).out};
    std::string line, id, pid, status, path;
    std::getline(table, line);
    CHECK(line.starts_with("ID "));
    std::getline(table, line);
    std::getline(table, line);
    std::istringstream{line} >> id >> pid >> status >> path;
    CHECK(id == bundle.id() + "b");
    CHECK(pid == to_string(all[1]["pid"]));
    CHECK(status == "running");
    CHECK(path == bundle.path().native());
    CHECK(line.ends_with("  root"));
}

TEST_CASE(
    "11 list: without annotations there is no member of that name, and an owner without a name is "
    "a number",
    "[list]") {
    Bundle bundle;
    bundle.set_args({"sleep", "1000"});
    REQUIRE(bundle.create().exit_status == 0);
    CHECK_FALSE(bundle.state().contains("annotations"));
    // Whom passwd(5) does not know, is a number.
    constexpr uid_t nobody_knows = 54321;
    REQUIRE(::chown((bundle.root() / bundle.id()).c_str(), nobody_knows, 0) == 0);
    CHECK(bundle.state()["owner"] == std::to_string(nobody_knows));
}

TEST_CASE("11 list: nowhere is nothing, and a format that it does not know is refused", "[list]") {
    Bundle bundle;
    CHECK(bundle.command({"list", "--quiet"}).out.empty());
    CHECK(Json::parse(bundle.command({"list", "--format", "json"}).out) == Json::array());
    const auto refused = bundle.command({"list", "--format", "xml"});
    CHECK(refused.exit_status == 1);
    CHECK(refused.err.find("--format") != std::string::npos);
}
