// SPDX-License-Identifier: MIT
#include "facts.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace stage {
namespace {

namespace fs = std::filesystem;

/// A line of mountinfo without what differs from run to run: the ids and the peer groups.
std::string mount_line(const std::string& line) {
    std::istringstream words{line};
    std::string id, parent, device, root, point, options, word, rest;
    words >> id >> parent >> device >> root >> point >> options;
    while (words >> word && word != "-") continue;
    std::getline(words, rest);
    return "mount " + point + " " + root + " " + options + rest;
}

void add_processes(std::vector<std::string>& facts) {
    for (const auto& entry : fs::directory_iterator{"."}) {
        const auto name = entry.path().filename().native();
        if (name.find_first_not_of("0123456789") != std::string::npos || name == "1") continue;
        try {
            auto command = sys::read_file(name + "/cmdline");
            std::replace(command.begin(), command.end(), '\0', ' ');
            facts.push_back("process " + command);
        } catch (const sys::SysError&) {  // it ended while we looked
        }
    }
}

}  // namespace

std::vector<std::string> lines_of(const std::string& file) {
    std::istringstream text{sys::read_file(file)};
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
}

std::vector<std::string> mount_facts() {
    std::vector<std::string> lines;
    for (const auto& line : lines_of("self/mountinfo")) lines.push_back(mount_line(line));
    return lines;
}

std::vector<std::string> name_facts() {
    utsname names{};
    ::uname(&names);
    return {fmt::format("hostname {}", names.nodename),
            fmt::format("domainname {}", names.domainname)};
}

/// Directory by directory: recursive_directory_iterator throws if one goes that it was about to
/// open.
std::vector<std::string> file_facts(const std::filesystem::path& directory) {
    std::vector<std::string> lines;
    std::error_code gone;
    for (const auto& entry : fs::directory_iterator{directory, gone}) {
        lines.push_back("file " + entry.path().native());
        if (!fs::is_directory(entry.symlink_status(gone))) continue;
        const auto below = file_facts(entry.path());
        lines.insert(lines.end(), below.begin(), below.end());
    }
    return lines;
}

/// What the store of images (chapter 07) may keep when it is empty, what builds (chapter 10) have
/// noted for the next one, and filters (chapter 09) that are whole.
bool is_of_empty_store(const std::string& line) {
    if (line.starts_with("file /var/lib/workbook/cache")) return true;
    if (line.starts_with("file /var/lib/workbook/filters") &&
        !line.starts_with("file /var/lib/workbook/filters/."))
        return true;
    for (const char* name :
         {"", "/oci-layout", "/index.json", "/index.lock", "/lock", "/blobs", "/blobs/sha256",
          "/layers", "/layers/empty", "/unflushed", "/containers", "/new"})
        if (line == fmt::format("file /var/lib/workbook{}", name)) return true;
    return false;
}

std::vector<std::string> facts() {
    auto lines = mount_facts();
    for (const auto& more : {name_facts(), file_facts("/run"), file_facts("/var/lib")})
        lines.insert(lines.end(), more.begin(), more.end());
    std::erase_if(lines, is_of_empty_store);
    for (const char* kind : {"shm", "sem", "msg"})
        for (const auto& line : lines_of(fmt::format("sysvipc/{}", kind)))
            lines.push_back(fmt::format("ipc {} {}", kind, line.substr(0, 22)));
    add_processes(lines);
    return lines;
}

}  // namespace stage
