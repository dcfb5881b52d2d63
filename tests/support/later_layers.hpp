// SPDX-License-Identifier: MIT
#pragma once

#include "support/probe.hpp"

#include <string>

namespace support {

/// Options of `run` that keep the layers of later chapters out of a check's way. What a chapter
/// promises holds in every later program too; but many a check acts as a root that chapters 08
/// and 09 take its power from. So the check of an earlier chapter gives it back; those of chapter
/// 08 and after it run programs as they are typed. Without a check, there are none.
Words later_layers_off();

/// The same for a whole command line after the program's name, if it is one of `run`.
Words with_later_layers_off(Words line);

/// The program under test and `run`, as a line of the shell begins.
std::string typed_run();

}  // namespace support
