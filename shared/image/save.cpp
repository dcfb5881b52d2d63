// SPDX-License-Identifier: MIT
#include "image/save.hpp"

#include "image/inflater.hpp"
#include "image/reference.hpp"
#include "image/sink.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <set>

namespace image {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

void add_blob(Sink& sink, const Store& store, const Descriptor& blob, std::set<Digest>& written) {
    if (!written.insert(blob.digest).second) return;
    sink.file("blobs/sha256/" + blob.digest.hex(), store.blobs().open(blob.digest), blob.size);
}

void write_layout(Sink& sink, const Store& store, const std::vector<Image>& images) {
    json index{{"schemaVersion", 2}, {"mediaType", media_type::index}};
    std::set<Digest> written;
    sink.directory("blobs");
    sink.directory("blobs/sha256");
    for (const auto& image : images) {
        for (const auto& layer : image.manifest.layers) add_blob(sink, store, layer, written);
        add_blob(sink, store, image.manifest.config, written);
        add_blob(sink, store, image.descriptor, written);
        index["manifests"].push_back(to_json(image.descriptor));
    }
    sink.file("index.json", index.dump());
    sink.file("oci-layout", R"({"imageLayoutVersion":"1.0.0"})");
}

/// A layer's tar file in a file that has no name; its offset is at the beginning.
struct Inflated {
    sys::Fd file;
    std::uint64_t size = 0;
};

Inflated inflate(const Store& store, const Descriptor& layer) {
    Inflated result{sys::open(store.root() / "new", O_TMPFILE | O_RDWR, 0600)};
    const auto blob = store.blobs().open(layer.digest);
    Inflater inflater{blob};
    for (auto bytes = inflater.next(); !bytes.empty(); bytes = inflater.next()) {
        sys::write_all(result.file, bytes);
        result.size += bytes.size();
    }
    sys::check(::lseek(result.file.get(), 0, SEEK_SET), "lseek");
    return result;
}

/// The form of docker's image specification 1.2 that docker, podman and skopeo load.
void write_docker_archive(Sink& sink, const Store& store, const std::vector<Image>& images) {
    auto list = json::array();
    std::set<std::string> written;
    for (const auto& image : images) {
        json object{{"Config", image.id().hex() + ".json"}, {"Layers", json::array()}};
        if (const auto name = Reference::parse(image.name); name.digest.empty())
            object["RepoTags"].push_back(name.familiar());
        for (std::size_t i = 0; i < image.manifest.layers.size(); ++i) {
            const auto file = image.config.diff_ids[i].hex() + ".tar";
            object["Layers"].push_back(file);
            if (!written.insert(file).second) continue;
            const auto layer = inflate(store, image.manifest.layers[i]);
            sink.file(file, layer.file, layer.size);
        }
        if (written.insert(object["Config"]).second)
            sink.file(object["Config"], store.blobs().read(image.manifest.config));
        list.push_back(std::move(object));
    }
    sink.file("manifest.json", list.dump());
}

void write_archive(sys::BorrowedFd out, const Store& store, const std::vector<Image>& images,
                   Format format) {
    TarSink sink{out};
    if (format == Format::docker_archive)
        write_docker_archive(sink, store, images);
    else
        write_layout(sink, store, images);
    sink.finish();
}

/// Under another name until it is whole; a pipe or a device has but one.
void write_file(const Path& path, const Store& store, const std::vector<Image>& images,
                Format format) {
    if (fs::exists(path) && !fs::is_regular_file(path))
        return write_archive(sys::open(path, O_WRONLY), store, images, format);
    const Path unfinished = path.native() + ".new";
    try {
        write_archive(sys::open(unfinished, O_CREAT | O_TRUNC | O_WRONLY, 0644), store, images,
                      format);
        fs::rename(unfinished, path);
    } catch (...) {
        ::unlink(unfinished.c_str());
        throw;
    }
}

void write_directory(const Path& path, const Store& store, const std::vector<Image>& images) {
    DirectorySink sink{path};
    try {
        write_layout(sink, store, images);
    } catch (...) {
        fs::remove_all(path);
        throw;
    }
}

}  // namespace

void save(const Store& store, const std::vector<Image>& images, const Path& path, Format format) {
    if (format == Format::oci_directory)
        write_directory(path, store, images);
    else if (path.empty())
        write_archive(STDOUT_FILENO, store, images, format);
    else
        write_file(path, store, images, format);
}

}  // namespace image
