// SPDX-License-Identifier: MIT
// Chapter 07: "/" is stacked from layers, and what a container changes is its own.
#include "chapters/beside.hpp"
#include "chapters/images.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <sstream>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/07-overlay/README.md, ";

/// Writes, overwrites, deletes, and changes the mode and the owner of files of the image.
std::string vandalise(const std::string& word) {
    return fmt::format(
        "chown 7:7 /opt && echo {0} > /etc/{0} && echo {0} >> /etc/passwd && rm /etc/group && "
        "rm -r /srv && chmod 4711 /bin/busybox && mv /etc/os-release /moved && cat /etc/{0}",
        word);
}

/// Where the first pages of a file are that a probe reads, as page frame numbers of the machine.
std::string frames_of(Probe& probe, const std::string& file) {
    std::istringstream answer{probe.ask({"map", file})};
    std::uint64_t address = 0, count = 0, page = 4096;
    answer >> address >> count;
    const auto pagemap = sys::open(fmt::format("/proc/{}/pagemap", probe.pid()), O_RDONLY);
    std::string frames;
    for (std::uint64_t i = 0; i < count; ++i) {
        std::uint64_t entry = 0;
        const auto offset = static_cast<off_t>((address / page + i) * sizeof entry);
        sys::check(::pread(pagemap.get(), &entry, sizeof entry, offset), "pread pagemap");
        const auto frame = entry & ((std::uint64_t{1} << 55) - 1);
        if (frame == 0) throw Skipped{"/proc/PID/pagemap does not say where pages are"};
        frames += fmt::format("{:#x} ", frame);
    }
    return frames;
}

std::string layers_of(const Host& host) {
    return describe_tree(host.seen("/var/lib/workbook/layers")) +
           describe_tree(host.seen("/var/lib/workbook/blobs"));
}

}  // namespace

TEST_CASE("07 overlay: what a container changes, the rootfs does not see", "[07+]") {
    judge({"07.rootfs-unchanged",
           {"00.runs"},
           "The next container would find it there, and so would whoever made the rootfs.",
           lesson + "Changes stay apart; overlayfs in the kernel's documentation"},
          [] {
              Box box;
              const auto before = describe_tree(box.rootfs());
              const auto word = random_word();
              expect_equal("what the container reads of what it wrote",
                           box.output({"/bin/sh", "-c", vandalise(word)}), word + "\n");
              expect_equal("the change of the rootfs",
                           difference(before, describe_tree(box.rootfs())), "");
              expect_equal("the file that another container wrote, in the next one",
                           box.run({{}, {"/bin/cat", "/etc/" + word}}).out, "");
          });
}

TEST_CASE("07 overlay: what a container changes, its image does not see", "[07+]") {
    judge({"07.image-unchanged",
           {"07.rootfs-unchanged"},
           "An image is named after its content: one that has been written to is another one.",
           lesson + "Changes stay apart; overlayfs in the kernel's documentation"},
          [] {
              Host host;
              host.say({"import", host.box().rootfs(), "box"});
              const auto before = layers_of(host);
              const auto word = random_word();
              expect_equal("what the container reads of what it wrote",
                           host.in("box", {"/bin/sh", "-c", vandalise(word)}), word + "\n");
              expect_equal("the change of the image", difference(before, layers_of(host)), "");
              expect_equal("the next container's /etc/passwd",
                           host.in("box", {"/bin/cat", "/etc/passwd"}),
                           read_file(host.box().rootfs() / "etc/passwd"));
          });
}

TEST_CASE("07 overlay: two containers do not see what the other one changes", "[07+]") {
    judge({"07.apart",
           {"07.rootfs-unchanged"},
           "Two that share a directory for their changes are one container with two names.",
           lesson + "Changes stay apart; overlayfs in the kernel's documentation"},
          [] {
              Box box;
              const auto live = box.serve({"--network", "none"});
              auto one = live->probe();
              auto two = Beside::container(box, *live, {"--network", "none"});
              const auto word = random_word(), other = random_word();
              one.ask({"write", "/etc/passwd", word});
              two.ask({"write", "/etc/passwd", other});
              one.ask({"write", "/tmp/" + word, word});
              expect(one.ask({"read", "/etc/passwd"}).starts_with(word),
                     "the first does not read what it wrote", "it does");
              expect(two.ask({"read", "/etc/passwd"}).starts_with(other),
                     "the second does not read what it wrote", "it does");
              expect_contains("a file of the first, asked for in the second",
                              two.ask({"try", "read", "/tmp/" + word}), "No such file");
              expect_lacks("the list of its /tmp", two.ask({"list", "/tmp"}), word);
          });
}

TEST_CASE("07 overlay: the highest layer that has a name decides", "[07+]") {
    judge({"07.order",
           {"07.image-unchanged"},
           "The lowest first in the image, the highest first in the mount options.",
           lesson + "One picture of all layers; image-spec, layer.md"},
          [] {
              Host host;
              const auto low = random_word(), middle = random_word(), high = random_word();
              host.load(
                  "three",
                  {{folder("bin"), folder("a"), {"a/only", low}, {"a/two", low}, {"a/x", low}},
                   [&] {
                       auto entries = programs();
                       entries.insert(entries.end(), {folder("a"), {"a/two", middle}});
                       return entries;
                   }(),
                   {folder("a", 0700), {"a/x", high}, folder("a/y")}});
              expect_equal("a name of the lowest layer, of the middle one, of the highest one",
                           host.in("three", {"/bin/busybox", "cat", "/a/only", "/a/two", "/a/x"}),
                           low + middle + high);
              expect_equal("the directory that three layers have",
                           host.in("three", {"/bin/busybox", "ls", "-1A", "/a"}),
                           "only\ntwo\nx\ny\n");
              expect_equal("its mode, which the highest layer gave it",
                           host.in("three", {"/bin/busybox", "stat", "-c", "%a", "/a"}), "700\n");
          });
}

TEST_CASE("07 overlay: \"/\" has the owner and the mode that the image gives it", "[07+]") {
    judge({"07.root-attributes",
           {"07.rootfs-unchanged"},
           "The highest directory is the one for changes: what that looks like, \"/\" does.",
           lesson + "One picture of all layers; overlayfs, \"Upper and Lower\""},
          [] {
              Box box;
              const auto mode = random_number(0, 1) ? 0711 : 01775;
              const auto owner = static_cast<uid_t>(random_number(1000, 2000));
              fs::permissions(box.rootfs(), fs::perms(mode));
              expect(::chown(box.rootfs().c_str(), owner, owner + 1) == 0, "chown fails", "");
              const Words stat{"/bin/stat", "-c", "%u:%g %a", "/"};
              expect_equal("\"/\" of a directory", box.output(stat),
                           fmt::format("{}:{} {:o}\n", owner, owner + 1, mode));
              // A server that has given up root must still find its files.
              fs::permissions(box.rootfs(), fs::perms(0755));
              Launch launch{{}, {"/bin/probe", "as-nobody", "/bin/probe", "read", "/etc/passwd"}};
              launch.caller = {"--umask", "0077"};
              const auto outcome = box.run(launch);
              expect_contains("nobody, reading /etc/passwd when the caller's umask is 077",
                              outcome.out + outcome.err, "root:x:0:0");
          });
}

TEST_CASE("07 overlay: a layer's directory may have any name", "[07+]") {
    judge({"07.names",
           {"07.image-unchanged"},
           "In overlay's options a colon begins the next layer, and a comma the next option.",
           lesson + "Any number, any name; overlayfs, \"Multiple lower layers\""},
          [] {
              Box box;
              for (const std::string name : {"a:b", "a,upperdir=b", "a\\b", "a b", "a\\:b", ":",
                                             "a\\,b", "100%", "a'b\"c", "ä"}) {
                  const auto odd = box.directory() / name;
                  copy_rootfs(odd);
                  const auto word = random_word();
                  write_file(odd / "etc/word", word);
                  const auto before = describe_tree(odd);
                  Launch launch{{}, {"/bin/sh", "-c", "cat /etc/word; echo > /new"}};
                  launch.rootfs = odd;
                  const auto outcome = box.run(launch);
                  expect_equal("a file of the rootfs called " + name, outcome.out, word);
                  expect_equal("the change of the rootfs called " + name,
                               difference(before, describe_tree(odd)), "");
              }
              Host host;
              const auto store = (host.box().directory() / "st:o,r\\e d").native();
              host.load("a", {programs(), {{"word", "a"}}});
              host.say({"load", "--root", store, host.box().directory() / "layout-a"});
              expect_equal("an image in a store with such a name",
                           host.in("a", {"/bin/busybox", "cat", "/word"}, {"--root", store}), "a");
          });
}

TEST_CASE("07 overlay: an image may have 130 layers", "[07+]") {
    judge({"07.many-layers",
           {"07.order"},
           "The options of mount(2) are one page, 4096 bytes: long names fill it soon.",
           lesson + "Any number, any name; mount(2)"},
          [] {
              constexpr int count = 130;
              Host host;
              std::vector<Entries> layers{programs()};
              const auto word = random_word();
              for (int i = 1; i < count; ++i)
                  layers.push_back({{"top", std::to_string(i)},
                                    {fmt::format("file{}", i), fmt::format("{}{}\n", word, i)}});
              host.load("tower", layers);
              expect_equal("a name that 129 of them have",
                           host.in("tower", {"/bin/busybox", "cat", "/top"}),
                           std::to_string(count - 1));
              expect_equal(
                  "a name of the second, of the middle, of the last",
                  host.in("tower", {"/bin/busybox", "cat", "/file1", "/file65", "/file129"}),
                  fmt::format("{0}1\n{0}65\n{0}129\n", word));
          });
}

TEST_CASE("07 overlay: two containers of one image read the same memory", "[07+]") {
    judge({"07.page-cache",
           {"07.apart"},
           "A file that is copied for each container is in memory once for each: then a hundred "
           "containers would need a hundred times the memory.",
           lesson + "Changes stay apart; proc_pid_pagemap(5)"},
          [] {
              Box box;
              for (const std::string name : {"shared", "twin"})
                  write_file(box.rootfs() / name, std::string(64 << 10, 'x'));
              const auto live = box.serve({"--network", "none"});
              auto one = live->probe();
              auto two = Beside::container(box, *live, {"--network", "none"});
              const auto frames = frames_of(one, "/shared");
              expect_equal("the page frames of a file, in the second container",
                           frames_of(two.probe(), "/shared"), frames);
              expect(frames_of(one, "/twin") != frames, "another file is in the same page frames",
                     "it has its own");
              two.ask({"write", "/shared", "y"});
              expect(frames_of(two.probe(), "/shared") != frames,
                     "a file that the second has changed is in the first one's page frames",
                     "it has a copy of its own");
              expect_equal("the page frames of the first, after that", frames_of(one, "/shared"),
                           frames);
          });
}

TEST_CASE("07 overlay: what is written to a volume is the volume's", "[07+]") {
    judge({"07.volume",
           {"07.rootfs-unchanged"},
           "Volumes are for what is to outlive the container.",
           lesson + "Changes stay apart; mount(2)"},
          [] {
              Host host;
              const auto volume = host.box().directory() / "volume";
              fs::create_directory(volume);
              const auto word = random_word();
              write_file(volume / "old", word);
              const auto rootfs = host.box().rootfs();
              write_file(rootfs / "srv/hidden", "of the image");
              const auto before = describe_tree(rootfs);
              const auto out =
                  host.in(rootfs, {"/bin/sh", "-c", "cat /srv/old; cp /srv/old /srv/new"},
                          {"-v", volume.native() + ":/srv"});
              expect_equal("a file of the volume", out, word);
              expect_equal("what was written to the volume", read_file(volume / "new"), word);
              expect_equal("the change of the rootfs", difference(before, describe_tree(rootfs)),
                           "");
          });
}

TEST_CASE("07 overlay: with --read-only nothing can be changed", "[07+]") {
    judge({"07.read-only",
           {"07.rootfs-unchanged"},
           "Somebody who asked for it would not look for what was written all the same.",
           lesson + "Options; mount_setattr(2)"},
          [] {
              Box box;
              const auto outcome =
                  box.run({{"--read-only"}, {"/bin/sh", "-c", "cat /etc/passwd; echo x > /x"}});
              expect_contains("/etc/passwd", outcome.out, "root:x:0:0");
              expect_contains("writing /x", outcome.err, "Read-only file system");
          });
}
