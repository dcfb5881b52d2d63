// SPDX-License-Identifier: MIT
#include "image/read_ahead.hpp"

namespace image {

ReadAhead::ReadAhead(std::function<std::string_view()> produce)
    : thread_{[this, produce = std::move(produce)] { work(produce); }} {}

ReadAhead::~ReadAhead() {
    {
        const std::lock_guard lock{mutex_};
        abandoned_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void ReadAhead::work(const std::function<std::string_view()>& produce) noexcept {
    std::exception_ptr error;
    try {
        for (auto bytes = produce(); !bytes.empty(); bytes = produce()) {
            std::unique_lock lock{mutex_};
            changed_.wait(lock, [this] { return made_ - taken_ < pieces_.size() || abandoned_; });
            if (abandoned_) return;
            auto& piece = pieces_[made_ % pieces_.size()];
            lock.unlock();  // nobody else touches a piece that is not made yet
            piece.assign(bytes);
            lock.lock();
            ++made_;
            changed_.notify_all();
        }
    } catch (...) {
        error = std::current_exception();
    }
    const std::lock_guard lock{mutex_};
    error_ = error;
    ended_ = true;
    changed_.notify_all();
}

std::string_view ReadAhead::next() {
    std::unique_lock lock{mutex_};
    if (lent_) {
        ++taken_;
        lent_ = false;
        changed_.notify_all();
    }
    changed_.wait(lock, [this] { return made_ > taken_ || ended_; });
    if (made_ > taken_) {
        lent_ = true;
        return pieces_[taken_ % pieces_.size()];
    }
    if (error_) std::rethrow_exception(error_);
    return {};
}

}  // namespace image
