// SPDX-License-Identifier: MIT
#pragma once

#include "container/cgroup/group.hpp"
#include "oci/resources.hpp"
#include "runtime/resources/changes.hpp"

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

/// What the files of shared/runtime/resources/ are made of: a field of `linux.resources` becomes a
/// file of the controller that answers for it.
namespace runtime {

/// What the kernel does not take, with the field's place.
class Refused : public std::runtime_error {
public:
    Refused(const std::string& message, int error) : std::runtime_error{message}, error_{error} {}
    /// The reason, as errno(3) numbers it.
    int error() const noexcept { return error_; }

private:
    int error_;
};

/// One field, and the group's directory in the hierarchy that has its controller.
class Field {
public:
    /// Makes the controller usable there. Throws if it is nowhere. What is written is noted.
    Field(const container::cgroup::Group& group, std::string where, const std::string& controller,
          Changes& changes);

    bool is_v1() const noexcept { return branch_->version == 1; }
    bool has(const std::string& file) const noexcept;
    std::string read(const std::string& file) const;
    /// As a number; nothing if it says "max", or what v1 has for that.
    std::optional<std::int64_t> number(const std::string& file) const;
    /// Throws Refused.
    void write(const std::string& file, const std::string& value) const;
    void write(const std::string& file, std::int64_t value) const {
        write(file, std::to_string(value));
    }

    /// Throws one line that begins with the field's place.
    [[noreturn]] void fail(const std::string& reason) const;

private:
    const container::cgroup::Branch* branch_ = nullptr;
    std::string where_;
    Changes* changes_;
};

/// What is limited, and where it is said how.
struct Task {
    const container::cgroup::Group& group;
    const oci::Resources& resources;
    const std::string& where;
    Changes& changes;

    Field field(const std::string& name, const std::string& controller) const {
        return {group, where + name, controller, changes};
    }
};

/// As v2 writes a limit of which -1 is any amount.
std::string number_or_max(std::int64_t number);

// A part of `linux.resources` each.

void limit_memory(const Task& task);
void limit_cpu(const Task& task);
void limit_block_io(const Task& task);
void limit_rest(const Task& task);

}  // namespace runtime
