// SPDX-License-Identifier: MIT
// Chapter 09: a compiled filter is kept for the next start, and trusted only as far as it can be.
#include "chapters/filters.hpp"
#include "chapters/user_host.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/09-seccomp/README.md, ";

const std::string one_answers = "EOVERFLOW\n", two_answers = "ENOMSG\n";

/// A host with two profiles, whose answers to the harmless call differ, and what it keeps of them.
class Keeper {
public:
    Keeper() {
        write_file(profile_of(1), all_but({rule(Harmless::name, "ERRNO 75")}));
        write_file(profile_of(2), all_but({rule(Harmless::name, "ERRNO 42")}));
    }

    Words line(int number) const {
        return run_alone({"--security-opt", "seccomp=" + profile_of(number).native(),
                          host_.box().rootfs(), "/bin/probe", "call", "native",
                          std::to_string(Harmless::number()), "1"});
    }
    /// What the call comes to under that profile.
    std::string answer(int number) { return host_.say(line(number)); }

    Path directory() const { return host_.seen("/var/lib/workbook/filters"); }
    std::vector<Path> files() const {
        std::vector<Path> all;
        std::error_code none;
        for (const auto& file : fs::directory_iterator{directory(), none}) all.push_back(file);
        return all;
    }
    /// The one that is there, after one start.
    Path file() const {
        const auto all = files();
        expect(all.size() == 1, fmt::format("{} filters are kept after a start", all.size()),
               "one, in the store's filters/");
        return all[0];
    }
    Host& host() { return host_; }

private:
    Path profile_of(int number) const {
        return host_.box().directory() / fmt::format("profile-{}.json", number);
    }
    Host host_;
};

struct Identity {
    ino_t inode;
    timespec changed;
    bool operator==(const Identity& other) const {
        return inode == other.inode && changed.tv_sec == other.changed.tv_sec &&
               changed.tv_nsec == other.changed.tv_nsec;
    }
};

Identity identity(const Path& path) {
    struct stat info {};
    expect(::lstat(path.c_str(), &info) == 0, "there is no " + path.native(), "there is");
    return {info.st_ino, info.st_ctim};
}

/// Something that is wrong with a file that was kept.
struct Damage {
    std::string what;
    std::function<void(Keeper& keeper, const Path& file, const std::string& whole)> make;
};

void put(const Path& file, const std::string& text) {
    std::ofstream{file, std::ios::trunc | std::ios::binary} << text;
}

std::string flipped(std::string text, std::size_t at) {
    text.at(at) = static_cast<char>(text[at] ^ 1);
    return text;
}

const std::vector<Damage> damages = {
    {"with another first byte",
     [](Keeper&, const Path& file, const std::string& whole) { put(file, flipped(whole, 0)); }},
    {"with another last byte",
     [](Keeper&, const Path& file, const std::string& whole) {
         put(file, flipped(whole, whole.size() - 1));
     }},
    {"with another byte in the middle",
     [](Keeper&, const Path& file, const std::string& whole) {
         put(file, flipped(whole, whole.size() / 2));
     }},
    {"that is empty", [](Keeper&, const Path& file, const std::string&) { put(file, ""); }},
    {"without its last instruction",
     [](Keeper&, const Path& file, const std::string& whole) {
         put(file, whole.substr(0, whole.size() - 8));
     }},
    {"with bytes after its end",
     [](Keeper&, const Path& file, const std::string& whole) {
         put(file, whole + whole.substr(whole.size() - 8));
     }},
    {"that belongs to somebody else",
     [](Keeper&, const Path& file, const std::string&) {
         expect(::chown(file.c_str(), 65534, 65534) == 0, "chown", "works");
     }},
    {"that its group may write",
     [](Keeper&, const Path& file, const std::string&) { fs::permissions(file, fs::perms{0660}); }},
    {"that everybody may write",
     [](Keeper&, const Path& file, const std::string&) { fs::permissions(file, fs::perms{0602}); }},
    {"that is a symlink",
     [](Keeper& keeper, const Path& file, const std::string&) {
         const auto elsewhere = keeper.directory().parent_path() / "elsewhere";
         fs::rename(file, elsewhere);
         fs::create_symlink("../elsewhere", file);
     }},
};

}  // namespace

TEST_CASE("09 seccomp: the second start takes the filter that the first one compiled", "[09+]") {
    judge({"09.kept",
           {"09.errno"},
           "To compile one takes longer than to make the container.",
           lesson + "The second start"},
          [] {
              Keeper keeper;
              expect_equal("the call, at first", keeper.answer(1), one_answers);
              const auto before = identity(keeper.file());
              const auto name = keeper.file().filename();
              expect_equal("the call, again", keeper.answer(1), one_answers);
              expect(identity(keeper.file()) == before, "the file was written again",
                     "the second start reads it");
              expect_equal("the call, under another profile", keeper.answer(2), two_answers);
              expect_equal("how many are kept of two profiles", keeper.files().size(), 2U);
              expect_equal("the call under the first one", keeper.answer(1), one_answers);
              struct stat info {};
              ::stat(keeper.directory().c_str(), &info);
              expect_equal("the mode of their directory", info.st_mode & 07777U, 0700U);
          });
}

TEST_CASE("09 seccomp: a kept filter that was damaged, or is somebody else's, is not taken",
          "[09+]") {
    judge({"09.damaged",
           {"09.kept"},
           "Whoever can say what is in that file says what all later containers may do.",
           lesson + "The second start"},
          [] {
              for (const auto& [what, damage] : damages) {
                  Keeper keeper;
                  expect_equal("the call, at first", keeper.answer(1), one_answers);
                  const auto file = keeper.file();
                  const auto whole = read_file(file);
                  damage(keeper, file, whole);
                  expect_equal("the call, beside a file " + what, keeper.answer(1), one_answers);
                  expect(read_file(file) == whole && !fs::is_symlink(file),
                         "the file " + what + " is still there", "it is written again");
                  const auto mended = identity(file);
                  keeper.answer(1);
                  expect(identity(file) == mended, "then it is written a third time",
                         "it is taken");
              }
          });
}

TEST_CASE("09 seccomp: another filter under that name is not taken", "[09+]") {
    judge({"09.swapped",
           {"09.kept"},
           "It is whole, and it is ours, and it is the wrong one.",
           lesson + "The second start"},
          [] {
              Keeper keeper;
              keeper.answer(2);
              const auto other = read_file(keeper.file());
              fs::remove(keeper.file());
              keeper.answer(1);
              const auto file = keeper.file();
              put(file, other);
              expect_equal("the call, beside another profile's filter", keeper.answer(1),
                           one_answers);
              expect(read_file(file) != other, "the wrong one is still there",
                     "it is written again");
          });
}

TEST_CASE("09 seccomp: filters in a directory that others may write to are not taken", "[09+]") {
    judge({"09.open-directory",
           {"09.damaged"},
           "Who may write there may rename, too.",
           lesson + "The second start"},
          [] {
              Keeper keeper;
              keeper.answer(1);
              const auto file = keeper.file();
              const auto before = identity(file);
              for (const unsigned mode : {0770U, 0702U}) {
                  fs::permissions(keeper.directory(), fs::perms{mode});
                  expect_equal("the call", keeper.answer(1), one_answers);
                  keeper.answer(2);
                  expect_equal(fmt::format("how many are kept in a directory of mode {:o}", mode),
                               keeper.files().size(), 1U);
              }
              expect(identity(file) == before, "the file is another", "it is not touched");
              fs::permissions(keeper.directory(), fs::perms{0700});
              expect(::chown(keeper.directory().c_str(), 65534, 0) == 0, "chown", "works");
              keeper.answer(2);
              expect_equal("how many are kept in somebody else's", keeper.files().size(), 1U);
          });
}

TEST_CASE("09 seccomp: without a place to keep filters, containers still start", "[09+]") {
    judge({"09.no-place", {"09.kept"}, "It is only to be faster.", lesson + "The second start"},
          [] {
              Keeper keeper;
              keeper.answer(1);
              fs::remove_all(keeper.directory());
              put(keeper.directory(), "a file");
              expect_equal("the call, with a file in the directory's place", keeper.answer(1),
                           one_answers);
              fs::remove(keeper.directory());
              keeper.host().shell(
                  "mkdir /var/lib/workbook/filters && $rootfs/bin/busybox mount -t tmpfs -o "
                  "size=4k,mode=700 small /var/lib/workbook/filters && echo x > "
                  "/var/lib/workbook/filters/x");
              expect_equal("the call, on a full disk", keeper.answer(1), one_answers);
              expect_equal("what is kept there", keeper.file().filename().native(), "x");
              keeper.host().shell("$rootfs/bin/busybox umount /var/lib/workbook/filters");
          });
}

TEST_CASE("09 seccomp: two that start at once do not disturb each other", "[09+]") {
    judge({"09.at-once",
           {"09.kept"},
           "One reads while the other writes: it finds a whole file, or none.",
           lesson + "The second start"},
          [] {
              Keeper keeper;
              keeper.host().shell("true");
              std::string script;
              for (int i = 0; i < 12; ++i)
                  script += fmt::format("$program {} & ", command_line(keeper.line(1 + i % 2)));
              const auto said = keeper.host().shell(script + "wait").output;
              std::string sorted;
              for (const auto& answer : {two_answers, one_answers})
                  for (std::size_t at = 0; (at = said.find(answer, at)) != std::string::npos; ++at)
                      sorted += answer;
              std::string expected;
              for (const auto& answer : {two_answers, one_answers})
                  for (int i = 0; i < 6; ++i) expected += answer;
              expect_equal("what twelve of them say", sorted, expected);
              expect_equal("how many are kept", keeper.files().size(), 2U);
          });
}
