// SPDX-License-Identifier: MIT
#pragma once

#include "image/store.hpp"

#include <nlohmann/json_fwd.hpp>

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace registry {

/// An image that is coming: each of its layers is unpacked as soon as its blob is there, while
/// others still come.
class Arrival {
public:
    explicit Arrival(const image::Store& store) : store_{store} {}
    Arrival(const Arrival&) = delete;
    /// Unless it was finished: gives up, and removes what was unpacked so far.
    ~Arrival();

    /// One of the program's events: program.hpp.
    void hear(const nlohmann::json& event);
    /// Waits until all is unpacked. Throws what was wrong with it.
    void finish();
    /// Good after finish().
    const image::Descriptor& manifest() const noexcept { return manifest_; }

private:
    void unpack() noexcept;
    void await(const image::Descriptor& blob);

    const image::Store& store_;
    image::Descriptor manifest_;
    std::mutex mutex_;
    std::condition_variable news_;
    bool given_up_ = false;
    std::exception_ptr error_;
    std::thread thread_;
};

}  // namespace registry
