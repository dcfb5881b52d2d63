// SPDX-License-Identifier: MIT
#include "oci/namespaces.hpp"

#include "oci/parts.hpp"

#include <algorithm>

namespace oci {

bool has_namespace(const std::vector<Namespace>& all, std::uint64_t flag) {
    return std::any_of(all.begin(), all.end(),
                       [flag](const Namespace& one) { return one.flag == flag; });
}

void require_absolute(const Reader& from) {
    if (!from.text().starts_with('/')) from.fail("is " + from.shown() + ": not an absolute path");
}

void take(const Reader& from, Namespace& one) {
    one.flag = choose(from["type"].required(), kinds_of_namespaces);
    from.read("path", one.path);
    if (!one.path.empty()) require_absolute(from["path"]);
}

void take(const Reader& from, std::vector<Namespace>& all) {
    from.each([&](const Reader& element) {
        Namespace one;
        take(element, one);
        if (has_namespace(all, one.flag))
            element["type"].fail("is " + element["type"].shown() + " a second time");
        all.push_back(one);
    });
}

void take(const Reader& from, TimeOffset& offset) {
    from.read("secs", offset.secs);
    if (const auto nanosecs = from["nanosecs"])
        offset.nanosecs = nanosecs.number<std::uint32_t>(0, 999'999'999);
}

}  // namespace oci
