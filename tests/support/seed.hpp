// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

/// Random values, the same again for the same --seed, so that nothing can be hard-coded.
namespace support {

void set_seed(std::uint32_t value);
std::uint32_t seed();
/// Starts the values of one check: they depend on the seed and the check, not on what ran before.
void seed_check(const std::string& id);

/// A number from `least` to `most`.
int random_number(int least, int most);
/// Letters, as a host name or a file's content takes them.
std::string random_word(std::size_t length = 10);

}  // namespace support
