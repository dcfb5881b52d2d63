// SPDX-License-Identifier: MIT
#include "image/index.hpp"

#include "image/manifest.hpp"
#include "image/small_file.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace image {
namespace {

using nlohmann::json;

constexpr auto ref_name = "org.opencontainers.image.ref.name";

/// Flushed before it gets its name: after a power cut there is the old file or the new one.
void replace(const Path& path, const std::string& text) {
    const Path unfinished = path.native() + ".new";
    try {
        const auto file = sys::open(unfinished, O_CREAT | O_TRUNC | O_WRONLY, 0644);
        sys::write_all(file, text);
        sys::check(::fsync(file.get()), "fsync {}", unfinished.native());
        std::filesystem::rename(unfinished, path);
    } catch (...) {
        ::unlink(unfinished.c_str());
        throw;
    }
}

void write(const Path& layout, const std::vector<Descriptor>& manifests) {
    json index{{"schemaVersion", 2}, {"mediaType", media_type::index}};
    index["manifests"] = json::array();
    for (const auto& manifest : manifests) index["manifests"].push_back(to_json(manifest));
    replace(layout / "index.json", index.dump());
}

sys::Fd lock(const Path& layout) {
    auto file = sys::open(layout / "index.lock", O_CREAT | O_RDWR, 0644);
    sys::flock(file, LOCK_EX);
    return file;
}

}  // namespace

Index::Index(const Path& layout) : layout_{layout} {
    if (std::filesystem::exists(layout / "index.json")) return;
    sys::make_directories(layout / "blobs" / "sha256", 0755);
    const auto locked = lock(layout);
    if (std::filesystem::exists(layout / "index.json")) return;
    replace(layout / "oci-layout", R"({"imageLayoutVersion":"1.0.0"})");
    write(layout, {});
}

std::string Index::name_of(const Descriptor& manifest) {
    const auto name = manifest.annotations.find(ref_name);
    return name == manifest.annotations.end() ? "" : name->second;
}

std::vector<Descriptor> Index::all() const try {
    return read_layout(layout_);
} catch (const sys::SysError&) {
    throw;
} catch (const std::runtime_error& e) {
    throw std::runtime_error{
        fmt::format("{}; put a good copy there, or remove {} and load the images again", e.what(),
                    layout_.native())};
}

std::optional<Descriptor> Index::find(const std::string& name) const {
    for (auto& manifest : all())
        if (name_of(manifest) == name) return manifest;
    return std::nullopt;
}

void Index::set(const std::string& name, Descriptor manifest) const {
    const auto locked = lock(layout_);
    auto manifests = all();
    std::erase_if(manifests, [&name](const auto& other) { return name_of(other) == name; });
    manifest.annotations[ref_name] = name;
    manifests.push_back(std::move(manifest));
    write(layout_, manifests);
}

bool Index::remove(const std::string& name) const {
    const auto locked = lock(layout_);
    auto manifests = all();
    const auto gone = std::erase_if(
        manifests, [&name](const auto& manifest) { return name_of(manifest) == name; });
    if (gone > 0) write(layout_, manifests);
    return gone > 0;
}

std::vector<Descriptor> read_layout(const Path& layout) {
    if (!std::filesystem::exists(layout / "oci-layout"))
        throw std::runtime_error{
            fmt::format("{}: not an OCI image layout: it has no file oci-layout", layout.native())};
    const auto file = layout / "index.json";
    const auto text = read_small(file);
    try {
        if (auto manifests = parse_index(text)) return *std::move(manifests);
        throw std::runtime_error{"it names no manifests"};
    } catch (const std::runtime_error& e) {
        throw std::runtime_error{fmt::format("{}: {}", file.native(), e.what())};
    }
}

}  // namespace image
