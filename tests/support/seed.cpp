// SPDX-License-Identifier: MIT
#include "support/seed.hpp"

#include <random>

namespace support {
namespace {

std::uint32_t the_seed = 1;
std::mt19937 engine{the_seed};

}  // namespace

void set_seed(std::uint32_t value) {
    the_seed = value;
    engine.seed(value);
}

std::uint32_t seed() {
    return the_seed;
}

void seed_check(const std::string& id) {
    std::seed_seq mixed(id.begin(), id.end());
    std::uint32_t number = 0;
    mixed.generate(&number, &number + 1);
    engine.seed(the_seed ^ number);
}

int random_number(int least, int most) {
    return std::uniform_int_distribution<int>{least, most}(engine);
}

std::string random_word(std::size_t length) {
    std::string word;
    while (word.size() < length) word += static_cast<char>('a' + random_number(0, 25));
    return word;
}

}  // namespace support
