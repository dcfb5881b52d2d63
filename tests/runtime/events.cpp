// SPDX-License-Identifier: MIT
#include "events.hpp"

#include <map>

namespace runtime_test {

Events events_of(const Path& file) {
    std::map<pid_t, std::string> names;
    Events events;
    for (const auto& line : Json::parse(support::read_file(file))) {
        const pid_t pid = line.at("pid");
        if (line.at("ph") == "M") {
            names[pid] = line.at("args").at("name");
            continue;
        }
        const bool ended = line.at("ph") == "X";
        events.push_back({line.at("cat"), line.at("name"), names[pid], pid, line.at("ts"),
                          ended ? line.at("dur").get<double>() : 0, ended});
    }
    return events;
}

std::set<std::string> moments_of(const Events& events) {
    std::set<std::string> names;
    for (const auto& event : events)
        if (event.kind == "moment" && event.ended) names.insert(event.process + ": " + event.name);
    return names;
}

}  // namespace runtime_test
