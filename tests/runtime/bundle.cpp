// SPDX-License-Identifier: MIT
#include "bundle.hpp"

#include "left.hpp"
#include "oci/default.hpp"
#include "support/box.hpp"
#include "support/catch.hpp"

#include <exception>
#include <filesystem>
#include <sstream>
#include <stdexcept>

namespace runtime_test {
namespace {

std::string last_line(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text.substr(text.rfind('\n') + 1);  // npos + 1 is 0
}

}  // namespace

Bundle::Bundle()
    : config(Json::parse(oci::default_config(false))),
      id_{path_.filename()},
      runtime_{support::subject().program} {
    support::copy_rootfs(rootfs());
    std::filesystem::create_directory(root());
    config["process"]["terminal"] = false;
    set_args({"probe"});
    config["linux"]["cgroupsPath"] = "/" + id_;
}

Bundle::~Bundle() noexcept(false) {
    end_all();
    const auto rest = left_of(id_);
    if (std::uncaught_exceptions() > 0) return;  // that check has failed already
    INFO("left of the container:\n" << rest);
    CHECK(rest.empty());
}

/// Whatever state it is in.
void Bundle::end_all() {
    std::istringstream all{command({"list", "-q"}).out};
    for (std::string id; std::getline(all, id);) command({"delete", "--force", id});
}

void Bundle::use(const Path& runtime) {
    if (!std::filesystem::exists(runtime)) {
        WARN("skipped: there is no " << runtime.native());
        throw std::runtime_error{"skipped: there is no " + runtime.native()};
    }
    runtime_ = runtime;
}

Json& Bundle::mount(const std::string& destination) {
    for (auto& one : config["mounts"])
        if (one["destination"] == destination) return one;
    throw std::logic_error{"no mount on " + destination};
}

Call Bundle::begin(const Words& words, const How& how) {
    Words all{runtime_, "--root", root()};
    all.insert(all.end(), options.begin(), options.end());
    all.push_back(words.at(0));
    const bool makes = words[0] == "run" || words[0] == "create";
    if (makes) {
        support::write_file(path_ / "config.json", config.dump(2));
        all.insert(all.end(), {"--bundle", path_});
    }
    all.insert(all.end(), words.begin() + 1, words.end());
    return {all, how, path_ / ("call" + std::to_string(++calls_))};
}

Result Bundle::command(const Words& words, const How& how) {
    return begin(words, how).wait();
}

Result Bundle::remove(bool force) {
    return force ? command({"delete", "--force", id_}) : command({"delete", id_});
}

Json Bundle::state() {
    const auto result = command({"state", id_});
    INFO(result.err);
    REQUIRE(result.exit_status == 0);
    return Json::parse(result.out);
}

std::string Bundle::succeed(const How& how) {
    const auto result = run(how);
    INFO(result.err);
    INFO(result.out);
    REQUIRE(result.exit_status == 0);
    return result.out;
}

std::string Bundle::output(const Words& question, const How& how) {
    Words args{"probe"};
    args.insert(args.end(), question.begin(), question.end());
    set_args(args);
    return succeed(how);
}

std::string Bundle::shell(const std::string& script, const How& how) {
    set_args({"sh", "-ec", script});
    return succeed(how);
}

std::string Bundle::failure(const How& how) {
    const auto result = run(how);
    INFO(result.out);
    REQUIRE(result.exit_status != 0);
    return last_line(result.err);
}

}  // namespace runtime_test
