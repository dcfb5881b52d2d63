// SPDX-License-Identifier: MIT
// Chapter 09: the profile that a container gets unless it is told otherwise.
#include "chapters/filters.hpp"
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>

#include <linux/sched.h>
#include <sys/ioctl.h>
#include <sys/personality.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>

using namespace support;
using namespace std::string_literals;

namespace {

const std::string lesson = "chapters/09-seccomp/README.md, ";

/// A call whose arguments are such that the kernel, which would refuse it to us for lack of a
/// capability, says something else first: so the answer is the filter's or the kernel's.
struct Closed {
    const char* name;
    long number;
    Words args;
};

/// How a filter says no: it is forbidden, or it is not there.
bool is_refusal(const std::string& answer) {
    return answer == "EPERM" || answer == "ENOSYS";
}

const std::string none = "-1", bits = "0xffff", wild = "1";

const std::vector<Closed> closed = {
    {"unshare", SYS_unshare, {"0"}},
    {"setns", SYS_setns, {none, "0"}},
    {"clone with a new user namespace",
     SYS_clone,
     {std::to_string(CLONE_NEWUSER | CLONE_FS | CLONE_SIGHAND)}},
    {"keyctl", SYS_keyctl, {"31", "0", "0"}},
    {"add_key", SYS_add_key, {wild, wild, wild, wild, "0"}},
    {"request_key", SYS_request_key, {wild, wild, wild, "0"}},
    {"ptrace PTRACE_ATTACH", SYS_ptrace, {std::to_string(PTRACE_ATTACH), "999999"}},
    {"ptrace PTRACE_SEIZE", SYS_ptrace, {"0x4206", "999999"}},
    {"process_vm_readv", SYS_process_vm_readv, {"999999", "0", "0", "0", "0", bits}},
    {"process_vm_writev", SYS_process_vm_writev, {"999999", "0", "0", "0", "0", bits}},
    {"pidfd_getfd", SYS_pidfd_getfd, {none, "0", bits}},
    {"kcmp", SYS_kcmp, {"999999", "999999", "0"}},
    {"bpf", SYS_bpf, {"0", "0", "65536"}},
    {"perf_event_open", SYS_perf_event_open, {"0", "0", "0", "0", bits}},
    {"userfaultfd", SYS_userfaultfd, {"1"}},
    {"io_uring_setup", SYS_io_uring_setup, {"1", "0"}},
    {"io_uring_enter", SYS_io_uring_enter, {none, "0", "0", bits}},
    {"mount", SYS_mount, {wild, wild, wild}},
    {"umount2", SYS_umount2, {"@/", "0xff00"}},
    {"open_tree", SYS_open_tree, {"-100", "@/", "0"}},
    {"mount_setattr", SYS_mount_setattr, {"-100", "@/", bits}},
    {"fsconfig", SYS_fsconfig, {none, "0", "0", "0", "0"}},
    {"personality ADDR_NO_RANDOMIZE", SYS_personality, {std::to_string(ADDR_NO_RANDOMIZE)}},
    {"personality ADDR_NO_RANDOMIZE with more bits", SYS_personality, {"0x100040000"}},
    {"ioctl TIOCSTI", SYS_ioctl, {none, std::to_string(TIOCSTI)}},
    {"ioctl TIOCSTI with more bits", SYS_ioctl, {none, "0xabcd00005412"}},
    {"ioctl TIOCLINUX", SYS_ioctl, {none, std::to_string(TIOCLINUX)}},
    {"modify_ldt", SYS_modify_ldt, {"0", "0", "0"}},
};

/// Those for which more is needed than a container has: they are refused whoever asks.
const std::vector<Closed> closed_to_all = {
    {"kexec_load", SYS_kexec_load, {"0", "1000", "0", bits}},
    {"swapon", SYS_swapon, {wild, "0"}},
    {"keyctl", SYS_keyctl, {"31", "0", "0"}},
    {"userfaultfd", SYS_userfaultfd, {"1"}},
    {"io_uring_setup", SYS_io_uring_setup, {"1", "0"}},
    {"ioctl TIOCSTI", SYS_ioctl, {none, std::to_string(TIOCSTI)}},
};

/// Requires that each is refused in a container with `options`, and not without a filter.
void expect_closed(const std::vector<Closed>& calls, const Words& options, std::size_t least) {
    Box box;
    auto plain = unconfined(), filtered = offline();
    plain.insert(plain.end(), options.begin(), options.end());
    filtered.insert(filtered.end(), options.begin(), options.end());
    const auto without = box.serve(plain);
    auto free = without->probe();
    Box other;
    const auto with = other.serve(filtered);
    auto probe = with->probe();
    std::size_t judged = 0;
    for (const auto& [name, number, args] : calls) {
        const auto unfiltered = call(free, "native", number, args);
        const auto answer = call(probe, "native", number, args);
        expect(is_refusal(answer), fmt::format("{}: {}", name, answer),
               "EPERM, or ENOSYS; without a filter it is " + unfiltered);
        // This kernel lacks the call, or forbids it by itself: then it says nothing of a filter.
        if (!is_refusal(unfiltered)) ++judged;
    }
    expect(judged >= least,
           fmt::format("only {} of {} calls pass without a filter", judged, calls.size()),
           fmt::format("{} do", least));
}

}  // namespace

TEST_CASE("09 seccomp: what a container rarely needs is closed to it", "[09+]") {
    judge({"09.closed",
           {"09.filter", "09.unconfined"},
           "Each of these was the way in of an attack on the kernel, or out of a container.",
           lesson + "The default profile; seccomp(2)"},
          [] { expect_closed(closed, {}, closed.size() * 2 / 3); });
}

TEST_CASE("09 seccomp: some calls no capability opens", "[09+]") {
    judge({"09.closed-to-all",
           {"09.closed"},
           "Another kernel in the place of this one; keyrings that know no namespace.",
           lesson + "The default profile"},
          [] {
              expect_closed(closed_to_all, {"--userns", "host", "--cap-add", "ALL"},
                            closed_to_all.size() / 2);
          });
}

TEST_CASE("09 seccomp: clone3 is not there, so that libc takes clone", "[09+]") {
    judge({"09.clone3",
           {"09.closed"},
           "Its flags are in memory, where a filter cannot look. With EPERM no program could make "
           "a thread any more.",
           lesson + "clone3; clone(2), seccomp(2)"},
          [] {
              Box box;
              const auto live = box.serve(offline());
              auto probe = live->probe();
              expect_equal("clone3", call(probe, "native", SYS_clone3, {"0", "0"}), "ENOSYS");
              expect_equal("io_uring_setup", call(probe, "native", SYS_io_uring_setup, {"1", "0"}),
                           "ENOSYS");
              probe.ask({"threads", "3"});
              expect_contains("a new user namespace by clone3",
                              probe.ask({"try", "user-namespace", "clone3", "x", "/"}),
                              "refused: ");
          });
}

TEST_CASE("09 seccomp: a process is not opened by another", "[09+]") {
    judge({"09.strangers",
           {"09.filter"},
           "Who shares a container with it may still be its enemy: what has its memory has its "
           "secrets.",
           lesson + "The default profile; ptrace(2), process_vm_readv(2)"},
          [] {
              Box box;
              const auto tried = [&](const Words& options, const std::string& command) {
                  const auto live = box.serve(options);
                  auto probe = live->probe();
                  const auto secret = random_word(20);
                  const auto victim = probe.ask({"victim", random_word(), secret});
                  const auto space = victim.find(' ');
                  Words question{"try", command, victim.substr(0, space),
                                 victim.substr(space + 1, victim.find('\n') - space - 1)};
                  if (command == "write-memory") question.push_back(random_word(8));
                  const auto answer = probe.ask(question);
                  return answer.find(secret) != std::string::npos ||
                                 answer.find("written") != std::string::npos
                             ? "did"
                             : answer.substr(0, answer.find(':'));
              };
              for (const std::string command : {"read-memory", "write-memory"}) {
                  expect_equal(command + " without a filter", tried(unconfined(), command), "did");
                  expect_equal(command, tried(offline(), command), "refused");
                  expect_equal(command + " with --cap-add SYS_PTRACE",
                               tried(offline({"--cap-add", "SYS_PTRACE"}), command), "did");
              }
          });
}

TEST_CASE("09 seccomp: harmless arguments pass where others do not", "[09+]") {
    judge({"09.harmless",
           {"09.closed"},
           "setarch, 32-bit installers and each program that asks for the size of its terminal.",
           lesson + "The default profile; personality(2), ioctl(2)"},
          [] {
              Box box;
              const auto live = box.serve(offline());
              auto probe = live->probe();
              const auto personality = [&](const std::string& value) {
                  return call(probe, "native", SYS_personality, {value});
              };
              for (const std::string value : {"0", "8", "0x20000", "0x20008", "0xffffffff"})
                  expect_equal("personality " + value, personality(value), "0");
              for (const std::string value : {"1", "0x20001", "0x400000", "0x8000000"})
                  expect("EPERM ENOSYS"s.find(personality(value)) != std::string::npos,
                         "personality " + value + " passes", "it is refused");
              const auto ioctl = [&](unsigned long request) {
                  return call(probe, "native", SYS_ioctl, {none, std::to_string(request)});
              };
              for (const auto request : std::vector<unsigned long>{
                       TIOCGWINSZ, TIOCSTI - 1, TIOCSTI + 1, TIOCLINUX - 1, TIOCLINUX + 1,
                       TIOCSTI | 0x10000UL, FIONREAD, 0x80045430UL})
                  expect_equal(fmt::format("ioctl {:#x} of no file", request), ioctl(request),
                               "EBADF");
              const auto go_on = std::to_string(PTRACE_CONT);
              expect_equal("ptrace PTRACE_CONT of nobody",
                           call(probe, "native", SYS_ptrace, {go_on, "999999"}), "ESRCH");
          });
}

TEST_CASE("09 seccomp: a capability opens the calls that it is for", "[09+]") {
    judge({"09.opened",
           {"09.filter"},
           "--cap-add that another layer takes back in silence is a riddle for whoever asked.",
           lesson + "The default profile; capabilities(7)"},
          [] {
              struct Opened {
                  std::string capability;
                  Words words;
              };
              const std::vector<Opened> all = {
                  {"SYS_ADMIN", {"mount-tmpfs", "/mnt"}},
                  {"SYS_ADMIN", {"sethostname", "other"}},
                  {"SYS_ADMIN", {"user-namespace", "unshare", "x", "/"}},
                  {"SYS_ADMIN", {"user-namespace", "clone3", "x", "/"}},
                  {"SYS_TIME", {"set-clock"}},
                  {"SYS_MODULE", {"load-module"}},
                  {"BPF", {"bpf-map"}},
                  {"PERFMON", {"watch-cpu"}},
              };
              Box box;
              for (const auto& [capability, words] : all) {
                  auto question = words;
                  question.insert(question.begin(), "try");
                  const auto tried = [&](const Words& options) {
                      auto more = offline({"--userns", "host"});
                      more.insert(more.end(), options.begin(), options.end());
                      const auto live = box.serve(more);
                      return live->probe().ask(question);
                  };
                  const auto what = command_line(words);
                  const Words add{"--cap-add", capability};
                  expect_contains(what, tried({}), "refused: ");
                  // If even so the kernel cannot do it, the filter says nothing else.
                  auto plain = add;
                  plain.insert(plain.end(), {"--security-opt", "seccomp=unconfined"});
                  expect_equal(what + " with --cap-add " + capability, tried(add), tried(plain));
              }
          });
}
