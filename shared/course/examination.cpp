// SPDX-License-Identifier: MIT
#include "course/examination.hpp"

#include "course/kept.hpp"
#include "course/mistake.hpp"
#include "course/subprocess.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

namespace course {
namespace {

namespace fs = std::filesystem;

/// Namespaces, mounts, other users: the checks need root, or what an unshare -Ur calls so.
Words as_root() {
    if (::geteuid() == 0) return {};
    if (run({"sh", "-c", "command -v sudo"}, [](const std::string&) {}) != 0)
        throw Mistake{
            "the checks make namespaces and need root, and there is no sudo: become root"};
    fmt::print(stderr,
               "The checks make namespaces, which needs root. sudo may ask for your password.\n");
    Words words{"sudo"};  // sudo drops the environment
    if (const char* scale = std::getenv("WORKBOOK_TIMEOUT_SCALE"))
        words.insert(words.end(), {"env", std::string{"WORKBOOK_TIMEOUT_SCALE="} + scale});
    return words;
}

Words command(const Examination& examination, const Path& report) {
    Words words{build_directory() / "tests/checks",
                tags_of(examination.chapter),
                "--order",
                "decl",
                "--box",
                examination.program,
                "--report",
                report};
    if (!examination.only.empty()) words.insert(words.end(), {"--only", examination.only});
    return words;
}

/// A new file of ours: a report that only root may write could not be removed by the next run.
Path new_file(const std::string& name) {
    auto path = notes_directory() / name;
    try {
        std::error_code ignored;
        fs::remove(path, ignored);
        sys::open(path, O_WRONLY | O_CREAT | O_EXCL, 0644);
        return path;
    } catch (const sys::SysError& e) {
        const auto folder = as_seen(notes_directory());
        throw Mistake{fmt::format("{}; if root made {}: sudo rm -r {}", e.what(), folder, folder)};
    }
}

}  // namespace

std::vector<Check> checks_of(const Examination& examination) {
    const auto report =
        new_file(fmt::format("list-{}-{}.jsonl", examination.chapter.number, ::getpid()));
    auto words = command(examination, report);
    words.emplace_back("--list-checks");
    std::string said;
    const int status = run(words, [&](const std::string& line) { said += line + "\n"; });
    auto checks = Report{report}.more();
    fs::remove(report);
    if (status != 0) throw GraderError{"the checks cannot be listed: " + said};
    return checks;
}

void examine(const Examination& examination, const std::function<void(const Check&)>& on_check) {
    const auto name = fmt::format("chapter{}-{}", examination.chapter.number, ::getpid());
    const auto file = new_file(name + ".jsonl"), log = new_file(name + ".log");
    auto words = as_root();
    if (const auto kept = take_kept(examination); !kept.empty()) {
        auto remove = words;
        remove.insert(remove.end(), {"rm", "-rf", "--one-file-system", kept});
        run(remove, [](const std::string&) {});
    }
    for (auto& word : command(examination, file)) words.push_back(std::move(word));
    words.insert(words.end(), {"--keep", "--seed", std::to_string(examination.seed)});
    Report report{file};
    const auto tell = [&] {
        for (const auto& check : report.more()) on_check(check);
    };
    Subprocess process{words, sys::open(log, O_WRONLY | O_APPEND)};
    while (!process.ended()) {
        tell();
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    tell();
    if (process.wait() > 128) throw GraderError{"the checks died: " + text_of(log)};
    fs::remove(file);
    fs::remove(log);
}

}  // namespace course
