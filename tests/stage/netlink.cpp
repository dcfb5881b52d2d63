// SPDX-License-Identifier: MIT
#include "netlink.hpp"

#include "sys/error.hpp"
#include "sys/fd.hpp"

#include <linux/netlink.h>
#include <sys/socket.h>

namespace stage {
namespace {

/// Hands over the messages of one datagram; false after the last one of the answer.
bool take(std::string_view datagram, const std::function<void(std::string_view)>& use) {
    while (datagram.size() >= sizeof(nlmsghdr)) {
        const auto header = as<nlmsghdr>(datagram);
        if (header.nlmsg_type == NLMSG_DONE || header.nlmsg_type == NLMSG_ERROR) return false;
        use(datagram.substr(NLMSG_HDRLEN, header.nlmsg_len - NLMSG_HDRLEN));
        datagram.remove_prefix(
            std::min<std::size_t>(NLMSG_ALIGN(header.nlmsg_len), datagram.size()));
    }
    return true;
}

}  // namespace

void list(int protocol, std::uint16_t request, std::string_view header,
          const std::function<void(std::string_view)>& use) {
    const sys::Fd socket{::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol)};
    if (!socket) return;
    nlmsghdr about{};
    about.nlmsg_len = static_cast<std::uint32_t>(NLMSG_LENGTH(header.size()));
    about.nlmsg_type = request;
    about.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    std::string message{bytes_of(about)};
    message += header;
    message.resize(NLMSG_ALIGN(message.size()));
    sys::check(::send(socket.get(), message.data(), message.size(), 0), "send netlink");
    std::string answer(1 << 16, '\0');
    for (bool more = true; more;) {
        const auto size =
            sys::check(::recv(socket.get(), answer.data(), answer.size(), 0), "recv netlink");
        more = take({answer.data(), static_cast<std::size_t>(size)}, use);
    }
}

std::string_view attribute(std::string_view message, std::size_t fixed, unsigned type) {
    message.remove_prefix(std::min<std::size_t>(NLMSG_ALIGN(fixed), message.size()));
    while (message.size() >= sizeof(nlattr)) {
        const auto header = as<nlattr>(message);
        if (header.nla_len < NLA_HDRLEN || header.nla_len > message.size()) break;
        if ((header.nla_type & NLA_TYPE_MASK) == type)
            return message.substr(NLA_HDRLEN, header.nla_len - NLA_HDRLEN);
        message.remove_prefix(std::min<std::size_t>(NLA_ALIGN(header.nla_len), message.size()));
    }
    return {};
}

}  // namespace stage
