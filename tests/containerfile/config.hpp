// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/scope.hpp"

#include <nlohmann/json_fwd.hpp>

/// The config, as docker writes it, of the last stage's image. Each base is scratch or an earlier
/// stage; nothing is run or copied.
nlohmann::json config_of(const containerfile::Containerfile& file,
                         const containerfile::Variables& given);
