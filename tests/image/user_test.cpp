// SPDX-License-Identifier: MIT
//
// A normal user's images: what of a layer he may have, he gets; of the rest he is told.
#include "bench.hpp"
#include "golden_layer.hpp"
#include "support/spawn.hpp"
#include "support/tree.hpp"
#include "tar.hpp"
#include "user_bench.hpp"

#include <fmt/format.h>

#include <chrono>
#include <regex>

namespace {

namespace fs = std::filesystem;
using support::difference;
using support::Path;
using support::Words;
using Tree = std::map<std::string, std::string>;

constexpr unsigned uid = UserBench::uid, first = 700'000, count = 65'536;
constexpr const char* given = "user:700000:65536\n";  ///< subuid(5): from first, so many.

/// An id of the host's as the user's containers have it: 0 is himself.
unsigned inside(unsigned id) {
    return id == uid ? 0 : id >= first && id < first + count ? id - first + 1 : 65534;
}

/// What the container shows. Capabilities of files are seen from outside with the root for whom
/// they count, 4 bytes more, and another version: capabilities(7).
Tree shown(const Path& directory) {
    support::Looking looking;
    looking.owner = inside;
    auto tree = support::describe_files(directory, looking);
    const std::string mine = fmt::format("{:02x}{:02x}{:02x}{:02x}", uid & 255, uid >> 8, 0, 0);
    for (auto& [name, line] : tree)
        if (const auto at = line.find("security.capability=01000003"); at != line.npos) {
            CHECK(line.ends_with(mine));
            line.replace(at, 28, "security.capability=01000002").resize(line.size() - 8);
        }
    return tree;
}

/// Unpacked by another program, for root.
Path unpacked(const Bench& bench, const std::string& file, const std::string& folder) {
    const auto directory = bench.directory() / folder;
    fs::create_directory(directory);
    const auto result = support::run_tool({"tar", "-xpf", file, "-C", directory, "--numeric-owner",
                                           "--same-owner", "--xattrs", "--xattrs-include=*"});
    INFO(result.output);
    REQUIRE(result.exit_status == 0);
    return directory;
}

/// A second layer hides something in each of the ways there are.
const std::string& above() {
    static const auto entries = tar::directory("golden") + tar::file("golden/.wh.loop", "") +
                                tar::directory("golden/exact-directory") +
                                tar::file("golden/exact-directory/.wh..wh..opq", "") +
                                tar::file("golden/exact-directory/new", "new");
    return entries;
}

/// The files as root would have them.
Tree expected(const Bench& bench) {
    const auto archive = bench.directory() / "golden.tar", upper = bench.directory() / "upper.tar";
    support::write_file(archive, golden_layer() + tar::end());
    support::write_file(upper, above() + tar::end());
    const auto tree = unpacked(bench, archive, "tree") / "golden";
    fs::remove(tree / "loop");
    fs::remove_all(tree / "exact-directory");
    unpacked(bench, upper, "above");
    fs::rename(bench.directory() / "above/golden/exact-directory", tree / "exact-directory");
    fs::remove(tree / "exact-directory/.wh..wh..opq");
    // What became of these two by hand has another time.
    for (const char* name : {"", "exact-directory"})
        fs::last_write_time(tree / name,
                            fs::file_time_type::clock::from_sys(
                                std::chrono::sys_seconds{std::chrono::seconds{1'000'000'000}}));
    return support::describe_files(tree);
}

/// What of it a user gets: no device, and of owners those that he has ids for, else himself.
Tree for_user(Tree tree, bool has_ids) {
    for (const char* device : {"character", "block"}) REQUIRE(tree.erase(device) == 1);
    const std::regex owners{has_ids ? " 3000000:4000000 " : " [0-9]+:[0-9]+ "};
    for (auto& [name, line] : tree)
        line = std::regex_replace(line, owners, " 0:0 ", std::regex_constants::format_first_only);
    return tree;
}

std::string lacking(int files) {
    return fmt::format("{} files lack an owner, device or attribute that this user may not set",
                       files);
}

/// Both layers, in a user's store by `load` and by `import`.
void take_in(UserBench& user, int poorer) {
    auto layout = user.bench().layout();
    layout.add_image("golden", {layout::gzip(golden_layer()), layout::gzip(above())});
    CHECK(user.run({"load", layout.path()}).err.starts_with(lacking(poorer)));
    const auto archive = user.bench().directory() / "other.tar";  // not the layer that is there
    support::write_file(archive, golden_layer() + tar::file("other", "") + tar::end());
    CHECK(user.run({"import", archive, "imported"}).err.starts_with(lacking(poorer)));
}

bool skipped() {
    const auto reason = UserBench::missing();
    if (!reason.empty()) fmt::print("skipped: {}\n", reason);
    return !reason.empty();
}

}  // namespace

TEST_CASE("image: a user with ids of his own gets all of a layer but devices") {
    if (skipped()) return;
    UserBench user{given};
    const auto wanted = for_user(expected(user.bench()), true);
    take_in(user, 3);  // two devices, and an owner beyond his ids
    CHECK(difference(wanted, shown(user.serve("golden").path("/golden"))) == "");
    auto imported = shown(user.serve("imported").path("/golden"));
    CHECK(imported.erase("loop") == 1);
    CHECK(imported.erase("exact-directory/file") == 1);
    for (const auto& [name, line] : imported)
        if (!name.starts_with("exact-directory")) CHECK(wanted.at(name) == line);
}

TEST_CASE("image: a user with one id gets a layer whose files are all his") {
    if (skipped()) return;
    UserBench user{""};
    const auto wanted = for_user(expected(user.bench()), false);
    take_in(user, 6);  // two devices, and four of other owners
    CHECK(difference(wanted, shown(user.serve("golden").path("/golden"))) == "");
}

TEST_CASE("image: what a user with ids of his own commits, has them as his containers do") {
    if (skipped()) return;
    UserBench user{given};
    const auto wanted = for_user(expected(user.bench()), true);
    take_in(user, 3);
    // To open a file for writing brings it up from the image's layer as it is.
    const std::vector<std::string> names = {"file",  "setuid",     "setgid",  "others",
                                            "exact", "attributes", "capable", "by-pax"};
    std::string script;
    for (const auto& name : names) script += ": >> /golden/" + name + "; ";
    user.run({"run", "--network", "none", "--keep", "--name", "worker", "-v",
              user.bench().probe().native() + ":/probe", "golden", "/probe/busybox", "sh", "-c",
              script + "/probe/busybox rm /golden/link"});
    user.run({"commit", "worker", "committed"});
    const auto inspected = layout::json::parse(user.run({"inspect", "committed"}).out);
    const std::string digest = inspected["Manifest"]["layers"].back()["digest"];
    const auto blob = user.bench().store() / "blobs/sha256" / digest.substr(digest.find(':') + 1);
    const auto layer = support::describe_files(unpacked(user.bench(), blob, "layer") / "golden");
    CHECK(layer.contains(".wh.link"));
    // Only one of its names was opened.
    for (const auto& name : names)
        CHECK(layer.at(name) == wanted.at(name).substr(0, wanted.at(name).find(" = ")));
}
