// SPDX-License-Identifier: MIT
#include "registry/program/download.hpp"

#include "registry/program/answers.hpp"
#include "registry/program/events.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

namespace registry {
namespace {

using image::BlobWriter;

/// A blob that comes, perhaps in several goes.
class Arrival {
public:
    Arrival(const image::Blobs& blobs, const image::Descriptor& blob,
            const std::function<void(std::uint64_t)>& progress)
        : blobs_{blobs}, blob_{blob}, progress_{progress} {
        begin();
    }

    std::uint64_t size() const { return writer_->size(); }
    bool is_whole() const { return size() == blob_.size; }
    void finish() { writer_->commit(blob_); }

    /// One go, from where the last one ended.
    void go_on(Client& client) {
        Request request{"GET", client.repository().url("blobs/" + blob_.digest.text())};
        if (size() > 0) request.headers.push_back(fmt::format("Range: bytes={}-", size()));
        bool begun = false;
        request.sink = [&](const Response& answer, std::string_view bytes) {
            if (!begun) check_beginning(answer);
            begun = true;
            take(bytes);
        };
        const auto answer = client.once(request);
        if (!answer.is_good()) throw refusal(answer);
        if (!is_whole())  // the server believes that it sent all
            throw Trouble{Trouble::Kind::passing,
                          fmt::format("only {} of {} bytes came", size(), blob_.size)};
    }

private:
    /// A server that knows no ranges sends all again, with 200.
    void check_beginning(const Response& answer) {
        const auto expected = fmt::format("bytes {}-", size());
        if (answer.status == 206 && answer.header("content-range").starts_with(expected)) return;
        if (size() > 0) begin();
    }

    void begin() {
        writer_.emplace(blobs_);
        tell({"blob", blob_.digest.text(), writer_->name()});
    }

    void take(std::string_view bytes) {
        if (size() + bytes.size() > blob_.size)
            throw std::runtime_error{
                fmt::format("more bytes come than the {} that were announced", blob_.size)};
        writer_->write(bytes);
        progress_(size());
    }

    const image::Blobs& blobs_;
    const image::Descriptor& blob_;
    const std::function<void(std::uint64_t)>& progress_;
    std::optional<BlobWriter> writer_;
};

}  // namespace

void download(Client& client, const image::Blobs& blobs, const image::Descriptor& blob,
              const std::function<void(std::uint64_t)>& progress) {
    Arrival arrival{blobs, blob, progress};
    for (Patience patience{&client.repository().stop}; !arrival.is_whole();) {
        try {
            arrival.go_on(client);
        } catch (const Trouble& trouble) {
            patience.note(arrival.size());
            patience.wait(trouble);
        }
    }
    arrival.finish();
}

}  // namespace registry
