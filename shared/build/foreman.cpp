// SPDX-License-Identifier: MIT
#include "build/foreman.hpp"

#include "build/build.hpp"
#include "build/plan.hpp"
#include "build/workshop.hpp"
#include "container/todo.hpp"
#include "sys/error.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace build {

Foreman::Foreman(Job& job, Display& display) : job_{job}, display_{display} {
    want(target(job));
}

image::Descriptor Foreman::run() {
    const auto last = *wanted_.rbegin();  // a stage needs earlier ones only
    while (!job_.made[last]) {
        start_what_can();
        wait();
    }
    return *job_.made[last];
}

void Foreman::want(std::size_t stage) {
    if (!wanted_.insert(stage).second) return;
    for (const auto other : needs(job_, stage)) want(other);
}

void Foreman::start_what_can() {
    for (const auto stage : wanted_) {
        if (started_.contains(stage)) continue;
        const auto needed = needs(job_, stage);
        if (!std::all_of(needed.begin(), needed.end(),
                         [this](std::size_t other) { return job_.made[other].has_value(); }))
            continue;
        started_.insert(stage);
        auto& worker = workers_.emplace_back(start(job_, stage));
        worker.last = 1 + files_changed_by(job_.file.stages[stage].instructions);
        begin(worker, 1, job_.file.stages[stage].text);
    }
}

void Foreman::wait() {
    std::vector<pollfd> files{{signals_.file().get(), POLLIN, 0}};
    for (const auto& worker : workers_) {
        files.push_back({worker.events.get(), POLLIN, 0});
        files.push_back({worker.output.get(), POLLIN, 0});
    }
    constexpr int tick = 100;  // milliseconds
    if (::poll(files.data(), files.size(), tick) == -1 && errno != EINTR) sys::check(-1, "poll");
    signals_.check();
    std::size_t i = 1;
    for (auto worker = workers_.begin(); worker != workers_.end(); i += 2) {
        const bool has_event = files[i].revents != 0;
        const bool has_ended = (print(*worker), has_event && !listen(*worker));
        worker = has_ended ? workers_.erase(worker) : std::next(worker);
    }
    display_.tick();
}

void Foreman::print(const Worker& worker) {
    std::array<char, 1 << 16> buffer;
    for (;;) {
        const auto size = ::read(worker.output.get(), buffer.data(), buffer.size());
        if (size <= 0) return;
        display_.output(worker.current, {buffer.data(), static_cast<std::size_t>(size)});
    }
}

bool Foreman::listen(Worker& worker) {
    const auto event = receive_event(worker.events);
    print(worker);
    if (!event) {
        fail(worker);
        throw Failure{
            fmt::format("the process of {} was killed", job_.file.stages[worker.stage].text)};
    }
    take(worker, *event);
    return event->kind != Event::Kind::made;
}

void Foreman::take(Worker& worker, const Event& event) {
    switch (event.kind) {
        case Event::Kind::counted:
            worker.last = event.step;  // the base may have put off some
            return display_.ended(worker.current, Display::End::done);
        case Event::Kind::begun:
            return begin(worker, event.step, event.text);
        case Event::Kind::recalled:
            return display_.ended(worker.current, Display::End::recalled);
        case Event::Kind::done:
            return display_.ended(worker.current, Display::End::done);
        case Event::Kind::made:
            job_.made[worker.stage] = image::parse_descriptor(nlohmann::json::parse(event.text));
            return;
        case Event::Kind::not_written:
            throw container::NotWritten{event.text};
        case Event::Kind::failed:
            fail(worker);
            throw Failure{event.text};
    }
}

void Foreman::begin(Worker& worker, std::size_t step, const std::string& text) {
    const auto& name = job_.file.stages[worker.stage].name;
    auto stage = name;
    if (stage.empty() && job_.file.stages.size() > 1) stage = fmt::format("stage-{}", worker.stage);
    worker.current = ++displayed_;
    display_.begun(worker.current, fmt::format("[{}{}{}/{}] {}", stage, stage.empty() ? "" : " ",
                                               step, worker.last, text));
}

void Foreman::fail(const Worker& worker) {
    if (worker.current > 0) display_.ended(worker.current, Display::End::failed);
}

}  // namespace build
