// SPDX-License-Identifier: MIT
//
// RUN, stages, and what becomes of a build that goes wrong.
#include "site.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>

using scene::Site, scene::has;
namespace fs = std::filesystem;

TEST_CASE("build: a RUN changes what its command changes, and nothing else") {
    const Site site;
    site.must("FROM base\nRUN true\nRUN touch /etc/x && rm /bin/true\n");
    const auto image = nlohmann::json::parse(
        support::read_file(site.store() / "blobs/sha256" / site.id().substr(7)));
    CHECK(image["history"][1]["empty_layer"] == true);  // no mount point, no /etc/resolv.conf
    CHECK(image["rootfs"]["diff_ids"].size() == 2);
    CHECK(site.inside("ls /etc/x; ls /bin/true 2>/dev/null || echo gone") == "/etc/x\ngone\n");
}

TEST_CASE("build: a RUN sees its variables, its user, its directory, its shell") {
    const Site site;
    site.must(
        "FROM base\n"
        "ENV A=env\nARG B=arg\nARG C\nUSER 7:8\nWORKDIR /tmp\n"
        "RUN echo \"$A $B $C $(id -u):$(id -g) $(pwd)\" > /tmp/shell\n"
        "SHELL [\"/bin/sh\", \"-ec\"]\n"
        "RUN echo \"$0 $-\" > /tmp/other\n"
        "RUN [\"/bin/sh\", \"-c\", \"echo exec > /tmp/exec\"]\n"
        "RUN <<EOF\necho one > /tmp/document\necho two >> /tmp/document\nEOF\n"
        "RUN <<EOF\n#!/bin/cat\nscript\nEOF\n",
        {"--build-arg", "C=given"});
    CHECK(site.inside("cat /tmp/shell /tmp/exec /tmp/document") ==
          "env arg given 7:8 /tmp\nexec\none\ntwo\n");
    CHECK(has(site.inside("cat /tmp/other"), "e"));
}

TEST_CASE("build: what is mounted for a RUN is in no layer, a cache is there the next time") {
    const Site site;
    const auto secret = support::random_word();
    support::write_file(site.directory() / "secret", secret);
    site.file("bound", "bound");
    const auto text = [](const std::string& word) {
        return "FROM base\n"
               "RUN --mount=type=secret,id=s cat /run/secrets/s > /dev/null && test -s "
               "/run/secrets/s\n"
               "RUN --mount=type=secret,id=s,env=TOKEN test -n \"$TOKEN\"\n"
               "RUN --mount=type=tmpfs,target=/scratch touch /scratch/x\n"
               "RUN --mount=type=bind,target=/context cp /context/bound /copied\n"
               "RUN --mount=type=bind,target=/context,rw touch /context/written\n"
               "RUN --mount=type=cache,target=/cache cat /cache/* > /before; echo " +
               word + " >> /cache/word\n";
    };
    const scene::Words options{"--secret", "id=s,src=" + (site.directory() / "secret").native()};
    site.must(text("first"), options);
    CHECK(site.inside("cat /copied") == "bound");
    CHECK(site.inside("ls -d /run/secrets /scratch /context /cache 2>/dev/null || echo none") ==
          "none\n");
    CHECK(!fs::exists(site.context() / "written"));
    CHECK(site.shell("grep -rl " + secret + " $store").exit_status == 1);
    site.must(text("second"), options);
    CHECK(site.inside("cat /before") == "first\n");
    CHECK(has(site.fails("FROM base\nRUN --mount=type=secret,id=t,required=true true\n"),
              "Containerfile:2"));
}

TEST_CASE("build: stages that nobody needs are not built, and the others beside each other") {
    const Site site;
    // Each waits for the other: one after the other, neither would end.
    const auto wait = [](const std::string& own, const std::string& other) {
        return "RUN --mount=type=cache,target=/c touch /c/" + own + "; i=0; until [ -e /c/" +
               other + " ]; do i=$((i+1)); [ $i -lt 200 ] || exit 9; sleep 0.1; done; touch /" +
               own + "\n";
    };
    site.must("FROM base AS unneeded\nRUN false\nFROM base AS one\n" + wait("one", "two") +
              "FROM base AS two\n" + wait("two", "one") +
              "FROM base\nCOPY --from=one /one /\nCOPY --from=two /two /\n");
    CHECK(site.inside("ls /one /two") == "/one\n/two\n");
    CHECK(has(site.fails("FROM base AS unneeded\nRUN false\nFROM base\n", {"--target", "unneeded"}),
              "Containerfile:2"));
    CHECK(has(site.fails("FROM base AS a\n", {"--target", "b"}), "--target b"));
}

TEST_CASE("build: what goes wrong is shown where it stands, with what was printed") {
    const Site site;
    const auto said = site.fails("FROM base\nRUN echo $((6*7)) printed && exit 3\nRUN true\n");
    INFO(said);
    CHECK(has(said, "42 printed\n"));
    CHECK(has(said,
              "Containerfile:2: the command ended with exit status 3\n"
              "RUN echo $((6*7)) printed && exit 3\n^\n"));
    CHECK(has(site.fails("FROM base\nRUN exit 3\n", {"-q"}), "Containerfile:2: "));
    const auto empty = site.fails("FROM scratch\nRUN true\n");
    CHECK(has(empty, "Containerfile:2: /bin/sh: no such file\nRUN true\n^\n"));
    CHECK(has(site.fails("FROM base\nENV A=${B:?why-not}\n"), "why-not\nENV A=${B:?why-not}\n"));
    CHECK(has(site.fails("FROM base\nUSER nobody-here\nRUN true\n"), "nobody-here"));
}

TEST_CASE("build: ONBUILD waits for the next build, ENTRYPOINT takes the base's CMD away") {
    const Site site;
    site.must("FROM base\nCMD [\"from-base\"]\nONBUILD RUN echo triggered > /triggered\n");
    CHECK(site.inside("ls /triggered 2>/dev/null || echo none") == "none\n");
    REQUIRE(site.run({"tag", "--root", site.store(), "made", "parent"}).exit_status == 0);
    site.must("FROM parent\nENTRYPOINT [\"/bin/echo\"]\n");
    CHECK(site.inside("cat /triggered") == "triggered\n");
    const auto image = nlohmann::json::parse(
        support::read_file(site.store() / "blobs/sha256" / site.id().substr(7)));
    CHECK(!image["config"].contains("Cmd"));
    CHECK(!image["config"].contains("OnBuild"));
}

TEST_CASE(
    "build: FROM says for which machine, and what follows an image's name is its entrypoint's") {
    const Site site;
    site.file("hello", "x");
    site.must("FROM --platform=linux/s390x scratch\nCOPY hello /\n");
    CHECK(has(site.run({"inspect", "--root", site.store(), "made"}).output, "\"s390x\""));
    site.must("FROM base\nENTRYPOINT [\"/bin/echo\", \"said:\"]\nCMD [\"nothing\"]\n");
    const auto say = [&site](const scene::Words& rest) {
        scene::Words words{"run", "--root", site.store(), "--network", "none"};
        words.insert(words.end(), rest.begin(), rest.end());
        return site.run(words).output;
    };
    CHECK(has(say({"made"}), "said: nothing\n"));
    CHECK(has(say({"made", "--what", "word"}), "said: --what word\n"));
    CHECK(has(say({"--what", "made"}), "--what: unknown option"));
    CHECK(has(say({"--entrypoint", "/bin/ls", "made", "-d", "/etc"}), "/etc\n"));
    CHECK(has(say({"base"}), "COMMAND is missing"));
}

TEST_CASE("build: one that is killed leaves nothing that the next one does not sweep") {
    const Site site;
    site.file("Containerfile", "FROM base\nRUN echo begun; sleep 1000\n");
    site.file("Again", "FROM base\nRUN echo again\n");
    const auto killed = site.shell(
        "$program build --root $store --network none $store/../context > $store/../out 2>&1 & "
        "until grep -q ' begun' $store/../out; do sleep 0.1; done; kill -9 $!; wait $!; sleep 1; "
        "ls $store/new; cd $store/../context; "
        "$program build --root $store --network none -f Again . && ls -A $store/new");
    INFO(killed.output);
    REQUIRE(killed.exit_status == 0);
    CHECK(has(killed.output, "build-"));  // it was there...
    CHECK(fs::is_empty(site.store() / "new"));
}

TEST_CASE("build: a signal ends it at once, and it says so") {
    const Site site;
    site.file("Containerfile", "FROM base\nRUN echo begun; sleep 1000\n");
    const auto stopped = site.shell(
        "$program build --root $store --network none $store/../context > $store/../out 2>&1 & "
        "until grep -q ' begun' $store/../out; do sleep 0.1; done; kill -TERM $!; wait $!; "
        "echo status $?; cat $store/../out");
    INFO(stopped.output);
    CHECK(has(stopped.output, "status 143"));
    CHECK(has(stopped.output, "Terminated"));
}

TEST_CASE("build: a normal user builds and runs, too") {
    Site site;
    const auto given = site.shell("chown -R 1000 $store/..");
    REQUIRE(given.exit_status == 0);
    site.stage_options = {"--uid", "1000", "--delegated", "1000"};
    site.environment = {"HOME=" + site.directory().native()};
    fs::remove_all(site.store());
    site.file("hello", "from the context");
    const auto imported =
        site.run({"import", "--root", site.store(), site.directory() / "rootfs", "base"});
    INFO(imported.output);
    REQUIRE(imported.exit_status == 0);
    site.must(
        "FROM base\nCOPY hello /\nRUN cat /hello > /copy && rm /bin/false\nCMD [\"cat\", "
        "\"/copy\"]\n");
    const auto ran = site.run({"run", "--root", site.store(), "--network", "none", "made"});
    CHECK(has(ran.output, "from the context"));
}

TEST_CASE("build: what follows an image's name is its entrypoint's, options too") {
    const Site site;
    site.must("FROM base\nENTRYPOINT [\"/bin/echo\"]\n");
    const auto run = [&](scene::Words words) {
        words.insert(words.begin(), {"run", "--root", site.store(), "--network", "none"});
        return site.run(words).output;
    };
    CHECK(run({"--hostname", "box", "made", "-x", "--name", "y", "-e", "z"})
              .starts_with("-x --name y -e z\n"));
    CHECK(run({"made", "--hostname", "box", "made"}).starts_with("--hostname box made\n"));
    CHECK(run({"made", "--", "run", "--help"}).starts_with("-- run --help\n"));
    CHECK(has(run({"--hostnome", "box", "made"}), "--hostnome: unknown option"));
}

TEST_CASE("build: an image that is not there is not fetched, and it says what does that") {
    const Site site;
    const auto refused = site.run({"run", "--root", site.store(), "nowhere/image:1", "true"});
    INFO(refused.output);
    CHECK(refused.exit_status == 125);
    CHECK(has(refused.output, "there is neither a directory nor an image of that name"));
    CHECK(has(refused.output, "a registry may have it: pull nowhere/image:1 "));
}

TEST_CASE("build: a --build-arg that no ARG asks for is warned of") {
    const Site site;
    const std::string text =
        "ARG TAG=latest\nFROM base:$TAG AS one\nARG IN_ONE\nFROM one\nARG HERE\nRUN true\n";
    const scene::Words known = {"--build-arg", "TAG=latest",      "--build-arg", "IN_ONE=1",
                                "--build-arg", "HERE=1",          "--build-arg", "https_proxy=x",
                                "--build-arg", "TARGETARCH=amd64"};
    CHECK_FALSE(has(site.must(text, known), "warning"));
    auto more = known;
    more.insert(more.end(), {"--build-arg", "HEER=1"});
    const auto said = site.must(text, more);
    INFO(said);
    CHECK(has(said, "warning: --build-arg HEER: no ARG asks for it\n"));
    CHECK(said.find("warning") == said.rfind("warning"));
}
