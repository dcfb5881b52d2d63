// SPDX-License-Identifier: MIT
// Chapter 08: a file system that cannot map ids.
#include "chapters/mounted.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/tree.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/08-users/README.md, ";

/// A ramfs of the stage's, which can do little, with a rootfs on it that lacks some of the places
/// where something is to be mounted.
class SimpleDisk {
public:
    explicit SimpleDisk(Host& host)
        : path_{make(host)}, mounted_{host, "-t ramfs -o mode=755 ramfs", path_} {
        const auto made = host.shell(fmt::format(
            "set -e; umask 022; busybox=$rootfs/bin/busybox; $busybox cp -a $rootfs {0}/rootfs; "
            "cd {0}/rootfs; $busybox rmdir mnt proc; $busybox rm etc/hosts",
            path_.native()));
        expect(made.exit_status == 0, "a ramfs cannot be filled: " + made.output, "it is");
    }
    const Path& path() const { return path_; }

private:
    static Path make(Host& host) {
        const auto path = host.box().directory() / "simple";
        fs::create_directory(path);
        return path;
    }
    Path path_;
    Mounted mounted_;
};

const std::string questions =
    "stat -c '%n %u:%g' / /etc /bin/busybox; cat /mnt/deep/volume/word /mnt/file; grep -c ' /proc "
    "' /proc/mounts; echo x > /made && rm /made && echo made; "
    "chmod 600 /etc/passwd 2>/dev/null || echo refused";

/// Starts a container with volumes for which there is no place, on `root`, and asks it.
void expect_nobodys(Host& host, const Words& options, const std::string& root) {
    const auto volume = host.box().directory() / "volume";
    const auto word = random_word();
    fs::create_directory(volume);
    write_file(volume / "word", word + "\n");
    Words words{"run", "--network", "none"};
    words.insert(words.end(), options.begin(), options.end());
    words.insert(words.end(),
                 {"-v", volume.native() + ":/mnt/deep/volume", "-v",
                  (volume / "word").native() + ":/mnt/file:ro", root, "/bin/sh", "-c", questions});
    const auto said = host.say(words);
    if (said.find("/etc 0:0\n") != said.npos)
        throw Skipped{"on this machine, a ramfs can map ids: " + said};
    const auto note = said.substr(0, said.find('\n') + 1);
    expect_contains("the first line", note, "cannot map ids");
    expect_equal("what it is like inside", said.substr(note.size()),
                 "/ 0:0\n/etc 65534:65534\n/bin/busybox 65534:65534\n" + word + "\n" + word +
                     "\n1\nmade\nrefused\n");
}

}  // namespace

TEST_CASE("08 users: on a file system that cannot map ids, a container runs, and that is said",
          "[08+]") {
    judge(
        {"08.unmapped",
         {"08.image", "08.volume"},
         "A network's or a phone's file system, or an older kernel's tmpfs: its files are nobody's "
         "inside, and so its places to mount on must be made by somebody else.",
         lesson + "The image; mount_setattr(2), EINVAL"},
        [] {
            Host host;
            {
                const SimpleDisk disk{host};
                const auto rootfs = disk.path() / "rootfs";
                const auto before = describe_tree(host.seen(rootfs));
                expect_nobodys(host, {}, rootfs);
                expect_equal("the change of the rootfs",
                             difference(before, describe_tree(host.seen(rootfs))), "");
            }
            expect_equal("what is left behind", host.left(), "");
        });
}

TEST_CASE("08 users: so does one of an image that is kept on such a file system", "[08+]") {
    judge({"08.unmapped-image",
           {"08.unmapped", "07.commit"},
           "The layers of an image are where the store is, and have no other place.",
           lesson + "The image; mount_setattr(2), EINVAL"},
          [] {
              Host host;
              {
                  const SimpleDisk disk{host};
                  const auto store = disk.path() / "store";
                  host.say({"import", "--root", store, disk.path() / "rootfs", "box"});
                  host.say({"run", "--network", "none", "--root", store, "--keep", "--name", "kept",
                            "box", "/bin/sh", "-c", "echo x > /new"});
                  // For a while, there was a /etc/hosts in /etc.
                  expect_equal("what it has changed", host.say({"diff", "--root", store, "kept"}),
                               "C /etc\nA /new\n");
                  host.say({"commit", "--root", store, "kept", "box"});
                  expect_nobodys(host, {"--root", store}, "box");  // two layers, one line
              }
              expect_equal("what is left behind", host.left(), "");
          });
}
