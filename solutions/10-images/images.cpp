// SPDX-License-Identifier: MIT
#include "build/loop.hpp"
#include "image/times.hpp"

namespace build::layers {
namespace {

/// FROM: nothing, what an earlier stage has become, or an image.
image::Image begin(const Workshop& workshop) {
    const auto name = workshop.base();
    if (name == "scratch") return workshop.scratch();
    if (auto earlier = workshop.earlier_stage(name)) return std::move(*earlier);
    return workshop.find_image(name);
}

/// Stands for a step and all before it: who has the same key has the same files, made in the same
/// way. A digest of a text in which every part ends where its length says.
image::Digest key_of(const image::Digest& before, const std::string& words,
                     const std::string& files) {
    return image::Digest::of(before.text() + " " + std::to_string(words.size()) + " " + words +
                             files);
}

/// The step becomes a part of the image.
void add(image::Image& draft, const Step& step, const Record& record) {
    draft.config.created = record.created;
    draft.config.history.push_back({record.created, step.text(), "", !record.layer});
    if (!record.layer) return;
    draft.config.diff_ids.push_back(record.layer->diff_id);
    draft.manifest.layers.push_back(record.layer->blob);
}

}  // namespace

image::Descriptor stage(Workshop& workshop) {
    auto draft = begin(workshop);
    auto key = image::Digest::of(image::to_text(draft.config));
    bool may_recall = true;
    for (const auto& step : workshop.begin(draft)) {
        key = key_of(key, workshop.spelled(step), workshop.content(step));
        workshop.configure(draft.config, step);
        auto record = may_recall ? workshop.recall(step, key) : std::nullopt;
        if (!record) {
            may_recall = false;  // what comes after it stands on something new
            record = Record{image::rfc3339(image::now()), workshop.carry_out(draft, step)};
            workshop.remember(key, *record);
        }
        add(draft, step, *record);
    }
    return workshop.store().write(draft.config, draft.manifest.layers);
}

}  // namespace build::layers
