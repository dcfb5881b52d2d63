// SPDX-License-Identifier: MIT
//
// Layers that first make a link out of the layer, and then write through it.
#include "bench.hpp"
#include "tar.hpp"

namespace {

/// A layer on a bench of its own, since it must know where the host's files are.
void check_refused_beside(const Bench& bench, layout::Layout layout,
                          const std::vector<std::string>& layers, const std::string& reason) {
    std::vector<layout::Layer> made;
    for (const auto& entries : layers) made.push_back(layout::gzip(entries));
    layout.add_image("hostile", made);
    check_refused(bench, layout, reason);
}

constexpr auto leads_out = "a symlink in its path leads out of the layer";

}  // namespace

TEST_CASE("image: nothing is written through a symlink that leads out of the layer") {
    Bench bench;
    const auto host = bench.host().native();
    const auto up = "../../../../../../../../.." + host;
    for (const auto& target : {host, up, host + "/empty/.."}) {
        const auto link = tar::symlink("link", target);
        for (const auto& entry :
             {tar::file("link/secret", "mine"), tar::file("link/new", "mine"),
              tar::directory("link/new"), tar::symlink("link/new", "x"), tar::fifo("link/new"),
              tar::device('3', "link/new", 1, 3), tar::file("link/.wh.secret", ""),
              tar::file("link/empty/.wh..wh..opq", "")})
            check_refused_beside(bench, bench.layout(), {link + entry}, leads_out);
        check_refused_beside(bench, bench.layout(),
                             {link + tar::file("x", "mine") + tar::hard_link("link/new", "x")},
                             leads_out);
        // A link to a link.
        check_refused_beside(bench, bench.layout(),
                             {link + tar::symlink("second", "link") + tar::file("second/new", "")},
                             leads_out);
    }
}

TEST_CASE("image: a symlink within the layer is followed on the way, and replaced at the end") {
    Loaded good{tar::directory("real") + tar::symlink("link", "real") +
                tar::file("link/file", "through") + tar::symlink("end", "real/file") +
                tar::file("end", "replaced")};
    CHECK(good.read("/real/file") == "through");
    CHECK(good.read("/end") == "replaced");
    check_layer_refused(tar::symlink("a", "b") + tar::symlink("b", "a") + tar::file("a/x", ""),
                        "go in a circle");
}

TEST_CASE("image: a file is replaced, not written through a symlink of its name") {
    Bench bench;
    auto layout = bench.layout();
    layout.add_image("good", {layout::gzip(tar::symlink("a", bench.host() / "secret") +
                                           tar::file("a", "the layer's"))});
    bench.output({"load", layout.path()});
    CHECK(bench.read("good", "/a") == "the layer's");
    CHECK(support::read_file(bench.host() / "secret") == "the host's own\n");
}

TEST_CASE("image: a hard link leads to a file of the image, or is refused") {
    Loaded good{tar::file("a", "1") + tar::hard_link("b", "a") + tar::hard_link("c", "./b")};
    CHECK(good.read("/c") == "1");

    Bench bench;
    const auto secret = (bench.host() / "secret").native();
    check_refused_beside(bench, bench.layout(), {tar::hard_link("a", secret)}, "an absolute name");
    check_refused_beside(bench, bench.layout(), {tar::hard_link("a", "../../host/secret")},
                         "\"..\" would lead out");
    for (const auto& target : {bench.host().native(), "../../.." + bench.host().native()})
        check_refused_beside(bench, bench.layout(),
                             {tar::symlink("link", target) + tar::hard_link("a", "link/secret")},
                             leads_out);
    check_refused_beside(bench, bench.layout(), {tar::hard_link("a", "missing")},
                         "a hard link to missing, which is not there");
    check_refused_beside(bench, bench.layout(), {tar::file("a", "1") + tar::hard_link("a", "a")},
                         "a hard link to a, which is not there");
    check_refused_beside(bench, bench.layout(), {tar::directory("d") + tar::hard_link("a", "d")},
                         "a hard link to d, which is a directory");
    // What a whiteout hides is not there either.
    check_refused_beside(bench, bench.layout(),
                         {tar::file("a", "1"), tar::file(".wh.a", "") + tar::hard_link("b", "a")},
                         "a hard link to a, which is not there");
    // To the link itself, never to what it leads to.
    auto layout = bench.layout();
    layout.add_image("link", {layout::gzip(tar::symlink("s", secret) + tar::hard_link("a", "s"))});
    bench.output({"load", layout.path()});
}

TEST_CASE("image: a hard link to a file of a layer below is a copy, and one file with its others") {
    Bench bench;
    auto layout = bench.layout();
    const auto below = tar::directory("d") + tar::file("d/file", "below", 04755);
    const auto above =
        tar::hard_link("a", "d/file") + tar::hard_link("d/b", "d/file") + tar::hard_link("c", "a");
    layout.add_image("good", {layout::gzip(below), layout::gzip(above)});
    bench.output({"load", layout.path()});
    for (const auto* name : {"/a", "/d/b", "/c", "/d/file"})
        CHECK(bench.read("good", name) == "below");
    CHECK(bench.serve("good").stat("/a").st_nlink == 3);
}

/// What is only done at the end, when a layer knows those below it, must not go where a symlink
/// now is that came later.
TEST_CASE("image: nothing that is put off to the end is done through a symlink that came later") {
    Bench bench;
    const auto host = bench.host().native();
    const auto below = tar::directory("d") + tar::directory("real") + tar::directory("real/empty") +
                       tar::directory("link") + tar::directory("link/empty", 0700) +
                       tar::file("d/file", "below", 04755);
    const auto replaced = tar::symlink("d", host);
    const auto link = tar::symlink("link", "real") + tar::directory("real");
    const auto link_replaced = tar::symlink("link", host);
    for (const auto& above :
         {// a copy of a file below
          tar::hard_link("d/new", "real/file") + replaced,
          // the owner and permissions of a directory below
          link + tar::file("link/empty/x", "") + link_replaced,
          link + tar::file("link/empty/x", "") + tar::symlink("real/empty", host + "/empty"),
          // a directory's time
          link + tar::directory("link/empty", 0700) + link_replaced}) {
        auto layout = bench.layout();
        layout.add_image("hostile",
                         {layout::gzip(below + tar::file("real/file", "x")), layout::gzip(above)});
        const auto before = support::describe_tree(bench.host());
        const auto time = std::filesystem::last_write_time(bench.host() / "empty");
        const auto outcome = bench.run({"load", layout.path()});
        INFO(outcome.err);
        CHECK((outcome.exit_status == 0 || outcome.exit_status == 125));
        CHECK(support::describe_tree(bench.host()) == before);
        CHECK(std::filesystem::last_write_time(bench.host() / "empty") == time);
    }
}

TEST_CASE("image: an entry after a symlink was replaced goes where it leads now") {
    Loaded good{tar::directory("one") + tar::directory("two") + tar::symlink("link", "one") +
                tar::file("link/a", "first") + tar::symlink("link", "two") +
                tar::file("link/b", "second")};
    CHECK(good.read("/one/a") == "first");
    CHECK(good.read("/two/b") == "second");
}

TEST_CASE("image: a name that an entry takes from a hard link is the entry's") {
    Bench bench;
    auto layout = bench.layout();
    layout.add_image("good", {layout::gzip(tar::file("below", "below")),
                              layout::gzip(tar::hard_link("a", "below") + tar::file("a", "own") +
                                           tar::hard_link("b", "below") + tar::directory("b") +
                                           tar::file("b/c", "c"))});
    bench.output({"load", layout.path()});
    CHECK(bench.read("good", "/a") == "own");
    CHECK(bench.read("good", "/b/c") == "c");
}
