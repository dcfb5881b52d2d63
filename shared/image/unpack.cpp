// SPDX-License-Identifier: MIT
#include "container/overlay/convention.hpp"
#include "image/layer.hpp"
#include "image/store.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <thread>

namespace image {
namespace {

namespace fs = std::filesystem;

/// One layer on its way from a blob to its directory.
struct Job {
    const Descriptor* blob;
    const Digest* diff_id;
    const Digest* chain_id;
    Path destination;
    Path unfinished;  ///< Empty: the destination is there already.
    Unpacked unpacked = {};
    std::exception_ptr error = nullptr;
};

using Open = std::function<Source(const Descriptor&)>;

void run(const Blobs& blobs, Job& job, const Open& open) noexcept try {
    job.unpacked = unpack_layer(open ? open(*job.blob) : read_from(blobs.open(job.blob->digest)),
                                job.blob->size, job.unfinished);
    if (job.unpacked.diff_id != *job.diff_id)
        throw std::runtime_error{fmt::format(
            "layer {}: its tar file is {} and not {}, as announced", job.blob->digest.brief(),
            job.unpacked.diff_id.text(), job.diff_id->text())};
} catch (...) {
    job.error = std::current_exception();
}

/// Each holds up to 12 MiB: what is read ahead, and zstd's window.
constexpr unsigned most_at_once = 4;

/// Layers do not wait for those below them: as many at once as there are processors, up to that.
void run_all(const Blobs& blobs, std::vector<Job>& jobs, const Open& open) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < jobs.size(); i = next++)
            if (!jobs[i].unfinished.empty()) run(blobs, jobs[i], open);
    };
    std::vector<std::thread> others;
    const auto processors = std::clamp(std::thread::hardware_concurrency(), 1U, most_at_once);
    for (std::size_t i = 1; i < std::min<std::size_t>(processors, jobs.size()); ++i)
        others.emplace_back(work);
    work();
    for (auto& other : others) other.join();
}

Path make_unfinished(const Path& root) {
    const auto path = sys::mkdtemp(root / "new" / "layer-");
    fs::permissions(path, static_cast<fs::perms>(0755));
    return path;
}

void finish(const Store& store, const Job& job, const std::vector<Path>& below) {
    settle_layer(job.unpacked, job.unfinished, below);
    if (!store.place_layer(job.unfinished, *job.chain_id)) fs::remove_all(job.unfinished);
}

/// Overlay itself does not ask the root of a layer whether it is opaque.
bool hides_all_below(const Path& layer) {
    return container::overlay::is_opaque(sys::open(layer, O_PATH | O_DIRECTORY), ".");
}

}  // namespace

bool Store::place_layer(const Path& written, const Digest& chain_id) const {
    unflushed_.note(chain_id.hex());
    std::error_code error;
    fs::rename(written, layer(chain_id), error);
    if (!error) return true;
    if (error != std::errc::directory_not_empty && error != std::errc::file_exists)
        throw fs::filesystem_error{"rename", written, layer(chain_id), error};
    return false;
}

Path Store::empty_layer() const {
    const Path path = root_ / "layers" / "empty";
    sys::make_directories(path, 0755);
    return path;
}

std::vector<Path> Store::unpack(const Image& image, const Open& open) const {
    const auto chain = chain_ids(image.config.diff_ids);
    std::vector<Job> jobs;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        unflushed_.discard_lost(chain[i].hex());
        jobs.push_back(
            {&image.manifest.layers[i], &image.config.diff_ids[i], &chain[i], layer(chain[i]), {}});
        if (!fs::exists(jobs[i].destination)) jobs[i].unfinished = make_unfinished(root_);
    }
    run_all(blobs_, jobs, open);

    std::vector<Path> directories;
    std::exception_ptr error;
    std::size_t poorer = 0;
    for (const auto& job : jobs) {
        if (!error && !job.unfinished.empty()) try {
                if (job.error) std::rethrow_exception(job.error);
                finish(*this, job, directories);
            } catch (...) {
                error = std::current_exception();
            }
        if (error && !job.unfinished.empty()) fs::remove_all(job.unfinished);
        poorer += job.unpacked.poorer;
        if (!error && hides_all_below(job.destination)) directories.clear();
        directories.push_back(job.destination);
    }
    if (error) std::rethrow_exception(error);
    if (poorer > 0)
        std::fputs(fmt::format("{} files lack an owner, device or attribute that this user may "
                               "not set (subuid(5) gives him more)\n",
                               poorer)
                       .c_str(),
                   stderr);
    return directories;
}

}  // namespace image
