// SPDX-License-Identifier: MIT
#include "oci/parts.hpp"

#include <sys/capability.h>

#include <algorithm>

namespace oci {
namespace {

/// The library would take small letters and numbers as well. A newer one has names that an older
/// kernel has nothing for.
bool is_known(const std::string& name) {
    cap_value_t number = 0;
    return name.starts_with("CAP_") && std::none_of(name.begin(), name.end(), ::islower) &&
           cap_from_name(name.c_str(), &number) == 0 && number < cap_max_bits();
}

/// A config that was written for another kernel is to work, with what there is.
void take_set(const Reader& from, std::vector<std::string>& set, std::string& unknown) {
    from.each([&](const Reader& element) {
        auto name = element.text();
        if (is_known(name))
            set.push_back(std::move(name));
        else if (unknown.find(element.shown()) == unknown.npos)
            unknown.append(unknown.empty() ? "" : ", ").append(element.shown());
    });
}

}  // namespace

void require_known_capabilities(const Reader& from) {
    for (const char* set : {"bounding", "effective", "inheritable", "permitted", "ambient"})
        if (const auto names = from[set])
            names.each([](const Reader& element) {
                if (!is_known(element.text()))
                    element.fail("is " + element.shown() + ": this kernel has no such capability");
            });
}

void take(const Reader& from, container::Capabilities& sets) {
    std::string unknown;
    if (const auto set = from["bounding"]) take_set(set, sets.bounding, unknown);
    if (const auto set = from["effective"]) take_set(set, sets.effective, unknown);
    if (const auto set = from["inheritable"]) take_set(set, sets.inheritable, unknown);
    if (const auto set = from["permitted"]) take_set(set, sets.permitted, unknown);
    if (const auto set = from["ambient"]) take_set(set, sets.ambient, unknown);
    if (!unknown.empty()) from.warn("this kernel has no " + unknown + "; left out");
}

}  // namespace oci
