// SPDX-License-Identifier: MIT
#include "registry/program/answers.hpp"
#include "registry/program/commands.hpp"
#include "registry/program/http.hpp"
#include "registry/program/patience.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

namespace registry::program {
namespace {

/// A file that is removed again unless keep() is called.
class NewFile {
public:
    explicit NewFile(const Path& path)
        : path_{path}, file_{sys::open(path, O_CREAT | O_EXCL | O_RDWR, 0600)} {}
    NewFile(const NewFile&) = delete;
    ~NewFile() {
        if (!kept_) ::unlink(path_.c_str());
    }

    void restart() {
        sys::check(::ftruncate(file_.get(), 0), "ftruncate {}", path_.native());
        sys::check(::lseek(file_.get(), 0, SEEK_SET), "lseek {}", path_.native());
        sum_ = {};
        size_ = 0;
    }
    void write(std::string_view bytes) {
        sys::write_all(file_, bytes);
        sum_.update(bytes);
        size_ += bytes.size();
    }
    nlohmann::json keep() {
        kept_ = true;
        return {{"digest", sum_.finish().text()}, {"size", size_}};
    }

private:
    Path path_;
    sys::Fd file_;
    image::Sha256 sum_;
    std::uint64_t size_ = 0;
    bool kept_ = false;
};

}  // namespace

nlohmann::json fetch(const std::string& url, const Path& path, const Access& access) {
    if (!url.starts_with("https://") && !url.starts_with("http://"))
        throw std::runtime_error{"only http and https can be fetched"};
    auto how = access;
    how.plain_http = url.starts_with("http://");  // nobody's secret is sent
    Http http{how};
    NewFile file{path};
    Request request{"GET", url};
    request.sink = [&file](const Response&, std::string_view bytes) { file.write(bytes); };
    return patiently(nullptr, [&] {
        file.restart();
        const auto answer = http.send(request);
        if (!answer.is_good())
            throw Trouble{answer.status >= 500 || answer.status == 429 ? Trouble::Kind::passing
                                                                       : Trouble::Kind::lasting,
                          fmt::format("the server answers {}", answer.status)};
        return file.keep();
    });
}

}  // namespace registry::program
