// SPDX-License-Identifier: MIT
//
// Ten Containerfiles that between them use the whole language, each built by buildah and by us,
// from the same base image: the files must be equal, and the config. umoci unpacks both. What
// buildah 1.28 does not know is in an eleventh, and must be what the Dockerfile reference says it
// is.
#include "interop/builders.hpp"

#include "support/catch.hpp"
#include "support/tree.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

using namespace interop;
using nlohmann::json;
using support::Path;
namespace fs = std::filesystem;

namespace {

using Tree = std::map<std::string, std::string>;

/// What two builds must agree on: a file has its time from where it came, if it is older than this
/// project; else running something made it, or changed what is in a directory.
Tree tree_of(const Path& directory) {
    constexpr time_t this_project = 1'600'000'000;
    support::Looking looking;
    looking.time = [](const struct stat& file) {
        return !S_ISDIR(file.st_mode) && file.st_mtime < this_project;
    };
    return support::describe_files(directory, looking);
}

const Path folder = support::source_directory() / "tests/interop/containerfiles";

/// Both builders, for all files: to take in the base image takes longest.
struct Stage {
    support::TemporaryDirectory directory;
    Buildah buildah{made("buildah")};
    Ours ours{made("ours")};

    /// Both begin with the same image.
    void share_base() const {
        const auto context = (support::build_directory() / "rootfs").native();
        require(buildah.build(
            {"--file", (support::source_directory() / "rootfs/busybox/Containerfile").native(),
             "--tag", "localhost/base", context}));
        const auto layout = buildah.layout("localhost/base", "localhost/base:latest");
        ours.load(layout.substr(0, layout.find(':')));
    }

    static void require(const support::Finished& finished) {
        INFO(finished.output);
        REQUIRE(finished.exit_status == 0);
    }

    Path made(const std::string& name) const {
        fs::create_directory(directory.path() / name);
        return directory.path() / name;
    }

    Tree unpacked(const Builder& builder, const std::string& image) {
        const auto bundle = directory.path() / "bundle";
        require(support::run_tool(
            {"umoci", "unpack", "--image", builder.layout(image, "image"), bundle}));
        const auto tree = tree_of(bundle / "rootfs");
        fs::remove_all(bundle);
        return tree;
    }
};

/// A copy of a folder's files, complete, and as old as if they had come from somewhere.
Path context_of(const Stage& stage, const std::string& name) {
    const auto context = stage.directory.path() / name;
    fs::copy(folder / name, context, fs::copy_options::recursive);
    Stage::require(support::run_tool(
        {"sh", "-euc",
         "cd \"$0\"; umask 022; chmod -R u=rwX,go=rX .; if [ -e context.sh ]; then . "
         "./context.sh; fi; rm -f context.sh; mv Containerfile* options .. 2>/dev/null "
         "|| true; find . -exec touch -h -d '2001-02-03 04:05:06' {} +",
         context}));
    return context;
}

Words options_of(const Stage& stage, const Path& context) {
    std::ifstream file{stage.directory.path() / "options"};
    Words words;
    for (std::string word; std::getline(file, word);) {
        const auto at = word.find("src=");  // a path is meant to be below the context
        if (at != word.npos) word.insert(at + 4, context.native() + "/");
        words.push_back(word);
    }
    fs::remove(stage.directory.path() / "options");
    return words;
}

/// Builds a folder's image, and the one that it is FROM if it brings that.
void build(const Stage& stage, const Builder& builder, const std::string& name, const Path& context,
           const Words& options) {
    const auto with = [&](const std::string& file, const std::string& tag) {
        Words words{"--file", (stage.directory.path() / file).native(), "--tag", tag};
        words.insert(words.end(), options.begin(), options.end());
        words.push_back(context);
        Stage::require(builder.build(words));
    };
    if (fs::exists(stage.directory.path() / "Containerfile.parent"))
        with("Containerfile.parent", "localhost/parent");
    with("Containerfile", "localhost/" + name);
}

/// The fields that a Containerfile can set, without those that are empty or only buildah's.
json comparable(json config) {
    json result = json::object();
    if (config.contains("Labels")) config["Labels"].erase("io.buildah.version");
    for (const char* name :
         {"User", "ExposedPorts", "Env", "Cmd", "Healthcheck", "Volumes", "WorkingDir",
          "Entrypoint", "OnBuild", "Labels", "StopSignal", "Shell"})
        if (config.contains(name) && !config[name].empty() && config[name] != json(""))
            result[name] = config[name];
    if (result.contains("Env")) std::sort(result["Env"].begin(), result["Env"].end());
    return result;
}

std::string uses_of(const std::string& name) {
    std::ifstream file{folder / name / "Containerfile"};
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("# uses: ")) return line.substr(8);
    return "";
}

std::string missing_tool() {
    if (::geteuid() != 0) return "only root can compare owners";
    for (const std::string tool : {"buildah", "umoci", "skopeo"})
        if (support::run_tool({"sh", "-c", "command -v " + tool}).exit_status != 0)
            return "there is no " + tool;
    return "";
}

/// What one and the other have made of a folder.
struct Built {
    std::string files;  ///< The difference.
    std::string ours, theirs;
};

Built build_both(Stage& stage, const std::string& name, const Path& context, const Words& options) {
    const std::string image = "localhost/" + name;
    build(stage, stage.buildah, name, context, options);
    build(stage, stage.ours, name, context, options);
    return {support::difference(stage.unpacked(stage.ours, image),
                                stage.unpacked(stage.buildah, image)),
            comparable(stage.ours.config(image)).dump(1),
            comparable(stage.buildah.config(image)).dump(1)};
}

void compare(Stage& stage, const std::string& name) {
    const auto context = context_of(stage, name);
    const auto built = build_both(stage, name, context, options_of(stage, context));
    fmt::print("{:15} {:5} {:6}  {}\n", name, built.files.empty() ? "equal" : "NO",
               built.ours == built.theirs ? "equal" : "NO", uses_of(name));
    INFO(name << ", each as we have it and as buildah has it:\n" << built.files);
    CHECK(built.files.empty());
    CHECK(built.ours == built.theirs);
    fs::remove(stage.directory.path() / "Containerfile.parent");
}

/// The comparison itself must be able to fail: an image of the same text, of which one file and one
/// variable are others, is not equal.
void compare_with_another(Stage& stage, const std::string& name) {
    const auto image = "localhost/" + name;
    const auto theirs = stage.unpacked(stage.buildah, image);
    const auto file = stage.directory.path() / "Containerfile";
    support::write_file(file,
                        support::read_file(folder / name / "Containerfile") + "ENV ONE=more\n");
    support::write_file(stage.directory.path() / name / "file.txt", "over what was here\n");
    build(stage, stage.ours, name, stage.directory.path() / name, {});
    const auto found = support::difference(stage.unpacked(stage.ours, image), theirs);
    INFO(found);
    CHECK(found.find(" x/file.txt ") != found.npos);
    CHECK(found.find(" y ") != found.npos);
    CHECK(comparable(stage.ours.config(image)) != comparable(stage.buildah.config(image)));
}

/// What a tree has beyond another one, a line each.
std::string beyond(const Tree& base, const Tree& tree) {
    std::string text;
    for (const auto& [path, line] : tree) {
        const auto found = base.find(path);
        if (found == base.end() || found->second != line) text += path + " " + line + "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("interop: what buildah builds of ten Containerfiles, we build") {
    if (const auto reason = missing_tool(); !reason.empty()) {
        fmt::print("skipped: {}\n", reason);
        return;
    }
    Stage stage;
    stage.share_base();
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder})
        if (entry.path().filename() < "11") names.insert(entry.path().filename());
    fmt::print("{:15} {:5} {:6}  {}\n", "Containerfile", "files", "config", "uses");
    for (const auto& name : names) compare(stage, name);
    CHECK(names.size() == 10);
    compare_with_another(stage, *names.rbegin());
}

TEST_CASE("interop: what buildah 1.28 does not know is what the reference says") {
    if (const auto reason = missing_tool(); !reason.empty()) {
        fmt::print("skipped: {}\n", reason);
        return;
    }
    Stage stage;
    const std::string name = "11-documents";
    Stage::require(stage.ours.build(
        {"--file", (support::source_directory() / "rootfs/busybox/Containerfile").native(), "--tag",
         "localhost/base", (support::build_directory() / "rootfs").native()}));
    build(stage, stage.ours, name, context_of(stage, name), {});
    const auto base = stage.unpacked(stage.ours, "localhost/base");
    const auto built = beyond(base, stage.unpacked(stage.ours, "localhost/" + name));
    fmt::print("{:15} {:5} {:6}  {}\n", name, "-", "-", uses_of(name));
    CHECK(built == support::read_file(folder / name / "expected"));
}
