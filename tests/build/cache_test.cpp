// SPDX-License-Identifier: MIT
//
// What was built is not built again, and what is no longer the same is.
#include "site.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"

#include <chrono>
#include <ctime>
#include <filesystem>
#include <regex>
#include <set>

using scene::Site, scene::has;
namespace fs = std::filesystem;

namespace {

/// One letter for each step that may change files, as the progress shows them: r(ecalled) or
/// d(one). FROM is not among them.
std::string steps(const std::string& output) {
    std::string letters;
    const std::regex ended{"#(\\d+) (CACHED|DONE)"}, from{"#(\\d+) \\[[^\\]]*1/\\d+\\] FROM"};
    std::set<std::string> froms;
    for (std::sregex_iterator i{output.begin(), output.end(), from}, end; i != end; ++i)
        froms.insert((*i)[1]);
    for (std::sregex_iterator i{output.begin(), output.end(), ended}, end; i != end; ++i)
        if (!froms.contains((*i)[1])) letters += (*i)[2] == "CACHED" ? 'r' : 'd';
    return letters;
}

constexpr auto four_steps =
    "FROM base\n"
    "RUN echo one > /one\n"
    "COPY hello.txt /\n"
    "ENV A=1\n"
    "RUN cat /proc/sys/kernel/random/uuid > /when\n"
    "WORKDIR /two\n";

}  // namespace

TEST_CASE("build: what was built is recalled, and gives the same image") {
    const Site site;
    site.file("hello.txt", support::random_word());
    CHECK(steps(site.must(four_steps)) == "dddd");
    const auto first = site.id();
    CHECK(steps(site.must(four_steps)) == "rrrr");
    CHECK(site.id() == first);
    CHECK(steps(site.must(four_steps, {"--no-cache"})) == "dddd");
    CHECK(site.id() != first);
}

TEST_CASE("build: a file that has changed, and all that comes after it, is copied again") {
    const Site site;
    site.file("hello.txt", support::random_word());
    site.must(four_steps);
    const auto when = site.inside("cat /when");
    fs::last_write_time(site.context() / "hello.txt", fs::file_time_type::clock::now());
    CHECK(steps(site.must(four_steps)) == "rrrr");  // a time is no content
    site.file("other.txt", "not copied");
    CHECK(steps(site.must(four_steps)) == "rrrr");
    const auto word = support::random_word();
    site.file("hello.txt", word);
    CHECK(steps(site.must(four_steps)) == "rddd");
    CHECK(site.inside("cat /hello.txt") == word);
    CHECK(site.inside("cat /when") != when);
    site.file("hello.txt", word, 0755);  // permissions are
    CHECK(steps(site.must(four_steps)) == "rddd");
}

TEST_CASE("build: an argument counts from where it is asked for") {
    const Site site;
    const std::string text =
        "FROM base\nRUN echo a > /a\nARG WHO=nobody\nRUN echo $WHO > /b\nRUN echo c > /c\n";
    CHECK(steps(site.must(text)) == "ddd");
    CHECK(steps(site.must(text, {"--build-arg", "WHO=me"})) == "rdd");
    CHECK(site.inside("cat /b") == "me\n");
    CHECK(steps(site.must(text)) == "rrr");
    CHECK(site.inside("cat /b") == "nobody\n");
}

TEST_CASE("build: what is copied from a stage is the same if its files are, however it was made") {
    const Site site;
    const auto text = [](const std::string& command) {
        return "FROM base AS made-of\nRUN " + command +
               " > /x; touch -d @0 /x\nFROM base\nCOPY --from=made-of /x /y\n";
    };
    CHECK(steps(site.must(text("echo a"))) == "dd");
    CHECK(steps(site.must(text("echo 'a'"))) == "dr");
    CHECK(steps(site.must(text("echo b"))) == "dd");
    CHECK(site.inside("cat /y") == "b\n");
}

TEST_CASE("build: who removes the last image that was built removes what was kept for the next") {
    const Site site;
    site.file("hello.txt", "x");
    site.must(four_steps);
    CHECK(!fs::is_empty(site.store() / "cache"));
    CHECK(site.run({"rmi", "--root", site.store(), "made"}).exit_status == 0);
    CHECK(!fs::exists(site.store() / "cache"));
    CHECK(steps(site.must(four_steps)) == "dddd");
}

TEST_CASE("build: the same input gives the same image, in other directories and on other days") {
    const std::string text =
        "FROM scratch\nCOPY tree /\nWORKDIR /made\nCOPY <<EOF /here\ntext\nEOF\nENV A=1\n";
    const auto make = [&text](const std::string& epoch, std::time_t mtime) {
        Site site;
        site.environment = {"SOURCE_DATE_EPOCH=" + epoch};
        site.file("tree/b/file", "content");
        site.file("tree/a", "content", 0755);
        for (const auto& path : {"tree/b/file", "tree/a", "tree/b", "tree"})
            fs::last_write_time(
                site.context() / path,
                fs::file_time_type{} + std::chrono::seconds{mtime - 6437664000});  // its own epoch
        site.must(text);
        return site.digest();
    };
    const auto first = make("1700000000", 1750000000);
    CHECK(make("1700000000", 1760000000) == first);
    CHECK(make("1600000000", 1750000000) != first);
}
