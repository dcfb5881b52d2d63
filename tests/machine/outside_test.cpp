// SPDX-License-Identifier: MIT
//
// The network of the tests of chapter 05: it must work before a container can be blamed.
#include "support/outside.hpp"
#include "actor.hpp"
#include "support/box.hpp"
#include "support/catch.hpp"

using machine::Actor;
using support::difference;
using support::Outside;

TEST_CASE("outside: who is on the stage reaches the servers, which know who asked") {
    Actor actor;
    Outside outside{actor.stage()};
    const auto tcp = outside.serve_tcp(), udp = outside.serve_udp();
    for (const char* server : {Outside::router, Outside::server}) {
        const auto asker = std::string{"did: "} + Outside::host + " ";
        CHECK(actor.ask({"try", "tcp-ask", server, tcp}).substr(0, asker.size()) == asker);
        CHECK(actor.ask({"try", "udp-ask", server, udp}).substr(0, asker.size()) == asker);
    }
    for (const char* server : {Outside::router6, Outside::server6}) {
        const auto asker = std::string{"did: "} + Outside::host6 + " ";
        CHECK(actor.ask({"try", "tcp-ask", server, tcp}).substr(0, asker.size()) == asker);
        CHECK(actor.ask({"try", "udp-ask", server, udp}).substr(0, asker.size()) == asker);
    }
}

TEST_CASE("outside: a server on the stage is reached, and one that is not there refuses") {
    Actor actor;
    Outside outside{actor.stage()};
    actor.ask({"tcp-serve", "::", "8080", "on-stage"});
    actor.ask({"udp-serve", "::", "8080", "on-stage"});
    for (const char* address : {Outside::host, Outside::host6}) {
        const std::string asker = address == Outside::host ? Outside::router : Outside::router6;
        for (const auto& answer :
             {outside.ask_tcp(address, "8080"), outside.ask_udp(address, "8080")}) {
            CHECK(answer.substr(0, asker.size() + 6) == "did: " + asker + " ");
            CHECK(answer.find(" on-stage") != std::string::npos);
        }
        CHECK(outside.ask_tcp(address, "8081").find("Connection refused") != std::string::npos);
        CHECK(outside.ask_udp(address, "8081").find("Connection refused") != std::string::npos);
    }
}

TEST_CASE("outside: no packet gets from there to the machine") {
    Actor actor;
    Outside outside{actor.stage()};
    // A default route would be the only way, and neither of them has one that leads here.
    CHECK(outside.ask_udp("203.0.113.1", "9").find("Network is unreachable") != std::string::npos);
    CHECK(outside.probe().ask({"interfaces"}).find("outside0 up 192.0.2.1/24") !=
          std::string::npos);
    CHECK(actor.ask({"interfaces"}).find("uplink0 up 192.0.2.2/24 2001:db8:1::2/64") !=
          std::string::npos);
}

TEST_CASE("outside: it is the same in every snapshot, and goes with its owner") {
    Actor actor;
    const auto without = actor.stage().snapshot();
    {
        Outside outside{actor.stage()};
        const auto with = actor.stage().snapshot();
        CHECK(difference(without, with).find("+ link uplink0") != std::string::npos);
        CHECK(difference(with, actor.stage().snapshot()) == "");
    }
    CHECK(
        support::eventually([&] { return difference(without, actor.stage().snapshot()).empty(); }));
}
