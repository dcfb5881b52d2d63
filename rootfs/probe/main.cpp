// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdio>
#include <string_view>

namespace {

using probe::Args;
using probe::Commands;

/// try COMMAND...: an attack, which the kernel may refuse. "did: ..." and "refused: ..." both say
/// that it was really tried; "error: ..." that it was not.
std::string attempt(const Commands& commands, const Args& words, bool& ok) {
    try {
        const auto text = commands.at(words.at(0))(Args(words.begin() + 1, words.end()));
        ok = true;
        return "did: " + text;
    } catch (const probe::Refused& e) {
        ok = true;
        return std::string{"refused: "} + e.what();
    } catch (const std::exception& e) {
        return std::string{"error: "} + e.what();
    }
}

std::string answer(const Commands& commands, const Args& words, bool& ok) {
    ok = false;
    if (words.empty()) return "error: no command";
    if (words[0] == "try") return attempt(commands, Args(words.begin() + 1, words.end()), ok);
    const auto command = commands.find(words[0]);
    if (command == commands.end()) return "error: no command " + words[0];
    try {
        auto text = command->second(Args(words.begin() + 1, words.end()));
        ok = true;
        return text;
    } catch (const std::exception& e) {
        return std::string{"error: "} + e.what();
    }
}

Args split(std::string_view line, char separator) {
    Args words;
    while (!line.empty()) {
        const auto end = std::min(line.find(separator), line.size());
        words.emplace_back(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return words;
}

/// Answers questions that come over a socket in the rootfs, until the asker is gone. A pathname
/// socket crosses every namespace, and SO_PEERCRED, unix(7), tells the asker our real pid.
int serve(const Commands& commands, const char* path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    const int asker = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (::connect(asker, reinterpret_cast<sockaddr*>(&address), sizeof address) == -1) {
        for (;;) ::pause();  // nobody asks: typed by hand, it just stays until it is ended
    }
    static char question[65536];
    for (;;) {
        const auto size = ::read(asker, question, sizeof question);
        if (size == -1 && errno == EINTR) continue;
        if (size <= 0) return 0;
        bool ok = false;
        const Args words = split({question, static_cast<std::size_t>(size)}, '\0');
        if (words[0] == "exit") ::_exit(std::stoi(words.at(1)));
        const auto text = answer(commands, words, ok);
        if (::send(asker, text.data(), text.size() + 1, MSG_NOSIGNAL) == -1) return 1;
    }
}

}  // namespace

int main(int argc, char* argv[]) {
    Commands commands;
    probe::add_facts(commands);
    probe::add_files(commands);
    probe::add_processes(commands);
    probe::add_objects(commands);
    probe::add_semaphores(commands);
    probe::add_victims(commands);
    probe::add_network(commands);
    probe::add_echo(commands);
    probe::add_links(commands);
    probe::add_resources(commands);
    probe::add_rights(commands);
    probe::add_credentials(commands);
    probe::add_pages(commands);
    probe::add_doors(commands);
    probe::add_calls(commands);

    const Args words(argv + 1, argv + argc);
    if (words.size() == 2 && words[0] == "serve") return serve(commands, argv[2]);
    if (words.empty()) {
        std::puts("probe: asks the kernel what this process is and may do. Its commands:");
        for (const auto& [name, command] : commands) std::printf("  %s\n", name.c_str());
        return 2;
    }
    bool ok = false;
    const auto text = answer(commands, words, ok);
    std::fputs(text.c_str(), ok ? stdout : stderr);
    if (text.empty() || text.back() != '\n') std::fputs("\n", ok ? stdout : stderr);
    return ok ? 0 : 1;
}
