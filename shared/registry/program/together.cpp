// SPDX-License-Identifier: MIT
#include "registry/program/together.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace registry {

void together(Repository& repository, std::size_t count,
              const std::function<void(Client&, std::size_t)>& work) {
    constexpr std::size_t at_once = 4;
    std::atomic<std::size_t> next = 0;
    std::exception_ptr first;
    std::mutex mutex;
    const auto take = [&]() noexcept {
        try {
            Client client{repository};
            for (auto i = next++; i < count && !repository.stop; i = next++) work(client, i);
        } catch (...) {
            const std::lock_guard locked{mutex};
            if (!first) first = std::current_exception();
            repository.stop = true;
        }
    };
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < std::min(at_once, count); ++i) others.emplace_back(take);
    take();
    for (auto& other : others) other.join();
    if (first) std::rethrow_exception(first);
}

}  // namespace registry
