// SPDX-License-Identifier: MIT
// Chapter 01: what a path can name.
#include "attack.hpp"
#include "scene.hpp"

#include "support/fixture.hpp"

#include <filesystem>

namespace matrix {

Attacks chroot_attacks() {
    return {
        {"read-file", "read a host file by its path", 1,
         "a path that begins with / begins at the process's root, which is the rootfs",
         "chroot(2), path_resolution(7)",
         [](Scene& scene) {
             const auto path = scene.directory() / "secret";
             const auto secret = scene.secret_file(path);
             return scene.attempt({"read", path}) == secret;
         }},
        {"write-file", "change a host file by its path", 1,
         "the same name is another file inside, or none", "chroot(2), path_resolution(7)",
         [](Scene& scene) {
             const auto path = scene.directory() / "file";
             scene.secret_file(path);
             const auto word = scene.word();
             scene.attempt({"write", path, word});
             return support::read_file(path) == word;
         }},
        {"walk-up", "walk up from the working directory to a host file, by \"..\"", 1,
         "\"..\" ends at the root, and the working directory was moved below it, too",
         "path_resolution(7), chroot(2): \"does not change the current working directory\"",
         [](Scene& scene) {
             const auto path = scene.directory() / "secret";
             const auto secret = scene.secret_file(path);
             return scene.attempt({"read", "../../../../../../../.." + path.native()}) == secret;
         }},
        {"symlink", "follow a symlink in the image to a host file", 1,
         "an absolute symlink starts at the root of whoever follows it",
         "path_resolution(7), symlink(7)",
         [](Scene& scene) {
             const auto path = scene.directory() / "secret";
             const auto secret = scene.secret_file(path);
             std::filesystem::create_symlink(path, scene.rootfs() / "link");
             return scene.attempt({"read", scene.inside("/link")}) == secret;
         }},
        {"list-directory", "list a host directory", 1, "it has no name inside",
         "chroot(2), path_resolution(7)",
         [](Scene& scene) {
             const auto name = scene.word();
             support::write_file(scene.directory() / name, "");
             const auto names = scene.attempt({"find", scene.directory(), name});
             return names == name;
         }},
        {"socket-file", "talk to a host daemon over its socket, as in /run/docker.sock", 1,
         "a socket in the file system is found by its path", "unix(7)",
         [](Scene& scene) {
             const auto path = (scene.directory() / "daemon").native();
             const auto secret = scene.word();
             scene.host({"serve-unix", path, secret});
             return scene.attempt({"ask-unix", path}) == secret;
         }},
    };
}

}  // namespace matrix
