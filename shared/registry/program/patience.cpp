// SPDX-License-Identifier: MIT
#include "registry/program/patience.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

namespace registry {
namespace {

using std::chrono::milliseconds;

constexpr int tries = 6;
constexpr milliseconds first_pause{200};
constexpr milliseconds longest_wish{60'000};

milliseconds pause_after(int failures) {
    static thread_local std::mt19937 random{std::random_device{}()};
    const auto most = first_pause.count() << failures;
    return milliseconds{std::uniform_int_distribution<long>{most / 2, most}(random)};
}

Trouble last_word(const Trouble& trouble) {
    Trouble last{Trouble::Kind::lasting, fmt::format("{}; {} tries", trouble.what(), tries)};
    last.status = trouble.status;
    return last;
}

}  // namespace

void Patience::wait(const Trouble& trouble) {
    if (trouble.kind == Trouble::Kind::lasting) throw Trouble{trouble};
    if (++failures_ >= tries) throw last_word(trouble);
    auto pause = pause_after(failures_);
    if (trouble.wait) pause = std::max<milliseconds>(pause, *trouble.wait);
    if (pause > longest_wish) throw Trouble{trouble};  // its message says what the server asks for
    constexpr milliseconds step{20};
    for (; pause > milliseconds{0} && !(stop_ && stop_->load()); pause -= step)
        std::this_thread::sleep_for(step);
}

}  // namespace registry
