// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/error.hpp"
#include "containerfile/mount.hpp"
#include "containerfile/word.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The instructions, under the names of the Dockerfile reference, as they were written: a Word is
/// expanded only when its instruction is carried out (expand.hpp, scope.hpp).
namespace containerfile {

/// NAME=VALUE. ARG may leave the value out.
struct Assignment {
    Word name;
    std::optional<Word> value;
};

/// What RUN, CMD, ENTRYPOINT and HEALTHCHECK start.
struct Command {
    enum class Form { shell, exec };
    Form form = Form::shell;
    /// Of the exec form: the program and its arguments. Of the shell form: the one line.
    std::vector<std::string> words;
    std::vector<HereDocument> documents;  ///< Of RUN's shell form.

    /// Whether there is nothing but one here-document, which then is the script.
    bool is_document() const;
    /// Whether that script names its interpreter (#!): it is run as a file, not by the shell.
    bool has_interpreter() const;
    /// What the shell is given after -c: the line and its here-documents, or the script.
    std::string script() const;
};

/// What COPY and ADD have in common.
struct Transfer {
    std::vector<Word> sources;
    std::vector<HereDocument> documents;  ///< Files whose content is written here.
    Word destination;
    Word chown, chmod;
    std::vector<Word> excludes;
    bool link = false;
};

struct Add : Transfer {
    Word checksum;
    bool keep_git_dir = false;
    std::optional<bool> unpack;  ///< Not given: archives of the context are, downloads are not.
};
struct Arg {
    std::vector<Assignment> arguments;
};
struct Cmd {
    Command command;
};
struct Copy : Transfer {
    Word from;  ///< A stage, its number, or an image; never expanded.
    bool parents = false;
};
struct Entrypoint {
    Command command;
};
struct Env {
    std::vector<Assignment> variables;
};
struct Expose {
    std::vector<Word> ports;
};
struct Healthcheck {
    bool none = false;  ///< Takes away the one of the base image.
    Command command;
    std::optional<std::chrono::nanoseconds> interval, timeout, start_period, start_interval;
    std::optional<int> retries;
};
struct Label {
    std::vector<Assignment> labels;
};
struct Maintainer {
    std::string name;
};
struct Onbuild {
    std::string trigger;
};  ///< An instruction: parse_trigger() when it is due.
struct Run {
    enum class Network { standard, none, host };
    enum class Security { sandbox, insecure };
    Command command;
    std::vector<Mount> mounts;
    Network network = Network::standard;
    Security security = Security::sandbox;
};
struct Shell {
    std::vector<std::string> words;
};
struct Stopsignal {
    Word signal;
};
struct User {
    Word user;
};
struct Volume {
    std::vector<Word> paths;
};
struct Workdir {
    Word path;
};

struct Instruction {
    std::shared_ptr<const Source> source;
    LineRange lines;
    std::string text;  ///< On one line, its name in capitals; without here-documents.
    std::variant<Add, Arg, Cmd, Copy, Entrypoint, Env, Expose, Healthcheck, Label, Maintainer,
                 Onbuild, Run, Shell, Stopsignal, User, Volume, Workdir>
        is;

    /// An error that the builder found while it carried the instruction out.
    ParseError error(Position at, const std::string& message) const {
        return {*source, at, message};
    }
};

}  // namespace containerfile
