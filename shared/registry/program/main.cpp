// SPDX-License-Identifier: MIT
//
// workbook-registry: what speaks with registries. The functions in ../registry.hpp start it, and
// ../program.hpp says what it tells them; people type the same words to chapter10.
#include "registry/program.hpp"
#include "registry/program/commands.hpp"
#include "registry/program/events.hpp"

#include <curl/curl.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <exception>
#include <functional>
#include <nlohmann/json.hpp>

namespace {

using nlohmann::json;
namespace program = registry::program;

struct Words {
    std::string name, user, file;
    program::Options options;
};

CLI::App& add(CLI::App& app, Words& words, const char* name, const char* operand) {
    auto& command = *app.add_subcommand(name);
    command.add_option(operand, words.name)->required();
    command.add_flag("--plain-http", words.options.access.plain_http);
    command.add_option("--ca-file", words.options.access.ca_file);
    return command;
}

void add_all(CLI::App& app, Words& w, std::function<json()>& action) {
    auto& pull = add(app, w, "pull", "REFERENCE");
    pull.add_option("--root", w.options.root)->required();
    pull.add_option("--platform", w.options.platform);
    pull.callback([&] { action = [&] { return program::pull(w.name, w.options); }; });
    auto& push = add(app, w, "push", "NAME");
    push.add_option("--root", w.options.root)->required();
    push.callback([&] { action = [&] { return program::push(w.name, w.options); }; });
    auto& login = add(app, w, "login", "REGISTRY");
    login.add_option("--user", w.user)->required();
    login.callback(
        [&] { action = [&] { return program::login(w.name, w.user, w.options.access); }; });
    auto& logout = add(app, w, "logout", "REGISTRY");
    logout.callback([&] { action = [&] { return program::logout(w.name); }; });
    auto& fetch = add(app, w, "fetch", "URL");
    fetch.add_option("FILE", w.file)->required();
    fetch.callback(
        [&] { action = [&] { return program::fetch(w.name, w.file, w.options.access); }; });
}

}  // namespace

int main(int argc, char* argv[]) try {
    if (::fcntl(registry::event_descriptor, F_SETFD, FD_CLOEXEC) == -1) {
        ::fputs("workbook-registry: is not for typing: chapter10 starts it\n", stderr);
        return 1;
    }
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);  // nobody else would end us if our starter is killed
    ::signal(SIGPIPE, SIG_IGN);
    ::curl_global_init(CURL_GLOBAL_DEFAULT);
    Words words;
    std::function<json()> action;
    CLI::App app{"speaks with image registries, for the container workbook"};
    app.require_subcommand(1);
    add_all(app, words, action);
    app.parse(argc, argv);
    registry::tell({"result", action()});
    return 0;
} catch (const std::exception& error) {
    registry::tell({"error", error.what()});
    return 1;
}
