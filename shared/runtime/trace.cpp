// SPDX-License-Identifier: MIT
#include "runtime/trace.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/trace.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace runtime {
namespace {

namespace trace = sys::trace;

constexpr std::string_view opening = "[\n", closing = "\n]\n";

/// What is not a file, a pipe for instance, only this command writes to.
bool is_file(sys::BorrowedFd file) {
    return S_ISREG(sys::fstat(file).st_mode);
}

/// Where the file goes on: at its closing bracket, or 0 if it is empty.
off_t end_of_events(sys::BorrowedFd file, const std::filesystem::path& name) {
    const auto size = sys::fstat(file).st_size, end = size - static_cast<off_t>(closing.size());
    if (size == 0) return 0;
    std::string last(closing.size(), ' ');
    if (end >= 0)
        sys::check(::pread(file.get(), last.data(), last.size(), end), "pread {}", name.native());
    if (last == closing) return end;
    throw std::runtime_error{
        fmt::format("--trace {}: is there, and no trace: name another file", name.native())};
}

sys::Fd open(const std::filesystem::path& name) {
    // Not to be read, what is no file may be: a terminal, a pipe.
    if (std::filesystem::exists(name) && !std::filesystem::is_regular_file(name))
        return sys::open(name, O_WRONLY);
    return sys::open(name, O_RDWR | O_CREAT, 0644);
}

/// So that a life in several commands is one picture, and the file is JSON after each of them.
void append(const std::filesystem::path& name, const std::string& events) {
    const auto file = open(name);
    std::string_view begin = opening;
    if (is_file(file)) {
        sys::flock(file, LOCK_EX);  // the other commands of the container are not waited for
        const auto end = end_of_events(file, name);
        if (end > 0) begin = ",\n";
        sys::check(::lseek(file.get(), end, SEEK_SET), "lseek {}", name.native());
    }
    sys::write_all(file, fmt::format("{}{}{}", begin, events, closing));
}

/// Closed again until the end: no process that is made meanwhile has it.
void require_place(const std::filesystem::path& name) try {
    const auto file = open(name);
    if (!is_file(file)) return;
    sys::flock(file, LOCK_SH);  // another command may just be writing its end
    end_of_events(file, name);
} catch (const sys::SysError& e) {
    throw e.in("--trace");
}

}  // namespace

Trace::Trace(std::filesystem::path file, std::string_view command) : file_{std::move(file)} {
    if (file_ != "-") require_place(file_);
    trace::begin(command);
    whole_.emplace(trace::Kind::step, command);
}

Trace::~Trace() {
    whole_.reset();
    const auto notes = trace::notes();
    trace::on = false;
    try {
        if (file_ == "-")
            std::fputs(as_table(notes).c_str(), stderr);
        else
            append(file_, as_events(notes));
    } catch (const std::exception& e) {
        std::fputs(fmt::format("--trace: {}\n", e.what()).c_str(), stderr);
    }
}

}  // namespace runtime
