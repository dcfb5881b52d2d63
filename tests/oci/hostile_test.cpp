// SPDX-License-Identifier: MIT
//
// Whatever is in a config.json: it is read, or there is one line that says what is wrong with it.
#include "sample.hpp"
#include "support/catch.hpp"

#include <algorithm>

namespace {

using sample::json;

void check_one_line(const std::string& message) {
    CHECK(message.starts_with("config.json: "));
    CHECK(std::none_of(message.begin(), message.end(),
                       [](unsigned char c) { return c < ' ' || c == 127; }));
}

/// Calls `use` with the place of every value that is in the document.
template <typename Use>
void each_place(const json& value, const json::json_pointer& here, Use use) {
    use(here);
    if (value.is_object())
        for (const auto& member : value.items())
            each_place(member.value(), here / member.key(), use);
    if (value.is_array())
        for (std::size_t i = 0; i < value.size(); ++i) each_place(value[i], here / i, use);
}

}  // namespace

TEST_CASE("oci: every beginning of a config is an error, told in one line") {
    const auto text = sample::text("full.json");
    const auto last = text.rfind('}');
    for (std::size_t length = 0; length <= last; ++length) {
        const auto message = sample::error_in(text.substr(0, length));
        REQUIRE(message.find("config.json: line ") == 0);
        check_one_line(message);
    }
    CHECK(sample::error_in(text) == "");
}

TEST_CASE("oci: a value of any other type at any place is read, or told in one line") {
    const auto full = sample::full();
    const json values[] = {nullptr,
                           true,
                           -1,
                           0,
                           18446744073709551615U,
                           0.5,
                           1e300,
                           "",
                           "x\ny\x7f",
                           std::string(1, '\0'),
                           json::array(),
                           {1, "x"},
                           {nullptr},
                           json::object(),
                           {{"a\n", {{"b", 1}}}}};
    std::size_t wrong = 0;
    each_place(full, json::json_pointer{}, [&](const json::json_pointer& place) {
        for (const auto& value : values) {
            auto document = full;
            document[place] = value;
            const auto message = sample::error_in(document.dump());
            if (message.empty()) continue;
            ++wrong;
            INFO(place.to_string() << " = " << value);
            check_one_line(message);
        }
    });
    CHECK(wrong > 1000);
}

TEST_CASE("oci: a config without any one of its values is read, or told in one line") {
    const auto full = sample::full();
    std::size_t places = 0, wrong = 0;
    each_place(full, json::json_pointer{}, [&](const json::json_pointer& place) {
        if (place.empty()) return;
        ++places;
        const auto message = sample::error_at(place.to_string(), sample::out);
        if (message.empty()) return;
        ++wrong;
        INFO(place.to_string());
        check_one_line(message);
    });
    CHECK(wrong > 20);
    CHECK(wrong < places / 2);
}

TEST_CASE("oci: a config with any one of its bytes changed is read, or told in one line") {
    const auto text = sample::text("full.json");
    constexpr std::string_view bytes{"\0\"{}[,9\\\xff", 9};
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto changed = text;
        changed[at] = bytes[at % bytes.size()];
        const auto message = sample::error_in(changed);
        if (message.empty()) continue;
        INFO(at);
        check_one_line(message);
    }
}
