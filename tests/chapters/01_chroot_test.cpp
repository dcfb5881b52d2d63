// SPDX-License-Identifier: MIT
// Chapter 01: "/" is the rootfs, for every path that the program can name.
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <filesystem>

using namespace support;
namespace fs = std::filesystem;

TEST_CASE("01 chroot: the container sees the files of its rootfs", "[01+]") {
    judge(
        {"01.root",
         {"00.runs"},
         "This is the one thing that chroot(2) does: paths that begin with / begin at the rootfs.",
         "chapters/01-chroot/README.md, The root directory; chroot(2)"},
        [] {
            Box box;
            const auto word = random_word();
            write_file(box.rootfs() / "etc/word", word);
            expect_equal("/etc/word inside", box.output({"/bin/probe", "read", "/etc/word"}),
                         word + "\n");
        });
}

TEST_CASE("01 chroot: a host file cannot be read by its path", "[01+]") {
    judge({"01.host-files",
           {"01.root"},
           "The host's secrets are a path away, unless the path does not exist inside.",
           "chapters/01-chroot/README.md, The root directory; chroot(2)"},
          [] {
              Box box;
              const auto secret = box.directory() / "secret";
              write_file(secret, random_word());
              const auto outcome = box.run({{}, {"/bin/probe", "read", secret}});
              expect_equal("the exit status of reading a host file", outcome.exit_status, 1);
              expect_contains("stderr", outcome.err, "No such file");
          });
}

TEST_CASE("01 chroot: the working directory is inside", "[01+]") {
    judge({"01.cwd",
           {"01.root"},
           "chroot(2) does not move the working directory: left outside, \"..\" walks the host.",
           "chapters/01-chroot/README.md, The working directory; chroot(2), NOTES"},
          [] {
              Box box;
              Launch launch{{}, {"/bin/probe", "cwd"}};
              launch.caller = {"--cwd", box.directory().native()};
              const auto outcome = box.run(launch);
              expect_equal("the exit status", outcome.exit_status, 0);
              expect_equal("the working directory", outcome.out, "/ is /\n");
              launch.options = {"-w", "."};  // where chroot(2) alone leaves it
              const auto relative = box.run(launch);
              expect_equal("with -w ., the exit status", relative.exit_status, 0);
              expect_equal("with -w ., the working directory", relative.out, "/ is /\n");
          });
}

TEST_CASE("01 chroot: \"..\" at the root stays at the root", "[01+]") {
    judge({"01.dotdot",
           {"01.cwd"},
           "The kernel stops \"..\" at the process's root, and only there.",
           "chapters/01-chroot/README.md, The working directory; path_resolution(7)"},
          [] {
              Box box;
              const auto name = random_word();
              write_file(box.directory() / name, "host");
              const auto outcome = box.run({{}, {"/bin/probe", "read", "../../../../" + name}});
              expect_equal("the exit status of reading above the root", outcome.exit_status, 1);
              const auto up = box.run({{}, {"/bin/probe", "read", "../" + name}});
              expect_equal("the exit status of reading beside the rootfs", up.exit_status, 1);
          });
}

TEST_CASE("01 chroot: absolute symlinks lead to the rootfs", "[01+]") {
    judge(
        {"01.symlinks",
         {"01.root"},
         "A link to /etc/passwd means the container's, or a rootfs from elsewhere reads the host.",
         "chapters/01-chroot/README.md, The root directory; path_resolution(7)"},
        [] {
            Box box;
            const auto name = random_word(), word = random_word();
            write_file(box.rootfs() / "etc" / name, word);
            fs::create_symlink("/etc/" + name, box.rootfs() / "link");
            expect_equal("/link inside", box.output({"/bin/probe", "read", "/link"}), word + "\n");
            fs::remove(box.rootfs() / "link");
            fs::create_symlink(box.directory() / name, box.rootfs() / "link");
            write_file(box.directory() / name, "host");
            const auto outcome = box.run({{}, {"/bin/probe", "read", "/link"}});
            expect_equal("the exit status of a link to a host file", outcome.exit_status, 1);
        });
}

TEST_CASE("01 chroot: ROOTFS may be a symlink", "[01+]") {
    judge({"01.linked-rootfs",
           {"01.root"},
           "People keep \"current\" links to the version in use.",
           "chapters/01-chroot/README.md, The root directory; path_resolution(7)"},
          [] {
              Box box;
              const auto link = box.directory() / "link";
              fs::create_directory_symlink(box.rootfs(), link);
              Launch launch{{}, {"/bin/probe", "exit", "3"}};
              launch.rootfs = link;
              expect_equal("the exit status", box.run(launch).exit_status, 3);
          });
}

TEST_CASE("01 chroot: a program whose loader is missing says so", "[01+]") {
    judge(
        {"01.loader",
         {"00.not-found", "01.root"},
         "\"No such file\" about a file that is there is the most puzzling error of a new rootfs.",
         "chapters/01-chroot/README.md, The contract; execve(2), ENOENT; ld.so(8)"},
        [] {
            Box box;
            fs::copy_file("/usr/bin/env", box.rootfs() / "bin/dynamic");
            const auto outcome = box.run({{}, {"/bin/dynamic"}});
            expect_equal("the exit status", outcome.exit_status, 127);
            expect_contains("stderr", outcome.err, "/ld-");
        });
}
