// SPDX-License-Identifier: MIT
#include "registry/program/upload.hpp"

#include "registry/program/answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace registry {
namespace {

constexpr std::uint64_t usual_chunk = 32 << 20;

/// An upload that the registry has opened.
class Session {
public:
    Session(Client& client, const image::Blobs& blobs, const image::Descriptor& blob,
            const std::function<void(std::uint64_t)>& progress)
        : client_{client}, blob_{blob}, file_{blobs.open(blob.digest)}, progress_{progress} {}

    bool is_open() const { return !location_.empty(); }

    /// Opens it. True if it is not needed: the registry took the blob from `mount_from`.
    bool open(const std::string& mount_from) {
        std::string query;
        if (!mount_from.empty())
            query =
                "?mount=" + url_encoded(blob_.digest.text()) + "&from=" + url_encoded(mount_from);
        const auto answer = ask({"POST", client_.repository().url("blobs/uploads/" + query)});
        if (answer.status == 201) return true;
        const auto least = number(answer.header("oci-chunk-min-length"));
        chunk_ = std::max(usual_chunk, least);
        sent_ = 0;
        follow(answer);
        return false;
    }

    /// Sends the next chunk. False if that was the last.
    bool send() {
        const auto rest = blob_.size - sent_;
        const bool last = rest <= chunk_;
        Request request{last ? "PUT" : "PATCH", last ? closing_url() : location_};
        request.headers.emplace_back("Content-Type: application/octet-stream");
        request.file = file_;
        request.offset = sent_;
        request.size = std::min(rest, chunk_);
        if (!last || sent_ > 0)
            request.headers.push_back(
                fmt::format("Content-Range: {}-{}", sent_, sent_ + request.size - 1));
        request.sent = [this](std::uint64_t bytes) { progress_(sent_ + bytes); };
        const auto answer = ask(request);
        sent_ += request.size;
        if (!last) follow(answer);
        return !last;
    }

    /// After a cut: asks how much has arrived. If the registry forgot the session, it is closed.
    void find_place() {
        try {
            const auto answer = ask({"GET", location_});
            const auto range = answer.header("range");  // "0-1023": both ends are there
            const auto dash = range.find('-');
            sent_ = dash == std::string::npos ? 0 : number(range.substr(dash + 1));
            if (sent_ > 0) ++sent_;
            if (sent_ > blob_.size)
                location_.clear();
            else
                follow(answer);
        } catch (const Trouble& trouble) {
            if (trouble.kind == Trouble::Kind::passing) throw;
            location_.clear();
        }
    }

    std::uint64_t sent() const noexcept { return sent_; }

private:
    Response ask(const Request& request) {
        auto answer = client_.once(request);
        if (!answer.is_good()) throw refusal(answer);
        return answer;
    }

    void follow(const Response& answer) {
        if (const auto next = answer.header("location"); !next.empty())
            location_ = resolve(next, answer.url);
        if (location_.empty())
            throw Trouble{Trouble::Kind::lasting, "the registry does not say where to send it"};
    }

    std::string closing_url() const {
        return location_ + (location_.find('?') == std::string::npos ? '?' : '&') +
               "digest=" + url_encoded(blob_.digest.text());
    }

    static std::uint64_t number(const std::string& text) {
        std::uint64_t value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }

    Client& client_;
    const image::Descriptor& blob_;
    sys::Fd file_;
    const std::function<void(std::uint64_t)>& progress_;
    std::string location_;
    std::uint64_t chunk_ = usual_chunk, sent_ = 0;
};

bool has(Client& client, const image::Descriptor& blob) {
    const auto answer =
        client.once({"HEAD", client.repository().url("blobs/" + blob.digest.text())});
    if (answer.status == 404) return false;
    if (!answer.is_good()) throw refusal(answer);
    return true;
}

}  // namespace

std::string resolve(const std::string& location, const std::string& url) {
    if (location.find("://") != std::string::npos) return location;
    const auto host = url.find("://") + 3;
    if (location.starts_with('/')) return url.substr(0, url.find('/', host)) + location;
    const auto path = url.substr(0, url.find('?'));
    return path.substr(0, path.rfind('/') + 1) + location;
}

Arrived upload(Client& client, const image::Blobs& blobs, const image::Descriptor& blob,
               const std::string& mount_from, const std::function<void(std::uint64_t)>& progress) {
    Session session{client, blobs, blob, progress};
    for (Patience patience{&client.repository().stop};;) {
        try {
            if (session.is_open()) session.find_place();
            if (!session.is_open()) {
                if (has(client, blob)) return Arrived::was_there;
                if (session.open(mount_from)) return Arrived::mounted;
            }
            while (session.send()) patience.note(session.sent());
            return Arrived::sent;
        } catch (const Trouble& trouble) {
            patience.wait(trouble);
        }
    }
}

}  // namespace registry
