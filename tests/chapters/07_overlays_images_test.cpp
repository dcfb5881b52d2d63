// SPDX-License-Identifier: MIT
// Chapter 07: what a user does with images, and with containers that are kept.
#include "chapters/images.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/07-overlay/README.md, ";

Words kept(const std::string& name) {
    return {"--keep", "--name", name};
}

long lines_in(const std::string& text) {
    return std::count(text.begin(), text.end(), '\n');
}

}  // namespace

TEST_CASE("07 overlay: a container is forgotten unless it is to be kept", "[07+]") {
    judge({"07.keep",
           {"07.image-unchanged"},
           "Who wants to see what a container did needs it; for all others it is a full disk.",
           lesson + "Kept and committed"},
          [] {
              Host host;
              const auto rootfs = host.box().rootfs();
              const auto word = random_word();
              host.in(rootfs, {"/bin/sh", "-c", "echo x > /tmp/x"}, {"--name", "gone"});
              host.in(rootfs, {"/bin/sh", "-c", "echo x > /tmp/x"}, {"--rm", "--name", "gone"});
              host.expect_refused({"diff", "gone"}, "gone");
              expect_equal("what is left behind", host.left(), "");
              host.in(rootfs, {"/bin/sh", "-c", "echo x > /tmp/" + word}, kept("kept"));
              expect_contains("diff of one that was kept", host.say({"diff", "kept"}),
                              "A /tmp/" + word + "\n");
              host.expect_refused(
                  {"run", "--network", "none", "--name", "kept", rootfs, "/bin/true"}, "kept");
              expect_equal("rm", host.say({"rm", "kept"}), "kept\n");
              host.expect_refused({"diff", "kept"}, "kept");
              expect_equal("what is left behind after rm", host.left(), "");
          });
}

TEST_CASE("07 overlay: what containers change, the host's other users cannot reach", "[07+]") {
    judge({"07.private",
           {"07.keep"},
           "A set-user-ID program that a container makes is a file of the host's, too.",
           lesson + "Changes stay apart; chmod(2), execve(2)"},
          [] {
              Host host;
              host.in(host.box().rootfs(),
                      {"/bin/sh", "-c", "cp /bin/busybox /bin/become && chmod 4755 /bin/become"},
                      {"--keep", "--name", "kept"});
              const Path made = "/var/lib/workbook/containers/kept/changes/upper/bin/become";
              expect(fs::exists(host.seen(made)), "the program is not at " + made.native(),
                     "it is there");
              const auto tried = host.shell(fmt::format(
                  "setpriv --reuid=65534 --regid=65534 --clear-groups {} true", made.native()));
              expect(tried.exit_status != 0, "another user can execute it", "he cannot");
          });
}

TEST_CASE("07 overlay: diff tells what a container added, changed and deleted", "[07+]") {
    judge({"07.diff",
           {"07.keep"},
           "Overlay writes it down anyway: what was written, and a whiteout for what went.",
           lesson + "Kept and committed; overlayfs, \"whiteouts and opaque directories\""},
          [] {
              Host host;
              const auto rootfs = host.box().rootfs();
              write_file(rootfs / "srv/one", "1");
              write_file(rootfs / "srv/two", "2");
              host.in(rootfs,
                      {"/bin/sh", "-c",
                       "echo x > /etc/new; echo x >> /etc/passwd; rm /etc/group; chmod 700 /opt; "
                       "rm -r /srv && mkdir /srv && echo > /srv/two; mkdir -p /home/a/b; "
                       "ln -s x /home/link"},
                      kept("kept"));
              expect_equal("diff", host.say({"diff", "kept"}),
                           "C /etc\nD /etc/group\nA /etc/new\nC /etc/passwd\nC /home\nA /home/a\n"
                           "A /home/a/b\nA /home/link\nC /opt\nC /srv\nD /srv/one\nC /srv/two\n");
              const auto volume = host.box().directory() / "volume";
              fs::create_directory(volume);
              host.in(rootfs, {"/bin/sh", "-c", "echo x > /mnt/x"},
                      {"-v", volume.native() + ":/mnt", "--keep", "--name", "nothing"});
              expect_equal("diff of a container that wrote to a volume alone",
                           host.say({"diff", "nothing"}), "");
          });
}

TEST_CASE("07 overlay: commit makes an image of what a container shows", "[07+]") {
    judge({"07.commit",
           {"07.diff", "07.whiteout"},
           "The changes become a layer: this is how every image is made.",
           lesson + "Kept and committed"},
          [] {
              Host host;
              host.say({"import", host.box().rootfs(), "box"});
              const auto word = random_word();
              host.in("box",
                      {"/bin/sh", "-c",
                       fmt::format("echo {} > /etc/word; rm /etc/group; rm -r /srv; mkdir /srv; "
                                   "chmod 4755 /bin/busybox; chown 12:34 /etc/word",
                                   word)},
                      kept("kept"));
              const auto id = host.say({"commit", "-m", "a message", "kept", "changed"});
              expect(id.starts_with("sha256:") && id.size() == 72, "commit says " + id, "an id");
              host.say({"rm", "kept"});
              const auto script =
                  "cat /etc/word; [ -e /etc/group ] || echo gone; stat -c '%u:%g' /etc/word; "
                  "stat -c %a /bin/busybox; ls -A /srv";
              expect_equal("a container of the new image",
                           host.in("changed", {"/bin/sh", "-c", script}),
                           word + "\ngone\n12:34\n4755\n");
              expect_contains("history", host.say({"history", "changed"}), "a message");
              expect_equal("the old image's /etc/group", host.in("box", {"/bin/cat", "/etc/group"}),
                           read_file(host.box().rootfs() / "etc/group"));
          });
}

TEST_CASE("07 overlay: what was changed means the same without the layers below", "[07+]") {
    judge({"07.whole-files",
           {"07.commit"},
           "Overlay can note \"moved from there\" and \"the content is below\", which no tar file "
           "can say: the layer would have a file of zeros, and a directory without files.",
           lesson + "Kept and committed; overlayfs, \"redirect_dir\", \"Metadata only copy up\""},
          [] {
              Host host;
              const auto word = random_word();
              fs::create_directories(host.box().rootfs() / "opt/d");
              write_file(host.box().rootfs() / "opt/d/file", word);
              host.say({"import", host.box().rootfs(), "box"});
              host.in("box", {"/bin/sh", "-c", "mv /opt/d /opt/e; chmod 600 /etc/passwd"},
                      kept("kept"));
              host.say({"commit", "kept", "moved"});
              expect_equal("a file of a directory that was moved",
                           host.in("moved", {"/bin/cat", "/opt/e/file"}), word);
              expect_equal("a file whose mode was changed",
                           host.in("moved", {"/bin/cat", "/etc/passwd"}),
                           read_file(host.box().rootfs() / "etc/passwd"));
              const auto changes = host.seen("/var/lib/workbook/containers/kept/changes/upper");
              expect_equal("its size in the directory of changes",
                           fs::file_size(changes / "etc/passwd"),
                           fs::file_size(host.box().rootfs() / "etc/passwd"));
          });
}

TEST_CASE("07 overlay: import, load, images, history, inspect", "[07+]") {
    judge(
        {"07.commands",
         {"07.order"},
         "An image that cannot be listed cannot be removed.",
         lesson + "Images"},
        [] {
            Host host;
            host.say({"import", host.box().rootfs(), "box"});
            const auto tar = host.box().directory() / "box.tar.gz";
            run_tool({"tar", "-C", host.box().rootfs(), "-czf", tar, "."});
            host.say({"import", tar, "tarred:1.0"});
            host.load("two", {programs(), {{"word", "a"}}});
            expect_equal("a container of an image from a tar file",
                         host.in("tarred:1.0", {"/bin/cat", "/etc/passwd"}),
                         read_file(host.box().rootfs() / "etc/passwd"));
            const auto table = host.say({"images"});
            for (const std::string part : {"NAME", "IMAGE ID", "CREATED", "LAYERS", "SIZE",
                                           "box:latest", "tarred:1.0", "two:latest"})
                expect_contains("images", table, part);
            expect_equal("the lines of images", lines_in(table), 4);
            const auto ids = host.say({"images", "-q"});
            expect_equal("the lines of images -q", lines_in(ids), 3);
            const auto id = ids.substr(0, 12);
            expect_equal("an image by the first digits of its id",
                         host.in(id, {"/bin/busybox", "echo", "runs"}), "runs\n");
            const auto json = nlohmann::json::parse(host.say({"inspect", "two"}));
            expect_equal("inspect: Name", json.at("Name").get<std::string>(), "two:latest");
            expect_equal("inspect: the number of layers", json.at("Layers").size(), 2U);
            for (const auto& layer : json.at("Layers"))
                expect(fs::is_directory(host.seen(layer.get<std::string>())),
                       "inspect: there is no directory " + layer.get<std::string>(), "the layer's");
            expect_contains("history of what was imported", host.say({"history", "box"}), "import");
            for (const std::string verb : {"history", "inspect", "rmi"})
                host.expect_refused({verb, "nobody"}, "nobody");
            host.expect_refused({"run", "nobody", "/bin/true"}, "nobody");
        });
}

TEST_CASE("07 overlay: rmi removes what no other image needs", "[07+]") {
    judge({"07.rmi",
           {"07.commands", "07.keep"},
           "Layers are shared: what one image does not need any more, another one may.",
           lesson + "Images"},
          [] {
              Host host;
              const auto base = programs();
              host.load("one", {base, {{"word", "one"}}});
              host.load("two", {base, {{"word", "two"}}});
              const auto count = [&] {
                  const auto list = host.shell("ls /var/lib/workbook/layers | wc -l").output;
                  return list.substr(0, list.find('\n'));
              };
              expect_equal("the layers of two images that share one", count(), "3");
              expect_equal("rmi", host.say({"rmi", "one"}), "one:latest\n");
              expect_equal("the layers that are left", count(), "2");
              host.in("two", {"/bin/sh", "-c", "echo > /new"}, kept("kept"));
              host.expect_refused({"rmi", "two"}, "kept");
              expect_equal("the image, after that",
                           host.in("two", {"/bin/busybox", "cat", "/word"}), "two");
              host.say({"rm", "kept"});
              host.say({"rmi", "two"});
              expect_equal("the layers after the last rmi", count(), "0");
              expect_equal("the blobs after the last rmi",
                           host.shell("ls /var/lib/workbook/blobs/sha256").output, "");
              expect_equal("what is left behind", host.left(), "");
          });
}
