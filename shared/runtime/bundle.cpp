// SPDX-License-Identifier: MIT
#include "runtime/bundle.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/trace.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace runtime {

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
    return bundle;
}

}  // namespace runtime
