// SPDX-License-Identifier: MIT
// Chapter 08: whose the files are: on volumes the host's, in the image the container's.
#include "chapters/images.hpp"
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/tree.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include <filesystem>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/08-users/README.md, ";

std::string owner_of(const Path& path) {
    struct stat info {};
    expect(::lstat(path.c_str(), &info) == 0, "there is no " + path.native(), "there is");
    return fmt::format("{}:{}", info.st_uid, info.st_gid);
}

void give(const Path& path, unsigned uid, unsigned gid) {
    expect(::lchown(path.c_str(), uid, gid) == 0, "lchown " + path.native(), "");
}

Path make_directory(const Path& path, int mode) {
    fs::create_directory(path);
    fs::permissions(path, fs::perms(mode));
    return path;
}

Words on_volume(const Path& volume, const std::string& more = "") {
    return offline({"-v", volume.native() + ":/volume" + more});
}

}  // namespace

TEST_CASE("08 users: what it makes on a volume belongs to its users, not the host's", "[08+]") {
    judge(
        {"08.volume",
         {"08.root-is-nobody"},
         "A set-user-ID program of root's, left on a volume, would make every user of the host "
         "root.",
         lesson + "Volumes; user_namespaces(7)"},
        [] {
            Box box;
            const auto volume = make_directory(box.directory() / "volume", 0777);
            const auto live = box.serve(on_volume(volume));
            auto probe = live->probe();
            probe.ask({"write", "/volume/of-root", "x"});
            probe.ask({"chmod", "/volume/of-root", "4755"});
            probe.ask({"write", "/volume/given", "x"});
            const auto other = static_cast<unsigned>(random_number(1000, 60'000));
            probe.ask({"chown", "/volume/given", std::to_string(other), std::to_string(other + 1)});
            const auto root = on_host(probe, 0);
            expect_equal("whose root's file is, on the host", owner_of(volume / "of-root"),
                         fmt::format("{0}:{0}", root));
            expect_equal(fmt::format("whose the file of {}:{} is", other, other + 1),
                         owner_of(volume / "given"),
                         fmt::format("{}:{}", root + other, root + other + 1));
            expect_equal("whose it is inside", probe.ask({"owner", "/volume/given"}),
                         fmt::format("{}:{}\n", other, other + 1));
        });
}

TEST_CASE("08 users: a file of the host's root on a volume cannot be changed", "[08+]") {
    judge({"08.volume-of-root",
           {"08.volume"},
           "A volume shows a directory of the host; what nobody else may do there, root of a "
           "container may not either.",
           lesson + "Volumes; user_namespaces(7), \"Capabilities\""},
          [] {
              Box box;
              const auto volume = make_directory(box.directory() / "volume", 0755);
              const auto secret = random_word();
              for (const std::string name : {"secret", "open"}) write_file(volume / name, secret);
              fs::permissions(volume / "secret", fs::perms(0600));
              const auto before = describe_tree(volume);
              const std::vector<Words> deeds = {
                  {"read", "/volume/secret"},       {"chown", "/volume/open", "0", "0"},
                  {"chmod", "/volume/open", "666"}, {"write", "/volume/open", "changed"},
                  {"write", "/volume/new", "new"},  {"remove", "/volume/open"}};
              {
                  const auto live = box.serve(on_volume(volume));
                  auto probe = live->probe();
                  expect_equal("what everybody may read", probe.ask({"read", "/volume/open"}),
                               secret);
                  expect_equal("whose it is, inside", probe.ask({"owner", "/volume/open"}),
                               "65534:65534\n");
                  for (const auto& deed : deeds) {
                      auto words = deed;
                      words.insert(words.begin(), "try");
                      expect_contains(command_line(deed), probe.ask(words), "refused: ");
                  }
                  expect_equal("the change of the volume",
                               difference(before, describe_tree(volume)), "");
              }
              auto options = on_volume(volume);
              options.insert(options.end(), {"--userns", "host"});
              const auto live = box.serve(options);
              auto probe = live->probe();
              for (const auto& deed : deeds) probe.ask(deed);
          });
}

TEST_CASE("08 users: the files of its image belong to whom the image says", "[08+]") {
    judge(
        {"08.image",
         {"08.root-is-nobody", "07.rootfs-unchanged"},
         "To nobody, they would be files that its root may not write. And who changed their owner "
         "on the disk would have to for each container, and change the image.",
         lesson + "The image; mount_setattr(2), MOUNT_ATTR_IDMAP"},
        [] {
            Box box;
            const auto id = static_cast<unsigned>(random_number(1000, 60'000));
            write_file(box.rootfs() / "opt/theirs", "x");
            give(box.rootfs() / "opt/theirs", id, id + 1);
            fs::permissions(box.rootfs() / "opt/theirs", fs::perms(0640));
            write_file(box.rootfs() / "root/secret", random_word());
            fs::permissions(box.rootfs() / "root/secret", fs::perms(0600));
            const auto before = describe_tree(box.rootfs());
            const auto live = box.serve(offline());
            auto probe = live->probe();
            for (const std::string path :
                 {"/", "/etc/passwd", "/bin/busybox", "/bin/sh", "/root", "/root/secret"})
                expect_equal("whose " + path + " is", probe.ask({"owner", path}), "0:0\n");
            expect_equal("whose /opt/theirs is", probe.ask({"owner", "/opt/theirs"}),
                         fmt::format("{}:{}\n", id, id + 1));
            probe.ask({"read", "/root/secret"});
            probe.ask({"write", "/etc/passwd", "changed"});
            probe.ask({"write", "/etc/new", "x"});
            probe.ask({"chown", "/etc/new", std::to_string(id), std::to_string(id)});
            expect_equal("whose /etc/new is", probe.ask({"owner", "/etc/new"}),
                         fmt::format("{0}:{0}\n", id));
            probe.ask({"chown", "/opt/theirs", "7", "8"});
            probe.ask({"chmod", "/bin/busybox", "700"});
            probe.ask({"remove", "/etc/group"});
            expect_equal("the change of the rootfs",
                         difference(before, describe_tree(box.rootfs())), "");
        });
}

TEST_CASE("08 users: with :idmap a volume's owners are the same inside and outside", "[08+]") {
    judge({"08.idmap-volume",
           {"08.volume"},
           "Then, and only for that directory, root inside is root: a mount with a map of its own.",
           lesson + "Volumes; mount_setattr(2), MOUNT_ATTR_IDMAP"},
          [] {
              Box box;
              const auto volume = make_directory(box.directory() / "volume", 0755);
              write_file(volume / "of-root", random_word());
              const auto id = static_cast<unsigned>(random_number(1000, 60'000));
              write_file(volume / "of-user", random_word());
              give(volume / "of-user", id, id + 1);
              const auto live = box.serve(on_volume(volume, ":idmap"));
              auto probe = live->probe();
              expect_equal("whose root's file is, inside", probe.ask({"owner", "/volume/of-root"}),
                           "0:0\n");
              expect_equal("whose the other one is", probe.ask({"owner", "/volume/of-user"}),
                           fmt::format("{}:{}\n", id, id + 1));
              probe.ask({"write", "/volume/of-root", "changed"});
              probe.ask({"write", "/volume/new", "x"});
              probe.ask({"chown", "/volume/new", std::to_string(id + 2), std::to_string(id + 3)});
              expect_equal("whose the new file is, on the host", owner_of(volume / "new"),
                           fmt::format("{}:{}", id + 2, id + 3));
              expect_equal("whose the old one is", owner_of(volume / "of-root"), "0:0");
          });
}

TEST_CASE("08 users: what it uses may be where only the host's root may go", "[08+]") {
    judge({"08.private-places",
           {"08.image", "08.volume"},
           "An image in /root, a volume below a home directory: its own root cannot walk there, so "
           "who can must open them.",
           lesson + "The image; open_tree(2)"},
          [] {
              Box box;
              const auto locked = make_directory(box.directory() / "private", 0700);
              copy_rootfs(locked / "rootfs");
              const auto word = random_word();
              write_file(locked / "rootfs/etc/word", word);
              make_directory(locked / "volume", 0755);
              write_file(locked / "volume/file", word);
              write_file(locked / "file", word);
              for (const std::string more : {"", ",idmap"}) {
                  Launch launch{offline({"-v", (locked / "volume").native() + ":/volume:ro" + more,
                                         "-v", (locked / "file").native() + ":/file:ro"}),
                                {"/bin/cat", "/etc/word", "/volume/file", "/file"}};
                  launch.rootfs = locked / "rootfs";
                  launch.caller = {"--cwd", locked};
                  const auto outcome = box.run(launch);
                  expect_equal("files of an image and of volumes" + more, outcome.out + outcome.err,
                               word + word + word);
                  expect_equal("what is left behind", outcome.left, "");
              }
          });
}

TEST_CASE("08 users: a kept container's files become an image's, with their owners", "[08+]") {
    judge({"08.commit",
           {"08.image", "07.commit"},
           "On the disk they have the ids of a range that somebody else has by then.",
           lesson + "The image; user_namespaces(7)"},
          [] {
              Host host;
              host.say({"import", host.box().rootfs(), "box"});
              const auto id = static_cast<unsigned>(random_number(1000, 60'000));
              const auto script = fmt::format(
                  "echo x > /etc/new; echo x > /etc/of-user; chown {}:{} /etc/of-user; mkdir "
                  "/home/d; "
                  "ln -s x /home/d/link; chmod 4755 /bin/busybox",
                  id, id + 1);
              host.in("box", {"/bin/sh", "-c", script}, {"--keep", "--name", "kept"});
              expect_equal("diff", host.say({"diff", "kept"}),
                           "C /bin\nC /bin/busybox\nC /etc\nA /etc/new\nA /etc/of-user\nC /home\n"
                           "A /home/d\nA /home/d/link\n");
              host.say({"commit", "kept", "changed"});
              host.say({"rm", "kept"});
              expect_equal(
                  "whose they are in a container of the image",
                  host.in("changed",
                          {"/bin/sh", "-c",
                           "stat -c '%u:%g %a' / /etc /etc/new /etc/of-user /bin/busybox"}),
                  fmt::format("0:0 755\n0:0 755\n0:0 644\n{}:{} 644\n0:0 4755\n", id, id + 1));
              const auto json = nlohmann::json::parse(host.say({"inspect", "changed"}));
              const auto layer = host.seen(json.at("Layers").back().get<std::string>());
              for (const std::string name :
                   {".", "etc", "etc/new", "home/d", "home/d/link", "bin/busybox"})
                  expect_equal("whose " + name + " is, in the new layer", owner_of(layer / name),
                               "0:0");
              expect_equal("whose etc/of-user is", owner_of(layer / "etc/of-user"),
                           fmt::format("{}:{}", id, id + 1));
              host.say({"rmi", "changed", "box"});
              expect_equal("what is left behind", host.left(), "");
          });
}
