// SPDX-License-Identifier: MIT
#pragma once

#include "registry/program/trouble.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>

namespace registry {

/// How often to try again, and how long to wait before: twice as long each time, and not all
/// clients at the same moment.
class Patience {
public:
    explicit Patience(const std::atomic<bool>* stop = nullptr) : stop_{stop} {}

    /// Waits before the next try; throws `trouble` if there is to be none.
    void wait(const Trouble& trouble);
    /// So much is done. If that is more than ever before, what failed until now does not count.
    void note(std::uint64_t done) noexcept {
        if (done > most_) failures_ = 0;
        most_ = std::max(most_, done);
    }

private:
    const std::atomic<bool>* stop_;
    int failures_ = 0;
    std::uint64_t most_ = 0;
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
