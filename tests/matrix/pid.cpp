// SPDX-License-Identifier: MIT
// Chapter 02: which processes there are.
#include "attack.hpp"
#include "scene.hpp"

#include <sstream>

namespace matrix {
namespace {

/// A process of the host, and where its secret is.
struct Victim {
    std::string name, secret, pid, address;
};

Victim place_victim(Scene& scene) {
    Victim victim{scene.word(), scene.word(), "", ""};
    std::istringstream answer{scene.host({"victim", victim.name, victim.secret})};
    answer >> victim.pid >> victim.address;
    return victim;
}

}  // namespace

Attacks pid_attacks() {
    return {
        {"list-processes", "list the host's processes", 2,
         "/proc shows the processes of the namespace it was mounted for",
         "pid_namespaces(7), proc(5)",
         [](Scene& scene) {
             const auto victim = place_victim(scene);
             scene.need({"need-proc"});
             const auto list = scene.attempt({"command-lines"});
             return list && list->find(victim.name) != std::string::npos;
         }},
        {"kill-process", "kill a host process", 2, "its number means nothing, or another process",
         "pid_namespaces(7), kill(2)",
         [](Scene& scene) {
             const auto victim = place_victim(scene);
             scene.attempt({"kill", victim.pid, "9"});
             return support::eventually(
                 [&] {
                     return scene.host({"alive", victim.pid}) == "dead";
                 },
                 scene.was_refused() ? 0 : 2);
         }},
        {"read-environment", "read the secrets in a host process's environment", 2,
         "/proc has no directory of a process that the namespace does not have",
         "pid_namespaces(7), proc(5)",
         [](Scene& scene) {
             const auto victim = place_victim(scene);
             scene.need({"need-proc"});
             const auto found = scene.attempt({"read", "/proc/" + victim.pid + "/environ"});
             return found && found->find(victim.secret) != std::string::npos;
         }},
        {"read-memory", "read a host process's memory", 2, "there is no number to say whose",
         "pid_namespaces(7), process_vm_readv(2)",
         [](Scene& scene) {
             const auto victim = place_victim(scene);
             scene.host_must({"read-memory", victim.pid, victim.address});
             return scene.attempt({"read-memory", victim.pid, victim.address}) == victim.secret;
         }},
        {"debug-process", "change a host process's memory with a debugger's call", 2,
         "there is no number to say whose", "pid_namespaces(7), ptrace(2)",
         [](Scene& scene) {
             const auto victim = place_victim(scene);
             const auto memory = [&] {
                 return scene.host_must({"read-memory", victim.pid, victim.address}).substr(0, 8);
             };
             memory();
             const auto word = scene.word(8);
             scene.attempt({"write-memory", victim.pid, victim.address, word});
             return memory() == word;
         }},
        {"borrow-root", "reach a host file through a host process's /proc/PID/root", 2,
         "/proc has no directory of a process that the namespace does not have",
         "pid_namespaces(7), proc(5)",
         [](Scene& scene) {
             const auto victim = place_victim(scene);
             const auto path = scene.directory() / "secret";
             const auto secret = scene.secret_file(path);
             scene.need({"need-proc"});
             return scene.attempt({"read", "/proc/" + victim.pid + "/root" + path.native()}) ==
                    secret;
         }},
    };
}

}  // namespace matrix
