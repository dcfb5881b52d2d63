// SPDX-License-Identifier: MIT
#include "build/transfer.hpp"
#include "image/reference.hpp"
#include "registry/registry.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <stdexcept>

namespace build {
namespace {

const containerfile::IgnorePatterns nothing;

}  // namespace

image::Platform platform(const Request& request) {
    return request.platform.empty() ? image::Platform::host()
                                    : image::Platform::parse(request.platform);
}

image::Image find_image(const Job& job, const std::string& name, const image::Platform& platform) {
    const auto& request = job.request;
    const auto fits = [&platform](const image::Platform& other) {
        return other.architecture.empty() || platform.fits(other);  // old images may not say
    };
    if (!request.pull)
        if (auto image = job.store.find(name); image && fits(image->config.platform))
            return std::move(*image);
    const auto full_name = image::Reference::parse(name).familiar();
    registry::pull(full_name, {job.store.root(), platform.text(), false, request.access});
    return job.store.get(full_name);
}

image::Image source(const Job& job, const std::string& from, std::size_t before) {
    const auto stage = job.file.find_stage(from, before);
    return stage ? job.store.open(*job.made.at(*stage))
                 : find_image(job, from, platform(job.request));
}

Origin::Origin(const Job& job, const std::string& from, std::size_t before, bool writable)
    : path_{job.request.context} {
    if (!from.empty() || writable) hide_mounts();
    if (!from.empty())
        mounted_ = std::make_unique<Worktree>(job.store,
                                              directories(job.store, source(job, from, before)));
    else if (writable)
        mounted_ = std::make_unique<Worktree>(job.store, std::vector{path_});
    if (mounted_) path_ = mounted_->path();
    root_ = sys::open(path_, O_PATH | O_DIRECTORY);
    tree_.emplace(root_, from.empty() ? job.ignored : nothing);
}

}  // namespace build
