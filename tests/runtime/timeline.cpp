// SPDX-License-Identifier: MIT
#include "timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace runtime_test {
namespace {

constexpr double left = 150, time_width = 900, gap = 14, top = 100, row_height = 34, bar = 22;
constexpr double width = left + time_width + 2 * gap + 90;

struct Row {
    const char* side;    ///< Whose class of colours it has.
    const char* moment;  ///< The events whose names end with it; or a call's own name.
};
constexpr std::array<Row, 12> rows = {{{"host", "config.json"},
                                       {"host", ".prepare"},
                                       {"host", "clone3"},
                                       {"host", ".attach"},
                                       {"container", ".build"},
                                       {"host", ".built"},
                                       {"container", ".enter"},
                                       {"container", ".inside"},
                                       {"container", ".seal"},
                                       {"container waits", "gate"},
                                       {"host", "start"},
                                       {"host", ".cleanup"}}};

/// Time as a place: the commands side by side, without what is between them.
class Axis {
public:
    explicit Axis(const Events& life) : scale_{time_width / whole(life)} {
        for (const auto& event : life)
            if (event.kind == "command") commands_.push_back(event);
    }
    double x(double time) const {
        double before = 0;
        for (const auto& command : commands_) {
            if (&command == &commands_.back() || time <= command.end())
                return left + before + (time - command.begin) * scale_;
            before += command.duration * scale_ + gap;
        }
        return left;
    }
    const Events& commands() const { return commands_; }

private:
    double scale_;
    Events commands_;
};

std::string words(double x, double y, const std::string& classes, const std::string& text) {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"{}\">{}</text>\n", x, y, classes,
                       text);
}

/// With its name in it, if there is room.
std::string box(const Axis& axis, const Event& event, double y, double height,
                const std::string& classes, const std::string& name) {
    const double x = axis.x(event.begin), length = axis.x(event.end()) - x;
    auto text = fmt::format(
        "<rect x=\"{:.2f}\" y=\"{:.1f}\" width=\"{:.2f}\" height=\"{:.0f}\" class=\"{}\">"
        "<title>{}: {:.1f} us</title></rect>\n",
        x, y, length, height, classes, event.name, event.duration);
    constexpr double letter = 6.2;
    if (static_cast<double>(name.size()) * letter < length)
        text += words(x + length / 2, y + height / 2 + 4, "name", name);
    return text;
}

bool belongs(const Event& event, const Row& row) {
    const std::string name = row.moment;
    if (name[0] == '.') return event.kind == "moment" && event.name.ends_with(name);
    return event.name == name && (event.kind == "call" || event.kind == "step");
}

/// From what it did last until somebody says go: nobody reads what who waits there notes.
Event wait_at_gate(const Events& life) {
    Event wait{"step", "gate", "container"};
    for (const auto& event : life)
        if (event.process == "container" && event.ended)
            wait.begin = std::max(wait.begin, event.end());
        else if (event.process == "start" && event.name == "sendmsg")
            wait.duration = event.begin - wait.begin;
    return wait;
}

/// A turn, and the calls in it: they are its lower quarter.
std::string draw(const Axis& axis, const Events& life, const Row& row, const Event& turn,
                 double y) {
    const auto layer = turn.name.substr(0, turn.name.find('.'));
    auto text = box(axis, turn, y, bar, row.side, turn.name == "config.json" ? "" : layer);
    for (const auto& call : life)
        if (call.kind == "call" && call.pid == turn.pid && call.name != turn.name &&
            call.begin >= turn.begin && call.end() <= turn.end())
            text +=
                box(axis, call, y + bar - bar / 4, bar / 4, std::string{row.side} + " call", "");
    return text;
}

std::string draw(const Axis& axis, const Events& life, const Row& row, double y) {
    const std::string moment = row.moment;
    std::string text = words(left - 14, y + 15, "row", moment.substr(moment[0] == '.' ? 1 : 0));
    if (moment == "gate") return text + box(axis, wait_at_gate(life), y, bar, row.side, "waits");
    double sum = 0;
    for (const auto& event : life) {
        if (!belongs(event, row)) continue;
        sum += event.duration;
        text += draw(axis, life, row, event, y);
    }
    return text +
           words(width - 20, y + 15, "share", fmt::format("{:.1f} %", 100 * sum / whole(life)));
}

std::string head(const Events& life, double height) {
    return fmt::format(
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
               "width=\"{0:.0f}\" height=\"{1:.0f}\">\n"
               "<style>\n"
               "text {{ font: 13px Helvetica, Arial, sans-serif; fill: #24292f }}\n"
               ".title {{ font-size: 19px }}\n"
               ".soft, .share {{ fill: #57606a }}\n"
               ".row, .share {{ text-anchor: end }}\n"
               ".name {{ text-anchor: middle; font-size: 12px }}\n"
               ".line {{ fill: #f1f3f6 }}\n"
               ".command {{ fill: #dfe3e8 }}\n"
               ".start {{ fill: #a9b1ba }}\n"
               ".host {{ fill: #b9d2ec; stroke: #3b6ea5; stroke-width: 0.5 }}\n"
               ".container {{ fill: #f8d9ab; stroke: #c77d1f; stroke-width: 0.5 }}\n"
               ".host.call {{ fill: #3b6ea5; stroke: none }}\n"
               ".container.call {{ fill: #c77d1f; stroke: none }}\n"
               ".waits {{ fill: none; stroke-dasharray: 3 2 }}\n"
               "</style>\n"
               "<rect width=\"{0:.0f}\" height=\"{1:.0f}\" fill=\"white\"/>\n",
               width, height) +
           words(20, 32, "title", "A life in three commands: where the time goes") +
           words(
               20, 54, "soft",
               fmt::format("/bin/true, {:.1f} ms, without what is between the commands. Blue: the "
                           "host. Orange: the container. Dark: in a system call.",
                           whole(life) / 1000)) +
           words(
               20, 72, "soft",
               "Grey: a command, and dark grey until its first line runs. Right: the share of the "
               "whole.");
}

/// The commands as their caller sees them: what is dark is before their first line or behind their
/// last one.
std::string draw_commands(const Axis& axis, const Events& life) {
    std::string text = words(left - 14, top + 15, "row", "the commands");
    for (const auto& command : axis.commands()) {
        text += box(axis, command, top, bar, "start", "");
        for (const auto& event : life)
            if (event.kind == "step" && event.name == event.process && event.name == command.name)
                text += box(axis, event, top, bar, "command", event.name);
    }
    return text + words(width - 20, top + 15, "share", "100 %");
}

}  // namespace

std::string as_svg(const Events& life) {
    const Axis axis{life};
    std::string text = draw_commands(axis, life);
    double y = top + row_height;
    for (const auto& row : rows) {
        text += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" class=\"line\"/>\n",
                            left, y, time_width + 2 * gap, bar);
        text += draw(axis, life, row, y);
        y += row_height;
    }
    return head(life, y + 14) + text + "</svg>\n";
}

}  // namespace runtime_test
