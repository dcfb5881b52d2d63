// SPDX-License-Identifier: MIT
// Chapter 07: the image, which others use too.
#include "attack.hpp"
#include "scene.hpp"

#include "support/fixture.hpp"

#include <filesystem>

namespace matrix {
namespace {

namespace fs = std::filesystem;

}  // namespace

Attacks overlay_attacks() {
    return {
        {"add-to-image", "leave a file in the image for the next container", 7,
         "what a container writes goes to a layer of its own, which goes with it",
         "overlayfs in the kernel's documentation",
         [](Scene& scene) {
             const auto word = scene.word();
             scene.attempt({"write", scene.inside("/tmp/" + word), word});
             return fs::exists(scene.rootfs() / "tmp" / word);
         }},
        {"change-image", "change a program of the image", 7,
         "a file is copied up to the container's own layer before it is changed",
         "overlayfs in the kernel's documentation",
         [](Scene& scene) {
             const auto word = scene.word(), path = "/bin/" + word;
             support::write_file(scene.rootfs().native() + path, "as it was");
             scene.attempt({"write", scene.inside(path), word});
             return support::read_file(scene.rootfs().native() + path).starts_with(word);
         }},
        {"delete-from-image", "delete a file of the image", 7,
         "the container's own layer gets a whiteout, and the file stays",
         "overlayfs in the kernel's documentation",
         [](Scene& scene) {
             const auto path = "/etc/" + scene.word();
             support::write_file(scene.rootfs().native() + path, "here");
             scene.attempt({"remove", scene.inside(path)});
             return !fs::exists(scene.rootfs().native() + path);
         }},
        {"plant-setuid", "leave a set-user-ID program of root's for the host's users", 7,
         "the mode changes in the container's own layer, out of everybody's way",
         "chmod(2), execve(2)",
         [](Scene& scene) {
             const auto path = "/bin/" + scene.word();
             support::write_file(scene.rootfs().native() + path, "a program");
             scene.attempt({"chmod", scene.inside(path), "4755"});
             const auto mode = fs::status(scene.rootfs().native() + path).permissions();
             return (mode & fs::perms::set_uid) != fs::perms::none;
         }},
    };
}

}  // namespace matrix
