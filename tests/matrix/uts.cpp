// SPDX-License-Identifier: MIT
// Chapter 03: names, and what is found by a number or a name that is no path.
#include "attack.hpp"
#include "scene.hpp"

namespace matrix {
namespace {

std::string key(Scene& scene) {
    return std::to_string(scene.number(1000, 1'000'000));
}

}  // namespace

Attacks uts_attacks() {
    return {
        {"hostname", "rename the host", 3, "the name that changes is the container's own",
         "uts_namespaces(7), sethostname(2)",
         [](Scene& scene) {
             const auto name = scene.word();
             scene.attempt({"sethostname", name});
             return scene.host({"hostname"}) == name;
         }},
        {"domainname", "rename the host's NIS domain", 3,
         "the name that changes is the container's own", "uts_namespaces(7), setdomainname(2)",
         [](Scene& scene) {
             const auto name = scene.word();
             scene.attempt({"setdomainname", name});
             return scene.host({"domainname"}) == name;
         }},
        {"shared-memory", "read a System V segment of the host", 3,
         "the key is looked up in the container's own IPC namespace",
         "ipc_namespaces(7), shmget(2)",
         [](Scene& scene) {
             const auto number = key(scene), secret = scene.word();
             scene.host({"shm-create", number, secret});
             return scene.attempt({"shm-read", number}) == secret;
         }},
        {"semaphore", "change a System V semaphore of the host", 3,
         "the key is looked up in the container's own IPC namespace",
         "ipc_namespaces(7), semctl(2)",
         [](Scene& scene) {
             const auto number = key(scene), value = std::to_string(scene.number(2, 30000));
             scene.host({"sem-create", number, "1"});
             scene.attempt({"sem-set", number, value});
             return scene.host({"sem-value", number}) == value;
         }},
        {"message", "take a message out of a System V queue of the host", 3,
         "the key is looked up in the container's own IPC namespace",
         "ipc_namespaces(7), msgrcv(2)",
         [](Scene& scene) {
             const auto number = key(scene), secret = scene.word();
             scene.host({"msg-send", number, secret});
             return scene.attempt({"msg-receive", number}) == secret;
         }},
        {"posix-queue", "take a message out of a POSIX queue of the host", 3,
         "the name is looked up in the container's own IPC namespace",
         "ipc_namespaces(7), mq_overview(7)",
         [](Scene& scene) {
             const auto name = "/" + scene.word(), secret = scene.word();
             scene.host({"mq-create", name, secret});
             return scene.attempt({"mq-read", name}) == secret;
         }},
    };
}

}  // namespace matrix
