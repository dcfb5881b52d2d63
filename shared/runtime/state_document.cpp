// SPDX-License-Identifier: MIT
#include "runtime/state_document.hpp"

#include "container/passwd.hpp"
#include "oci/version.hpp"
#include "runtime/lifecycle.hpp"

#include <sys/stat.h>

#include <nlohmann/json.hpp>

namespace runtime {

using Json = nlohmann::ordered_json;

namespace {

constexpr const char* description_file = "description.json";

/// Whoever has made the container, by name if it is known. Asked for a thousand times by `list`.
std::string owner_of(const Entry& entry) {
    struct stat info {};
    if (::stat(entry.state().path().c_str(), &info) == -1) return "";  // deleted just now
    static thread_local std::map<uid_t, std::string> names;
    auto& name = names[info.st_uid];
    if (!name.empty()) return name;
    const auto found = container::find_user("/etc/passwd", info.st_uid);
    return name = found ? found->name : std::to_string(info.st_uid);
}

Json document(const StateDocument& state) {
    Json document{
        {"ociVersion", oci::last_version}, {"id", state.id},         {"pid", state.pid},
        {"status", name_of(state.status)}, {"bundle", state.bundle},
    };
    if (!state.rootfs.empty()) document["rootfs"] = state.rootfs;
    if (!state.created.empty()) document["created"] = state.created;
    if (!state.annotations.empty()) document["annotations"] = state.annotations;
    if (!state.owner.empty()) document["owner"] = state.owner;
    return document;
}

/// Names in it are somebody else's, and need not be UTF-8.
std::string written(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

void note_description(const container::State& state, const StateDocument& description) {
    state.write(description_file, written({{"bundle", description.bundle},
                                           {"rootfs", description.rootfs},
                                           {"annotations", description.annotations}},
                                          -1));
}

StateDocument describe(const Entry& entry) {
    StateDocument state;
    state.id = entry.id();
    state.status = lifecycle::status(entry);
    if (state.status != Status::stopped) state.pid = entry.init();
    state.created = entry.created();
    state.owner = owner_of(entry);
    if (const auto text = entry.state().read(description_file); !text.empty()) {
        const auto known = Json::parse(text);
        state.bundle = known["bundle"];
        state.rootfs = known["rootfs"];
        state.annotations = known["annotations"];
    }
    return state;
}

std::string to_json(const StateDocument& state, bool in_lines) {
    constexpr int indent = 2;
    return written(document(state), in_lines ? indent : -1);
}

std::string to_json(const std::vector<StateDocument>& states) {
    auto all = Json::array();
    for (const auto& state : states) all.push_back(document(state));
    return written(all, -1);
}

}  // namespace runtime
