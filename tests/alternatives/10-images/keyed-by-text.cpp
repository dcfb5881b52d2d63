// SPDX-License-Identifier: MIT
// The key of a step is made of all that there is to know, from the beginning: the base's layers and
// configuration, and every step so far. Once a step had to be made, those after it are made without
// asking. The draft is put together at the end.
#include "build/loop.hpp"
#include "image/times.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace build {
namespace {

image::Image base_of(const Workshop& workshop) {
    const auto name = workshop.base();
    if (auto earlier = workshop.earlier_stage(name)) return std::move(*earlier);
    return name == "scratch" ? workshop.scratch() : workshop.find_image(name);
}

std::string describe(const image::Image& base) {
    std::string text = image::to_text(base.config);
    for (const auto& layer : base.manifest.layers) text += layer.digest.text();
    return text;
}

}  // namespace

image::Descriptor layers::stage(Workshop& workshop) {
    auto draft = base_of(workshop);
    auto story = describe(draft);
    bool recalls = true;
    for (const auto& step : workshop.begin(draft)) {
        story += '\0' + workshop.spelled(step) + '\0' + workshop.content(step);
        const auto key = image::Digest::of(story);
        workshop.configure(draft.config, step);
        std::optional<Record> record;
        if (recalls) record = workshop.recall(step, key);
        if (!record) {
            recalls = false;
            record = Record{image::rfc3339(image::now()), workshop.carry_out(draft, step)};
            workshop.remember(key, *record);
        }
        if (record->layer) {
            draft.config.diff_ids.emplace_back(record->layer->diff_id);
            draft.manifest.layers.emplace_back(record->layer->blob);
        }
        image::History told;
        told.created = draft.config.created = record->created;
        told.created_by = step.text();
        told.empty_layer = !record->layer;
        draft.config.history.push_back(told);
    }
    return workshop.store().write(draft.config, draft.manifest.layers);
}

}  // namespace build
