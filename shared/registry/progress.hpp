// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace registry {

/// What people see of blobs that come and go: on a terminal a line for each, with a bar, that is
/// drawn over and over, as docker does; elsewhere a line when something is done. On stdout. Any
/// thread may tell it something.
class Progress {
public:
    explicit Progress(bool quiet);

    /// One of the program's events: program.hpp.
    void show(const nlohmann::json& event);
    /// A line of its own, above what is added after it.
    void say(const std::string& line);
    /// A blob to show; its number. It is "Waiting".
    std::size_t add(const std::string& digest, std::uint64_t size);
    /// So many of its bytes are done.
    void count(std::size_t blob, const std::string& what, std::uint64_t done);
    /// What it is now. Where there is no terminal, only the last word is worth a line.
    void set(std::size_t blob, const std::string& state, bool last);
    /// The same for every blob that has not had its last word.
    void set_rest(const std::string& state, bool last);

private:
    struct Line {
        std::string name, state;
        std::uint64_t size = 0, done = 0;
        bool bar = false, last = false;
    };
    void draw(bool now);
    std::string text(const Line& line) const;

    bool quiet_, terminal_;
    std::mutex mutex_;
    std::vector<Line> lines_;
    std::size_t drawn_ = 0;  ///< So many lines are on the terminal, the cursor is below them.
    std::chrono::steady_clock::time_point last_{};
};

}  // namespace registry
