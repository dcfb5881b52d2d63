// SPDX-License-Identifier: MIT
#include "registry.hpp"

#include "support/catch.hpp"
#include "support/eventually.hpp"
#include "support/seed.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <random>
#include <regex>

namespace scene {
namespace {

namespace fs = std::filesystem;

constexpr auto path = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";

std::string configuration(const Path& directory, const Setup& setup) {
    auto text = fmt::format(
        "version: 0.1\nlog: {{level: debug}}\nstorage:\n  filesystem: {{rootdirectory: {}}}\n"
        "http:\n  addr: 127.0.0.1:0\n",
        (directory / "storage").native());
    if (!setup.certificate.empty())
        text += fmt::format("  tls: {{certificate: {}, key: {}}}\n", setup.certificate.native(),
                            setup.key.native());
    return text + setup.auth;
}

}  // namespace

Registry::Registry(const Setup& setup) {
    const auto file = directory_.path() / "config.yml", log_file = directory_.path() / "log";
    support::write_file(file, configuration(directory_.path(), setup));
    const auto out = sys::open(log_file, O_CREAT | O_WRONLY | O_APPEND, 0644);
    // setpriv(1): it must not outlive a test that is killed.
    pid_ = support::spawn(
        {"setpriv", "--pdeathsig", "KILL", "docker-registry", "serve", file.native()},
        {path, "OTEL_TRACES_EXPORTER=none"}, {{out.get(), 1}, {out.get(), 2}});
    const std::regex listening{R"(listening on 127\.0\.0\.1:([0-9]+))"};
    const auto listens = [&] {
        const auto text = log();
        std::smatch found;
        if (std::regex_search(text, found, listening)) port_ = std::stoi(found[1]);
        return port_ != 0;
    };
    if (!support::eventually(listens, 10))
        throw std::runtime_error{"docker-registry does not start: " + log()};
}

Registry::~Registry() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
}

Path program() {
    const char* other = std::getenv("WORKBOOK_CHAPTER10");
    return other ? Path{other} : support::build_directory() / "solutions/chapter10";
}

Somebody::Somebody() {
    fs::create_directory(home() / "run");
}

Words Somebody::words_for(const Words& words, const Words& environment) const {
    Words all{"env",
              "-i",
              path,
              "HOME=" + home().native(),
              "XDG_RUNTIME_DIR=" + (home() / "run").native(),
              "XDG_DATA_HOME=" + home().native()};
    all.insert(all.end(), environment.begin(), environment.end());
    all.push_back(program().native());
    all.insert(all.end(), words.begin(), words.end());
    if (words[0] != "login" && words[0] != "logout")
        all.insert(all.end() - static_cast<long>(words.size()) + 1, "--root=" + store().native());
    return all;
}

support::Finished Somebody::run(const Words& words, const Words& environment,
                                const std::string& input) const {
    support::write_file(home() / "input", input);
    return support::run_tool({"sh", "-c",
                              support::command_line(words_for(words, environment)) + " <" +
                                  support::quoted((home() / "input").native())});
}

std::string Somebody::must(const Words& words, const Words& environment,
                           const std::string& input) const {
    const auto finished = run(words, environment, input);
    INFO(support::command_line(words));
    INFO(finished.output);
    REQUIRE(finished.exit_status == 0);
    return finished.output;
}

pid_t Somebody::start(const Words& words) const {
    const auto out = sys::open(home() / "output", O_CREAT | O_WRONLY | O_TRUNC, 0644);
    const auto all = words_for(words, {});
    // env(1) becomes the program: the pid is the program's.
    return support::spawn(all, {path}, {{out.get(), 1}, {out.get(), 2}});
}

void Somebody::make_image(const std::string& name, const std::string& content) const {
    const auto tree = home() / "tree";
    fs::remove_all(tree);
    fs::create_directories(tree / "etc");
    support::write_file(tree / "etc" / "content", content);
    must({"import", tree.native(), name});
}

std::string Somebody::stored() const {
    std::string text;
    for (const char* folder : {"blobs", "layers", "new"})
        if (fs::exists(store() / folder)) text += support::describe_tree(store() / folder);
    return text +
           (fs::exists(store() / "index.json") ? support::read_file(store() / "index.json") : "");
}

std::string noise(std::size_t size) {
    std::mt19937 random{support::seed()};
    std::string bytes(size, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random());
    return bytes;
}

bool has(const Words& programs, bool as_root) {
    for (const auto& program : programs)
        if (support::run_tool({"sh", "-c", "command -v " + program}).exit_status != 0) {
            std::printf("skipped: there is no %s\n", program.c_str());
            return false;
        }
    if (!as_root || ::geteuid() == 0) return true;
    std::printf("skipped: only root can do this\n");
    return false;
}

}  // namespace scene
