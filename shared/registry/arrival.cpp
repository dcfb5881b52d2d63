// SPDX-License-Identifier: MIT
#include "registry/arrival.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace registry {

Arrival::~Arrival() {
    {
        const std::lock_guard locked{mutex_};
        given_up_ = true;
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
    if (error_) std::rethrow_exception(error_);  // no use to fetch the others
    news_.notify_all();
}

void Arrival::finish() {
    if (thread_.joinable()) thread_.join();
    if (error_) std::rethrow_exception(error_);
    if (manifest_.digest.empty()) throw std::runtime_error{"no image came"};
}

void Arrival::unpack() noexcept try {
    store_.unpack(store_.open(manifest_), [this](const auto& blob) { await(blob); });
} catch (...) {
    const std::lock_guard locked{mutex_};
    error_ = std::current_exception();
}

/// A blob that has its name is whole.
void Arrival::await(const image::Descriptor& blob) {
    std::unique_lock locked{mutex_};
    news_.wait(locked, [&] { return given_up_ || store_.blobs().has(blob.digest); });
    if (given_up_) throw std::runtime_error{"the image did not come"};
}

}  // namespace registry
