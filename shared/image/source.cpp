// SPDX-License-Identifier: MIT
#include "image/source.hpp"

#include "sys/error.hpp"

#include <unistd.h>

#include <memory>
#include <utility>

namespace image {

Source read_from(sys::BorrowedFd file) {
    return [file](char* to, std::size_t most) {
        std::size_t size = 0;
        while (const auto more =
                   sys::check(::read(file.get(), to + size, most - size), "read a layer"))
            size += static_cast<std::size_t>(more);
        return size;
    };
}

Source read_from(sys::Fd file) {
    const auto shared = std::make_shared<sys::Fd>(std::move(file));  // a function can be copied
    return [shared, read = read_from(sys::BorrowedFd{*shared})](char* to, std::size_t most) {
        return read(to, most);
    };
}

}  // namespace image
