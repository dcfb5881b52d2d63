// SPDX-License-Identifier: MIT
#include "server.hpp"

#include <algorithm>
#include <cctype>

namespace http {

std::string Message::target() const {
    const auto begin = first.find(' ') + 1;
    return first.substr(begin, first.find(' ', begin) - begin);
}

int Message::status() const {
    return first.size() > 12 ? std::stoi(first.substr(9, 3)) : 0;
}

std::string Message::header(const std::string& name) const {
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return "";
}

Message parse(const std::string& bytes) {
    Message message;
    const auto end = bytes.find("\r\n\r\n");
    for (std::size_t begin = 0; begin < end;) {
        const auto next = std::min(bytes.find("\r\n", begin), end);
        const auto line = bytes.substr(begin, next - begin);
        begin = next + 2;
        if (message.first.empty()) {
            message.first = line;
            continue;
        }
        auto name = line.substr(0, line.find(':'));
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        message.headers.emplace_back(name, line.substr(std::min(line.size(), name.size() + 2)));
    }
    if (end != bytes.npos) message.body = bytes.substr(end + 4);
    return message;
}

std::string reply(const std::string& status, const std::vector<std::string>& headers,
                  const std::string& body) {
    auto text = "HTTP/1.1 " + status + "\r\n";
    for (const auto& header : headers) text += header + "\r\n";
    return text + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

Message ask(int port, const std::string& method, const std::string& target,
            const std::vector<std::string>& headers, const std::string& body) {
    std::string text = method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    for (const auto& header : headers) text += header + "\r\n";
    auto request = parse(text + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n");
    request.body = body;
    return parse(forward(port, request));
}

std::string cut(std::string answer, std::size_t bytes) {
    answer.resize(answer.size() - std::min(bytes, answer.size()));
    return answer;
}

}  // namespace http
