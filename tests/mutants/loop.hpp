// SPDX-License-Identifier: MIT
#pragma once

#include "build/loop.hpp"
#include "image/times.hpp"

#include <optional>
#include <string>
#include <vector>

namespace build {

/// A build loop in pieces, each of which a mutant of chapter 10 can replace by a wrong one. It is a
/// right one itself: see alternatives/10-images/in-pieces.cpp.
class Loop {
public:
    explicit Loop(Workshop& workshop) : workshop_{workshop} {}
    Loop(const Loop&) = delete;
    virtual ~Loop() = default;

    image::Descriptor make() {
        auto draft = base();
        auto key = key_of(draft);
        for (const auto& step : begin(draft)) {
            key = key_of(key, step);
            take(draft, step, key);
        }
        finish(draft);
        return store().write(draft.config, draft.manifest.layers);
    }

protected:
    const image::Store& store() const { return workshop_.store(); }

    virtual image::Image base() const {
        const auto name = workshop_.base();
        if (name == "scratch") return workshop_.scratch();
        if (const auto stage = workshop_.earlier_stage(name)) return *stage;
        return workshop_.find_image(name);
    }
    virtual std::vector<Step> begin(image::Image& draft) { return workshop_.begin(draft); }

    virtual image::Digest key_of(const image::Image& draft) const {
        return image::Digest::of(image::to_text(draft.config));
    }
    virtual image::Digest key_of(const image::Digest& before, const Step& step) const {
        return image::Digest::of(before.text() + "\n" + words(step) + "\n" +
                                 workshop_.content(step));
    }
    virtual std::string words(const Step& step) const { return workshop_.spelled(step); }

    virtual void take(image::Image& draft, const Step& step, const image::Digest& key) {
        configure(draft, step);
        const auto record = made(draft, step, key);
        if (record.layer) add(draft, *record.layer);
        note(draft, step, record);
    }
    virtual void configure(image::Image& draft, const Step& step) {
        workshop_.configure(draft.config, step);
    }
    virtual Record made(const image::Image& draft, const Step& step, const image::Digest& key) {
        if (const auto record = workshop_.recall(step, key)) return *record;
        const Record record{now(), workshop_.carry_out(draft, step)};
        workshop_.remember(key, record);
        return record;
    }
    virtual std::string now() const { return image::rfc3339(image::now()); }

    virtual void add(image::Image& draft, const image::Packed& layer) {
        draft.manifest.layers.push_back(layer.blob);
        draft.config.diff_ids.push_back(layer.diff_id);
    }
    virtual void note(image::Image& draft, const Step& step, const Record& record) {
        draft.config.created = record.created;
        draft.config.history.push_back({record.created, step.text(), "", !record.layer});
    }
    virtual void finish(image::Image&) {}

    Workshop& workshop_;
};

}  // namespace build
