// SPDX-License-Identifier: MIT
#include "registry/arrival.hpp"

#include "sys/error.hpp"
#include "sys/fd.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace registry {

Arrival::~Arrival() {
    end();
}

/// From now on, what is not there will never be.
void Arrival::end() {
    {
        const std::lock_guard locked{mutex_};
        ended_ = true;
    }
    news_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Arrival::hear(const nlohmann::json& event) {
    if (event.at(0) == "image") {
        manifest_ = image::parse_descriptor(event.at(1));
        thread_ = std::thread{[this] { unpack(); }};
    }
    const std::lock_guard locked{mutex_};
    if (event.at(0) == "blob")
        unfinished_[image::Digest::parse(event.at(1).get<std::string>())] =
            store_.blobs().unfinished() / event.at(2).get<std::string>();
    news_.notify_all();
}

void Arrival::finish() {
    end();
    if (error_) std::rethrow_exception(error_);
    if (manifest_.digest.empty()) throw std::runtime_error{"no image came"};
}

void Arrival::unpack() noexcept try {
    store_.unpack(store_.open(manifest_), [this](const auto& blob) { return open(blob); });
} catch (...) {
    const std::lock_guard locked{mutex_};
    error_ = std::current_exception();
}

/// Whoever reads faster than the blob comes looks again in a few milliseconds.
image::Source Arrival::open(const image::Descriptor& blob) {
    static constexpr std::chrono::milliseconds moment{5};
    return [this, &blob, offset = std::uint64_t{0}](char* to, std::size_t most) mutable {
        const auto size =
            static_cast<std::size_t>(std::min<std::uint64_t>(most, blob.size - offset));
        for (bool last = false; read(blob, offset, to, size) < size;) {
            if (last) throw std::runtime_error{"a layer did not come"};
            std::unique_lock locked{mutex_};
            last = ended_;
            if (!last) news_.wait_for(locked, moment);
        }
        offset += size;
        return size;
    };
}

/// What is there of these bytes. A blob that had to be begun again goes on in another file, with
/// the same bytes, or else they are not what its name says.
std::size_t Arrival::read(const image::Descriptor& blob, std::uint64_t offset, char* to,
                          std::size_t size) {
    std::unique_lock locked{mutex_};
    const auto unfinished = unfinished_[blob.digest];
    locked.unlock();
    for (const auto& path : {store_.blobs().path(blob.digest), unfinished}) {
        const sys::Fd file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
        if (!file) continue;
        return static_cast<std::size_t>(sys::check(
            ::pread(file.get(), to, size, static_cast<off_t>(offset)), "read {}", path.native()));
    }
    return 0;
}

}  // namespace registry
