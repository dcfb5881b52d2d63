// SPDX-License-Identifier: MIT
//
// Text that nobody wrote in earnest: it is refused, or read; nothing else happens, and soon.
#include "containerfile/containerfile.hpp"
#include "containerfile/ignore.hpp"
#include "containerfile/scope.hpp"
#include "golden.hpp"
#include "support/catch.hpp"

#include <random>

using namespace containerfile;

namespace {

/// The same numbers in every run: what fails once must fail again.
int random_number(int least, int most) {
    static std::mt19937 engine{1};
    return least + static_cast<int>(engine() % static_cast<unsigned>(most - least + 1));
}

std::string error(const std::string& text) {
    try {
        parse(text, "Containerfile");
        return "no error";
    } catch (const ParseError& error) {
        return error.what();
    }
}

std::vector<std::string> corpus() {
    std::vector<std::string> texts;
    for (const char* name : {"corpus", "errors"})
        for (const auto& entry : std::filesystem::directory_iterator{golden::folder() / name})
            texts.push_back(golden::read(entry.path()));
    return texts;
}

/// Changes a text at a few random places: a byte, a piece left out, twice, or from another text.
std::string mutated(std::string text, const std::string& other) {
    const auto at = [](const std::string& in) {
        return static_cast<std::size_t>(random_number(0, static_cast<int>(in.size())));
    };
    const std::string special = "\"'\\`$${}[]<<-=:#%/*?,\n\n\t\r \xC3";
    for (int changes = random_number(1, 6); changes > 0; --changes) {
        const auto size = static_cast<std::size_t>(random_number(0, 30));
        switch (random_number(0, 3)) {
            case 0:
                text.erase(at(text), size);
                break;
            case 1:
                text.insert(at(text), text.substr(at(text), size));
                break;
            case 2:
                text.insert(at(text), other.substr(at(other), size));
                break;
            default:
                text.insert(at(text), 1, special[at(special) % special.size()]);
        }
    }
    return text;
}

void expand_all(const Containerfile& file) {
    Scope scope{file.directives.escape, {}, {}};
    for (const auto& stage : file.stages) {
        for (const auto& instruction : stage.instructions) {
            try {
                if (const auto* arg = std::get_if<Arg>(&instruction.is)) scope.declare(*arg);
                if (const auto* env = std::get_if<Env>(&instruction.is)) scope.set(*env);
                if (const auto* workdir = std::get_if<Workdir>(&instruction.is))
                    scope.expand(workdir->path);
                if (const auto* onbuild = std::get_if<Onbuild>(&instruction.is))
                    parse_trigger(onbuild->trigger, "trigger", file.directives.escape);
            } catch (const ExpansionError&) {
            }
        }
    }
}

}  // namespace

TEST_CASE("containerfile: random changes of the corpus are read or refused, never worse") {
    const auto texts = corpus();
    int read = 0, refused = 0;
    for (int round = 0; round < 500; ++round) {
        for (const auto& text : texts) {
            const auto& other = texts[static_cast<std::size_t>(
                random_number(0, static_cast<int>(texts.size()) - 1))];
            try {
                expand_all(parse(mutated(text.substr(0, 2000), other), "Containerfile"));
                ++read;
            } catch (const ParseError& error) {
                REQUIRE(std::string{error.what()}.starts_with("Containerfile:"));
                ++refused;
            }
        }
    }
    CHECK(read > 100);
    CHECK(refused > 100);
}

TEST_CASE("containerfile: what is no text, or far too much of it, is refused") {
    using namespace std::string_literals;
    CHECK(error("FROM a\nRUN a\0b\n"s) ==
          "Containerfile:2: a NUL byte: this is not a text file\nRUN a?b\n     ^");
    const std::string much(10 << 20, 'x');
    CHECK(error("FROM a\nRUN " + much) ==
          "Containerfile:2: a line of more than 1 MiB: COPY the data instead\nRUN " +
              std::string(116, 'x') + "...\n^");
    std::string lines = "FROM a\nRUN x \\\n";
    for (int i = 0; i < 2000; ++i) lines += std::string(1000, 'x') + "\\\n";
    CHECK(
        error(lines + "y")
            .find("Containerfile:2: an instruction of more than 1 MiB: COPY the data instead\n") ==
        0);
    std::string file;
    while (file.size() <= 16 << 20) file += "# " + std::string(60000, 'x') + "\n";
    CHECK(error(file).find(
              "Containerfile:1: a Containerfile of more than 16 MiB: COPY the data instead\n") ==
          0);
}

TEST_CASE("containerfile: a message shows no control characters, and a long line in part") {
    CHECK(error("FROM a\nRUM \x1B[31m\x7F") ==
          "Containerfile:2: there is no instruction RUM: did you mean RUN?\nRUM ?[31m?\n^");
    CHECK(error("FROM a\nLABEL ä=ö " + std::string(300, 'x') + " y=z") ==
          "Containerfile:2: there is no = in this word: write NAME=VALUE, and quote a value that "
          "has blanks\nLABEL ä=ö " +
              std::string(108, 'x') + "...\n          ^");
    CHECK(error("FROM a\nLABEL a=" + std::string(300, 'x') + " y") ==
          "Containerfile:2: there is no = in this word: write NAME=VALUE, and quote a value that "
          "has blanks\n..." +
              std::string(59, 'x') + " y\n" + std::string(63, ' ') + "^");
}

TEST_CASE("containerfile: brackets and braces without end nest only so deep") {
    const std::string brackets(100000, '['), braces = "{\"a\":";
    std::string objects = "[";
    for (int i = 0; i < 100000; ++i) objects += braces;
    // No JSON that we would read: it is a shell's line.
    CHECK(error("FROM a\nRUN " + brackets) == "no error");
    CHECK(error("FROM a\nRUN " + objects) == "no error");

    std::string word;
    for (int i = 0; i < 100000; ++i) word += "${a:-";
    const auto none = [](std::string_view) { return std::optional<std::string>{}; };
    CHECK_THROWS_AS(expand({word, Word::Kind::shell, {}}, '\\', none), ExpansionError);
    std::string onbuild = "FROM a\n";
    for (int i = 0; i < 100000; ++i) onbuild += "ONBUILD ";
    CHECK(error(onbuild).find("there is no ONBUILD ONBUILD") != std::string::npos);
}

TEST_CASE("containerfile: a value cannot double for ever") {
    std::string text = "FROM a\nENV x=0123456789\n";
    for (int i = 0; i < 40; ++i) text += "ENV x=$x$x\n";
    const auto file = parse(text, "Containerfile");
    auto scope = Scope{'\\', {}, {}}.stage();
    try {
        for (const auto& instruction : file.stages[0].instructions)
            scope.set(std::get<Env>(instruction.is));
        FAIL("no error");
    } catch (const ExpansionError& error) {
        CHECK(error.what() == std::string{"a value of more than 1 MiB"});
    }
}

TEST_CASE("containerfile: a pattern that is slow to match is refused, or is not slow") {
    const auto value = [](std::string_view) { return std::string(200000, 'a'); };
    std::string stars;
    for (int i = 0; i < 50; ++i) stars += "a*";
    CHECK_THROWS_AS(expand({"${x//" + stars + "b/y}", Word::Kind::shell, {}}, '\\', value),
                    ExpansionError);
    CHECK(expand({"${x%%*b*}", Word::Kind::shell, {}}, '\\', value).size() == 200000);
    CHECK_FALSE(Glob{stars + "b"}.matches(std::string(4000, 'a')));
    CHECK_FALSE(
        IgnorePatterns::parse("**/**/**/**/**/**/**/b", "").ignores(std::string(4000, '/') + "a"));
}
