// SPDX-License-Identifier: MIT
// "/" itself, and what in it is hidden or cannot be written.
#include "bundle.hpp"
#include "mountinfo.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"

#include <filesystem>
#include <set>

namespace {

namespace fs = std::filesystem;
using runtime_test::Bundle;
using runtime_test::How;
using runtime_test::Json;
using runtime_test::mounted_on;
using support::write_file;

/// A host whose mounts are shared, and among them the rootfs.
How shared_host(Bundle& bundle) {
    const auto rootfs = bundle.rootfs().native();
    return {.wrapper = {"unshare", "-m", "--propagation", "shared", "sh", "-ec",
                        "mount --bind " + rootfs + " " + rootfs + "; exec \"$@\"", "sh"}};
}

}  // namespace

TEST_CASE("11 root: rootfsPropagation is what / has", "[root]") {
    Bundle bundle;
    const auto how = shared_host(bundle);
    const auto propagation = [&](const Json& kind) {
        bundle.config["linux"]["rootfsPropagation"] = kind;
        const auto info = bundle.output({"mounts"}, how);
        return mounted_on(info, "/").shared + " " + mounted_on(info, "/dev").shared;
    };
    CHECK(propagation("") == " ");
    CHECK(propagation("private") == " ");
    CHECK(propagation("rprivate") == " ");
    CHECK(propagation("slave") == "master ");
    CHECK(propagation("rslave") == "master ");
    CHECK(propagation("shared") == "shared,master ");
    CHECK(propagation("rshared") == "shared,master shared");
    CHECK(propagation("unbindable") == "unbindable ");
    CHECK(propagation("runbindable") == "unbindable unbindable");
    if (!fs::exists("/usr/sbin/runc")) return;
    bundle.use("/usr/sbin/runc");
    CHECK(propagation("rslave").starts_with("master "));
    CHECK(propagation("private").starts_with(" "));
}

TEST_CASE("11 root: what the host mounts later is there with slave, and not with private",
          "[root]") {
    Bundle bundle;
    bundle.config["root"]["readonly"] = false;
    fs::create_directory(bundle.rootfs() / "later");
    const auto rootfs = bundle.rootfs().native();
    // The host's side waits for the container to ask.
    const How how{.wrapper = {"unshare", "-m", "--propagation", "shared", "sh", "-ec",
                              "mount --bind " + rootfs + " " + rootfs + "; \"$@\" & while ! [ -e " +
                                  rootfs + "/ask ]; do sleep 0.01; " + "done; mount -t tmpfs x " +
                                  rootfs + "/later; touch " + rootfs + "/later/file " + rootfs +
                                  "/did; wait $!",
                              "sh"}};
    const auto* script = "touch /ask; while ! [ -e /did ]; do sleep 0.01; done; ls /later";
    const auto says = [&](const char* kind) {
        fs::remove(bundle.rootfs() / "ask");
        fs::remove(bundle.rootfs() / "did");
        bundle.config["linux"]["rootfsPropagation"] = kind;
        return bundle.shell(script, how);
    };
    CHECK(says("rslave") == "file\n");
    CHECK(says("rprivate") == "");
}

TEST_CASE("11 root: read-only if it is to be, and what is mounted in it is not", "[root]") {
    Bundle bundle;
    const auto* script = "touch /new 2>/dev/null && echo made || echo not; touch /dev/shm/new";
    bundle.config["root"]["readonly"] = true;
    CHECK(bundle.shell(script) == "not\n");
    bundle.config["root"]["readonly"] = false;
    CHECK(bundle.shell(script) == "made\n");
}

TEST_CASE("11 root: masked files are empty, masked directories too, all of one file system",
          "[root]") {
    Bundle bundle;
    const auto secret = support::random_word();
    for (const auto* name : {"one", "two"}) {
        fs::create_directories(bundle.rootfs() / "hidden" / name);
        write_file(bundle.rootfs() / "hidden" / name / "file", secret);
        write_file(bundle.rootfs() / "hidden" / (std::string{name} + ".txt"), secret);
    }
    fs::create_symlink("two.txt", bundle.rootfs() / "hidden/link");
    const auto* script =
        "cat /hidden/*.txt; ls /hidden/one /hidden/two/; "
        "touch /hidden/one/x 2>/dev/null || echo not; cat /proc/self/mountinfo";
    bundle.config["linux"]["maskedPaths"] = {"/hidden/one", "/hidden/two", "/hidden/one.txt",
                                             "/hidden/link", "/no/such/path"};
    const auto says = bundle.shell(script);
    CHECK(says.find(secret) == std::string::npos);
    CHECK(says.find("not\n") != std::string::npos);
    CHECK(mounted_on(says, "/hidden/one").has("ro"));
    CHECK(mounted_on(says, "/hidden/one.txt").has("ro"));  // what covers it is the host's device
    CHECK(mounted_on(says, "/hidden/one").device == mounted_on(says, "/hidden/two").device);
    bundle.config["linux"]["maskedPaths"] = Json::array();
    CHECK(bundle.shell(script).find(secret) != std::string::npos);
}

TEST_CASE("11 root: read-only paths are what they were, and cannot be written", "[root]") {
    Bundle bundle;
    bundle.config["root"]["readonly"] = false;
    fs::create_directory(bundle.rootfs() / "data");
    write_file(bundle.rootfs() / "data/file", "text\n");
    const auto* script = "cat /data/file; touch /data/new 2>/dev/null || echo not; touch /new";
    bundle.config["linux"]["readonlyPaths"] = {"/data", "/no/such/path"};
    CHECK(bundle.shell(script) == "text\nnot\n");
    bundle.config["linux"]["readonlyPaths"] = Json::array();
    CHECK(bundle.shell(script) == "text\n");
}

TEST_CASE("11 root: --no-pivot changes the root, too, and nothing leads back", "[root]") {
    Bundle bundle;
    const auto secret = support::random_word();
    write_file(bundle.beside("secret"), secret);
    write_file(bundle.rootfs() / "own", "own");
    for (const auto* set : {"bounding", "effective", "permitted"})
        bundle.config["process"]["capabilities"][set].push_back("CAP_SYS_CHROOT");
    fs::create_directory(bundle.rootfs() / ".brk");
    const auto run = [&](const support::Words& question) {
        support::Words args{"probe"};
        args.insert(args.end(), question.begin(), question.end());
        bundle.set_args(args);
        return bundle.command({"run", "--no-pivot", bundle.id()});
    };
    CHECK(run({"read", "/own"}).out == "own\n");
    CHECK(run({"try", "breakout", bundle.beside("secret")}).out.find(secret) == std::string::npos);
    CHECK(run({"breakout", "/own"}).out == "own\n");  // the attack leads back to where it began
    const auto info = run({"mounts"}).out;
    CHECK(mounted_on(info, "/").place == "/");
    CHECK(mounted_on(info, "/proc").type == "proc");
}
