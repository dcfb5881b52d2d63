// SPDX-License-Identifier: MIT
#pragma once

#include "registry/program/trouble.hpp"

#include <atomic>

namespace registry {

/// How often to try again, and how long to wait before: twice as long each time, and not all
/// clients at the same moment.
class Patience {
public:
    explicit Patience(const std::atomic<bool>* stop = nullptr) : stop_{stop} {}

    /// Waits before the next try; throws `trouble` if there is to be none.
    void wait(const Trouble& trouble);
    /// Something went well: what failed before does not count.
    void restore() noexcept { failures_ = 0; }

private:
    const std::atomic<bool>* stop_;
    int failures_ = 0;
};

/// What `attempt` returns, once it does not throw passing trouble.
template <typename Attempt>
auto patiently(const std::atomic<bool>* stop, Attempt attempt) {
    for (Patience patience{stop};;) try {
            return attempt();
        } catch (const Trouble& trouble) {
            patience.wait(trouble);
        }
}

}  // namespace registry
