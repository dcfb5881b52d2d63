// SPDX-License-Identifier: MIT
// Chapter 11's functions, as unchanged.cpp has chapter 00's.
#include "lifecycle.hpp"

namespace runtime {

[[gnu::weak]] container::Layer lifecycle::gate(const Path& path) {
    return reference::gate(path);
}

[[gnu::weak]] void lifecycle::create(
    Entry entry, container::Layers layers, const container::Process& process,
    const std::function<void(const container::Container&)>& hand_over) {
    reference::create(std::move(entry), std::move(layers), process, hand_over);
}

[[gnu::weak]] Status lifecycle::status(const Entry& entry) {
    return reference::status(entry);
}

[[gnu::weak]] void lifecycle::start(Entry& entry) {
    reference::start(entry);
}

[[gnu::weak]] void lifecycle::kill(const Entry& entry, int signal) {
    reference::kill(entry, signal);
}

[[gnu::weak]] void lifecycle::remove(Entry& entry, const container::Layers& layers, bool force) {
    reference::remove(entry, layers, force);
}

}  // namespace runtime
