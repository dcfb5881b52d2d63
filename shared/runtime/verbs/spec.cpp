// SPDX-License-Identifier: MIT
#include "oci/default.hpp"
#include "runtime/command.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <memory>
#include <stdexcept>

namespace runtime {
namespace {

struct SpecOptions {
    std::filesystem::path bundle = ".";
    bool rootless = false;
};

int spec(const SpecOptions& options) {
    const auto file = options.bundle / "config.json";
    try {
        sys::write_all(sys::open(file, O_WRONLY | O_CREAT | O_EXCL, 0644),
                       oci::default_config(options.rootless));
    } catch (const sys::SysError& e) {
        if (e.error() != EEXIST) throw;
        throw std::runtime_error{
            fmt::format("{}: is there already: move it away first", file.native())};
    }
    return 0;
}

}  // namespace

void add_spec(CLI::App& command, Action& action) {
    const auto options = std::make_shared<SpecOptions>();
    command.add_option("-b,--bundle", options->bundle, "where to write it (default: .)");
    command.add_flag("--rootless", options->rootless, "for a user without rights");
    command.callback(
        [&action, options] { action = [options](Globals&) { return spec(*options); }; });
}

}  // namespace runtime
