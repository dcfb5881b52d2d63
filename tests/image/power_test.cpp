// SPDX-License-Identifier: MIT
//
// After a power cut, files that were written and not flushed may be short. Here the test shortens
// them, and the next boot is another id that the kernel seems to have given it: random(4).
#include "bench.hpp"
#include "tar.hpp"

#include <fmt/format.h>

#include <ctime>

namespace {

namespace fs = std::filesystem;
using support::Path;

/// A bench with an image of two layers; `/a` is in the lower one.
struct Powered {
    Powered() {
        auto layout = bench.layout();
        layout.add_image("image", {layout::gzip(tar::file("a", "whole")),
                                   layout::gzip(tar::file("b", "whole"))});
        bench.output({"load", layout.path()});
        support::write_file(bench.directory() / "boot", "00000000-0000-4000-8000-000000000000\n");
    }

    /// The file of that name, in whichever layer it is.
    Path unpacked(const std::string& name) const {
        for (const auto& layer : fs::directory_iterator{bench.store() / "layers"})
            if (fs::exists(layer.path() / name)) return layer.path() / name;
        return {};
    }
    void lose(const std::string& name) const { fs::resize_file(unpacked(name), 2); }
    /// As if a minute had passed since it was unpacked.
    void wait() const {
        for (const auto& note : fs::directory_iterator{bench.store() / "unflushed"})
            fs::last_write_time(note.path(),
                                fs::file_time_type::clock::now() - std::chrono::seconds{61});
    }
    std::string read(const std::string& name) const { return bench.read("image", "/" + name); }
    /// The same when the machine has been started anew.
    std::string read_after_boot(const std::string& name) const {
        return after_boot(fmt::format(
            "$program run --root $store --network none -v {}:/probe image /probe/busybox cat /{}",
            bench.probe().native(), name));
    }
    std::string after_boot(const std::string& line) const {
        return bench.script("mount --bind $here/boot /proc/sys/kernel/random/boot_id; " + line +
                            "; umount /proc/sys/kernel/random/boot_id");
    }

    Bench bench;
};

}  // namespace

TEST_CASE("image: a layer that a power cut may have damaged is unpacked again") {
    const Powered powered;
    powered.lose("a");
    REQUIRE(powered.read("a") == "wh");  // in the same boot, nobody looks
    CHECK(powered.read_after_boot("a") == "whole");
    CHECK(powered.read_after_boot("b") == "whole");
    CHECK(fs::is_empty(powered.bench.store() / "new"));
    // That boot's note is another one's, too: seen from here, it must be done once more.
    powered.lose("b");
    CHECK(powered.read("b") == "whole");
}

TEST_CASE("image: a layer that is on the disk is left as it is") {
    const Powered powered;
    powered.wait();
    REQUIRE_FALSE(fs::is_empty(powered.bench.store() / "unflushed"));
    powered.bench.output({"images"});
    CHECK(fs::is_empty(powered.bench.store() / "unflushed"));
    struct stat before {
    }, after{};
    REQUIRE(::stat(powered.unpacked("a").c_str(), &before) == 0);
    CHECK(powered.read_after_boot("a") == "whole");
    REQUIRE(::stat(powered.unpacked("a").c_str(), &after) == 0);
    CHECK(before.st_ino == after.st_ino);
    CHECK(before.st_ctim.tv_nsec == after.st_ctim.tv_nsec);
}

TEST_CASE("image: what a container has changed is told after a power cut, too") {
    const Powered powered;
    powered.bench.output({"run", "--keep", "--name", "kept", "-v",
                          powered.bench.probe().native() + ":/probe", "image", "/probe/busybox",
                          "touch", "/a", "/c"});
    CHECK(powered.after_boot("$program diff --root $store kept") == "C /a\nA /c\n");
}

TEST_CASE("image: with an image, the notes of its layers go") {
    const Powered powered;
    REQUIRE_FALSE(fs::is_empty(powered.bench.store() / "unflushed"));
    powered.bench.output({"rmi", "image"});
    CHECK(fs::is_empty(powered.bench.store() / "unflushed"));
}
