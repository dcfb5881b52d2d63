// SPDX-License-Identifier: MIT
#pragma once

#include "runtime/lifecycle.hpp"

/// What reference.hpp is to the layers, for chapter 11's functions. A file that is tested brings
/// those that it does differently; the others are the reference's.
namespace runtime::reference {

container::Layer gate(const Path& path);
void create(Entry entry, container::Layers layers, const container::Process& process,
            const std::function<void(const container::Container& box)>& hand_over);
Status status(const Entry& entry);
void start(Entry& entry);
void kill(const Entry& entry, int signal);
void remove(Entry& entry, const container::Layers& layers, bool force);

}  // namespace runtime::reference
