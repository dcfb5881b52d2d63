// SPDX-License-Identifier: MIT
//
// The life whose picture and whose figures are in chapter 11's lesson: recorded on request, drawn
// by the build, and compared with what is in the lesson and with what the runtime does today.
#include "begin.hpp"
#include "support/box.hpp"
#include "support/catch.hpp"
#include "sys/file.hpp"
#include "timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <string>

using namespace runtime_test;

namespace {

namespace fs = std::filesystem;

double now() {
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

/// Entries are kept in /run, which is no disk on most machines.
class Memory {
public:
    explicit Memory(const Path& root) : place_{sys::mkdtemp("/dev/shm/wb.")}, root_{root} {
        fs::remove(root);
        fs::create_directory_symlink(place_, root);
    }
    Memory(const Memory&) = delete;
    ~Memory() {
        fs::remove(root_);
        fs::create_directory(root_);
        fs::remove_all(place_);
    }

private:
    Path place_, root_;
};

/// As its caller sees it: from when it is started until its work is done. What it takes to write
/// the trace is no part of that.
Json as_seen(const Bundle& bundle, const Path& trace, const Words& words) {
    Words all{support::subject().program, "--root", bundle.root(), "--trace", trace};
    all.insert(all.end(), words.begin(), words.end());
    const auto begin = now();
    const auto result = Call{all, {}, bundle.beside("life")}.wait();
    INFO(result.err);
    REQUIRE(result.exit_status == 0);
    double end = begin;
    for (const auto& event : events_of(trace))
        if (event.kind == "step" && event.name == words[0]) end = event.end();
    return {{"ph", "X"}, {"cat", "command"}, {"name", words[0]},  {"pid", 0},
            {"tid", 0},  {"ts", begin},      {"dur", end - begin}};
}

/// A whole life, with what its caller sees.
Json life(Bundle& bundle) {
    const auto file = bundle.beside("trace.json");
    fs::remove(file);
    Json seen = Json::array();
    seen.push_back(as_seen(bundle, file, {"create", "--bundle", bundle.path(), bundle.id()}));
    seen.push_back(as_seen(bundle, file, {"start", bundle.id()}));
    wait_for([&] { return bundle.status() == "stopped"; });
    seen.push_back(as_seen(bundle, file, {"delete", bundle.id()}));
    const auto inside = Json::parse(support::read_file(file));
    seen.insert(seen.end(), inside.begin(), inside.end());
    return seen;
}

double length(const Json& one) {
    return one.at(0).at("dur").get<double>() + one.at(1).at("dur").get<double>() +
           one.at(2).at("dur").get<double>();
}

/// An event a line, as the runtime writes them.
std::string as_lines(const Json& events) {
    std::string text = "[\n";
    for (const auto& event : events) text += (text.size() > 2 ? ",\n" : "") + event.dump();
    return text + "\n]\n";
}

/// Rows of the lesson's table: what took the most of it.
std::string figures(const Events& life) {
    constexpr std::size_t most = 7;
    auto moments = shares_of_moments(life), calls = shares_of_calls(life);
    moments.resize(most);
    std::erase_if(calls, [](const auto& call) { return call.first != "clone3"; });
    std::string text =
        fmt::format("| the start of the commands | {:.0f} % |\n", 100 * share_of_starts(life));
    moments.insert(moments.end(), calls.begin(), calls.end());
    std::stable_sort(moments.begin(), moments.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [name, share] : moments)
        text += fmt::format("| `{}` | {:.0f} % |\n", name, 100 * share);
    return text;
}

}  // namespace

TEST_CASE("11 life: record chapters/11-runtime/trace.json", "[.][record]") {
    Bundle bundle;
    const Memory memory{bundle.root()};
    bundle.set_args({"/bin/true"});
    REQUIRE(bundle.run().exit_status == 0);  // which has written config.json
    std::vector<Json> lives;
    constexpr int warm = 5, all = 205;
    for (int i = 0; i < all; ++i) {
        const auto one = life(bundle);
        if (i >= warm) lives.push_back(one);
    }
    std::sort(lives.begin(), lives.end(),
              [](const Json& a, const Json& b) { return length(a) < length(b); });
    auto text = as_lines(lives[0]);  // nothing ever makes a life shorter, and a neighbour longer
    // What nobody else has.
    for (std::size_t at = 0; (at = text.find(bundle.path().native(), at)) != std::string::npos;)
        text.replace(at, bundle.path().native().size(), "/bundle");
    support::write_file(recorded_life(), text);
    WARN("for the lesson:\n" << figures(events_of(recorded_life())));
}

TEST_CASE("11 life: draw build/docs/11-trace.svg", "[.][picture]") {
    const auto file = support::build_directory() / "docs/11-trace.svg";
    fs::create_directories(file.parent_path());
    support::write_file(file, as_svg(events_of(recorded_life())));
}

TEST_CASE("11 life: the figures of the lesson are those of the life that is drawn", "[life]") {
    const auto lesson =
        support::read_file(support::source_directory() / "chapters/11-runtime/README.md");
    const auto rows = figures(events_of(recorded_life()));
    INFO(rows);
    CHECK(lesson.find(rows) != lesson.npos);
}

TEST_CASE("11 life: what is drawn is what the runtime does today", "[life]") {
    Bundle bundle;
    bundle.set_args({"/bin/true"});
    REQUIRE(bundle.run().exit_status == 0);  // which has written config.json
    life(bundle);
    const auto drawn = moments_of(events_of(recorded_life()));
    INFO("cmake --build build --target trace-record records it anew");
    CHECK(moments_of(events_of(bundle.beside("trace.json"))) == drawn);
}
