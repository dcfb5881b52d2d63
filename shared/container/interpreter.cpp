// SPDX-License-Identifier: MIT
#include "container/interpreter.hpp"

#include <elf.h>

#include <cstring>
#include <fstream>
#include <string>

namespace container {
namespace {

std::optional<std::filesystem::path> loader_of(std::ifstream& file) {
    Elf64_Ehdr header{};
    file.seekg(0).read(reinterpret_cast<char*>(&header), sizeof header);
    for (int i = 0; file && i < header.e_phnum; ++i) {
        Elf64_Phdr segment{};
        file.seekg(static_cast<std::streamoff>(header.e_phoff) + i * header.e_phentsize);
        file.read(reinterpret_cast<char*>(&segment), sizeof segment);
        if (segment.p_type != PT_INTERP || segment.p_filesz > 4096) continue;
        std::string name(segment.p_filesz, '\0');
        file.seekg(static_cast<std::streamoff>(segment.p_offset));
        file.read(name.data(), static_cast<std::streamsize>(name.size()));
        return name.c_str();  // the segment ends in a NUL
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::filesystem::path> interpreter_of(const std::filesystem::path& program) {
    std::ifstream file{program, std::ios::binary};
    char magic[5] = {};
    file.read(magic, 4);
    if (std::memcmp(magic, ELFMAG, SELFMAG) == 0) return loader_of(file);
    if (std::memcmp(magic, "#!", 2) != 0) return std::nullopt;
    std::string word;
    file.clear();  // a script may be shorter than four bytes
    file.seekg(2) >> word;
    return word;
}

}  // namespace container
