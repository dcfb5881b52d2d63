// SPDX-License-Identifier: MIT
#pragma once

namespace runtime {

/// Goes on as the same program from a file that nobody can write to, and returns only there.
///
/// Whoever is root in a container, and tricks the runtime into executing itself inside
/// (/proc/self/exe as the program, or behind "#!"), can open /proc/PID/exe and has our file: on the
/// host, where the next command runs what he has written there (CVE-2019-5736). So the file is
/// seen through a mount of its own, which is read-only and hangs nowhere; or, for who may not
/// mount, is a copy in memory that is sealed. That we run from such a one is asked of the kernel:
/// an environment variable could lie.
void protect_own_binary(char* argv[]);

}  // namespace runtime
