// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <fcntl.h>
#include <mqueue.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace probe {
namespace {

utsname names() {
    utsname info{};
    check(::uname(&info), "uname");
    return info;
}

std::string hostname(const Args&) {
    return std::string{names().nodename} + "\n";
}

std::string domainname(const Args&) {
    return std::string{names().domainname} + "\n";
}

std::string kernel(const Args&) {
    return std::string{names().release} + "\n";
}

/// sethostname NAME, and what the name is then.
std::string set_hostname(const Args& words) {
    check(::sethostname(words.at(0).data(), words[0].size()), "sethostname");
    return hostname({});
}

std::string set_domainname(const Args& words) {
    check(::setdomainname(words.at(0).data(), words[0].size()), "setdomainname");
    return domainname({});
}

/// shm-create KEY TEXT: a System V segment, shmget(2), that says TEXT.
std::string shm_create(const Args& words) {
    const int id = check(::shmget(std::stoi(words.at(0)), 4096, IPC_CREAT | 0600), "shmget");
    void* memory = ::shmat(id, nullptr, 0);
    if (memory == reinterpret_cast<void*>(-1)) throw Failed{"shmat"};
    std::snprintf(static_cast<char*>(memory), 4096, "%s", words.at(1).c_str());
    ::shmdt(memory);
    return "created\n";
}

/// shm-read KEY
std::string shm_read(const Args& words) {
    const int id = check(::shmget(std::stoi(words.at(0)), 0, 0), "shmget " + words[0]);
    void* memory = ::shmat(id, nullptr, SHM_RDONLY);
    if (memory == reinterpret_cast<void*>(-1)) throw Failed{"shmat"};
    const std::string text = static_cast<const char*>(memory);
    ::shmdt(memory);
    return text + "\n";
}

/// mq-create /NAME TEXT: a POSIX message queue, mq_overview(7), that holds TEXT.
std::string mq_create(const Args& words) {
    mq_attr attributes{};
    attributes.mq_maxmsg = 1;
    attributes.mq_msgsize = 1024;
    const mqd_t queue =
        check(::mq_open(words.at(0).c_str(), O_CREAT | O_RDWR, 0600, &attributes), "mq_open");
    check(::mq_send(queue, words.at(1).data(), words[1].size(), 0), "mq_send");
    ::mq_close(queue);
    return "created\n";
}

/// mq-read /NAME
std::string mq_read(const Args& words) {
    const mqd_t queue = check(::mq_open(words.at(0).c_str(), O_RDONLY | O_NONBLOCK), "mq_open");
    char text[1024];
    const auto size = ::mq_receive(queue, text, sizeof text, nullptr);
    ::mq_close(queue);
    return std::string(text, static_cast<std::size_t>(check(size, "mq_receive"))) + "\n";
}

}  // namespace

void add_objects(Commands& commands) {
    commands.insert({{"hostname", hostname},
                     {"domainname", domainname},
                     {"kernel", kernel},
                     {"sethostname", set_hostname},
                     {"setdomainname", set_domainname},
                     {"shm-create", shm_create},
                     {"shm-read", shm_read},
                     {"mq-create", mq_create},
                     {"mq-read", mq_read}});
}

}  // namespace probe
