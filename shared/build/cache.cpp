// SPDX-License-Identifier: MIT
#include "build/cache.hpp"

#include "sys/file.hpp"

#include <fcntl.h>

#include <nlohmann/json.hpp>

namespace build {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

fs::path file_of(const image::Store& store, const image::Digest& key) {
    return store.root() / "cache" / key.hex();
}

Record parse(const std::string& text) {
    const auto object = json::parse(text);
    Record record{object.at("created"), {}};
    if (object.contains("layer"))
        record.layer = {image::parse_descriptor(object["layer"]),
                        image::Digest::parse(object.at("diff_id").get<std::string>())};
    return record;
}

/// Not flushed to the disk: what is lost is made again.
void write(const image::Store& store, const image::Digest& key, const std::string& text) {
    const auto file = file_of(store, key);
    sys::make_directories(file.parent_path(), 0755);
    const auto unfinished = sys::mkdtemp(store.root() / "new" / "record-");
    sys::write_all(sys::open(unfinished / "record", O_CREAT | O_WRONLY, 0644), text);
    fs::rename(unfinished / "record", file);
    fs::remove(unfinished);
}

}  // namespace

std::optional<Record> recall(const image::Store& store, const image::Digest& key) {
    const auto file = file_of(store, key);
    if (!fs::exists(file)) return std::nullopt;
    try {
        auto record = parse(sys::read_file(file));
        if (!record.layer || store.blobs().has(record.layer->blob.digest)) return record;
    } catch (const std::exception&) {
        // The machine stopped before the file was on the disk: as if it had never been.
    }
    return std::nullopt;
}

void remember(const image::Store& store, const image::Digest& key, const Record& record) {
    json object{{"created", record.created}};
    if (record.layer) {
        object["layer"] = image::to_json(record.layer->blob);
        object["diff_id"] = record.layer->diff_id.text();
    }
    write(store, key, object.dump());
}

std::string recall_text(const image::Store& store, const image::Digest& key) {
    const auto file = file_of(store, key);
    return fs::exists(file) ? sys::read_file(file) : "";
}

void remember_text(const image::Store& store, const image::Digest& key, const std::string& text) {
    write(store, key, text);
}

}  // namespace build
