// SPDX-License-Identifier: MIT
#include "picture.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace matrix {
namespace {

constexpr int row_height = 20, cell_width = 44, margin = 16, gap = 8;
constexpr int layer_width = 112, attack_width = 470, top = 104;

std::string escaped(const std::string& text) {
    std::string result;
    for (const char c : text)
        if (c == '&')
            result += "&amp;";
        else if (c == '<')
            result += "&lt;";
        else if (c == '>')
            result += "&gt;";
        else
            result += c;
    return result;
}

std::string words(int x, int y, const std::string& classes, const std::string& text) {
    return fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\">{}</text>\n", x, y, classes,
                       escaped(text));
}

/// Filled for "it works", and a ring for "it fails": told apart without colours, too.
std::string mark(int x, int y, Cell cell) {
    if (cell == Cell::not_applicable) return words(x, y + 4, "mark", "n/a");
    return fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"6\" class=\"{}\"/>\n", x, y, name_of(cell));
}

/// A column is as wide as its heading asks for.
int width_of(const Column& column) {
    return std::max(cell_width, 8 * static_cast<int>(column.heading.size()) + 8);
}

int cell_x(const Picture& picture, std::size_t column) {
    int x = margin + layer_width + attack_width + width_of(picture.programs[column]) / 2;
    for (std::size_t i = 0; i < column; ++i) x += width_of(picture.programs[i]);
    return x;
}

/// The band behind the rows of one layer, and its name.
std::string band(int y, std::size_t rows, int width, int chapter) {
    return fmt::format(
               "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\" class=\"band\"/>\n",
               margin, y, width - 2 * margin, static_cast<int>(rows) * row_height) +
           words(margin + 10, y + 14, "layer", fmt::format("{:02} {}", chapter, layer_of(chapter)));
}

std::string head(const Picture& picture, int width, int height) {
    auto text = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
        "height=\"{1}\">\n"
        "<style>\n"
        "text {{ font: 13px sans-serif; fill: #222 }}\n"
        ".title {{ font-size: 20px; font-weight: bold }}\n"
        ".layer, .program {{ font-weight: bold }}\n"
        ".program, .mark {{ text-anchor: middle }}\n"
        ".band {{ fill: #f1f3f6 }}\n"
        ".escapes {{ fill: #c2362b }}\n"
        ".blocked {{ fill: none; stroke: #2b7a4b; stroke-width: 2 }}\n"
        "</style>\n"
        "<rect width=\"{0}\" height=\"{1}\" fill=\"white\"/>\n",
        width, height);
    text += words(margin, 34, "title", "The isolation matrix");
    text += mark(margin + 8, 58, Cell::escapes) + words(margin + 20, 62, "", "the attack works");
    text += mark(margin + 148, 58, Cell::blocked) + words(margin + 160, 62, "", "it fails") +
            words(margin + layer_width + 130, 62, "",
                  "columns: the programs of the chapters, and OCI runtimes with one bundle");
    text += words(margin + 10, top - 12, "layer", "stopped by");
    text += words(margin + layer_width, top - 12, "layer", "attack");
    for (std::size_t i = 0; i < picture.programs.size(); ++i)
        text += words(cell_x(picture, i), top - 12, "program", picture.programs[i].heading);
    return text;
}

}  // namespace

std::string as_svg(const Picture& picture) {
    const auto rightmost = picture.programs.size() - 1;
    const int width =
        cell_x(picture, rightmost) + width_of(picture.programs[rightmost]) / 2 + margin;
    std::string body;
    int y = top;
    for (std::size_t first = 0; first < picture.attacks.size();) {
        const int chapter = picture.attacks[first].stopped_by;
        std::size_t last = first;
        while (last < picture.attacks.size() && picture.attacks[last].stopped_by == chapter) ++last;
        body += band(y, last - first, width, chapter);
        for (; first < last; ++first, y += row_height) {
            const auto& attack = picture.attacks[first];
            body += words(margin + layer_width, y + 14, "", attack.tries);
            for (std::size_t i = 0; i < picture.programs.size(); ++i)
                body += mark(cell_x(picture, i), y + row_height / 2,
                             picture.cells.at({attack.name, picture.programs[i].name}));
        }
        y += gap;
    }
    return head(picture, width, y + margin - gap) + body + "</svg>\n";
}

}  // namespace matrix
