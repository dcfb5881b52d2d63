// SPDX-License-Identifier: MIT
#include "sample.hpp"

#include "support/fixture.hpp"

namespace sample {

const json out(json::value_t::discarded);  // in braces it would be a list

std::string text(const char* name) {
    return support::read_file(support::source_directory() / "tests/oci/configs" / name);
}

json full() {
    return json::parse(text("full.json"));
}

oci::Config config(const json& document) {
    return oci::parse_config(document.dump());
}

std::string error_in(const std::string& text) {
    try {
        oci::parse_config(text);
        return "";
    } catch (const std::runtime_error& error) {
        return error.what();
    }
}

std::string error_at(const std::string& where, const json& value) {
    auto document = full();
    const json::json_pointer pointer{where};
    if (value.is_discarded())
        document = document.patch({{{"op", "remove"}, {"path", where}}});
    else
        document[pointer] = value;
    return error_in(document.dump());
}

}  // namespace sample
