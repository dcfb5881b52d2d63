// SPDX-License-Identifier: MIT
#include "build/spell.hpp"

#include <nlohmann/json.hpp>

namespace build {
namespace {

using namespace containerfile;
using nlohmann::json;

/// One overload for each instruction that has words to expand; of the others, the text says all.
/// JSON, so that no two lists of words look alike.
class Speller {
public:
    explicit Speller(const Scope& scope) : scope_{scope} {}

    json operator()(const Transfer& transfer) const {
        json result{words(transfer.sources), scope_.expand(transfer.destination),
                    scope_.expand(transfer.chown), scope_.expand(transfer.chmod),
                    words(transfer.excludes)};
        for (const auto& document : transfer.documents)
            result.push_back({document.name, scope_.expand(document.text())});
        return result;
    }
    json operator()(const Run& run) const {
        json result{scope_.environment(), run.command.words};
        for (const auto& document : run.command.documents)
            result.push_back({document.name, document.content});
        for (const auto& mount : run.mounts)
            result.push_back({scope_.expand(mount.source), scope_.expand(mount.target),
                              scope_.expand(mount.id), scope_.expand(mount.environment)});
        return result;
    }
    json operator()(const Arg& arg) const {
        Scope after = scope_;
        after.declare(arg);
        return after.environment();
    }
    json operator()(const Env& env) const { return scope_.expand(env.variables); }
    json operator()(const Label& label) const { return scope_.expand(label.labels); }
    json operator()(const Expose& expose) const {
        json result = json::array();
        for (const auto& port : expose.ports) result.push_back(scope_.expand_to_words(port));
        return result;
    }
    json operator()(const Stopsignal& stop) const { return scope_.expand(stop.signal); }
    json operator()(const User& user) const { return scope_.expand(user.user); }
    json operator()(const Volume& volume) const { return words(volume.paths); }
    json operator()(const Workdir& workdir) const { return scope_.expand(workdir.path); }
    template <typename Other>
    json operator()(const Other&) const requires(!std::is_base_of_v<Transfer, Other>) {
        return nullptr;
    }

private:
    json words(const std::vector<Word>& all) const {
        json result = json::array();
        for (const auto& word : all) result.push_back(scope_.expand(word));
        return result;
    }
    const Scope& scope_;
};

}  // namespace

std::string spell(const Instruction& instruction, const Scope& scope) {
    const json spelled{instruction.text, std::visit(Speller{scope}, instruction.is)};
    return spelled.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace build
