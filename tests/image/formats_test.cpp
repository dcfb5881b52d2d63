// SPDX-License-Identifier: MIT
//
// What `load` takes: a layout, an archive of one, and what docker saves, in its old form and new.
#include "bench.hpp"
#include "image/descriptor.hpp"
#include "tar.hpp"

#include <algorithm>

namespace {

using layout::json;
using support::Path;

const auto low = layout::gzip(tar::file("low", "low")), high = layout::gzip(tar::file("high", "1"));

/// The files of a directory as tar entries, the deeper ones later.
std::string entries_of(const Path& directory) {
    std::vector<Path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{directory})
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::string entries;
    for (const auto& path : paths) {
        const auto name = path.lexically_relative(directory).native();
        entries += std::filesystem::is_directory(path) ? tar::directory(name)
                                                       : tar::file(name, support::read_file(path));
    }
    return entries;
}

void check_loads(Bench& bench, const std::string& bytes, const std::string& names) {
    const auto file = bench.directory() / "archive";
    support::write_file(file, bytes);
    CHECK(bench.output({"load", file}) == names);
    for (std::size_t at = 0; at < names.size(); at = names.find('\n', at) + 1) {
        const auto name = names.substr(at, names.find('\n', at) - at);
        CHECK(bench.read(name, "/low") == "low");
        CHECK(bench.read(name, "/high") == "1");
    }
}

/// What docker saved before its version 25: a directory for each layer, and the second image's
/// layers are links to the first's.
std::string old_docker_archive(const json& manifest, const std::string& config) {
    const auto low_tar = layout::plain(tar::file("low", "low"));
    const auto high_tar = layout::plain(tar::file("high", "1"));
    return tar::file("config.json", config) + tar::directory("aa/") +
           tar::file("aa/VERSION", "1.0") + tar::file("aa/layer.tar", low_tar.blob) +
           tar::directory("bb/") + tar::file("bb/layer.tar", high_tar.blob) +
           tar::directory("cc/") + tar::symlink("cc/layer.tar", "../aa/layer.tar") +
           tar::file("repositories", "{}") + tar::file("manifest.json", manifest.dump()) +
           tar::end();
}

std::string plain_config() {
    return layout::config_of({low, high}).dump();
}

}  // namespace

TEST_CASE("image: an OCI layout is loaded as a directory, a tar file, gzip and zstd") {
    Bench bench;
    auto layout = bench.layout();
    layout.add_image("one", {low, high});
    layout.add_image("registry.example:5000/team/two:v2", {low, high});
    const std::string names = "one:latest\nregistry.example:5000/team/two:v2\n";
    CHECK(bench.output({"load", layout.path()}) == names);
    CHECK(bench.read("registry.example:5000/team/two:v2", "/high") == "1");

    const auto archive = entries_of(layout.path()) + tar::end();
    for (const auto& bytes : {archive, layout::gzipped(archive), layout::zstandard(archive)}) {
        Bench other;
        check_loads(other, bytes, names);
    }
}

TEST_CASE("image: what docker saves is loaded, in its old form") {
    Bench bench;
    const json manifest = json::array({{{"Config", "config.json"},
                                        {"RepoTags", {"old:1", "localhost/old:2"}},
                                        {"Layers", {"aa/layer.tar", "bb/layer.tar"}}},
                                       {{"Config", "config.json"},
                                        {"RepoTags", {"linked:latest"}},
                                        {"Layers", {"cc/layer.tar", "bb/layer.tar"}}}});
    check_loads(bench, old_docker_archive(manifest, plain_config()),
                "old:1\nlocalhost/old:2\nlinked:latest\n");
}

/// An OCI layout with a manifest.json beside it. Its index has the tag alone as the OCI's name, and
/// the whole name as containerd's.
TEST_CASE("image: what docker saves is loaded, in its new form") {
    Bench bench;
    auto layout = bench.layout();
    auto descriptor =
        layout.put_manifest(layout.manifest(layout::config_of({low, high}), {low, high}));
    descriptor["annotations"]["io.containerd.image.name"] = "docker.io/library/new:3";
    layout.add(descriptor, "3");
    support::write_file(layout.path() / "manifest.json", "[]");
    check_loads(bench, entries_of(layout.path()) + tar::end(), "new:3\n");
}

TEST_CASE("image: a name that is given wins, and a layout's tag goes with it") {
    Bench bench;
    auto layout = bench.layout();
    layout.add_image("v7", {low, high});
    CHECK(bench.output({"load", "--name", "given", layout.path()}) == "given:v7\n");
    CHECK(bench.output({"load", "--name", "given:own", layout.path()}) == "given:own\n");
    const json manifest = json::array({{{"Config", "config.json"},
                                        {"RepoTags", nullptr},
                                        {"Layers", {"aa/layer.tar", "bb/layer.tar"}}}});
    support::write_file(bench.directory() / "saved", old_docker_archive(manifest, plain_config()));
    CHECK(bench.output({"load", "--name", "saved", bench.directory() / "saved"}) ==
          "saved:latest\n");
    check_refused(bench, {"load", bench.directory() / "saved"}, "give it one with --name");
}

TEST_CASE("image: of an image for several machines, this one's is loaded") {
    Bench bench;
    auto layout = bench.layout();
    for (const std::string machine : {"pdp11", image::Platform::host().architecture.c_str()}) {
        const auto content = layout::gzip(tar::file("machine", machine));
        auto config = layout::config_of({content});
        config["architecture"] = machine;
        auto descriptor = layout.put_manifest(layout.manifest(config, {content}));
        descriptor["platform"] = {{"os", "linux"}, {"architecture", machine}};
        layout.add(descriptor, "both");
    }
    CHECK(bench.output({"load", layout.path()}) == "both:latest\n");
    CHECK(bench.read("both", "/machine") == image::Platform::host().architecture);
}

TEST_CASE("image: an archive that lies is refused") {
    Bench bench;
    const auto file = bench.directory() / "archive";
    const auto refused = [&](const std::string& bytes, const std::string& reason) {
        support::write_file(file, bytes);
        check_refused(bench, {"load", file}, reason);
    };
    const auto image = [](const json& config, const json& layer) {
        return json::array(
            {{{"Config", config}, {"RepoTags", {"a:b"}}, {"Layers", {layer, "bb/layer.tar"}}}});
    };
    const auto config = plain_config();
    const auto archive = [&](const json& config_name, const json& layer) {
        return old_docker_archive(image(config_name, layer), config);
    };
    CHECK_NOTHROW(check_loads(bench, archive("config.json", "aa/layer.tar"), "a:b\n"));
    bench.output({"rmi", "a:b"});
    refused(archive("config.json", "../../host/secret"), "would lead out");
    refused(archive("../../host/secret", "aa/layer.tar"), "would lead out");
    refused(archive("/etc/passwd", "aa/layer.tar"), "an absolute name");
    refused(archive("config.json", "missing"), "No such file");
    refused(archive("config.json", "aa"), "is not a file");
    refused(archive(7, "aa/layer.tar"), "manifest.json is not docker's");
    refused(archive("config.json", "bb/layer.tar"), "as announced");
    refused(old_docker_archive(json::array({7}), config), "manifest.json is not docker's");
    refused(old_docker_archive(image("config.json", "aa/layer.tar"), "{}"), "configuration");
    refused(tar::file("../../host/secret", "mine") + tar::end(), "would lead out");
    refused(tar::symlink("a", "../../host/secret") + tar::end(), "would lead out");
    refused(tar::symlink("a", "b") + tar::end(), "which is no file before it");
    // Its blob is nobody's business: only files are taken.
    refused(tar::symlink("oci-layout", bench.host() / "secret") + tar::end(), "neither an OCI");
    refused(tar::file("a", "x") + tar::end(), "a plain tar file of a root directory is for");
    refused("", "neither an OCI layout");
    refused("garbage" + std::string(1000, 'x'), "not a proper tar file");
    refused(layout::gzipped(archive("config.json", "aa/layer.tar")).substr(0, 200), "cut off");
    check_refused(bench, {"load", bench.host()}, "it has no file oci-layout");
    check_refused(bench, {"load", bench.directory() / "missing"}, "");
    check_refused(bench, {"load", "/dev/zero"}, "is not a file");
}
