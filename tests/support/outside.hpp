// SPDX-License-Identifier: MIT
#pragma once

#include "support/fixture.hpp"
#include "support/probe.hpp"
#include "support/stage.hpp"

#include <memory>
#include <string>

namespace support {

/// What is beyond a stage: a router that is a server too, in a network namespace of its own. A
/// cable (veth(4)) leads to the stage, and from neither of them a packet gets any further.
///
///     stage                              outside
///     uplink0 192.0.2.2/24  ──────────── 192.0.2.1/24         the stage's default route
///             2001:db8:1::2/64           2001:db8:1::1/64
///                                        198.51.100.7         a server that only routing leads to
///                                        2001:db8:2::7
class Outside {
public:
    static constexpr const char* router = "192.0.2.1";
    static constexpr const char* router6 = "2001:db8:1::1";
    static constexpr const char* server = "198.51.100.7";
    static constexpr const char* server6 = "2001:db8:2::7";
    static constexpr const char* host = "192.0.2.2";
    static constexpr const char* host6 = "2001:db8:1::2";

    explicit Outside(const Stage& stage);
    Outside(const Outside&) = delete;
    ~Outside();

    /// Starts a server on all addresses, which tells whoever comes "ADDRESS PORT" that it came
    /// from. Its port.
    std::string serve_tcp();
    std::string serve_udp();
    /// Asks such a server (rootfs/probe/echo.cpp): "did: ADDRESS PORT NAME", or "refused: " and
    /// why.
    std::string ask_tcp(const std::string& address, const std::string& port);
    std::string ask_udp(const std::string& address, const std::string& port);
    /// For all else that can be done there.
    Probe& probe() noexcept { return *probe_; }

private:
    TemporaryDirectory directory_;
    pid_t pid_ = -1;
    std::unique_ptr<Probe> probe_;
};

}  // namespace support
