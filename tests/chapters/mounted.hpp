// SPDX-License-Identifier: MIT
#pragma once

#include "chapters/images.hpp"

#include <string>

namespace support {

/// What is mounted on the stage of a Host, until it goes out of scope.
class Mounted {
public:
    /// `what` as mount(8) has it: "-t tmpfs none".
    Mounted(Host& host, const std::string& what, const Path& where);
    /// This text in place of a file of the host's, which must be there to mount over.
    static Mounted text(Host& host, const std::string& text, const Path& where);

    Mounted(const Mounted&) = delete;
    Mounted& operator=(const Mounted&) = delete;
    ~Mounted();

private:
    Host& host_;
    Path where_;
};

}  // namespace support
