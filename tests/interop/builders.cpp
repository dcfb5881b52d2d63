// SPDX-License-Identifier: MIT
#include "interop/builders.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>

namespace interop {
namespace {

using nlohmann::json;

/// Runs what must succeed: its output.
std::string output_of(const support::Finished& finished, const std::string& what) {
    if (finished.exit_status != 0)
        throw std::runtime_error{fmt::format("{}: {}", what, finished.output)};
    return finished.output;
}

Words joined(Words words, const Words& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

json blob(const support::Path& layout, const std::string& digest) {
    return json::parse(support::read_file(layout / "blobs/sha256" / digest.substr(7)));
}

}  // namespace

Buildah::Buildah(const support::Path& home) : home_{home} {
    // Without it, buildah would make a lock file in /etc.
    support::write_file(home / "containers.conf",
                        "[network]\nnetwork_config_dir = \"" + home.native() + "\"\n");
}

support::Finished Buildah::run(const Words& arguments) const {
    return support::run_tool(
        joined({"env", "CONTAINERS_CONF=" + (home_ / "containers.conf").native(),
                "TMPDIR=" + home_.native(), "XDG_RUNTIME_DIR=" + home_.native(), "buildah",
                "--storage-driver=vfs", "--root=" + (home_ / "root").native(),
                "--runroot=" + (home_ / "run").native()},
               arguments));
}

support::Finished Buildah::build(const Words& arguments) const {
    return run(joined({"build", "--isolation=chroot", "--format=docker", "--quiet", "--pull-never"},
                      arguments));
}

std::string Buildah::layout(const std::string& image, const std::string& name) const {
    const auto place = (home_ / "layout").native() + ":" + name;
    output_of(run({"push", "--quiet", "--disable-compression", image, "oci:" + place}), image);
    return place;
}

json Buildah::config(const std::string& image) const {
    const auto shown = output_of(run({"inspect", "--type=image", image}), image);
    return json::parse(shown.substr(shown.find('{'))).at("Docker").at("config");
}

support::Finished Ours::run(const Words& arguments) const {
    const auto program = support::build_directory() / "solutions/chapter10";
    return support::run_tool(joined({program}, arguments));
}

void Ours::load(const support::Path& layout) const {
    output_of(run({"load", "--root", home_, layout}), layout);
}

support::Finished Ours::build(const Words& arguments) const {
    return run(joined({"build", "--root", home_}, arguments));
}

std::string Ours::layout(const std::string& image, const std::string& name) const {
    // umoci wants a name without slashes and colons
    const auto place = (home_ / "layout").native();
    output_of(support::run_tool({"skopeo", "copy", "--quiet",
                                 "oci:" + home_.native() + ":" + image + ":latest",
                                 "oci:" + place + ":" + name}),
              image);
    return place + ":" + name;
}

json Ours::config(const std::string& image) const {
    const auto index = json::parse(support::read_file(home_ / "index.json"));
    for (const auto& manifest : index.at("manifests")) {
        const auto annotations = manifest.value("annotations", json::object());
        if (annotations.value("org.opencontainers.image.ref.name", "") != image + ":latest")
            continue;
        const auto config = blob(home_, manifest.at("digest")).at("config").at("digest");
        return blob(home_, config).at("config");
    }
    throw std::runtime_error{image + " is not in our store"};
}

}  // namespace interop
