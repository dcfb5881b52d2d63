// SPDX-License-Identifier: MIT
#include "cli/build_options.hpp"

#include "cli/build_texts.hpp"
#include "cli/registry_options.hpp"
#include "cli/store_option.hpp"
#include "cli/usage_error.hpp"
#include "image/reference.hpp"
#include "sys/file.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <iostream>
#include <iterator>

namespace cli {
namespace {

namespace fs = std::filesystem;

std::string read_stdin() {
    return {std::istreambuf_iterator<char>{std::cin}, {}};
}

template <typename Take>
void add_repeated(CLI::App& command, const char* names, Take take, const char* help) {
    command
        .add_option_function<std::vector<std::string>>(
            names,
            [take](const std::vector<std::string>& all) {
                for (const auto& text : all) take(text);
            },
            help)
        ->allow_extra_args(false);
}

}  // namespace

void add_build_options(CLI::App& command, BuildOptions& options) {
    auto& request = options.request;
    add_store_option(command, options.root);
    add_repeated(
        command, "-t,--tag",
        [&](const std::string& text) {
            options.names.push_back(image::Reference::parse(text).familiar());
        },
        "what to call the image; may be repeated");
    command.add_option("-f,--file", request.file,
                       "the Containerfile (default: CONTEXT/Containerfile, else Dockerfile); - is "
                       "stdin");
    command.add_option("--target", request.target, "the stage to build (default: the last)");
    command.add_option("--platform", request.platform, "what the image is for: linux/amd64, ...");
    add_repeated(
        command, "--build-arg", [&](const std::string& text) { add_argument(request, text); },
        "NAME=VALUE for ARG, or NAME for the caller's value; may be repeated");
    add_repeated(
        command, "--label", [&](const std::string& text) { add_label(request, text); },
        "NAME=VALUE; may be repeated");
    add_repeated(
        command, "--secret", [&](const std::string& text) { add_secret(request, text); },
        "id=NAME,src=FILE or id=NAME,env=VARIABLE: for RUN --mount=type=secret");
    command.add_option_function<std::string>(
        "--network", [&](const std::string& text) { set_network(request, text); },
        "of RUN: bridge (default), pasta, host or none");
    command.add_flag_callback(
        "--no-cache", [&] { request.may_recall = false; }, "take every step again");
    add_access_options(command, request.access);
    command.add_flag("--pull", request.pull, "ask for newer images even if they are here");
    command.add_flag("-q,--quiet", options.quiet, "print the image's id alone");
    command.add_option("--progress", options.progress, "auto (default), plain or tty")
        ->check(CLI::IsMember({"auto", "plain", "tty", "quiet"}));
    command.add_option("--iidfile", options.id_file, "write the image's id to this file");
    command.add_option("CONTEXT", request.context, "the directory that COPY copies from")
        ->required();
}

void BuildOptions::resolve() {
    if (request.context.native().find("://") != std::string::npos ||
        request.context.native().starts_with("git@"))
        throw UsageError{
            fmt::format("{}: a context is a directory: fetch it first", request.context.native())};
    if (!fs::is_directory(request.context))
        throw UsageError{
            fmt::format("{}: there is no such directory; CONTEXT is the directory that COPY "
                        "copies from",
                        request.context.native())};
    if (request.file == "-") {
        request.text = read_stdin();
    } else {
        if (request.file.empty()) request.file = request.context / "Containerfile";
        if (!fs::exists(request.file) && request.file == request.context / "Containerfile")
            request.file.replace_filename("Dockerfile");
        if (!fs::is_regular_file(request.file))
            throw UsageError{fmt::format("{}: there is no such Containerfile; -f names another",
                                         request.file.native())};
        request.text = sys::read_file(request.file);
    }
    request.context = sys::realpath(request.context);
}

build::Display::Style BuildOptions::style() const {
    using Style = build::Display::Style;
    if (quiet || progress == "quiet") return Style::quiet;
    if (progress == "auto") return ::isatty(STDERR_FILENO) ? Style::terminal : Style::plain;
    return progress == "tty" ? Style::terminal : Style::plain;
}

}  // namespace cli
