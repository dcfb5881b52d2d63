// SPDX-License-Identifier: MIT
#include "containerfile/mount.hpp"
#include "containerfile/blanks.hpp"
#include "containerfile/instructions.hpp"
#include "containerfile/mount_keys.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace containerfile {
namespace {

struct Field {
    std::string key;  ///< Under its first name.
    std::optional<std::string> value;
};

/// Cuts KEY=VALUE,KEY=VALUE,... at the commas: its quotes went when the flag was read.
std::vector<Field> fields(const std::string& text) {
    std::vector<Field> result;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        const auto field = text.substr(begin, end - begin);
        const auto equals = std::min(field.find('='), field.size());
        result.push_back({first_name(lower(field.substr(0, equals))), std::nullopt});
        if (equals < field.size()) result.back().value = field.substr(equals + 1);
        begin = end + 1;
    }
    return result;
}

/// Fills a Mount field by field. The type comes first, wherever it is written: it decides which
/// other keys there may be.
class MountReader {
public:
    MountReader(const Statement& statement, const Word& flag) : statement_{statement} {
        mount_.at = flag.at;
    }

    Mount read(const std::vector<Field>& all) {
        for (const auto& field : all)
            if (field.key == "type") set_type(field.value.value_or(""));
        mount_.read_only = mount_.type != Mount::Type::cache && mount_.type != Mount::Type::tmpfs;
        for (const auto& field : all)
            if (field.key != "type") set(field);
        check();
        return std::move(mount_);
    }

private:
    [[noreturn]] void refuse(const std::string& message) const {
        throw ParseError{*statement_.source(), mount_.at, message};
    }
    std::string type() const { return mount_types()[static_cast<std::size_t>(mount_.type)]; }

    void set_type(const std::string& name);
    void set(const Field& field);
    void set_value(const std::string& key, const std::string& value);
    bool truth(const Field& field) const;
    void check() const;

    const Statement& statement_;
    Mount mount_;
};

void MountReader::set_type(const std::string& name) {
    const auto types = mount_types();
    const auto found = std::find(types.begin(), types.end(), lower(name));
    if (found == types.end())
        refuse(fmt::format("there is no mount of type \"{}\"{}", name, suggestion(name, types)));
    mount_.type = static_cast<Mount::Type>(found - types.begin());
}

bool MountReader::truth(const Field& field) const {
    const auto value = lower(field.value.value_or("true"));
    if (value == "true" || value == "1") return true;
    if (value != "false" && value != "0") refuse(fmt::format("{} is true or false", field.key));
    return false;
}

void MountReader::set(const Field& field) {
    const auto keys = mount_keys(mount_.type);
    if (std::find(keys.begin(), keys.end(), field.key) == keys.end())
        refuse(fmt::format("a mount of type {} has no key \"{}\"{}", type(), field.key,
                           suggestion(field.key, keys)));
    if (field.key == "readonly")
        mount_.read_only = truth(field);
    else if (field.key == "readwrite")
        mount_.read_only = !truth(field);
    else if (field.key == "required")
        mount_.required = truth(field);
    else if (field.value.value_or("").empty())
        refuse(fmt::format("{0} lacks its value: {0}=VALUE", field.key));
    else
        set_value(field.key, *field.value);
}

void MountReader::set_value(const std::string& key, const std::string& value) {
    if (const char* wanted = wrong_value(key, value))
        refuse(fmt::format("{} is {}, not \"{}\"", key, wanted, value));
    const Word word{value, key == "from" ? Word::Kind::literal : Word::Kind::shell, mount_.at};
    if (key == "from") mount_.from = word;
    if (key == "source") mount_.source = word;
    if (key == "target") mount_.target = word;
    if (key == "id") mount_.id = word;
    if (key == "mode") mount_.mode = word;
    if (key == "uid") mount_.uid = word;
    if (key == "gid") mount_.gid = word;
    if (key == "size") mount_.size = word;
    if (key == "env") mount_.environment = word;
    if (key == "sharing")
        mount_.sharing = lower(value) == "locked"    ? Mount::Sharing::locked
                         : lower(value) == "private" ? Mount::Sharing::private_
                                                     : Mount::Sharing::shared;
}

void MountReader::check() const {
    const bool can_guess = mount_.type == Mount::Type::secret || mount_.type == Mount::Type::ssh;
    if (mount_.target.empty() && !can_guess)
        refuse(fmt::format("a mount of type {} lacks its place: target=/PATH", type()));
    if (mount_.type != Mount::Type::secret) return;
    if (mount_.id.empty() && mount_.source.empty() && mount_.target.empty())
        refuse("a secret lacks its name: id=NAME");
    if (!mount_.id.empty() && !mount_.source.empty())
        refuse("a secret with an id and a source: leave one of them out");
}

}  // namespace

Mount parse_mount(const Statement& statement, const Word& value) {
    return MountReader{statement, value}.read(fields(value.text));
}

}  // namespace containerfile
