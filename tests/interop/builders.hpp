// SPDX-License-Identifier: MIT
#pragma once

#include "support/fixture.hpp"
#include "support/spawn.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace interop {

using Words = std::vector<std::string>;

/// One who builds images, with all that it keeps in a directory of its own.
class Builder {
public:
    virtual ~Builder() = default;
    virtual support::Finished build(const Words& arguments) const = 0;
    /// Puts the image, as `name`, into an OCI layout: what umoci calls it, "DIRECTORY:NAME".
    virtual std::string layout(const std::string& image, const std::string& name) const = 0;
    /// Its `config`, in docker's words.
    virtual nlohmann::json config(const std::string& image) const = 0;
};

/// buildah (1.28), as Debian 12 has it.
class Buildah : public Builder {
public:
    explicit Buildah(const support::Path& home);
    support::Finished build(const Words& arguments) const override;
    std::string layout(const std::string& image, const std::string& name) const override;
    nlohmann::json config(const std::string& image) const override;

private:
    support::Finished run(const Words& arguments) const;
    support::Path home_;
};

/// build/solutions/chapter10.
class Ours : public Builder {
public:
    explicit Ours(const support::Path& home) : home_{home} {}
    /// Takes in somebody's image.
    void load(const support::Path& layout) const;
    support::Finished build(const Words& arguments) const override;
    std::string layout(const std::string& image, const std::string& name) const override;
    nlohmann::json config(const std::string& image) const override;

private:
    support::Finished run(const Words& arguments) const;
    support::Path home_;
};

}  // namespace interop
