// SPDX-License-Identifier: MIT
#include "oci/parts.hpp"
#include "oci/words.hpp"

namespace oci {
namespace {

constexpr auto limits = std::to_array<Word<int>>({
    {"RLIMIT_AS", RLIMIT_AS},
    {"RLIMIT_CORE", RLIMIT_CORE},
    {"RLIMIT_CPU", RLIMIT_CPU},
    {"RLIMIT_DATA", RLIMIT_DATA},
    {"RLIMIT_FSIZE", RLIMIT_FSIZE},
    {"RLIMIT_LOCKS", RLIMIT_LOCKS},
    {"RLIMIT_MEMLOCK", RLIMIT_MEMLOCK},
    {"RLIMIT_MSGQUEUE", RLIMIT_MSGQUEUE},
    {"RLIMIT_NICE", RLIMIT_NICE},
    {"RLIMIT_NOFILE", RLIMIT_NOFILE},
    {"RLIMIT_NPROC", RLIMIT_NPROC},
    {"RLIMIT_RSS", RLIMIT_RSS},
    {"RLIMIT_RTPRIO", RLIMIT_RTPRIO},
    {"RLIMIT_RTTIME", RLIMIT_RTTIME},
    {"RLIMIT_SIGPENDING", RLIMIT_SIGPENDING},
    {"RLIMIT_STACK", RLIMIT_STACK},
});

}  // namespace

void take(const Reader& from, container::Rlimit& limit) {
    limit.type = choose(from["type"].required(), limits);
    from.require("soft", limit.soft);
    from.require("hard", limit.hard);
    if (limit.soft > limit.hard) from["soft"].fail("is more than hard, " + from["hard"].shown());
}

}  // namespace oci
