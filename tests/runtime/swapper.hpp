// SPDX-License-Identifier: MIT
#pragma once

#include "support/fixture.hpp"

#include <atomic>
#include <thread>

namespace runtime_test {

/// Exchanges two names all the time, renameat2(2), until it goes.
class Swapper {
public:
    Swapper(const support::Path& one, const support::Path& other);
    Swapper(const Swapper&) = delete;
    ~Swapper();
    long count() const { return count_; }

private:
    std::atomic<bool> over_ = false;
    std::atomic<long> count_ = 0;
    std::thread thread_;
};

}  // namespace runtime_test
