// SPDX-License-Identifier: MIT
#pragma once

#include "oci/config.hpp"
#include "oci/reader.hpp"

/// How each part of a config.json is read: what Reader::read calls.
namespace oci {

void take(const Reader& from, container::Rlimit& limit);
void take(const Reader& from, container::Capabilities& sets);
/// An error instead of the warning, for one that the kernel does not have.
void require_known_capabilities(const Reader& from);
void take(const Reader& from, Scheduler& scheduler);
void take(const Reader& from, IoPriority& priority);
void take(const Reader& from, CpuAffinity& affinity);
void take(const Reader& from, Process& process);

void take(const Reader& from, container::IdMapping& mapping);
void take(const Reader& from, Mount& mount);
void take(const Reader& from, Hook& hook);
void take(const Reader& from, Hooks& hooks);

void take(const Reader& from, Namespace& one);
void take(const Reader& from, std::vector<Namespace>& all);
void take(const Reader& from, TimeOffset& offset);
/// `major` and `minor`, which many have.
struct DeviceNumbers {
    unsigned major = 0, minor = 0;
};
void take(const Reader& from, DeviceNumbers& numbers);
void take(const Reader& from, Device& device);
void take(const Reader& from, container::DeviceRule& rule);
void take(const Reader& from, std::vector<NetDevice>& devices);
void take_sysctl(const Reader& from, const std::vector<Namespace>& namespaces,
                 std::vector<std::pair<Path, std::string>>& sysctl);
void take(const Reader& from, Resources& resources);
void take_block_io(const Reader& from, Resources& resources);
/// All of `linux`.
void take_linux(const Reader& from, Config& config);

/// What takes more than one field to tell, or the kernel, which is asked only about what the config
/// names.
void validate(const Reader& top, const Config& config);
void validate_labels(const Reader& from, const Process& process);

bool has_namespace(const std::vector<Namespace>& all, std::uint64_t flag);

void require_absolute(const Reader& from);
void require_interface_name(const Reader& from);

}  // namespace oci
