// SPDX-License-Identifier: MIT
#include "runtime/own_binary.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <linux/memfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <filesystem>

namespace runtime {
namespace {

constexpr auto own = "/proc/self/exe";
constexpr int sealed = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

bool cannot_be_written(sys::BorrowedFd program) {
    struct statvfs info {};
    sys::check(::fstatvfs(program.get(), &info), "fstatvfs {}", own);
    if (info.f_flag & ST_RDONLY) return true;
    const int seals = ::fcntl(program.get(), F_GET_SEALS);  // -1: no file that can have any
    return seals != -1 && (seals & sealed) == sealed;
}

/// By its path: /proc/self/exe may be of a mount namespace that we have left.
sys::Fd read_only_mount(sys::BorrowedFd program) {
    auto mount = sys::open_tree(std::filesystem::read_symlink(own), 0);
    const auto is = sys::fstat(mount), was = sys::fstat(program);
    if (is.st_dev != was.st_dev || is.st_ino != was.st_ino)
        throw sys::SysError{ESTALE, own};  // another file has its name by now
    sys::mount_setattr(mount, 0, MOUNT_ATTR_RDONLY);
    return mount;
}

sys::Fd sealed_copy(sys::BorrowedFd program) {
    constexpr unsigned executable = 0x10;  // MFD_EXEC, which kernels before 6.3 do not know
    constexpr unsigned flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
    int memory = ::memfd_create("runtime", flags | executable);
    if (memory == -1) memory = ::memfd_create("runtime", flags);
    sys::Fd copy{sys::check(memory, "memfd_create")};
    auto left = sys::fstat(program).st_size;
    while (left > 0) {
        const auto sent = ::sendfile(copy.get(), program.get(), nullptr, static_cast<size_t>(left));
        left -= sys::check(sent, "sendfile {}", own);
        if (sent == 0) throw sys::SysError{EIO, own};
    }
    sys::check(::fcntl(copy.get(), F_ADD_SEALS, sealed), "fcntl F_ADD_SEALS");
    return copy;
}

sys::Fd protected_copy(sys::BorrowedFd program) try {
    return read_only_mount(program);
} catch (const std::exception&) {  // no right to mount, or an old kernel
    return sealed_copy(program);
}

}  // namespace

void protect_own_binary(char* argv[]) {
    static bool is_protected = false;
    if (is_protected) return;
    const auto program = sys::open(own, O_RDONLY);
    if (cannot_be_written(program)) {
        // An execveat(2) of a descriptor names the process after its number.
        ::prctl(PR_SET_NAME, std::filesystem::path{argv[0]}.filename().c_str());
        is_protected = true;
        return;
    }
    const auto copy = protected_copy(program);
    ::execveat(copy.get(), "", argv, environ, AT_EMPTY_PATH);
    sys::check(-1, "execveat {}", own);
}

}  // namespace runtime
