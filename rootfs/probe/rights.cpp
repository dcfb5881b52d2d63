// SPDX-License-Identifier: MIT
#include "child.hpp"
#include "command.hpp"

#include <fcntl.h>
#include <grp.h>
#include <linux/bpf.h>
#include <linux/perf_event.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <unistd.h>

#include <cstdio>
#include <sstream>

// Each of these is what a capability is for, capabilities(7). None changes anything of the machine:
// where a success would, the value is one that the kernel refuses after it has asked who we are.
namespace probe {
namespace {

/// as-nobody PROGRAM [ARG...]: what it says, started as uid and gid 65534.
std::string as_nobody(const Args& words) {
    return in_child([&words] {
        int ends[2];
        check(::pipe(ends), "pipe");
        if (check(::fork(), "fork") == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::dup2(ends[1], STDERR_FILENO);
            std::vector<char*> args;
            for (const auto& word : words) args.push_back(const_cast<char*>(word.c_str()));
            args.push_back(nullptr);
            if (::setgroups(0, nullptr) == 0 && ::setgid(65534) == 0 && ::setuid(65534) == 0)
                ::execv(args.at(0), args.data());
            std::perror("as-nobody");
            ::_exit(1);
        }
        ::close(ends[1]);
        char text[1024];
        const auto size = ::read(ends[0], text, sizeof text);
        if (size <= 0) throw std::runtime_error{"as-nobody: no answer"};
        return std::string(text, static_cast<std::size_t>(size));
    });
}

/// A file_handle, open_by_handle_at(2), with room for what follows it.
struct Handle {
    alignas(file_handle) unsigned char memory[sizeof(file_handle) + MAX_HANDLE_SZ] = {};
    file_handle* get() { return reinterpret_cast<file_handle*>(memory); }
    unsigned char& byte(unsigned i) { return memory[sizeof(file_handle) + i]; }
};

/// handle FILE: what the kernel calls the file without a path, as numbers.
std::string handle(const Args& words) {
    Handle handle;
    handle.get()->handle_bytes = MAX_HANDLE_SZ;
    int mount = 0;
    check(::name_to_handle_at(AT_FDCWD, words.at(0).c_str(), handle.get(), &mount, 0),
          "name_to_handle_at " + words[0]);
    auto text = std::to_string(handle.get()->handle_type);
    for (unsigned i = 0; i < handle.get()->handle_bytes; ++i)
        text += " " + std::to_string(handle.byte(i));
    return text + "\n";
}

/// open-handle HANDLE DIRECTORY: reads the file that has this handle in DIRECTORY's file system.
std::string open_handle(const Args& words) {
    Handle handle;
    std::istringstream numbers{words.at(0)};
    numbers >> handle.get()->handle_type;
    for (unsigned byte = 0; numbers >> byte; ++handle.get()->handle_bytes)
        handle.byte(handle.get()->handle_bytes) = static_cast<unsigned char>(byte);
    const int directory =
        check(::open(words.at(1).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open " + words[1]);
    const int fd = ::open_by_handle_at(directory, handle.get(), O_RDONLY | O_CLOEXEC);
    const int error = errno;
    ::close(directory);
    errno = error;
    check(fd, "open_by_handle_at");
    char text[256];
    const auto size = ::read(fd, text, sizeof text);
    ::close(fd);
    return {text, static_cast<std::size_t>(check(size, "read"))};
}

/// Whether a call that must fail did so because of its argument, and not because of who we are.
std::string refused_for(int wrong_argument, const std::string& call) {
    if (errno != wrong_argument) throw Failed{call};
    return "allowed, but for the value: " + std::string{std::strerror(errno)} + "\n";
}

/// load-module: descriptor -1 holds none.
std::string load_module(const Args&) {
    if (::syscall(SYS_finit_module, -1, "", 0) != -1) return "loaded\n";
    return refused_for(EBADF, "finit_module");
}

/// set-clock: the clock cannot have ticks of length 0.
std::string set_clock(const Args&) {
    timex change{};
    change.modes = ADJ_TICK;
    if (::adjtimex(&change) != -1) return "set\n";
    return refused_for(EINVAL, "adjtimex");
}

/// renice N: of ourselves.
std::string renice(const Args& words) {
    check(::setpriority(PRIO_PROCESS, 0, std::stoi(words.at(0))), "setpriority " + words[0]);
    return "set\n";
}

/// bpf-map: of a kind that needs a right, whatever kernel.unprivileged_bpf_disabled says.
std::string bpf_map(const Args&) {
    bpf_attr attributes{};
    attributes.map_type = BPF_MAP_TYPE_LPM_TRIE;
    attributes.key_size = 8;
    attributes.value_size = 8;
    attributes.max_entries = 1;
    attributes.map_flags = BPF_F_NO_PREALLOC;
    check(::syscall(SYS_bpf, BPF_MAP_CREATE, &attributes, sizeof attributes), "bpf BPF_MAP_CREATE");
    return "made\n";
}

/// watch-cpu: whatever runs on CPU 0, perf_event_open(2).
std::string watch_cpu(const Args&) {
    perf_event_attr attributes{};
    attributes.type = PERF_TYPE_SOFTWARE;
    attributes.size = sizeof attributes;
    attributes.config = PERF_COUNT_SW_CONTEXT_SWITCHES;
    check(::syscall(SYS_perf_event_open, &attributes, -1, 0, -1, PERF_FLAG_FD_CLOEXEC),
          "perf_event_open");
    return "watching\n";
}

}  // namespace

void add_rights(Commands& commands) {
    commands.insert({{"as-nobody", as_nobody},
                     {"handle", handle},
                     {"open-handle", open_handle},
                     {"load-module", load_module},
                     {"set-clock", set_clock},
                     {"renice", renice},
                     {"bpf-map", bpf_map},
                     {"watch-cpu", watch_cpu}});
}

}  // namespace probe
