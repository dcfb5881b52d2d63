// SPDX-License-Identifier: MIT
//
// untouched record FILE     writes down what the tests must leave as it is
// untouched compare FILE    says what has changed since, and exits with 1 if anything has
//
// The first and the last test of each run of ctest: every_test.cmake. Of what others do on the
// machine at the same time, the groups of stages that still run are left out, and nothing else.
#include "stage/facts.hpp"
#include "stage/hierarchies.hpp"
#include "stage/network.hpp"
#include "stage/owner.hpp"
#include "support/eventually.hpp"
#include "support/fixture.hpp"
#include "support/stage.hpp"
#include "sys/file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

/// The groups at the top of each hierarchy. Those of a living stage are its own business.
Lines group_facts() {
    Lines lines;
    for (const auto& hierarchy : stage::hierarchies()) {
        std::error_code gone;
        for (const auto& entry : fs::directory_iterator{hierarchy.root, gone}) {
            const auto name = entry.path().filename().native();
            if (entry.is_directory(gone) && stage::owner_of(name) != stage::Owner::alive)
                lines.push_back(fmt::format("cgroup {} /{}", hierarchy.name, name));
        }
    }
    return lines;
}

std::string facts() {
    Lines all;
    for (const auto& more : {group_facts(), stage::network_facts(), stage::mount_facts(),
                             stage::name_facts(), stage::file_facts("/run/workbook")})
        all.insert(all.end(), more.begin(), more.end());
    std::sort(all.begin(), all.end());
    std::string text;
    for (const auto& line : all) text += line + "\n";
    return text;
}

/// The kernel and other tests' last processes may take a moment to go.
int compare(const std::string& before) {
    std::string changes;
    const auto unchanged = [&] { return (changes = support::difference(before, facts())).empty(); };
    if (support::eventually(unchanged)) return 0;
    fmt::print("The tests have changed this machine:\n{}", changes);
    return 1;
}

}  // namespace

int main(int argc, char* argv[]) try {
    const std::string verb = argc == 3 ? argv[1] : "";
    if (verb != "record" && verb != "compare") {
        fmt::print(stderr, "usage: untouched record|compare FILE\n");
        return 2;
    }
    const auto file = fs::absolute(argv[2]);
    sys::chdir("/proc");
    if (verb == "compare") return compare(support::read_file(file));
    support::write_file(file, facts());
    return 0;
} catch (const std::exception& e) {
    fmt::print(stderr, "untouched: {}\n", e.what());
    return 2;
}
