// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>

#include <cstdio>

namespace probe {
namespace {

union Semun {  // semctl(2): "this union must be defined by the caller"
    int value;
    semid_ds* information;
    unsigned short* array;
};

/// sem-create KEY VALUE: a System V semaphore.
std::string sem_create(const Args& words) {
    const int id = check(::semget(std::stoi(words.at(0)), 1, IPC_CREAT | 0600), "semget");
    Semun argument{};
    argument.value = std::stoi(words.at(1));
    check(::semctl(id, 0, SETVAL, argument), "semctl SETVAL");
    return "created\n";
}

int existing(const std::string& key) {
    return check(::semget(std::stoi(key), 1, 0), "semget " + key);
}

/// sem-set KEY VALUE
std::string sem_set(const Args& words) {
    Semun argument{};
    argument.value = std::stoi(words.at(1));
    check(::semctl(existing(words.at(0)), 0, SETVAL, argument), "semctl SETVAL");
    return "set\n";
}

/// sem-value KEY
std::string sem_value(const Args& words) {
    return std::to_string(check(::semctl(existing(words.at(0)), 0, GETVAL), "semctl GETVAL")) +
           "\n";
}

struct Message {
    long type = 1;
    char text[256] = {};
};

/// msg-send KEY TEXT: into a System V message queue, which is made if it does not exist.
std::string msg_send(const Args& words) {
    const int id = check(::msgget(std::stoi(words.at(0)), IPC_CREAT | 0600), "msgget");
    Message message;
    std::snprintf(message.text, sizeof message.text, "%s", words.at(1).c_str());
    check(::msgsnd(id, &message, sizeof message.text, IPC_NOWAIT), "msgsnd");
    return "sent\n";
}

/// msg-receive KEY: takes a message out of a queue that exists.
std::string msg_receive(const Args& words) {
    const int id = check(::msgget(std::stoi(words.at(0)), 0), "msgget " + words[0]);
    Message message;
    check(::msgrcv(id, &message, sizeof message.text, 0, IPC_NOWAIT), "msgrcv");
    return std::string{message.text} + "\n";
}

}  // namespace

void add_semaphores(Commands& commands) {
    commands.insert({{"sem-create", sem_create},
                     {"sem-set", sem_set},
                     {"sem-value", sem_value},
                     {"msg-send", msg_send},
                     {"msg-receive", msg_receive}});
}

}  // namespace probe
