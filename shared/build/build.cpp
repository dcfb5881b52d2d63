// SPDX-License-Identifier: MIT
#include "build/build.hpp"

#include "build/plan.hpp"
#include "build/reporter.hpp"
#include "build/signals.hpp"
#include "build/worker.hpp"
#include "build/workshop.hpp"
#include "container/container.hpp"
#include "container/todo.hpp"
#include "sys/error.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <list>

namespace build {
namespace {

/// Waits for all stages that the target needs.
class Foreman {
public:
    Foreman(Job& job, Display& display) : job_{job}, display_{display} { want(target(job)); }

    image::Descriptor run() {
        const auto last = *wanted_.rbegin();  // a stage needs earlier ones only
        while (!job_.made[last]) {
            start_what_can();
            wait();
        }
        return *job_.made[last];
    }
    const std::set<std::size_t>& wanted() const { return wanted_; }

private:
    void want(std::size_t stage) {
        if (!wanted_.insert(stage).second) return;
        for (const auto other : needs(job_, stage)) want(other);
    }

    void start_what_can() {
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

    void wait() {
        std::vector<pollfd> files{{signals_.file().get(), POLLIN, 0}};
        for (const auto& worker : workers_) {
            files.push_back({worker.events.get(), POLLIN, 0});
            files.push_back({worker.output.get(), POLLIN, 0});
        }
        constexpr int tick = 100;  // milliseconds
        if (::poll(files.data(), files.size(), tick) == -1 && errno != EINTR)
            sys::check(-1, "poll");
        signals_.check();
        std::size_t i = 1;
        for (auto worker = workers_.begin(); worker != workers_.end(); i += 2) {
            const bool has_event = files[i].revents != 0;
            const bool has_ended = (print(*worker), has_event && !listen(*worker));
            worker = has_ended ? workers_.erase(worker) : std::next(worker);
        }
        display_.tick();
    }

    /// What was printed before an event is shown before it.
    void print(const Worker& worker) {
        std::array<char, 1 << 16> buffer;
        for (;;) {
            const auto size = ::read(worker.output.get(), buffer.data(), buffer.size());
            if (size <= 0) return;
            display_.output(worker.current, {buffer.data(), static_cast<std::size_t>(size)});
        }
    }

    /// False if that was its last word.
    bool listen(Worker& worker) {
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

    void take(Worker& worker, const Event& event) {
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
                job_.made[worker.stage] =
                    image::parse_descriptor(nlohmann::json::parse(event.text));
                return;
            case Event::Kind::not_written:
                throw container::NotWritten{event.text};
            case Event::Kind::failed:
                fail(worker);
                throw Failure{event.text};
        }
    }

    void begin(Worker& worker, std::size_t step, const std::string& text) {
        const auto& name = job_.file.stages[worker.stage].name;
        auto stage = name;
        if (stage.empty() && job_.file.stages.size() > 1)
            stage = fmt::format("stage-{}", worker.stage);
        worker.current = ++displayed_;
        display_.begun(worker.current,
                       fmt::format("[{}{}{}/{}] {}", stage, stage.empty() ? "" : " ", step,
                                   worker.last, text));
    }

    void fail(const Worker& worker) {
        if (worker.current > 0) display_.ended(worker.current, Display::End::failed);
    }

    Job& job_;
    Display& display_;
    std::set<std::size_t> wanted_, started_;
    std::list<Worker> workers_;
    std::size_t displayed_ = 0;
    Signals signals_;
};

}  // namespace

image::Descriptor build(const image::Store& store, const Request& request, Pipeline pipeline,
                        Display& display) {
    container::Container::sweep(pipeline({}));
    auto job = plan(store, request, pipeline);
    for (const auto& warning : job.file.warnings)
        display.note(fmt::format("{}:{}: warning: {}", request.file.native(), warning.at.line,
                                 warning.message));
    for (const auto& name : unused_arguments(job))
        display.note(fmt::format("warning: --build-arg {}: no ARG asks for it", name));
    try {
        return Foreman{job, display}.run();
    } catch (...) {
        // Stages that were still at work have been killed: so they could not clean up.
        container::Container::sweep(pipeline({}));
        throw;
    }
}

}  // namespace build
