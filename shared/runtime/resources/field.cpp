// SPDX-License-Identifier: MIT
#include "runtime/resources/field.hpp"

#include "container/cgroup/place.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <utility>

namespace runtime {

using container::cgroup::Group;

Field::Field(const Group& group, std::string where, const std::string& controller, Changes& changes)
    : branch_{group.v1(controller)}, where_{std::move(where)}, changes_{&changes} {
    if (branch_) return;
    branch_ = group.v2();
    if (!group)
        fail("the container has no cgroup: this user may make none here, unless one is delegated");
    if (!branch_) fail(fmt::format("no cgroup hierarchy here has the controller {}", controller));
    try {
        container::cgroup::enable(*branch_, controller);
    } catch (const std::runtime_error& e) {
        fail(e.what());
    }
}

bool Field::has(const std::string& file) const noexcept {
    return ::access((branch_->path / file).c_str(), F_OK) == 0;
}

std::string Field::read(const std::string& file) const {
    return sys::read_file(branch_->path / file);
}

std::optional<std::int64_t> Field::number(const std::string& file) const {
    // v1 counts pages, and this is the last that fits.
    constexpr unsigned long long unlimited = INT64_MAX / 4096 * 4096;
    const auto text = read(file);
    if (text.starts_with("max")) return std::nullopt;
    const auto number = std::stoull(text);
    if (number >= unlimited) return std::nullopt;
    return static_cast<std::int64_t>(number);
}

void Field::write(const std::string& file, const std::string& value) const {
    if (!has(file))
        fail(fmt::format("this kernel has no {} for it in {}", file, branch_->path.native()));
    try {
        changes_->note(branch_->path / file, value);
        sys::write_file(branch_->path / file, value);
    } catch (const sys::SysError& e) {
        throw Refused{fmt::format("{}: {}", where_, e.what()), e.error()};
    }
}

void Field::fail(const std::string& reason) const {
    throw std::runtime_error{where_ + ": " + reason};
}

std::string number_or_max(std::int64_t number) {
    return number < 0 ? "max" : std::to_string(number);
}

}  // namespace runtime
