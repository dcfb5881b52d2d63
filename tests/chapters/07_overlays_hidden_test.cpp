// SPDX-License-Identifier: MIT
// Chapter 07: how a layer removes what those below it have. OCI image-spec, layer.md, "Whiteouts".
#include "chapters/images.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

using namespace support;

namespace {

const std::string where = "chapters/07-overlay/README.md, Whiteouts; image-spec, layer.md";

/// The names in a directory of an image that has these layers above the programs, sorted.
std::string names_in(const std::string& directory, const std::vector<Entries>& above) {
    Host host;
    std::vector<Entries> layers{programs()};
    layers.insert(layers.end(), above.begin(), above.end());
    host.load("image", layers);
    auto names = host.in("image", {"/bin/busybox", "ls", "-1A", directory});
    std::replace(names.begin(), names.end(), '\n', ' ');
    return names;
}

const Entries below = {folder("d"), {"d/a", "a"}, {"d/b", "b"}, folder("d/c"), {"d/c/x", "x"}};

}  // namespace

TEST_CASE("07 overlay: a whiteout removes the name it hides", "[07+]") {
    judge({"07.whiteout",
           {"07.order"},
           "A layer can only add: what `rm` did must be written down as something that is there.",
           where + ", \"Whiteouts\""},
          [] {
              expect_equal("below a layer with nothing", names_in("/d", {below, {{"e", "e"}}}),
                           "a b c ");
              expect_equal("below a layer with d/.wh.a and d/.wh.c",
                           names_in("/d", {below, {folder("d"), {"d/.wh.a"}, {"d/.wh.c"}}}), "b ");
              expect_equal("below a layer with d/.wh.b, and no entry about d",
                           names_in("/d", {below, {{"d/.wh.b"}}}), "a c ");
              expect_equal("after one more layer that has a again",
                           names_in("/d", {below, {{"d/.wh.a"}}, {{"d/a", "new"}}}), "a b c ");
          });
}

TEST_CASE("07 overlay: a whiteout hides below its own layer only", "[07+]") {
    judge({"07.own-file",
           {"07.whiteout"},
           "A layer may remove a file and bring another one of that name.",
           where + ", \"Whiteouts\""},
          [] {
              for (const bool first : {true, false}) {
                  const auto word = random_word();
                  Entries entries{folder("d"), {"d/a", word}};
                  entries.insert(first ? entries.begin() + 1 : entries.end(), {"d/.wh.a"});
                  Host host;
                  host.load("image", {programs(), below, entries});
                  const auto what =
                      fmt::format("a file whose whiteout comes {} it", first ? "before" : "after");
                  expect_equal(what, host.in("image", {"/bin/busybox", "cat", "/d/a"}), word);
              }
          });
}

TEST_CASE("07 overlay: an opaque directory hides all that is below it", "[07+]") {
    judge({"07.opaque",
           {"07.whiteout"},
           "`rm -r` and `mkdir`: to name each file that went would need one whiteout for each.",
           where + ", \"Opaque Whiteout\""},
          [] {
              expect_equal("with d/.wh..wh..opq",
                           names_in("/d", {below, {folder("d"), {"d/.wh..wh..opq"}, {"d/n", "n"}}}),
                           "n ");
              auto again = programs();
              again.insert(again.begin(), {".wh..wh..opq"});
              Host host;
              host.load("image", {below, again});
              expect_equal("/d, below a layer with .wh..wh..opq itself",
                           host.in("image", {"/bin/sh", "-c", "[ -e /d ] || echo hidden"}),
                           "hidden\n");
          });
}

TEST_CASE("07 overlay: a directory and a whiteout of its name: only the new one is left", "[07+]") {
    judge({"07.own-directory",
           {"07.own-file", "07.opaque"},
           "Overlay merges directories: what the removed one had would come back.",
           where + ", \"Whiteouts\""},
          [] {
              for (const bool first : {true, false}) {
                  Entries entries{folder("d"), folder("d/c"), {"d/c/new", "new"}};
                  entries.insert(first ? entries.begin() + 1 : entries.end(), {"d/.wh.c"});
                  const auto what = fmt::format("a directory whose whiteout comes {} it",
                                                first ? "before" : "after");
                  expect_equal(what, names_in("/d/c", {below, entries}), "new ");
              }
          });
}

TEST_CASE("07 overlay: where in its layer a whiteout is does not matter", "[07+]") {
    judge({"07.any-order",
           {"07.opaque", "07.own-file"},
           "Whoever writes a tar file may put the marker last, and some do.",
           where + ", \"Opaque Whiteout\""},
          [] {
              expect_equal("with d/.wh..wh..opq after the layer's own files",
                           names_in("/d", {below, {folder("d"), {"d/n", "n"}, {"d/.wh..wh..opq"}}}),
                           "n ");
              expect_equal("with d/.wh..wh..opq before the entry of d",
                           names_in("/d", {below, {{"d/.wh..wh..opq"}, {"d/n", "n"}, folder("d")}}),
                           "n ");
          });
}

TEST_CASE("07 overlay: names that AUFS keeps for itself are passed over", "[07+]") {
    judge({"07.reserved",
           {"07.whiteout"},
           "Whiteouts come from AUFS, which has more names of that kind; old images hold some.",
           where + ", \"Whiteouts\""},
          [] {
              expect_equal(
                  "with .wh..wh.aufs and .wh..wh.plnk in d",
                  names_in("/d", {below, {folder("d"), {"d/.wh..wh.aufs"}, {"d/.wh..wh.plnk"}}}),
                  "a b c ");
          });
}

TEST_CASE("07 overlay: a whiteout that names no file is refused", "[07+]") {
    judge({"07.bad-whiteout",
           {"07.whiteout"},
           "\".wh..\" hides the directory that it is in, and \".wh...\" the one above.",
           where + ", \"Whiteouts\""},
          [] {
              for (const std::string name : {"d/.wh.", "d/.wh..", "d/.wh...", ".wh..."}) {
                  Host host;
                  const auto layout = host.box().directory() / "layout";
                  write_layout(layout, "image", {programs(), below, {folder("d"), {name}}});
                  host.expect_refused({"load", layout},
                                      std::filesystem::path{name}.filename().native());
                  expect_lacks("images, after " + name, host.say({"images"}), "image:latest");
                  expect_equal("what is left behind after " + name, host.left(), "");
              }
          });
}

TEST_CASE("07 overlay: a whiteout that cannot be made is an error", "[07+]") {
    judge({"07.faults",
           {"07.any-order", "07.own-directory"},
           "A file that was removed for a reason, a password perhaps, would be there again.",
           where + "; strace(1), Tampering"},
          [] {
              const std::vector<std::pair<std::string, Entry>> faults = {
                  {"mknodat,mknod", {"d/.wh.a"}}, {"setxattr,lsetxattr", {"d/.wh..wh..opq"}}};
              for (const auto& [calls, marker] : faults) {
                  Host host;
                  const auto layout = host.box().directory() / "layout";
                  write_layout(layout, "image", {programs(), below, {folder("d"), marker}});
                  const auto finished = host.shell(fmt::format(
                      "strace -f -qq -o /dev/null -e trace={0} -e inject={0}:error=ENOSPC "
                      "$program load {1}",
                      calls, layout.native()));
                  const auto what = fmt::format("load with {} failing", calls);
                  expect_equal(what + ": the exit status", finished.exit_status, 125);
                  expect_contains(what, finished.output, "No space left");
                  expect_equal(what + ": the lines it says",
                               std::count(finished.output.begin(), finished.output.end(), '\n'), 1);
                  expect_lacks("images, after that", host.say({"images"}), "image:latest");
                  expect_equal("what is left behind", host.left(), "");
                  expect_contains("load, without that", host.say({"load", layout}), "image");
              }
          });
}
