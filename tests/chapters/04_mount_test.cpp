// SPDX-License-Identifier: MIT
// Chapter 04: mounts of its own: nothing gets out, nothing of the host is left in.
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <csignal>
#include <filesystem>
#include <map>
#include <sstream>

using namespace support;
namespace fs = std::filesystem;

namespace {

const char* const lesson = "chapters/04-mount/README.md, ";

/// A mount as mountinfo tells it, proc_pid_mountinfo(5).
struct MountLine {
    std::string root, options, type, source;
};

/// Mount point to mount; the last one mounted there, which is the one that is seen.
std::map<std::string, MountLine> parse_mounts(const std::string& mountinfo) {
    std::map<std::string, MountLine> mounts;
    std::istringstream lines{mountinfo};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        std::string id, parent, device, point, word;
        MountLine mount;
        words >> id >> parent >> device >> mount.root >> point >> mount.options;
        while (words >> word && word != "-") continue;
        words >> mount.type >> mount.source;
        mounts[point] = mount;
    }
    return mounts;
}

bool has_option(const std::string& options, const std::string& option) {
    return ("," + options + ",").find("," + option + ",") != std::string::npos;
}

/// Shell lines that run on the stage around the program, "$@". The tools are BusyBox's: Debian's
/// mount(8) keeps notes in /run.
Words around(const Box& box, const std::string& lines) {
    return {box.rootfs() / "bin/busybox", "sh", "-c", lines, "sh"};
}

/// What the stage's mount table gained or lost, without the processes.
std::string mount_changes(Live& live) {
    std::istringstream lines{difference(live.before(), live.stage().snapshot())};
    std::string changes;
    for (std::string line; std::getline(lines, line);)
        if (line.substr(2).starts_with("mount ")) changes += line + "\n";
    return changes;
}

}  // namespace

TEST_CASE("04 mount: it is in a mount namespace of its own", "[04+]") {
    judge({"04.namespace",
           {"00.runs"},
           "Everything that follows is about a list of mounts that only the container has.",
           std::string{lesson} + "Propagation; mount_namespaces(7)"},
          [] {
              Box box;
              const auto live = box.serve();
              const auto probe = live->probe();
              expect(probe.proc_link("ns/mnt") !=
                         fs::read_symlink(fmt::format("/proc/{}/ns/mnt", live->pid())).native(),
                     "the mount namespace is that of the program that runs it", "one of its own");
          });
}

TEST_CASE("04 mount: what is mounted inside is not seen outside", "[04+]") {
    judge(
        {"04.propagation",
         {"04.namespace"},
         "On most machines \"/\" is shared: a new namespace starts with copies that still tell "
         "each "
         "other of every mount. Without MS_REC | MS_PRIVATE first, the host gets the container's.",
         std::string{lesson} + "Propagation; mount_namespaces(7), SHARED SUBTREES"},
        [] {
            Box box;
            const auto live = box.serve();
            auto probe = live->probe();
            expect_lacks("the change of the host's mounts while it runs", mount_changes(*live),
                         "+ mount");
            probe.ask({"mount-tmpfs", "/mnt"});
            expect_lacks("the change of the host's mounts after one inside", mount_changes(*live),
                         "+ mount");
            probe.leave(0);
            expect_lacks("what is left behind", live->wait().left, "+ mount");
        });
}

TEST_CASE("04 mount: the host loses no mount", "[04+]") {
    judge({"04.host-mounts",
           {"04.namespace"},
           "MS_PRIVATE without MS_REC leaves the mounts below \"/\" shared: detaching the old root "
           "then unmounts them on the host, too.",
           std::string{lesson} + "Propagation; mount(2), MS_REC"},
          [] {
              Box box;
              const auto marker = box.directory() / "host-mount";
              fs::create_directory(marker);
              Launch launch{{}, {"/bin/true"}};
              launch.wrapper = around(
                  box,
                  fmt::format("mount -t tmpfs host {0} && mkdir {0}/a && mount -t tmpfs b {0}/a && "
                              "\"$@\"; status=$?; grep -c {0} /proc/self/mountinfo >&2; "
                              "umount {0}/a {0}; exit $status",
                              marker.native()));
              const auto outcome = box.run(launch);
              expect_equal("the host's own mounts that are left of 2", outcome.err, "2\n");
              expect_equal("what is left behind", outcome.left, "");
          });
}

TEST_CASE("04 mount: there is no climbing out", "[04+]") {
    judge(
        {"04.breakout",
         {"01.cwd"},
         "chroot(2) says itself how to leave it. After pivot_root(2) there is nothing above \"/\".",
         std::string{lesson} + "Break it; chroot(2), NOTES, pivot_root(2)"},
        [] {
            Box box;
            const auto secret = random_word();
            write_file(box.directory() / "secret", secret);
            fs::create_directory(box.rootfs() / ".brk");
            const auto outcome =
                box.run({{}, {"/bin/probe", "breakout", box.directory() / "secret"}});
            expect_lacks("what the breakout read", outcome.out, secret);
            expect_equal("the exit status of the breakout", outcome.exit_status, 1);
        });
}

TEST_CASE("04 mount: nothing of the old root is left inside", "[04+]") {
    judge({"04.old-root",
           {"04.namespace"},
           "A mount of the host that is still in the table can be reached again, by whoever may "
           "unmount what covers it.",
           std::string{lesson} + "The new root; pivot_root(2), umount2(2)"},
          [] {
              Box box;
              const auto live = box.serve();
              const auto probe = live->probe();
              // Seen from outside: the container's own view may be cut short by its root.
              const auto mounts = parse_mounts(probe.proc_file("mountinfo"));
              const auto root = mounts.find("/");
              expect(root != mounts.end(), "no mount at / in the container's mount table",
                     "the rootfs");
              for (const auto& [point, mount] : mounts) {
                  const bool own = point == "/" || point.starts_with("/proc") ||
                                   point.starts_with("/sys") || point.starts_with("/dev");
                  expect(own, fmt::format("{} ({} {}) is mounted", point, mount.type, mount.source),
                         "the rootfs, /proc, /sys, /dev and what is below them");
              }
              expect_equal("its root, from outside", probe.proc_link("root"), "/");
          });
}

TEST_CASE("04 mount: what is mounted in the rootfs comes along", "[04+]") {
    judge(
        {"04.recursive",
         {"04.namespace"},
         "A bind mount without MS_REC shows the empty directories below.",
         std::string{lesson} + "The new root; mount(2), MS_BIND, MS_REC"},
        [] {
            Box box;
            const auto word = random_word();
            Launch launch{{}, {"/bin/probe", "read", "/mnt/word"}};
            launch.wrapper = around(
                box,
                fmt::format(
                    "mount -t tmpfs data {0}/mnt && echo {1} > {0}/mnt/word && \"$@\"; status=$?; "
                    "umount {0}/mnt; exit $status",
                    box.rootfs().native(), word));
            const auto outcome = box.run(launch);
            expect_equal("/mnt/word", outcome.out, word + "\n");
        });
}

TEST_CASE("04 mount: /proc, /sys and /dev are mounted as safely as they can be", "[04+]") {
    judge({"04.flags",
           {"04.namespace"},
           "No set-uid program, no device and, but for /dev, nothing to execute belongs there.",
           std::string{lesson} + "What is mounted; mount_setattr(2)"},
          [] {
              Box box;
              const auto mounts = parse_mounts(box.output({"/bin/probe", "mounts"}));
              const std::map<std::string, std::pair<std::string, Words>> wanted = {
                  {"/proc", {"proc", {"nosuid", "nodev", "noexec"}}},
                  {"/sys", {"sysfs", {"ro", "nosuid", "nodev", "noexec"}}},
                  {"/dev", {"tmpfs", {"nosuid"}}},
                  {"/dev/pts", {"devpts", {"nosuid", "noexec"}}},
                  {"/dev/shm", {"tmpfs", {"nosuid", "nodev", "noexec"}}},
                  {"/dev/mqueue", {"mqueue", {"nosuid", "nodev", "noexec"}}}};
              for (const auto& [point, want] : wanted) {
                  const auto found = mounts.find(point);
                  expect(found != mounts.end(), point + " is not mounted", "a " + want.first);
                  expect_equal("the type of " + point, found->second.type, want.first);
                  for (const auto& option : want.second)
                      expect(has_option(found->second.options, option),
                             point + " is mounted " + found->second.options, "with " + option);
              }
          });
}

TEST_CASE("04 mount: /dev has the devices that programs count on, and no others", "[04+]") {
    judge({"04.dev",
           {"04.namespace"},
           "A regular file in the place of /dev/null grows; the host's /dev has its disks.",
           std::string{lesson} + "/dev; null(4), random(4), tty(4), mknod(2)"},
          [] {
              Box box;
              const auto live = box.serve();
              auto probe = live->probe();
              const std::map<std::string, std::string> devices = {
                  {"null", "char 1:3 666\n"},    {"zero", "char 1:5 666\n"},
                  {"full", "char 1:7 666\n"},    {"random", "char 1:8 666\n"},
                  {"urandom", "char 1:9 666\n"}, {"tty", "char 5:0 666\n"}};
              for (const auto& [name, want] : devices)
                  expect_equal("/dev/" + name, probe.ask({"stat", "/dev/" + name}), want);
              for (const auto* name :
                   {"console", "fd", "mqueue", "ptmx", "pts", "shm", "stderr", "stdin", "stdout"})
                  probe.ask({"stat", std::string{"/dev/"} + name});
              std::istringstream entries{probe.ask({"list", "/dev"})};
              int count = 0;
              for (std::string name; std::getline(entries, name); ++count) {
                  const auto stat = probe.ask({"stat", "/dev/" + name});
                  expect(!stat.starts_with("block") && !stat.starts_with("char 5:1"),
                         "/dev/" + name + " is " + stat, "no disk and no console of the host");
              }
              expect(count <= 20, fmt::format("/dev has {} entries", count), "at most 20");
              expect_equal("the host's own /dev/null", fs::is_character_file("/dev/null"), true);
          });
}

TEST_CASE("04 mount: the devices work", "[04+]") {
    judge({"04.dev-works",
           {"04.dev"},
           "A node on a nodev mount looks right and cannot be opened.",
           std::string{lesson} + "/dev; mount(2), MS_NODEV"},
          [] {
              Box box;
              const auto out = box.output(
                  {"/bin/sh", "-c",
                   "echo x > /dev/null && head -c 3 /dev/zero | wc -c && "
                   "head -c 4 /dev/urandom | wc -c; echo x 2>/dev/null > /dev/full || echo full; "
                   "echo out > /dev/stdout; echo s > /dev/shm/s && cat /dev/fd/0 < /dev/shm/s; "
                   "stat -c %s /dev/null; test -c /dev/ptmx && echo ptmx; echo y > /dev/console"});
              expect_equal("the output", out, "3\n4\nfull\nout\ns\n0\nptmx\n");
          });
}

TEST_CASE("04 mount: what tells about the machine is masked", "[04+]") {
    judge(
        {"04.masked",
         {"04.namespace", "02.proc"},
         "/proc/kcore is the machine's memory, /proc/keys its keyrings, /sys/firmware its tables.",
         std::string{lesson} + "Masked and read-only paths; proc(5)"},
        [] {
            Box box;
            const auto live = box.serve();
            auto probe = live->probe();
            for (const auto* path : {"/proc/kcore", "/proc/keys", "/proc/timer_list",
                                     "/proc/sched_debug", "/proc/interrupts"}) {
                const auto answer = probe.try_ask({"read", path});
                if (answer.find("No such file") != std::string::npos) continue;
                expect_equal(std::string{"what is read from "} + path, answer, "");
            }
            for (const auto* path : {"/proc/acpi", "/proc/scsi", "/sys/firmware"}) {
                const auto answer = probe.try_ask({"list", path});
                if (answer.find("No such file") != std::string::npos) continue;
                expect_equal(std::string{"what is listed in "} + path, answer, "");
                expect_contains("writing into a masked directory",
                                probe.try_ask({"write", std::string{path} + "/x", "x"}), "error");
            }
        });
}

TEST_CASE("04 mount: what steers the machine is read-only", "[04+]") {
    judge({"04.readonly",
           {"04.namespace", "02.proc"},
           "/proc/sysrq-trigger reboots, /proc/sys/kernel/core_pattern runs a program on the host.",
           std::string{lesson} + "Masked and read-only paths; proc(5), core(5)"},
          [] {
              Box box;
              const auto live = box.serve();
              auto probe = live->probe();
              for (const auto* path :
                   {"/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern",
                    "/proc/sys/vm/drop_caches", "/sys/kernel/uevent_helper", "/sys/power/state"}) {
                  const auto answer = probe.try_ask({"open", path, "w"});
                  expect(answer.find("Read-only") != std::string::npos ||
                             answer.find("No such file") != std::string::npos,
                         fmt::format("opening {} for writing: {}", path, answer),
                         "Read-only file system");
              }
          });
}

TEST_CASE("04 mount: a volume shows a host directory, for reading and writing", "[04+]") {
    judge({"04.volume",
           {"04.namespace"},
           "What must outlive the container, or come from the host, is a bind mount.",
           std::string{lesson} + "Volumes; mount(2), MS_BIND"},
          [] {
              Box box;
              const auto data = box.directory() / "data";
              fs::create_directory(data);
              const auto word = random_word();
              write_file(data / "in", word);
              const auto before = describe_tree(box.rootfs());
              const auto outcome =
                  box.run({{"-v", data.native() + ":/new/place"},
                           {"/bin/sh", "-c", "cat /new/place/in; echo back > /new/place/out"}});
              expect_equal("what the container read", outcome.out, word);
              expect_equal("what the container wrote", read_file(data / "out"), "back\n");
              expect_equal("what is left behind", outcome.left, "");
              expect_equal("the change of the rootfs",
                           difference(before, describe_tree(box.rootfs())), "");
              const auto file = box.run(
                  {{"-v", (data / "in").native() + ":/etc/new:ro"}, {"/bin/cat", "/etc/new"}});
              expect_equal("a file as a volume", file.out, word);
              expect_equal("the change of the rootfs",
                           difference(before, describe_tree(box.rootfs())), "");
          });
}

TEST_CASE("04 mount: a read-only volume cannot be written to, nor what is mounted in it", "[04+]") {
    judge({"04.volume-ro",
           {"04.volume"},
           "MS_BIND ignores MS_RDONLY at the first mount(2), and a remount reaches only the top.",
           std::string{lesson} + "Volumes; mount(2), mount_setattr(2), AT_RECURSIVE"},
          [] {
              Box box;
              const auto data = box.directory() / "data";
              fs::create_directories(data / "sub");
              Launch launch{{"-v", data.native() + ":/data:ro"},
                            {"/bin/sh", "-c",
                             "touch /data/a 2>/dev/null && echo top; "
                             "touch /data/sub/b 2>/dev/null && echo below; cat /data/sub/c"}};
              launch.wrapper = around(
                  box, fmt::format(
                           "mount -t tmpfs sub {0}/sub && echo c > {0}/sub/c && \"$@\"; status=$?; "
                           "umount {0}/sub; exit $status",
                           data.native()));
              const auto outcome = box.run(launch);
              expect_equal("what could be written, and /data/sub/c", outcome.out, "c\n");
          });
}

TEST_CASE("04 mount: a volume is private unless asked otherwise", "[04+]") {
    judge({"04.volume-propagation",
           {"04.volume", "04.propagation"},
           "rshared is for programs that mount for others; everybody else must not.",
           std::string{lesson} + "Volumes; mount_namespaces(7)"},
          [] {
              Box box;
              const auto data = box.directory() / "data";
              fs::create_directories(data / "point");
              for (const auto& [option, seen] : std::map<std::string, bool>{
                       {"", false}, {":rprivate", false}, {":rslave", false}, {":rshared", true}}) {
                  const auto live = box.serve({"-v", data.native() + ":/data" + option});
                  live->probe().ask({"mount-tmpfs", "/data/point"});
                  const auto probe_gone = live->wait();
                  const bool outside = probe_gone.left.find("+ mount " + data.native() +
                                                            "/point") != std::string::npos;
                  expect(outside == seen,
                         fmt::format("with -v SRC:/data{}, a mount inside is {}seen outside",
                                     option, outside ? "" : "not "),
                         seen ? "it is seen" : "it is not seen");
              }
          });
}

TEST_CASE("04 mount: no symlink of the rootfs leads a mount to the host", "[04+]") {
    judge({"04.symlinks",
           {"04.volume"},
           "Mount points are looked up before the root changes: \"proc -> /etc\" in a rootfs from "
           "elsewhere would cover the host's /etc (CVE-2019-19921, CVE-2021-30465).",
           std::string{lesson} + "Volumes; openat2(2), RESOLVE_IN_ROOT"},
          [] {
              for (const auto* name : {"proc", "sys", "dev", "data"}) {
                  Box box;
                  const auto target = box.directory() / "target";
                  const auto data = box.directory() / "volume";
                  fs::create_directory(target);
                  fs::create_directory(data);
                  write_file(target / "mark", "host");
                  fs::remove(box.rootfs() / name);
                  fs::create_symlink(target, box.rootfs() / name);
                  const auto target_before = describe_tree(target);
                  const auto live = box.serve({"-v", data.native() + ":/data/x"});
                  std::string changes;
                  try {
                      const auto probe = live->probe();
                      changes = mount_changes(*live);
                  } catch (const Unmet&) {  // refusing such a rootfs is right, too
                  }
                  expect_equal(fmt::format("the host's mounts with {} -> a host directory", name),
                               changes, "");
                  expect_equal("the change of that host directory",
                               difference(target_before, describe_tree(target)), "");
              }
          });
}

TEST_CASE("04 mount: a volume that cannot be is refused in one line", "[04+]") {
    judge({"04.volume-refused",
           {"04.volume"},
           "A mistyped volume must not become an empty directory somewhere.",
           std::string{lesson} + "Volumes"},
          [] {
              Box box;
              const auto missing = (box.directory() / random_word()).native();
              const auto data = box.directory().native();
              for (const auto& [volume, word] :
                   std::map<std::string, std::string>{{data, "SOURCE:DESTINATION"},
                                                      {data + ":data", "begin with /"},
                                                      {data + ":/", "rootfs"},
                                                      {data + ":/data/..", "rootfs"},
                                                      {data + ":/data:odd", "odd"},
                                                      {missing + ":/data", missing},
                                                      {":/data", "SOURCE:DESTINATION"}}) {
                  const auto outcome = box.run({{"-v", volume}, {"/bin/true"}});
                  expect_equal("the exit status for -v " + volume, outcome.exit_status, 125);
                  expect_contains("stderr", outcome.err, word);
                  expect_equal("what is left behind", outcome.left, "");
              }
              // ".." does not lead out: the destination is the container's.
              const auto climbing =
                  box.run({{"-v", data + ":/../../../mnt"}, {"/bin/probe", "stat", "/mnt/rootfs"}});
              expect_contains("the volume at /../../../mnt", climbing.out, "directory");
              expect(!fs::exists(box.directory() / "mnt"), "a directory was made beside the rootfs",
                     "nothing");
          });
}

TEST_CASE("04 mount: --tmpfs is memory, empty at the start, with the options given", "[04+]") {
    judge({"04.tmpfs",
           {"04.namespace"},
           "Scratch space that leaves nothing behind.",
           std::string{lesson} + "Volumes; tmpfs(5)"},
          [] {
              Box box;
              write_file(box.rootfs() / "mnt/below", "x");
              const auto outcome = box.run(
                  {{"--tmpfs", "/mnt:size=64k,mode=700", "--tmpfs", "/run/scratch"},
                   {"/bin/sh", "-c",
                    "ls /mnt; stat -c %a /mnt; stat -c %a /run/scratch; echo x > /run/scratch/x; "
                    "dd if=/dev/zero of=/mnt/big bs=1k count=200 2>/dev/null || echo full"}});
              expect_equal("the output", outcome.out, "700\n1777\nfull\n");
              expect_equal("what is left behind", outcome.left, "");
              const auto wrong = box.run({{"--tmpfs", "/mnt:odd=1"}, {"/bin/true"}});
              expect_equal("the exit status for a wrong option", wrong.exit_status, 125);
              expect_contains("stderr", wrong.err, "tmpfs");  // mount(2) does not say more
          });
}

TEST_CASE("04 mount: --read-only keeps the rootfs as it is", "[04+]") {
    judge({"04.read-only",
           {"04.namespace"},
           "A program that cannot change its own files is one less place for an intruder to stay.",
           std::string{lesson} + "The new root; mount_setattr(2)"},
          [] {
              Box box;
              const auto outcome = box.run(
                  {{"--read-only", "--tmpfs", "/mnt"},
                   {"/bin/sh", "-c",
                    "touch /etc/new 2>/dev/null && echo rootfs; touch /mnt/x && echo tmpfs; "
                    "touch /dev/shm/x && echo shm"}});
              expect_equal("what could be written", outcome.out, "tmpfs\nshm\n");
              const auto writable =
                  box.run({{}, {"/bin/sh", "-c", "echo x > /tmp/x; cat /tmp/x; rm /tmp/x"}});
              expect_equal("without it", writable.out, "x\n");
          });
}

TEST_CASE("04 mount: mount points that the rootfs lacks are made, and removed again", "[04+]") {
    judge(
        {"04.mount-points",
         {"04.volume"},
         "A rootfs of one static program must run, and must still be one static program "
         "afterwards.",
         std::string{lesson} + "What is mounted; mkdir(2)"},
        [] {
            Box box;
            for (const char* name : {"proc", "sys", "dev"}) fs::remove(box.rootfs() / name);
            const auto before = describe_tree(box.rootfs());
            const auto outcome = box.run(
                {{"-v", (box.rootfs() / "etc/passwd").native() + ":/a/b/file"},
                 {"/bin/sh", "-c", "test -c /dev/null && test -d /proc/1 && head -c 4 /a/b/file"}});
            expect_equal("the output", outcome.out, "root");
            expect_equal("what is left behind", outcome.left, "");
            expect_equal("the change of the rootfs",
                         difference(before, describe_tree(box.rootfs())), "");
        });
}

TEST_CASE("04 mount: a mount point in use by another container stays", "[04+]") {
    judge(
        {"04.mount-points-shared",
         {"04.mount-points"},
         "Removing a directory detaches what another namespace has mounted on it.",
         std::string{lesson} + "What is mounted; rmdir(2), mount_namespaces(7)"},
        [] {
            Box box;
            fs::remove(box.rootfs() / "dev");
            const auto rootfs = command_line({box.rootfs()});
            const auto program = command_line({subject().program});
            Launch launch{{}, {"/bin/true"}};
            // The one that made /dev ends first, and the other one still uses it.
            launch.wrapper = {
                "/bin/sh", "-c",
                fmt::format("{0} run {1} /bin/sh -c 'until test -e /second; do sleep 0.01; done' & "
                            "first=$!; until test -e {1}/dev; do sleep 0.01; done; "
                            "{0} run {1} /bin/sh -c 'touch /second; "
                            "until test -e /ended; do sleep 0.01; done; "
                            "test -c /dev/null && echo still there' & "
                            "wait $first; touch {1}/ended; wait",
                            program, rootfs)};
            const auto outcome = box.run(launch);
            expect_equal("the second one's /dev/null", outcome.out, "still there\n");
            expect(!fs::exists(box.rootfs() / "dev"), "rootfs/dev is left behind", "it is gone");
            expect_equal("what is left behind", outcome.left, "");
        });
}

TEST_CASE("04 mount: many containers of one rootfs run at once", "[04+]") {
    judge({"04.two-hundred",
           {"04.namespace", "contract.clean"},
           "Each has its own mounts now: nothing is left to get in the way of another.",
           std::string{lesson} + "Propagation"},
          [] {
              Box box;
              fs::remove(box.rootfs() / "sys");
              const auto before = describe_tree(box.rootfs());
              Launch launch{{}, {"/bin/true"}};
              launch.wrapper = {
                  "/bin/sh", "-c",
                  fmt::format("i=0; while [ $i -lt 200 ]; do {} run {} /bin/sh -c 'echo $$' & "
                              "i=$((i+1)); done; wait",
                              command_line({subject().program}), command_line({box.rootfs()}))};
              const auto outcome = box.run(launch);
              std::string wanted;
              for (int i = 0; i < 200; ++i) wanted += "1\n";
              expect_equal("stderr of two hundred", outcome.err, "");
              expect_equal("the output of two hundred", outcome.out, wanted);
              expect_equal("what is left behind", outcome.left, "");
              expect_equal("the change of the rootfs",
                           difference(before, describe_tree(box.rootfs())), "");
          });
}

TEST_CASE("04 mount: -w does not lead out through a descriptor", "[04+]") {
    judge({"04.cwd-descriptor",
           {"04.breakout", "00.workdir"},
           "A host directory that is still open when the working directory is set is a way out "
           "(CVE-2024-21626).",
           std::string{lesson} + "The new root; getcwd(3), proc(5)"},
          [] {
              Box box;
              for (int fd = 3; fd < 16; ++fd) {
                  const auto outcome =
                      box.run({{"-w", fmt::format("/proc/self/fd/{}", fd)}, {"/bin/probe", "cwd"}});
                  expect(
                      outcome.exit_status == 125 || outcome.out.starts_with("/"),
                      fmt::format("with -w /proc/self/fd/{} the command is in {}", fd, outcome.out),
                      "it is refused, or inside");
              }
          });
}
