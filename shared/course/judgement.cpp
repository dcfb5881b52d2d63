// SPDX-License-Identifier: MIT
#include "course/judgement.hpp"

namespace course {

void Judgement::add(const Check& check) {
    checks_[check.id] = check;
    ++numbers_[check.verdict];
    if (check.has("fail") && !root_cause_) root_cause_ = check;
    if (check.has("error") && !grader_error_) grader_error_ = check;
}

std::size_t Judgement::number(const std::string& verdict) const {
    const auto found = numbers_.find(verdict);
    return found == numbers_.end() ? 0 : found->second;
}

std::optional<Check> Judgement::awaited(const Check& check) const {
    std::optional<Check> last;
    auto next = checks_.find(check.waits_for);
    for (std::size_t steps = 0; next != checks_.end() && steps < checks_.size(); ++steps) {
        last = next->second;
        if (!last->has("waits")) break;
        next = checks_.find(last->waits_for);
    }
    return last;
}

Status Judgement::status() const {
    if (root_cause_)
        return root_cause_->kind == "not written" ? Status::not_written : Status::failed;
    return grader_error_ ? Status::grader : Status::good;
}

}  // namespace course
