// SPDX-License-Identifier: MIT
//
// Which variables a word sees: ARG and ENV, in the file and in its stages.
#include "containerfile/scope.hpp"
#include "support/catch.hpp"

using namespace containerfile;

namespace {

/// Carries out the ARGs and ENVs of one stage; `before` is the scope it begins with.
void carry_out(const std::vector<Instruction>& instructions, Scope& scope) {
    for (const auto& instruction : instructions) {
        if (const auto* arg = std::get_if<Arg>(&instruction.is)) scope.declare(*arg);
        if (const auto* env = std::get_if<Env>(&instruction.is)) scope.set(*env);
    }
}

struct Built {
    Scope file;
    std::vector<Scope> stages;
};

/// Each stage whose base is an earlier one begins with the scope of that.
Built build(const std::string& text, const Variables& given = {}) {
    const auto parsed = parse(text, "Containerfile");
    Built built{{'\\', given, platform_arguments("linux/arm64/v8", "linux/amd64")}, {}};
    carry_out(parsed.global_arguments, built.file);
    for (std::size_t i = 0; i < parsed.stages.size(); ++i) {
        const auto base = parsed.find_stage(built.file.expand(parsed.stages[i].base), i);
        built.stages.push_back(base ? built.stages[*base] : built.file.stage());
        carry_out(parsed.stages[i].instructions, built.stages.back());
    }
    return built;
}

std::string value(const Scope& scope, const std::string& text) {
    return scope.expand(Word{text, Word::Kind::shell, {}});
}

}  // namespace

TEST_CASE("containerfile: a build's argument wins over the default, and is seen from its ARG on") {
    const char* text = "FROM a\nENV before=${x:-unset}\nARG x=default\nENV after=$x\nARG y\nARG z=";
    CHECK(value(build(text).stages[0], "$before $after [$y] ${y+set} ${z+set}") ==
          "unset default []  set");
    CHECK(value(build(text, {{"x", "given"}, {"y", ""}}).stages[0], "$before $after ${y+set}") ==
          "unset given set");
}

TEST_CASE("containerfile: a global ARG is for FROM, a stage asks for it by its name") {
    const char* text =
        "ARG tag=12 other=$tag\nFROM image:$tag\nENV without=[$tag]\nARG tag\nENV with=$tag\n"
        "ARG other=mine\nFROM b\nENV nothing=[$tag]";
    const auto built = build(text);
    CHECK(value(built.file, "$tag $other") == "12 12");
    CHECK(value(built.stages[0], "$without $with $other") == "[] 12 mine");
    CHECK(value(built.stages[1], "$nothing") == "[]");
    CHECK(value(build(text, {{"tag", "13"}}).stages[0], "$with") == "13");
}

TEST_CASE("containerfile: ENV wins over ARG, wherever they stand") {
    const auto scope =
        build("FROM a\nENV x=env\nARG x=arg\nARG y=arg\nENV y=env", {{"x", "given"}});
    CHECK(value(scope.stages[0], "$x $y") == "env env");
    CHECK(scope.stages[0].environment() == Variables{{"x", "env"}, {"y", "env"}});
    CHECK(scope.stages[0].env() == Variables{{"x", "env"}, {"y", "env"}});
}

TEST_CASE("containerfile: an ENV sees the values before its line, an ARG those on it") {
    const auto built = build("FROM x\nENV a=1\nENV a=2 b=$a\nENV c=$a\nARG d=1 e=$d");
    CHECK(value(built.stages[0], "$a$b$c $d$e") == "212 11");
}

TEST_CASE("containerfile: a stage goes on from the scope of the stage it is based on") {
    const auto built = build("FROM a AS one\nARG x=1\nENV y=2\nFROM one\nENV z=$x$y\nFROM b");
    CHECK(value(built.stages[1], "$z") == "12");
    CHECK(value(built.stages[2], "$x$y$z").empty());
}

TEST_CASE("containerfile: the platforms are there in FROM, and in a stage that asks") {
    const char* all =
        "$TARGETPLATFORM $TARGETOS $TARGETARCH $TARGETVARIANT $BUILDPLATFORM $BUILDOS $BUILDARCH "
        "$BUILDVARIANT";
    const char* names =
        "ARG TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT BUILDPLATFORM BUILDOS BUILDARCH "
        "BUILDVARIANT";
    const auto built = build("FROM a\nFROM b\n" + std::string{names});
    const auto* values = "linux/arm64/v8 linux arm64 v8 linux/amd64 linux amd64 ";
    CHECK(value(built.file, all) == values);
    CHECK(value(built.stages[0], "$TARGETOS").empty());
    CHECK(value(built.stages[1], all) == values);
    CHECK(value(build("FROM a", {{"TARGETOS", "plan9"}}).file, "$TARGETOS") == "plan9");
}

TEST_CASE("containerfile: a proxy needs no ARG, and is not kept") {
    const auto built = build("FROM a\nARG arg=1", {{"http_proxy", "p"}, {"NO_PROXY", "q"}});
    CHECK(value(built.stages[0], "$http_proxy $NO_PROXY $HTTP_PROXY") == "p q ");
    CHECK(built.stages[0].environment() ==
          Variables{{"NO_PROXY", "q"}, {"arg", "1"}, {"http_proxy", "p"}});
    CHECK(built.stages[0].env().empty());
}

TEST_CASE("containerfile: what nothing asked for is known") {
    const auto built = build("ARG a\nFROM x\nARG b\nFROM y",
                             {{"a", ""}, {"b", ""}, {"c", ""}, {"TARGETOS", ""}, {"no_proxy", ""}});
    CHECK(built.stages[0].unused() == std::set<std::string>{"c"});
    CHECK(built.stages[1].unused() == std::set<std::string>{"b", "c"});
}

TEST_CASE("containerfile: a variable's name may be a variable's value, LABEL's are pairs") {
    const auto file = parse("FROM x\nENV n=name\nENV $n=$n\nLABEL ${n}.x='a b' y=\"\"", "file");
    auto scope = Scope{'\\', {}, {}}.stage();
    carry_out(file.stages[0].instructions, scope);
    CHECK(value(scope, "$name") == "name");
    const auto& label = std::get<Label>(file.stages[0].instructions.back().is);
    CHECK(scope.expand(label.labels) ==
          std::vector<std::pair<std::string, std::string>>{{"name.x", "a b"}, {"y", ""}});
}

TEST_CASE("containerfile: a word that cannot be expanded is an error that shows its line") {
    const auto file = parse("FROM x\nENV ok=1 \\\n    bad=${must:?}", "file");
    const auto& env = std::get<Env>(file.stages[0].instructions[0].is);
    REQUIRE(env.variables.size() == 2);
    try {
        Scope{'\\', {}, {}}.stage().set(env);
        FAIL("no error");
    } catch (const ExpansionError& error) {
        CHECK(file.stages[0].instructions[0].error(error.at, error.what()).what() ==
              std::string{"file:3: must: must be set\n"
                          "    bad=${must:?}\n        ^"});
    }
}

TEST_CASE("containerfile: a trigger of ONBUILD is one instruction, here-documents and all") {
    const auto trigger = [](const char* text) { return parse_trigger(text, "ONBUILD"); };
    const auto error = [&](const char* text) {
        try {
            trigger(text);
            return std::string{"no error"};
        } catch (const ParseError& refused) {
            return std::string{refused.what()};
        }
    };
    const auto file = parse("FROM x\nONBUILD RUN cat <<A\nline\nA\n", "file");
    const auto& onbuild = std::get<Onbuild>(file.stages[0].instructions[0].is);
    const auto run = trigger(onbuild.trigger.c_str());
    CHECK(std::get<Run>(run.is).command.script() == "cat <<A\nline\nA\n");
    CHECK(error("") == "ONBUILD:1: an empty trigger\n\n^");
    CHECK(error("RUN a\nRUN b") == "ONBUILD:2: a trigger is one instruction\nRUN b\n^");
    CHECK(error("COPPY a b") ==
          "ONBUILD:1: there is no instruction COPPY: did you mean COPY?\nCOPPY a b\n^");
}
