// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/containerfile.hpp"
#include "containerfile/expand.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace containerfile {

using Variables = std::map<std::string, std::string, std::less<>>;

/// TARGETPLATFORM, TARGETOS, TARGETARCH, TARGETVARIANT, and the same of BUILD. Both platforms are
/// written OS/ARCH or OS/ARCH/VARIANT.
Variables platform_arguments(const std::string& target, const std::string& build);

/// The variables that the words of one stage see (Dockerfile reference, "ARG", "Scope"):
///
///     the file's scope       before the first FROM, and in FROM: global ARGs, the platforms
///     a stage's scope        what ENV and ARG have set in it so far; of the global ones, those
///                            that an ARG NAME of the stage asks for
///     another stage of it    FROM EARLIER begins with a copy of that stage's scope
///
/// ENV wins over ARG. Of what an ARG can be, the build's arguments (--build-arg) win over its
/// default, and that over the global one. The proxies (HTTP_PROXY and so on) need no ARG.
class Scope {
public:
    /// The file's scope. `given` is --build-arg.
    Scope(char escape, Variables given, Variables platforms);

    /// The scope of a stage of another base, from the file's.
    Scope stage() const;

    void declare(const Arg& arg);  ///< In order: an ARG sees the one before it.
    void set(const Env& env);      ///< At once: on one line, the values before it count.
    void set(const std::string& name, const std::string& value);  ///< Of the base's config.
    /// The same as set() does with ENV, for LABEL: its pairs, expanded.
    std::vector<std::pair<std::string, std::string>> expand(
        const std::vector<Assignment>& assignments) const;

    std::optional<std::string> find(std::string_view name) const;
    std::string expand(const Word& word) const;
    std::vector<std::string> expand_to_words(const Word& word) const;

    /// What a RUN gets as its environment.
    Variables environment() const;
    const Variables& env() const { return env_; }  ///< Of the image's config.

    /// The build's arguments that nothing in this scope has asked for. One that is unused in every
    /// scope of a build is worth a warning.
    std::set<std::string> unused() const;

private:
    Lookup lookup() const;

    char escape_;
    bool is_stage_ = false;
    Variables given_, global_, arguments_, env_;
    std::set<std::string> asked_for_;
};

}  // namespace containerfile
