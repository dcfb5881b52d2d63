// SPDX-License-Identifier: MIT
#include "registry/program/base64.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace registry {

std::string to_base64(std::string_view bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int size = ::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                       reinterpret_cast<const unsigned char*>(bytes.data()),
                                       static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

std::string from_base64(std::string_view text) {
    std::string bytes(3 * (text.size() / 4) + 3, '\0');
    const int size = ::EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                       reinterpret_cast<const unsigned char*>(text.data()),
                                       static_cast<int>(text.size()));
    if (size < 0 || text.size() % 4 != 0) throw std::runtime_error{"not base64"};
    std::size_t padding = 0;
    while (padding < 2 && text.ends_with(std::string(padding + 1, '='))) ++padding;
    bytes.resize(static_cast<std::size_t>(size) - padding);
    return bytes;
}

}  // namespace registry
