// SPDX-License-Identifier: MIT
#include "container/moments.hpp"

namespace container {

void each(const Layers& layers, std::string_view moment, Step Layer::*step, Context& context) {
    for (const auto& layer : layers)
        if (layer.*step) run_moment(layer, moment, [&] { (layer.*step)(context); });
}

void each(const Layers& layers, std::string_view moment, HostStep Layer::*step, Context& context,
          pid_t init) {
    for (const auto& layer : layers)
        if (layer.*step) run_moment(layer, moment, [&] { (layer.*step)(context, init); });
}

void last(const Layers& layers, std::string_view moment, Step Layer::*step, Context& context) {
    if (const auto* outermost = last_with(layers, step))
        run_moment(*outermost, moment, [&] { (outermost->*step)(context); });
}

}  // namespace container
