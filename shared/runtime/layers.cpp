// SPDX-License-Identifier: MIT
#include "runtime/layers.hpp"

#include "container/layers.hpp"
#include "runtime/entry.hpp"
#include "runtime/hooks.hpp"
#include "runtime/more.hpp"
#include "runtime/namespaces.hpp"
#include "runtime/resources.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace runtime {
namespace {

/// So that every later command knows the process again: by when it was started, which in another
/// time namespace would be another time.
container::Layer noted() {
    container::Layer layer{"entry"};
    layer.attach = [](container::Context& box, pid_t init) { Entry::note_start(box.state, init); };
    return layer;
}

/// An initializer_list would copy them, and with each of them all that its steps know.
template <std::size_t n>
void append(container::Layers& all, std::array<container::Layer, n> more) {
    std::move(more.begin(), more.end(), std::back_inserter(all));
}

}  // namespace

container::Layers layers_of(const Bundle& bundle, const container::Spec& spec, Pipeline chapters,
                            const StateDocument& state) {
    const auto& config = bundle.config;
    container::Layers all;
    append(all, std::array{join(config), scheduling(config), start_hooks(config.hooks, state)});
    if (config.process) all.push_back(home(*config.process));
    if (config.process && !config.process->terminal) all.push_back(session(*config.process));
    auto unfiltered = spec;
    unfiltered.seccomp.reset();
    auto middle = within(chapters(unfiltered), config);
    std::move(middle.begin(), middle.end(), std::back_inserter(all));
    append(all,
           std::array{resources(config), root_mount(bundle), mounts(bundle), cgroup_view(config),
                      kernel_parameters(config), masks(config), creation_hooks(config.hooks, state),
                      propagation(config), net_devices(config), time_namespace(config), noted(),
                      mount_namespace(config)});
    // Last: where the program may gain privileges, it is loaded while the others still have work.
    all.push_back(container::layers::seccomp(spec.seccomp));
    return all;
}

}  // namespace runtime
