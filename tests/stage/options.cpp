// SPDX-License-Identifier: MIT
#include "options.hpp"

#include <stdexcept>
#include <string_view>

namespace stage {

Options parse(int argc, char* argv[]) {
    Options options;
    int i = 1;
    const auto value = [&] { return std::string{argv[++i]}; };
    const auto number = [&] { return static_cast<uid_t>(std::stoul(value())); };
    for (; i < argc && std::string_view{argv[i]} != "--"; ++i) {
        const std::string_view option = argv[i];
        if (option == "--cwd")
            options.cwd = value();
        else if (option == "--lib")
            options.lib = value();
        else if (option == "--umask")
            options.umask = static_cast<mode_t>(std::stoul(value(), nullptr, 8));
        else if (option == "--block")
            options.block.push_back(std::stoi(value()));
        else if (option == "--ignore")
            options.ignore.push_back(std::stoi(value()));
        else if (option == "--close")
            options.close.push_back(std::stoi(value()));
        else if (option == "--uid")
            options.uid = number();
        else if (option == "--delegated")
            options.delegated = number();
        else if (option == "--no-cgroups")
            options.cgroups = false;
        else if (option == "--terminal")
            options.terminal = true;
        else if (option == "--private")
            options.private_root = true;
        else if (option == "--deleted-cwd")
            options.deleted_cwd = true;
        else
            throw std::invalid_argument{"no such option: " + std::string{option}};
    }
    options.program.assign(argv + i + 1, argv + argc);
    options.program.push_back(nullptr);
    return options;
}

}  // namespace stage
