// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace image {

/// Lets a producer of bytes run in a thread of its own, a few pieces ahead of who takes them: one
/// core inflates a layer while the other writes its files.
class ReadAhead {
public:
    /// `produce` gives the next bytes, none at the end, and may throw.
    explicit ReadAhead(std::function<std::string_view()> produce);
    ReadAhead(const ReadAhead&) = delete;
    /// Stops the producer wherever it is.
    ~ReadAhead();

    /// The next bytes; none at the end. Good until the next call. Throws what the producer threw.
    std::string_view next();

private:
    void work(const std::function<std::string_view()>& produce) noexcept;

    std::array<std::string, 8> pieces_;
    std::size_t made_ = 0;   ///< So many pieces are in, and...
    std::size_t taken_ = 0;  ///< ...so many of them are done with.
    bool lent_ = false;      ///< Piece number taken_ is in use.
    bool ended_ = false, abandoned_ = false;
    std::exception_ptr error_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::thread thread_;
};

}  // namespace image
