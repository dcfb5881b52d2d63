// SPDX-License-Identifier: MIT
#include "tar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace tar {
namespace {

constexpr std::size_t block = 512;

void put(std::string& header, std::size_t at, std::size_t width, const std::string& text) {
    header.replace(at, std::min(width, text.size()), text, 0, width);
}

void put_number(std::string& header, std::size_t at, std::size_t width, std::int64_t value) {
    if (value >= 0 && value < std::int64_t{1} << (3 * (width - 1)))
        return put(header, at, width, fmt::format("{:0{}o}", value, width - 1));
    for (std::size_t i = width; i-- > 0; value >>= 8)
        header[at + i] = static_cast<char>(value & 0xff);
    header[at] = static_cast<char>(header[at] | 0x80);
}

}  // namespace

std::string header(const Header& entry) {
    std::string text(block, '\0');
    put(text, 0, 100, entry.name);
    put_number(text, 100, 8, entry.mode);
    put_number(text, 108, 8, entry.uid);
    put_number(text, 116, 8, entry.gid);
    put_number(text, 124, 12, entry.size);
    put_number(text, 136, 12, entry.mtime);
    put(text, 148, 8, "        ");  // the sum counts itself as blanks
    text[156] = entry.type;
    put(text, 157, 100, entry.link);
    put(text, 257, 8, entry.gnu ? "ustar  " : std::string{"ustar\00000", 8});
    put_number(text, 329, 8, entry.major);
    put_number(text, 337, 8, entry.minor);
    put(text, 345, 155, entry.prefix);
    const auto sum = std::accumulate(text.begin(), text.end(), 0U, [](unsigned total, char c) {
        return total + static_cast<unsigned char>(c);
    });
    put(text, 148, 8, fmt::format("{:06o}", sum) + std::string{"\0 ", 2});
    return text;
}

std::string padded(const std::string& content) {
    return content + std::string((block - content.size() % block) % block, '\0');
}

std::string file(const std::string& name, const std::string& content, unsigned mode) {
    Header entry{name};
    entry.mode = mode;
    entry.size = static_cast<std::int64_t>(content.size());
    return header(entry) + padded(content);
}

std::string directory(const std::string& name, unsigned mode) {
    return header({name, '5', mode});
}

std::string symlink(const std::string& name, const std::string& target) {
    Header entry{name, '2', 0777};
    entry.link = target;
    return header(entry);
}

std::string hard_link(const std::string& name, const std::string& target) {
    Header entry{name, '1'};
    entry.link = target;
    return header(entry);
}

std::string device(char type, const std::string& name, unsigned major, unsigned minor) {
    Header entry{name, type};
    entry.major = major;
    entry.minor = minor;
    return header(entry);
}

std::string fifo(const std::string& name) {
    return header({name, '6'});
}

std::string pax(const Records& records, bool global) {
    std::string text;
    for (const auto& [key, value] : records) {
        const auto rest = fmt::format(" {}={}\n", key, value);
        auto size = rest.size();  // a record begins with its length, which counts its own digits
        while (size != rest.size() + std::to_string(size).size())
            size = rest.size() + std::to_string(size).size();
        text += std::to_string(size) + rest;
    }
    Header entry{"pax", global ? 'g' : 'x'};
    entry.size = static_cast<std::int64_t>(text.size());
    return header(entry) + padded(text);
}

std::string gnu_long(char kind, const std::string& text) {
    Header entry{"././@LongLink", kind};
    entry.gnu = true;
    entry.size = static_cast<std::int64_t>(text.size() + 1);
    return header(entry) + padded(text + '\0');
}

std::string end() {
    return std::string(2 * block, '\0');
}

}  // namespace tar
