// SPDX-License-Identifier: MIT
#include "sys/trace.hpp"

#include "sys/error.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <ctime>

namespace sys::trace {

bool on = false;

namespace {

struct Memory {
    std::int64_t monotonic;  ///< What the host's CLOCK_MONOTONIC is ahead of CLOCK_REALTIME.
    std::uint32_t used, processes;
    std::array<Process, 64> process;
    std::array<Note, 8192> note;
};

Memory* memory = nullptr;
std::uint32_t self = 0;

std::int64_t nanoseconds(clockid_t clock) noexcept {
    timespec time{};
    ::clock_gettime(clock, &time);  // of the vdso, vdso(7): no filter sees it
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

/// In a time namespace of its own, a process would have another CLOCK_MONOTONIC.
std::int64_t now() noexcept {
    return nanoseconds(CLOCK_REALTIME) + memory->monotonic;
}

/// Several processes count on.
std::uint32_t next(std::uint32_t& counter) noexcept {
    return std::atomic_ref<std::uint32_t>{counter}.fetch_add(1);
}

template <std::size_t size>
void copy(std::string_view text, std::array<char, size>& to) noexcept {
    text.copy(to.data(), size - 1);
}

}  // namespace

void begin(std::string_view name) {
    void* const shared =
        ::mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    check(shared == MAP_FAILED ? -1 : 0, "mmap {}", sizeof(Memory));
    memory = static_cast<Memory*>(shared);  // zeros; what has no note yet, is never touched
    memory->monotonic = nanoseconds(CLOCK_MONOTONIC) - nanoseconds(CLOCK_REALTIME);
    on = true;
    self = reserve();
    made(self, ::getpid());
    call_this(name);
}

Notes notes() noexcept {
    if (!memory) return {};
    const auto room = static_cast<std::uint32_t>(memory->note.size());
    const auto used = memory->used, count = std::min(used, room);
    return {memory->note.data(), memory->process.data(), count, used - count};
}

void call_this(std::string_view name) noexcept {
    if (on) copy(name, memory->process[self].name);
}

std::uint32_t reserve() noexcept {
    return on ? next(memory->processes) : 0;
}

void made(std::uint32_t process, pid_t pid) noexcept {
    if (on && process < memory->process.size()) memory->process[process].pid = pid;
}

void become(std::uint32_t process) noexcept {
    if (!on) return;
    on = process < memory->process.size();  // of more than that, nobody keeps an overview
    self = process;
}

Note* Span::open(Kind kind, std::string_view name, std::string_view object) noexcept {
    const auto index = next(memory->used);
    if (index >= memory->note.size()) return nullptr;
    auto& note = memory->note[index];
    note.process = self;
    note.kind = kind;
    copy(name, note.name);
    copy(object, note.object);
    note.begin = now();
    return &note;
}

void Span::close() noexcept {
    const int error = errno;                         // of the call, for whoever asks next
    if (note_->process == self) note_->end = now();  // and not in the child of its clone3()
    errno = error;
}

}  // namespace sys::trace
