// SPDX-License-Identifier: MIT
#include "chapters/faults.hpp"

#include <fmt/format.h>

namespace support {

std::optional<Outcome> run_with_fault(Box& box, Launch launch, const std::string& calls, int time,
                                      const std::string& error) {
    const auto log = box.directory() / "strace.log";
    launch.wrapper = {"/usr/bin/strace",
                      "-f",
                      "-qq",
                      "-o",
                      log,
                      "-e",
                      "trace=" + calls,
                      "-e",
                      fmt::format("inject={}:error={}:when={}", calls, error, time)};
    auto outcome = box.run(launch);
    if (read_file(log).find("(INJECTED)") == std::string::npos) return std::nullopt;
    return outcome;
}

}  // namespace support
