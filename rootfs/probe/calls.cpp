// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <thread>

// System calls by their number, through any of the machine's doors, with what came of them.
namespace probe {
namespace {

constexpr long not_made = -1'000'000;

/// What the handler of SIGSYS was told.
volatile int trapped_call = -1, trapped_number = 0;

void on_trap(int, siginfo_t* info, void*) {
    trapped_call = info->si_syscall;
    trapped_number = info->si_errno;
}

/// -errno, as the kernel answers it.
long through_native(long number, const long (&args)[6]) {
    const long result = ::syscall(number, args[0], args[1], args[2], args[3], args[4], args[5]);
    return result == -1 ? -errno : result;
}

long through_door(const std::string& door, long number, const long (&args)[6]) {
    if (door == "native") return through_native(number, args);
#ifdef __x86_64__
    constexpr long x32_bit = 0x40000000;
    if (door == "x32") return through_native(number | x32_bit, args);
    if (door == "x86") {
        long result = number;
        __asm__ volatile("int $0x80"
                         : "+a"(result)
                         : "b"(args[0]), "c"(args[1]), "d"(args[2]), "S"(args[3]), "D"(args[4])
                         : "memory", "r8", "r9", "r10", "r11");
        return static_cast<std::int32_t>(result);
    }
#endif
    throw std::runtime_error{"no door " + door};
}

/// A number, or "@text" for the address of that text.
long argument(const std::string& word) {
    if (word.starts_with("@")) return reinterpret_cast<long>(word.c_str() + 1);
    return word.starts_with("-") ? std::stol(word)
                                 : static_cast<long>(std::stoul(word, nullptr, 0));
}

std::string in_words(long result) {
    if (trapped_call != -1)
        return "SIGSYS about call " + std::to_string(trapped_call) + " with " +
               std::to_string(trapped_number) + "\n";
    if (result == not_made) return "the thread was killed\n";
    const char* name = result < 0 ? ::strerrorname_np(static_cast<int>(-result)) : nullptr;
    return (name ? name : std::to_string(result < 0 ? -result : result)) + "\n";
}

std::string said_by_child(int from, pid_t child) {
    char text[256];
    const auto size = ::read(from, text, sizeof text);
    ::close(from);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (size > 0) return std::string(text, static_cast<std::size_t>(size));
    return std::string{"the process was killed by "} +
           (WIFSIGNALED(status) ? ::sigabbrev_np(WTERMSIG(status)) : "nobody") + "\n";
}

/// call DOOR NUMBER [ARG...]: makes the call, in the second thread of a child: what it returned, as
/// a number or the name of an error, or who died of it. The doors: native, x86, x32.
std::string call(const Args& words) {
    int ends[2];
    check(::pipe(ends), "pipe");
    const pid_t child = check(::fork(), "fork");
    if (child != 0) {
        ::close(ends[1]);
        return said_by_child(ends[0], child);
    }
    struct sigaction action {};
    action.sa_sigaction = on_trap;
    action.sa_flags = SA_SIGINFO;
    ::sigaction(SIGSYS, &action, nullptr);
    long args[6] = {}, result = not_made;
    for (std::size_t i = 2; i < words.size() && i < 8; ++i) args[i - 2] = argument(words[i]);
    const long number = std::stol(words.at(1));
    std::thread{[&] { result = through_door(words.at(0), number, args); }}.join();
    const auto text = in_words(result);
    ::_exit(::write(ends[1], text.data(), text.size()) == -1 ? 1 : 0);
}

/// traced-call NUMBER: what the filter tells a tracer of that call, seccomp(2), SECCOMP_RET_TRACE.
std::string traced_call(const Args& words) {
    const long number = std::stol(words.at(0));
    const pid_t child = check(::fork(), "fork");
    if (child == 0) {
        ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
        ::raise(SIGSTOP);
        ::syscall(number, 0, 0, 0, 0, 0, 0);
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    check(::ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESECCOMP), "PTRACE_SETOPTIONS");
    check(::ptrace(PTRACE_CONT, child, nullptr, nullptr), "PTRACE_CONT");
    ::waitpid(child, &status, 0);
    unsigned long message = 0;
    const bool told = status >> 8 == (SIGTRAP | (PTRACE_EVENT_SECCOMP << 8));
    if (told) ::ptrace(PTRACE_GETEVENTMSG, child, nullptr, &message);
    ::kill(child, SIGKILL);
    ::waitpid(child, &status, 0);
    return told ? "told " + std::to_string(message) + "\n" : "told nothing\n";
}

/// threads N: so many more threads, which stay.
std::string threads(const Args& words) {
    for (int i = 0; i < std::stoi(words.at(0)); ++i)
        std::thread{[] {
            for (;;) ::pause();
        }}.detach();
    return "started\n";
}

}  // namespace

void add_calls(Commands& commands) {
    commands.insert({{"call", call}, {"traced-call", traced_call}, {"threads", threads}});
}

}  // namespace probe
