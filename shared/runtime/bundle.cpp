// SPDX-License-Identifier: MIT
#include "runtime/bundle.hpp"

#include "container/defaults.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/trace.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace runtime {
namespace {

/// What a program needs to run at all is allowed, whatever the config's own rules say: its devices
/// are in each container's /dev. Other runtimes do so, and callers rely on it.
void add_default_rules(std::vector<container::DeviceRule>& rules) {
    if (rules.empty()) return;
    for (const auto& rule : container::default_device_rules())
        if (rule.allow) rules.push_back(rule);
}

}  // namespace

Bundle open_bundle(const Path& path) {
    const sys::trace::Span span{sys::trace::Kind::step, "config.json"};
    Bundle bundle{sys::realpath(path), {}, {}, false};
    const auto file = bundle.path / "config.json";
    try {
        bundle.text = sys::read_file(file);
    } catch (const sys::SysError& e) {
        if (e.error() != ENOENT) throw;
        throw std::runtime_error{
            fmt::format("{}: there is none, so this is no bundle: `spec` writes one to begin with",
                        file.native())};
    }
    bundle.config = oci::parse_config(bundle.text);
    add_default_rules(bundle.config.resources.resources.devices);
    return bundle;
}

}  // namespace runtime
