// SPDX-License-Identifier: MIT
//
// Many who use one store at once: nobody sees another's half, and nobody removes what another
// needs.
#include "bench.hpp"
#include "consistent.hpp"
#include "tar.hpp"

#include <fmt/format.h>

namespace {

using support::Live;
using support::Words;

const auto base = layout::gzip(tar::file("base", std::string(300'000, 'b')));

layout::Layout image(Bench& bench, const std::string& name, const std::string& content) {
    auto layout = bench.layout();
    layout.add_image(name, {base, layout::gzip(tar::file("content", content))});
    return layout;
}

Words reading(const Bench& bench, const std::string& name) {
    return {"run", "-v",      bench.probe().native() + ":/probe", name, "/probe/busybox",
            "cat", "/content"};
}

}  // namespace

TEST_CASE("image: the same image, loaded by many at once, is there once") {
    Bench bench;
    const auto layout = image(bench, "same", "content");
    std::vector<std::unique_ptr<Live>> loads;
    for (int i = 0; i < 6; ++i) loads.push_back(bench.start(bench.launch({"load", layout.path()})));
    for (const auto& load : loads) {
        const auto outcome = load->wait();
        CHECK(outcome.err == "");
        CHECK(outcome.exit_status == 0);
    }
    bench.output({"images"});
    check_consistent(bench);
    CHECK(bench.read("same", "/content") == "content");
}

TEST_CASE("image: images that are loaded at once all keep their names") {
    Bench bench;
    std::vector<std::unique_ptr<Live>> loads;
    for (int i = 0; i < 6; ++i) {
        const auto layout = image(bench, fmt::format("image{}", i), std::to_string(i));
        loads.push_back(bench.start(bench.launch({"load", layout.path()})));
    }
    for (const auto& load : loads) CHECK(load->wait().exit_status == 0);
    bench.output({"images"});
    check_consistent(bench);
    for (int i = 0; i < 6; ++i)
        CHECK(bench.read(fmt::format("image{}", i), "/content") == std::to_string(i));
}

TEST_CASE("image: load, run and rmi at once: each does it, or says that it is not there") {
    Bench bench;
    const auto layout = image(bench, "busy", "content");
    for (int round = 0; round < 4; ++round) {
        std::vector<std::unique_ptr<Live>> all;
        for (int i = 0; i < 2; ++i) {
            all.push_back(bench.start(bench.launch({"load", layout.path()})));
            all.push_back(bench.start(bench.launch(reading(bench, "busy"))));
            all.push_back(bench.start(bench.launch({"rmi", "busy"})));
        }
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto outcome = all[i]->wait();
            INFO(outcome.err);
            if (i % 3 == 0) CHECK(outcome.exit_status == 0);
            if (i % 3 == 1 && outcome.exit_status == 0) CHECK(outcome.out == "content");
            if (outcome.exit_status == 0) continue;
            CHECK(outcome.exit_status == 125);
            CHECK((outcome.err.find("there is no image") != std::string::npos ||
                   outcome.err.find("neither a directory nor an image") != std::string::npos ||
                   outcome.err.find("runs on it") != std::string::npos));
        }
        bench.output({"images"});
        check_consistent(bench);
    }
    bench.output({"load", layout.path()});
    CHECK(bench.read("busy", "/content") == "content");
}

TEST_CASE("image: what is removed while somebody uses the store goes when nobody does") {
    Bench bench;
    bench.output({"load", image(bench, "used", "used").path()});
    bench.output({"load", image(bench, "free", "free").path()});
    {
        const auto container = bench.serve("used");
        check_refused(bench, {"rmi", "used"}, "runs on it");
        bench.output({"rmi", "free"});
        CHECK(bench.output({"images"}).find("free") == std::string::npos);
    }
    bench.output({"images"});
    check_consistent(bench);
    CHECK(bench.read("used", "/content") == "used");
    bench.output({"rmi", "used"});
    CHECK(std::filesystem::is_empty(bench.store() / "blobs/sha256"));
    CHECK(std::filesystem::is_empty(bench.store() / "layers"));
}
