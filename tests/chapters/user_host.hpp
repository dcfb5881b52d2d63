// SPDX-License-Identifier: MIT
#pragma once

#include "chapters/images.hpp"

#include <string>

/// What the checks about a normal user need.
namespace support {

/// Somebody who has an account on the machine, or nobody(65534), who has not even ids to hand out.
struct Account {
    unsigned uid = 65534;
    std::string subordinate = {};  ///< "FIRST:COUNT" of his in subuid(5) and subgid(5).
};

/// A host with a normal user on it, whose images and state are below /run/user. He has a copy of
/// the program: the build may be in a home directory that nobody else may enter.
class UserHost {
public:
    explicit UserHost(const Account& account = {});
    UserHost(const UserHost&) = delete;
    ~UserHost();

    /// Runs the program as the user, whatever comes of it.
    Finished run(const Words& words);
    /// The same for what must succeed: what it says.
    std::string say(const Words& words);
    /// Requires that it is refused with 125, in one line with `part` in it.
    void expect_refused(const Words& words, const std::string& part);
    Host& host() { return host_; }
    /// A directory of the user's, empty.
    Path directory(const std::string& name);

private:
    void introduce(const Account& account);
    void mount_over(const std::string& file, const std::string& text);
    void use_disk();
    Path program() const { return host_.box().directory() / subject().program.filename(); }
    Host host_;
    unsigned uid_;
    std::string as_user_, mounted_;
    Path disk_;
};

/// "run --network none", and more.
Words run_alone(const Words& more);

}  // namespace support
