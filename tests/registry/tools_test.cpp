// SPDX-License-Identifier: MIT
//
// Other people's tools: what they push we pull, and the other way round; what we save they load.
#include "registry.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"

#include <fmt/format.h>
#include <unistd.h>

using scene::Registry, scene::Somebody, scene::Words;
using support::Path;

namespace {

std::string must(const Words& words) {
    const auto finished = support::run_tool(words);
    INFO(support::command_line(words));
    INFO(finished.output);
    REQUIRE(finished.exit_status == 0);
    return finished.output;
}

/// podman with a storage of its own.
struct Podman {
    support::TemporaryDirectory home;
    Podman() {
        support::write_file(home.path() / "containers.conf",
                            fmt::format("[engine]\ncgroup_manager=\"cgroupfs\"\n"
                                        "events_logger=\"file\"\ntmp_dir=\"{0}/tmp\"\n"
                                        "[network]\nnetwork_config_dir=\"{0}\"\n",
                                        home.path().native()));
    }
    /// It names an image of a directory after the path that is typed, so that is to be short.
    std::string run(const Words& words, const Path& from = "/") const {
        Words all{"env",
                  "--chdir=" + from.native(),
                  "CONTAINERS_CONF=" + (home.path() / "containers.conf").native(),
                  "TMPDIR=" + home.path().native(),
                  "podman",
                  "--root=" + (home.path() / "root").native(),
                  "--runroot=" + (home.path() / "run").native(),
                  "--storage-driver=vfs"};
        all.insert(all.end(), words.begin(), words.end());
        return must(all);
    }
};

/// A row of the table that these tests print: true if both are equal.
bool equal_row(const std::string& tool, const std::string& what, const std::string& ours,
               const std::string& theirs) {
    std::printf("%-8s %-48s %s\n", tool.c_str(), what.c_str(),
                ours == theirs ? "equal" : "DIFFERENT");
    return ours == theirs;
}

/// The layers' content as a store has it unpacked.
std::string layers(const Somebody& somebody) {
    return support::describe_tree(somebody.store() / "layers");
}

}  // namespace

TEST_CASE("registry: skopeo pulls what we push, and we what it pushes") {
    if (!scene::has({"docker-registry", "skopeo"})) return;
    const Registry registry;
    const Somebody alice, bob;
    const auto name = registry.address() + "/team/app:1";
    alice.make_image(name, support::random_word());
    alice.must({"push", "--plain-http", name});
    const auto theirs = registry.address() + "/team/theirs:1";
    const auto format = GENERATE(std::string{"oci"}, std::string{"v2s2"});
    must({"skopeo", "copy", "--src-tls-verify=false", "--dest-tls-verify=false",
          "--format=" + format, "docker://" + name, "docker://" + theirs});
    bob.must({"pull", "--plain-http", theirs});
    CHECK(equal_row("skopeo", "copies our push, " + format + "; we pull it", layers(alice),
                    layers(bob)));
}

TEST_CASE("registry: podman pulls what we push, and we what it pushes") {
    if (!scene::has({"docker-registry", "podman"}, true)) return;
    const Registry registry;
    const Podman podman;
    const Somebody alice, bob;
    const auto name = registry.address() + "/team/app:1";
    const auto theirs = registry.address() + "/team/theirs:1";
    alice.make_image(name, support::random_word());
    alice.must({"push", "--plain-http", name});
    podman.run({"pull", "--tls-verify=false", name});
    podman.run({"push", "--tls-verify=false", name, theirs});
    bob.must({"pull", "--plain-http", theirs});
    CHECK(equal_row("podman", "pulls our push, pushes it; we pull it", layers(alice), layers(bob)));
}

TEST_CASE("registry: what we save, skopeo, podman and our own load read") {
    if (!scene::has({"skopeo", "podman"}, true)) return;
    const Somebody alice, bob;
    const Podman podman;
    const auto content = support::random_word();
    alice.make_image("example.org/team/app:1", content);
    struct Form {
        std::string name, transport;
    };
    const auto form = GENERATE(Form{"oci-archive", "oci-archive"}, Form{"oci-dir", "oci"},
                               Form{"docker-archive", "docker-archive"});
    const auto file = (alice.home() / "saved").native();
    alice.must({"save", "--format", form.name, "-o", file, "example.org/team/app:1"});
    const auto copy = (alice.home() / "copy").native();
    must({"skopeo", "copy", form.transport + ":" + file, "dir:" + copy});
    podman.run({"load", "-i", "saved"}, alice.home());
    CHECK(bob.must({"load", file}) == "example.org/team/app:1\n");
    CHECK(equal_row("both", "load our " + form.name + "; so do we", layers(alice), layers(bob)));
    if (form.name == "oci-dir") return;
    // The same again, to stdout: the same bytes.
    const auto again = alice.run({"save", "--format", form.name, "example.org/team/app:1"});
    CHECK(again.output == support::read_file(file));
}
