// SPDX-License-Identifier: MIT
#include "chapters/images.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cstring>
#include <filesystem>
#include <sstream>

namespace support {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

void put(char* field, std::size_t size, unsigned long number) {
    std::snprintf(field, size, "%0*lo", static_cast<int>(size) - 1, number);
}

char type_of(mode_t mode) {
    return S_ISDIR(mode) ? '5' : S_ISLNK(mode) ? '2' : '0';
}

/// A header block of ustar, tar(5).
std::string header(const Entry& entry) {
    std::array<char, 512> block{};
    std::snprintf(block.data(), 100, "%s", entry.path.c_str());
    put(&block[100], 8, entry.mode & 07777);
    put(&block[108], 8, entry.uid);
    put(&block[116], 8, entry.gid);
    put(&block[124], 12, S_ISREG(entry.mode) ? entry.text.size() : 0);
    put(&block[136], 12, 1'700'000'000);
    block[156] = type_of(entry.mode);
    if (S_ISLNK(entry.mode)) std::snprintf(&block[157], 100, "%s", entry.text.c_str());
    std::memcpy(&block[257], "ustar\00000", 8);
    std::memset(&block[148], ' ', 8);
    unsigned long sum = 0;
    for (const char c : block) sum += static_cast<unsigned char>(c);
    put(&block[148], 7, sum);
    return {block.data(), block.size()};
}

std::string tar_of(const Entries& entries) {
    std::string tar;
    for (const auto& entry : entries) {
        tar += header(entry);
        if (!S_ISREG(entry.mode)) continue;
        tar += entry.text;
        tar.resize((tar.size() + 511) / 512 * 512);
    }
    return tar + std::string(1024, '\0');
}

/// Gives each file of `directory` its SHA-256 as its name; the digests in the order of the names.
Words name_by_digest(const Path& directory) {
    const auto sums = run_tool({"sh", "-c", "cd \"$1\" && sha256sum *", "sh", directory});
    Words digests;
    std::istringstream lines{sums.output};
    for (std::string digest, file; lines >> digest >> file;) {
        fs::rename(directory / file, directory / digest);
        digests.push_back("sha256:" + digest);
    }
    return digests;
}

json descriptor(const std::string& type, const std::string& digest, std::size_t size) {
    return {{"mediaType", "application/vnd.oci.image." + type}, {"digest", digest}, {"size", size}};
}

/// Puts `text` among the blobs, and says what it is.
json add_blob(const Path& layout, const std::string& type, const std::string& text) {
    fs::create_directories(layout / "new");
    write_file(layout / "new/blob", text);
    const auto digest = name_by_digest(layout / "new").at(0);
    fs::rename(layout / "new" / digest.substr(7), layout / "blobs/sha256" / digest.substr(7));
    fs::remove(layout / "new");
    return descriptor(type, digest, text.size());
}

}  // namespace

Entry folder(const std::string& path, mode_t mode) {
    return {path, {}, S_IFDIR | mode};
}

Entries programs() {
    Entries entries{folder("bin")};
    for (const std::string name : {"busybox", "probe"})
        entries.push_back(
            {"bin/" + name, read_file(build_directory() / "rootfs/bin" / name), S_IFREG | 0755});
    entries.push_back({"bin/sh", "busybox", S_IFLNK | 0777});
    return entries;
}

void write_layout(const Path& layout, const std::string& name, const std::vector<Entries>& layers) {
    const auto blobs = layout / "blobs/sha256";
    fs::create_directories(blobs);
    std::vector<std::size_t> sizes;
    for (const auto& layer : layers) {
        const auto tar = tar_of(layer);
        write_file(blobs / fmt::format("{:04}", sizes.size()), tar);
        sizes.push_back(tar.size());
    }
    const auto digests = name_by_digest(blobs);
    json manifest{{"schemaVersion", 2}, {"layers", json::array()}};
    for (std::size_t i = 0; i < layers.size(); ++i)
        manifest["layers"].push_back(descriptor("layer.v1.tar", digests.at(i), sizes[i]));
    const json config{{"os", "linux"},
                      {"architecture", "amd64"},
                      {"rootfs", {{"type", "layers"}, {"diff_ids", digests}}}};
    manifest["config"] = add_blob(layout, "config.v1+json", config.dump());
    auto found = add_blob(layout, "manifest.v1+json", manifest.dump());
    found["annotations"] = {{"org.opencontainers.image.ref.name", name}};
    write_file(layout / "oci-layout", R"({"imageLayoutVersion":"1.0.0"})");
    write_file(layout / "index.json",
               json{{"schemaVersion", 2}, {"manifests", json::array({found})}}.dump());
}

}  // namespace support
