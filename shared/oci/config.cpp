// SPDX-License-Identifier: MIT
#include "oci/config.hpp"

#include "oci/hooks.hpp"
#include "oci/parts.hpp"
#include "oci/version.hpp"

namespace oci {
namespace {

Process read_process(const Reader& from) {
    Process process;
    take(from, process);
    validate_labels(from, process);
    return process;
}

void take_root(const Reader& from, Config& config) {
    from.require("path", config.root);
    if (config.root.empty()) from["path"].fail("is empty");
    from.read("readonly", config.readonly_root);
}

/// "" is how Go writes that there is none.
void read_name(const Reader& from, const char* key, std::optional<std::string>& name) {
    from.read(key, name);
    if (name == "") name.reset();
}

Config read_config(const Reader& top) {
    Config config;
    top.require("ociVersion", config.oci_version);
    require_version(top["ociVersion"]);
    if (const auto process = top["process"]) {
        config.process = read_process(process);
        // Later versions want a warning, and that it is left out.
        if (const auto sets = process["capabilities"]; sets && is_1_0(config.oci_version))
            require_known_capabilities(sets);
    }
    take_root(top["root"].required(), config);
    read_name(top, "hostname", config.hostname);
    read_name(top, "domainname", config.domainname);
    top.read("mounts", config.mounts);
    top.read("hooks", config.hooks);
    top.read("annotations", config.annotations);
    if (const auto annotation = top["annotations"]; annotation && config.annotations.contains(""))
        annotation.fail("has one without a name");
    if (const auto section = top["linux"]) take_linux(section, config);
    validate(top, config);
    return config;
}

}  // namespace

Config parse_config(std::string_view text) {
    Document document{text, "config.json"};
    auto config = read_config(document.top());
    config.warnings = document.take_warnings();
    return config;
}

Process parse_process(std::string_view text, std::string_view file) {
    Document document{text, file};
    auto process = read_process(document.top());
    process.warnings = document.take_warnings();
    return process;
}

Resources parse_resources(std::string_view text, std::string_view file) {
    Document document{text, file};
    Resources resources;
    take(document.top(), resources);
    return resources;
}

}  // namespace oci
