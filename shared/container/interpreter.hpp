// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>

namespace container {

/// The other file that the kernel must find before it can execute this one: the loader that an
/// ELF program names (PT_INTERP, elf(5)) or the interpreter in a script's "#!" line, execve(2).
/// Nothing if the file needs none, or cannot be read.
std::optional<std::filesystem::path> interpreter_of(const std::filesystem::path& program);

}  // namespace container
