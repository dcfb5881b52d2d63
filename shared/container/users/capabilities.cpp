// SPDX-License-Identifier: MIT
#include "container/users/capabilities.hpp"

#include "sys/error.hpp"

#include <sys/capability.h>

#include <cctype>

namespace container::users {
namespace {

std::string name_of(cap_value_t number) {
    char* const text = cap_to_name(number);  // in small letters, or a number that has no name yet
    std::string name = text;
    cap_free(text);
    for (char& letter : name)
        letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    return name;
}

template <typename Wanted>
CapabilityNames all_that(Wanted wanted) {
    CapabilityNames names;
    for (cap_value_t number = 0; number < cap_max_bits(); ++number)
        if (wanted(number)) names.insert(name_of(number));
    return names;
}

std::vector<std::string> without_others(const CapabilityNames& names, const CapabilityNames& ours) {
    std::vector<std::string> result;
    for (const auto& name : names)
        if (ours.contains(name)) result.push_back(name);
    return result;
}

}  // namespace

const CapabilityNames& usual_capabilities() {
    static const CapabilityNames usual = {
        "CAP_AUDIT_WRITE", "CAP_CHOWN",   "CAP_DAC_OVERRIDE",     "CAP_FOWNER",    "CAP_FSETID",
        "CAP_KILL",        "CAP_MKNOD",   "CAP_NET_BIND_SERVICE", "CAP_NET_RAW",   "CAP_SETFCAP",
        "CAP_SETGID",      "CAP_SETPCAP", "CAP_SETUID",           "CAP_SYS_CHROOT"};
    return usual;
}

CapabilityNames known_capabilities() {
    return all_that([](cap_value_t) { return true; });
}

CapabilityNames own_capabilities() {
    return all_that([](cap_value_t number) {
        return sys::check(cap_get_bound(number), "prctl PR_CAPBSET_READ {}", number) == 1;
    });
}

std::vector<int> numbers(const std::vector<std::string>& names) {
    std::vector<cap_value_t> result(names.size());
    for (std::size_t i = 0; i < names.size(); ++i)
        sys::check(cap_from_name(names[i].c_str(), &result[i]), "cap_from_name {}", names[i]);
    return result;
}

Capabilities capability_sets(const CapabilityNames& names, const CapabilityNames& kept,
                             bool is_root) {
    const auto ours = own_capabilities();
    const auto bounding = without_others(names, ours);
    if (is_root) return {bounding, bounding, {}, bounding, {}};
    const auto own = without_others(kept, ours);
    return {bounding, own, own, own, own};
}

}  // namespace container::users
