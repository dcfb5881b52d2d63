// SPDX-License-Identifier: MIT
#pragma once

#include "container/layer.hpp"
#include "sys/error.hpp"
#include "sys/trace.hpp"

#include <fmt/format.h>
#include <sys/types.h>

#include <algorithm>
#include <string_view>

/// How the layers of one container take their turns in a moment: see layer.hpp.
namespace container {

/// Runs one moment of one layer, and names both in what it throws.
template <typename Action>
void run_moment(const Layer& layer, std::string_view moment, Action action) try {
    const sys::trace::Span span{sys::trace::Kind::moment, layer.name, moment};
    action();
} catch (const sys::SysError& e) {
    throw e.in(fmt::format("{}.{}", layer.name, moment));
}

/// Those layers that have something to do then, in the order of the list.
void each(const Layers& layers, std::string_view moment, Step Layer::*step, Context& context);
void each(const Layers& layers, std::string_view moment, HostStep Layer::*step, Context& context,
          pid_t init);

/// Some things only one layer can do: chapter 04's pivot_root takes over from chapter 01's chroot.
template <typename Moment>
const Layer* last_with(const Layers& layers, Moment Layer::*step) {
    const auto outermost = std::find_if(layers.rbegin(), layers.rend(),
                                        [step](const Layer& layer) { return bool(layer.*step); });
    return outermost == layers.rend() ? nullptr : &*outermost;
}
void last(const Layers& layers, std::string_view moment, Step Layer::*step, Context& context);

}  // namespace container
