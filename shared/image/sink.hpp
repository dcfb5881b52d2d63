// SPDX-License-Identifier: MIT
#pragma once

#include "image/tar_writer.hpp"
#include "sys/fd.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace image {

/// Takes files and directories by name, as a tar file or as a directory has them.
class Sink {
public:
    virtual ~Sink() = default;
    virtual void directory(const std::string& name) = 0;
    virtual void file(const std::string& name, sys::BorrowedFd content, std::uint64_t size) = 0;
    virtual void file(const std::string& name, std::string_view content) = 0;
};

/// Into a tar file, without times and owners: the same files give the same bytes.
class TarSink : public Sink {
public:
    explicit TarSink(sys::BorrowedFd out);
    void directory(const std::string& name) override;
    void file(const std::string& name, sys::BorrowedFd content, std::uint64_t size) override;
    void file(const std::string& name, std::string_view content) override;
    void finish() { tar_.finish(); }

private:
    TarWriter tar_;
};

/// Into a directory that must not be there yet.
class DirectorySink : public Sink {
public:
    explicit DirectorySink(const std::filesystem::path& root);
    void directory(const std::string& name) override;
    void file(const std::string& name, sys::BorrowedFd content, std::uint64_t size) override;
    void file(const std::string& name, std::string_view content) override;

private:
    sys::Fd create(const std::string& name) const;
    std::filesystem::path root_;
};

}  // namespace image
