// SPDX-License-Identifier: MIT
#pragma once

#include "image/store.hpp"

#include <nlohmann/json_fwd.hpp>

#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <thread>

namespace registry {

/// An image that is coming: its layers are unpacked while they still come. Another process, the
/// program's, writes their blobs and checks them: whether that was worth the while is known when it
/// ends.
class Arrival {
public:
    explicit Arrival(const image::Store& store) : store_{store} {}
    Arrival(const Arrival&) = delete;
    /// Unless it was finished: gives up, and removes what was unpacked so far.
    ~Arrival();

    /// One of the program's events: program.hpp.
    void hear(const nlohmann::json& event);
    /// All blobs are there: waits until all is unpacked. Throws what was wrong with it.
    void finish();
    /// Good after finish().
    const image::Descriptor& manifest() const noexcept { return manifest_; }

private:
    void end();
    void unpack() noexcept;
    image::Source open(const image::Descriptor& blob);
    std::size_t read(const image::Descriptor& blob, std::uint64_t offset, char* to,
                     std::size_t size);

    const image::Store& store_;
    image::Descriptor manifest_;
    std::mutex mutex_;
    std::condition_variable news_;
    std::map<image::Digest, image::Path> unfinished_;  ///< Where a blob is that is not whole yet.
    bool ended_ = false;
    std::exception_ptr error_;
    std::thread thread_;
};

}  // namespace registry
