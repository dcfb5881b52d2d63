// SPDX-License-Identifier: MIT
#include "container/container.hpp"

#include "container/between.hpp"
#include "container/cgroup/usage.hpp"
#include "container/layers.hpp"
#include "container/moments.hpp"
#include "container/program.hpp"
#include "container/signals.hpp"
#include "container/users/maps.hpp"
#include "sys/error.hpp"
#include "sys/trace.hpp"

#include <fmt/format.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace container {
namespace {

/// Tried twice, since what was in the way may be gone. False if something is left, which it says.
bool clean_up(const Layer& layer, Context& context) noexcept {
    if (!layer.cleanup) return true;
    const sys::trace::Span span{sys::trace::Kind::moment, layer.name, "cleanup"};
    std::string reason;
    for (int attempt = 0; attempt < 2; ++attempt) try {
            layer.cleanup(context);
            return true;
        } catch (const std::exception& e) {
            reason = e.what();
        }
    std::fputs(fmt::format("{}.cleanup: {}\n", layer.name, reason).c_str(), stderr);
    return false;
}

std::string names(const Layers& layers) {
    std::string text;
    for (const auto& layer : layers) text += layer.name + " ";
    return text;
}

/// What whoever looks for the container from outside wants to know first.
void note_init(const State& state, const Process& process, pid_t init) {
    std::string command;
    for (const auto& word : process.args) command += (command.empty() ? "" : " ") + word;
    state.write("command", command);
    state.write("init", std::to_string(init));
}

/// A program of an earlier chapter would forget a container without undoing its later layers.
bool knows_all(const Layers& layers, const std::string& names_left) {
    std::istringstream left{names_left};
    for (std::string name; left >> name;)
        if (std::none_of(layers.begin(), layers.end(),
                         [&name](const Layer& layer) { return layer.name == name; }))
            return false;
    return true;
}

/// A child that the kernel kills cannot say why. The cgroup can, as long as it is there.
bool was_starved(const State& state) {
    return cgroup::oom_kills(cgroup::Group::find(state)) > 0;
}

/// A runtime that is killed takes a foreground container along. Whoever changes his user must say
/// so again, prctl(2).
void die_with_runtime(Life life, const Channel& channel) {
    if (life == Life::of_its_own) return;
    sys::check(::prctl(PR_SET_PDEATHSIG, SIGKILL), "prctl PR_SET_PDEATHSIG");
    if (channel.is_deserted()) ::_exit(125);  // it was killed before that line
}

/// Whoever has made the container is gone after that: what can be known of the program by now, it
/// is told before.
void pass_gate(const Layers& layers, Context& context, const Process& process, Channel& channel) {
    const auto* gate = last_with(layers, &Layer::gate);
    if (!gate) return;
    require_program(process);
    channel.close();
    run_moment(*gate, "gate", [&] { channel = gate->gate(context); });
}

/// For a child in a user namespace; and for forget() below.
void open_journal(Context& context) {
    const auto file = context.rootfs.open_journal();
    if (!file.empty() && !users::is_first_namespace()) context.state.write("journal", file);
}

/// Of what was swept. With the mount namespace of a normal user, the directory is gone that its
/// journal tells of.
void forget(State& state) {
    std::error_code ignored;
    if (const auto journal = state.read("journal"); !journal.empty())
        std::filesystem::remove(journal, ignored);
    state.remove();
}

}  // namespace

Container::Container(Layers layers, Process process, State state, Life life)
    : layers_{std::move(layers)}, process_{std::move(process)}, life_{life} {
    context_.state = std::move(state);
    ::signal(SIGCHLD, SIG_DFL);  // a caller who ignores it would have the kernel reap for us
    callers_mask_ = sys::sigprocmask(signals_handed_on());  // by wait()
    try {
        make();
    } catch (...) {
        const bool starved = context_.state && was_starved(context_.state);
        clean_up();  // a destructor runs only for what was constructed
        if (starved)
            throw std::runtime_error{
                "killed: out of memory before its command ran: its limit of memory must be larger"};
        throw;
    }
}

void Container::make() {
    for (const auto& layer : layers_) context_.namespaces |= layer.namespaces;
    if (context_.state) context_.state.write("layers", names(layers_));
    for (const auto& layer : layers_) {
        ++prepared_;
        if (layer.prepare) run_moment(layer, "prepare", [&] { layer.prepare(context_); });
    }

    if (context_.namespaces & CLONE_NEWUSER) open_journal(context_);
    auto sockets = sys::socketpair();
    channel_ = Channel{std::move(sockets.host)};
    const auto body = [&] {
        channel_.close();  // or the container would never see the host's end closing
        child_main(Channel{std::move(sockets.container)});
    };
    const sys::CloneArgs args{context_.namespaces, context_.cgroup};
    child_ = context_.user_namespace ? spawn_in(context_.user_namespace, args, body)
                                     : layers::spawn(args, body);
    sockets.container.reset();
    context_.cgroup.reset();
    context_.user_namespace.reset();
    if (context_.state && life_ == Life::of_its_owner)
        note_init(context_.state, process_, child_->pid());

    each(layers_, "attach", &Layer::attach, context_, child_->pid());
    channel_.send(Message::go);
    channel_.expect(Message::built);
    each(layers_, "built", &Layer::built, context_, child_->pid());
    channel_.send(Message::enter);
    channel_.expect(Message::ready, &context_.terminal);
}

void Container::child_main(Channel channel) noexcept {
    sys::trace::call_this("container");
    try {
        die_with_runtime(life_, channel);
        context_.rootfs.leave_to_host();
        context_.lower.leave_to_host();
        context_.state.leave_to_host();
        context_.cgroup.reset();
        context_.user_namespace.reset();
        ::umask(0);  // modes are what the layers say
        channel.expect(Message::go);
        each(layers_, "build", &Layer::build, context_);
        die_with_runtime(life_, channel);
        channel.send(Message::built);
        channel.expect(Message::enter);
        last(layers_, "enter", &Layer::enter, context_);
        each(layers_, "inside", &Layer::inside, context_);
        channel.send(Message::ready, context_.terminal);
        context_.terminal.reset();
        each(layers_, "seal", &Layer::seal, context_);
        die_with_runtime(life_, channel);
        pass_gate(layers_, context_, process_, channel);
        each(layers_, "filter", &Layer::filter, context_);
        last(layers_, "init", &Layer::init, context_);
        become_program(process_, context_);
    } catch (...) {
        channel.fail(std::current_exception());
    }
    ::_exit(125);  // never exit or return: the host's atexit handlers and destructors are not ours
}

void Container::start() {
    if (channel_.receive() != Message::end_of_file)
        throw std::logic_error{"the channel is out of step"};
    channel_.close();
}

int Container::wait() {
    return layers::wait(*child_);
}

void Container::release() noexcept {
    child_->release();
    prepared_ = 0;
    context_.state = {};
}

Container::~Container() {
    clean_up();
}

void Container::sweep(const Layers& layers) {
    for (auto& state : State::all()) {
        if (state.is_owned() || !knows_all(layers, state.read("layers"))) continue;
        if (!state.take_over()) continue;  // another run sweeps it
        clean_up_after(layers, std::move(state));
    }
}

bool Container::clean_up_after(const Layers& layers, State state) noexcept {
    Context context;
    for (const auto& layer : layers) context.namespaces |= layer.namespaces;
    context.state = std::move(state);
    bool clean = true;
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer)
        clean = container::clean_up(*layer, context) && clean;
    if (clean) forget(context.state);  // or else the next one tries again
    return clean;
}

void Container::update(const Layers& layers, State state) {
    Context context;
    context.state = std::move(state);
    each(layers, "update", &Layer::update, context);
}

void Container::clean_up() noexcept {
    child_.reset();
    bool clean = true;
    for (; prepared_ > 0; --prepared_)
        clean = container::clean_up(layers_[prepared_ - 1], context_) && clean;
    if (clean) context_.state.remove();  // or else the next run's sweep tries again
    context_.rootfs = {};                // gives the directory back
    context_.lower = {};
    ::sigprocmask(SIG_SETMASK, &callers_mask_, nullptr);
}

}  // namespace container
