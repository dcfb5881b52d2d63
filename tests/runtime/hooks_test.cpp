// SPDX-License-Identifier: MIT
//
// Six kinds of programs that a config wants to be run: config.md, "POSIX-platform Hooks".
#include "running.hpp"
#include "support/catch.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <string>

using runtime_test::Bundle;
using runtime_test::Json;
using runtime_test::Words;

namespace {

namespace fs = std::filesystem;

/// A shell's script as a hook. Its file is the host's and, for startContainer, the container's.
Json hook(const std::string& script) {
    return {{"path", "/bin/sh"}, {"args", {"sh", "-c", script}}, {"env", {"PATH=/bin:/usr/bin"}}};
}

/// Each kind notes its name, and what `status` it has been told.
void note_each(Bundle& bundle) {
    const auto notes = bundle.beside("notes").native();
    const auto note = [](const std::string& kind, const std::string& file) {
        return Json::array({hook("read -r state; status=${state#*'\"status\":\"'}; echo " + kind +
                                 " ${status%%'\"'*} >> " + file)});
    };
    auto& hooks = bundle.config["hooks"];
    for (const char* kind :
         {"poststop", "poststart", "createContainer", "createRuntime", "prestart"})
        hooks[kind] = note(kind, notes);
    hooks["startContainer"] = note("startContainer", "/dev/shm/notes");
}

}  // namespace

TEST_CASE("11 hooks: each kind has its time, and is told what the container does then", "[hooks]") {
    Bundle bundle;
    note_each(bundle);
    const auto notes = bundle.beside("notes");
    bundle.set_args({"sh", "-c", "cat /dev/shm/notes; read line < /fifo"});
    REQUIRE(::mkfifo((bundle.rootfs() / "fifo").c_str(), 0600) == 0);
    auto created = bundle.begin({"create", bundle.id()});
    REQUIRE(created.wait().exit_status == 0);
    CHECK(support::read_file(notes) ==
          "prestart created\ncreateRuntime created\ncreateContainer created\n");
    CHECK(created.out() == "");
    REQUIRE(bundle.start().exit_status == 0);
    CHECK(support::read_file(notes).ends_with("\npoststart running\n"));
    support::write_file(bundle.rootfs() / "fifo", "end\n");
    wait_for_status(bundle, "stopped");
    CHECK(created.out() == "startContainer created\n");
    REQUIRE(bundle.remove().exit_status == 0);
    CHECK(support::read_file(notes).ends_with("\npoststart running\npoststop stopped\n"));
}

TEST_CASE("11 hooks: one that fails before the program runs, ends the container", "[hooks]") {
    const auto kind = GENERATE(as<std::string>{}, "prestart", "createRuntime", "createContainer",
                               "startContainer");
    Bundle bundle;
    bundle.config["hooks"][kind] = Json::array({hook("exit 3")});
    bundle.set_args({"echo", "ran"});
    const auto result = bundle.run();
    INFO(kind);
    CHECK(result.exit_status != 0);
    CHECK(result.out == "");
    CHECK(result.err.find(kind + " hook /bin/sh: failed with exit status 3") != std::string::npos);
    CHECK_FALSE(fs::exists(bundle.root() / bundle.id()));
}

TEST_CASE("11 hooks: one that fails after that, is a warning", "[hooks]") {
    const auto kind = GENERATE(as<std::string>{}, "poststart", "poststop");
    Bundle bundle;
    bundle.config["hooks"][kind] = {hook("exit 3"), hook("echo next >&2")};
    bundle.set_args({"echo", "ran"});
    const auto result = bundle.run();
    INFO(kind);
    CHECK(result.exit_status == 0);
    CHECK(result.out == "ran\n");
    CHECK(result.err.find("exit status 3") != std::string::npos);
    CHECK(result.err.find("next") != std::string::npos);
}

TEST_CASE("11 hooks: one that takes longer than it may, is ended", "[hooks]") {
    Bundle bundle;
    auto slow = hook("exec sleep 1000");
    slow["timeout"] = 1;
    bundle.config["hooks"]["createRuntime"] = Json::array({slow});
    bundle.set_args({"echo", "ran"});
    CHECK(bundle.failure().find("longer than its timeout, 1 s") != std::string::npos);
}

TEST_CASE("11 hooks: poststart is told that it runs, however short the program is", "[hooks]") {
    Bundle bundle;
    note_each(bundle);
    bundle.set_args({"true"});
    const auto notes = bundle.beside("notes");
    for (int i = 0; i < 10; ++i) {  // mostly it has ended by then
        REQUIRE(bundle.create().exit_status == 0);
        REQUIRE(bundle.start().exit_status == 0);
        CHECK(support::read_file(notes).ends_with("\npoststart running\n"));
        wait_for_status(bundle, "stopped");
        REQUIRE(bundle.remove().exit_status == 0);
    }
}
