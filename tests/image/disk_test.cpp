// SPDX-License-Identifier: MIT
//
// Stores that cannot be written to, or not enough, or that are no stores.
#include "bench.hpp"
#include "tar.hpp"

#include <fmt/format.h>

namespace {

layout::Layout image(Bench& bench, const std::string& name, std::size_t size) {
    std::string content;  // that does not become much smaller
    for (unsigned long i = 1; content.size() < size; i = i * 6364136223846793005 + 1)
        content += static_cast<char>(i >> 56);
    auto layout = bench.layout();
    layout.add_image(name, {layout::gzip(tar::file("content", content))});
    return layout;
}

}  // namespace

TEST_CASE("image: a full disk is named, and the store works on") {
    Bench bench;
    const auto large = image(bench, "large", 1 << 20), small = image(bench, "small", 10);
    // The blob and the layer need 2 MiB. Each size ends it somewhere else.
    for (const int size : {300, 700, 1000, 1100, 1500, 1900}) {
        const auto text = fmt::format(
            "mount -t tmpfs -o size={}k none $store; "
            "$program load --root $store {} && exit 1; echo status $? >&2; "
            "$program images --root $store; ls $store/new $store/layers $store/blobs/sha256; "
            "$program load --root $store {}; $program rmi --root $store small; "
            "ls $store/new $store/layers $store/blobs/sha256",
            size, large.path().native(), small.path().native());
        support::Launch launch;
        INFO(size);
        const auto nothing = bench.store().native() + "/new:\n";
        const auto said = bench.script("exec 2>&1; " + text);
        INFO(said);
        CHECK(said.find("No space left on device (the disk") != std::string::npos);
        CHECK(said.find("status 125") != std::string::npos);
        CHECK(said.find("small:latest") != std::string::npos);
        const auto empty =
            fmt::format("{0}/blobs/sha256:\n\n{0}/layers:\n\n{0}/new:\n", bench.store().native());
        CHECK(said.find(empty) != std::string::npos);
        CHECK(said.rfind(empty) == said.size() - empty.size());
    }
}

TEST_CASE("image: a store on a read-only disk says so") {
    Bench bench;
    bench.output({"load", image(bench, "there", 10).path()});
    const auto said = bench.script(
        "exec 2>&1; mount --bind $store $store; mount -o remount,bind,ro $store; "
        "for verb in images 'rmi there' 'run there true'; do $program ${verb%% *} --root $store "
        "$(echo \"$verb \" | cut -d' ' -f2-) || echo status $?; done");
    INFO(said);
    std::size_t found = 0;
    for (auto at = said.find("Read-only file system"); at != said.npos;
         at = said.find("Read-only file system", at + 1))
        ++found;
    CHECK(found == 3);
    CHECK(said.find("status 125") != std::string::npos);
}

TEST_CASE("image: a home that is another user's keeps no images, and the error says what does") {
    const Bench bench;
    std::filesystem::create_directory(bench.directory() / "home");
    auto launch = bench.launch({"images"}, {"--uid", "65534"});
    launch.line = {"images"};
    launch.environment = {"HOME=" + (bench.directory() / "home").native()};
    const auto outcome = bench.start(launch)->wait();
    INFO(outcome.err);
    CHECK(outcome.exit_status == 125);
    CHECK(outcome.err.find("home/.local: Permission denied") != std::string::npos);
    CHECK(outcome.err.find("--root DIR or XDG_DATA_HOME names another place") != std::string::npos);
    // The same user, with a place of his own.
    const auto place = bench.directory() / "place";
    std::filesystem::create_directory(place);
    std::filesystem::permissions(place, std::filesystem::perms::all);
    launch.environment.push_back("XDG_DATA_HOME=" + place.native());
    CHECK(bench.start(launch)->wait().exit_status == 0);
    CHECK(std::filesystem::exists(place / "workbook/oci-layout"));
}

TEST_CASE("image: another user's store is not to be had, and the error says so") {
    Bench bench;
    bench.output({"load", image(bench, "there", 10).path()});
    const auto before = bench.everything();
    const auto outcome = bench.run({"images"}, {"--uid", "65534"});
    INFO(outcome.err);
    CHECK(outcome.exit_status == 125);
    CHECK(outcome.err.find("Permission denied") != std::string::npos);
    CHECK(bench.everything() == before);
}

TEST_CASE("image: a store whose index is broken says what to do") {
    Bench bench;
    bench.output({"load", image(bench, "there", 10).path()});
    const auto index = bench.store() / "index.json";
    const auto good = support::read_file(index);
    for (const auto& broken : {std::string{}, std::string{"{"}, good.substr(0, good.size() / 2),
                               std::string{"{\"schemaVersion\":2}"}, std::string{"[]"}}) {
        support::write_file(index, broken);
        for (const auto& line :
             std::vector<support::Words>{{"images"}, {"rmi", "there"}, {"inspect", "there"}})
            check_refused(bench, line, "put a good copy there, or remove");
    }
    support::write_file(index, good);
    CHECK(bench.output({"images"}).find("there:latest") != std::string::npos);
}

/// Only what the disk itself has done can break a blob. Then one can still be rid of the image.
TEST_CASE("image: a broken image is named, and can be removed and loaded again") {
    Bench bench;
    const auto layout = image(bench, "broken", 10);
    bench.output({"load", layout.path()});
    bench.output({"load", image(bench, "good", 20).path()});
    const auto digest = layout::json::parse(bench.output({"inspect", "broken"}))["Digest"];
    std::filesystem::remove(bench.store() / "blobs/sha256" / digest.get<std::string>().substr(7));
    check_refused(bench, {"inspect", "broken"}, "is missing");
    CHECK(bench.output({"images"}).find("good:latest") != std::string::npos);
    bench.output({"rmi", "broken"});
    CHECK(bench.output({"images"}).find("broken") == std::string::npos);
    bench.output({"load", layout.path()});
    CHECK(bench.read("broken", "/content").size() == 10);
}

TEST_CASE("image: a store that is a file, or nowhere, is refused") {
    Bench bench;
    const auto file = bench.host() / "secret";
    for (const auto& [root, reason] :
         std::vector<std::pair<std::string, std::string>>{{file, "is not a directory"},
                                                          {file / "below", "Not a directory"},
                                                          {"/proc/nowhere", "/proc/nowhere"}}) {
        auto launch = bench.launch({"images"});
        launch.line = {"images", "--root", root};
        const auto outcome = bench.start(launch)->wait();
        INFO(outcome.err);
        CHECK(outcome.exit_status == 125);
        CHECK(outcome.err.find(reason) != std::string::npos);
        CHECK(outcome.left == "");
    }
    CHECK(support::read_file(file) == "the host's own\n");
}
