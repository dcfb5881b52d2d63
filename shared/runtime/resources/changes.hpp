// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace runtime {

/// What a cgroup's files had before they were written to: of several limits, all are changed or
/// none.
class Changes {
public:
    /// Before `value` is written to `file`.
    void note(const std::filesystem::path& file, const std::string& value);
    /// Before anything else is done, which this takes back.
    void note(std::function<void()> undo) { undo_.push_back(std::move(undo)); }
    /// Takes it all back, the last first: so each value meets the others that it had beside it.
    /// What the kernel does not take back, stays.
    void undo() noexcept;

private:
    std::vector<std::function<void()>> undo_;
};

}  // namespace runtime
