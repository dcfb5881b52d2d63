// SPDX-License-Identifier: MIT
#pragma once

#include "container/layer.hpp"
#include "container/spec.hpp"
#include "runtime/bundle.hpp"
#include "runtime/state_document.hpp"

namespace runtime {

/// The layers of the chapters, made from a spec.
using Pipeline = container::Layers (*)(const container::Spec&);

/// Those, as the bundle wants them, and between two halves of what it wants beside them: what must
/// be there before a chapter's layer begins, and what changes or uses what they have made.
container::Layers layers_of(const Bundle& bundle, const container::Spec& spec, Pipeline chapters,
                            const StateDocument& state);

}  // namespace runtime
