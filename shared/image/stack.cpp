// SPDX-License-Identifier: MIT
#include "image/stack.hpp"

#include "container/overlay/convention.hpp"
#include "sys/attributes.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>

namespace image {
namespace {

namespace overlay = container::overlay;

/// What one layer has to say of a path.
struct Answer {
    std::optional<Found> found;
    bool final = false;  ///< The layers below are hidden.
};

Answer ask(const Path& layer, const Path& path) {
    Answer answer;
    sys::Fd at = sys::open(layer, O_PATH | O_DIRECTORY);
    for (auto part = path.begin(); part != path.end(); ++part) {
        const auto info = sys::fstatat(at, *part);
        if (!info) return answer;
        const bool last = std::next(part) == path.end();
        if (overlay::is_whiteout(*info) || (!last && !S_ISDIR(info->st_mode)))
            return {std::nullopt, true};
        if (S_ISDIR(info->st_mode) && overlay::is_opaque(at, *part)) answer.final = true;
        if (last) return {Found{std::move(at), *part, *info}, true};
        at = sys::openat(at, *part, O_PATH | O_DIRECTORY | O_NOFOLLOW);
    }
    return answer;
}

}  // namespace

std::optional<Found> find_in_stack(const std::vector<Path>& layers, const Path& path) {
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        auto answer = ask(*layer, path);
        if (answer.found || answer.final) return std::move(answer.found);
    }
    return std::nullopt;
}

}  // namespace image
