// SPDX-License-Identifier: MIT
#pragma once

#include "support/eventually.hpp"
#include "support/fixture.hpp"
#include "support/outside.hpp"
#include "support/probe.hpp"
#include "support/stage.hpp"
#include "sys/fd.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace support {

/// The program under test: its path, and which chapter's promises it must keep.
struct Subject {
    Path program;
    int chapter = 0;
};
const Subject& subject();
void set_subject(const Path& program, int chapter);

/// How a program is started; what is not said is as a user at a shell would have it.
struct Launch {
    Words options = {};  ///< Of `run`.
    Words command = {};  ///< In the container. A leading "/" is the rootfs's, even in chapter 00.
    std::string input = {};
    Words caller = {};             ///< The caller's state, as stage/main.cpp takes it.
    Words environment = {};        ///< Of the caller, beside PATH.
    Words wrapper = {};            ///< A program that runs ours, such as strace and its options.
    std::vector<int> leaked = {};  ///< Descriptors the caller forgot to close.
    int terminal = -1;             ///< Descriptor for 0, 1 and 2, instead of pipes.
    bool outside = false;          ///< There is a network beyond the stage's: Live::outside().
    Words line = {};  ///< The whole command line after the program's name, instead of `run`...
    std::string rootfs = {};  ///< As typed, instead of the box's own.
};

/// How a program ended.
struct Outcome {
    int exit_status = -1;  ///< -1 if it was ended by a signal, which only a test itself may do.
    std::string out;
    std::string err;
    std::string left;  ///< difference() of the stage before and after: "" if nothing stayed.
};

/// A program that is running, on a stage of its own.
class Live {
public:
    Live(const Launch& launch, const Path& rootfs);
    ~Live();

    Stage& stage() noexcept { return *stage_; }
    const Stage& stage() const noexcept { return *stage_; }
    pid_t pid() const noexcept { return stage_->program(); }
    const Snapshot& before() const noexcept { return before_; }
    Outside& outside() const;
    void signal(int number) const;
    /// Waits for its end, collecting what it says. A crash, a hang, or "not written yet" is Unmet.
    Outcome wait();
    /// The probe that the command must be ("/bin/probe serve /ask").
    Probe probe();

private:
    friend class Box;
    void read_output();
    std::optional<int> await_end();
    Outcome judge_end(int status);

    std::unique_ptr<Stage> stage_;
    std::unique_ptr<Outside> outside_;
    Snapshot before_;
    sys::Fd out_, err_, in_, listener_;
    std::string input_;
    Outcome outcome_;
    bool wrapped_ = false;  ///< strace may have made a call fail
    bool killed_by_us_ = false;
};

/// A rootfs of this test's own, and the program under test to run on it.
class Box {
public:
    Box();

    const Path& rootfs() const noexcept { return rootfs_; }
    const Path& directory() const noexcept { return directory_->path(); }

    /// Runs to the end.
    Outcome run(const Launch& launch);
    /// Runs `command` with `options`, and requires that it exits with 0: its output.
    std::string output(const Words& command, const Words& options = {});
    /// Starts and returns at once.
    std::unique_ptr<Live> start(const Launch& launch);
    /// Starts `probe serve` with `options`.
    std::unique_ptr<Live> serve(const Words& options = {});

private:
    std::shared_ptr<TemporaryDirectory> directory_ = std::make_shared<TemporaryDirectory>();
    Path rootfs_;
};

/// How a probe in the container reaches a test: a socket in its rootfs. From chapter 07 on that is
/// a lower layer, whose sockets overlay does not connect to (ECONNREFUSED); then it is in a volume.
struct Door {
    static constexpr const char* directory = "/door";  ///< The volume, inside.
    Door() = default;
    Door(const Path& rootfs, const std::string& name);
    Path socket;         ///< For listen_at().
    std::string inside;  ///< For `probe serve`.
    Words options = {};  ///< That `run` needs for it.
};

/// A path of the rootfs as the container's command line names it: in chapter 00, where nothing is
/// isolated, the host's.
std::string inside(const Path& rootfs, const std::string& path);

}  // namespace support
