// SPDX-License-Identifier: MIT
//
// build/workbook: the verbs of ./workbook that need more than a shell.
#include "course/verbs.hpp"

#include <fmt/format.h>

namespace {

using course::Status;

/// One line on what went wrong, as the launcher says it.
int complain(Status status, const std::string& message) {
    fmt::print(stderr, "workbook: {}\n", message);
    return static_cast<int>(status);
}

int run(int argc, char* argv[]) {
    course::Action chosen;
    CLI::App app{"The container workbook: learn by building one", "./workbook"};
    app.require_subcommand(1);
    course::add_check(app, chosen);
    const std::string verb = argc > 1 ? argv[1] : "";
    const auto is_meant = [&](const CLI::App* each) { return each->get_name() == verb; };
    const bool known = !app.get_subcommands(is_meant).empty();
    if (!known && !verb.empty() && verb[0] != '-')
        throw course::Mistake{"there is no command '" + verb + "'; ./workbook --help lists them"};
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp& help) {
        return app.exit(help);
    } catch (const CLI::ParseError& e) {
        throw course::Mistake{
            fmt::format("{} (see ./workbook{} --help)", e.what(), known ? " " + verb : "")};
    }
    return static_cast<int>(chosen());
}

}  // namespace

int main(int argc, char* argv[]) try { return run(argc, argv); } catch (const course::Mistake& e) {
    return complain(Status::usage, e.what());
} catch (const std::exception& e) {
    return complain(Status::grader, fmt::format("{}; this is our mistake, not yours", e.what()));
}
