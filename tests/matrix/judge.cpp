// SPDX-License-Identifier: MIT
#include "judge.hpp"

#include "scene.hpp"

namespace matrix {

const char* name_of(Cell cell) {
    switch (cell) {
        case Cell::escapes:
            return "escapes";
        case Cell::blocked:
            return "blocked";
        case Cell::not_applicable:
            return "n/a";
        case Cell::broken:
            break;
    }
    return "broken";
}

Finding judge(const Attack& attack, const Column& column, std::uint32_t seed) try {
    Scene scene{column, seed};
    const bool works = attack.works(scene);
    if (scene.story().empty()) return {Cell::broken, "nothing was attempted"};
    if (works && scene.was_refused())
        return {Cell::broken, "it seems to work, but the kernel refused: " + scene.story()};
    return {works ? Cell::escapes : Cell::blocked, scene.story()};
} catch (const NotApplicable& reason) {
    return {Cell::not_applicable, reason.what()};
} catch (const std::exception& e) {
    return {Cell::broken, e.what()};
}

}  // namespace matrix
