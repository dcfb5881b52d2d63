// SPDX-License-Identifier: MIT
//
// What buildah makes of a Containerfile is what we make of it. It needs no network: every base is
// scratch. Its variable forms (1.28) are those with a colon alone; what the Dockerfile reference
// has beside them, ${X-Y} or ${X#P}, is in variables_test.cpp. Two more things it does otherwise
// than the reference, and these files do without: FROM $X never is a stage, and SHELL says nothing
// to CMD.
#include "config.hpp"
#include "golden.hpp"
#include "support/catch.hpp"
#include "support/fixture.hpp"
#include "support/spawn.hpp"

#include <unistd.h>
#include <nlohmann/json.hpp>

using nlohmann::json;

namespace {

/// Runs buildah with all that it keeps in `home`.
support::Finished buildah(const support::Path& home, const std::vector<std::string>& arguments) {
    const auto settings = home / "containers.conf";
    // Without it, buildah would make a lock file in /etc.
    support::write_file(settings, "[network]\nnetwork_config_dir = \"" + home.native() + "\"\n");
    std::vector<std::string> words{"env",
                                   "CONTAINERS_CONF=" + settings.native(),
                                   "TMPDIR=" + home.native(),
                                   "XDG_RUNTIME_DIR=" + home.native(),
                                   "buildah",
                                   "--storage-driver=vfs",
                                   "--root=" + (home / "root").native(),
                                   "--runroot=" + (home / "run").native()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return support::run_tool(words);
}

json config_by_buildah(const support::Path& file) {
    const support::TemporaryDirectory home;
    const auto id = (home.path() / "id").native();
    const auto context = home.path() / "context";
    std::filesystem::create_directory(context);
    const auto built =
        buildah(home.path(), {"build", "--isolation=chroot", "--format=docker", "--quiet",
                              "--iidfile=" + id, "--build-arg=given=on-the-command-line",
                              "--file=" + file.native(), context.native()});
    INFO(built.output);
    REQUIRE(built.exit_status == 0);
    const auto shown =
        buildah(home.path(), {"inspect", "--type=image", support::read_file(id)}).output;
    return json::parse(shown.substr(shown.find('{'))).at("Docker").at("config");
}

/// The fields that a Containerfile can set, without those that are empty or only buildah's.
json comparable(json config) {
    json result;
    if (config.contains("Labels")) config["Labels"].erase("io.buildah.version");
    for (const char* name :
         {"User", "ExposedPorts", "Env", "Cmd", "Healthcheck", "Volumes", "WorkingDir",
          "Entrypoint", "OnBuild", "Labels", "StopSignal", "Shell"})
        if (config.contains(name) && !config[name].empty() && config[name] != json(""))
            result[name] = config[name];
    auto& env = result["Env"];
    for (auto variable = env.begin(); variable != env.end();)
        variable =
            variable->get<std::string>().starts_with("PATH=") ? env.erase(variable) : variable + 1;
    return result;
}

bool can_run_buildah() {
    if (geteuid() != 0)
        std::printf("skipped: only root can compare with buildah\n");
    else if (support::run_tool({"sh", "-c", "command -v buildah"}).exit_status != 0)
        std::printf("skipped: there is no buildah\n");
    else
        return true;
    return false;
}

void check(const char* name) {
    if (!can_run_buildah()) return;
    const auto file = golden::folder() / "buildah" / name;
    const auto ours = config_of(containerfile::parse(golden::read(file), name),
                                {{"given", "on-the-command-line"}});
    CHECK(comparable(ours).dump(1) == comparable(config_by_buildah(file)).dump(1));
}

}  // namespace

TEST_CASE("containerfile: variables, quotes and escapes are what buildah takes them for") {
    check("words.Containerfile");
}

TEST_CASE("containerfile: the config is buildah's") {
    check("config.Containerfile");
}

TEST_CASE("containerfile: stages and their arguments are buildah's") {
    check("stages.Containerfile");
}
